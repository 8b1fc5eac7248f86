// Settings of a session, and sessions that keep a former setting. A connection that has a session of its own gets its
// settings at the start. Behind a connection pooler, they are the defaults of the role (docs/decisions/0063-poolers.md).
import type pg from 'pg'

/** Time limits of a session, in milliseconds; 0 for none. */
export interface Limits {
  statementMs: number
  lockMs: number
  /** For a transaction that sends nothing. */
  idleMs: number
}

/**
 * Limits of requests. A public response takes a few milliseconds. Beyond these limits the database counts as
 * unavailable. With the wait for the change log, they let every request end with 503 within five seconds. If the network
 * fails, a transaction holds its locks for `idleMs`; `Retry-After` of a locked record follows from it.
 */
export const REQUEST_LIMITS: Limits = { statementMs: 4_000, lockMs: 2_000, idleMs: 5_000 }

export interface SessionSettings {
  limits: Limits
  /** Role to set. Default: that of the login. */
  role?: 'konwent_app' | undefined
}

/** Returns names, as PostgreSQL spells them, and values of the settings. */
export const settingsOf = ({ limits, role }: SessionSettings): [name: string, value: string][] => [
  ['TimeZone', 'UTC'],
  ['statement_timeout', `${limits.statementMs}ms`],
  ['lock_timeout', `${limits.lockMs}ms`],
  ['idle_in_transaction_session_timeout', `${limits.idleMs}ms`],
  ...(role ? [['role', role] as [string, string]] : [])
]

/** Returns the calls of set_config() that give a transaction other limits than its session has. */
export const limitsOfTransaction = ({ statementMs, lockMs, idleMs }: Partial<Limits>): string =>
  [
    ['statement_timeout', statementMs],
    ['lock_timeout', lockMs],
    ['idle_in_transaction_session_timeout', idleMs]
  ]
    .filter(([, ms]) => ms !== undefined)
    .map(([name, ms]) => `set_config('${name}', '${ms}ms', true)`)
    .join(', ')

// Keepalive of the server, in seconds, and its limit for unacknowledged data, in milliseconds. Both are ignored on a
// Unix socket.
const KEEPALIVE: [name: string, value: string][] = [
  ['tcp_keepalives_idle', '10'],
  ['tcp_keepalives_interval', '5'],
  ['tcp_keepalives_count', '4'],
  ['tcp_user_timeout', '10000']
]

/** Returns the startup options of a connection. */
export const startupOptions = (settings: SessionSettings): string =>
  [...KEEPALIVE, ...settingsOf(settings)].map(([name, value]) => `-c ${name}=${value}`).join(' ')

/** Time limit for the statement that repairs or checks a session. */
const REPAIR_TIMEOUT_MS = 2_000
const READ_ONLY_TRANSACTION = '25006'
/** Longest time limit of a session behind a pooler. */
const LONGEST_LIMIT = '1min'

/** The value of synchronous_commit that a session should have: with `off`, a crash loses confirmed writes. */
export const DURABLE_COMMIT = `case current_setting('synchronous_commit') when 'off' then 'on'
  else current_setting('synchronous_commit') end`

type OnUnsafeSetting = (setting: string) => void

/**
 * Makes the settings of a new session right, whatever the server, the database, the role or a proxy made of the startup
 * options. A value is set even if it is right, so that a later change of a default does not reach this session.
 */
export async function repairSession(
  client: pg.ClientBase,
  settings: SessionSettings,
  onUnsafeSetting: OnUnsafeSetting
): Promise<void> {
  const values = settingsOf(settings).map(([name, value]) => `set_config('${name}', '${value}', false)`)
  const { found } = await queryOne<{ found: string }>(
    client,
    `select current_setting('synchronous_commit') as found,
      set_config('synchronous_commit', ${DURABLE_COMMIT}, false), ${values.join(', ')}`
  )
  if (found === 'off') onUnsafeSetting('synchronous_commit = off')
}

const LIMITS = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']
const unless = (condition: string, name: string, value: string) =>
  `case when not (${condition}) then '${name} = ' || ${value} end`
const isWithin = (name: string) => `current_setting('${name}')::interval between '1ms' and '${LONGEST_LIMIT}'`
const CHECK = `select current_setting('synchronous_commit') as found, array_remove(array[
  ${unless(`current_user = 'konwent_app'`, 'role', 'current_user')},
  ${unless(`current_setting('TimeZone') = 'UTC'`, 'TimeZone', `current_setting('TimeZone')`)},
  ${LIMITS.map((name) => unless(isWithin(name), name, `current_setting('${name}')`)).join(',\n  ')}], null) as wrong`

/**
 * Checks the settings of a connection through a pooler, where a repair would reach any session. Returns what is wrong,
 * with the remedy; undefined if nothing is. Each write sets synchronous_commit itself, so that one is reported only.
 */
export async function findWrongSettings(
  client: pg.ClientBase,
  onUnsafeSetting: OnUnsafeSetting
): Promise<string | undefined> {
  const { wrong, found } = await queryOne<{ wrong: string[]; found: string }>(client, CHECK)
  if (found === 'off') onUnsafeSetting('synchronous_commit = off')
  if (wrong.length === 0) return undefined
  return (
    `a session behind the connection pooler has ${wrong.join(', ')}. Log in as konwent_app, run \`konwent migrate\`, ` +
    'which sets the defaults of this role, and let the pooler connect again (RECONNECT in PgBouncer)'
  )
}

async function queryOne<R extends pg.QueryResultRow>(client: pg.ClientBase, text: string): Promise<R> {
  // The types of pg lack `query_timeout` of a single query.
  const query: pg.QueryConfig & { query_timeout: number } = { text, query_timeout: REPAIR_TIMEOUT_MS }
  const { rows } = await client.query<R>(query)
  return rows[0] as R
}

export interface SessionState {
  /** Sessions begun before this time are closed instead of used, on the clock of `performance.now()`. */
  notBefore: number
}

/** After a refused write to a read-only session: sessions keep that default although the database has lost it since. */
export function noteReadOnly(state: SessionState, error: unknown): void {
  if ((error as { code?: string }).code === READ_ONLY_TRANSACTION) state.notBefore = performance.now()
}

/** Acquires a connection, and closes those that are older than the state permits. */
export async function discardOlder(state: SessionState, acquire: () => Promise<pg.PoolClient>): Promise<pg.PoolClient> {
  for (;;) {
    const client = await acquire()
    if ((client as pg.PoolClient & { begunAt: number }).begunAt >= state.notBefore) return client
    client.release(true)
  }
}
