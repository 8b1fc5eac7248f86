import type { Static } from '@sinclair/typebox'
import { sql } from 'kysely'
import { Ref } from '../../contract/components.ts'
import { List, Str } from '../../contract/schemas.ts'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, type Sql, texts, type Validity } from '../../records/define.ts'
import { flag, idOnly, idOrSlug, oneOf, reference } from '../../records/references.ts'
import { related } from '../../records/related.ts'
import { arrayOf, equals, isOneOf } from '../../records/sql.ts'
import { appointments } from '../appointments/queries.ts'
import { contacts } from '../contacts/queries.ts'
import { konwent, memberships } from '../memberships/queries.ts'
import { sourcesOf } from '../sources/citations.ts'
import { organisationSummary } from '../summaries.ts'
import { territoryJoins, territorySummary } from '../territories/queries.ts'
import { territory, within } from '../territories/references.ts'
import { term } from '../vocabularies/terms.ts'
import { organisationData } from './linked-data.ts'
import { Lineage, Organisation, OrganisationName } from './schemas.ts'

interface OrganisationFilters {
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
  member?: boolean
  tier?: string[]
  founder?: boolean
  located?: boolean
}

const identifier = (description: string, pattern: string, example: string) =>
  Str(description, example, { pattern, maxLength: 14 })

/** Whether the organisation has a membership of the tiers asked for in the period given; all membership filters speak of one membership. */
const hasMembership = (q: OrganisationFilters, period: Sql, day: Sql): Sql => {
  const conditions = [
    sql`m.organisation_id = o.id`,
    sql`${period} @> ${day}`,
    isOneOf(sql`m.tier`, q.tier, 'tier'),
    equals(sql`m.founder`, q.founder)
  ]
  return sql`exists (select 1 from membership m where ${sql.join(
    conditions.filter((condition) => condition !== undefined),
    sql` and `
  )})`
}
const asksMembership = (q: OrganisationFilters) => q.member === true || q.tier !== undefined || q.founder !== undefined

/** With a filter of membership a day is asked about the membership, without one about the organisation itself. */
function validity(q: OrganisationFilters, day: Sql): Validity {
  if (asksMembership(q))
    return {
      possible: hasMembership(q, sql`m.possible_period`, day),
      certain: hasMembership(q, sql`m.certain_period`, day)
    }
  return { possible: sql`o.possible_period @> ${day}`, certain: sql`coalesce(o.certain_period @> ${day}, false)` }
}

const t = columnsOf('organisation', 'o')

