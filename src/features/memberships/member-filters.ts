// Filters by the membership of an organisation or a person, for the lists of other records.
import { sql } from 'kysely'
import { columnsOf } from '../../records/columns.ts'
import type { Filter, Sql } from '../../records/define.ts'
import { flag, oneOf } from '../../records/references.ts'
import { equals, isOneOf } from '../../records/sql.ts'
import { term } from '../../records/vocabulary.ts'
import { membershipTier } from '../membership-tiers/vocabularies.ts'

export interface MemberFilters {
  member?: boolean
  tier?: string[]
  founder?: boolean
}

const hm = columnsOf('membership', 'hm')
const DAY = 'on the day `as_of`, or today without `as_of`.'

/** Returns the filters. `who` is the member, as the subject of a sentence in the contract. */
export const memberFilters = (who: string): Record<'member' | 'tier', Filter> => ({
  member: {
    ...flag(`Whether ${who} has a membership, certain or possible, ${DAY}`),
    reads: ['membership'],
    dated: true
  },
  tier: {
    ...oneOf(
      term(membershipTier, 'Tier of the membership.', 'ordinary'),
      `Tier of the membership that ${who} has ${DAY}`,
      ['ordinary']
    ),
    reads: ['membership'],
    dated: true
  }
})

/** Whether one of the filters requires a membership. */
export const requiresMembership = ({ member, tier, founder }: MemberFilters): boolean =>
  member === true || tier !== undefined || founder !== undefined

/**
 * Condition: the organisation or person has a membership that certainly or possibly holds on the day and meets all
 * filters. One membership must meet all of them.
 */
export function hasMembership(
  member: { organisation: Sql } | { person: Sql },
  { tier, founder }: MemberFilters,
  period: 'possible_period' | 'certain_period',
  day: Sql
): Sql {
  const isMember =
    'organisation' in member
      ? sql`${hm('organisation_id')} = ${member.organisation}`
      : sql`${hm('person_id')} = ${member.person}`
  const conditions = [
    isMember,
    sql`${hm(period)} @> ${day}`,
    isOneOf(hm('tier'), tier, 'tier'),
    equals(hm('founder'), founder)
  ].filter((condition) => condition !== undefined)
  return sql`exists (select 1 from ${hm.table} where ${sql.join(conditions, sql` and `)})`
}

/** Conditions of the filters on the organisation. */
export const memberConditions = (q: MemberFilters, organisation: Sql, day: Sql): (Sql | undefined)[] => [
  requiresMembership(q) ? hasMembership({ organisation }, q, 'possible_period', day) : undefined,
  q.member === false ? sql`not ${hasMembership({ organisation }, {}, 'possible_period', day)}` : undefined
]
