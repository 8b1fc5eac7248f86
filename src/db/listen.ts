import pg from 'pg'

/** Milliseconds before a connection that broke is made anew. */
const AGAIN = 2_000

/**
 * Hears of NOTIFY on a channel, on a connection of its own, which is made anew whenever it breaks. What is sent meanwhile is not heard: only for hints.
 * Returns how to stop.
 */
export function listen(url: string, channel: string, heard: () => void): () => Promise<void> {
  let stopped = false
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  const again = () => {
    if (stopped) return
    timer = setTimeout(() => void start(), AGAIN)
    timer.unref()
  }
  const start = async () => {
    const own = new pg.Client({ connectionString: url, application_name: 'konwent listen', keepAlive: true, connectionTimeoutMillis: 3_000 })
    client = own
    own.on('notification', heard)
    own.on('error', () => {})
    own.once('end', again)
    try {
      await own.connect()
      await own.query(`listen ${pg.escapeIdentifier(channel)}`)
      heard()
    } catch {
      own.off('end', again)
      await own.end().catch(() => {})
      again()
    }
  }
  void start()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await client?.end().catch(() => {})
  }
}
