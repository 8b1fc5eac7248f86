// How alike are two folded texts? It ranks what is offered and never makes the choice.

/**
 * Takes two folded texts, the second not empty, and the share (0..1) of letters that whole words in common must exceed.
 * Returns 0 for unlike, else 0.5..1: few wrong letters, or words in common from the first on (Opole for Opole Lubelskie).
 */
export function likeness(printed: string, stored: string, least: number): number {
  const longest = Math.max(printed.length, stored.length)
  const shared = lettersInCommon(printed, stored) / longest
  const overlap = shared > least ? 0.5 + 0.4 * Math.min(1, shared) : 0
  const allowed = Math.floor(longest * 0.3)
  const distance = editDistance(printed, stored, allowed)
  return Math.max(overlap, distance <= allowed ? 1 - distance / longest : 0)
}

/** The letters of the words that both have, 0 where the printed text lacks the first, or where that says little for its shortness. */
function lettersInCommon(printed: string, stored: string): number {
  const words = stored.split(' ')
  const has = (word: string) => ` ${printed} `.includes(` ${word} `)
  const [first = ''] = words
  return first.length >= 4 && has(first) ? words.filter(has).join('').length : 0
}

/** Levenshtein's distance, or `limit + 1` for anything above the limit. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  const costs = Uint16Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row++) {
    let diagonal = row - 1
    let left = row
    let least = row
    costs[0] = row
    for (let column = 1; column <= b.length; column++) {
      const above = costs[column] ?? 0
      left = Math.min(above + 1, left + 1, diagonal + (a.charCodeAt(row - 1) === b.charCodeAt(column - 1) ? 0 : 1))
      diagonal = above
      costs[column] = left
      if (left < least) least = left
    }
    if (least > limit) return limit + 1
  }
  return costs[b.length] ?? limit + 1
}
