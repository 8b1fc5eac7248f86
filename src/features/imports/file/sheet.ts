// A sheet is rows of cells, as a CSV file or a workbook has them. csv-sheet.ts reads one from CSV, and table.ts finds
// its header and columns.
import type { Dialect } from '../../../records/formats/spreadsheet.ts'
import type { ImportMessage } from '../../../records/import-report.ts'

export interface SheetRow {
  /** Line of the file or row of the worksheet in which the row begins, from 1. A cell can contain line breaks. */
  line: number
  cells: string[]
}

export interface Sheet {
  /** `excel-pl` if numbers may have decimal commas, and if cells may have the apostrophes of that dialect. */
  dialect: Dialect
  /** Rows with at least one cell that is not blank. */
  rows: SheetRow[]
  /** Remarks on how the file was read. */
  messages: ImportMessage[]
}

export const MAX_ROWS = 20_000
/** Rows among which the header is looked for. */
export const HEADER_ROWS = 30

/** Whether a cell has no text, or only white space. */
export const isBlank = (cell: string | undefined): boolean => cell === undefined || cell.trim() === ''

/** Returns the number of different headings in a row. */
export const headingsIn = ({ cells }: SheetRow, columnOf: (cell: string) => string | undefined): number =>
  new Set(cells.flatMap((cell) => columnOf(cell) ?? [])).size
