import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** Time until a broken connection is replaced. */
const RECONNECT_MS = 2_000
const CONNECT_TIMEOUT_MS = 3_000

/**
 * Calls the listener for each NOTIFY on a channel, and after each connect. It uses its own connection and reconnects
 * when that breaks. Notifications in between are lost, so they may serve as hints only. Returns the function that stops
 * it.
 */
export function listen(url: string, channel: string, onNotify: () => void): () => Promise<void> {
  const stopping = new AbortController()
  let client: pg.Client | undefined

  /** Listens on one connection until it breaks. */
  const listenOnce = async () => {
    const own = new pg.Client({
      connectionString: url,
      application_name: 'konwent listen',
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS
    })
    client = own
    const broken = new Promise<void>((resolve) => own.once('end', () => resolve()).on('error', () => resolve()))
    own.on('notification', onNotify)
    await own.connect()
    await own.query(`listen ${pg.escapeIdentifier(channel)}`)
    onNotify()
    await broken
  }
  const run = async () => {
    while (!stopping.signal.aborted) {
      // One connection at a time, whether its end or a failed query reveals that it broke.
      await listenOnce().catch(() => {})
      client?.end().catch(() => {})
      await sleep(RECONNECT_MS, undefined, { ref: false, signal: stopping.signal }).catch(() => {})
    }
  }
  void run()
  return async () => {
    stopping.abort()
    await client?.end().catch(() => {})
  }
}
