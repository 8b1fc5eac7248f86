// Headers for a shared cache in front of the service (Varnish, ops/varnish.vcl): the dependencies of a response, the
// state of the change log that it includes, and its lifetime (decision 64).
import packageJson from '../../package.json' with { type: 'json' }
import type { Dependencies } from '../http/representation.ts'
import { sameDayUntil } from './same-day.ts'

/** Varnish accepts header lines of 8 KiB. */
const MAX_KEYS_BYTES = 7_000
/** Longest lifetime. A change ends it earlier. */
const MAX_AGE_S = 3_600
/** The last group of a UUID. It is random, and a coincidence only invalidates one response too many. */
const LAST_GROUP = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-([0-9a-f]{12})$/

/** The key of responses that depend on every change. */
const EVERY_CHANGE_KEY = '*'

/**
 * Returns the value of `Surrogate-Key` for dependencies or changes: keys, separated by spaces. Ids are shortened.
 * Undefined if it would be too long.
 */
export function surrogateKeys(tags: Dependencies): string | undefined {
  const keys = [...new Set(tags.map((tag) => LAST_GROUP.exec(tag)?.[1] ?? tag))].join(' ')
  return keys.length > MAX_KEYS_BYTES ? undefined : keys
}

/** Returns the keys of a response. One with too many dependencies depends on every change. */
export const responseKeys = (tags: Dependencies): string => surrogateKeys(tags) ?? EVERY_CHANGE_KEY

/**
 * Names the history of the data and the software that makes the bytes of responses. A shared cache stores responses of
 * one generation only, so a restore or an upgrade empties it.
 */
export const generationOf = (epoch: string): string => `${epoch}/${packageJson.version}/${process.version}`

/** A moment in the history of the data: the number of the last change in an epoch. */
export interface Moment {
  epoch: string
  position: number
}

/**
 * Returns the headers of a response that includes all changes up to a moment. Without them, a shared cache does not
 * store it: near midnight in Poland there are none.
 */
export function surrogateHeaders(keys: string, { epoch, position }: Moment, now = Date.now()): Record<string, string> {
  const until = sameDayUntil(now)
  if (until === undefined) return {}
  return {
    'surrogate-key': keys,
    'surrogate-control': `max-age=${Math.min(MAX_AGE_S, Math.floor((until - now) / 1000))}`,
    'surrogate-generation': generationOf(epoch),
    'surrogate-position': String(position)
  }
}
