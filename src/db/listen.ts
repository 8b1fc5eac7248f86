import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** Milliseconds before a connection that broke is made anew. */
const RECONNECT_MS = 2_000
const CONNECT_TIMEOUT_MS = 3_000

/**
 * Hears of NOTIFY on a channel, on a connection of its own, which is made anew whenever it breaks. What is sent meanwhile is not heard: only for hints.
 * Returns how to stop.
 */
export function listen(url: string, channel: string, heard: () => void): () => Promise<void> {
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
    own.on('notification', heard)
    await own.connect()
    await own.query(`listen ${pg.escapeIdentifier(channel)}`)
    heard()
    await broken
  }
  const run = async () => {
    while (!stopping.signal.aborted) {
      // One connection at a time: its end and a failed query may both tell that it broke.
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
