// Requests that wait for the next change. They hold no database connection, only one of a limited number of slots.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Feed } from '../../changes/position.ts'
import { ApiError } from '../../http/errors.ts'
import { bucketOf } from '../../http/rate-limits.ts'

export interface WaitSlot {
  /** Aborts when the client disconnects or the service stops. */
  signal: AbortSignal
  /** Frees the slot. Further calls do nothing. */
  release: () => void
}

/** Value of `Retry-After` for a request that got no slot. */
const RETRY_AFTER_SECONDS = 10

export class WaitSlots {
  readonly #total: number
  readonly #perClientLimit: number
  readonly #taken = new Map<AbortController, string>()
  readonly #perClient = new Map<string, number>()
  #closed = false

  /** At most `total` requests wait at once, and at most `perClient` with one key or from one address. */
  constructor(total: number, perClient: number) {
    this.#total = total
    this.#perClientLimit = perClient
  }

  get size(): number {
    return this.#taken.size
  }

  /** Takes a slot until the response is sent. Throws 429 if the client has too many slots, and 503 if all are taken. */
  acquire(request: FastifyRequest, reply: FastifyReply): WaitSlot {
    const client = request.caller?.id ?? bucketOf(request.ip)
    const own = this.#perClient.get(client) ?? 0
    if (own >= this.#perClientLimit) throw tooManyOfClient(this.#perClientLimit)
    if (this.#taken.size >= this.#total) throw allSlotsTaken()
    const controller = new AbortController()
    this.#taken.set(controller, client)
    this.#perClient.set(client, own + 1)
    const release = () => {
      if (!this.#taken.delete(controller)) return
      const remaining = (this.#perClient.get(client) as number) - 1
      if (remaining === 0) this.#perClient.delete(client)
      else this.#perClient.set(client, remaining)
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
