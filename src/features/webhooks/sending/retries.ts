// Decides when a failed webhook is sent again.

/** Longest delay that a Retry-After of a receiver can cause. */
export const MAX_WAIT_MS = 86_400_000
const JITTER = 0.1

/**
 * Returns the milliseconds until the next attempt after `attempts` failed ones, or undefined if there are no more
 * attempts. `random` is from 0 to 1 and spreads the delay by a tenth in both directions, so that deliveries that failed
 * together are not retried together. `retryAfter` (in milliseconds) can only make the delay longer.
 */
export function waitAfter(
  attempts: number,
  delays: readonly number[],
  random: number,
  retryAfter = 0
): number | undefined {
  const delay = delays[attempts - 1]
  if (delay === undefined) return undefined
  return Math.round(Math.max(delay * (1 - JITTER + 2 * JITTER * random), Math.min(retryAfter, MAX_WAIT_MS)))
}

/**
 * Returns the delay of a Retry-After header in milliseconds (RFC 9110, 10.2.3), at most a day. Returns 0 if the header
 * is absent, invalid or in the past.
 */
export function readRetryAfter(header: string | undefined, now: Date): number {
  if (header === undefined) return 0
  const delay = delayOf(header.trim(), now)
  return Math.min(Math.max(Number.isNaN(delay) ? 0 : delay, 0), MAX_WAIT_MS)
}

function delayOf(text: string, now: Date): number {
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000
  return HTTP_DATE.test(text) ? Date.parse(text) - now.getTime() : 0
}

const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/
