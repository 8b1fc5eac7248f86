import { DummyDriver, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql, Transaction } from 'kysely'
import type { Database, Db, Tx } from './connect.ts'
import { limitsOfTransaction } from './session.ts'
import type { DB } from './types.ts'

// A transaction sends statements through its executor, and uses neither driver nor dialect.
const dialect = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new DummyDriver(),
  createIntrospector: (db: Db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler()
}
const unused = { config: { dialect }, dialect, driver: dialect.createDriver() }

/**
 * Runs work in a transaction. Statements that are begun together are sent together, and the database runs them in this
 * order. Kysely's own transaction would wait for the result of each statement before it sends the next one.
 */
export function pipelined<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (waiting) => {
    const connection = await waiting.getExecutor().provideConnection(async (own) => own)
    const executor = waiting.getExecutor().withConnectionProvider({ provideConnection: (use) => use(connection) })
    return work(new Transaction<DB>({ ...unused, executor }))
  })
}

/** Runs the work in a savepoint and rolls back to it if the work throws. The transaction remains usable. */
export async function attempt<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await sql`savepoint attempt`.execute(tx)
  try {
    return await work()
  } catch (error) {
    // If the connection is lost, the error of the work says so.
    await sql`rollback to savepoint attempt`.execute(tx).catch(() => {})
    throw error
  } finally {
    await sql`release savepoint attempt`.execute(tx).catch(() => {})
  }
}

/** Runs the work of readiness on its own connection, in a transaction with short limits. */
export function probing<T>({ probe: { db, limits } }: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return pipelined(db, async (tx) => {
    const limited = sql`select ${sql.raw(limitsOfTransaction(limits))}`.execute(tx)
    const [result] = await Promise.all([work(tx), limited])
    return result
  })
}
