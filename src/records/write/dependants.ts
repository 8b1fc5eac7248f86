// What rests on a record: found through the foreign keys of the database, so that a new table cannot be forgotten.
import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import { ApiError, type Fault } from '../../http/errors.ts'
import type { Resource } from '../define.ts'

export interface ForeignKey {
  table: string
  column: string
  /** How many columns it has; `column` is the first. */
  width: number
  target: string
  /** Whether rows go with the record that they refer to. */
  cascades: boolean
  /** Whether the rows of the table are records, which have a version of their own; others are parts of records. */
  records: boolean
  /** First column of the primary key. */
  first_key: string
}

/** All foreign keys of the database, in the order of their tables. */
export async function listForeignKeys(tx: Tx): Promise<ForeignKey[]> {
  const { rows } = await sql<ForeignKey>`
    select c.conrelid::regclass::text as table, a.attname as column, cardinality(c.conkey) as width, c.confrelid::regclass::text as target,
      c.confdeltype = 'c' as cascades, p.attname as first_key,
      exists (select from pg_attribute v where v.attrelid = c.conrelid and v.attname = 'version' and not v.attisdropped) as records
    from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      join pg_constraint k on k.conrelid = c.conrelid and k.contype = 'p'
      join pg_attribute p on p.attrelid = k.conrelid and p.attnum = k.conkey[1]
    where c.contype = 'f' and c.connamespace = 'public'::regnamespace order by 1, 2`.execute(tx)
  return rows
}

interface Owner {
  table: string
  /** Column of the part that holds the key of the record. */
  column: string
}

/** Of which records the rows of a table are parts: of what they go with, and of what their primary key begins with. A citation may be part of many kinds. */
function ownersOf(
  { table, records, first_key }: Pick<ForeignKey, 'table' | 'records' | 'first_key'>,
  keys: ForeignKey[]
): Owner[] {
  if (records) return [{ table, column: 'id' }]
  const ties = keys.filter((key) => key.table === table && (key.cascades || key.column === first_key))
  return ties.flatMap(({ target, column }) => {
    const around = keys.find((key) => key.table === target)
    if (!around || around.records) return [{ table: target, column }]
    return ownersOf(around, keys).map((owner) => ({ ...owner, column }))
  })
}

const SHOWN = 100

/** Throws 409 with the list of what rests on the record, at most a hundred of each kind. */
export async function refuseInUse(
  tx: Tx,
  resources: ReadonlyMap<string, Resource>,
  table: string,
  id: string
): Promise<void> {
  const faults: Fault[] = []
  const keys = await listForeignKeys(tx)
  for (const key of keys.filter(
    ({ target, width, records, cascades }) => target === table && width === 1 && (records || !cascades)
  )) {
    const owners = ownersOf(key, keys).filter(({ column }) => column !== key.column)
    for (const owner of owners) faults.push(...(await dependants(tx, resources.get(owner.table), key, owner, id)))
    if (owners.length === 0 && (await isReferredTo(tx, key, id))) faults.push(keptPart)
  }
  if (faults.length === 0) return
  throw new ApiError(
    'in_use',
    {
      pl: 'Rekordu nie można usunąć, ponieważ opierają się na nim inne.',
      en: 'The record cannot be deleted, since others rest on it.'
    },
    { faults }
  )
}

/** Some parts, such as a decision, do not go with their record. */
const keptPart: Fault = {
  code: 'part_is_kept',
  detail: { pl: 'Część rekordu musi pozostać w rejestrze.', en: 'A part of the record has to stay in the registry.' }
}

async function isReferredTo(tx: Tx, { table, column }: ForeignKey, id: string): Promise<boolean> {
  return (
    (await sql`select from ${sql.table(table)} where ${sql.id(column)} = ${id}::uuid limit 1`.execute(tx)).rows.length >
    0
  )
}

/** The records of one kind that refer to the record by one column. */
async function dependants(
  tx: Tx,
  resource: Resource | undefined,
  { table, column }: ForeignKey,
  owner: Owner,
  id: string
): Promise<Fault[]> {
  const key = sql.ref(`x.${owner.column}`)
  const named = resource && 'slug' in resource.columns
  const name = named ? sql`(select o.slug from ${sql.table(owner.table)} o where o.id = ${key})` : sql`${key}::text`
  const { rows } = await sql<{ name: string }>`
    select distinct ${name} as name from ${sql.table(table)} x where x.${sql.id(column)} = ${id}::uuid and ${key} is not null order by 1 limit ${SHOWN}`.execute(
    tx
  )
  const property = column.replace(/_id$/, '')
  return rows.map(({ name }) => {
    const place = resource ? `/v1/${resource.path}/${name}` : name
    const label = resource?.label ?? { pl: owner.table, en: owner.table }
    return {
      code: 'referenced_by',
      detail: {
        pl: `${label.pl} ${place} odwołuje się do tego rekordu jako «${property}».`,
        en: `${label.en} ${place} refers to this record as «${property}».`
      }
    }
  })
}
