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

/** The records of a kind as the snapshot has them: what they are, their id, and what everybody sees of them. */
export const entriesOf = (resource: Resource): RawBuilder<unknown> =>
  wholeList(
    { ...resource, wrap: (data) => object({ type: sql.lit(resource.name), id: keyOf(resource), data }) },
    everything(resource)
  )

/** How many records there are for everybody's eyes. */
export async function countAll(db: Db, resources: readonly Resource[]): Promise<number> {
  let count = 0
  for (const resource of resources) count += await countRecords(db, new ResourceQuery(resource), everything(resource))
  return count
}

/** The moment of the snapshot that this transaction reads. */
export async function getMoment(db: Db): Promise<string> {
  const { now } = await db.selectNoFrom(utcText(sql`now()`).$castTo<string>().as('now')).executeTakeFirstOrThrow()
  return now
}
