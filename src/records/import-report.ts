// What an import tells about a file and its rows.
import type { Text } from '../http/errors.ts'

/** What is wrong with a file and where. `line` and `position` (of the column) count from 1; `column` is the column's header. */
export interface FileFault {
  line: number
  position?: number
  column?: string
  code: string
  detail: Text
}

/** Something to be said of a file as a whole. */
export type ImportMessage = Partial<FileFault> & Pick<FileFault, 'code' | 'detail'>

/** What is wrong with a row. `column` is that of a CSV file with the same value. */
export interface RowFault {
  column: string | null
  code: string
  detail: Text
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
  /** Id or code of the record; of a new one only once it is there to stay. */
  subject: string | null
  /** Version of the record before. */
  version: number | null
  diff: Difference[]
  errors: RowFault[]
}

export interface ImportReport {
  rows: ReportRow[]
  messages: ImportMessage[]
}
