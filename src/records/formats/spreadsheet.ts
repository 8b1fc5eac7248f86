// Protects cells of a CSV file from changes that a spreadsheet makes when it opens and saves the file, and recognises
// these changes in an import.

/** `excel-pl` opens directly in Excel with Polish settings: byte order mark, semicolons, decimal commas. */
export type Dialect = 'rfc4180' | 'excel-pl'

// Text that a spreadsheet runs as a formula (OWASP, "CSV injection"), also after white space.
const FORMULA = /^(\s*[=+\-@\uff0b\uff0d\uff1d\uff20]|[\t\r\n])/
// Text that Excel converts, and saves in another form, as a number, date, time or boolean: a REGON of 14 digits becomes
// 1,23457E+13, and 12/10 becomes 12.paź.
const NUMBER = /^\s*[\d,.][\d\s,.:/%eE+-]*$/
const DAY =
  /^(?=.*\d)\s*(\d{1,2}[\s.-]*)?(sty|lut|mar|kwi|maj|cze|lip|sie|wrz|paź|lis|gru)\p{L}*([\s.-]*\d{1,4})?\s*$/iu
const MAX_DAY_LENGTH = 40
const BOOLEAN = /^\s*(true|false|prawda|fałsz)\s*$/i
// Numbers that Excel does not change, and postal codes.
const UNCHANGED = /^([1-9]\d{0,10}|0|\d{2}-\d{3})$/
// A cell that lost its value: digits replaced by an exponent, a date in a narrow column (####), a failed formula.
const POLISH_ERROR = /#(NAZWA\?|ARG!|ADR!|DZIEL\/0!|LICZBA!|N\/D!?|ZERO!)/
const ENGLISH_ERROR = /#(NAME\?|VALUE!|REF!|DIV\/0!|NUM!|N\/A|NULL!)/
const DAMAGED = new RegExp(`^(-?\\d([.,]\\d+)?E[+-]\\d{2,3}|#+|${POLISH_ERROR.source}|${ENGLISH_ERROR.source})$`)

/** Whether a spreadsheet has replaced the value of the cell, so that the original value is lost. */
export const isDamaged = (cell: string): boolean => DAMAGED.test(cell.trim())

// Leading apostrophes are ignored. A text with an apostrophe of its own gets another one, otherwise unguard() would
// remove its own.
function needsGuard(text: string, dialect: Dialect): boolean {
  const bare = text.replace(/^'+/, '')
  if (FORMULA.test(bare) || isDamaged(bare)) return true
  return (
    dialect === 'excel-pl' &&
    !UNCHANGED.test(text) &&
    (NUMBER.test(bare) || BOOLEAN.test(bare) || (bare.length <= MAX_DAY_LENGTH && DAY.test(bare)))
  )
}

/**
 * Returns a cell that a spreadsheet does not change: the text, with an apostrophe in front if it would be run or
 * converted. `pattern` is the pattern of the column. If it fixes the number of digits, no apostrophe is needed:
 * restoreZeros() can restore leading zeros.
 */
export function guard(text: string, dialect: Dialect, pattern?: string): string {
  if (/^0\d{1,10}$/.test(text) && restoreZeros(text.replace(/^0+(?=\d)/, ''), pattern) === text) return text
  return needsGuard(text, dialect) ? `'${text}` : text
}

/** Returns the text from which guard() made the cell. Other cells, such as typed ones, are returned unchanged. */
export const unguard = (cell: string, dialect: Dialect): string =>
  cell.startsWith("'") && needsGuard(cell.slice(1), dialect) ? cell.slice(1) : cell

const compiledPatterns = new Map<string, RegExp>()
/** Digits of the longest numeric identifier, a REGON. */
const MAX_DIGITS = 14

/** Adds the leading zeros that the pattern of the column requires to a number. Returns any other text unchanged. */
export function restoreZeros(text: string, pattern: string | undefined): string {
  if (pattern === undefined || !/^([1-9]\d*|0)$/.test(text)) return text
  const regExp = compiledPatterns.get(pattern) ?? new RegExp(pattern)
  compiledPatterns.set(pattern, regExp)
  for (let length = text.length; length <= MAX_DIGITS; length++)
    if (regExp.test(text.padStart(length, '0'))) return text.padStart(length, '0')
  return text
}
