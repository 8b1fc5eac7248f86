// Clients that wait for the next change. They hold no database connection, only a seat, of which there are so many.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Feed } from '../../changes/position.ts'
import { bucketOf } from '../../http/access.ts'
import { ApiError } from '../../http/errors.ts'

export interface Seat {
  /** Ends the waiting: the client is gone, or the service stops. */
  signal: AbortSignal
  /** May be called again. */
  leave: () => void
}

/** Seconds after which a client that found no seat may try again. */
const RETRY = 10

export class WaitingRoom {
  readonly #total: number
  readonly #each: number
  readonly #taken = new Map<AbortController, string>()
  readonly #perClient = new Map<string, number>()
  #closed = false

  /** `total` may wait at once, and `each` with the same key or from the same address. */
  constructor(total: number, each: number) {
    this.#total = total
    this.#each = each
  }

  get size(): number {
    return this.#taken.size
  }

  /** A seat until the answer is sent; throws 429 to a client that has too many, 503 when all are taken. */
  enter(request: FastifyRequest, reply: FastifyReply): Seat {
    const client = request.caller?.id ?? bucketOf(request.ip)
    const own = this.#perClient.get(client) ?? 0
    if (own >= this.#each) throw tooMany(this.#each)
    if (this.#taken.size >= this.#total) throw full()
    const controller = new AbortController()
    this.#taken.set(controller, client)
    this.#perClient.set(client, own + 1)
    const leave = () => {
      if (!this.#taken.delete(controller)) return
      const left = (this.#perClient.get(client) as number) - 1
      if (left === 0) this.#perClient.delete(client)
      else this.#perClient.set(client, left)
    }
    reply.raw.once('close', () => {
      leave()
      controller.abort()
    })
    if (this.#closed || reply.raw.destroyed) controller.abort()
    return { signal: controller.signal, leave }
  }

  /** Ends all waiting, now and later. */
  close(): void {
    this.#closed = true
    for (const controller of [...this.#taken.keys()]) controller.abort()
  }
}

/** Resolves with the head of the journal as soon as it is beyond `seq`; with undefined when the time, in milliseconds, or the signal comes first. */
export function waitBeyond(feed: Feed, seq: number, time: number, signal: AbortSignal): Promise<number | undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(undefined)
    // Seen between the last look of this client and now: the feed tells subscribers only of what comes.
    if (feed.seen !== undefined && feed.seen > seq) return resolve(feed.seen)
    const end = (head?: number) => {
      clearTimeout(timer)
      unsubscribe()
      signal.removeEventListener('abort', stop)
      resolve(head)
    }
    const stop = () => end()
    const timer = setTimeout(stop, time)
    const unsubscribe = feed.subscribe((head) => {
      if (head > seq) end(head)
    })
    signal.addEventListener('abort', stop)
  })
}

const tooMany = (limit: number) =>
  new ApiError(
    'rate_limited',
    {
      pl:
        `Na zmiany może jednocześnie czekać najwyżej ${limit} żądań jednego klienta. Bez oczekiwania zmiany ` +
        'można pobierać nadal.',
      en:
        `At most ${limit} requests of one client may wait for changes at once. Without waiting, changes can be ` +
        'read all the same.'
    },
    { headers: { 'retry-after': String(RETRY) } }
  )

const full = () =>
  new ApiError(
    'too_many_waiting',
    {
      pl: 'Na zmiany czeka już zbyt wielu klientów. Bez oczekiwania zmiany można pobierać nadal.',
      en: 'Too many clients wait for changes already. Without waiting, changes can be read all the same.'
    },
    { headers: { 'retry-after': String(RETRY) } }
  )
