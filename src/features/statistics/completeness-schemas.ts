import type { Static } from '@sinclair/typebox'
import { Nullable, Ref, record } from '../../contract/components.ts'
import { Bool, Day, Int, List } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { membershipTier } from '../membership-tiers/vocabularies.ts'
import { OrganisationSummary } from '../summaries.ts'

/** Facts that the registry should have about a member, in the order of the contract. */
const facts = {
  website: 'a website is on record',
  email: 'a contact of the organisation or of one of its posts has a public e-mail address',
  e_delivery: 'the address for e-Doręczenia is on record',
  nip: 'the NIP is on record',
  place: 'the gmina and the coordinates are on record, so that maps and statistics include the member',
  head: 'a head, certain or possible, is on record for today',
  head_verified: 'the appointment of the head was verified on `verified_since` or later',
  verified: 'the organisation was verified on `verified_since` or later'
}
export type Fact = keyof typeof facts
export const factNames = Object.keys(facts) as Fact[]

const ofFacts = <T>(schema: (text: string) => T): Record<Fact, T> =>
  // The type of Object.fromEntries() loses the keys.
  Object.fromEntries(factNames.map((name) => [name, schema(facts[name])])) as Record<Fact, T>

export const MemberCompleteness = record(
  'MemberCompleteness',
  'Completeness of the data about an organisation that is a member.',
  {
    organisation: Ref(OrganisationSummary),
    tier: term(membershipTier, 'Tier of the membership.', 'ordinary'),
    ...ofFacts((text) => Bool(`Whether ${text}.`)),
    verified_on: Nullable(Day('Day on which the organisation was last verified. Null if it never was.', '2026-10-15'))
  }
)

const CompletenessTotal = record('CompletenessTotal', 'Numbers of member organisations.', {
  members: Int('Number of member organisations.', 26),
  ...ofFacts((text) => Int(`Number of those of which ${text}.`, 19))
})

export const CompletenessStatistics = record(
  'CompletenessStatistics',
  'How complete the public data about the members is today.',
  {
    as_of: Day('The present day in Poland.', '2026-11-30'),
    verified_since: Day('Day since which a verification counts.', '2025-11-30'),
    total: Ref(CompletenessTotal),
    members: List(Ref(MemberCompleteness), 'The member organisations, in the order of their names.')
  }
)
export type CompletenessStatistics = Static<typeof CompletenessStatistics>
