// Runs an import. The check runs in a transaction that is rolled back. Applying it commits all rows or none.
import { sql } from 'kysely'
import type { Database, Db, Tx, WritableDb } from '../../db/connect.ts'
import { Slots } from '../../db/slots.ts'
import type { ImportStatus } from '../../db/types.ts'
import { databaseUnavailable } from '../../http/database-unavailable.ts'
import type { ImportMessage, ImportReport } from '../../records/import-report.ts'
import { rightsOf } from '../../records/read/visibility.ts'
import { verifierRight } from '../../records/verification.ts'
import { type Author, write } from '../../records/write/transaction.ts'
import { Busy } from '../../workers/task.ts'
import { contactRight } from '../contacts/rights.ts'
import { RefusedFile } from './file/refused-file.ts'
import { FILE_ERASED, lastErasure } from './forget.ts'
import type { Imports } from './importables.ts'
import {
  findFile,
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
import { type ReadFile, readFile } from './read-file.ts'
import type { Hooks } from './rows/row-plan.ts'

/** An import compares all columns with the stored values, with the rights of staff. Restricted people stay hidden. */
const importRights = rightsOf([contactRight, verifierRight], ({ full }) => full)

/** Thrown to roll back a transaction and to pass on its report. */
class RolledBack extends Error {
  readonly report: ImportReport
  constructor(report: ImportReport) {
    super('rolled back')
    this.report = report
  }
}

/** Thrown if the registry has changed since the import was checked, or if an erasure has deleted the file. */
class RegistryChanged extends Error {
  readonly reason: ImportMessage
  constructor(reason: ImportMessage = REGISTRY_CHANGED) {
    super(reason.code)
    this.reason = reason
  }
}

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
      if (error instanceof RegistryChanged) return await endImport(connection, id, author, 'stale', [error.reason])
      if (error instanceof RefusedFile) return await endImport(connection, id, author, 'failed', error.faults)
      await failImport(connection, id, author)
      throw error
    } finally {
      // If the connection is lost, so is the lock.
      await unlockWork(connection, id).catch(() => {})
    }
  })
}

/** Ends an unfinished import because of an internal error. Nothing of it is written. */
export const failImport = (db: WritableDb, id: string, author: Author): Promise<void> =>
  endImport(db, id, author, 'failed', [INTERNAL_ERROR])

async function endImport(
  db: WritableDb,
  id: string,
  author: Author,
  status: ImportStatus,
  messages: ImportMessage[]
): Promise<void> {
  await write(db, author, async (tx) => {
    const state = await lockImport(tx, id)
    if (state && ['queued', 'running'].includes(state.status)) await setStatus(tx, id, status, messages)
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
  for (let stored = false; !stored; ) {
    const erasure = await lastErasure(db)
    const file = await readStoredFile(db, imports, state)
    if (previewed) return apply(db, author, state, file, hooks)
    const report = await preview(db, author, state, file, hooks)
    if (!report) return
    stored = await write(db, author, (tx) => storeReport(tx, state, report, erasure))
  }
}

async function readStoredFile(db: Db, imports: Imports, { id, resource, match_on }: ImportState): Promise<ReadFile> {
  const stored = await findFile(db, id)
  if (!stored) throw new RegistryChanged(FILE_ERASED)
  return readFile(imports, {
    resource,
    matchOn: match_on,
    format: stored.format,
    bytes: Buffer.from(stored.content)
  })
}

/** Locks an import. Returns false if another worker or an erasure has ended it; none can until the transaction ends. */
const lockRunning = async (tx: Tx, id: string): Promise<boolean> => (await lockImport(tx, id))?.status === 'running'

/**
 * Stores the report of a preview. Returns false if a person was erased since the preview began, because the report may
 * have values of that person. The preview must then be repeated.
 */
async function storeReport(
  tx: Tx,
  { id, dry_run }: ImportState,
  report: ImportReport,
  erasure: number
): Promise<boolean> {
  if (!(await lockRunning(tx, id))) return true
  if ((await lastErasure(tx)) !== erasure) return false
  await saveReport(tx, id, report.rows, report.messages)
  await setStatus(tx, id, dry_run ? 'previewed' : 'failed')
  return true
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
      if (!state.dry_run && !(await lockRunning(tx, id))) return
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
    if (!(await lockRunning(tx, id))) return
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
