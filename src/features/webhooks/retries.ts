// When a webhook is tried again: pure decisions.

/** Milliseconds. Nobody's Retry-After makes us wait longer. */
export const LONGEST_WAIT = 86_400_000
const JITTER = 0.1

/**
 * Milliseconds until the next attempt after so many have failed; undefined when there is none any more. `random` is from 0 to 1: the delay is spread by a
 * tenth either way, so that what failed together does not come back together. A Retry-After of the receiver can only make it later.
 */
export function waitAfter(
  attempts: number,
  delays: readonly number[],
  random: number,
  retryAfter = 0
): number | undefined {
  const delay = delays[attempts - 1]
  if (delay === undefined) return undefined
  return Math.round(Math.max(delay * (1 - JITTER + 2 * JITTER * random), Math.min(retryAfter, LONGEST_WAIT)))
}

/** Milliseconds that a Retry-After asks for (RFC 9110 10.2.3), at most a day; 0 for none, for one that is past and for one that is nonsense. */
export function readRetryAfter(header: string | undefined, now: Date): number {
  if (header === undefined) return 0
  const text = header.trim()
  const wanted = /^\d{1,9}$/.test(text)
    ? Number(text) * 1000
    : HTTP_DATE.test(text)
      ? Date.parse(text) - now.getTime()
      : 0
  return Math.min(Math.max(Number.isNaN(wanted) ? 0 : wanted, 0), LONGEST_WAIT)
}

const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/
