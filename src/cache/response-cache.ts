// Finished responses in memory: bytes, headers, ETag. Each depends on records or on types of records, by declaration
// (records/read/dependencies.ts). It is stored until the change log names one of them.
import { LRUCache } from 'lru-cache'
import type { Advance, Feed } from '../changes/position.ts'
import type { Dependencies } from '../http/representation.ts'

/** An answer of 200, ready to be sent. */
export interface Answer {
  etag: string
  /** Names and values of all headers but those that are each request's own. */
  headers: string[]
  /** The same without those that describe a body, for 304. */
  headersWithoutBody: string[]
  body: Buffer
  /** Pattern of the route that gave it. */
  route: string
}

// An answer may depend on the day, which in Poland begins at 22:00 or 23:00 UTC. The clocks of the service and of the database may differ by so much.
const DAY = 86_400_000
const MIDNIGHTS = [22 * 3_600_000, 23 * 3_600_000, 46 * 3_600_000]
const SKEW = 60_000
/** Bytes that an entry takes beside its body: keys, headers, tags. */
const OVERHEAD = 2_000
/** An answer that alone would fill this part of the cache is not kept. */
const LARGEST = 0.25

interface Entry {
  answer: Answer
  tags: Dependencies
  /** Moment until which it may be sent, in milliseconds since 1970. */
  until: number
}

/** Moment until which it is surely the same day in Poland; undefined around midnight, where the clocks may not agree on it. */
function sameDayUntil(now: number): number | undefined {
  const time = now % DAY
  if (MIDNIGHTS.some((midnight) => Math.abs(time - midnight) <= SKEW)) return undefined
  return now - time + (MIDNIGHTS.find((midnight) => midnight > time) as number) - SKEW
}

/** Answers by request, bounded in bytes. */
export class AnswerCache {
  readonly feed: Feed
  readonly #entries: LRUCache<string, Entry>
  /** Keys of the responses that depend on a tag. */
  readonly #byTag = new Map<string, Set<string>>()
  readonly #now: () => number

  /** `bytes` bounds what is kept; the feed tells what has changed. */
  constructor(feed: Feed, bytes: number, now: () => number = Date.now) {
    this.feed = feed
    this.#now = now
    this.#entries = new LRUCache<string, Entry>({
      maxSize: bytes,
      maxEntrySize: Math.floor(bytes * LARGEST),
      sizeCalculation: ({ answer, tags }, key) => answer.body.length + 2 * key.length + 50 * tags.length + OVERHEAD,
      dispose: ({ tags }, key) => this.#forget(tags, key)
    })
    feed.onAdvance((advance) => this.#drop(advance))
  }

  get(key: string): Answer | undefined {
    const entry = this.#entries.get(key)
    if (entry === undefined) return undefined
    if (entry.until > this.#now()) return entry.answer
    this.#entries.delete(key)
    return undefined
  }

  /** Keeps an answer whose queries began when the feed had seen `since`; not when anything has changed since then. */
  keep(key: string, answer: Answer, tags: Dependencies, since: number): void {
    const until = sameDayUntil(this.#now())
    if (since !== this.feed.seen || until === undefined) return
    this.#entries.set(key, { answer, tags, until })
    if (!this.#entries.has(key)) return
    for (const tag of tags) {
      const keys = this.#byTag.get(tag)
      if (keys) keys.add(key)
      else this.#byTag.set(tag, new Set([key]))
    }
  }

  get size(): { answers: number; bytes: number } {
    return { answers: this.#entries.size, bytes: this.#entries.calculatedSize }
  }

  #drop(advance: Advance): void {
    if (advance === 'much') {
      this.#entries.clear()
      return
    }
    for (const tag of new Set(['*', ...advance.flatMap(({ type, id }) => [type, id])])) {
      for (const key of [...(this.#byTag.get(tag) ?? [])]) this.#entries.delete(key)
    }
  }

  #forget(tags: Dependencies, key: string): void {
    for (const tag of tags) {
      const keys = this.#byTag.get(tag)
      keys?.delete(key)
      if (keys?.size === 0) this.#byTag.delete(tag)
    }
  }
}
