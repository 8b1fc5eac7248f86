// The loop of every worker in this process: it leases due items from a table and attempts them, while any number of other processes do the same.
// A lease is a moment in the item's row until which the attempt counts as under way. A process that dies leaves a lease that runs out.
import { databaseUnavailable } from '../http/errors.ts'

export interface LoopLog {
  info: (context: object, message: string) => void
  warn: (context: object, message: string) => void
  error: (context: object, message: string) => void
}

export interface LeaseLoopOptions<Item> {
  /** Name of the work in the log, such as `webhooks`. */
  name: string
  /** Attempts under way in this process at most. */
  limit: number
  /** Milliseconds between two looks at the table when nothing else wakes the loop. */
  pollMs: number
  /** Leases at most `room` due items. */
  lease: (room: number) => Promise<Item[]>
  /** Works on one item and writes down how it ended. A failure that it throws is logged; the lease then runs out. */
  attempt: (item: Item, signal: AbortSignal) => Promise<void>
  log: LoopLog
  /** Calls a listener when there may be new items; returns how to unsubscribe. */
  subscribe?: (listener: () => void) => () => void
}

export interface LeaseLoop {
  /** Takes no more items, aborts attempts that are still under way after `graceMs`, and resolves when all have ended. */
  stop: (graceMs: number) => Promise<void>
}

/** Milliseconds until the next try after the table could not be read. */
const RETRY_MS = 2_000

/** Starts the loop. It never ends by itself: while the database is away it logs the cause once and tries again. */
export function startLeaseLoop<Item>(options: LeaseLoopOptions<Item>): LeaseLoop {
  const { name, limit, pollMs, lease, attempt, log, subscribe = () => () => {} } = options
  const stopping = new AbortController()
  const abort = new AbortController()
  const underWay = new Set<Promise<void>>()
  let interrupted = false
  let woken = false
  let wake = () => {}
  const poke = () => {
    woken = true
    wake()
  }

  /** Logs the first failure of an outage with its cause, and every failure that is not the database's. */
  const report = (error: unknown) => {
    if (!databaseUnavailable(error)) return log.error({ work: name, err: error }, 'a worker failed')
    if (interrupted) return
    interrupted = true
    const { message, code } = error as Error & { code?: string }
    log.warn({ work: name, err: { message, code } }, 'a worker cannot reach the database; it tries again')
  }

  const start = (item: Item): void => {
    const work = attempt(item, abort.signal)
      .catch(report)
      .finally(() => {
        underWay.delete(work)
        poke()
      })
    underWay.add(work)
  }

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      if (woken || stopping.signal.aborted) return resolve()
      const timer = setTimeout(resolve, ms).unref()
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const turn = async (): Promise<number> => {
    woken = false
    const room = limit - underWay.size
    const items = room > 0 ? await lease(room) : []
    if (interrupted && room > 0) {
      interrupted = false
      log.info({ work: name }, 'a worker reaches the database again')
    }
    for (const item of items) start(item)
    return pollMs
  }

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const ms = await turn().catch((error: unknown) => {
        report(error)
        // Only time helps: attempts that end now must not hurry it.
        woken = false
        return RETRY_MS
      })
      await pause(ms)
    }
  }

  const unsubscribe = subscribe(poke)
  const running = run()
  return {
    async stop(graceMs) {
      unsubscribe()
      stopping.abort()
      wake()
      const grace = setTimeout(() => abort.abort(), graceMs)
      await running
      await Promise.all(underWay)
      clearTimeout(grace)
    }
  }
}
