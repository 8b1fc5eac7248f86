import type { Static } from '@sinclair/typebox'
import { sql } from 'kysely'
import { Ref } from '../../contract/components.ts'
import { E_DELIVERY, List, REGON_DIGITS, Str, TEN_DIGITS, WIKIDATA } from '../../contract/schemas.ts'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, type Sql, texts, type Validity } from '../../records/define.ts'
import { isCertainState, isPossible } from '../../records/former-states.ts'
import { flag, idOrSlug, oneOf, reference } from '../../records/references.ts'
import { related } from '../../records/related.ts'
import { arrayOf, equals, isOneOf } from '../../records/sql.ts'
import {
  VERIFIER_ADDED,
  type VerificationFilters,
  verificationColumns,
  verificationConditions,
  verificationFilters
} from '../../records/verification.ts'
import { term } from '../../records/vocabulary.ts'
import { currentHead, type HeadFilters, headConditions, headFilters } from '../appointments/current-head.ts'
import { appointments } from '../appointments/queries.ts'
import { mainContact } from '../contacts/main-contact.ts'
import { contacts } from '../contacts/queries.ts'
import { currentMembershipOfOrganisation } from '../memberships/current-membership.ts'
import {
  hasMembership,
  type MemberFilters,
  memberConditions,
  memberFilters,
  requiresMembership
} from '../memberships/member-filters.ts'
import { konwent, memberships } from '../memberships/queries.ts'
import { sourcesOf } from '../sources/citations.ts'
import { organisationSummary } from '../summaries.ts'
import { territoriesOn } from '../territories/as-of.ts'
import { voivodeshipOf } from '../territories/includes.ts'
import { territoryJoins, territorySummary } from '../territories/queries.ts'
import { byVoivodeship, territory, within } from '../territories/references.ts'
import { gminaKind } from '../territories/vocabularies.ts'
import { attestedOn, organisationsOn } from './as-of.ts'
import { organisationData } from './linked-data.ts'
import { placeOf } from './place.ts'
import { Organisation, OrganisationName, OrganisationState } from './schemas.ts'
import { creationMode, kindFamily, organisationKind, organisationStatus } from './vocabularies.ts'

interface OrganisationFilters extends HeadFilters, MemberFilters, VerificationFilters {
  kind?: string[]
  kind_family?: string[]
  status?: string[]
  voivodeship?: string[]
  powiat?: string[]
  gmina?: string[]
  gmina_kind?: string[]
  seat?: string
  creation_mode?: string[]
  part_of?: string[]
  nip?: string
  regon?: string
  krs?: string
  e_delivery?: string
  wikidata?: string
  located?: boolean
}

const identifier = (description: string, pattern: string, example: string) =>
  Str(description, example, { pattern, maxLength: 14 })

const [o, opo, t] = [columnsOf('organisation', 'o'), columnsOf('organisation', 'opo'), columnsOf('territory', 't')]
const [m, n, g] = [columnsOf('membership', 'm'), columnsOf('organisation_name', 'n'), columnsOf('territory', 'g')]
// Tables of included resources, under the aliases that their own declarations use.
const [a, ap, apo] = [columnsOf('appointment', 'a'), columnsOf('person', 'ap'), columnsOf('post', 'apo')]
const st = columnsOf('organisation_state', 'st')
const place = placeOf(o)
const [c, co] = [columnsOf('contact', 'c'), columnsOf('organisation', 'co')]

/** Condition: the organisation serves a gmina of one of the kinds. */
const servesGmina = (kinds: string[] | undefined): Sql | undefined =>
  kinds &&
  sql`${o('territory_code')} in (
    select ${g('code')} from ${g.table} where ${isOneOf(g('gmina_kind'), kinds, 'gmina_kind')})`

/** Validity on a day: of the membership if a membership filter is set, otherwise of the organisation itself. */
function validity(q: OrganisationFilters, day: Sql): Validity {
  const organisation = o('id')
  if (requiresMembership(q))
    return {
      possible: hasMembership({ organisation }, q, 'possible_period', day),
      certain: hasMembership({ organisation }, q, 'certain_period', day)
    }
  const possible = sql`${o('possible_period')} @> ${day}`
  return {
    possible,
    certain: sql`(coalesce(${o('certain_period')} @> ${day}, false) or (${possible} and ${attestedOn(day)}))`
  }
}

