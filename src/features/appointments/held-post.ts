// The post that a person held on certain days, such as those of an event.
import { sql } from 'kysely'
import { Nullable, Ref, record } from '../../contract/components.ts'
import { Enum, Id, Int, Str } from '../../contract/schemas.ts'
import { columnsOf } from '../../records/columns.ts'
import type { Sql } from '../../records/define.ts'
import { term } from '../../records/vocabulary.ts'
import { postSummary } from '../contacts/queries.ts'
import { PostSummary } from '../contacts/schemas.ts'
import { OrganisationSummary, organisationSummary } from '../summaries.ts'
import { appointmentCapacity } from './vocabularies.ts'

export const HeldPost = record('HeldPost', 'The post that a person held on the days of an event.', {
  appointment: Id('Id of the appointment.'),
  organisation: Ref(OrganisationSummary),
  post: Ref(PostSummary),
  printed_post: Nullable(Str('Post as printed beside the name. Null if none is printed.', 'p.o. Dyrektora')),
  capacity: term(appointmentCapacity, 'Capacity in which the post was held.', 'substantive'),
  certainty: Enum(
    ['certain', 'possible'],
    'Whether the person certainly or only possibly held the post on these days.',
    'certain'
  ),
  alternatives: Int(
    'Number of other posts that the person possibly held on these days. `/appointments` with `person` and `as_of` ' +
      'lists them.',
    0
  )
})

/** Types of records that heldPost() reads. */
export const readsOfHeldPost = ['appointment', 'post', 'organisation', 'person']

const [hh, hpo] = [columnsOf('appointment', 'hh'), columnsOf('post', 'hpo')]
const [hho, hhp] = [columnsOf('organisation', 'hho'), columnsOf('person', 'hhp')]

/** The person and the days. `organisation` limits the posts to those in it, unless it is null. */
interface Held {
  person: Sql
  organisation: Sql
  /** A daterange; nothing is found for null. */
  days: Sql
}

/**
 * SQL of the post that the person held on the days, null if none is on record. A certain one precedes a possible one,
 * and a post that leads an organisation precedes others. People whom the caller may not see hold none.
 */
export function heldPost({ person, organisation, days }: Held): Sql {
  const isAttested = sql`${days} <@ daterange(lower(${days}), lower(${days}), '[]')
    and lower(${days}) = any(${hh('attested_on')})`
  const isCertain = sql`coalesce(${hh('certain_period')} @> ${days} or (${isAttested}), false)`
  return sql`(select row_to_json(r) from (
    select ${hh('id')} as appointment, ${organisationSummary('hho')} as organisation, ${postSummary('hpo')} as post,
      ${hh('printed_post')}, ${hh('capacity')},
      case when ${isCertain} then 'certain' else 'possible' end as certainty, count(*) over () - 1 as alternatives
    from ${hh.table}
    join ${hpo.table} on ${hpo('id')} = ${hh('post_id')}
    join ${hho.table} on ${hho('id')} = ${hpo('organisation_id')}
    join ${hhp.table} on ${hhp('id')} = ${hh('person_id')}
    where ${hh('person_id')} = ${person} and ${hh('possible_period')} && ${days}
      and (${organisation} is null or ${hpo('organisation_id')} = ${organisation})
      and ${hhp('erased_at')} is null and (${hhp('restricted_at')} is null or shows_restricted())
    order by ${isCertain} desc, leading_rank(${hpo('role')}), ${hh('capacity')}, ${hh('id')} limit 1) as r)`
}
