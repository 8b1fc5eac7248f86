import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from './types.ts'

/** May run anywhere, in a transaction or not. */
export type Db = Kysely<DB>
/** Demands the caller's transaction: a write outside one does not compile. */
export type Tx = Transaction<DB>

export interface Connection {
  db: Db
  pool: pg.Pool
  close: () => Promise<void>
}

// Dates stay the text that PostgreSQL prints: a day has no hour, and Date would give it one. int8 and numeric never leave the exact range here.
const DATE = 1082
const INT8 = 20
const NUMERIC = 1700
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === DATE) return (text: string) => text
    if (oid === INT8 || oid === NUMERIC) return Number
    return pg.types.getTypeParser(oid, format as 'text')
  }) as pg.CustomTypesConfig['getTypeParser']
}

// Milliseconds. Public answers take a few; what takes longer than this is a database that is away, and the client learns it while it still listens.
const CONNECT = 3_000
const STATEMENT = 4_000
const QUERY = 5_000
const CLOSE = 1_000

/**
 * Connects to a PostgreSQL 18. Nothing is sent before the first query, so it succeeds while the database is away.
 * `onError` hears of connections that break, in use or idle; without a listener on both the process would die of it.
 * `patient` lifts the limits of time, for migrations and imports, which may take long.
 */
export function connect(url: string, options: { max: number; patient?: boolean; onError?: (error: Error) => void }): Connection {
  const onError = options.onError ?? (() => {})
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    types,
    application_name: 'konwent',
    connectionTimeoutMillis: CONNECT,
    idleTimeoutMillis: 30_000,
    ...(!options.patient && { query_timeout: QUERY }),
    options: `-c timezone=UTC -c idle_in_transaction_session_timeout=30s${options.patient ? '' : ` -c statement_timeout=${STATEMENT} -c lock_timeout=2s`}`
  })
  pool.on('error', onError)
  pool.on('connect', (client) => {
    client.on('error', onError)
    endWithoutAnswer(client)
  })
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  // Kysely leaves a pool alone that it was never asked through; its idle connections would keep the process alive.
  const end = async () => {
    await db.destroy()
    if (!pool.ending) await pool.end()
  }
  // A database that hangs does not answer a goodbye.
  const close = () => Promise.race([end(), new Promise<void>((resolve) => setTimeout(resolve, CLOSE).unref())])
  return { db, pool, close }
}

/** Gives a connection up when a query on it had no answer in time: pg would put it back into the pool, where each later query waits as long. */
function endWithoutAnswer(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown
  client.query = ((...args: unknown[]) => {
    const answer = query(...args)
    if (answer instanceof Promise) {
      answer.catch((error: Error) => {
        if (error.message === 'Query read timeout') void (client as unknown as pg.Client).end()
      })
    }
    return answer
  }) as typeof client.query
}