/** Conditions of the filters. `ofDay` replaces the filters by a kind for a request with `as_of`. */
const conditions = (q: OrganisationFilters, day: Sql, ofDay?: (Sql | undefined)[]): (Sql | undefined)[] => [
  ...(ofDay ?? [
    isOneOf(o('kind'), q.kind, 'organisation_kind'),
    isOneOf(o('kind_family'), q.kind_family, 'kind_family'),
    servesGmina(q.gmina_kind)
  ]),
  isOneOf(o('status'), q.status, 'organisation_status'),
  ...memberConditions(q, o('id'), day),
  ...headConditions(q, o('id'), day),
  within(o('territory_code'), q.voivodeship),
  within(o('territory_code'), q.powiat),
  within(o('territory_code'), q.gmina),
  q.seat === undefined ? undefined : sql`fold(${o('seat')}) = fold(${q.seat})`,
  isOneOf(o('creation_mode'), q.creation_mode, 'creation_mode'),
  isOneOf(o('part_of_id'), q.part_of, 'uuid'),
  equals(o('nip'), q.nip),
  equals(o('regon'), q.regon),
  equals(o('krs'), q.krs),
  equals(o('e_delivery'), q.e_delivery),
  equals(o('wikidata'), q.wikidata),
  ...verificationConditions(o, q),
  q.located === undefined ? undefined : sql`(${place.latitude} is not null) = ${q.located}`
]

const joins = (part_of: Sql, territory = t.table, day?: Sql): Sql => sql`
    left join ${territory} on ${t('code')} = ${o('territory_code')} ${territoryJoins('t', day)}
    left join ${part_of} on ${opo('id')} = ${o('part_of_id')}`

