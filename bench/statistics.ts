// Pure arithmetic of the benchmark.

/** Middle value; the mean of the two middle ones of an even number of values. Throws on an empty list. */
export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** Value below which the given part of the values lies, between neighbours in proportion. Throws on an empty list. */
export function quantile(values: readonly number[], part: number): number {
  if (values.length === 0) throw new Error('there is nothing to take a quantile of')
  const sorted = values.toSorted((a, b) => a - b)
  const at = (sorted.length - 1) * part
  const below = sorted[Math.floor(at)] as number
  const above = sorted[Math.ceil(at)] as number
  return below + (above - below) * (at - Math.floor(at))
}

/** Ratios of what was measured in the same round; rounds that only one of the two has are left out. */
export const ratiosOf = (of: readonly number[], to: readonly number[]): number[] =>
  of.slice(0, Math.min(of.length, to.length)).map((value, round) => value / (to[round] as number))

/** The values in random order; the list itself stays as it is. */
export function shuffled<T>(values: readonly T[], random: () => number = Math.random): T[] {
  const result = [...values]
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[result[i], result[j]] = [result[j] as T, result[i] as T]
  }
  return result
}

/** Three significant digits, without an exponent. */
export const figure = (value: number): string =>
  !Number.isFinite(value)
    ? '–'
    : Math.abs(value) >= 100
      ? String(Math.round(value))
      : String(Number(value.toPrecision(3)))
