// The head of an organisation on a day: the holder of a post that leads it.
import { sql } from 'kysely'
import { NullableRef } from '../../contract/components.ts'
import { columnsOf } from '../../records/columns.ts'
import type { Filter, Include, Sql } from '../../records/define.ts'
import { flag } from '../../records/references.ts'
import { isOneOf } from '../../records/sql.ts'
import { postSummary } from '../contacts/queries.ts'
import { personReference } from '../people/references.ts'
import { personSummary } from '../summaries.ts'
import { CurrentHead } from './schemas.ts'

export interface HeadFilters {
  head?: string[]
  head_known?: boolean
}

const [h, hp, hpo] = [columnsOf('appointment', 'h'), columnsOf('person', 'hp'), columnsOf('post', 'hpo')]
const reads = ['appointment', 'post', 'person']

/**
 * The appointments that may make somebody the head of the organisation on the day. People whom the caller may not see
 * (art. 18 GDPR) and erased people (art. 17 GDPR) are left out, as if the registry did not know their appointments.
 */
const candidates = (organisation: Sql, day: Sql): Sql => sql`${h.table}
  join ${hpo.table} on ${hpo('id')} = ${h('post_id')}
  join ${hp.table} on ${hp('id')} = ${h('person_id')}
  where ${hpo('organisation_id')} = ${organisation} and is_leading(${hpo('role')})
    and ${h('capacity')} <> 'deputy' and ${h('possible_period')} @> ${day}
    and ${hp('erased_at')} is null and (${hp('restricted_at')} is null or shows_restricted())`

const isCertain = (day: Sql): Sql => sql`coalesce(${h('certain_period')} @> ${day}, false)`

/** Certain appointments come first, then the post, then the capacity, and then the latest evidence. */
const order = (day: Sql): Sql => sql`order by ${isCertain(day)} desc,
  leading_rank(${hpo('role')}),
  array_position(array['substantive', 'unknown', 'acting']::appointment_capacity[], ${h('capacity')}),
  greatest(${h('started_on')}, ${h('started_not_after')},
    ${h('attested_on')}[cardinality(${h('attested_on')})]) desc nulls last, ${h('id')} limit 1`

const headOf = (organisation: Sql, day: Sql): Sql => sql`(select row_to_json(r) from (
  select ${h('id')} as appointment, ${personSummary('hp')} as person, ${postSummary('hpo')} as post, ${h('capacity')},
    case when ${isCertain(day)} then 'certain' else 'possible' end as certainty, count(*) over () - 1 as alternatives
  from ${candidates(organisation, day)} ${order(day)}) as r)`

/** Include of the head of the organisation whose id is `organisation`. */
export const currentHead = (organisation: Sql): Include => ({
  schema: NullableRef(
    CurrentHead,
    'Head of the organisation on the day `as_of`, or today without it: the holder of the post that leads it, in ' +
      'office or acting. A certain one precedes a possible one. Null if none is on record.'
  ),
  dated: true,
  reads,
  expression: (day) => headOf(organisation, day)
})

const person = personReference('Person who is the head on the day `as_of`, or today without `as_of`.', 'anna-ostasz')

export const headFilters: Record<keyof HeadFilters, Filter> = {
  head: { ...person, reads },
  head_known: {
    ...flag('Whether a head, certain or possible, is on record for the day `as_of`, or for today without `as_of`.'),
    reads
  }
}

/** Condition: the organisation has a head on the day whose appointment `h` meets the condition. */
export const hasHead = (organisation: Sql, day: Sql, condition: Sql = sql`true`): Sql =>
  sql`exists (select from ${candidates(organisation, day)} and ${condition})`

/** Conditions of these filters on the organisation. */
export const headConditions = (q: HeadFilters, organisation: Sql, day: Sql): (Sql | undefined)[] => [
  isOneOf(sql`(select ${h('person_id')} from ${candidates(organisation, day)} ${order(day)})`, q.head, 'uuid'),
  q.head_known === undefined ? undefined : sql`${hasHead(organisation, day)} = ${q.head_known}`
]
