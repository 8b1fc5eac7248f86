// Reads cells of a sheet as values, by the schema of their column. It is the inverse of toCsv(), even if Excel with
// Polish settings has saved the file, and accepts other forms that have one meaning.
import type { TSchema } from '@sinclair/typebox'
import { exampleOf } from '../../../contract/components.ts'
import { SLUG } from '../../../contract/schemas.ts'
import { jsonFaults } from '../../../http/json.ts'
import type { ImportColumn, Unreadable } from '../../../records/define-imports.ts'
import { type Dialect, isDamaged, restoreZeros, unguard } from '../../../records/formats/spreadsheet.ts'
import { fold } from '../../../records/polish.ts'
import { vocabularyOf } from '../../../records/vocabulary.ts'
import { readDay } from './days.ts'
import { readEmail } from './emails.ts'
import { readNumber } from './numbers.ts'
import { slugReader } from './slugs.ts'
import { isNoValue, tidied, withoutFormula } from './tidy-text.ts'
import { readBoolean, wordReader } from './words.ts'

export type CellValue =
  | {
      value: unknown
      /** The value as text, if the cell writes it in another form; null if it means no value. */
      readAs?: string | null
      /** The text as it stands in the cell, if the value is another text. A record with exactly this text keeps it. */
      exact?: string
      /** Name of the record of which the column has the slug. The value is then undefined. */
      name?: string
      fault?: undefined
    }
  | { fault: Unreadable }

/** Reads the cells of a column. An empty cell is null. The schema is checked later with the whole record. */
export type CellReader = (cell: string, dialect: Dialect) => CellValue

/** Value and text of a text of one line, or the reason why it cannot be read. */
type Reading = { value: unknown; text: string } | Unreadable

export function cellReader(schema: TSchema, declared: ImportColumn = {}): CellReader {
  const read = textReader(schema, declared)
  const isFreeText = typeOf(schema) === 'string' && !declared.read && read === tidyText
  // A word that fits the pattern is a value: `bd` is a slug.
  const pattern = typeof schema.pattern === 'string' ? new RegExp(schema.pattern) : undefined
  const isValue = (text: string) => isFreeText || (pattern?.test(text) ?? false)
  const holdsList = !['string', 'boolean', 'integer', 'number'].includes(String(typeOf(schema)))
  return (cell, dialect) => {
    if (cell === '') return { value: null }
    const text = unguard(cell, dialect)
    const isGuarded = text !== cell
    if (!isGuarded && isDamaged(cell)) return DAMAGED
    if (holdsList) return listOf(schema, text, (item) => read(item, dialect, isGuarded))
    const plain = tidied(isGuarded ? text : withoutFormula(cell))
    const isEmpty = plain === '' || (typeOf(schema) !== 'boolean' && isNoValue(plain, isValue(plain)))
    if (isEmpty) return { value: null, exact: text, ...(plain !== '' && { readAs: null }) }
    const reading = read(plain, dialect, isGuarded)
    if ('code' in reading) return declared.findByName ? { value: undefined, name: plain } : { fault: reading }
    const { value } = reading
    if (reading.text === text) return { value }
    return {
      value,
      ...(typeof value === 'string' && { exact: text }),
      ...(!isOwnForm(schema, text, dialect) && { readAs: reading.text })
    }
  }
}

const typeOf = (schema: TSchema): unknown => [schema.type].flat()[0]

/** Whether this is how the export, or Excel after it, writes a value: no reader needs to be told. */
function isOwnForm(schema: TSchema, text: string, dialect: Dialect): boolean {
  if (typeOf(schema) === 'boolean') return ['true', 'false', 'prawda', 'falsz'].includes(fold(text))
  return typeOf(schema) === 'number' && (dialect === 'excel-pl' ? /^-?\d+(,\d+)?$/ : /^-?\d+(\.\d+)?$/).test(text)
}

