// The workers of the service, for tests. They have a connection of their own, as in the service.
import { sql } from 'kysely'
import { connect } from '../src/db/connect.ts'
import { doDueJobs, startJobs } from '../src/features/jobs/job-loop.ts'
import type { LoopLog } from '../src/workers/lease-loop.ts'
import { declared } from './declared.ts'

export const quiet: LoopLog = { info: () => {}, warn: () => {}, error: () => {} }

/** Returns workers that run the due jobs when the test calls `work`. */
export function openJobs(url: string, log: LoopLog = quiet) {
  const { db, close } = connect(url, { max: 3, noTimeouts: true, role: 'konwent_app' })
  const workNightly = () => doDueJobs({ control: db, work: db, tasks: declared.tasks, log, nightly: true })
  return {
    db,
    work: () => doDueJobs({ control: db, work: db, tasks: declared.tasks, log }),
    workNightly,
    /** Runs a nightly task until it succeeds. On a busy machine it may give way to others, and is tried again. */
    completeNightly: async (task: string) => {
      const job = () => db.selectFrom('job').select('attempts').where('task', '=', task).executeTakeFirstOrThrow()
      do {
        await db.updateTable('job').set({ due_at: sql`now()` }).where('task', '=', task).execute()
        await workNightly()
      } while ((await job()).attempts > 0)
    },
    close
  }
}

/** Starts workers that run jobs until they are stopped. */
export function runJobs(url: string, log: LoopLog = quiet): { stop: () => Promise<void> } {
  const { db, close } = connect(url, { max: 5, noTimeouts: true, role: 'konwent_app' })
  const jobs = startJobs({ control: db, work: db, tasks: declared.tasks, log })
  return {
    stop: async () => {
      await jobs.stop()
      await close()
    }
  }
}
