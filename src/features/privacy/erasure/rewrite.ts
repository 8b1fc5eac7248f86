// Rewrites the files of tables after erasures. VACUUM frees the space of old row versions, but their bytes stay in the
// pages until other rows take the space. A rewritten table has new files with its present rows only.
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '../../../db/connect.ts'
import { lastErasure } from '../../imports/forget.ts'
import { listTextColumns } from '../search/text-queries.ts'

export interface RewriteOptions {
  /** Longest wait for the lock of a table in ms. Readers of the table wait as well meanwhile. */
  lockTimeoutMs: number
  /** Longest time in ms for one table, during which nobody can read it. 0: no limit. */
  tableTimeoutMs: number
  /** Attempts for a table that is in use. */
  attempts: number
  /** Pause in ms between attempts, and between looks at transactions that are still open. */
  pauseMs: number
  /** Longest wait in ms for transactions that began before. */
  patienceMs: number
  signal?: AbortSignal
}

export const NIGHTLY: RewriteOptions = {
  lockTimeoutMs: 500,
  tableTimeoutMs: 30_000,
  attempts: 5,
  pauseMs: 2_000,
  patienceMs: 60_000
}

export interface Rewritten {
  /** Tables that were rewritten. */
  done: string[]
  /** Tables that are still to be rewritten, because they were in use or took too long. */
  left: string[]
  /** Whether the login may not rewrite the samples of the planner (`pg_statistic`), which can contain erased values. */
  samplesLeft: boolean
}

/** The samples of the planner. */
export const SAMPLES = 'pg_catalog.pg_statistic'
/** lock_not_available, query_canceled (statement_timeout) and deadlock_detected. */
const IN_USE = /^(55P03|57014|40P01)$/

/**
 * Rewrites the tables that were not rewritten since the last erasure: all tables with texts, because earlier edits and
 * previews of imports leave old values too, and the samples of the planner. Throws if transactions that began before
 * it are still open after `patienceMs`: they may keep old rows alive.
 */
export async function rewriteErased(db: Db, options: RewriteOptions): Promise<Rewritten> {
  const outcome: Rewritten = { done: [], left: [], samplesLeft: false }
  const last = await lastErasure(db)
  const relations = await listDue(db, last)
  if (relations.length === 0) return outcome
  const may = new Map<string, boolean>()
  for (const relation of relations) may.set(relation, await mayRewrite(db, relation))
  outcome.samplesLeft = may.get(SAMPLES) === false
  const allowed = relations.filter((relation) => may.get(relation))
  return { ...outcome, ...(await rewriteTables(db, allowed, options, (own, table) => markRewritten(own, table, last))) }
}

/**
 * Rewrites tables. Calls `rewritten` after each of them. Throws if transactions that began before it are still open
 * after `patienceMs`.
 */
export async function rewriteTables(
  db: Db,
  relations: readonly string[],
  options: RewriteOptions,
  rewritten: (own: Db, relation: string) => Promise<void> = async () => {}
): Promise<Pick<Rewritten, 'done' | 'left'>> {
  const outcome = { done: [] as string[], left: [] as string[] }
  if (relations.length > 0) await untilOthersEnd(db, options)
  await db.connection().execute(async (own) => {
    const before = await timeoutsOf(own)
    await setTimeouts(own, { lock: `${options.lockTimeoutMs}ms`, statement: `${options.tableTimeoutMs}ms` })
    try {
      for (const relation of relations) {
        if (await rewrite(own, relation, options)) {
          await rewritten(own, relation)
          outcome.done.push(relation)
        } else outcome.left.push(relation)
      }
    } finally {
      await setTimeouts(own, before)
    }
  })
  return outcome
}

