// Reads the records of the rows of an import in bulk.
import { sql } from 'kysely'
import type { Db, Tx } from '../../../db/connect.ts'
import type { Resource } from '../../../records/define.ts'
import type { Matching } from '../../../records/define-imports.ts'
import { ResourceQuery, selectPage } from '../../../records/read/query.ts'
import type { Json } from '../importables.ts'

/** Returns the ids of the records that match each key. */
export async function findTargets(db: Db, { find }: Matching, keys: string[]): Promise<Map<string, string[]>> {
  const { rows } = await find([...new Set(keys)]).execute(db)
  const targets = new Map<string, Set<string>>()
  for (const { key, id } of rows) targets.set(key, (targets.get(key) ?? new Set()).add(id))
  return new Map([...targets].map(([key, ids]) => [key, [...ids]]))
}

/** Locks the records until the transaction ends. */
export async function lockRecords(tx: Tx, { name }: Resource, ids: string[]): Promise<void> {
  await sql`select from ${sql.table(name)} where id = any(${ids}::uuid[]) order by id for update`.execute(tx)
}

/** Returns the records as writers see them, by id. Records that are hidden from writers too are omitted. */
export async function readRecords(
  tx: Tx,
  resource: Resource,
  ids: string[],
  include: string[]
): Promise<Map<string, Json>> {
  if (ids.length === 0) return new Map()
  const filtered = {
    ...resource,
    visible: resource.visibleToWriters ?? resource.visible,
    where: () => [sql`${resource.id.expression} = any(${ids}::uuid[])`]
  } as Resource
  const { rows } = await selectPage(
    tx,
    new ResourceQuery(filtered),
    { filters: {}, sort: resource.defaultSort, include },
    { limit: ids.length + 1 }
  )
  return new Map(rows.map(({ json }) => JSON.parse(json) as Json).map((record) => [String(record.id), record]))
}

/** Returns the rows of the table itself, by id. */
export async function readStored(tx: Tx, { name }: Resource, ids: string[]): Promise<Map<string, Json>> {
  const { rows } = await sql<{ row: Json }>`
    select to_jsonb(t) as row from ${sql.table(name)} t where t.id = any(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map(({ row }) => [String(row.id), row]))
}
