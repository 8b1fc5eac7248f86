import { sql } from 'kysely'
import type { Db, Tx } from '../../db/connect.ts'
import type { ImportStatus } from '../../db/types.ts'
import type { ImportMessage, ReportRow } from '../../records/import-report.ts'
import { getImportable, getMatching, type Imports } from './importables.ts'
import { findTargets } from './record-queries.ts'
import type { FileFormat } from './rows.ts'

export interface NewImport {
  resource: string
  matchOn: string
  dryRun: boolean
  format: FileFormat
  content: string
  total: number
}

export interface ImportState {
  id: string
  resource: string
  match_on: string
  dry_run: boolean
  status: ImportStatus
  error_count: number | null
}

/** Enters a file to be looked through; returns the id of the import. */
export async function insertImport(
  tx: Tx,
  { resource, matchOn, dryRun, format, content, total }: NewImport
): Promise<string> {
  const { id } = await tx
    .insertInto('import')
    .values({ resource, match_on: matchOn, dry_run: dryRun, total })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx.insertInto('import_file').values({ import_id: id, format, content }).execute()
  return id
}

/** The import, nobody else deciding on it until the transaction ends; undefined when there is none. */
export function lockImport(tx: Tx, id: string): Promise<ImportState | undefined> {
  return tx
    .selectFrom('import')
    .select(['id', 'resource', 'match_on', 'dry_run', 'status', 'error_count'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst() as Promise<ImportState | undefined>
}

/** The file of an import; undefined when it has been deleted. */
export function findFile(db: Db, id: string): Promise<{ format: FileFormat; content: string } | undefined> {
  return db
    .selectFrom('import_file')
    .select(['format', 'content'])
    .where('import_id', '=', id)
    .executeTakeFirst() as never
}

/** Whether the file is still there; until the transaction ends it stays, and with it an erasure that would take it away waits. */
export async function holdFile(tx: Tx, id: string): Promise<boolean> {
  return (await sql`select from import_file where import_id = ${id} for key share`.execute(tx)).rows.length > 0
}

export async function deleteFile(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('import_file').where('import_id', '=', id).execute()
}

const OVER = new Set<ImportStatus>(['previewed', 'applied', 'failed', 'stale'])

/** Moves an import on. Once its work is over, the file goes, unless the import can be applied still. */
export async function setStatus(tx: Tx, id: string, status: ImportStatus, messages?: ImportMessage[]): Promise<void> {
  await tx
    .updateTable('import')
    .set({
      status,
      finished_at: OVER.has(status) ? sql`now()` : null,
      ...(status === 'running' && { started_at: sql`now()` }),
      ...(messages && { messages: JSON.stringify(messages) })
    })
    .where('id', '=', id)
    .execute()
  if (OVER.has(status) && status !== 'previewed') await deleteFile(tx, id)
  if (status === 'applied') await sql`select mark_change('import', ${id}, 'applied', 'upsert')`.execute(tx)
}

/** Notes how far the work is; no change of the import. */
export async function setProgress(db: Db, id: string, done: number): Promise<void> {
  await db.updateTable('import_file').set({ done }).where('import_id', '=', id).execute()
}

/** Keeps what became of the rows, in the place of what was kept before. */
export async function saveReport(tx: Tx, id: string, rows: ReportRow[], messages: ImportMessage[]): Promise<void> {
  await tx.deleteFrom('import_row').where('import_id', '=', id).execute()
  for (let i = 0; i < rows.length; i += 1000) {
    const part = rows.slice(i, i + 1000).map((row) => (row.outcome === 'create' ? { ...row, subject: null } : row))
    await sql`
      insert into import_row (import_id, line, key, outcome, subject_id, subject_version, diff, errors)
      select ${id}::uuid, line, key, outcome, subject, version, diff, errors
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb)
        as r (line integer, key text, outcome import_outcome, subject text, version integer, diff jsonb, errors jsonb)`.execute(
      tx
    )
  }
  const count = (outcome: ReportRow['outcome']) => rows.filter((row) => row.outcome === outcome).length
  await tx
    .updateTable('import')
    .set({
      create_count: count('create'),
      update_count: count('update'),
      unchanged_count: count('unchanged'),
      error_count: count('error'),
      messages: JSON.stringify(messages)
    })
    .where('id', '=', id)
    .execute()
}

/** The state that the rows were looked through in, as text that is equal when the state is. */
export const stateOf = (rows: Pick<ReportRow, 'line' | 'outcome' | 'subject' | 'version'>[]): string =>
  rows
    .map(({ line, outcome, subject, version }) =>
      [line, outcome, outcome === 'create' ? null : subject, version].join()
    )
    .join('\n')

export async function readState(db: Db, id: string): Promise<string> {
  const rows = await db
    .selectFrom('import_row')
    .select(['line', 'outcome', 'subject_id as subject', 'subject_version as version'])
    .where('import_id', '=', id)
    .orderBy('line')
    .execute()
  return stateOf(rows)
}

/** Enters which records the rows have made. */
export async function saveSubjects(tx: Tx, id: string, rows: ReportRow[]): Promise<void> {
  const subjects = Object.fromEntries(
    rows.filter(({ outcome }) => outcome === 'create').map(({ line, subject }) => [line, subject])
  )
  // Looked up in one object: a join of two lists is planned for a few rows when the table was empty before.
  await sql`
    with made as materialized (select ${JSON.stringify(subjects)}::jsonb as subjects)
    update import_row r set subject_id = made.subjects ->> r.line::text from made
    where r.import_id = ${id} and made.subjects ? r.line::text`.execute(tx)
}

export interface ImportOutcome {
  status: ImportStatus
  /** Null when the file was not looked through to the end. */
  counts: Record<ReportRow['outcome'], number> | null
  messages: ImportMessage[]
  faulty: Pick<ReportRow, 'line' | 'errors'>[]
}

/** What came of an import, with the rows at fault. */
export async function findOutcome(db: Db, id: string): Promise<ImportOutcome> {
  const { rows } = await sql<ImportOutcome>`
    select status, messages, case when create_count is not null
      then jsonb_build_object('create', create_count, 'update', update_count, 'unchanged', unchanged_count, 'error', error_count) end as counts,
      (select coalesce(jsonb_agg(jsonb_build_object('line', line, 'errors', errors) order by line), '[]') from import_row where import_id = i.id and outcome = 'error') as faulty
    from import i where id = ${id}`.execute(db)
  return rows[0] as ImportOutcome
}

/** Whether a record that the rows are of has moved since they were looked through, or one that they would make is there now. */
export async function hasMoved(
  db: Db,
  { importables }: Imports,
  { id, resource, match_on }: ImportState
): Promise<boolean> {
  const importable = getImportable(importables, resource)
  const { name, columns } = importable.resource
  const matching = getMatching(importable, match_on)
  // Compared as what it is, the key is found in its index for each row of the file.
  const isSubject = 'id' in columns ? sql`t.id = r.subject_id::uuid` : sql`t.code = r.subject_id`
  const { rows } = await sql<{ moved: boolean }>`
    select exists (select from import_row r left join ${sql.table(name)} t on ${isSubject}
      where r.import_id = ${id} and r.outcome in ('update', 'unchanged') and t.version is distinct from r.subject_version) as moved`.execute(
    db
  )
  if (rows[0]?.moved) return true
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

/** Notes that an import cannot be applied any more. */
export async function outdate(tx: Tx, id: string): Promise<void> {
  if ((await lockImport(tx, id))?.status === 'previewed') await setStatus(tx, id, 'stale')
}

// In hours: a day of the session's zone may have 23 or 25 of them.
const KEPT = sql`interval '168 hours'`

/** Deletes what imports have kept for a week: it holds personal data. Returns how many imports that concerned. */
export async function purgeImports(tx: Tx): Promise<number> {
  const { rows } = await sql<{ id: string; status: ImportStatus }>`
    select i.id, i.status from import i where coalesce(i.finished_at, i.created_at) < now() - ${KEPT}
      and (exists (select from import_file f where f.import_id = i.id) or exists (select from import_row r where r.import_id = i.id)) for update`.execute(
    tx
  )
  return forget(tx, rows)
}

/** Deletes the files and rows of all imports, since they may hold what is to be erased. Those that were not applied cannot be any more. */
export async function forgetImports(tx: Tx): Promise<number> {
  const { rows } = await sql<{
    id: string
    status: ImportStatus
  }>`select i.id, i.status from import i order by i.id for update`.execute(tx)
  return forget(tx, rows)
}

async function forget(tx: Tx, imports: { id: string; status: ImportStatus }[]): Promise<number> {
  for (const { id, status } of imports)
    if (!['applied', 'failed', 'stale'].includes(status))
      await setStatus(tx, id, status === 'previewed' ? 'stale' : 'failed')
  const ids = imports.map(({ id }) => id)
  await sql`delete from import_row where import_id = any(${ids}::uuid[])`.execute(tx)
  await sql`delete from import_file where import_id = any(${ids}::uuid[])`.execute(tx)
  return ids.length
}

/** One holder at a time works on an import; the lock ends with the connection. Returns whether it was to be had. */
export async function tryLockWork(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql<{
    locked: boolean
  }>`select pg_try_advisory_lock(hashtext('konwent import'), hashtext(${id})) as locked`.execute(db)
  return rows[0]?.locked ?? false
}

export async function unlockWork(db: Db, id: string): Promise<void> {
  await sql`select pg_advisory_unlock(hashtext('konwent import'), hashtext(${id}))`.execute(db)
}
