// Reads an import file for its resource: first to check it before anything is stored, and again when the import runs.
import type { Tx } from '../../db/connect.ts'
import type { ImportReport } from '../../records/import-report.ts'
import { type FileFormat, readRows } from './file/parse-rows.ts'
import { getImportable, getMatching, type Imports } from './importables.ts'
import { type Hooks, importRows } from './rows/store-rows.ts'

export interface SentFile {
  resource: string
  matchOn: string
  format: FileFormat
  bytes: Uint8Array
}

export interface ReadFile {
  /** Number of rows. */
  rows: number
  /** Writes the rows in the caller's transaction and returns the outcome of each row. */
  importRows: (tx: Tx, hooks: Hooks) => Promise<ImportReport>
}

/** Reads a file. Throws RefusedFile if it cannot be imported at all. */
export function readFile({ importables, book }: Imports, { resource, matchOn, format, bytes }: SentFile): ReadFile {
  const importable = getImportable(importables, resource)
  if (importable.register) return importable.register(format, bytes)
  const { writes } = importable
  const matching = getMatching(importable, matchOn)
  const rows = readRows(writes, format, bytes, matching.needed)
  return {
    rows: rows.length,
    importRows: async (tx, hooks) => ({
      rows: await importRows(tx, { writes, matching, book }, rows, hooks),
      messages: []
    })
  }
}