export const organisations = defineResource({
  name: 'organisation',
  path: 'organisations',
  label: { pl: 'organizacja', en: 'organisation' },
  texts: texts(
    'Organisations',
    'Organisation',
    'Returns all organisations on record, members and others. The filter `member=true` returns members only.',
    'Returns one organisation by its id or slug.'
  ),
  history: true,
  reversible: true,
  record: Organisation,
  parameter: 'organisation',
  identifier: idOrSlug('The id or slug of the organisation.', 'cus-belzyce'),
  ...o.keys('slug'),
  from: sql`${o.table} ${joins(opo.table)}`,
  reads: ['territory'],
  // Each part has its own index. An index entry cannot hold a long text, so the few organisations with long texts
  // form a part whose texts are read from the table.
  prefilter: {
    from: o.table,
    parts: [sql`octet_length(${o('search_text')}) < 1000`, sql`octet_length(${o('search_text')}) >= 1000`],
    // A single kind has a separate index.
    appliesTo: (q: OrganisationFilters) =>
      (q.kind?.length ?? 0) > 1 || q.kind_family !== undefined || q.status !== undefined
  },
  keyAdds:
    'With the scope `contacts:read`, the includes `contacts` and `main_contact` also contain the non-public contacts ' +
    `that the key may read. ${VERIFIER_ADDED}`,
  columns: {
    ...o.standard(),
    ...o.pick(
      'name',
      'short_name',
      'kind',
      'kind_family',
      'status',
      'seat',
      'street',
      'postal_code',
      'locality',
      'website',
      'nip',
      'regon',
      'krs',
      'e_delivery',
      'bip',
      'wikidata',
      'creation_mode',
      'legal_form'
    ),
    ...place,
    territory: territorySummary('t'),
    part_of: organisationSummary('opo'),
    established: o.uncertain('established'),
    closed: o.uncertain('closed'),
    ...verificationColumns(o),
    certainty: sql`null`
  },
  sorts: {
    name: o.alphabetical('name'),
    short_name: o.alphabetical('short_name'),
    voivodeship: byVoivodeship(o('territory_code'), 'name'),
    updated_at: o.sort('updated_at', 'timestamptz')
  },
  defaultSort: 'name',
  filters: {
    kind: oneOf(term(organisationKind, 'Kind of the organisation.', 'cus'), 'Kind of the organisation.', [
      'cus',
      'ops'
    ]),
    kind_family: oneOf(
      term(kindFamily, 'Family of the kind.', 'ops'),
      'Family to which the kind of the organisation belongs.',
      ['ops']
    ),
    status: oneOf(term(organisationStatus, 'Status of the organisation.', 'active'), 'Status of the organisation.', [
      'active'
    ]),
    ...memberFilters('the organisation'),
    founder: flag('Whether its membership on the day `as_of`, or today without `as_of`, is that of a founder.'),
    ...headFilters,
    voivodeship: territory('voivodeship'),
    powiat: territory('powiat'),
    gmina: territory('gmina'),
    gmina_kind: oneOf(term(gminaKind, 'Kind of the gmina.', 'rural'), 'Kind of the gmina that it serves.', ['rural']),
    seat: {
      schema: Str('Place of the seat. Case and diacritics are ignored.', 'Hrubieszów', { maxLength: 100 })
    },
    creation_mode: oneOf(
      term(creationMode, 'Creation mode of the CUS.', 'transformation_ops'),
      'The way under the Act of 19 July 2019 in which the CUS was created.',
      ['transformation_ops']
    ),
    part_of: reference('organisation', 'Organisation of which it is a part.', 'umwl'),
    nip: { schema: identifier('Tax number (NIP) of ten digits.', TEN_DIGITS, '5261040828') },
    regon: {
      schema: identifier('Statistical number (REGON) of 9 or 14 digits.', REGON_DIGITS, '000331501')
    },
    krs: { schema: identifier('Court register number (KRS) of ten digits.', TEN_DIGITS, '0000085688') },
    e_delivery: {
      schema: Str('Address for e-Doręczenia.', 'AE:PL-12345-67890-ABCDE-12', { pattern: E_DELIVERY, maxLength: 26 })
    },
    wikidata: { schema: Str('Id of the Wikidata item.', 'Q123456789', { pattern: WIKIDATA, maxLength: 13 }) },
    located: flag('Whether the coordinates of the organisation are known.'),
    ...verificationFilters
  },
  where: (q: OrganisationFilters, day) => conditions(q, day),
  validity,
  asOf: (day) => ({
    reads: ['territory', 'membership', 'appointment', 'post', 'membership_list', 'source', 'event'],
    from: sql`${organisationsOn('o', day)} ${joins(organisationsOn('opo', day), territoriesOn('t', day), day)}`,
    where: (q: OrganisationFilters) =>
      conditions(q, day, [
        isPossible('o', 'possible_kinds', q.kind, 'organisation_kind'),
        isPossible('o', 'possible_families', q.kind_family, 'kind_family'),
        isPossible('t', 'possible_kinds', q.gmina_kind, 'gmina_kind')
      ]),
    validity: (q: OrganisationFilters) => {
      const { possible, certain } = validity(q, day)
      const isGminaCertain = q.gmina_kind ? isCertainState('t') : sql`true`
      return { possible, certain: sql`(${certain} and ${isCertainState('o')} and ${isGminaCertain})` }
    }
  }),
  searchText: o('search_text'),
  derivedColumns: {
    search_text: [
      'organisation.name',
      'organisation.short_name',
      'organisation.names',
      'organisation.territory',
      'territory'
    ],
    kind_family: ['organisation.kind', 'organisation.part_of']
  },
  parts: ['names'],
  includes: {
    memberships: related(
      memberships,
      'Memberships of the organisation.',
      sql`${m('organisation_id')} = ${o('id')}`,
      sql`coalesce(${m('joined_on')}, ${m('joined_not_before')}), ${m('id')}`
    ),
    appointments: related(
      appointments,
      'Appointments to the posts of the organisation, ordered by the first day on which they are attested.',
      sql`${apo('organisation_id')} = ${o('id')}`,
      sql`${a('attested_on')}[1], ${ap.alphabetical('family_name').expression}, ${a('id')}`
    ),
    current_membership: currentMembershipOfOrganisation(o('id')),
    current_head: currentHead(o('id')),
    main_contact: mainContact(o('id')),
    voivodeship: voivodeshipOf(o('territory_code')),
    contacts: related(
      contacts,
      'Public contacts of the organisation and of its posts.',
      sql`${co('id')} = ${o('id')}`,
      c('slug')
    ),
    names: {
      schema: List(Ref(OrganisationName), 'Other names of the organisation.'),
      reads: [],
      expression: () =>
        arrayOf(
          n.pick('name', 'kind'),
          sql`from ${n.table} where ${n('organisation_id')} = ${o('id')}
            order by ${n.alphabetical('name').expression}`
        )
    },
    former_states: {
      schema: List(Ref(OrganisationState), 'Names and kinds of the organisation before changes, in their order.'),
      reads: [],
      expression: () =>
        arrayOf(
          { ...st.pick('name', 'short_name', 'kind'), until: st.uncertain('until') },
          sql`from ${st.table} where ${st('organisation_id')} = ${o('id')}
            order by coalesce(${st('until_on')}, ${st('until_not_after')}), ${st('id')}`
        )
    },
    sources: sourcesOf('organisation_id', o('id'))
  },
  place,
  map: {
    title: { pl: 'Organizacje w rejestrze Konwentu CUS', en: 'Organisations in the registry of the Konwent CUS' },
    mark: ({ short_name, certainty }: Static<typeof Organisation>) => ({ name: short_name, certainty })
  },
  linked: { columns: { konwent }, reads: ['organisation'], include: ['memberships'], write: organisationData }
})
