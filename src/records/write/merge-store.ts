// Merges two records of the same thing: references to the duplicate are moved, and its addresses are redirected.
import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import { type ForeignKey, listForeignKeys } from './dependants.ts'
import type { Row } from './store.ts'

/**
 * By table, groups of columns that the surviving record takes from its duplicate. A group is taken only if all of its
 * columns are null in the survivor. So no known value is overwritten, and no address is mixed from two.
 */
export type FillableColumns = Record<string, string[][]>

/**
 * Merges the record `from` into `to`. Of equal parts, one is deleted. Records under both that a unique constraint
 * allows only once, such as posts with the same title, are merged too.
 */
export async function mergeRecords(
  tx: Tx,
  table: string,
  from: string,
  to: string,
  fillableColumns: FillableColumns
): Promise<void> {
  const { rows } = await sql<{ id: string; row: Row }>`
    select id::text as id, to_jsonb(t) as row from ${sql.table(table)} t where id = any(${[from, to]}::uuid[])`.execute(
    tx
  )
  const [duplicate, survivor] = [from, to].map((id) => rows.find((each) => each.id === id)?.row as Row) as [Row, Row]
  const groups = (fillableColumns[table] ?? []).filter(
    (group) => group.every((name) => survivor[name] === null) && group.some((name) => duplicate[name] !== null)
  )
  const filled = Object.fromEntries(groups.flat().map((name) => [name, duplicate[name]]))
  const keys = (await listForeignKeys(tx)).filter(({ target, width }) => target === table && width === 1)
  const citationKey = keys.find((key) => key.table === 'citation')
  if (citationKey) await dropCitations(tx, citationKey, from, duplicate, { ...survivor, ...filled })
  for (const key of keys) {
    for (const unique of await listUniqueKeys(tx, key))
      await mergeConflictingRows(tx, key, unique, { from, to }, fillableColumns)
    const column = sql.id(key.column)
    await sql`update ${sql.table(key.table)} set ${column} = ${to}::uuid where ${column} = ${from}::uuid`.execute(tx)
  }
  await tx
    .updateTable('redirect')
    .set({ target_id: to })
    .where('subject_type', '=', table)
    .where('target_id', '=', from)
    .execute()
  await sql`delete from ${sql.table(table)} where id = ${from}::uuid`.execute(tx)
  const names = Object.keys(filled)
  if (names.length > 0) {
    const columns = sql.join(names.map((name) => sql.id(name)))
    const values = sql.join(names.map((name) => sql.ref(`r.${name}`)))
    await sql`
      update ${sql.table(table)} set (${columns}) = row (${values})
      from jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify(filled)}::jsonb) as r
      where ${sql.table(table)}.id = ${to}::uuid`.execute(tx)
  }
  const identifiers = [from, ...(typeof duplicate.slug === 'string' ? [duplicate.slug] : [])]
  await tx
    .insertInto('redirect')
    .values(identifiers.map((identifier) => ({ subject_type: table, identifier, target_id: to })))
    .execute()
  await sql`select mark_change(${table}, ${from}, 'merged', 'merge', ${to})`.execute(tx)
}

/** Deletes the duplicate's citations of properties for which the merged record has another value. */
async function dropCitations(
  tx: Tx,
  { column, target }: ForeignKey,
  from: string,
  duplicate: Row,
  merged: Row
): Promise<void> {
  await sql`
    delete from citation where ${sql.id(column)} = ${from}::uuid
      and property_of(${target}, field) = any(changed_properties(
        properties_of(${target}), ${JSON.stringify(merged)}::jsonb, ${JSON.stringify(duplicate)}::jsonb))`.execute(tx)
}

interface UniqueKey {
  /** Its columns apart from that of the foreign key. */
  columns: string[]
  nulls_equal: boolean
}

/**
 * Returns the unique constraints that contain the column of the foreign key and others. Constraints on periods are not
 * included: overlapping periods must be resolved by hand.
 */
async function listUniqueKeys(tx: Tx, { table, column }: ForeignKey): Promise<UniqueKey[]> {
  const { rows } = await sql<UniqueKey>`
    select array_agg(a.attname::text) filter (where a.attname <> ${column}) as columns,
      i.indnullsnotdistinct as nulls_equal
    from pg_constraint c
      join pg_index i on i.indexrelid = c.conindid
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
    where c.conrelid = ${table}::regclass and c.contype in ('u', 'p') and not c.conperiod
    group by c.oid, i.indnullsnotdistinct having bool_or(a.attname = ${column}) and count(*) > 1`.execute(tx)
  return rows
}

/** Merges each pair of rows that would break the unique constraint after both refer to the same record. */
async function mergeConflictingRows(
  tx: Tx,
  { table, column, records }: ForeignKey,
  unique: UniqueKey,
  ids: { from: string; to: string },
  fillableColumns: FillableColumns
): Promise<void> {
  const equals = unique.nulls_equal ? sql`is not distinct from` : sql`=`
  const isEqual = sql.join(
    unique.columns.map((name) => sql`x.${sql.id(name)} ${equals} y.${sql.id(name)}`),
    sql` and `
  )
  const conflicts = sql`${sql.table(table)} y
    where x.${sql.id(column)} = ${ids.from}::uuid and y.${sql.id(column)} = ${ids.to}::uuid and ${isEqual}`
  if (!records) {
    await sql`delete from ${sql.table(table)} x using ${conflicts}`.execute(tx)
    return
  }
  const { rows } = await sql<{ from: string; to: string }>`
    select x.id::text as from, y.id::text as to from ${sql.table(table)} x, ${conflicts} order by x.id`.execute(tx)
  for (const pair of rows) await mergeRecords(tx, table, pair.from, pair.to, fillableColumns)
}
