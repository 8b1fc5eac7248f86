// Locks the tables for a migration while the service goes on handling requests.
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Tx } from './connect.ts'
import { attempt } from './transaction.ts'

/**
 * Longest time for locking the tables. Requests queue up behind a waiting lock, so this is shorter than their own time
 * limit. After it, the locks are given up, and requests are handled for as long.
 */
const LOCKING_MS = 500
/** Pause before the other tables are tried again while the first one is locked. */
const RETRY_MS = 20
/** Time after which the migration is given up. */
const PATIENCE_MS = 10 * 60_000
/** SQLSTATE of a lock that was not available, and of a deadlock. */
const BUSY_CODES = new Set(['55P03', '40P01'])

const TABLES_IN_USE =
  'for ten minutes, other sessions have used the tables that the migration changes, for example for an import, a ' +
  'backup or an export; nothing was changed, so repeat the migration later'

/** `access exclusive` excludes reads too; `share row exclusive` only writes. */
export type LockMode = 'access exclusive' | 'share row exclusive'

/**
 * Locks all tables of the registry until the end of the transaction. It waits only for the most referenced table.
 * Waiting for a second one could end in a deadlock with requests, which lock the tables in an order of their own.
 * `onBusy` is called each time the locks were given up. Throws after PATIENCE_MS.
 */
export async function lockTables(tx: Tx, mode: LockMode, onBusy: () => void): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', relnamespace::regnamespace, relname) as name from pg_class c
    where relnamespace = 'public'::regnamespace and relkind = 'r' and pg_has_role(relowner, 'usage')
    order by (select count(*) from pg_constraint where confrelid = c.oid) desc, relname`.execute(tx)
  const [first, ...others] = rows.map(({ name }) => name)
  if (first === undefined) return
  const lock = (names: string[], options = '') =>
    sql.raw(`lock table ${names.join(', ')} in ${mode} mode ${options}`).execute(tx)
  const begun = performance.now()
  await sql.raw(`set local lock_timeout = ${LOCKING_MS}`).execute(tx)
  for (;;) {
    const tried = performance.now()
    const isLate = () => performance.now() - tried > LOCKING_MS
    const isLocked = await succeeds(tx, async () => {
      await lock([first])
      while (!(await succeeds(tx, () => lock(others, 'nowait')))) {
        if (isLate()) throw busy
        await sleep(RETRY_MS)
      }
    })
    if (isLocked) break
    if (performance.now() - begun > PATIENCE_MS) throw new Error(TABLES_IN_USE)
    onBusy()
    await sleep(LOCKING_MS)
  }
  await sql`set local lock_timeout = 0`.execute(tx)
}

const busy = Object.assign(new Error('the tables are in use'), { code: '55P03' })

/** Returns false, and undoes the work, if a lock was not available. */
async function succeeds(tx: Tx, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await attempt(tx, work)
    return true
  } catch (error) {
    if (!BUSY_CODES.has((error as { code?: string }).code ?? '')) throw error
    return false
  }
}
