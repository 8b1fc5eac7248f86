// The table of jobs. A worker leases a job by moving `due_at` into the future; the moment of the lease is its token, so that a worker that lost its
// lease changes nothing.
import { sql } from 'kysely'
import type { Db, Tx } from '../../db/connect.ts'
import type { Job } from '../../workers/task.ts'

/** How long a worker may be silent before its attempt counts as lost, in milliseconds. It renews the lease more often than that. */
export const LEASE_MS = 30_000

const until = (ms: number) => sql`now() + ${ms} * interval '1 ms'`
const leased = ({ id, lease }: Job) => sql`id = ${id} and due_at = ${lease}::timestamptz`

/** Adds the job of an import, in the transaction that asks for it. If the import has a job already, that one becomes due again. */
export async function addImportJob(
  tx: Tx,
  importId: string,
  keyId: string | null,
  requestId: string | null
): Promise<void> {
  await sql`
    insert into job (task, import_id, key_id, request_id) values ('import', ${importId}, ${keyId}, ${requestId})
    on conflict on constraint job_task_key
      do update set due_at = now(), attempts = 0, key_id = excluded.key_id, request_id = excluded.request_id`.execute(
    tx
  )
}

/** Makes the jobs of nightly tasks that have none; they are due at once. */
export async function addNightlyJobs(db: Db, tasks: string[]): Promise<void> {
  await sql`insert into job (task) select unnest(${tasks}::text[]) on conflict do nothing`.execute(db)
}

/** Leases at most `room` due jobs of these tasks, the longest due first. */
export async function leaseJobs(db: Db, tasks: string[], room: number): Promise<Job[]> {
  const { rows } = await sql<Job>`
    with due as (
      select id from job where due_at <= now() and task = any(${tasks}) order by due_at, id limit ${room} for update skip locked
    )
    update job j set due_at = ${until(LEASE_MS)}, attempts = attempts + 1 from due where j.id = due.id
    returning j.id, j.task, j.import_id, j.key_id, j.request_id, j.attempts, j.due_at::text as lease`.execute(db)
  return rows
}

/** Renews the lease and returns the new one; undefined when the job has gone to somebody else. */
export async function renewLease(db: Db, job: Job): Promise<string | undefined> {
  const { rows } = await sql<{ lease: string }>`
    update job set due_at = ${until(LEASE_MS)} where ${leased(job)} returning due_at::text as lease`.execute(db)
  return rows[0]?.lease
}

/** Removes a job that is done. */
export async function finishJob(db: Db, job: Job): Promise<void> {
  await sql`delete from job where ${leased(job)}`.execute(db)
}

/** Has a nightly task done again the next time that clocks in Poland show the time, such as `03:17`. */
export async function finishNightlyJob(db: Db, job: Job, time: string): Promise<void> {
  await sql`
    update job set attempts = 0, due_at =
      (date_trunc('day', now() at time zone 'Europe/Warsaw') + interval '1 day' + ${time}::time) at time zone 'Europe/Warsaw'
    where ${leased(job)}`.execute(db)
}

/** Gives a job back, to be taken again after `waitMs`. An attempt that was not `counted` leaves no trace. */
export async function returnJob(db: Db, job: Job, waitMs: number, counted: boolean): Promise<void> {
  await sql`
    update job set due_at = ${until(waitMs)}, attempts = attempts - ${counted ? 0 : 1} where ${leased(job)}`.execute(db)
}

/** Seconds since the oldest job became due that nobody has leased; 0 when there is none. Throws while the registry has no tables. */
export async function oldestJobLate(db: Db): Promise<number> {
  const { rows } = await sql<{ late: number }>`
    select coalesce((select floor(extract(epoch from clock_timestamp() - min(due_at)))::int from job where due_at < clock_timestamp()), 0) as late
    from feed_head`.execute(db)
  return rows[0]?.late ?? 0
}
