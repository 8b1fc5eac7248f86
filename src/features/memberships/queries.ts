import type { Static } from '@sinclair/typebox'
import { sql } from 'kysely'
import { Ref } from '../../contract/components.ts'
import { List } from '../../contract/schemas.ts'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, type Sql, texts, type Validity } from '../../records/define.ts'
import { isCertainState, isPossible } from '../../records/former-states.ts'
import { flag, idOnly, oneOf, reference } from '../../records/references.ts'
import { equals, isOneOf } from '../../records/sql.ts'
import { term } from '../../records/vocabulary.ts'
import { currentHead } from '../appointments/current-head.ts'
import { mainContact } from '../contacts/main-contact.ts'
import { membershipTier } from '../membership-tiers/vocabularies.ts'
import { organisationsOn } from '../organisations/as-of.ts'
import { placeOf } from '../organisations/place.ts'
import { kindFamily, organisationKind } from '../organisations/vocabularies.ts'
import { personReference } from '../people/references.ts'
import { sourcesOf } from '../sources/citations.ts'
import { declarationSummary, organisationSummary, personSummary, unlessHidden } from '../summaries.ts'
import { territoriesOn } from '../territories/as-of.ts'
import { territoryOf, voivodeshipOf } from '../territories/includes.ts'
import { byVoivodeship, territory, within } from '../territories/references.ts'
import { gminaKind } from '../territories/vocabularies.ts'
import { membershipsNow, membershipsOn } from './as-of.ts'
import { courseOf } from './course/queries.ts'
import { Membership, MembershipEvent } from './schemas.ts'
import { membershipStatus, memberType, tierBasis } from './vocabularies.ts'

export interface MembershipFilters {
  organisation?: string[]
  person?: string[]
  member_type?: string[]
  tier?: string[]
  tier_basis?: string[]
  founder?: boolean
  founding_signatory?: boolean
  status?: string[]
  kind?: string[]
  kind_family?: string[]
  voivodeship?: string[]
  powiat?: string[]
  gmina?: string[]
  gmina_kind?: string[]
  joined_known?: boolean
}

/** Filters of memberships that the statistics share. */
export const membershipFilters = {
  tier: oneOf(term(membershipTier, 'Tier of the membership.', 'ordinary'), 'Tier of the membership.', ['ordinary']),
  kind: oneOf(term(organisationKind, 'Kind of the organisation.', 'cus'), 'Kind of the member organisation.', [
    'cus',
    'ops'
  ]),
  kind_family: oneOf(
    term(kindFamily, 'Family of the kind.', 'ops'),
    'Family to which the kind of the member organisation belongs.',
    ['ops']
  ),
  voivodeship: territory('voivodeship'),
  powiat: territory('powiat'),
  gmina: territory('gmina'),
  gmina_kind: oneOf(
    term(gminaKind, 'Kind of the gmina.', 'rural'),
    'Kind of the gmina that the member organisation serves.',
    ['rural']
  ),
  founder: flag('Whether the member is one of the founders.')
}

const [m, mo, mt] = [columnsOf('membership', 'm'), columnsOf('organisation', 'mo'), columnsOf('territory', 'mt')]
const [mp, mr, md] = [columnsOf('person', 'mp'), columnsOf('person', 'mr'), columnsOf('declaration', 'md')]
const k = columnsOf('organisation', 'k')

/** Conditions on the present kind of `organisation mo` and of its gmina `territory mt`. */
const presentKinds = (q: MembershipFilters): (Sql | undefined)[] => [
  isOneOf(mo('kind'), q.kind, 'organisation_kind'),
  isOneOf(mo('kind_family'), q.kind_family, 'kind_family'),
  isOneOf(mt('gmina_kind'), q.gmina_kind, 'gmina_kind')
]

/** Conditions on the kinds that `mo` of organisationsOn() and `mt` of territoriesOn() possibly had. */
const possibleKinds = (q: MembershipFilters): (Sql | undefined)[] => [
  isPossible('mo', 'possible_kinds', q.kind, 'organisation_kind'),
  isPossible('mo', 'possible_families', q.kind_family, 'kind_family'),
  isPossible('mt', 'possible_kinds', q.gmina_kind, 'gmina_kind')
]

/**
 * Returns the conditions of the shared filters, on `membership m`, its `organisation mo` and `territory mt`. `kinds`
 * are the conditions on the kinds of the organisation and of its gmina.
 */
export const membershipConditions = (q: MembershipFilters, kinds = presentKinds(q)): (Sql | undefined)[] => [
  isOneOf(m('tier'), q.tier, 'tier'),
  ...kinds,
  within(mo('territory_code'), q.voivodeship),
  within(mo('territory_code'), q.powiat),
  within(mo('territory_code'), q.gmina),
  equals(m('founder'), q.founder)
]

export const membershipValidity = (day: Sql): Validity => ({
  possible: sql`${m('possible_period')} @> ${day}`,
  certain: sql`coalesce(${m('certain_period')} @> ${day}, false)`
})

/** SQL for the id and name of the Konwent itself; null if the registry has no record of it. */
export const konwent = sql`(select row_to_json(r) from (
  select ${k('id')}, ${k('name')} from ${k.table} where ${k('kind')} = 'convention' order by ${k('id')} limit 1) as r)`

const personName = unlessHidden('mp', sql`${mp('family_name')} || ' ' || ${mp('given_name')}`)
const memberName = sql`coalesce(${mo('name')}, ${personName}, '') collate "pl-x-icu"`

