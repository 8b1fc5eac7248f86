// Responses in memory: bytes, headers, ETag. Each depends on records, properties or types (records/read/dependencies.ts)
// and is removed when the change log names one of them.
import { LRUCache } from 'lru-cache'
import type { Advance, ChangedRecord, Feed } from '../changes/position.ts'
import { type Choice, preferredType } from '../http/media-types.ts'
import { type Dependencies, propertyTag, setTag } from '../http/representation.ts'
import { sameDayUntil } from './same-day.ts'

/** A 200 response, ready to be sent. */
export interface CachedResponse {
  etag: string
  /** Names and values of all headers except those that differ for each request. */
  headers: string[]
  /** The same headers without those of the body, for 304. */
  headersWithoutBody: string[]
  /** Dependencies for a shared cache; undefined if there is none. */
  surrogateKeys?: string | undefined
  body: Buffer
  /** Units of the rate limit that the request costs. */
  cost: number
  /** Pattern of the route, for the log. */
  route: string
}

/** Bytes of an entry in addition to its body: keys, headers, tags. */
const ENTRY_OVERHEAD_BYTES = 2_000
const TAG_BYTES = 100
/** Largest part of the cache that a single response may use. */
const MAX_ENTRY_SHARE = 0.25

interface Entry {
  response: CachedResponse
  tags: Dependencies
  /** Time at which it expires, in milliseconds since 1970. */
  expiresAt: number
  address: string
}

const keyFor = (address: string, type: string | undefined): string => `${address}\n${type ?? ''}`

/** Returns the dependencies that a change concerns. */
const tagsOf = ({ type, id, properties }: ChangedRecord): string[] => [
  id,
  type,
  ...(properties?.map((property) => propertyTag(type, property)) ?? [setTag(type)])
]

/** Returns the dependencies of all responses that the changes make stale. */
export const staleTags = (changes: ChangedRecord[]): string[] => [...new Set(['*', ...changes.flatMap(tagsOf)])]

/**
 * Responses by address (flights.ts) and media type, with a limit in bytes. All Accept headers that choose the same type
 * share one entry. Otherwise, one client could empty the cache by varying the header.
 */
export class ResponseCache {
  readonly feed: Feed
  /** Number of requests without a key that no stored response could answer. */
  misses = 0
  /** Media types among which an address chooses, and the number of its responses. */
  readonly #choices = new Map<string, { types: Choice['available'] | null; responses: number }>()
  readonly #entries: LRUCache<string, Entry>
  /** Keys of the responses that depend on a tag. */
  readonly #byTag = new Map<string, Set<string>>()
  readonly #now: () => number

  /** `maxBytes` limits the size. The feed reports the changes that invalidate responses. */
  constructor(feed: Feed, maxBytes: number, now: () => number = Date.now) {
    this.feed = feed
    this.#now = now
    this.#entries = new LRUCache<string, Entry>({
      maxSize: maxBytes,
      maxEntrySize: Math.floor(maxBytes * MAX_ENTRY_SHARE),
      sizeCalculation: ({ response, tags }, key) =>
        response.body.length + 2 * key.length + TAG_BYTES * tags.length + ENTRY_OVERHEAD_BYTES,
      dispose: (entry, key) => this.#removed(entry, key)
    })
    feed.onAdvance((advance) => this.#invalidate(advance))
  }

  /**
   * Returns the key of the response that an address returns for an Accept header. Undefined if no media type is
   * acceptable. As long as there is no response of the address, its types are unknown and the header stands for them.
   */
  keyOf(address: string, accept = ''): string | undefined {
    const choice = this.#choices.get(address)
    if (choice === undefined) return `${address}\n?${accept}`
    if (choice.types === null) return keyFor(address, undefined)
    const type = preferredType(accept, choice.types)
    return type && keyFor(address, type)
  }

  get(address: string, accept = ''): CachedResponse | undefined {
    const key = this.keyOf(address, accept)
    const entry = key === undefined ? undefined : this.#entries.get(key)
    if (key === undefined || entry === undefined) return undefined
    if (entry.expiresAt > this.#now()) return entry.response
    this.#entries.delete(key)
    return undefined
  }

  /**
   * Stores a response whose queries began when the feed had seen `since`, unless anything has changed since then.
   * `choice` is null if the response does not depend on the Accept header.
   */
  store(
    address: string,
    response: CachedResponse,
    tags: Dependencies,
    since: number,
    choice: Choice | null = null
  ): void {
    const expiresAt = sameDayUntil(this.#now())
    if (since !== this.feed.seen || expiresAt === undefined) return
    const key = keyFor(address, choice?.type)
    this.#entries.set(key, { response, tags, expiresAt, address })
    if (!this.#entries.has(key)) return
    const responses = (this.#choices.get(address)?.responses ?? 0) + 1
    this.#choices.set(address, { types: choice?.available ?? null, responses })
    for (const tag of tags) {
      const keys = this.#byTag.get(tag)
      if (keys) keys.add(key)
      else this.#byTag.set(tag, new Set([key]))
    }
  }

  get size(): { responses: number; bytes: number } {
    return { responses: this.#entries.size, bytes: this.#entries.calculatedSize }
  }

  #invalidate(advance: Advance): void {
    if (advance === 'everything') {
      this.#entries.clear()
      return
    }
    for (const tag of staleTags(advance)) {
      for (const key of [...(this.#byTag.get(tag) ?? [])]) this.#entries.delete(key)
    }
  }

  #removed({ tags, address }: Entry, key: string): void {
    const choice = this.#choices.get(address)
    if (choice && --choice.responses === 0) this.#choices.delete(address)
    for (const tag of tags) {
      const keys = this.#byTag.get(tag)
      keys?.delete(key)
      if (keys?.size === 0) this.#byTag.delete(tag)
    }
  }
}
