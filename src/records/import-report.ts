// The outcome of an import for the file and each of its rows.
import type { Text } from '../http/errors.ts'

/** A fault in a file. `line` and `position` (number of the column) count from 1; `column` is the column's header. */
export interface FileFault {
  line: number
  position?: number
  column?: string
  code: string
  detail: Text
}

/** A message about a file as a whole. */
export type ImportMessage = Partial<FileFault> & Pick<FileFault, 'code' | 'detail'>

/** A fault in a row. `column` is the CSV header of the value, also for NDJSON; null if the fault concerns no column. */
export interface RowFault extends Partial<WrittenCell> {
  column: string | null
  code: string
  detail: Text
}

/** A cell of a sheet: the heading of its column and its text, as written in the file. */
export interface WrittenCell {
  heading: string
  written: string
}

/** How a cell was read that is written in another form than that of the contract. */
export interface RowReading extends WrittenCell {
  column: string
  /** The value as text; null for no value. */
  read: string | null
}

export interface Difference {
  field: string
  before: string | null
  after: string | null
}

export interface ReportRow {
  line: number
  key: string | null
  outcome: 'create' | 'update' | 'unchanged' | 'error'
  /** Id or code of the record. Null for a new record in a preview, which is rolled back. */
  subject: string | null
  /** Version of the record before the import. */
  version: number | null
  diff: Difference[]
  errors: RowFault[]
  /** Hints that do not prevent the import, such as possible duplicates. Default: none. */
  warnings?: RowFault[]
  /** Cells that were read in another form than they are written in. Default: none. */
  readings?: RowReading[]
}

export interface ImportReport {
  rows: ReportRow[]
  messages: ImportMessage[]
}
