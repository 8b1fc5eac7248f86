// Tasks of the workers: jobs that a request starts, and nightly tasks.
import type { Database } from '../db/connect.ts'

export interface Job {
  id: string
  task: string
  /** The import; null for a nightly task. */
  import_id: string | null
  key_id: string | null
  request_id: string | null
  /** Number of attempts, the present one included. */
  attempts: number
  /** End of the lease, in PostgreSQL's text format. */
  lease: string
}

export interface Task {
  name: string
  /** Start of a nightly task in Polish time, such as `03:17`. */
  nightlyAt?: string
  /** Does the work. It may be interrupted at any point and run again. `signal` aborts it. */
  run: (db: Database, job: Job, signal: AbortSignal) => Promise<void>
  /** Stores the final failure of the job, after `ATTEMPTS_LIMIT` failed or lost attempts. */
  recordFailure?: (db: Database, job: Job) => Promise<void>
}

/** Thrown by a task if another process is doing the same work. */
export class Busy extends Error {}
