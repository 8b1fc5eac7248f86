// Converts cells of a CSV file to values, by the schema of their column. It is the inverse of toCsv(), even if Excel
// with Polish settings has saved the file.
import type { TSchema } from '@sinclair/typebox'
import { E_DELIVERY, WIKIDATA } from '../../../contract/schemas.ts'
import type { Text } from '../../../http/errors.ts'
import { jsonFaults } from '../../../http/json.ts'
import { type Dialect, isDamaged, restoreZeros, unguard } from '../../../records/formats/spreadsheet.ts'

export type CellValue = { value: unknown; fault?: undefined } | { fault: { code: string; detail: Text } }

/**
 * Returns the value of a cell as in JSON; an empty cell is null. Only the type is checked here. The schema is checked
 * later with the whole record.
 */
export function cellToValue(schema: TSchema, cell: string, dialect: Dialect): CellValue {
  if (cell === '') return { value: null }
  if (isDamaged(cell)) return DAMAGED
  const type: unknown = [schema.type].flat()[0]
  switch (type) {
    case 'boolean':
      return booleanOf(cell.trim().toLowerCase(), dialect)
    case 'integer':
    case 'number':
      return numberOf(cell.trim(), type, dialect)
    case 'string':
      if (schema.format === 'date') return dayOf(cell.trim(), dialect)
      return { value: textOf(schema, cell, dialect) }
    default:
      return listOf(schema, unguard(cell, dialect))
  }
}

/** Codes in capitals without spaces. In other letters, with spaces or another dash, they mean the same. */
const CODES: readonly unknown[] = [E_DELIVERY, WIKIDATA]
const codeOf = (text: string): string =>
  text
    .replace(/\s/g, '')
    .replace(/[‐‑–—]/g, '-')
    .toUpperCase()

function textOf(schema: TSchema, cell: string, dialect: Dialect): string {
  const text = unguard(cell, dialect)
  if (CODES.includes(schema.pattern)) return codeOf(text)
  // A guarded cell (with an apostrophe) still has its leading zeros. Only an unguarded one may have lost them.
  return dialect === 'excel-pl' && text === cell ? restoreZeros(text, schema.pattern) : text
}

function booleanOf(text: string, dialect: Dialect): CellValue {
  const polish = dialect === 'excel-pl'
  if (text === 'true' || (polish && text === 'prawda')) return { value: true }
  if (text === 'false' || (polish && text === 'fałsz')) return { value: false }
  return fault(
    'invalid_type',
    'Komórka musi zawierać true albo false (w Excelu: PRAWDA albo FAŁSZ).',
    'The cell must contain true or false.'
  )
}

function numberOf(text: string, type: 'integer' | 'number', dialect: Dialect): CellValue {
  const plain = dialect === 'excel-pl' ? text.replace(',', '.') : text
  if (type === 'number' && /^-?\d{1,15}(\.\d{1,15})?$/.test(plain)) return { value: Number(plain) }
  if (type === 'integer' && /^-?\d{1,15}$/.test(plain)) return { value: Number(plain) }
  if (type === 'integer')
    return fault(
      'invalid_type',
      'Komórka musi zawierać liczbę całkowitą zapisaną cyframi.',
      'The cell must contain a whole number, written in digits.'
    )
  return fault(
    'invalid_type',
    'Komórka musi zawierać liczbę zapisaną cyframi.',
    'The cell must contain a number, written in digits.'
  )
}

function dayOf(text: string, dialect: Dialect): CellValue {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return { value: text }
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? []
  if (dialect === 'excel-pl' && year !== '')
    return { value: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` }
  return fault(
    'invalid_format',
    'Komórka musi zawierać datę w postaci RRRR-MM-DD.',
    'The cell must contain a date in the form YYYY-MM-DD.'
  )
}

function listOf(schema: TSchema, text: string): CellValue {
  if ([schema.type].flat()[0] === 'array' && !text.startsWith('[')) return { value: text.split('|') }
  try {
    const value: unknown = JSON.parse(text)
    const [jsonFault] = jsonFaults(text)
    return jsonFault ? { fault: { code: jsonFault.code, detail: jsonFault.detail } } : { value }
  } catch {
    return fault('invalid_format', 'Komórka musi zawierać poprawny zapis JSON.', 'The cell must contain valid JSON.')
  }
}

const fault = (code: string, pl: string, en: string): CellValue => ({ fault: { code, detail: { pl, en } } })

const DAMAGED = fault(
  'damaged_by_spreadsheet',
  'Arkusz kalkulacyjny zniszczył tę wartość (na przykład zapisał 5,26E+09 zamiast cyfr). Należy wpisać ją ponownie ' +
    'w komórce o formacie «Tekst».',
  'A spreadsheet has destroyed this value (for example, it saved 5,26E+09 instead of digits). Enter it again in a ' +
    'cell with the format Text.'
)
