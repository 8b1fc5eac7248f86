// Records that an error names: those that the caller may see.
import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import type { NamedRecord } from '../../http/errors.ts'
import type { Resource, Sql } from '../define.ts'

/** Columns with the name of a record for people. The first that a resource has counts. */
const NAMES = ['display_name', 'name', 'title', 'heading']

/** Returns the records with these ids, in their order, without those that the caller may not see. */
export async function listRecords(tx: Tx, resource: Resource, ids: string[]): Promise<NamedRecord[]> {
  if (ids.length === 0) return []
  const columns = resource.columns as Record<string, Sql>
  const name = NAMES.map((column) => columns[column]).find((column) => column !== undefined)
  const { slug = sql`null` } = columns
  const { rows } = await sql<{ id: string; slug: string | null; name: string | null }>`
    select ${resource.id.expression}::text as id, ${slug} as slug, ${name ?? slug} as name from ${resource.from}
    where ${resource.id.expression} = any(${ids}::uuid[]) and ${resource.visible ?? sql`true`}`.execute(tx)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id): NamedRecord[] => {
    const row = byId.get(id)
    return row ? [{ ...row, name: row.name ?? row.slug ?? id, path: `/v1/${resource.path}/${row.slug ?? id}` }] : []
  })
}