export const organisations = defineResource({
  name: 'organisation',
  path: 'organisations',
  label: { pl: 'organizacja', en: 'organisation' },
  texts: texts(
    'Organisations',
    'Organisation',
    'All organisations that the registry knows, members and others; filter by `member=true` for members.',
    'One organisation by its id or slug.'
  ),
  history: true,
  record: Organisation,
  parameter: 'organisation',
  identifier: idOrSlug('Id or slug of the organisation.', 'cus-belzyce'),
  ...t.keys('slug'),
  from: sql`organisation o
    left join territory t on t.code = o.territory_code ${territoryJoins('t')}
    left join organisation opo on opo.id = o.part_of_id`,
  reads: ['territory'],
  // An index holds no long text; who bears hundreds of names is looked up in the table.
  narrow: {
    from: sql`organisation o`,
    parts: [sql`octet_length(o.search_text) < 1000`, sql`octet_length(o.search_text) >= 1000`],
    // One kind has an index of its own.
    suits: (q: OrganisationFilters) =>
      (q.kind?.length ?? 0) > 1 || q.kind_family !== undefined || q.status !== undefined
  },
  widened: 'A key with the scope `contacts:read` adds to `include=contacts` what it may see.',
  columns: {
    ...t.standard(),
    ...t.pick(
      'name',
      'short_name',
      'kind',
      'kind_family',
      'status',
      'seat',
      'street',
      'postal_code',
      'locality',
      'latitude',
      'longitude',
      'coordinates_basis',
      'website',
      'nip',
      'regon',
      'krs',
      'creation_mode',
      'legal_form'
    ),
    territory: territorySummary('t'),
    part_of: organisationSummary('opo'),
    established: t.uncertain('established'),
    closed: t.uncertain('closed'),
    certainty: sql`null`
  },
  sorts: {
    name: t.alphabetical('name'),
    short_name: t.alphabetical('short_name'),
    updated_at: t.sort('updated_at', 'timestamptz')
  },
  defaultSort: 'name',
  filters: {
    kind: oneOf(term('organisation_kind', 'Kind.', 'cus'), 'What the organisation is.', ['cus', 'ops']),
    kind_family: oneOf(term('kind_family', 'Family.', 'ops'), 'Family of kinds.', ['ops']),
    status: oneOf(term('organisation_status', 'Status.', 'active'), 'Status.', ['active']),
    member: flag('Whether it has a membership on the day `as_of`, or today.'),
    tier: oneOf(
      term('membership_tier', 'Tier.', 'ordinary'),
      'Tier of the membership that it has on the day `as_of`, or today.',
      ['ordinary']
    ),
    founder: flag('Whether the membership that it has on the day `as_of`, or today, is that of a founder.'),
    voivodeship: territory('voivodeship'),
    powiat: territory('powiat'),
    gmina: territory('gmina'),
    gmina_kind: oneOf(term('gmina_kind', 'Kind of gmina.', 'rural'), 'Kind of the gmina that it serves.', ['rural']),
    seat: {
      schema: Str('Place of the seat, without regard to case and diacritics.', 'Hrubieszów', { maxLength: 100 })
    },
    creation_mode: oneOf(term('creation_mode', 'Mode.', 'transformation_ops'), 'How a CUS came to be.', [
      'transformation_ops'
    ]),
    part_of: reference('organisation', 'Organisation that it is a part of.', 'umwl'),
    nip: { schema: identifier('Tax number (NIP), ten digits.', '^[0-9]{10}$', '5261040828') },
    regon: { schema: identifier('Statistical number (REGON), 9 or 14 digits.', '^[0-9]{9}([0-9]{5})?$', '000331501') },
    krs: { schema: identifier('Court register number (KRS), ten digits.', '^[0-9]{10}$', '0000085688') },
    located: flag('Whether its coordinates are known.')
  },
  where: (q: OrganisationFilters, day) => [
    isOneOf(sql`o.kind`, q.kind, 'organisation_kind'),
    isOneOf(sql`o.kind_family`, q.kind_family, 'kind_family'),
    isOneOf(sql`o.status`, q.status, 'organisation_status'),
    asksMembership(q) ? hasMembership(q, sql`m.possible_period`, day) : undefined,
    q.member === false ? sql`not ${hasMembership({}, sql`m.possible_period`, day)}` : undefined,
    within(sql`o.territory_code`, q.voivodeship),
    within(sql`o.territory_code`, q.powiat),
    within(sql`o.territory_code`, q.gmina),
    q.gmina_kind &&
      sql`o.territory_code in (select code from territory where ${isOneOf(sql`gmina_kind`, q.gmina_kind, 'gmina_kind')})`,
    q.seat === undefined ? undefined : sql`fold(o.seat) = fold(${q.seat})`,
    isOneOf(sql`o.creation_mode`, q.creation_mode, 'creation_mode'),
    isOneOf(sql`o.part_of_id`, q.part_of, 'uuid'),
    equals(sql`o.nip`, q.nip),
    equals(sql`o.regon`, q.regon),
    equals(sql`o.krs`, q.krs),
    q.located === undefined ? undefined : sql`(o.latitude is not null) = ${q.located}`
  ],
  validity,
  searchText: sql`o.search_text`,
  parts: ['names'],
  includes: {
    memberships: related(
      memberships,
      'Memberships of the organisation.',
      sql`m.organisation_id = o.id`,
      sql`coalesce(m.joined_on, m.joined_not_before), m.id`
    ),
    appointments: related(
      appointments,
      'People in the posts of the organisation, in the order of the days on which they are attested.',
      sql`apo.organisation_id = o.id`,
      sql`a.attested_on[1], ap.family_name collate "pl-x-icu", a.id`
    ),
    contacts: related(
      contacts,
      'Public contacts of the organisation and of its posts.',
      sql`co.id = o.id`,
      sql`c.slug`
    ),
    names: {
      schema: List(Ref(OrganisationName), 'Other names of the organisation.'),
      reads: [],
      expression: () =>
        arrayOf(
          { name: sql`n.name`, kind: sql`n.kind` },
          sql`from organisation_name n where n.organisation_id = o.id order by n.name collate "pl-x-icu"`
        )
    },
    sources: sourcesOf('organisation_id', sql`o.id`)
  },
  place: { latitude: sql`o.latitude`, longitude: sql`o.longitude` },
  map: {
    title: { pl: 'Organizacje w rejestrze Konwentu CUS', en: 'Organisations in the registry of the Konwent CUS' },
    mark: ({ short_name, certainty }: Static<typeof Organisation>) => ({ name: short_name, certainty })
  },
  linked: { columns: { konwent }, reads: ['organisation'], include: ['memberships'], write: organisationData }
})

const lineageColumns = columnsOf('organisation_lineage', 'l')

export const lineage = defineResource({
  name: 'organisation_lineage',
  path: 'lineage',
  label: { pl: 'następstwo organizacji', en: 'lineage' },
  texts: texts(
    'Lineage',
    'Lineage',
    'Which organisation came out of which: an assistance centre transformed into a CUS.',
    'One transition from a predecessor to a successor.'
  ),
  record: Lineage,
  parameter: 'lineage',
  identifier: idOnly('Id of the entry of lineage.'),
  ...lineageColumns.keys('id'),
  from: sql`organisation_lineage l
    join organisation ls on ls.id = l.organisation_id
    left join organisation lp on lp.id = l.predecessor_id`,
  reads: ['organisation'],
  columns: {
    ...lineageColumns.stamps(),
    ...lineageColumns.pick('id', 'predecessor_name', 'predecessor_kind', 'legal_basis'),
    successor: organisationSummary('ls'),
    predecessor: organisationSummary('lp'),
    happened: lineageColumns.uncertain('happened')
  },
  sorts: {
    happened_on: { ...lineageColumns.sort('happened_on', 'date'), nullable: true },
    successor: { expression: sql`ls.name collate "pl-x-icu"`, type: 'text' }
  },
  defaultSort: 'happened_on',
  filters: {
    organisation: reference('organisation', 'Organisation that is the successor or the predecessor.', 'cus-swidnik')
  },
  where: (q: { organisation?: string[] }) => [
    q.organisation &&
      sql`(${isOneOf(sql`l.organisation_id`, q.organisation, 'uuid')} or ${isOneOf(sql`l.predecessor_id`, q.organisation, 'uuid')})`
  ]
})
