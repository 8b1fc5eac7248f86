// The membership of an organisation or a person on a day.
import { sql } from 'kysely'
import { NullableRef, Ref, record } from '../../contract/components.ts'
import { Bool, Enum, Id, Int, UncertainDate } from '../../contract/schemas.ts'
import { columnsOf } from '../../records/columns.ts'
import type { Include, Sql } from '../../records/define.ts'
import { term } from '../../records/vocabulary.ts'
import { membershipTier } from '../membership-tiers/vocabularies.ts'
import { membershipsNow, membershipsOn } from './as-of.ts'
import { membershipStatus } from './vocabularies.ts'

const CurrentMembership = record(
  'CurrentMembership',
  'The membership of an organisation or a person on the day `as_of`, or today without it.',
  {
    id: Id('Id of the membership.'),
    tier: term(membershipTier, 'Tier of the membership.', 'ordinary'),
    founder: Bool('Whether the member is one of the founders.'),
    status: term(membershipStatus, 'Status of the membership on that day.', 'active'),
    joined: Ref(UncertainDate),
    certainty: Enum(
      ['certain', 'possible'],
      'Whether the membership certainly or only possibly holds on that day.',
      'certain'
    ),
    alternatives: Int(
      'Number of other memberships that possibly hold on that day, such as one in another tier if the day of the ' +
        'change is unknown. `/memberships` with `as_of` lists them.',
      0
    )
  }
)

const cm = columnsOf('membership', 'cm')

/** Certain memberships come first, and then the one that began last. */
const membershipOf = (member: Sql, day: Sql, dated: boolean): Sql => {
  const isCertain = sql`coalesce(${cm('certain_period')} @> ${day}, false)`
  const began = sql`coalesce(${cm('joined_on')}, ${cm('joined_not_after')}, ${cm('joined_not_before')})`
  return sql`(select row_to_json(r) from (
    select ${cm('id')}, ${cm('tier')}, ${cm('founder')}, ${cm('status')}, ${cm.uncertain('joined')} as joined,
      case when ${isCertain} then 'certain' else 'possible' end as certainty, count(*) over () - 1 as alternatives
    from ${dated ? membershipsOn('cm', day) : membershipsNow('cm')}
    where ${member} and ${cm('possible_period')} @> ${day}
    order by ${isCertain} desc, ${began} desc nulls last, ${cm('id')} limit 1) as r)`
}

const include = (member: Sql): Include => ({
  schema: NullableRef(
    CurrentMembership,
    'Membership on the day `as_of`, or today without it. A certain one precedes a possible one. Null if there is none.'
  ),
  dated: true,
  reads: ['membership'],
  expression: (day, dated) => membershipOf(member, day, dated)
})

/** Include of the membership of the organisation with the id. */
export const currentMembershipOfOrganisation = (id: Sql): Include => include(sql`${cm('organisation_id')} = ${id}`)

/** Include of the membership of the person with the id. */
export const currentMembershipOfPerson = (id: Sql): Include => include(sql`${cm('person_id')} = ${id}`)
