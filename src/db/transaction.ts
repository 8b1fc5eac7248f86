import { DummyDriver, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, Transaction } from 'kysely'
import type { Db, Tx } from './connect.ts'
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
