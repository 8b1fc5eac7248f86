// Pools whose connections are discarded if they no longer respond.
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'
import { ConnectError } from './connect-error.ts'
import type { PreparingClient } from './prepared.ts'
import { discardOlder, noteReadOnly, type SessionState } from './session.ts'

/** Time limit for the check of a connection after another connection has timed out. */
const PROBE_TIMEOUT_MS = 1_000
/** Message of pg for a query that took longer than `query_timeout`. */
const QUERY_TIMED_OUT = 'Query read timeout'

/** The start of a transaction. Its result comes with that of the first statement, to which both are sent together. */
const BEGIN = /^(begin|start transaction)/
const NO_ROWS = { command: 'BEGIN', rows: [] } as unknown as pg.QueryResult

/** Returns a client for Kysely, without the overload of query() for cursors, which the registry does not use. */
export const kyselyClient = (
  query: (text: string, values: readonly unknown[]) => Promise<pg.QueryResult>,
  release: () => void
) => ({ query, release }) as unknown as PostgresPoolClient

/** Returns a connection of the pool. The time limit covers both the wait in the queue and the connecting. */
function acquire(pool: pg.Pool, ms: number): Promise<pg.PoolClient> {
  return new Promise((resolve, reject) => {
    let late = false
    const timer = setTimeout(() => {
      late = true
      reject(new ConnectError(new Error('timeout exceeded when trying to connect')))
    }, ms)
    pool
      .connect()
      .then(
        (client) => (late ? client.release() : resolve(client)),
        (error: unknown) => reject(new ConnectError(error))
      )
      .finally(() => clearTimeout(timer))
  })
}

export interface Health extends SessionState {
  /** Whether a query has timed out. Other connections may be dead too, so each is probed before it is used. */
  suspect: boolean
}

/** Returns a connection of the pool that responds. After a timeout of any connection, each is probed before its use. */
export async function acquireHealthy(pool: pg.Pool, ms: number, health: Health): Promise<pg.PoolClient> {
  const client = await discardOlder(health, () => acquire(pool, ms))
  if (!health.suspect) return client
  // The types of pg lack `query_timeout` of a single query.
  const probe: pg.QueryConfig & { query_timeout: number } = { text: 'select 1', query_timeout: PROBE_TIMEOUT_MS }
  try {
    await client.query(probe)
  } catch (error) {
    client.release(true)
    throw error
  }
  health.suspect = false
  return client
}

/** Returns a pool for Kysely. Its connections prepare statements, and are discarded after a query has timed out. */
export function kyselyPool(
  pool: { connect: () => Promise<pg.PoolClient & PreparingClient>; options: object },
  health: Health
): Pick<PostgresPool, 'connect' | 'options'> {
  return {
    options: pool.options,
    connect: async () => {
      const client = await pool.connect()
      let begun: Promise<unknown> | undefined
      const query = async (text: string, values: readonly unknown[]) => {
        try {
          if (BEGIN.test(text)) {
            begun = client.run(text, values)
            begun.catch(() => {})
            return NO_ROWS
          }
          const before = begun
          begun = undefined
          return (await Promise.all([client.run(text, values), before]))[0]
        } catch (error) {
          // pg would return the connection to the pool, where every later query would time out too.
          if ((error as Error).message === QUERY_TIMED_OUT) {
            health.suspect = true
            void client.end()
          }
          noteReadOnly(health, error)
          throw error
        }
      }
      const release = (destroy = false) => client.release(destroy || client.isWorn)
      return kyselyClient(query, release)
    }
  }
}
