// The parts of a running import: its plan, the match of a row with a record, and the write of a row.
import type { Fault, RuleBook } from '../../../http/errors.ts'
import type { Matching } from '../../../records/define-imports.ts'
import type { Writes } from '../../../records/define-writes.ts'
import type { FileRow } from '../file/parse-rows.ts'
import type { Json } from '../importables.ts'

/** The writes of the resource, the matching of rows with records, and the texts for broken constraints. */
export interface RowPlan {
  writes: Writes
  matching: Matching
  book: RuleBook
}

export interface Hooks {
  /** Receives the number of processed rows. */
  progress: (done: number) => Promise<void>
  /** Aborts the import when the service stops. */
  signal?: AbortSignal
}

export interface Match {
  row: FileRow
  /** The value that identifies the record; null if the row lacks it and the registry chooses it. */
  key: string | null
  /** Id of the matched record; null if the row creates a record. */
  target: string | null
  /** The record before the import; null if the row creates a record. */
  before: Json | null
}

export interface RowWrite extends Match {
  record: Json
  /** The body of the write. It is empty if the row equals the record. */
  body: Json
  /** Violations of the schema by the body. */
  form: Fault[]
}
