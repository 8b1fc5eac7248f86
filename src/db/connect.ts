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

/**
 * Connects to a PostgreSQL 18. Nothing is sent before the first query, so it succeeds while the database is away.
 * `onError` hears of connections that break, in use or idle; without a listener on both the process would die of it.
 */
export function connect(url: string, options: { max: number; onError?: (error: Error) => void }): Connection {
  const onError = options.onError ?? (() => {})
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    types,
    application_name: 'konwent',
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 30_000,
    query_timeout: 15_000,
    options: '-c timezone=UTC -c statement_timeout=10s -c lock_timeout=2s -c idle_in_transaction_session_timeout=30s'
  })
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, close: () => db.destroy() }
}
