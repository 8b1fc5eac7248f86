// The arithmetic of the benchmark.

/** Returns the median; for an even number of values the mean of the two middle ones. Throws on an empty list. */
export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** Returns the quantile for a fraction from 0 to 1, interpolated linearly. Throws on an empty list. */
export function quantile(values: readonly number[], fraction: number): number {
  if (values.length === 0) throw new Error('a quantile needs at least one value')
  const sorted = values.toSorted((a, b) => a - b)
  const at = (sorted.length - 1) * fraction
  const below = sorted[Math.floor(at)] as number
  const above = sorted[Math.ceil(at)] as number
  return below + (above - below) * (at - Math.floor(at))
}

/** Returns the ratios round by round. Rounds that only one of the two lists has are ignored. */
export const ratiosOf = (of: readonly number[], to: readonly number[]): number[] =>
  of.slice(0, Math.min(of.length, to.length)).map((value, round) => value / (to[round] as number))

/** Returns a copy of the values in random order. */
export function shuffled<T>(values: readonly T[], random: () => number = Math.random): T[] {
  const result = [...values]
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[result[i], result[j]] = [result[j] as T, result[i] as T]
  }
  return result
}

/** Formats a number with three significant digits, without an exponent. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–'
  return String(Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)))
}
