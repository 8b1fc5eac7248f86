// Settings of a session that a database or a role may have changed, and sessions that keep a former setting.
import type pg from 'pg'

// Keepalive of the server, in seconds, and its limit for unacknowledged data, in milliseconds. Both are ignored on a
// Unix socket.
const KEEPALIVE = '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4'
/** Startup options of every session. */
export const SESSION_OPTIONS = `-c timezone=UTC ${KEEPALIVE} -c tcp_user_timeout=10000`

/** Time limit for the statement that repairs a session. */
const REPAIR_TIMEOUT_MS = 2_000
const READ_ONLY_TRANSACTION = '25006'

/** The value of synchronous_commit that a session should have: with `off`, a crash loses confirmed writes. */
export const DURABLE_COMMIT = `case current_setting('synchronous_commit') when 'off' then 'on'
  else current_setting('synchronous_commit') end`

/**
 * Corrects the settings of a new session. The value is set even if it is right, so that a later change of the server's
 * default does not reach this session.
 */
export async function repairSession(client: pg.ClientBase, onUnsafeSetting: (setting: string) => void): Promise<void> {
  // The types of pg lack `query_timeout` of a single query.
  const repair: pg.QueryConfig & { query_timeout: number } = {
    text: `select current_setting('synchronous_commit') as found,
      set_config('synchronous_commit', ${DURABLE_COMMIT}, false)`,
    query_timeout: REPAIR_TIMEOUT_MS
  }
  const { rows } = await client.query<{ found: string }>(repair)
  if (rows[0]?.found === 'off') onUnsafeSetting('synchronous_commit = off')
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
