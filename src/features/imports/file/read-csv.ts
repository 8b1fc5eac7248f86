// Reads a CSV file whose columns have exact names, such as an official register.
import type { Dialect } from '../../../records/formats/spreadsheet.ts'
import { readCsvSheet } from './csv-sheet.ts'
import { decodeText } from './decode.ts'
import type { Headings } from './headings.ts'
import { RefusedFile } from './refused-file.ts'
import type { SheetRow } from './sheet.ts'
import { findTable } from './table.ts'

export type CsvRow = SheetRow

export interface CsvFile {
  dialect: Dialect
  header: string[]
  rows: CsvRow[]
}

/** Reads a file with the columns `known`, of which those in `needed` are required. Throws RefusedFile. */
export async function readCsv(
  bytes: Uint8Array,
  { known, needed = [] }: { known: readonly string[]; needed?: readonly string[] }
): Promise<CsvFile> {
  const headings = exactHeadings(known)
  const sheet = await readCsvSheet(decodeText(bytes).text, headings.columnOf)
  const { columns, rows, messages } = findTable(sheet, headings, needed)
  const unread = messages.filter(({ code }) => code === 'column_not_read')
  if (unread.length > 0) throw new RefusedFile(unread.map((message) => ({ ...message, line: message.line ?? 1 })))
  return {
    dialect: sheet.dialect,
    header: columns.map(({ column }) => column),
    rows: rows.map(({ line, cells }) => ({ line, cells: columns.map(({ index }) => cells[index] ?? '') }))
  }
}

function exactHeadings(known: readonly string[]): Headings {
  const columnOf = (heading: string) => known.find((name) => name === heading.trim())
  return {
    columns: new Map(known.map((header) => [header, { header, schema: {} as never, declared: {} }])),
    columnOf,
    notRead: () => undefined,
    similarTo: () => undefined
  }
}
