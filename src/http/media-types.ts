// Negotiation of the media type (RFC 9110 12.5.1).
import { LRUCache } from 'lru-cache'
import Negotiator from 'negotiator'

/** A media type that the Accept header of a request chose, and those among which it chose. */
export interface Choice {
  available: readonly string[]
  type: string
}

const MAX_CACHED = 1_000
/** Accept headers of real clients are shorter. Longer ones are read each time, so that they use no memory. */
const MAX_CACHED_LENGTH = 500
const cached = new LRUCache<string, { type: string | undefined }>({ max: MAX_CACHED })

/** Longer lists are refused: each entry is compared with each available type. Real clients send at most about 20. */
export const MAX_TYPES = 100

/** Whether an Accept header has more entries than this service compares. */
export const hasTooManyTypes = (accept: string): boolean => accept.split(',').length > MAX_TYPES

/**
 * Returns the media type that an Accept header prefers. Without a header, it is the first available one. Returns
 * undefined if the header accepts none of them, or has too many entries.
 */
export function preferredType(accept: string | undefined, available: readonly string[]): string | undefined {
  if (accept === undefined || accept === '' || accept === '*/*') return available[0]
  if (accept.length > MAX_CACHED_LENGTH) return negotiate(accept, available)
  const key = `${available.join()}\n${accept}`
  const known = cached.get(key)
  if (known) return known.type
  const type = negotiate(accept, available)
  cached.set(key, { type })
  return type
}

function negotiate(accept: string, available: readonly string[]): string | undefined {
  if (hasTooManyTypes(accept)) return undefined
  // The types require a whole request, but only the headers are read.
  const stated = available.map((type) => (type.includes(';') ? type : `${type}; charset=utf-8`))
  const type = new Negotiator({ headers: { accept } } as never).mediaType(stated)
  return type === undefined ? undefined : available[stated.indexOf(type)]
}

/** Returns a media type without its parameters. */
export const withoutParameters = (type: string): string => type.split(';', 1)[0] as string
