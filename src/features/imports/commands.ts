// `konwent import`: imports a file on the server, with the same rules and the same report as over HTTP.
import { readFile as readBytes } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Command } from 'commander'
import type { Database } from '../../db/connect.ts'
import type { Text } from '../../http/errors.ts'
import type { WithDatabase } from '../../records/define.ts'
import type { FileFault } from '../../records/import-report.ts'
import { command, write } from '../../records/write/transaction.ts'
import type { FileFormat } from './file/parse-rows.ts'
import { RefusedFile } from './file/refused-file.ts'
import { type Imports, matchingsOf } from './importables.ts'
import { insertImport } from './insert-import.ts'
import { findOutcome } from './queries.ts'
import { inspectFile } from './read-file.ts'
import type { Hooks } from './rows/row-plan.ts'
import { workOnImport } from './run-import.ts'

type Options = { matchOn?: string; sheet?: string; dryRun?: boolean }

/** Formats of files by their extensions. Any other file is CSV. */
const formats: Record<string, FileFormat> = { '.ndjson': 'ndjson', '.jsonl': 'ndjson', '.xlsx': 'xlsx' }
const BAR_WIDTH = 30

/**
 * Adds `import`. Without --dry-run, the file is applied at once if all rows are valid. The exit status is 1 if the file
 * was not applied, or if a dry run found invalid rows.
 */
export const addImportCommand =
  (imports: Imports) =>
  (program: Command, withDatabase: WithDatabase): void => {
    program
      .command('import')
      .description(
        'import a file of records: CSV (also saved by Excel), a workbook, NDJSON, or the register TERC for territories'
      )
      .argument('<resource>', [...imports.importables.keys()].join(', '), (text: string) => resourceOf(imports, text))
      .argument('<file>', 'the file; .xlsx is read as a workbook, .ndjson and .jsonl as NDJSON, any other as CSV')
      .option(
        '--match-on <value>',
        'property that matches rows with records: slug, nip, regon, teryt or id (default: slug, for territories ' +
          'teryt)'
      )
      .option('--sheet <title>', 'sheet of a workbook (default: the first visible one)')
      .option('--dry-run', 'only report what the file would change')
      .action(async (resource: string, path: string, { matchOn, sheet, dryRun = false }: Options) => {
        const bytes = await readBytes(path)
        await withDatabase(async ({ db }) => {
          const succeeded = await importFile(db, imports, {
            resource,
            matchOn: matchOf(imports, resource, matchOn),
            ...(sheet !== undefined && { sheet }),
            dryRun,
            path,
            bytes
          })
          if (!succeeded) process.exitCode = 1
        })
      })
  }

interface ImportOptions {
  resource: string
  matchOn: string
  sheet?: string
  dryRun: boolean
  path: string
  bytes: Buffer
}

/** Imports the file and prints the result. Returns whether it succeeded and all rows are valid. */
async function importFile(
  db: Database,
  imports: Imports,
  { resource, matchOn, sheet, dryRun, path, bytes }: ImportOptions
): Promise<boolean> {
  const format = formats[extname(path).toLowerCase()] ?? 'csv'
  let id: string
  try {
    const inspected = await inspectFile(imports, { resource, matchOn, format, bytes, sheet })
    id = await write(db, command, (tx) => insertImport(tx, { resource, matchOn, dryRun, ...inspected }))
    await workOnImport(db, imports, id, command, { progress: progressBar(inspected.total) })
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error
    for (const fault of error.faults) console.log(withPlace(fault))
    return false
  }
  const { status, counts, messages, notedRows } = await findOutcome(db, id)
  const applied = status === 'applied'
  if (counts) {
    const words = applied ? ['created', 'updated'] : ['to create', 'to update']
    console.log(
      `${counts.create} ${words[0]}, ${counts.update} ${words[1]}, ${counts.unchanged} unchanged, ` +
        `${counts.error} invalid.`
    )
  }
  for (const { line, errors, warnings, readings } of notedRows) {
    for (const error of errors) console.log(withPlace({ line, ...error }))
    for (const warning of warnings) console.log(`Warning: ${withPlace({ line, ...warning })}`)
    for (const { heading, written, read } of readings) {
      const text = read === null ? 'empty' : `«${read}»`
      console.log(`line ${line}, «${heading}»: «${written}» is read as ${text}.`)
    }
  }
  for (const message of messages) console.log(withPlace(message))
  console.log(conclusionOf(applied, dryRun))
  return (applied || status === 'previewed') && counts?.error === 0
}

function conclusionOf(applied: boolean, dryRun: boolean): string {
  if (applied) return 'Applied.'
  return dryRun ? 'Dry run: nothing was written.' : 'Nothing was written.'
}

const withPlace = ({ line, position, column, detail }: Place): string => {
  const place = [
    line !== undefined && `line ${line}`,
    position !== undefined && `column ${position}`,
    column && `«${column}»`
  ].filter(Boolean)
  return [...(place.length > 0 ? [place.join(', ')] : []), detail.en].join(': ')
}

type Place = Omit<Partial<FileFault>, 'column'> & { column?: string | null; detail: Text }

/** Draws a progress bar if standard error is a terminal. */
function progressBar(total: number): Hooks['progress'] {
  const { stderr } = process
  return async (done) => {
    if (!stderr.isTTY) return
    const full = Math.round((done / total) * BAR_WIDTH)
    stderr.write(`\r[${'#'.repeat(full)}${' '.repeat(BAR_WIDTH - full)}] ${done}/${total}${done >= total ? '\n' : ''}`)
  }
}

function resourceOf({ importables }: Imports, text: string): string {
  if (!importables.has(text))
    throw new Error(`there is no resource «${text}»; available: ${[...importables.keys()].join(', ')}`)
  return text
}

function matchOf(imports: Imports, resource: string, text: string | undefined): string {
  const possible = matchingsOf(imports, resource)
  const chosen = text === undefined ? possible[0] : possible.find((name) => name === text)
  if (!chosen) throw new Error(`rows of ${resource} cannot be matched on «${text}»; available: ${possible.join(', ')}`)
  return chosen
}
