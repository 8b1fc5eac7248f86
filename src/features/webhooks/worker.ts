// The worker in the service's own process that sends what is due, beside any number of others on the same database. No transaction is open while it waits for
// a receiver; what it had under way when it is killed is sent again by whoever is there when the lease has run out, under the same id.
import type { Db } from '../../db/connect.ts'
import { databaseAway } from '../../lib/errors.ts'
import { command, write } from '../../lib/writing.ts'
import {
  type Delivery,
  disableEndpoint,
  leaseDeliveries,
  pruneDeliveries,
  returnLease,
  settleDelivered,
  settleExpired,
  settleFailed
} from './delivery-queries.ts'
import { changeEvent, signedHeaders, testEvent } from './event.ts'
import { waitAfter } from './retries.ts'
import { createSender, type SenderOptions } from './send.ts'

/** Attempts that a process has under way at most. */
const MOST = 128
/** Milliseconds: between looks for what is due, after a failure of the database, for what is under way when the service stops, between clearings. */
const POLL = 1_000
const DATABASE_AWAY = 2_000
const STOP = 2_000
const PRUNE = 3_600_000
const GONE = 410

export interface DeliveryOptions extends SenderOptions {
  db: Db
  baseUrl: string
  /** Milliseconds from each attempt to the next. */
  delays: readonly number[]
  log: { error: (context: object, message: string) => void }
  /** Calls a listener when there may be something new; returns how to stop that. */
  subscribe?: (listener: () => void) => () => void
}

/** Sends what is due until it is stopped; while the database is away it waits. `stop` gives back what cannot be ended soon. */
export function startDelivering({ db, baseUrl, delays, log, subscribe = () => () => {}, ...options }: DeliveryOptions): { stop: () => Promise<void> } {
  const sender = createSender(options)
  const stopping = new AbortController()
  const abort = new AbortController()
  const busy = new Map<string, number>()
  const underWay = new Set<Promise<void>>()
  let pruned = Number.NEGATIVE_INFINITY
  let wake = () => {}
  let woken = false
  const poke = () => {
    woken = true
    wake()
  }

  const attempt = async (delivery: Delivery): Promise<void> => {
    const { change, is_test, endpoint, epoch, cursor_key } = delivery
    if (!change && !is_test) return settleExpired(db, delivery)
    const body = change ? changeEvent(delivery.event, change, { cursor_key, epoch, baseUrl }) : testEvent(endpoint, delivery.created_at, { baseUrl })
    const headers = signedHeaders(delivery.event, body, delivery.secrets, new Date())
    const { status, failure, retryAfter } = await sender.send(delivery.url, body, headers, abort.signal)
    if (abort.signal.aborted && failure === 'timeout') return returnLease(db, delivery)
    if (failure === null) return settleDelivered(db, delivery, status as number)
    const gone = status === GONE
    const wait = gone ? undefined : waitAfter(delivery.attempts + 1, delays, Math.random(), retryAfter)
    const hopeless = await settleFailed(db, delivery, { failure, status, wait, rest: retryAfter })
    if (gone || hopeless) await write(db, command, (tx) => disableEndpoint(tx, endpoint, gone ? 'gone' : 'failing'))
  }

  const begin = (delivery: Delivery): void => {
    const { endpoint } = delivery
    busy.set(endpoint, (busy.get(endpoint) ?? 0) + 1)
    const work = attempt(delivery)
      .catch((error: unknown) => tell(error, { delivery: delivery.id }))
      .finally(() => {
        underWay.delete(work)
        const left = (busy.get(endpoint) as number) - 1
        if (left === 0) busy.delete(endpoint)
        else busy.set(endpoint, left)
        poke()
      })
    underWay.add(work)
  }

  // An attempt whose end could not be noted counts as lost, and is made again.
  const tell = (error: unknown, context: object) => {
    if (!databaseAway(error)) log.error({ ...context, err: error }, 'the work on webhooks failed')
  }

  const pause = (time: number): Promise<void> =>
    new Promise((resolve) => {
      if (woken || stopping.signal.aborted) return resolve()
      const timer = setTimeout(resolve, time).unref()
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const turn = async (): Promise<void> => {
    if (performance.now() - pruned > PRUNE && !(await pruneDeliveries(db))) pruned = performance.now()
    woken = false
    const room = MOST - underWay.size
    const due = room > 0 ? await leaseDeliveries(db, busy, room) : []
    for (const delivery of due) begin(delivery)
    // What ends, and what is new, wakes it earlier.
    await pause(POLL)
  }

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await turn()
      } catch (error) {
        tell(error, {})
        await new Promise((resolve) => {
          const timer = setTimeout(resolve, DATABASE_AWAY).unref()
          stopping.signal.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true })
        })
      }
    }
  }

  const unsubscribe = subscribe(poke)
  const running = run()
  return {
    async stop() {
      unsubscribe()
      stopping.abort()
      wake()
      const ended = () => running.then(() => Promise.all(underWay))
      const grace = setTimeout(() => abort.abort(), STOP)
      await ended()
      clearTimeout(grace)
      sender.close()
    }
  }
}