/** Returns the tables that may hold values of erasures up to this one. */
async function listDue(db: Db, last: number): Promise<string[]> {
  if (last === 0) return []
  const tables = [...new Set((await listTextColumns(db)).map(({ schema, table }) => `${schema}.${table}`)), SAMPLES]
  const rewritten = await db.selectFrom('erasure_rewrite').selectAll().execute()
  const covered = new Map(rewritten.map(({ relation, erasure_no }) => [relation, erasure_no]))
  return tables.filter((table) => (covered.get(table) ?? 0) < last)
}

async function mayRewrite(db: Db, relation: string): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select has_table_privilege(${relation}::regclass, 'maintain') as may`.execute(db)
  return rows[0]?.may ?? false
}

/**
 * Waits until no snapshot can see the rows that were replaced before now: a rewritten table keeps such rows. First the
 * writing transactions of all databases of the server end, because every new snapshot reaches back to the oldest of
 * them, also that of VACUUM FULL. Then the transactions of this database end whose snapshots they have held back. Every
 * login sees the lock of their virtual transaction ids, but not their snapshots.
 */
async function untilOthersEnd(db: Db, options: RewriteOptions): Promise<void> {
  const end = performance.now() + options.patienceMs
  const until = async (isOver: () => Promise<boolean>) => {
    while (!(await isOver())) {
      if (performance.now() > end) throw new Error('transactions are open that began before the files can be rewritten')
      await pause(options.pauseMs, options.signal)
    }
  }
  const { rows } = await sql<{ next: string }>`select pg_snapshot_xmax(pg_current_snapshot())::text as next`.execute(db)
  const next = rows[0]?.next
  await until(async () => {
    const { rows } = await sql<{ is_over: boolean }>`
      select pg_snapshot_xmin(pg_current_snapshot()) >= ${next}::xid8 as is_over`.execute(db)
    return rows[0]?.is_over ?? false
  })
  const open = async (known?: string[]): Promise<string[]> => {
    const { rows } = await sql<{ transaction: string }>`
      select l.virtualtransaction as transaction from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'virtualxid' and l.granted and l.pid <> pg_backend_pid()
        and a.datname = current_database()
        and ${known ? sql`l.virtualtransaction = any(${known}::text[])` : sql`true`}`.execute(db)
    return rows.map(({ transaction }) => transaction)
  }
  const before = await open()
  await until(async () => (await open(before)).length === 0)
}

interface Timeouts {
  lock: string
  statement: string
}

/** Returns the time limits of the session. RESET would return to those of the login. */
async function timeoutsOf(db: Db): Promise<Timeouts> {
  const { rows } = await sql<Timeouts>`select current_setting('lock_timeout') as lock,
    current_setting('statement_timeout') as statement`.execute(db)
  return rows[0] as Timeouts
}

const setTimeouts = (db: Db, { lock, statement }: Timeouts) =>
  sql`select set_config('lock_timeout', ${lock}, false), set_config('statement_timeout', ${statement}, false)`.execute(
    db
  )

/** Rewrites one table with its indexes and long values. Returns false if it is in use or takes too long. */
async function rewrite(db: Db, relation: string, { attempts, pauseMs, signal }: RewriteOptions): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted()
    try {
      await sql`vacuum (full) ${sql.table(relation)}`.execute(db)
      return true
    } catch (error) {
      if (!IN_USE.test((error as { code?: string }).code ?? '')) throw error
      if (attempt >= attempts) return false
      await pause(pauseMs, signal)
    }
  }
}

async function markRewritten(db: Db, relation: string, last: number): Promise<void> {
  await db
    .insertInto('erasure_rewrite')
    .values({ relation, erasure_no: last })
    .onConflict((oc) =>
      oc.constraint('erasure_rewrite_pkey').doUpdateSet(({ ref }) => ({
        erasure_no: ref('excluded.erasure_no'),
        rewritten_at: sql<Date>`now()`
      }))
    )
    .execute()
}

/** Waits. Rejects as soon as the signal aborts. */
const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  wait(ms, undefined, { ref: false, ...(signal && { signal }) })
