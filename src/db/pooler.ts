// Checks at a start whether an address leads to sessions of PostgreSQL, and what a connection pooler between does with
// them (docs/decisions/0063-poolers.md). The checks look at the behaviour, so they hold for every pooler.
import { randomInt } from 'node:crypto'
import pg from 'pg'
import { ConnectError } from './connect-error.ts'
import { findWrongSettings } from './session.ts'

const TIMEOUT_MS = 5_000
/** Rounds that look for a shared session. A busy pooler may hide it in one of them. */
const ROUNDS = 3
const NAME = 'konwent_check'
/** SQLSTATEs of a prepared statement that another client has made or that is missing. */
const LOST_STATEMENT = new Set(['42P05', '26000'])
const NO_TRANSACTIONS = /transaction blocks not allowed/

/** The addresses of one database. They are equal without a pooler. */
export interface DatabaseUrls {
  /** For requests; it may lead through a pooler. */
  url: string
  /** Directly to PostgreSQL, for everything that needs a session: migrations, background work and notifications. */
  directUrl: string
}

/** Whether the connections for requests lead through a pooler. */
export const isPooled = ({ url, directUrl }: DatabaseUrls): boolean => url !== directUrl

/**
 * `session`: each connection has a session of its own. The others share sessions: `transaction` with prepared
 * statements, `unprepared` without them, `statement` without transactions.
 */
type Pooling = 'session' | 'transaction' | 'unprepared' | 'statement'

const FAULTS: Partial<Record<Pooling, string>> = {
  unprepared:
    'the connection pooler of DATABASE_URL loses prepared statements. Use PgBouncer 1.21 or newer with ' +
    'max_prepared_statements = 200',
  statement: 'the connection pooler of DATABASE_URL allows no transactions. Set pool_mode = transaction'
}

/**
 * Returns why the direct address cannot be used, with the remedy; undefined if it can. Throws ConnectError, or the error
 * of a connection that broke.
 */
export async function findDirectFault({ url, directUrl }: DatabaseUrls): Promise<string | undefined> {
  if ((await poolingOf(directUrl)) === 'session') return undefined
  return url === directUrl
    ? 'DATABASE_URL leads through a connection pooler whose connections share sessions. Also set DATABASE_DIRECT_URL, ' +
        'the address of PostgreSQL without the pooler'
    : 'DATABASE_DIRECT_URL leads through a connection pooler whose connections share sessions. It must be the address ' +
        'of PostgreSQL without the pooler'
}

/**
 * Returns why the address for requests cannot be used, with the remedy; undefined if it can, or if it is the direct one.
 * Throws like findDirectFault().
 */
export async function findPoolerFault(urls: DatabaseUrls): Promise<string | undefined> {
  if (!isPooled(urls)) return undefined
  const fault = FAULTS[await poolingOf(urls.url)]
  if (fault) return fault
  return withClients([urls.url, urls.directUrl], async (pooled, direct) => {
    const key = randomInt(2 ** 31)
    await direct.query('select pg_advisory_lock(hashtext($1), $2)', ['konwent addresses', key])
    const { rows } = await pooled.query('select pg_try_advisory_xact_lock(hashtext($1), $2) as is_free', [
      'konwent addresses',
      key
    ])
    if (rows[0]?.is_free) return 'DATABASE_URL and DATABASE_DIRECT_URL lead to different databases'
    return findWrongSettings(pooled, () => {})
  })
}

function poolingOf(url: string): Promise<Pooling> {
  return withClients([url, url], async (one, other) => {
    const isRenamed = await renamesStatements(one)
    if (isRenamed === undefined) return 'unprepared'
    const begin = await other.query('begin').catch((error: Error) => error)
    if (begin instanceof Error) {
      if (NO_TRANSACTIONS.test(begin.message)) return 'statement'
      throw begin
    }
    await other.query('rollback')
    if (isRenamed) return 'transaction'
    return (await shareSessions(one, other)) ? 'unprepared' : 'session'
  })
}

/**
 * Returns whether a pooler renames prepared statements, as those do that support them while sessions are shared.
 * Returns undefined if another client of the pooler has left its statement in the session.
 */
async function renamesStatements(client: pg.Client): Promise<boolean | undefined> {
  const text = 'select exists (select from pg_prepared_statements where name = $1) as is_known'
  try {
    return !(await client.query({ name: NAME, text, values: [NAME] })).rows[0]?.is_known
  } catch (error) {
    if (LOST_STATEMENT.has((error as { code?: string }).code ?? '')) return undefined
    throw error
  }
}

/**
 * Returns whether two open connections have used the same session, or one of them has used two. A pooler takes the idle
 * session that was used last, or the one that was used first, for the next statement.
 */
async function shareSessions(one: pg.Client, other: pg.Client): Promise<boolean> {
  const sessionOf = async (client: pg.Client): Promise<number> =>
    (await client.query('select pg_backend_pid() as pid')).rows[0]?.pid
  for (let round = 0; round < ROUNDS; round++) {
    const used = [await sessionOf(one), await sessionOf(one)]
    await other.query('begin')
    const occupied = await sessionOf(other)
    used.push(await sessionOf(one))
    await other.query('rollback')
    if (new Set(used).size > 1 || used.includes(occupied)) return true
  }
  return false
}

/** Opens two plain connections, without startup options, for the work. Throws ConnectError. */
async function withClients<T>(urls: [string, string], work: (one: pg.Client, other: pg.Client) => Promise<T>) {
  const clients = urls.map((connectionString) => {
    const client = new pg.Client({
      connectionString,
      application_name: 'konwent check',
      connectionTimeoutMillis: TIMEOUT_MS,
      query_timeout: TIMEOUT_MS
    })
    // An error of a query is thrown by the query.
    return client.on('error', () => {})
  })
  try {
    await Promise.all(clients.map((client) => client.connect())).catch((error: unknown) => {
      throw new ConnectError(error)
    })
    return await work(clients[0] as pg.Client, clients[1] as pg.Client)
  } finally {
    // Nobody waits for the end, which a hanging database does not answer.
    for (const client of clients) client.end().catch(() => {})
  }
}
