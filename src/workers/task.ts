// Tasks of the workers: jobs that a request asks for, and nightly ones.
import type { Database } from '../db/connect.ts'

export interface Job {
  id: string
  task: string
  /** The import to work on; null for a nightly task. */
  import_id: string | null
  key_id: string | null
  request_id: string | null
  /** Attempts begun, this one included. */
  attempts: number
  /** End of the lease as PostgreSQL printed it. */
  lease: string
}

export interface Task {
  name: string
  /** For a nightly task the time in Poland at which it is done, such as `03:17`. */
  nightlyAt?: string
  /** Does the work. It may be cut short anywhere and begun again; `signal` aborts it. */
  run: (db: Database, job: Job, signal: AbortSignal) => Promise<void>
  /** Writes down that the job failed for good, after `ATTEMPTS_LIMIT` attempts that all were lost or failed. */
  giveUp?: (db: Database, job: Job) => Promise<void>
}

/** Thrown by a task whose work is being done by somebody else at this moment. */
export class Busy extends Error {}
