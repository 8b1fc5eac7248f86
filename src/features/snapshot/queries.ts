import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import type { Resource, Sql } from '../../records/define.ts'
import { countRecords, ResourceQuery, type Selection, wholeList } from '../../records/read/query.ts'
import { object, utcText } from '../../records/sql.ts'

const keyOf = ({ columns }: Resource): Sql => {
  const { id, code } = columns as { id?: Sql; code?: Sql }
  return sql`(${id ?? code})::text`
}

const everything = ({ defaultSort }: Resource): Selection => ({ filters: {}, sort: defaultSort })

/** Selects the public records of a type as entries of the snapshot: `type`, `id` and `data`. */
export const entriesOf = (resource: Resource): RawBuilder<unknown> =>
  wholeList(
    { ...resource, wrap: (data) => object({ type: sql.lit(resource.name), id: keyOf(resource), data }) },
    everything(resource)
  )

/** Returns the number of public records of all types. */
export async function countAll(db: Db, resources: readonly Resource[]): Promise<number> {
  let count = 0
  for (const resource of resources) count += await countRecords(db, new ResourceQuery(resource), everything(resource))
  return count
}

/** Returns the start time of this transaction, in UTC. */
export async function getMoment(db: Db): Promise<string> {
  const { now } = await db.selectNoFrom(utcText(sql`now()`).$castTo<string>().as('now')).executeTakeFirstOrThrow()
  return now
}
