// Stores an uploaded file as an import that waits for a worker.
import type { Tx } from '../../db/connect.ts'
import type { ImportMessage } from '../../records/import-report.ts'
import type { FileFormat } from './file/parse-rows.ts'
import { holdErasures } from './forget.ts'

export interface NewImport {
  resource: string
  matchOn: string
  dryRun: boolean
  format: FileFormat
  content: string
  total: number
  /** Remarks on how the file was read. */
  messages: ImportMessage[]
}

/** Inserts an import with its file. Returns the id of the import. */
export async function insertImport(
  tx: Tx,
  { resource, matchOn, dryRun, format, content, total, messages }: NewImport
): Promise<string> {
  await holdErasures(tx)
  const { id } = await tx
    .insertInto('import')
    .values({ resource, match_on: matchOn, dry_run: dryRun, total, messages: JSON.stringify(messages) })
    .returning('id')
    .executeTakeFirstOrThrow()
  // A sheet is stored as lines of JSON too.
  const file = format === 'csv' ? { format, content } : { format: 'ndjson', content: withoutEscapes(content) }
  await tx
    .insertInto('import_file')
    .values({ import_id: id, ...file })
    .execute()
  return id
}

/**
 * Returns JSON with characters instead of their escapes, so that an erasure finds names and links in the stored file.
 * Quotes, backslashes, control characters and halves of surrogate pairs stay escaped.
 */
export const withoutEscapes = (json: string): string =>
  json.replace(/(?:\\u[0-9a-f]{4})+|\\[\s\S]/gi, (text) =>
    /^\\[u/]/.test(text) ? JSON.stringify(JSON.parse(`"${text}"`)).slice(1, -1) : text
  )
