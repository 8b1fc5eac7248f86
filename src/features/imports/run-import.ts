// The work on an import: it is looked through in a transaction that is taken back, and applied in one that commits everything or nothing.
import { sql } from 'kysely'
import type { Database, WritableDb } from '../../db/connect.ts'
import { Slots } from '../../db/slots.ts'
import { databaseUnavailable } from '../../http/errors.ts'
import type { ImportMessage, ImportReport } from '../../records/import-report.ts'
import { rightsOf } from '../../records/read/visibility.ts'
import { type Author, write } from '../../records/write/transaction.ts'
import { Busy } from '../../workers/task.ts'
import { contactRight } from '../contacts/rights.ts'
import { type ReadFile, readFile } from './file.ts'
import { RefusedFile } from './file-fault.ts'
import type { Imports } from './importables.ts'
import {
  findFile,
  holdFile,
  type ImportState,
  lockImport,
  readState,
  saveReport,
  saveSubjects,
  setStatus,
  stateOf,
  tryLockWork,
  unlockWork
} from './queries.ts'
import type { Hooks } from './store-rows.ts'

/** An import compares contact data with the stored values, as staff. Restricted people stay hidden. */
const importRights = rightsOf([contactRight], ({ full }) => full)

/** Ends a transaction that is not to stay, with what it found out. */
class TakenBack extends Error {
  readonly report: ImportReport
  constructor(report: ImportReport) {
    super('taken back')
    this.report = report
  }
}

/** The registry is not in the state any more that the import was looked through in, or an erasure has taken the file away. */
class Moved extends Error {}

/**
 * Brings an import to the end of what is asked for: looked through, and applied when it is not only to be tried or somebody asked for that. May be repeated
 * after it was cut short anywhere. Throws when the database goes away; any other failure ends the import.
 */
export async function workOnImport(
  db: Database,
  imports: Imports,
  id: string,
  author: Author,
  hooks: Hooks
): Promise<void> {
  // One connection throughout: the lock lasts as long as it does, and the command line has no other.
  await db.connection().execute(async (own) => {
    // The lock lets one writer onto the connection at a time, so a write never waits for its turn.
    const connection = Object.assign(own, { writers: new Slots(1, 0), afterWrite: db.afterWrite })
    if (!(await tryLockWork(connection, id))) throw new Busy(`import ${id} is being worked on`)
    // Checks of foreign keys keep their plans too: one made while a table was small reads all of it for each row.
    await sql`discard plans`.execute(connection)
    try {
      await advance(connection, imports, id, { ...author, rights: importRights }, hooks)
    } catch (error) {
      if (hooks.signal?.aborted || databaseUnavailable(error)) throw error
      if (!(error instanceof RefusedFile) && !(error instanceof Moved)) {
        await failImport(connection, id, author)
        throw error
      }
      const [status, messages] =
        error instanceof Moved ? (['stale', [MOVED]] as const) : (['failed', error.faults] as const)
      await write(connection, author, (tx) => setStatus(tx, id, status, [...messages]))
    } finally {
      // With the connection the lock is gone, too.
      await unlockWork(connection, id).catch(() => {})
    }
  })
}

/** Ends an import that is not over, by a fault of the service; nothing of it is written. */
export async function failImport(db: WritableDb, id: string, author: Author): Promise<void> {
  await write(db, author, async (tx) => {
    const state = await lockImport(tx, id)
    if (state && ['queued', 'running'].includes(state.status)) await setStatus(tx, id, 'failed', [UNEXPECTED])
  })
}

async function advance(db: WritableDb, imports: Imports, id: string, author: Author, hooks: Hooks): Promise<void> {
  const { state, previewed } = await write(db, author, async (tx) => {
    const state = await lockImport(tx, id)
    if (state?.status === 'queued') await setStatus(tx, id, 'running')
    return { state, previewed: state && state.error_count !== null }
  })
  // What was cut short after its end is done again by whoever asked for it, and finds nothing to do.
  if (!state || !['queued', 'running'].includes(state.status)) return
  const sent = await findFile(db, id)
  if (!sent) throw new Moved()
  const { resource, match_on: matchOn } = state
  const file = readFile(imports, { resource, matchOn, format: sent.format, bytes: Buffer.from(sent.content) })
  if (previewed) {
    await apply(db, author, state, file, hooks)
    return
  }
  const report = await lookThrough(db, author, state, file, hooks)
  if (!report) return
  await write(db, author, async (tx) => {
    if (!(await holdFile(tx, id))) throw new Moved()
    await saveReport(tx, id, report.rows, report.messages)
    await setStatus(tx, id, state.dry_run ? 'previewed' : 'failed')
  })
}

/** Looks an import through. What nobody wants to see first, and is without a fault, is applied by that very work; otherwise it is taken back and reported. */
async function lookThrough(
  db: WritableDb,
  author: Author,
  state: ImportState,
  file: ReadFile,
  hooks: Hooks
): Promise<ImportReport | undefined> {
  const { id } = state
  try {
    await write(db, author, async (tx) => {
      if (!state.dry_run) {
        if ((await lockImport(tx, id))?.status !== 'running') return
        if (!(await holdFile(tx, id))) throw new Moved()
      }
      const report = await file.importRows(tx, hooks)
      if (state.dry_run || report.rows.some(({ outcome }) => outcome === 'error')) throw new TakenBack(report)
      await saveReport(tx, id, report.rows, report.messages)
      await saveSubjects(tx, id, report.rows)
      await setStatus(tx, id, 'applied')
    })
    return undefined
  } catch (error) {
    if (error instanceof TakenBack) return error.report
    throw error
  }
}

/** Throws Moved when not every row becomes what the preview said. */
async function apply(db: WritableDb, author: Author, state: ImportState, file: ReadFile, hooks: Hooks): Promise<void> {
  const { id } = state
  await write(db, author, async (tx) => {
    const current = await lockImport(tx, id)
    if (current?.status !== 'running') return
    if (!(await holdFile(tx, id))) throw new Moved()
    const { rows } = await file.importRows(tx, hooks).catch((error: unknown) => {
      // The file was taken before: it is the register that has moved on.
      throw error instanceof RefusedFile ? new Moved() : error
    })
    if (stateOf(rows) !== (await readState(tx, id))) throw new Moved()
    await saveSubjects(tx, id, rows)
    await setStatus(tx, id, 'applied')
  })
}

const MOVED: ImportMessage = {
  code: 'registry_moved',
  detail: {
    pl: 'Rejestr zmienił się od czasu sprawdzenia pliku, dlatego niczego nie zapisano. Plik należy przesłać ponownie.',
    en: 'The registry has changed since the file was looked through, so nothing was written. Send the file again.'
  }
}
const UNEXPECTED: ImportMessage = {
  code: 'internal_error',
  detail: {
    pl: 'Import nie powiódł się z powodu błędu serwera; niczego nie zapisano.',
    en: 'The import failed by a fault of the service; nothing was written.'
  }
}
