import { command, write } from '../../records/write/transaction.ts'
import type { Task } from '../../workers/task.ts'
import { lapse, purge, vacuumApplications } from './retention.ts'

/** Lets waiting applications lapse, and deletes decided and lapsed ones, after their time. */
export const endApplicationsNightly: Task = {
  name: 'end_applications',
  nightlyAt: '02:23',
  run: async (db, _job, signal) => {
    for (const step of [lapse, purge]) while (await write(db, command, step)) signal.throwIfAborted()
    await vacuumApplications(db)
  }
}
