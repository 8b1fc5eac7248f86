// Declarations of what can be imported.
import type { RawBuilder } from 'kysely'
import type { Db, Tx } from '../db/connect.ts'
import type { Scope } from '../http/access.ts'
import type { Text } from '../http/errors.ts'
import type { Resource } from './define.ts'
import type { Writes } from './define-writes.ts'
import type { ImportReport } from './import-report.ts'

/** A way to find the record to which a row of an import belongs. */
export interface Matching {
  /** Columns that a file must have. */
  needed: string[]
  /** Column to report if the value is missing or matches nothing. */
  column: string
  /** Returns the key of a row; undefined if the row lacks a part of it. */
  keyOf: (row: Record<string, unknown>) => string | undefined
  /** Query with the rows `key`, `id` of all records that have one of the keys. */
  find: (keys: string[]) => RawBuilder<{ key: string; id: string }>
  /** Whether a row that matches no record creates one. False for ids, which only the registry assigns. */
  creates: boolean
  /** Whether a row without the value creates a record too, for which the registry chooses the value. */
  optional?: boolean
}

/** The reason why a cell cannot be read, and the right form. */
export interface Unreadable {
  code: string
  detail: Text
}

/** Declaration of a column of an import by its feature, beyond the schema of the property. */
export interface ImportColumn {
  /** Headings that mean the column, besides the name of the property. The first is the usual one in Polish. */
  headings?: readonly string[]
  /** Further words for values of the vocabulary, with their values. */
  words?: Readonly<Record<string, string>>
  /**
   * Returns a cell in the form of the contract, or the reason why it has no single meaning. It reads what it returns
   * as the same text. White space in the cell is already tidied.
   */
  read?: (text: string) => string | Unreadable
  /** For a column with slugs: finds the record if a cell has its name instead. */
  findByName?: FindByName
}

/** Returns the slugs of the records that have one of the names, by name. Names are folded. */
export type FindByName = (db: Db, names: string[]) => Promise<ReadonlyMap<string, readonly string[]>>

/** Columns by their header in CSV. */
export type ImportColumns = Readonly<Record<string, ImportColumn>>

/** A parsed file in a format of its own, such as an official register. */
export interface RegisterFile {
  rows: number
  /** Writes the file in the caller's transaction and returns the outcome of each row. */
  importRows: (tx: Tx) => Promise<ImportReport>
}

/** Records that can be imported: by the columns and rules of their writes, or with a reader for a register file. */
export type Importable = {
  resource: Resource
  /** Ways to match a row; the first is the default. */
  matchings: Record<string, Matching>
  /** Scope that a key needs in addition to `imports`. */
  scope?: Scope
  columns?: ImportColumns
  /** Headings of columns that are never read, with the way to state such data. */
  notRead?: Readonly<Record<string, Text>>
} & (
  | { writes: Writes; register?: undefined }
  | { writes?: undefined; register: (format: 'csv' | 'ndjson' | 'xlsx', bytes: Uint8Array) => Promise<RegisterFile> }
)
