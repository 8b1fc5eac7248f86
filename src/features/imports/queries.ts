import { sql } from 'kysely'
import { jsonArrayFrom, jsonBuildObject } from 'kysely/helpers/postgres'
import type { Db, Tx } from '../../db/connect.ts'
import type { ImportStatus } from '../../db/types.ts'
import { columnsOf } from '../../records/columns.ts'
import type { ImportMessage, ReportRow, RowFault, RowReading } from '../../records/import-report.ts'
import type { FileFormat } from './file/parse-rows.ts'
import { isStoredSheet } from './file/workbook/stored-sheet.ts'
import { getImportable, getMatching, type Imports } from './importables.ts'
import { findTargets } from './rows/record-queries.ts'

export interface ImportState {
  id: string
  resource: string
  match_on: string
  dry_run: boolean
  status: ImportStatus
  error_count: number | null
}

/** Locks and returns an import; undefined if it does not exist. */
export function lockImport(tx: Tx, id: string): Promise<ImportState | undefined> {
  return tx
    .selectFrom('import')
    .select(['id', 'resource', 'match_on', 'dry_run', 'status', 'error_count'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** Returns the file of an import; undefined if it was deleted. */
export async function findFile(db: Db, id: string): Promise<{ format: FileFormat; content: string } | undefined> {
  const file = await db
    .selectFrom('import_file')
    .select((eb) => [eb.ref('format').$castTo<'csv' | 'ndjson'>().as('format'), 'content'])
    .where('import_id', '=', id)
    .executeTakeFirst()
  return file && (file.format === 'ndjson' && isStoredSheet(file.content) ? { ...file, format: 'xlsx' } : file)
}

export async function deleteFile(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('import_file').where('import_id', '=', id).execute()
}

const FINISHED = new Set<ImportStatus>(['previewed', 'applied', 'failed', 'stale'])

/** Sets the status of an import. Deletes the file of a finished import unless it can still be applied. */
export async function setStatus(tx: Tx, id: string, status: ImportStatus, messages?: ImportMessage[]): Promise<void> {
  await tx
    .updateTable('import')
    .set({
      status,
      finished_at: FINISHED.has(status) ? sql`now()` : null,
      ...(status === 'running' && { started_at: sql`now()` }),
      ...(messages && { messages: JSON.stringify(messages) })
    })
    .where('id', '=', id)
    .execute()
  if (FINISHED.has(status) && status !== 'previewed') await deleteFile(tx, id)
  if (status === 'applied') await sql`select mark_change('import', ${id}, 'applied', 'upsert')`.execute(tx)
}

/**
 * Stores the number of completed rows. This does not count as a change of the import. It is skipped while another
 * transaction has locked the file: that one may wait for the rows of the import, on another connection.
 */
export async function setProgress(db: Db, id: string, done: number): Promise<void> {
  await db
    .updateTable('import_file')
    .set({ done })
    .where('import_id', 'in', ({ selectFrom }) =>
      selectFrom('import_file').select('import_id').where('import_id', '=', id).forNoKeyUpdate().skipLocked()
    )
    .execute()
}

/** Stores the outcome of the rows, replacing an earlier report. The messages are added to those on the file. */
export async function saveReport(tx: Tx, id: string, rows: ReportRow[], messages: ImportMessage[]): Promise<void> {
  await tx.deleteFrom('import_row').where('import_id', '=', id).execute()
  for (let i = 0; i < rows.length; i += 1000) {
    const part = rows.slice(i, i + 1000).map((row) => (row.outcome === 'create' ? { ...row, subject: null } : row))
    const shape = sql`r (
      line integer, key text, outcome import_outcome, subject text, version integer, diff jsonb, errors jsonb,
      warnings jsonb, readings jsonb)`
    await tx
      .insertInto('import_row')
      .columns([
        'import_id',
        'line',
        'key',
        'outcome',
        'subject_id',
        'subject_version',
        'diff',
        'errors',
        'warnings',
        'readings'
      ])
      .expression((eb) =>
        eb
          .selectFrom(sql<ReportRow>`jsonb_to_recordset(${JSON.stringify(part)}::jsonb)`.as<'r'>(shape))
          .select([sql<string>`${id}::uuid`.as('import_id'), 'line', 'key', 'outcome', 'subject', 'version'])
          .select(['diff', 'errors', sql<string>`coalesce(warnings, '[]')`.as('warnings')])
          .select(sql<string>`coalesce(readings, '[]')`.as('readings'))
      )
      .execute()
  }
  const count = (outcome: ReportRow['outcome']) => rows.filter((row) => row.outcome === outcome).length
  await tx
    .updateTable('import')
    .set({
      create_count: count('create'),
      update_count: count('update'),
      unchanged_count: count('unchanged'),
      error_count: count('error'),
      messages: sql<string>`messages || ${JSON.stringify(messages)}::jsonb`
    })
    .where('id', '=', id)
    .execute()
}

/**
 * Returns a text that is equal for two runs if they matched the same versions and have the same outcomes, warnings and readings.
 */
export const stateOf = (
  rows: Pick<ReportRow, 'line' | 'outcome' | 'subject' | 'version' | 'warnings' | 'readings'>[]
): string =>
  rows
    .map(({ line, outcome, subject, version, warnings = [], readings = [] }) => {
      const remarks = [...warnings.map(({ detail }) => detail.en), ...readings.map(({ read }) => read)]
      return [line, outcome, outcome === 'create' ? null : subject, version, ...remarks].join()
    })
    .join('\n')

/** Returns the text of stateOf() for the stored report. */
export async function readState(db: Db, id: string): Promise<string> {
  const rows = await db
    .selectFrom('import_row')
    .select((eb) => [
      'line',
      'outcome',
      'subject_id as subject',
      'subject_version as version',
      eb.ref('warnings').$castTo<RowFault[]>().as('warnings'),
      eb.ref('readings').$castTo<RowReading[]>().as('readings')
    ])
    .where('import_id', '=', id)
    .orderBy('line')
    .execute()
  return stateOf(rows)
}

/** Stores the ids of the records that rows created. */
export async function saveSubjects(tx: Tx, id: string, rows: ReportRow[]): Promise<void> {
  const subjects = Object.fromEntries(
    rows.filter(({ outcome }) => outcome === 'create').map(({ line, subject }) => [line, subject])
  )
  // The ids are looked up in one JSON object. A join of two lists would get a plan for few rows, because the table was
  // empty when it was last analysed.
  const created = tx.selectNoFrom(sql`${JSON.stringify(subjects)}::jsonb`.as('subjects'))
  await tx
    .with(
      (cte) => cte('created').materialized(),
      () => created
    )
    .updateTable('import_row as r')
    .from('created')
    .set((eb) => ({ subject_id: sql<string>`${eb.ref('created.subjects')} ->> ${eb.ref('r.line')}::text` }))
    .where('r.import_id', '=', id)
    .where((eb) => sql<boolean>`${eb.ref('created.subjects')} ? ${eb.ref('r.line')}::text`)
    .execute()
}

export interface ImportOutcome {
  status: ImportStatus
  /** Null if the check of the file was not completed. */
  counts: Record<ReportRow['outcome'], number> | null
  messages: ImportMessage[]
  /** Rows with errors, warnings or readings. */
  notedRows: Required<Pick<ReportRow, 'line' | 'errors' | 'warnings' | 'readings'>>[]
}

/** Returns the result of an import, with the rows that have errors, warnings or readings. */
export function findOutcome(db: Db, id: string): Promise<ImportOutcome> {
  return db
    .selectFrom('import as i')
    .select((eb) => [
      'i.status',
      eb.ref('i.messages').$castTo<ImportMessage[]>().as('messages'),
      eb
        .case()
        .when('i.create_count', 'is not', null)
        .then(
          jsonBuildObject({
            create: eb.ref('i.create_count').$notNull(),
            update: eb.ref('i.update_count').$notNull(),
            unchanged: eb.ref('i.unchanged_count').$notNull(),
            error: eb.ref('i.error_count').$notNull()
          })
        )
        .end()
        .as('counts'),
      jsonArrayFrom(
        eb
          .selectFrom('import_row')
          .select((of) => [
            'line',
            of.ref('errors').$castTo<RowFault[]>().as('errors'),
            of.ref('warnings').$castTo<RowFault[]>().as('warnings'),
            of.ref('readings').$castTo<RowReading[]>().as('readings')
          ])
          .whereRef('import_id', '=', 'i.id')
          .where((of) =>
            of.or([
              of('outcome', '=', sql.lit<'error'>('error')),
              of('warnings', '<>', sql.lit<'[]'>('[]')),
              of('readings', '<>', sql.lit<'[]'>('[]'))
            ])
          )
          .orderBy('line')
      ).as('notedRows')
    ])
    .where('i.id', '=', id)
    .executeTakeFirstOrThrow()
}

/**
 * Returns whether a matched record has changed since the file was checked, or whether a record that a row would create
 * exists by now.
 */
export async function hasChanged(
  db: Db,
  { importables }: Imports,
  { id, resource, match_on }: ImportState
): Promise<boolean> {
  const importable = getImportable(importables, resource)
  const { name, columns } = importable.resource
  const matching = getMatching(importable, match_on)
  // The id is compared in its own type, so that its index is used for each row.
  const r = columnsOf('import_row', 'r')
  const isSubject = 'id' in columns ? sql`t.id = ${r('subject_id')}::uuid` : sql`t.code = ${r('subject_id')}`
  const { rows } = await sql<{ changed: boolean }>`
    select exists (
      select from ${r.table} left join ${sql.table(name)} t on ${isSubject}
      where ${r('import_id')} = ${id} and ${r('outcome')} in ('update', 'unchanged')
        and t.version is distinct from ${r('subject_version')}
    ) as changed`.execute(db)
  if (rows[0]?.changed) return true
  const created = await db
    .selectFrom('import_row')
    .select('key')
    .where('import_id', '=', id)
    .where('outcome', '=', 'create')
    .execute()
  const found = await findTargets(
    db,
    matching,
    created.flatMap((row) => row.key ?? [])
  )
  return found.size > 0
}

/** Marks a checked import as stale, so that it can no longer be applied. */
export async function markStale(tx: Tx, id: string): Promise<void> {
  if ((await lockImport(tx, id))?.status === 'previewed') await setStatus(tx, id, 'stale')
}

// The interval is in hours, because a day in the time zone of the session can have 23 or 25 hours.
const RETENTION = sql`interval '168 hours'`

/** Deletes files and reports after a week, because they contain personal data. Returns the number of imports. */
export async function purgeImports(tx: Tx): Promise<number> {
  const old = await tx
    .selectFrom('import as i')
    .select(['i.id', 'i.status'])
    .where((eb) => eb(eb.fn.coalesce('i.finished_at', 'i.created_at'), '<', sql<Date>`now() - ${RETENTION}`))
    .where((eb) =>
      eb.or([
        eb.exists(eb.selectFrom('import_file').whereRef('import_id', '=', 'i.id')),
        eb.exists(eb.selectFrom('import_row').whereRef('import_id', '=', 'i.id'))
      ])
    )
    .forUpdate()
    .execute()
  return deleteImportData(tx, old)
}

/** Deletes the files and reports of all imports. Imports that were not applied can no longer be applied. */
export async function deleteAllImportData(tx: Tx): Promise<number> {
  return deleteImportData(
    tx,
    await tx.selectFrom('import').select(['id', 'status']).orderBy('id').forUpdate().execute()
  )
}

async function deleteImportData(tx: Tx, imports: { id: string; status: ImportStatus }[]): Promise<number> {
  for (const { id, status } of imports)
    if (!['applied', 'failed', 'stale'].includes(status))
      await setStatus(tx, id, status === 'previewed' ? 'stale' : 'failed')
  const ids = imports.map(({ id }) => id)
  const anyId = sql<string>`any(${ids}::uuid[])`
  await tx.deleteFrom('import_row').where('import_id', '=', anyId).execute()
  await tx.deleteFrom('import_file').where('import_id', '=', anyId).execute()
  return ids.length
}

/** Tries to take the lock for working on an import, which ends with the connection. Returns whether it was taken. */
export async function tryLockWork(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_lock(hashtext('konwent import'), hashtext(${id})) as locked`.execute(db)
  return rows[0]?.locked ?? false
}

export async function unlockWork(db: Db, id: string): Promise<void> {
  await sql`select pg_advisory_unlock(hashtext('konwent import'), hashtext(${id}))`.execute(db)
}
