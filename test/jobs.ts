// The workers of the service, for tests. They have a connection of their own, as in the service.
import { connect } from '../src/db/connect.ts'
import { doDueJobs, startJobs } from '../src/features/jobs/job-loop.ts'
import type { LoopLog } from '../src/workers/lease-loop.ts'
import { declared } from './declared.ts'

export const quiet: LoopLog = { info: () => {}, warn: () => {}, error: () => {} }

/** Returns workers that run the due jobs when the test calls `work`. */
export function openJobs(url: string, log: LoopLog = quiet) {
  const { db, close } = connect(url, { max: 3, noTimeouts: true, role: 'konwent_app' })
  return {
    db,
    work: () => doDueJobs({ control: db, work: db, tasks: declared.tasks, log }),
    workNightly: () => doDueJobs({ control: db, work: db, tasks: declared.tasks, log, nightly: true }),
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
