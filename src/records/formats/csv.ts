// CSV (RFC 4180). The columns come from the schema of the record, so the header does not depend on the rows.
import type { TSchema } from '@sinclair/typebox'
import { type Options, stringify } from 'csv-stringify/sync'
import { isNullable, referred } from '../../contract/components.ts'
import { type Dialect, guard } from './spreadsheet.ts'

export interface Column {
  header: string
  path: string[]
  /** Schema of the cell's value. */
  schema: TSchema
}

/**
 * Returns the columns of a record. A nested object has one per property (`joined_on`); a list has a single one. If the
 * record has a property of that name itself, the nested one has a dot (`predecessor.name` beside `predecessor_name`).
 */
export function columnsOf(schema: TSchema, path: string[] = []): Column[] {
  const resolved = referred(schema)
  const { properties } = resolved as { properties?: Record<string, TSchema> }
  if (!properties) return [{ header: path.join('_'), path, schema: resolved }]
  const columns = Object.entries(properties).flatMap(([name, property]) => columnsOf(property, [...path, name]))
  if (path.length > 0) return columns
  return columns.map((column) => ({ ...column, header: headerOf(properties, column.path) }))
}

/** Returns the header of a column. `own` are the properties of the whole record. */
function headerOf(own: Record<string, TSchema>, path: string[]): string {
  const header = path.join('_')
  return path.length > 1 && Object.hasOwn(own, header) ? path.join('.') : header
}

/** Builds a record, or a part of it, from values by column header. */
type Builder = (values: ReadonlyMap<string, unknown>) => unknown

/**
 * Returns the function that builds a record from values by column header: the inverse of columnsOf(). A missing column
 * leaves the property out. A nullable object is null if all of its present columns are null.
 */
export function recordBuilder(schema: TSchema): Builder {
  const { properties: own = {} } = referred(schema) as { properties?: Record<string, TSchema> }
  const builderOf = (schema: TSchema, path: string[]): Builder => {
    const { properties } = referred(schema) as { properties?: Record<string, TSchema> }
    if (!properties) {
      const header = headerOf(own, path)
      return (values) => values.get(header)
    }
    const nullable = isNullable(schema)
    const builders = Object.entries(properties).map(([name, property]): [string, Builder] => [
      name,
      builderOf(property, [...path, name])
    ])
    return (values) => {
      const record: Record<string, unknown> = {}
      let isNull = nullable
      let isEmpty = path.length > 0
      for (const [name, build] of builders) {
        const value = build(values)
        if (value === undefined) continue
        record[name] = value
        isEmpty = false
        if (value !== null) isNull = false
      }
      if (isEmpty) return undefined
      return isNull ? null : record
    }
  }
  return builderOf(schema, [])
}

/** A CSV writer: the header row, and a function that writes one record as a line. */
export interface CsvLines {
  header: string
  line: (record: unknown) => string
}

/** Returns the value of a column in a record; null or undefined if an object on its path is null. */
export const valueIn = (record: unknown, { path }: Pick<Column, 'path'>): unknown =>
  path.reduce<unknown>((value, name) => (value as Record<string, unknown> | null)?.[name], record)

/** Makes a CSV writer. It guards cells that a spreadsheet would run as formulas or, with excel-pl, convert. */
export function csvLines(columns: readonly Column[], dialect: Dialect): CsvLines {
  const excel = dialect === 'excel-pl'
  const options: Options = {
    record_delimiter: 'windows',
    // Any line break in a cell needs quotes, not only the one between records.
    quote_record_delimiter: true,
    delimiter: excel ? ';' : ','
  }
  return {
    header: stringify([columns.map(({ header }) => header)], { ...options, bom: excel }),
    line: (record) => {
      const cells = columns.map((column) => cellOf(valueIn(record, column), column.schema, dialect))
      return stringify([cells], options)
    }
  }
}

/** Writes records as CSV with a header. */
export function toCsv(schema: TSchema, records: unknown[], dialect: Dialect): string {
  const { header, line } = csvLines(columnsOf(schema), dialect)
  return header + records.map(line).join('')
}

function cellOf(value: unknown, schema: TSchema, dialect: Dialect): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return dialect === 'excel-pl' ? digitsOf(value).replace('.', ',') : digitsOf(value)
  // Dates stay dates in the spreadsheet. The import understands the forms in which a spreadsheet saves them.
  if (schema.format === 'date' || schema.format === 'date-time') return String(value)
  return guard(textOf(value), dialect, schema.pattern)
}

const MAX_FRACTION_DIGITS = 15

/** Returns a number in digits. A spreadsheet and the import take an exponent for digits that were lost. */
export const digitsOf = (value: number): string =>
  String(value).includes('e')
    ? value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: MAX_FRACTION_DIGITS })
    : String(value)

/** Writes a list of texts joined by `|`. Uses JSON if the list could not be split again, and for any other object. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (!Array.isArray(value)) return JSON.stringify(value)
  if (value.length === 0) return ''
  const separable = value.every((item) => typeof item === 'string' && !item.includes('|'))
  const text = separable ? value.join('|') : ''
  return text === '' || text.startsWith('[') ? JSON.stringify(value) : text
}
