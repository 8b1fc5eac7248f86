import { command, write } from '../../records/write/transaction.ts'
import type { Task } from '../../workers/task.ts'
import { NIGHTLY, rewriteTables } from '../privacy/erasure/rewrite.ts'
import { lapse, purge } from './retention.ts'

/**
 * Lets waiting applications lapse, and deletes decided and lapsed ones, after their time. Rewrites the table, because
 * freed pages still contain what was deleted; it is small. If it is in use, the job is tried again.
 */
export const endApplicationsNightly: Task = {
  name: 'end_applications',
  nightlyAt: '02:23',
  run: async (db, _job, signal) => {
    for (const step of [lapse, purge]) while (await write(db, command, step)) signal.throwIfAborted()
    const { left } = await rewriteTables(db, ['public.application'], { ...NIGHTLY, signal })
    if (left.length > 0) throw new Error('the table is in use and still has to be rewritten')
  }
}