type TextReader = (text: string, dialect: Dialect, isGuarded: boolean) => Reading
const tidyText: TextReader = (text) => ({ value: text, text })

/** Returns a reader that turns text into text. */
const ofText =
  (read: (text: string) => string | Unreadable): TextReader =>
  (text) => {
    const value = read(text)
    return typeof value === 'string' ? { value, text: value } : value
  }

/** Returns how a tidy text is read in the column. For a list, it reads one item. */
function textReader(schema: TSchema, { read, words }: ImportColumn): TextReader {
  const vocabulary = vocabularyOf(schema)
  if (read) return ofText(read)
  if (vocabulary) return ofText(wordReader(vocabulary, words))
  const type = typeOf(schema)
  if (type === 'array' && schema.items) return textReader(schema.items as TSchema, {})
  if (type === 'boolean') return ofOther(readBoolean)
  if (type === 'integer' || type === 'number') return ofOther((text, dialect) => readNumber(text, type, dialect))
  if (type !== 'string') return tidyText
  if (schema.format === 'date') return ofText(readDay)
  if (schema.format === 'email') return ofText(readEmail)
  if (schema.format === 'uuid') return ofText((text) => text.replace(/^\{(.*)\}$/, '$1').toLowerCase())
  if (schema.pattern === SLUG) return ofText(slugReader(SLUG, String(exampleOf(schema))))
  if (!isFixed(schema)) return tidyText
  // A guarded cell still has its leading zeros. Only another one may have lost them.
  return (text, _dialect, isGuarded) => {
    const value = isGuarded ? text : restoreZeros(text, schema.pattern)
    return { value, text: value }
  }
}

/** Whether the pattern of a column fixes the form of its texts, beyond white space at their ends. */
const isFixed = ({ pattern }: TSchema): boolean => typeof pattern === 'string' && !pattern.startsWith('^\\S(')

const ofOther =
  (read: (text: string, dialect: Dialect) => boolean | number | Unreadable): TextReader =>
  (text, dialect) => {
    const value = read(text, dialect)
    return typeof value === 'object' ? value : { value, text: String(value) }
  }

/** Reads texts separated by `|`, or JSON. */
function listOf(schema: TSchema, text: string, readItem: (text: string) => Reading): CellValue {
  if (typeOf(schema) === 'array' && !text.startsWith('[')) {
    const items = text.split('|')
    if (typeOf(schema.items as TSchema) !== 'string' || !isDated(schema.items as TSchema)) return { value: items }
    const readings = items.map((item) => readItem(tidied(item)))
    const fault = readings.find((reading) => 'code' in reading)
    if (fault) return { fault }
    const texts = (readings as { text: string }[]).map((reading) => reading.text)
    return { value: texts, ...(texts.join('|') !== text && { readAs: texts.join('|') }) }
  }
  try {
    const value: unknown = JSON.parse(text)
    const [jsonFault] = jsonFaults(text)
    return jsonFault ? { fault: { code: jsonFault.code, detail: jsonFault.detail } } : { value }
  } catch {
    return { fault: INVALID_JSON }
  }
}

const isDated = (items: TSchema): boolean => items.format === 'date'

const INVALID_JSON: Unreadable = {
  code: 'invalid_format',
  detail: { pl: 'Komórka musi zawierać poprawny zapis JSON.', en: 'The cell must contain valid JSON.' }
}
const DAMAGED: CellValue = {
  fault: {
    code: 'damaged_by_spreadsheet',
    detail: {
      pl:
        'Arkusz kalkulacyjny zniszczył tę wartość (na przykład zapisał 5,26E+09 i zgubił cyfry, których nie da się ' +
        'odtworzyć). Należy wpisać ją ponownie w komórce o formacie «Tekst».',
      en:
        'A spreadsheet has destroyed this value (for example, it saved 5,26E+09 and lost digits, which cannot be ' +
        'restored). Enter it again in a cell with the format Text.'
    }
  }
}
