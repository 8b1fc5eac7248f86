// The day in Poland. Responses may depend on it, so caches store none beyond midnight.

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** Times of a UTC day at which a day in Poland can begin: 22:00 or 23:00, and 22:00 of the next day. */
const MIDNIGHTS_MS = [22 * HOUR_MS, 23 * HOUR_MS, 46 * HOUR_MS]
/** Possible difference between the clocks of the service and of the database. */
const MAX_CLOCK_SKEW_MS = 60_000

/**
 * Returns the time until which it is certainly the same day in Poland, in milliseconds since 1970. Returns undefined
 * near midnight, when the clocks may disagree about the day.
 */
export function sameDayUntil(now: number): number | undefined {
  const time = now % DAY_MS
  if (MIDNIGHTS_MS.some((midnight) => Math.abs(time - midnight) <= MAX_CLOCK_SKEW_MS)) return undefined
  return now - time + (MIDNIGHTS_MS.find((midnight) => midnight > time) as number) - MAX_CLOCK_SKEW_MS
}
