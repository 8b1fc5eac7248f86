// `konwent import`: a file of records taken over from the host, with the same rules and the same report as over HTTP.
import { readFile as readBytes } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Command } from 'commander'
import type { Database } from '../../db/connect.ts'
import type { Text } from '../../http/errors.ts'
import type { WithDatabase } from '../../records/define.ts'
import type { FileFault } from '../../records/import-report.ts'
import { command, write } from '../../records/write/transaction.ts'
import { decodeText } from './decode.ts'
import { readFile } from './file.ts'
import { RefusedFile } from './file-fault.ts'
import { type Imports, matchingsOf } from './importables.ts'
import { findOutcome, insertImport } from './queries.ts'
import { workOnImport } from './run-import.ts'
import type { Hooks } from './store-rows.ts'

type Options = { matchOn?: string; dryRun?: boolean }

const BAR = 30

/** Adds `import`. Without --dry-run the file is applied at once when no row is at fault; it ends with 1 when nothing was or could be applied. */
export const addImportCommand =
  (imports: Imports) =>
  (program: Command, withDatabase: WithDatabase): void => {
    program
      .command('import')
      .description(
        'take over a file of records: CSV, also as Excel saves it, NDJSON, or for territories the register TERC'
      )
      .argument('<resource>', [...imports.importables.keys()].join(', '), (text: string) => resourceOf(imports, text))
      .argument('<file>', 'the file, in UTF-8; .ndjson and .jsonl are read as NDJSON')
      .option(
        '--match-on <value>',
        'by what a row is held to be one of a record: slug, nip, regon, teryt or id (default: slug, for ' +
          'territories teryt)'
      )
      .option('--dry-run', 'only tell what the file would do')
      .action(async (resource: string, path: string, { matchOn, dryRun = false }: Options) => {
        const bytes = await readBytes(path)
        await withDatabase(async ({ db }) => {
          const over = await importFile(db, imports, {
            resource,
            matchOn: matchOf(imports, resource, matchOn),
            dryRun,
            path,
            bytes
          })
          if (!over) process.exitCode = 1
        })
      })
  }

interface Wanted {
  resource: string
  matchOn: string
  dryRun: boolean
  path: string
  bytes: Buffer
}

/** Takes the file over and prints what came of it; returns whether all is well. */
async function importFile(
  db: Database,
  imports: Imports,
  { resource, matchOn, dryRun, path, bytes }: Wanted
): Promise<boolean> {
  const format = /^\.(ndjson|jsonl)$/i.test(extname(path)) ? 'ndjson' : 'csv'
  let id: string
  try {
    const total = readFile(imports, { resource, matchOn, format, bytes }).rows
    id = await write(db, command, (tx) =>
      insertImport(tx, { resource, matchOn, dryRun, format, content: decodeText(bytes), total })
    )
    await workOnImport(db, imports, id, command, { progress: progressBar(total) })
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error
    for (const fault of error.faults) console.log(placed(fault))
    return false
  }
  const { status, counts, messages, faulty } = await findOutcome(db, id)
  const applied = status === 'applied'
  if (counts) {
    const words = applied ? ['created', 'updated'] : ['to create', 'to update']
    console.log(
      `${counts.create} ${words[0]}, ${counts.update} ${words[1]}, ${counts.unchanged} unchanged, ` +
        `${counts.error} at fault.`
    )
  }
  for (const { line, errors } of faulty) for (const error of errors) console.log(placed({ line, ...error }))
  for (const message of messages) console.log(placed(message))
  console.log(applied ? 'Applied.' : dryRun ? 'A dry run: nothing was written.' : 'Nothing was written.')
  return (applied || status === 'previewed') && counts?.error === 0
}

const placed = ({ line, position, column, detail }: Place): string => {
  const place = [
    line !== undefined && `line ${line}`,
    position !== undefined && `column ${position}`,
    column && `«${column}»`
  ].filter(Boolean)
  return [...(place.length > 0 ? [place.join(', ')] : []), detail.en].join(': ')
}

type Place = Omit<Partial<FileFault>, 'column'> & { column?: string | null; detail: Text }

/** Draws how far the work is, where somebody looks on. The rows are gone through twice when the file is applied. */
function progressBar(total: number): Hooks['progress'] {
  const { stderr } = process
  return async (done) => {
    if (!stderr.isTTY) return
    const full = Math.round((done / total) * BAR)
    stderr.write(`\r[${'#'.repeat(full)}${' '.repeat(BAR - full)}] ${done}/${total}${done >= total ? '\n' : ''}`)
  }
}

function resourceOf({ importables }: Imports, text: string): string {
  if (!importables.has(text))
    throw new Error(`there is no resource «${text}»; there are ${[...importables.keys()].join(', ')}`)
  return text
}

function matchOf(imports: Imports, resource: string, text: string | undefined): string {
  const possible = matchingsOf(imports, resource)
  const chosen = text === undefined ? possible[0] : possible.find((name) => name === text)
  if (!chosen) throw new Error(`rows of ${resource} cannot be matched on «${text}»; they can on ${possible.join(', ')}`)
  return chosen
}
