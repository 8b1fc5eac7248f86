// What a spreadsheet does to the cells of a CSV file that it opens and saves, and how texts are kept from it. Both directions stand here, side by side.

/** `excel-pl`: what Excel with Polish settings opens by double click and saves: byte order mark, semicolons, decimal commas. */
export type Dialect = 'rfc4180' | 'excel-pl'

// What a spreadsheet takes for a formula (OWASP, "CSV injection"), also behind blanks.
const FORMULA = /^(\s*[=+\-@\uff0b\uff0d\uff1d\uff20]|[\t\r\n])/
// What Excel would show, and so save, as another number, day, time or truth value: 1,23457E+13 for a REGON of 14 digits, 12.paź for 12/10.
const NUMBER = /^\s*[\d,.][\d\s,.:/%eE+-]*$/
const DAY =
  /^(?=.*\d)\s*(\d{1,2}[\s.-]*)?(sty|lut|mar|kwi|maj|cze|lip|sie|wrz|paź|lis|gru)\p{L}*([\s.-]*\d{1,4})?\s*$/iu
const LONGEST_DAY = 40
const TRUTH = /^\s*(true|false|prawda|fałsz)\s*$/i
// Numbers that it shows as they are, and postal codes.
const KEPT = /^([1-9]\d{0,10}|0|\d{2}-\d{3})$/
// What is left of a cell that did not survive: digits lost to an exponent, a column too narrow for a day, a formula that failed.
const DAMAGED =
  /^(-?\d([.,]\d+)?E[+-]\d{2,3}|#+|#(NAZWA\?|ARG!|ADR!|DZIEL\/0!|LICZBA!|N\/D!?|ZERO!|NAME\?|VALUE!|REF!|DIV\/0!|NUM!|N\/A|NULL!))$/

/** Whether the cell is what a spreadsheet leaves of a value that it has lost: nobody can tell which value that was. */
export const isDamaged = (cell: string): boolean => DAMAGED.test(cell)

// Apostrophes before such a text do not matter: a text that begins with one of its own needs another, or its own would be taken for ours.
function needsGuard(text: string, dialect: Dialect): boolean {
  const bare = text.replace(/^'+/, '')
  if (FORMULA.test(bare) || DAMAGED.test(bare)) return true
  return (
    dialect === 'excel-pl' &&
    !KEPT.test(text) &&
    (NUMBER.test(bare) || TRUTH.test(bare) || (bare.length <= LONGEST_DAY && DAY.test(bare)))
  )
}

/**
 * The text as a cell that a spreadsheet leaves alone: with an apostrophe before it where it would be run or rewritten.
 * `pattern` is that of the column: where it tells how many digits there are, lost zeros can be put back, and nothing needs to be done.
 */
export function guard(text: string, dialect: Dialect, pattern?: string): string {
  if (/^0\d{1,10}$/.test(text) && restoreZeros(text.replace(/^0+(?=\d)/, ''), pattern) === text) return text
  return needsGuard(text, dialect) ? `'${text}` : text
}

/** The text that guard() made the cell of. A cell that it did not make, such as one typed by hand, is taken as it stands. */
export const unguard = (cell: string, dialect: Dialect): string =>
  cell.startsWith("'") && needsGuard(cell.slice(1), dialect) ? cell.slice(1) : cell

const compiled = new Map<string, RegExp>()
// The longest number among the registry's identifiers: a REGON of 14 digits.
const LONGEST_NUMBER = 14

/** Digits without a leading zero, with as many zeros before them as the pattern of the column asks for; any other text unchanged. */
export function restoreZeros(text: string, pattern: string | undefined): string {
  if (pattern === undefined || !/^([1-9]\d*|0)$/.test(text)) return text
  const shape = compiled.get(pattern) ?? new RegExp(pattern)
  compiled.set(pattern, shape)
  for (let length = text.length; length <= LONGEST_NUMBER; length++)
    if (shape.test(text.padStart(length, '0'))) return text.padStart(length, '0')
  return text
}
