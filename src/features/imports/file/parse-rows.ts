// Converts the rows of an import file, CSV or NDJSON, to records.
import type { TSchema } from '@sinclair/typebox'
import { quote } from '../../../http/pointer.ts'
import type { Writes } from '../../../records/define.ts'
import { columnsOf, recordOf } from '../../../records/formats/csv.ts'
import type { ImportMessage, RowFault } from '../../../records/import-report.ts'
import { type Json, propertiesOf } from '../importables.ts'
import { cellToValue } from './cell-values.ts'
import { type CsvRow, readCsv, tableOf } from './read-csv.ts'
import { readNdjson } from './read-ndjson.ts'
import { readStoredSheet } from './workbook/stored-sheet.ts'

/** `xlsx` is a sheet of a workbook, as stored-sheet.ts stores it. */
export type FileFormat = 'csv' | 'ndjson' | 'xlsx'

export interface FileRow {
  line: number
  record: Json
  faults: RowFault[]
}

/** Returns the rows of a file. `needed` are required columns. Throws RefusedFile if it cannot be imported at all. */
export function readRows(
  writes: Writes,
  format: FileFormat,
  bytes: Uint8Array,
  needed: readonly string[]
): { rows: FileRow[]; messages: ImportMessage[] } {
  if (format === 'ndjson') return { rows: jsonRows(writes, bytes), messages: [] }
  return sheetRows(writes, format, bytes, needed)
}

function sheetRows(
  { resource }: Writes,
  format: 'csv' | 'xlsx',
  bytes: Uint8Array,
  needed: readonly string[]
): { rows: FileRow[]; messages: ImportMessage[] } {
  const columns = new Map(columnsOf(resource.record).map(({ header, schema }) => [header, schema]))
  const options = { known: [...columns.keys()], needed }
  const sheet = format === 'xlsx' ? readStoredSheet(Buffer.from(bytes).toString()) : { rows: [], messages: [] }
  const { dialect, header, rows } =
    format === 'xlsx' ? tableOf('excel-pl', withoutBlankEnd(sheet.rows), options) : readCsv(bytes, options)
  const read = rows.map(({ line, cells }) => {
    const faults: RowFault[] = []
    const values = new Map<string, unknown>()
    for (const [i, column] of header.entries()) {
      // readCsv() accepts only known headers.
      const read = cellToValue(columns.get(column) as TSchema, cells[i] ?? '', dialect)
      if (read.fault) faults.push({ column, ...read.fault })
      else values.set(column, read.value)
    }
    return { line, record: recordOf(resource.record, values) as Json, faults }
  })
  return { rows: read, messages: sheet.messages }
}

/** Removes the columns at the end that have no text in any row. */
function withoutBlankEnd(rows: readonly CsvRow[]): CsvRow[] {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.findLastIndex((cell) => cell.trim() !== '') + 1))
  return rows.map(({ line, cells }) => ({ line, cells: cells.slice(0, width) }))
}

function jsonRows(writes: Writes, bytes: Uint8Array): FileRow[] {
  const known = new Set(propertiesOf(writes))
  return readNdjson(bytes).map(({ line, record }) => {
    const unknown = Object.keys(record).filter((name) => !known.has(name))
    const faults = unknown.slice(0, 20).map((name) => ({
      column: null,
      code: 'unknown_property',
      detail: { pl: `Nieznane pole ${quote(name)}.`, en: `Unknown property ${quote(name)}.` }
    }))
    return { line, record, faults }
  })
}
