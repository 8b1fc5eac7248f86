import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import type { Resource, Sql } from '../../records/define.ts'
import { countRecords, type Selection, wholeList } from '../../records/read/query.ts'
import { object, utcText } from '../../records/sql.ts'
import { posts } from '../appointments/posts.ts'
import { appointments } from '../appointments/queries.ts'
import { contacts } from '../contacts/queries.ts'
import { declarations } from '../declarations/queries.ts'
import { events } from '../events/queries.ts'
import { assertions, creationModes, legalActs, linkedSites, publications, serviceAreas, structureElements, trainingTopics } from '../library/queries.ts'
import { membershipLists, membershipTiers } from '../membership-tiers/queries.ts'
import { memberships } from '../memberships/queries.ts'
import { lineage, organisations } from '../organisations/queries.ts'
import { people } from '../people/queries.ts'
import { sources } from '../sources/queries.ts'
import { territories } from '../territories/queries.ts'

/** All that the journal tells of, what others refer to first. */
export const copied: Resource[] = [
  sources,
  territories,
  membershipTiers,
  creationModes,
  structureElements,
  serviceAreas,
  organisations,
  lineage,
  people,
  posts,
  appointments,
  contacts,
  declarations,
  memberships,
  membershipLists,
  events,
  publications,
  legalActs,
  trainingTopics,
  linkedSites,
  assertions
]

const keyOf = ({ columns }: Resource): Sql => {
  const { id, code } = columns as { id?: Sql; code?: Sql }
  return sql`(${id ?? code})::text`
}

const everything = ({ defaultSort }: Resource): Selection => ({ filters: {}, sort: defaultSort })

/** The records of a kind as the snapshot has them: what they are, their id, and what everybody sees of them. */
export const entriesOf = (resource: Resource): RawBuilder<unknown> =>
  wholeList({ ...resource, wrap: (data) => object({ type: sql.lit(resource.name), id: keyOf(resource), data }) }, everything(resource))

/** How many records there are for everybody's eyes. */
export async function countAll(db: Db): Promise<number> {
  let count = 0
  for (const resource of copied) count += await countRecords(db, resource, everything(resource))
  return count
}

/** The moment of the snapshot that this transaction reads. */
export async function getMoment(db: Db): Promise<string> {
  const { rows } = await sql<{ now: string }>`select ${utcText(sql`now()`)} as now`.execute(db)
  return (rows[0] as { now: string }).now
}
