// What a spreadsheet does to the cells of a CSV file that it opens and saves, and how texts are kept from it. Both directions stand here, side by side.

/** `excel-pl`: what Excel with Polish settings opens by double click and saves: byte order mark, semicolons, decimal commas. */
export type Dialect = 'rfc4180' | 'excel-pl'

// What a spreadsheet takes for a formula (OWASP, "CSV injection"), also after apostrophes: one of them would be taken for ours.
const FORMULA = /^'*[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/
// What Excel would show, and so save, as another number, date, time or truth value: 1,23457E+13 for a REGON of 14 digits, 12.paź for 12/10.
const REWRITTEN = [
  /^'*\s*[\d,.][\d\s,.:/%eE+-]*$/,
  /^'*\s*\d{0,2}[\s.-]*(stycz|lut|mar|kwie|maj|czerw|lip|sierp|wrze|paź|lis|gru)\p{L}*[\s.-]*\d{0,4}\s*$/iu,
  /^'*\s*(true|false|prawda|fałsz)\s*$/i
]
const KEPT = /^([1-9]\d{0,10}|0|\d{2}-\d{3})$/

// What is left of a cell that did not survive: digits lost to an exponent, a column too narrow for a date, a formula that failed.
const DAMAGED = /^'*(-?\d([.,]\d+)?E[+-]\d{2,3}|#+|#(NAZWA\?|ARG!|ADR!|DZIEL\/0!|LICZBA!|N\/D!?|ZERO!|NAME\?|VALUE!|REF!|DIV\/0!|NUM!|N\/A|NULL!))$/

/** Whether the cell is what a spreadsheet leaves of a value that it has lost: nobody can tell which value that was. */
export const isDamaged = (cell: string): boolean => DAMAGED.test(cell) && !cell.startsWith("'")

const isGuarded = (text: string, dialect: Dialect): boolean =>
  FORMULA.test(text) || DAMAGED.test(text) || (dialect === 'excel-pl' && !KEPT.test(text) && REWRITTEN.some((pattern) => pattern.test(text)))

/**
 * The text as a cell that a spreadsheet leaves alone: with an apostrophe before it where it would be run or rewritten.
 * `pattern` is that of the column: where it tells how many digits there are, lost zeros can be put back, and nothing needs to be done.
 */
export function guard(text: string, dialect: Dialect, pattern?: string): string {
  if (/^0\d{1,10}$/.test(text) && restoreZeros(text.replace(/^0+/, '') || '0', pattern) === text && dialect === 'excel-pl') return text
  return isGuarded(text, dialect) ? `'${text}` : text
}

/** The text that guard() made the cell of. A cell that it did not make, such as one typed by hand, is taken as it stands. */
export const unguard = (cell: string, dialect: Dialect): string => (cell.startsWith("'") && isGuarded(cell.slice(1), dialect) ? cell.slice(1) : cell)

const compiled = new Map<string, RegExp>()

/** Digits without a leading zero, with as many zeros before them as the pattern of the column asks for; any other text unchanged. */
export function restoreZeros(text: string, pattern: string | undefined): string {
  if (pattern === undefined || !/^([1-9]\d*|0)$/.test(text)) return text
  const shape = compiled.get(pattern) ?? new RegExp(pattern)
  compiled.set(pattern, shape)
  for (let length = text.length; length <= LONGEST_NUMBER; length++) if (shape.test(text.padStart(length, '0'))) return text.padStart(length, '0')
  return text
}

// The longest number among the registry's identifiers: a REGON of 14 digits.
const LONGEST_NUMBER = 14
