// What an import reads of the records that its rows are of, all at once.
import { sql } from 'kysely'
import type { Db, Tx } from '../../db/connect.ts'
import type { Resource } from '../../records/define.ts'
import type { Matching } from '../../records/define-imports.ts'
import { ResourceQuery, selectPage } from '../../records/read/query.ts'
import type { Json } from './importables.ts'

/** The ids of the records that have each of the keys. */
export async function findTargets(db: Db, { find }: Matching, keys: string[]): Promise<Map<string, string[]>> {
  const { rows } = await find([...new Set(keys)]).execute(db)
  const targets = new Map<string, Set<string>>()
  for (const { key, id } of rows) targets.set(key, (targets.get(key) ?? new Set()).add(id))
  return new Map([...targets].map(([key, ids]) => [key, [...ids]]))
}

/** Nobody else changes the records until the transaction ends. */
export async function lockRecords(tx: Tx, { name }: Resource, ids: string[]): Promise<void> {
  await sql`select from ${sql.table(name)} where id = any(${ids}::uuid[]) order by id for update`.execute(tx)
}

/** The records as their writers see them, by id; those that even writers do not see are left out. */
export async function readRecords(
  tx: Tx,
  resource: Resource,
  ids: string[],
  include: string[]
): Promise<Map<string, Json>> {
  if (ids.length === 0) return new Map()
  const chosen = {
    ...resource,
    visible: resource.visibleToWriters ?? resource.visible,
    where: () => [sql`${resource.id.expression} = any(${ids}::uuid[])`]
  } as Resource
  const { rows } = await selectPage(
    tx,
    new ResourceQuery(chosen),
    { filters: {}, sort: resource.defaultSort, include },
    { limit: ids.length + 1 }
  )
  return new Map(rows.map(({ json }) => JSON.parse(json) as Json).map((record) => [String(record.id), record]))
}

/** The rows of the table itself, by id. */
export async function readStored(tx: Tx, { name }: Resource, ids: string[]): Promise<Map<string, Json>> {
  const { rows } = await sql<{ row: Json }>`
    select to_jsonb(t) as row from ${sql.table(name)} t where t.id = any(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map(({ row }) => [String(row.id), row]))
}

/** Does the work, or leaves no trace of it when it throws; the transaction goes on in either case. */
export async function attempt<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await sql`savepoint attempt`.execute(tx)
  try {
    return await work()
  } catch (error) {
    await sql`rollback to savepoint attempt`.execute(tx)
    throw error
  } finally {
    await sql`release savepoint attempt`.execute(tx).catch(() => {})
  }
}
