// Reads numbers, with a decimal point or comma and with spaces between thousands.
import type { Unreadable } from '../../../records/define-imports.ts'
import type { Dialect } from '../../../records/formats/spreadsheet.ts'

const GROUPED = /^-?\d{1,3}( \d{3})+(?=$|[.,])/
const DECIMAL = /^-?\d{1,15}(\.\d{1,15})?$/
/** In a file with commas as separators, this can be a decimal comma or one between thousands. */
const COMMA_OF_TWO_MEANINGS = /^-?\d{1,3}(,\d{3})+$/

/** Returns a number, or the reason why the text is none. An integer may have decimal places that are zero. */
export function readNumber(text: string, type: 'integer' | 'number', dialect: Dialect): number | Unreadable {
  const digits = (GROUPED.test(text) ? text.replaceAll(' ', '') : text).replace(/^[−–]/, '-').replace(/ ?°$/, '')
  if (dialect === 'rfc4180' && COMMA_OF_TWO_MEANINGS.test(digits)) return AMBIGUOUS
  const plain = digits.replace(',', '.')
  if (DECIMAL.test(plain) && (type === 'number' || /^-?\d+(\.0+)?$/.test(plain))) return Number(plain)
  return type === 'integer' ? NOT_AN_INTEGER : NOT_A_NUMBER
}

const reason = (code: string, pl: string, en: string): Unreadable => ({ code, detail: { pl, en } })
const AMBIGUOUS = reason(
  'ambiguous_number',
  'Przecinek może tu oddzielać tysiące albo części dziesiętne. Część dziesiętną należy oddzielić kropką.',
  'The comma can separate thousands or decimal places here. Write a point before decimal places.'
)
const NOT_AN_INTEGER = reason(
  'invalid_type',
  'Komórka musi zawierać liczbę całkowitą zapisaną cyframi.',
  'The cell must contain a whole number, written in digits.'
)
const NOT_A_NUMBER = reason(
  'invalid_type',
  'Komórka musi zawierać liczbę zapisaną cyframi, np. 51,17415.',
  'The cell must contain a number, written in digits, such as 51.17415.'
)
