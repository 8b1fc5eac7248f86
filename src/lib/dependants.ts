// What rests on a record: found through the foreign keys of the database, so that a new table cannot be forgotten.
import { sql } from 'kysely'
import type { Tx } from '../db/connect.ts'
import { ApiError, type Fault } from './errors.ts'

interface ForeignKey {
  table: string
  column: string
  /** Table whose record is meant: the table itself, or the one that its rows are a part of. */
  owner: string
  /** Column that holds the key of that record. */
  key: string
}

const SHOWN = 100

/**
 * Foreign keys to a table from records, and from parts of records that do not go with it when it is deleted.
 * A table with a version of its own holds records; the rows of another are parts of what its primary key begins with.
 */
async function foreignKeys(tx: Tx, table: string): Promise<ForeignKey[]> {
  const { rows } = await sql<ForeignKey>`
    with keyed as (
      select c.conrelid, c.confdeltype, a.attname as column,
        exists (select from pg_attribute v where v.attrelid = c.conrelid and v.attname = 'version' and not v.attisdropped) as holds_records,
        (select p.attname from pg_constraint k join pg_attribute p on p.attrelid = k.conrelid and p.attnum = k.conkey[1]
          where k.conrelid = c.conrelid and k.contype = 'p') as first_key
      from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype = 'f' and c.confrelid = ${table}::regclass and cardinality(c.conkey) = 1)
    select conrelid::regclass::text as table, k.column, k.first_key as key,
      case when k.holds_records then conrelid::regclass::text
        else (select f.confrelid::regclass::text from pg_constraint f join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
          where f.contype = 'f' and f.conrelid = k.conrelid and a.attname = k.first_key) end as owner
    from keyed k where k.holds_records or k.confdeltype in ('a', 'r') order by 1, 2`.execute(tx)
  return rows.filter(({ owner }) => owner !== null)
}

/** Throws 409 with the list of what rests on the record, at most a hundred of each kind. */
export async function refuseInUse(tx: Tx, table: string, id: string): Promise<void> {
  const faults: Fault[] = []
  for (const { table: from, column, owner, key } of await foreignKeys(tx, table)) {
    const { rows } = await sql<{ id: string }>`
      select distinct ${sql.id(key)}::text as id from ${sql.table(from)}
      where ${sql.id(column)} = ${id}::uuid and not (${from === table} and ${sql.id(key)}::text = ${id}) order by 1 limit ${SHOWN}`.execute(tx)
    faults.push(...rows.map((row) => dependant(owner, row.id, column.replace(/_id$/, ''))))
  }
  if (faults.length === 0) return
  throw new ApiError(
    'in_use',
    { pl: 'Rekordu nie można usunąć, ponieważ opierają się na nim inne.', en: 'The record cannot be deleted, since others rest on it.' },
    { faults }
  )
}

const dependant = (owner: string, id: string, property: string): Fault => ({
  code: 'referenced_by',
  detail: { pl: `${owner} ${id} odwołuje się do niego jako «${property}».`, en: `${owner} ${id} refers to it as «${property}».` }
})

/** Lets everything that refers to one record refer to another. */
export async function redirectReferences(tx: Tx, table: string, from: string, to: string): Promise<void> {
  const { rows } = await sql<{ table: string; column: string }>`
    select c.conrelid::regclass::text as table, a.attname as column
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = ${table}::regclass and cardinality(c.conkey) = 1 order by 1, 2`.execute(tx)
  for (const { table: referring, column } of rows) {
    await sql`update ${sql.table(referring)} set ${sql.id(column)} = ${to}::uuid where ${sql.id(column)} = ${from}::uuid`.execute(tx)
  }
  await sql`update redirect set target_id = ${to}::uuid where subject_type = ${table} and target_id = ${from}::uuid`.execute(tx)
}
