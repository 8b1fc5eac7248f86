// Reads an import file for its resource: first to check it before anything is stored, and again when the import runs.
import type { Tx } from '../../db/connect.ts'
import type { ImportMessage, ImportReport, ReportRow } from '../../records/import-report.ts'
import { decodeText } from './file/decode.ts'
import type { Headings } from './file/headings.ts'
import { type FileFormat, readRows } from './file/parse-rows.ts'
import { readWorkbook } from './file/workbook/read-workbook.ts'
import { storedSheet } from './file/workbook/stored-sheet.ts'
import { getImportable, getMatching, type Imports } from './importables.ts'
import type { Hooks } from './rows/row-plan.ts'
import { importRows } from './rows/store-rows.ts'

export interface SentFile {
  resource: string
  matchOn: string
  format: FileFormat
  bytes: Uint8Array
}

/** A file as it was sent. A workbook has sheets: the named one is read, or the first visible one. */
export interface Upload extends SentFile {
  sheet?: string | undefined
}

export interface ReadFile {
  /** Number of rows. */
  rows: number
  /** Remarks on how the file was read. */
  messages: ImportMessage[]
  /** Writes the rows in the caller's transaction and returns the outcome of each row. */
  importRows: (tx: Tx, hooks: Hooks) => Promise<ImportReport>
}

/** The content of a file that is stored until it is applied. */
export interface Inspected {
  format: FileFormat
  content: string
  total: number
  messages: ImportMessage[]
}

/** Reads a file before anything is stored. Throws RefusedFile if it cannot be imported at all. */
export async function inspectFile(imports: Imports, { sheet, ...file }: Upload): Promise<Inspected> {
  const { format } = file
  const content = format === 'xlsx' ? storedSheet(await readWorkbook(file.bytes, sheet)) : decodeText(file.bytes).text
  const bytes = format === 'xlsx' ? Buffer.from(content) : file.bytes
  const { rows, messages } = await readFile(imports, { ...file, bytes })
  return { format, content, total: rows, messages }
}

/** Reads a file, or the stored sheet of a workbook. Throws RefusedFile if it cannot be imported at all. */
export async function readFile(
  { importables, headings, book }: Imports,
  { resource, matchOn, format, bytes }: SentFile
): Promise<ReadFile> {
  const importable = getImportable(importables, resource)
  if (importable.register) return { messages: [], ...(await importable.register(format, bytes)) }
  const { writes } = importable
  const matching = getMatching(importable, matchOn)
  const known = headings.get(resource) as Headings
  const { rows, messages } = await readRows(writes, known, format, bytes, matching.needed)
  return {
    rows: rows.length,
    messages,
    importRows: async (tx, hooks) => {
      const report = await importRows(tx, { writes, matching, book }, rows, hooks)
      return { rows: report, messages: messagesOn(report) }
    }
  }
}

/** Returns a message with the number of rows that have warnings, because nobody reads thousands of rows. */
function messagesOn(rows: readonly ReportRow[]): ImportMessage[] {
  const count = rows.filter(({ warnings = [] }) => warnings.length > 0).length
  if (count === 0) return []
  return [
    {
      code: 'possible_duplicates',
      detail: {
        pl: `Liczba nowych rekordów, które mogą już być w rejestrze: ${count}. Zob. «warnings» wierszy.`,
        en: `Number of new records that the registry may already have: ${count}. See \`warnings\` of the rows.`
      }
    }
  ]
}
