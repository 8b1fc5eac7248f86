// Runs an import. The check runs in a transaction that is rolled back. Applying it commits all rows or none.
import { sql } from 'kysely'
import type { Database, WritableDb } from '../../db/connect.ts'
import { Slots } from '../../db/slots.ts'
import { databaseUnavailable } from '../../http/errors.ts'
import type { ImportMessage, ImportReport } from '../../records/import-report.ts'
import { rightsOf } from '../../records/read/visibility.ts'
import { type Author, write } from '../../records/write/transaction.ts'
import { Busy } from '../../workers/task.ts'
import { contactRight } from '../contacts/rights.ts'
import { RefusedFile } from './file/refused-file.ts'
import type { Imports } from './importables.ts'
import {
  findFile,
  type ImportState,
  lockFile,
  lockImport,
  readState,
  saveReport,
  saveSubjects,
  setStatus,
  stateOf,
  tryLockWork,
  unlockWork
} from './queries.ts'
import { type ReadFile, readFile } from './read-file.ts'
import type { Hooks } from './rows/store-rows.ts'

/** An import compares contact data with the stored values, with the rights of staff. Restricted people stay hidden. */
const importRights = rightsOf([contactRight], ({ full }) => full)

/** Thrown to roll back a transaction and to pass on its report. */
class RolledBack extends Error {
  readonly report: ImportReport
  constructor(report: ImportReport) {
    super('rolled back')
    this.report = report
  }
}

/** Thrown if the registry has changed since the import was checked, or if an erasure has deleted the file. */
class RegistryChanged extends Error {}

/**
 * Runs the next step of an import: it checks the file, and applies it if it is not a dry run or if that was requested.
 * It can be repeated after an interruption at any point. Throws if the database becomes unavailable. Any other failure
 * ends the import.
 */
export async function workOnImport(
  db: Database,
  imports: Imports,
  id: string,
  author: Author,
  hooks: Hooks
): Promise<void> {
  // One connection for everything: the lock belongs to it, and the command line has only one.
  await db.connection().execute(async (own) => {
    // Only this import uses the connection, so a write never waits for a slot.
    const connection = Object.assign(own, { writers: new Slots(1, 0), afterWrite: db.afterWrite })
    if (!(await tryLockWork(connection, id))) throw new Busy(`import ${id} is being processed`)
    // Plans of foreign key checks are cached too. One made while a table was small would scan all of it for each row.
    await sql`discard plans`.execute(connection)
    try {
      await runNextStep(connection, imports, id, { ...author, rights: importRights }, hooks)
    } catch (error) {
      if (hooks.signal?.aborted || databaseUnavailable(error)) throw error
      if (!(error instanceof RefusedFile) && !(error instanceof RegistryChanged)) {
        await failImport(connection, id, author)
        throw error
      }
      const [status, messages] =
        error instanceof RegistryChanged
          ? (['stale', [REGISTRY_CHANGED]] as const)
          : (['failed', error.faults] as const)
      await write(connection, author, (tx) => setStatus(tx, id, status, [...messages]))
    } finally {
      // If the connection is lost, so is the lock.
      await unlockWork(connection, id).catch(() => {})
    }
  })
}

/** Ends an unfinished import because of an internal error. Nothing of it is written. */
export async function failImport(db: WritableDb, id: string, author: Author): Promise<void> {
  await write(db, author, async (tx) => {
    const state = await lockImport(tx, id)
    if (state && ['queued', 'running'].includes(state.status)) await setStatus(tx, id, 'failed', [INTERNAL_ERROR])
  })
}

async function runNextStep(db: WritableDb, imports: Imports, id: string, author: Author, hooks: Hooks): Promise<void> {
  const { state, previewed } = await write(db, author, async (tx) => {
    const state = await lockImport(tx, id)
    if (state?.status === 'queued') await setStatus(tx, id, 'running')
    return { state, previewed: state && state.error_count !== null }
  })
  // A job that was interrupted after the import had finished runs again and has nothing to do.
  if (!state || !['queued', 'running'].includes(state.status)) return
  const stored = await findFile(db, id)
  if (!stored) throw new RegistryChanged()
  const { resource, match_on: matchOn } = state
  const file = readFile(imports, { resource, matchOn, format: stored.format, bytes: Buffer.from(stored.content) })
  if (previewed) {
    await apply(db, author, state, file, hooks)
    return
  }
  const report = await preview(db, author, state, file, hooks)
  if (!report) return
  await write(db, author, async (tx) => {
    if (!(await lockFile(tx, id))) throw new RegistryChanged()
    await saveReport(tx, id, report.rows, report.messages)
    await setStatus(tx, id, state.dry_run ? 'previewed' : 'failed')
  })
}

/**
 * Checks an import. If it is not a dry run and all rows are valid, the same transaction applies it, and the result is
 * undefined. Otherwise the transaction is rolled back and the report is returned.
 */
async function preview(
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
        if (!(await lockFile(tx, id))) throw new RegistryChanged()
      }
      const report = await file.importRows(tx, hooks)
      if (state.dry_run || report.rows.some(({ outcome }) => outcome === 'error')) throw new RolledBack(report)
      await saveReport(tx, id, report.rows, report.messages)
      await saveSubjects(tx, id, report.rows)
      await setStatus(tx, id, 'applied')
    })
    return undefined
  } catch (error) {
    if (error instanceof RolledBack) return error.report
    throw error
  }
}

/** Applies a checked import. Throws RegistryChanged if the outcome of any row differs from the check. */
async function apply(db: WritableDb, author: Author, state: ImportState, file: ReadFile, hooks: Hooks): Promise<void> {
  const { id } = state
  await write(db, author, async (tx) => {
    const current = await lockImport(tx, id)
    if (current?.status !== 'running') return
    if (!(await lockFile(tx, id))) throw new RegistryChanged()
    const { rows } = await file.importRows(tx, hooks).catch((error: unknown) => {
      // The file was accepted before, so the records have changed since.
      throw error instanceof RefusedFile ? new RegistryChanged() : error
    })
    if (stateOf(rows) !== (await readState(tx, id))) throw new RegistryChanged()
    await saveSubjects(tx, id, rows)
    await setStatus(tx, id, 'applied')
  })
}

const REGISTRY_CHANGED: ImportMessage = {
  code: 'registry_moved',
  detail: {
    pl: 'Rejestr zmienił się od czasu sprawdzenia pliku, dlatego niczego nie zapisano. Plik należy przesłać ponownie.',
    en: 'The registry has changed since the file was checked, so nothing was written. Send the file again.'
  }
}
const INTERNAL_ERROR: ImportMessage = {
  code: 'internal_error',
  detail: {
    pl: 'Import nie powiódł się z powodu błędu serwera. Niczego nie zapisano.',
    en: 'The import failed because of an internal error. Nothing was written.'
  }
}
