// Days in a workbook: numbers that count days from an epoch.

const DAY_MS = 86_400_000
/** Number of 1 January 1970 in the date system that begins in 1900. */
const UNIX_EPOCH_DAY = 25_569
/** Days by which the date system that begins in 1904 is behind. */
const EPOCH_1904_DAYS = 1_462
/** 1 March 1900. Programs disagree about earlier days, because Excel counts a 29 February 1900. */
const FIRST_DAY = 61
/** 31 December 9999. */
const LAST_DAY = 2_958_465
const SECONDS_PER_DAY = 86_400

/** Returns the number of a day, YYYY-MM-DD. Undefined if programs would not agree about it. */
export function numberOfDay(day: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return undefined
  const number = Date.parse(`${day}T00:00:00Z`) / DAY_MS + UNIX_EPOCH_DAY
  return number >= FIRST_DAY && number <= LAST_DAY ? number : undefined
}

/**
 * Returns the day of a number as YYYY-MM-DD, with the time of the day unless it is midnight. Undefined if programs do
 * not agree about the day.
 */
export function dayOfNumber(number: number, epoch1904: boolean): string | undefined {
  const seconds = Math.round((number + (epoch1904 ? EPOCH_1904_DAYS : 0)) * SECONDS_PER_DAY)
  const days = Math.floor(seconds / SECONDS_PER_DAY)
  if (!(days >= FIRST_DAY && days <= LAST_DAY)) return undefined
  const text = new Date(seconds * 1000 - UNIX_EPOCH_DAY * DAY_MS).toISOString()
  return seconds % SECONDS_PER_DAY === 0 ? text.slice(0, 10) : text.slice(0, 19)
}
