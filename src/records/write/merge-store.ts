// Two records that mean the same become one: what refers to the one refers to the other, and its addresses lead there.
import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import { type ForeignKey, listForeignKeys } from './dependants.ts'
import type { Row } from './store.ts'

/**
 * What a record takes over from its duplicate, by table: groups of columns that belong together. A group is taken over when all of it is null
 * in the survivor, so that nothing the registry knows is overwritten and no half of an address is joined to another.
 */
export type TakenOver = Record<string, string[][]>

/** Merges the record `from` into `to`. Parts that both have are kept once; records under both that may not be twice, such as posts of one title, are merged in turn. */
export async function mergeRecords(
  tx: Tx,
  table: string,
  from: string,
  to: string,
  takenOver: TakenOver
): Promise<void> {
  const { rows } = await sql<{ id: string; row: Row }>`
    select id::text as id, to_jsonb(t) as row from ${sql.table(table)} t where id = any(${[from, to]}::uuid[])`.execute(
    tx
  )
  const [lost, kept] = [from, to].map((id) => rows.find((each) => each.id === id)?.row as Row) as [Row, Row]
  const groups = (takenOver[table] ?? []).filter(
    (group) => group.every((name) => kept[name] === null) && group.some((name) => lost[name] !== null)
  )
  const taken = Object.fromEntries(groups.flat().map((name) => [name, lost[name]]))
  const keys = (await listForeignKeys(tx)).filter(({ target, width }) => target === table && width === 1)
  const cited = keys.find((key) => key.table === 'citation')
  if (cited) await dropCitations(tx, cited, from, lost, { ...kept, ...taken })
  for (const key of keys) {
    for (const columns of await listUniqueKeys(tx, key)) await mergeTwins(tx, key, columns, { from, to }, takenOver)
    await sql`update ${sql.table(key.table)} set ${sql.id(key.column)} = ${to}::uuid where ${sql.id(key.column)} = ${from}::uuid`.execute(
      tx
    )
  }
  await tx
    .updateTable('redirect')
    .set({ target_id: to })
    .where('subject_type', '=', table)
    .where('target_id', '=', from)
    .execute()
  await sql`delete from ${sql.table(table)} where id = ${from}::uuid`.execute(tx)
  const names = Object.keys(taken)
  if (names.length > 0) {
    await sql`
      update ${sql.table(table)} set (${sql.join(names.map((name) => sql.id(name)))}) = row (${sql.join(names.map((name) => sql.ref(`r.${name}`)))})
      from jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify(taken)}::jsonb) as r where ${sql.table(table)}.id = ${to}::uuid`.execute(
      tx
    )
  }
  const identifiers = [from, ...(typeof lost.slug === 'string' ? [lost.slug] : [])]
  await tx
    .insertInto('redirect')
    .values(identifiers.map((identifier) => ({ subject_type: table, identifier, target_id: to })))
    .execute()
  await sql`select mark_change(${table}, ${from}, 'merged', 'merge', ${to})`.execute(tx)
}

/** A source that shows a value which the merged record does not have is no source of it any more. */
async function dropCitations(
  tx: Tx,
  { column, target }: ForeignKey,
  from: string,
  lost: Row,
  merged: Row
): Promise<void> {
  await sql`
    delete from citation where ${sql.id(column)} = ${from}::uuid
      and property_of(${target}, field) = any(changed_properties(
        properties_of(${target}), ${JSON.stringify(merged)}::jsonb, ${JSON.stringify(lost)}::jsonb))`.execute(tx)
}

interface UniqueKey {
  /** Its other columns. */
  columns: string[]
  nulls_equal: boolean
}

/** Unique constraints that the column of the foreign key is a part of. Those of periods are left out: what overlaps is for people to put right. */
async function listUniqueKeys(tx: Tx, { table, column }: ForeignKey): Promise<UniqueKey[]> {
  const { rows } = await sql<UniqueKey>`
    select array_agg(a.attname::text) filter (where a.attname <> ${column}) as columns, i.indnullsnotdistinct as nulls_equal
    from pg_constraint c join pg_index i on i.indexrelid = c.conindid join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
    where c.conrelid = ${table}::regclass and c.contype in ('u', 'p') and not c.conperiod
    group by c.oid, i.indnullsnotdistinct having bool_or(a.attname = ${column}) and count(*) > 1`.execute(tx)
  return rows
}

/** Makes one of each two rows that would be alike once both refer to the same record. */
async function mergeTwins(
  tx: Tx,
  { table, column, records }: ForeignKey,
  unique: UniqueKey,
  ids: { from: string; to: string },
  takenOver: TakenOver
): Promise<void> {
  const alike = sql.join(
    unique.columns.map(
      (name) => sql`x.${sql.id(name)} ${unique.nulls_equal ? sql`is not distinct from` : sql`=`} y.${sql.id(name)}`
    ),
    sql` and `
  )
  const twins = sql`${sql.table(table)} y where x.${sql.id(column)} = ${ids.from}::uuid and y.${sql.id(column)} = ${ids.to}::uuid and ${alike}`
  if (!records) {
    await sql`delete from ${sql.table(table)} x using ${twins}`.execute(tx)
    return
  }
  const { rows } = await sql<{
    from: string
    to: string
  }>`select x.id::text as from, y.id::text as to from ${sql.table(table)} x, ${twins} order by x.id`.execute(tx)
  for (const pair of rows) await mergeRecords(tx, table, pair.from, pair.to, takenOver)
}
