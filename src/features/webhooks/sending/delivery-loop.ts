// The worker that sends due events. No transaction is open while it waits for a receiver. If the process is killed,
// another process sends the event again with the same id after the lease has expired.
import type { Database } from '../../../db/connect.ts'
import { type Trace, traceparentOf } from '../../../http/trace-context.ts'
import type { Tally } from '../../../metrics/measure.ts'
import type { Resource } from '../../../records/define.ts'
import { command, write } from '../../../records/write/transaction.ts'
import { type LoopLog, startLeaseLoop } from '../../../workers/lease-loop.ts'
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
import { applicationEvent, changeEvent, type EventContext, signedHeaders, testEvent } from './event.ts'
import { waitAfter } from './retries.ts'
import { createSender, type SenderOptions } from './send.ts'

/** Attempts that may be under way in one process. */
const MAX_ATTEMPTS = 128
const POLL_MS = 1_000
/** Time for attempts under way to end when the service stops. */
const STOP_GRACE_MS = 2_000
const PRUNE_INTERVAL_MS = 3_600_000
const STATUS_GONE = 410

export interface DeliveryOptions extends SenderOptions {
  db: Database
  baseUrl: string
  /** All resources by the name of their table. */
  resources: ReadonlyMap<string, Resource>
  /** Milliseconds from each failed attempt to the next attempt. */
  delays: readonly number[]
  log: LoopLog
  /** Counts the outcomes of attempts: `delivered`, or the cause of the failure. Default: not counted. */
  outcomes?: Tally
  /** Returns the trace of a request. The event of its change continues the trace. Default: no traces. */
  traceOf?: (requestId: string | null) => Trace | undefined
  /** Calls a listener when there may be new deliveries. Returns a function that unsubscribes. */
  subscribe?: (listener: () => void) => () => void
}

/**
 * Sends due deliveries until it is stopped. It waits while the database is unavailable. `stop` returns the leases of
 * attempts that do not end soon.
 */
export function startDelivering(options: DeliveryOptions): { stop: () => Promise<void> } {
  const { db, baseUrl, resources, delays, log, subscribe, outcomes, traceOf = () => undefined } = options
  const sender = createSender(options)
  /** Attempts under way, by endpoint. */
  const busy = new Map<string, number>()
  let prunedAt = Number.NEGATIVE_INFINITY

  const send = async (delivery: Delivery, signal: AbortSignal): Promise<void> => {
    const { endpoint, epoch, cursor_key } = delivery
    const body = eventOf(delivery, { cursor_key, epoch, baseUrl, resources })
    if (body === undefined) return settleExpired(db, delivery)
    const trace = traceOf(delivery.request_id)
    const headers = {
      ...signedHeaders(delivery.event, body, delivery.secrets, new Date()),
      ...(trace && { traceparent: traceparentOf(trace) })
    }
    const { status, failure, retryAfter } = await sender.send(delivery.url, body, headers, signal)
    if (signal.aborted && failure === 'timeout') return returnLease(db, delivery)
    outcomes?.add(failure ?? 'delivered')
    if (failure === null) return settleDelivered(db, delivery, status as number)
    const gone = status === STATUS_GONE
    const retryInMs = gone ? undefined : waitAfter(delivery.attempts + 1, delays, Math.random(), retryAfter)
    const isGivenUp = await settleFailed(db, delivery, { failure, status, retryInMs, pauseMs: retryAfter })
    if (gone || isGivenUp) await write(db, command, (tx) => disableEndpoint(tx, endpoint, gone ? 'gone' : 'failing'))
  }

  const loop = startLeaseLoop<Delivery>({
    name: 'webhooks',
    limit: MAX_ATTEMPTS,
    pollMs: POLL_MS,
    log,
    ...(subscribe && { subscribe }),
    lease: async (limit) => {
      if (performance.now() - prunedAt > PRUNE_INTERVAL_MS && !(await pruneDeliveries(db))) prunedAt = performance.now()
      const due = await leaseDeliveries(db, busy, limit)
      for (const { endpoint } of due) busy.set(endpoint, (busy.get(endpoint) ?? 0) + 1)
      return due
    },
    attempt: async (delivery, signal) => {
      const { endpoint } = delivery
      try {
        await send(delivery, signal)
      } finally {
        const remaining = (busy.get(endpoint) ?? 1) - 1
        if (remaining === 0) busy.delete(endpoint)
        else busy.set(endpoint, remaining)
      }
    }
  })
  return {
    async stop() {
      await loop.stop(STOP_GRACE_MS)
      sender.close()
    }
  }
}

/** Returns the body of an event; undefined if its change was removed from the change log. */
function eventOf(
  { event, change, application, is_test, endpoint, created_at }: Delivery,
  context: EventContext
): string | undefined {
  if (change) return changeEvent(event, change, context)
  if (application) return applicationEvent(application, created_at)
  return is_test ? testEvent(endpoint, created_at, context) : undefined
}
