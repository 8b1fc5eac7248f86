// Tidies the white space of a cell, and recognises marks that stand for no value.

// A tabulator, no-break spaces (U+00A0, U+202F) and other spaces of one line.
const SPACES = /[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/g
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g

/** Returns the text with single spaces, without invisible characters and without white space at its ends. */
export const tidied = (text: string): string =>
  text
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(SPACES, ' ')
    .replace(/ ?(\r\n|\r|\n) ?/g, '$1')
    .trim()

const DASHES = /^[-–—]+$/
const NO_VALUE = /^(brak( danych)?|b\. ?d\.|bd\.?|n[/.]? ?d\.?|nie dotyczy|n\/a)$/i

/** Whether a text is a mark for no value: a dash, or a word such as «brak» if it is no value of the column. */
export const isNoValue = (text: string, isValue: boolean): boolean =>
  DASHES.test(text) || (!isValue && NO_VALUE.test(text))

/** Returns the text of a formula by which a spreadsheet protects digits, as in `="0123"`; otherwise the cell. */
export const withoutFormula = (cell: string): string => {
  const [, text] = /^\s*="((?:[^"]|"")*)"\s*$/.exec(cell) ?? []
  return text === undefined ? cell : text.replaceAll('""', '"')
}
