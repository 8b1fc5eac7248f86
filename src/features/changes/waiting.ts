// Requests that wait for the next change. They hold no database connection, only one of a limited number of slots.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Feed } from '../../changes/position.ts'
import { ApiError } from '../../http/errors.ts'
import { bucketOf, siteOf } from '../../http/rate-limits.ts'

export interface WaitSlot {
  /** Aborts when the client disconnects or the service stops. */
  signal: AbortSignal
  /** Frees the slot. Further calls do nothing. */
  release: () => void
}

/** The places of a /48 of IPv6 are so many times those of one client. */
const SITE_FACTOR = 2

/** Value of `Retry-After` for a request that got no slot. */
const RETRY_AFTER_SECONDS = 10

/** How a request waits: once (`wait`), or as a stream of events. */
export type WaitKind = 'long_poll' | 'event_stream'

export class WaitSlots {
  readonly #total: number
  readonly #perClientLimit: number
  readonly #taken = new Map<AbortController, WaitKind>()
  readonly #perClient = new Map<string, number>()
  #closed = false

  /**
   * At most `total` requests wait at once, at most `perClient` with one key or from one address, and twice as many from
   * a /48 of IPv6.
   */
  constructor(total: number, perClient: number) {
    this.#total = total
    this.#perClientLimit = perClient
  }

  get size(): number {
    return this.#taken.size
  }

  /** Returns how many requests wait, by kind. */
  count(): ReadonlyMap<WaitKind, number> {
    const counts = new Map<WaitKind, number>([
      ['long_poll', 0],
      ['event_stream', 0]
    ])
    for (const kind of this.#taken.values()) counts.set(kind, (counts.get(kind) as number) + 1)
    return counts
  }

  /** Takes a slot until the response is sent. Throws 429 if the client has too many slots, and 503 if all are taken. */
  acquire(request: FastifyRequest, reply: FastifyReply, kind: WaitKind): WaitSlot {
    const client = request.caller?.id ?? bucketOf(request.ip)
    const site = request.caller ? undefined : siteOf(client)
    const counted = site === undefined ? [client] : [client, site]
    counted.forEach((each, i) => {
      const limit = this.#perClientLimit * (i === 0 ? 1 : SITE_FACTOR)
      if ((this.#perClient.get(each) ?? 0) >= limit) throw tooManyOfClient(limit)
    })
    if (this.#taken.size >= this.#total) throw allSlotsTaken()
    const controller = new AbortController()
    this.#taken.set(controller, kind)
    for (const each of counted) this.#perClient.set(each, (this.#perClient.get(each) ?? 0) + 1)
    const release = () => {
      if (!this.#taken.delete(controller)) return
      for (const each of counted) {
        const remaining = (this.#perClient.get(each) as number) - 1
        if (remaining === 0) this.#perClient.delete(each)
        else this.#perClient.set(each, remaining)
      }
    }
    reply.raw.once('close', () => {
      release()
      controller.abort()
    })
    if (this.#closed || reply.raw.destroyed) controller.abort()
    return { signal: controller.signal, release }
  }

  /** Ends all waiting. A slot that is taken later is aborted at once. */
  close(): void {
    this.#closed = true
    for (const controller of [...this.#taken.keys()]) controller.abort()
  }
}

/**
 * Resolves with the number of the newest change as soon as it is greater than `seq`. Resolves with undefined if `maxMs`
 * milliseconds pass or the signal aborts before that.
 */
export function waitBeyond(feed: Feed, seq: number, maxMs: number, signal: AbortSignal): Promise<number | undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(undefined)
    // A change may have come since the last read of this client. The feed reports only later changes to subscribers.
    if (feed.seen !== undefined && feed.seen > seq) return resolve(feed.seen)
    const end = (head?: number) => {
      clearTimeout(timer)
      unsubscribe()
      signal.removeEventListener('abort', stop)
      resolve(head)
    }
    const stop = () => end()
    const timer = setTimeout(stop, maxMs)
    const unsubscribe = feed.subscribe((head) => {
      if (head > seq) end(head)
    })
    signal.addEventListener('abort', stop)
  })
}

const tooManyOfClient = (limit: number) =>
  new ApiError(
    'rate_limited',
    {
      pl:
        `Na zmiany może jednocześnie czekać najwyżej ${limit} żądań jednego klienta. Bez oczekiwania zmiany ` +
        'można nadal pobierać.',
      en:
        `At most ${limit} requests of one client may wait for changes at once. Changes can still be read ` +
        'without waiting.'
    },
    { headers: { 'retry-after': String(RETRY_AFTER_SECONDS) } }
  )

const allSlotsTaken = () =>
  new ApiError(
    'too_many_waiting',
    {
      pl: 'Na zmiany czeka już zbyt wielu klientów. Bez oczekiwania zmiany można nadal pobierać.',
      en: 'Too many clients are waiting for changes. Changes can still be read without waiting.'
    },
    { headers: { 'retry-after': String(RETRY_AFTER_SECONDS) } }
  )
