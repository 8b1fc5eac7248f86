// Converts the rows of an import file to records.
import { quote } from '../../../http/pointer.ts'
import type { FindByName } from '../../../records/define-imports.ts'
import type { Writes } from '../../../records/define-writes.ts'
import { type Column, columnsOf, recordBuilder } from '../../../records/formats/csv.ts'
import type { ImportMessage, RowFault, RowReading, WrittenCell } from '../../../records/import-report.ts'
import { takeTurns } from '../../../workers/turns.ts'
import { type Json, propertiesOf } from '../importables.ts'
import { type CellReader, cellReader } from '../values/cell-values.ts'
import { readCsvSheet } from './csv-sheet.ts'
import { decodeText } from './decode.ts'
import type { Headings } from './headings.ts'
import { readNdjson } from './read-ndjson.ts'
import type { Sheet } from './sheet.ts'
import { findTable, type TableColumn } from './table.ts'
import { readStoredSheet } from './workbook/stored-sheet.ts'

/** `xlsx` is a sheet of a workbook, as stored-sheet.ts writes it. */
export type FileFormat = 'csv' | 'ndjson' | 'xlsx'

export interface FileRow {
  line: number
  record: Json
  faults: RowFault[]
  /** Properties with cells that could not be read. */
  unread: ReadonlySet<string>
  readings: RowReading[]
  /** Texts that differ from the values read, with the place of the value in the record. */
  exact: { column: string; path: readonly string[]; text: string }[]
  /** Names of records of which the columns have slugs. */
  named: NamedRecord[]
  /** Returns the cell of a column; undefined if the file has none. */
  cellOf: (column: string | null) => WrittenCell | undefined
}

/** A cell with the name of a record, and the place of its slug in the row. */
export interface NamedRecord {
  column: string
  path: readonly string[]
  name: string
  find: FindByName
}

export interface ParsedFile {
  rows: FileRow[]
  messages: ImportMessage[]
}

/** Returns the rows of a file. `needed` are required columns. Throws RefusedFile if it cannot be imported at all. */
export async function readRows(
  writes: Writes,
  headings: Headings,
  format: FileFormat,
  bytes: Uint8Array,
  needed: readonly string[]
): Promise<ParsedFile> {
  if (format === 'ndjson') return { rows: await jsonRows(writes, bytes), messages: [] }
  if (format === 'xlsx') return sheetRows(writes, headings, readStoredSheet(bytes), needed)
  const { text, messages } = decodeText(bytes)
  const sheet = await readCsvSheet(text, headings.columnOf)
  return sheetRows(writes, headings, { ...sheet, messages: [...messages, ...sheet.messages] }, needed)
}

interface ReadColumn extends TableColumn, Column {
  find: FindByName | undefined
  read: CellReader
}

/** Returns the rows of a sheet, whatever kind of file it comes from. Other requests have their turn meanwhile. */
export async function sheetRows(
  { resource }: Writes,
  headings: Headings,
  sheet: Sheet,
  needed: readonly string[]
): Promise<ParsedFile> {
  const table = findTable(sheet, headings, needed)
  const byHeader = new Map(columnsOf(resource.record).map((column) => [column.header, column]))
  const columns = table.columns.map((found): ReadColumn => {
    // findTable() returns only columns of the resource.
    const column = byHeader.get(found.column) as Column
    const declared = headings.columns.get(found.column)?.declared ?? {}
    return { ...found, ...column, find: declared.findByName, read: cellReader(column.schema, declared) }
  })
  const build = recordBuilder(resource.record)
  const readRow = ({ line, cells }: (typeof table.rows)[number]): FileRow => {
    const faults: RowFault[] = []
    const unread = new Set<string>()
    const readings: RowReading[] = []
    const exact: FileRow['exact'] = []
    const named: NamedRecord[] = []
    const values = new Map<string, unknown>()
    for (const { column, heading, index, path, find, read } of columns) {
      const written = cells[index] ?? ''
      const result = read(written, sheet.dialect)
      if (result.fault) {
        faults.push({ column, ...result.fault })
        unread.add(path[0] as string)
        continue
      }
      if (result.name !== undefined && find) {
        named.push({ column, path, name: result.name, find })
        continue
      }
      values.set(column, result.value)
      if (result.readAs !== undefined) readings.push({ column, heading, written, read: result.readAs })
      if (result.exact !== undefined) exact.push({ column, path, text: result.exact })
    }
    const cellOf: FileRow['cellOf'] = (name) => {
      const found = columns.find(({ column }) => column === name)
      return found && { heading: found.heading, written: cells[found.index] ?? '' }
    }
    return { line, record: build(values) as Json, faults, unread, readings, exact, named, cellOf }
  }
  const nextTurn = takeTurns()
  const rows: FileRow[] = []
  for (const row of table.rows) {
    rows.push(readRow(row))
    await nextTurn()
  }
  return { rows, messages: table.messages }
}

async function jsonRows(writes: Writes, bytes: Uint8Array): Promise<FileRow[]> {
  const known = new Set(propertiesOf(writes))
  return (await readNdjson(bytes)).map(({ line, record }) => {
    const unknown = Object.keys(record).filter((name) => !known.has(name))
    const faults = unknown.slice(0, 20).map((name) => ({
      column: null,
      code: 'unknown_property',
      detail: { pl: `Nieznane pole ${quote(name)}.`, en: `Unknown property ${quote(name)}.` }
    }))
    return { line, record, faults, unread: new Set(), readings: [], exact: [], named: [], cellOf: () => undefined }
  })
}
