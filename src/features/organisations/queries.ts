import type { Static } from '@sinclair/typebox'
import { sql } from 'kysely'
import { Ref } from '../../contract/components.ts'
import { List } from '../../contract/schemas.ts'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, type Sql, texts } from '../../records/define.ts'
import { isCertainState, isPossible } from '../../records/former-states.ts'
import { idOrSlug } from '../../records/references.ts'
import { related } from '../../records/related.ts'
import { arrayOf } from '../../records/sql.ts'
import { VERIFIER_ADDED, verificationColumns } from '../../records/verification.ts'
import { currentHead } from '../appointments/current-head.ts'
import { appointments } from '../appointments/queries.ts'
import { mainContact } from '../contacts/main-contact.ts'
import { contacts, contactsOf } from '../contacts/queries.ts'
import { currentMembershipOfOrganisation } from '../memberships/current-membership.ts'
import { konwent, memberships } from '../memberships/queries.ts'
import { sourcesOf } from '../sources/citations.ts'
import { organisationSummary } from '../summaries.ts'
import { territoriesOn } from '../territories/as-of.ts'
import { voivodeshipOf } from '../territories/includes.ts'
import { territoryJoins, territorySummary } from '../territories/queries.ts'
import { byVoivodeship } from '../territories/references.ts'
import { organisationsOn } from './as-of.ts'
import { conditions, filters, type OrganisationFilters, validity } from './filters.ts'
import { organisationData } from './linked-data.ts'
import { placeOf } from './place.ts'
import { Organisation, OrganisationName, OrganisationState } from './schemas.ts'

const [o, opo, t] = [columnsOf('organisation', 'o'), columnsOf('organisation', 'opo'), columnsOf('territory', 't')]
const [m, n] = [columnsOf('membership', 'm'), columnsOf('organisation_name', 'n')]
// Tables of included resources, under the aliases that their own declarations use.
const [a, ap, apo] = [columnsOf('appointment', 'a'), columnsOf('person', 'ap'), columnsOf('post', 'apo')]
const st = columnsOf('organisation_state', 'st')
const place = placeOf(o)
const c = columnsOf('contact', 'c')

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
  filters,
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
      sql`${c('id')} in ${contactsOf(o('id'))}`,
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
