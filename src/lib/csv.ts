// CSV by RFC 4180, its columns read off the record's schema, so that the header is the same whatever the rows hold.
import type { TSchema } from '@sinclair/typebox'
import { stringify } from 'csv-stringify/sync'
import { referred } from './oas.ts'

interface Column {
  header: string
  path: string[]
}

const resolve = (schema: TSchema): TSchema => {
  const alternatives = schema.anyOf as TSchema[] | undefined
  if (alternatives) return resolve(alternatives[0] as TSchema)
  return referred(schema)
}

/** Columns of a record: a nested object gives one column per property, its name put before theirs (`joined_on`); a list is one column. */
export function columnsOf(schema: TSchema, path: string[] = []): Column[] {
  const { properties } = resolve(schema) as { properties?: Record<string, TSchema> }
  if (!properties) return [{ header: path.join('_'), path }]
  return Object.entries(properties).flatMap(([name, property]) => columnsOf(property, [...path, name]))
}

/** `excel-pl`: what Excel with Polish settings opens by double click: byte order mark, semicolons, decimal commas. */
export type Dialect = 'rfc4180' | 'excel-pl'

/** The records as CSV. Cells that a spreadsheet would run as formulas get an apostrophe before them. */
export function toCsv(schema: TSchema, records: unknown[], dialect: Dialect): string {
  const columns = columnsOf(schema)
  const excel = dialect === 'excel-pl'
  const rows = records.map((record) =>
    columns.map(({ path }) => path.reduce<unknown>((value, name) => (value as Record<string, unknown> | null)?.[name], record))
  )
  return stringify(rows, {
    header: true,
    columns: columns.map(({ header }) => header),
    record_delimiter: 'windows',
    delimiter: excel ? ';' : ',',
    bom: excel,
    escape_formulas: true,
    cast: {
      boolean: (value) => String(value),
      number: (value) => (excel ? String(value).replace('.', ',') : String(value)),
      object: (value) => (Array.isArray(value) && value.every((item) => typeof item === 'string') ? value.join('|') : JSON.stringify(value))
    }
  })
}
