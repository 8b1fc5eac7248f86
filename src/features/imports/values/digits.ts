// Reads numbers that are codes: digits that people divide by spaces and dashes, with a label or with decimal zeros.
import type { Unreadable } from '../../../records/define-imports.ts'

/** An exponent, in which a spreadsheet has lost the last digits. */
const EXPONENT = /^\d+([.,]\d+)?e\+?\d+$/i

export const LOST_DIGITS: Unreadable = {
  code: 'damaged_by_spreadsheet',
  detail: {
    pl:
      'Arkusz zapisał liczbę w postaci wykładniczej i zgubił jej ostatnie cyfry. Nie da się ich odtworzyć: numer ' +
      'należy wpisać ponownie w komórce o formacie «Tekst».',
    en:
      'A spreadsheet has written the number with an exponent and lost its last digits. They cannot be restored: enter ' +
      'the number again in a cell with the format Text.'
  }
}

/**
 * Returns the digits of a code without spaces, dashes and dots, after one of the labels, which are regular expressions.
 * Returns undefined if other characters are left.
 */
export function digitsOf(text: string, label: string): string | undefined {
  const bare = text
    .replace(new RegExp(`^(${label})[ :.]*`, 'i'), '')
    .replace(/^'/, '')
    .replace(/(?<=\d{5})[.,]0+$/, '')
    .replace(/[ ./\u2010-\u2015\u2212-]/g, '')
  return /^\d+$/.test(bare) ? bare : undefined
}

/** Returns a reader of a code with one of these numbers of digits. `restore` adds zeros that were lost. */
export const codeReader =
  (label: string, lengths: readonly number[], refused: Unreadable, restore?: (digits: string) => string | undefined) =>
  (text: string): string | Unreadable => {
    if (EXPONENT.test(text)) return LOST_DIGITS
    const digits = digitsOf(text, label)
    if (digits === undefined) return refused
    return lengths.includes(digits.length) ? digits : (restore?.(digits) ?? refused)
  }
