// An import file as it was sent: held against its resource before anything is kept, and again when it is worked on.
import type { Tx } from '../../db/connect.ts'
import type { ImportReport } from '../../records/import-report.ts'
import { getImportable, getMatching, type Imports } from './importables.ts'
import { type FileFormat, readRows } from './parse-rows.ts'
import { type Hooks, importRows } from './store-rows.ts'

export interface SentFile {
  resource: string
  matchOn: string
  format: FileFormat
  bytes: Uint8Array
}

export interface ReadFile {
  /** How many rows it has. */
  rows: number
  /** Writes it in the caller's transaction, and tells what became of each row. */
  importRows: (tx: Tx, hooks: Hooks) => Promise<ImportReport>
}

/** Reads a file; throws RefusedFile when it cannot be taken as a whole. */
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
