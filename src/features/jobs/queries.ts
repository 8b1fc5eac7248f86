// The table of jobs. A worker leases a job by moving `due_at` into the future. This time is also the token of the
// lease: a worker that has lost its lease no longer matches the row and changes nothing.
import { type ExpressionBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../db/connect.ts'
import type { DB } from '../../db/types.ts'
import type { Job } from '../../workers/task.ts'

/** Duration of a lease. An attempt that does not renew its lease within this time counts as lost. */
export const LEASE_MS = 30_000

const now = sql<Date>`now()`
const inMs = (ms: number) => sql<Date>`now() + ${ms} * interval '1 ms'`
/** Condition that this attempt still has the lease of the job. */
const leased =
  ({ id, lease }: Job) =>
  (eb: ExpressionBuilder<DB, 'job'>) =>
    eb.and([eb('id', '=', id), eb('due_at', '=', sql<Date>`${lease}::timestamptz`)])

/** Adds the job of an import in the caller's transaction. A job that the import already has becomes due again. */
export async function addImportJob(
  tx: Tx,
  importId: string,
  keyId: string | null,
  requestId: string | null
): Promise<void> {
  await tx
    .insertInto('job')
    .values({ task: 'import', import_id: importId, key_id: keyId, request_id: requestId })
    .onConflict((conflict) =>
      conflict.constraint('job_task_key').doUpdateSet((eb) => ({
        due_at: now,
        attempts: 0,
        key_id: eb.ref('excluded.key_id'),
        request_id: eb.ref('excluded.request_id')
      }))
    )
    .execute()
}

/** Adds jobs for nightly tasks that have none. They are due at once. */
export async function addNightlyJobs(db: Db, tasks: string[]): Promise<void> {
  await db
    .insertInto('job')
    .columns(['task'])
    .expression(db.selectNoFrom(sql<string>`unnest(${tasks}::text[])`.as('task')))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Leases at most `limit` due jobs of these tasks, the longest overdue first. */
export function leaseJobs(db: Db, tasks: string[], limit: number): Promise<Job[]> {
  return db
    .with('due', (leasing) =>
      leasing
        .selectFrom('job')
        .select('id')
        .where('due_at', '<=', now)
        .where((eb) => eb('task', '=', eb.fn.any(eb.val(tasks))))
        .orderBy('due_at')
        .orderBy('id')
        .limit(limit)
        .forUpdate()
        .skipLocked()
    )
    .updateTable('job as j')
    .from('due')
    .set((eb) => ({ due_at: inMs(LEASE_MS), attempts: eb('j.attempts', '+', 1) }))
    .whereRef('j.id', '=', 'due.id')
    .returning(['j.id', 'j.task', 'j.import_id', 'j.key_id', 'j.request_id', 'j.attempts'])
    .returning((eb) => eb.cast<string>('j.due_at', 'text').as('lease'))
    .execute()
}

/** Renews the lease and returns the new one. Returns undefined if another worker has taken the job. */
export async function renewLease(db: Db, job: Job): Promise<string | undefined> {
  const renewed = await db
    .updateTable('job')
    .set({ due_at: inMs(LEASE_MS) })
    .where(leased(job))
    .returning((eb) => eb.cast<string>('due_at', 'text').as('lease'))
    .executeTakeFirst()
  return renewed?.lease
}

/** Removes a completed job. */
export async function finishJob(db: Db, job: Job): Promise<void> {
  await db.deleteFrom('job').where(leased(job)).execute()
}

/** Schedules a nightly task for the next day at `time` (Polish time, such as `03:17`). */
export async function finishNightlyJob(db: Db, job: Job, time: string): Promise<void> {
  const tomorrow = sql`date_trunc('day', now() at time zone 'Europe/Warsaw') + interval '1 day'`
  await db
    .updateTable('job')
    .set({ attempts: 0, due_at: sql<Date>`(${tomorrow} + ${time}::time) at time zone 'Europe/Warsaw'` })
    .where(leased(job))
    .execute()
}

/** Ends the lease of a job, which is due again after `waitMs`. If not `counted`, the attempt is subtracted again. */
export async function returnJob(db: Db, job: Job, waitMs: number, counted: boolean): Promise<void> {
  await db
    .updateTable('job')
    .set((eb) => ({ due_at: inMs(waitMs), attempts: eb('attempts', '-', counted ? 0 : 1) }))
    .where(leased(job))
    .execute()
}

/**
 * Returns for how many seconds the oldest job without a lease has been due, or 0 if there is none. Throws if the
 * registry has no tables yet.
 */
export async function oldestJobLate(db: Db): Promise<number> {
  const row = await db.selectFrom('feed_head').select(oldestJobLateness.as('late')).executeTakeFirst()
  return row?.late ?? 0
}

/** For how many seconds the oldest job without a lease has been due, or 0. */
export const oldestJobLateness = sql<number>`coalesce((
  select floor(extract(epoch from clock_timestamp() - min(due_at)))::int from job where due_at < clock_timestamp()), 0)`
