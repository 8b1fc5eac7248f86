// Finds the records that refer to a record. It reads the foreign keys from the database, so that no table is forgotten.
import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import { ApiError, type Fault } from '../../http/errors.ts'
import type { Resource } from '../define.ts'

export interface ForeignKey {
  table: string
  column: string
  /** Number of its columns; `column` is the first. */
  width: number
  target: string
  /** Whether it has ON DELETE CASCADE. */
  cascades: boolean
  /** Whether the rows of the table are records with a version. Otherwise they are parts of records. */
  records: boolean
  /** First column of the table's primary key. */
  first_key: string
}

/** Returns all foreign keys of the database, sorted by table. */
export async function listForeignKeys(tx: Tx): Promise<ForeignKey[]> {
  const { rows } = await sql<ForeignKey>`
    select c.conrelid::regclass::text as table, a.attname as column, cardinality(c.conkey) as width,
      c.confrelid::regclass::text as target, c.confdeltype = 'c' as cascades, p.attname as first_key,
      exists (select from pg_attribute v
        where v.attrelid = c.conrelid and v.attname = 'version' and not v.attisdropped) as records
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

/**
 * Returns the record tables of which the rows of a table are parts: the targets of its cascading foreign keys and of
 * the first column of its primary key. A citation can be part of many kinds of records.
 */
function ownersOf(
  { table, records, first_key }: Pick<ForeignKey, 'table' | 'records' | 'first_key'>,
  keys: ForeignKey[]
): Owner[] {
  if (records) return [{ table, column: first_key }]
  const parentKeys = keys.filter((key) => key.table === table && (key.cascades || key.column === first_key))
  return parentKeys.flatMap(({ target, column }) => {
    const parent = keys.find((key) => key.table === target)
    if (!parent || parent.records) return [{ table: target, column }]
    return ownersOf(parent, keys).map((owner) => ({ ...owner, column }))
  })
}

const MAX_LISTED = 100

/** Throws 409 with the records that refer to the record, at most 100 of each kind. */
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
    if (owners.length === 0 && (await isReferredTo(tx, key, id))) faults.push(permanentPart)
  }
  if (faults.length === 0) return
  throw new ApiError(
    'in_use',
    {
      pl: 'Rekordu nie można usunąć, ponieważ odwołują się do niego inne rekordy.',
      en: 'The record cannot be deleted, because other records refer to it.'
    },
    { faults }
  )
}

/** Some parts, such as a decision, must not be deleted with their record. */
const permanentPart: Fault = {
  code: 'part_is_kept',
  detail: { pl: 'Część rekordu musi pozostać w rejestrze.', en: 'A part of the record must stay in the registry.' }
}

async function isReferredTo(tx: Tx, { table, column }: ForeignKey, id: string): Promise<boolean> {
  const { rows } = await sql`
    select from ${sql.table(table)} where ${sql.id(column)} = ${id}::uuid limit 1`.execute(tx)
  return rows.length > 0
}

/** Returns a fault for each record of one kind that refers to the record by one column. */
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
    select distinct ${name} as name from ${sql.table(table)} x
    where x.${sql.id(column)} = ${id}::uuid and ${key} is not null order by 1 limit ${MAX_LISTED}`.execute(tx)
  const property = column.replace(/_id$/, '')
  return rows.map(({ name }) => {
    const address = resource ? `/v1/${resource.path}/${name}` : name
    const label = resource?.label ?? { pl: owner.table, en: owner.table }
    return {
      code: 'referenced_by',
      detail: {
        pl: `${label.pl} ${address} odwołuje się do tego rekordu w polu «${property}».`,
        en: `${label.en} ${address} refers to this record in «${property}».`
      }
    }
  })
}
