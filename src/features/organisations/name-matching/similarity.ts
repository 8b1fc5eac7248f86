// Similarity of two folded texts. It ranks candidates and never decides the match.
import { editDistance } from '../../../edit-distance.ts'

/**
 * Returns 0 for texts that are not similar, otherwise 0.5 to 1. Texts are similar if few letters differ, or if they
 * share whole words, including the first word of `stored` (Opole and Opole Lubelskie). `stored` must not be empty.
 * Shared words count only if their letters make up more than the share `minShared` (0 to 1) of the longer text.
 */
export function similarity(printed: string, stored: string, minShared: number): number {
  const longest = Math.max(printed.length, stored.length)
  const shared = countSharedLetters(printed, stored) / longest
  const overlap = shared > minShared ? 0.5 + 0.4 * Math.min(1, shared) : 0
  const maxDistance = Math.floor(longest * 0.3)
  const distance = editDistance(printed, stored, maxDistance)
  return Math.max(overlap, distance <= maxDistance ? 1 - distance / longest : 0)
}

/**
 * Returns the number of letters in the shared words. It is 0 if the printed text lacks the first word, or if that word
 * has fewer than four letters and so proves little.
 */
function countSharedLetters(printed: string, stored: string): number {
  const words = stored.split(' ')
  const isPrinted = (word: string) => ` ${printed} `.includes(` ${word} `)
  const [first = ''] = words
  return first.length >= 4 && isPrinted(first) ? words.filter(isPrinted).join('').length : 0
}
