// The loop of every worker: it leases due items from a table and works on them. Any number of processes may do so.
// A lease is a time in the item's row until which no other worker takes the item. If the process dies, the lease runs
// out.
import { setTimeout as sleep } from 'node:timers/promises'
import { databaseUnavailable } from '../http/database-unavailable.ts'
import { Alarm } from './alarm.ts'

export interface LoopLog {
  info: (context: object, message: string) => void
  warn: (context: object, message: string) => void
  error: (context: object, message: string) => void
}

export interface LeaseLoopOptions<Item> {
  /** Name of the work in the log, such as `webhooks`. */
  name: string
  /** Largest number of concurrent attempts in this process. */
  limit: number
  /** Time between two queries for due items if nothing else wakes the loop. */
  pollMs: number
  /** Leases at most `maxItems` due items. */
  lease: (maxItems: number) => Promise<Item[]>
  /** Works on one item and stores the outcome. If it throws, the error is logged and the lease runs out. */
  attempt: (item: Item, signal: AbortSignal) => Promise<void>
  log: LoopLog
  /** Registers a listener for possible new items. Returns the function that removes it. */
  subscribe?: (listener: () => void) => () => void
}

export interface LeaseLoop {
  /** Leases no more items, aborts running attempts after `graceMs`, and resolves when all have ended. */
  stop: (graceMs: number) => Promise<void>
}

/** Time after a query that found nothing. Changes come in bursts, and one query serves all changes of this time. */
const REST_MS = 50
/** Time until the next query for due items after one has failed. */
const RETRY_MS = 2_000

/** Starts the loop. It runs until stop(). While the database is unavailable, it logs the cause once and retries. */
export function startLeaseLoop<Item>(options: LeaseLoopOptions<Item>): LeaseLoop {
  const { name, limit, pollMs, lease, attempt, log, subscribe = () => () => {} } = options
  const stopping = new AbortController()
  const abort = new AbortController()
  const attempts = new Set<Promise<void>>()
  let interrupted = false
  const alarm = new Alarm()

  /** Logs the first error of an outage of the database, and every other error. */
  const report = (error: unknown) => {
    if (!databaseUnavailable(error)) return log.error({ work: name, err: error }, 'a worker failed')
    if (interrupted) return
    interrupted = true
    const { message, code } = error as Error & { code?: string }
    log.warn({ work: name, err: { message, code } }, 'a worker cannot reach the database and will retry')
  }

  const start = (item: Item): void => {
    const work = attempt(item, abort.signal)
      .catch(report)
      .finally(() => {
        attempts.delete(work)
        alarm.ring()
      })
    attempts.add(work)
  }

  const leaseAndStart = async (): Promise<number> => {
    alarm.reset()
    const capacity = limit - attempts.size
    const items = capacity > 0 ? await lease(capacity) : []
    if (interrupted && capacity > 0) {
      interrupted = false
      log.info({ work: name }, 'a worker reaches the database again')
    }
    for (const item of items) start(item)
    if (items.length === 0) await sleep(REST_MS, undefined, { ref: false, signal: stopping.signal }).catch(() => {})
    return pollMs
  }

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const ms = await leaseAndStart().catch((error: unknown) => {
        report(error)
        // Wait the full time, even if attempts have ended meanwhile.
        alarm.reset()
        return RETRY_MS
      })
      if (!stopping.signal.aborted) await alarm.pause(ms)
    }
  }

  const unsubscribe = subscribe(alarm.ring)
  const running = run()
  return {
    async stop(graceMs) {
      unsubscribe()
      stopping.abort()
      alarm.ring()
      const grace = setTimeout(() => abort.abort(), graceMs)
      await running
      await Promise.all(attempts)
      clearTimeout(grace)
    }
  }
}