const tables = (membership: Sql, organisation: Sql, territory: Sql): Sql => sql`${membership}
    left join ${organisation} on ${mo('id')} = ${m('organisation_id')}
    left join ${territory} on ${mt('code')} = ${mo('territory_code')}
    left join ${mp.table} on ${mp('id')} = ${m('person_id')}
    left join ${md.table} on ${md('id')} = ${m('declaration_id')} and ${md('status')} = 'accepted'
    left join ${mr.table} on ${mr('id')} = ${m('representative_id')}`

/** Conditions of all filters. */
const conditions = (q: MembershipFilters, kinds = presentKinds(q)): (Sql | undefined)[] => [
  ...membershipConditions(q, kinds),
  isOneOf(m('organisation_id'), q.organisation, 'uuid'),
  isOneOf(m('person_id'), q.person, 'uuid'),
  isOneOf(m('member_type'), q.member_type, 'member_type'),
  isOneOf(m('tier_basis'), q.tier_basis, 'tier_basis'),
  equals(m('founding_signatory'), q.founding_signatory),
  isOneOf(m('status'), q.status, 'membership_status'),
  q.joined_known === undefined ? undefined : sql`(${m('joined_on')} is not null) = ${q.joined_known}`
]

export const memberships = defineResource({
  name: 'membership',
  path: 'memberships',
  label: { pl: 'członkostwo', en: 'membership' },
  texts: texts(
    'Memberships',
    'Membership',
    'Returns the memberships in the Konwent. With `as_of`, returns only those that hold on that day.',
    'Returns one membership by its id.'
  ),
  history: true,
  reversible: true,
  record: Membership,
  parameter: 'membership',
  identifier: idOnly('The id of the membership.'),
  ...m.keys('id'),
  from: tables(membershipsNow('m'), mo.table, mt.table),
  reads: ['organisation', 'territory', 'person', 'declaration'],
  keyAdds:
    'With the scope `contacts:read`, `include=main_contact` may also be a non-public contact that the key may read.',
  columns: {
    ...m.stamps(),
    ...m.pick(
      'id',
      'member_type',
      'tier',
      'tier_basis',
      'tier_basis_note',
      'tier_basis_note_en',
      'founder',
      'founding_signatory',
      'status',
      'end_basis'
    ),
    organisation: organisationSummary('mo'),
    person: personSummary('mp'),
    joined: m.uncertain('joined'),
    ended: m.uncertain('ended'),
    declaration: declarationSummary('md'),
    representative: personSummary('mr'),
    continues: m('continues_id'),
    certainty: sql`null`
  },
  sorts: {
    name: { expression: memberName, type: 'text' },
    voivodeship: byVoivodeship(mo('territory_code'), 'name'),
    joined_on: { ...m.sort('joined_on', 'date'), nullable: true },
    updated_at: m.sort('updated_at', 'timestamptz')
  },
  defaultSort: 'name',
  filters: {
    organisation: reference('organisation', 'Organisation that is the member.', 'cus-belzyce'),
    person: personReference('Person who is the member.', 'anna-ostasz'),
    member_type: oneOf(term(memberType, 'Type of the member.', 'organisation'), 'Type of the member.', [
      'organisation'
    ]),
    ...membershipFilters,
    tier_basis: oneOf(term(tierBasis, 'Basis of the tier.', 'printed'), 'Basis of the tier.', ['printed']),
    founding_signatory: flag('Whether the founding declaration was signed on behalf of the member.'),
    status: oneOf(
      term(membershipStatus, 'Status of the membership.', 'active'),
      'Status of the membership on the day `as_of`, or today without `as_of`.',
      ['active']
    ),
    joined_known: flag('Whether the exact day of joining is known.')
  },
  where: (q: MembershipFilters) => conditions(q),
  validity: (_q, day) => membershipValidity(day),
  asOf: (day) => ({
    from: tables(membershipsOn('m', day), organisationsOn('mo', day), territoriesOn('mt', day)),
    where: (q: MembershipFilters) => conditions(q, possibleKinds(q)),
    // If the organisation or gmina possibly had another kind on the day, a filter by it finds the membership as
    // possible.
    validity: (q: MembershipFilters) => {
      const { possible, certain } = membershipValidity(day)
      const states = [...(q.kind || q.kind_family ? ['mo'] : []), ...(q.gmina_kind ? ['mt'] : [])]
      const all = [certain, ...states.map((alias) => sql`coalesce(${isCertainState(alias)}, true)`)]
      return { possible, certain: sql`(${sql.join(all, sql` and `)})` }
    }
  }),
  searchText: sql`coalesce(${mo('search_text')}, ${unlessHidden('mp', mp('search_text'))})`,
  parts: ['course'],
  includes: {
    course: {
      schema: List(Ref(MembershipEvent), 'Steps of the membership after its beginning, in their order.', {
        maxItems: 1000
      }),
      reads: ['membership', 'declaration'],
      expression: () => courseOf
    },
    territory: territoryOf(mo('territory_code')),
    voivodeship: voivodeshipOf(mo('territory_code')),
    current_head: currentHead(m('organisation_id')),
    main_contact: mainContact(m('organisation_id')),
    sources: sourcesOf('membership_id', m('id'))
  },
  place: placeOf(mo),
  map: {
    title: { pl: 'Członkowie Konwentu CUS', en: 'Members of the Konwent CUS' },
    kinds: membershipTier.terms,
    // Only organisations have coordinates.
    mark: ({ organisation, tier, certainty }: Static<typeof Membership>) => ({
      name: organisation?.short_name ?? '',
      kind: tier,
      certainty
    })
  }
})
