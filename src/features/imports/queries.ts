import { sql } from 'kysely'
import { jsonArrayFrom, jsonBuildObject } from 'kysely/helpers/postgres'
import type { Db, Tx } from '../../db/connect.ts'
import type { ImportStatus } from '../../db/types.ts'
import { columnsOf } from '../../records/columns.ts'
import type { ImportMessage, ReportRow } from '../../records/import-report.ts'
import { getImportable, getMatching, type Imports } from './importables.ts'
import type { FileFormat } from './parse-rows.ts'
import { findTargets } from './record-queries.ts'

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
    .executeTakeFirst()
}

/** The file of an import; undefined when it has been deleted. */
export function findFile(db: Db, id: string): Promise<{ format: FileFormat; content: string } | undefined> {
  return db
    .selectFrom('import_file')
    .select((eb) => [eb.ref('format').$castTo<FileFormat>().as('format'), 'content'])
    .where('import_id', '=', id)
    .executeTakeFirst()
}

/** Whether the file is still there; until the transaction ends it stays, and with it an erasure that would take it away waits. */
export async function holdFile(tx: Tx, id: string): Promise<boolean> {
  const held = await tx.selectFrom('import_file').where('import_id', '=', id).forKeyShare().execute()
  return held.length > 0
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
    const shape = sql`r (
      line integer, key text, outcome import_outcome, subject text, version integer, diff jsonb, errors jsonb)`
    await tx
      .insertInto('import_row')
      .columns(['import_id', 'line', 'key', 'outcome', 'subject_id', 'subject_version', 'diff', 'errors'])
      .expression((eb) =>
        eb
          .selectFrom(sql<ReportRow>`jsonb_to_recordset(${JSON.stringify(part)}::jsonb)`.as<'r'>(shape))
          .select([sql<string>`${id}::uuid`.as('import_id'), 'line', 'key', 'outcome', 'subject', 'version'])
          .select(['diff', 'errors'])
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
  const made = tx.selectNoFrom(sql`${JSON.stringify(subjects)}::jsonb`.as('subjects'))
  await tx
    .with(
      (cte) => cte('made').materialized(),
      () => made
    )
    .updateTable('import_row as r')
    .from('made')
    .set((eb) => ({ subject_id: sql<string>`${eb.ref('made.subjects')} ->> ${eb.ref('r.line')}::text` }))
    .where('r.import_id', '=', id)
    .where((eb) => sql<boolean>`${eb.ref('made.subjects')} ? ${eb.ref('r.line')}::text`)
    .execute()
}

export interface ImportOutcome {
  status: ImportStatus
  /** Null when the file was not looked through to the end. */
  counts: Record<ReportRow['outcome'], number> | null
  messages: ImportMessage[]
  faulty: Pick<ReportRow, 'line' | 'errors'>[]
}

/** What came of an import, with the rows at fault. */
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
          .select((of) => ['line', of.ref('errors').$castTo<ReportRow['errors']>().as('errors')])
          .whereRef('import_id', '=', 'i.id')
          .where('outcome', '=', sql.lit<'error'>('error'))
          .orderBy('line')
      ).as('faulty')
    ])
    .where('i.id', '=', id)
    .executeTakeFirstOrThrow()
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
  const r = columnsOf('import_row', 'r')
  const isSubject = 'id' in columns ? sql`t.id = ${r('subject_id')}::uuid` : sql`t.code = ${r('subject_id')}`
  const { rows } = await sql<{ moved: boolean }>`
    select exists (
      select from ${r.table} left join ${sql.table(name)} t on ${isSubject}
      where ${r('import_id')} = ${id} and ${r('outcome')} in ('update', 'unchanged')
        and t.version is distinct from ${r('subject_version')}
    ) as moved`.execute(db)
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
  const old = await tx
    .selectFrom('import as i')
    .select(['i.id', 'i.status'])
    .where((eb) => eb(eb.fn.coalesce('i.finished_at', 'i.created_at'), '<', sql<Date>`now() - ${KEPT}`))
    .where((eb) =>
      eb.or([
        eb.exists(eb.selectFrom('import_file').whereRef('import_id', '=', 'i.id')),
        eb.exists(eb.selectFrom('import_row').whereRef('import_id', '=', 'i.id'))
      ])
    )
    .forUpdate()
    .execute()
  return forget(tx, old)
}

/** Deletes the files and rows of all imports, since they may hold what is to be erased. Those that were not applied cannot be any more. */
export async function forgetImports(tx: Tx): Promise<number> {
  return forget(tx, await tx.selectFrom('import').select(['id', 'status']).orderBy('id').forUpdate().execute())
}

async function forget(tx: Tx, imports: { id: string; status: ImportStatus }[]): Promise<number> {
  for (const { id, status } of imports)
    if (!['applied', 'failed', 'stale'].includes(status))
      await setStatus(tx, id, status === 'previewed' ? 'stale' : 'failed')
  const ids = imports.map(({ id }) => id)
  const anyOfThem = sql<string>`any(${ids}::uuid[])`
  await tx.deleteFrom('import_row').where('import_id', '=', anyOfThem).execute()
  await tx.deleteFrom('import_file').where('import_id', '=', anyOfThem).execute()
  return ids.length
}

/** One holder at a time works on an import; the lock ends with the connection. Returns whether it was to be had. */
export async function tryLockWork(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_lock(hashtext('konwent import'), hashtext(${id})) as locked`.execute(db)
  return rows[0]?.locked ?? false
}

export async function unlockWork(db: Db, id: string): Promise<void> {
  await sql`select pg_advisory_unlock(hashtext('konwent import'), hashtext(${id}))`.execute(db)
}
