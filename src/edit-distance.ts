/**
 * Returns the Levenshtein distance of two texts, the number of characters to insert, delete or replace; `limit + 1` if
 * it exceeds the limit.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  const costs = Uint16Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row++) {
    let diagonal = row - 1
    let left = row
    let rowMinimum = row
    costs[0] = row
    for (let column = 1; column <= b.length; column++) {
      const above = costs[column] ?? 0
      left = Math.min(above + 1, left + 1, diagonal + (a.charCodeAt(row - 1) === b.charCodeAt(column - 1) ? 0 : 1))
      diagonal = above
      costs[column] = left
      if (left < rowMinimum) rowMinimum = left
    }
    if (rowMinimum > limit) return limit + 1
  }
  return costs[b.length] ?? limit + 1
}
