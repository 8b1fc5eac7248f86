import { sql } from 'kysely'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, type Sql, texts } from '../../records/define.ts'
import { flag, idOnly, oneOf, reference } from '../../records/references.ts'
import { related } from '../../records/related.ts'
import { isOneOf, object } from '../../records/sql.ts'
import {
  VERIFIER_ADDED,
  type VerificationFilters,
  verificationColumns,
  verificationConditions,
  verificationFilters
} from '../../records/verification.ts'
import { term } from '../../records/vocabulary.ts'
import { contacts, postSummary } from '../contacts/queries.ts'
import {
  hasMembership,
  type MemberFilters,
  memberConditions,
  memberFilters,
  requiresMembership
} from '../memberships/member-filters.ts'
import { organisationsOn } from '../organisations/as-of.ts'
import { personReference } from '../people/references.ts'
import { sourcesOf } from '../sources/citations.ts'
import { eventSummary, organisationSummary, personSummary } from '../summaries.ts'
import { voivodeshipOf } from '../territories/includes.ts'
import { byVoivodeship, territory, within } from '../territories/references.ts'
import { appointmentCard } from './card.ts'
import { changeFilters, changesOfHolder } from './changes-of-holder.ts'
import { Appointment } from './schemas.ts'
import { appointmentCapacity, postRole } from './vocabularies.ts'

interface AppointmentFilters extends MemberFilters, VerificationFilters {
  organisation?: string[]
  person?: string[]
  role?: string[]
  capacity?: string[]
  post_printed?: boolean
  voivodeship?: string[]
  changed_from?: string
  changed_to?: string
}

const a = columnsOf('appointment', 'a')
const ap = columnsOf('person', 'ap')
const apo = columnsOf('post', 'apo')
const ao = columnsOf('organisation', 'ao')
const ab = columnsOf('organisation', 'ab')
const ae = columnsOf('event', 'ae')
const av = columnsOf('appointment', 'av')
const avp = columnsOf('person', 'avp')
const c = columnsOf('contact', 'c')

const predecessor = av.unlessNull(
  'id',
  object({
    id: av('id'),
    person: personSummary('avp'),
    ...av.pick('capacity', 'printed_post'),
    last_attested_on: sql`${av('attested_on')}[cardinality(${av('attested_on')})]`
  })
)

const tables = (organisation: Sql, appointing: Sql): Sql => sql`${a.table}
    join ${ap.table} on ${ap('id')} = ${a('person_id')}
    join ${apo.table} on ${apo('id')} = ${a('post_id')}
    join ${organisation} on ${ao('id')} = ${apo('organisation_id')}
    left join ${appointing} on ${ab('id')} = ${a('appointed_by_id')}
    left join ${ae.table} on ${ae('id')} = ${a('until_event_id')}
    left join ${av.table} on ${av('id')} = ${a('predecessor_id')}
    left join ${avp.table} on ${avp('id')} = ${av('person_id')}`

export const appointments = defineResource({
  name: 'appointment',
  path: 'appointments',
  label: { pl: 'pełnienie stanowiska', en: 'appointment' },
  texts: texts(
    'Appointments',
    'Appointment',
    'Returns past and present appointments to posts. With `as_of`, returns only those that hold on that day.',
    'Returns one appointment by its id.'
  ),
  record: Appointment,
  parameter: 'appointment',
  identifier: idOnly('The id of the appointment.'),
  ...a.keys('id'),
  from: tables(ao.table, ab.table),
  reads: ['person', 'post', 'organisation', 'event'],
  visible: sql`(${ap('restricted_at')} is null or shows_restricted())`,
  keyAdds:
    'A staff key with the scope `privacy:admin` also returns appointments of people whose processing is restricted ' +
    '(art. 18 GDPR). With the scope `contacts:read`, `include=contacts` also contains the non-public contacts that ' +
    'the key may read. ' +
    VERIFIER_ADDED,
  columns: {
    ...a.stamps(),
    ...a.pick('id', 'capacity', 'shared', 'printed_post', 'appointed_by_printed', 'note', 'note_en'),
    person: personSummary('ap'),
    organisation: organisationSummary('ao'),
    post: postSummary('apo'),
    attested_on: sql`to_json(${a('attested_on')})`,
    appointed_by: organisationSummary('ab'),
    predecessor,
    until_event: eventSummary('ae'),
    started: a.uncertain('started'),
    ended: a.uncertain('ended'),
    ...verificationColumns(a),
    certainty: sql`null`
  },
  sorts: {
    person: {
      expression: sql`(${ap('family_name')} || ' ' || ${ap('given_name')}) collate "pl-x-icu"`,
      type: 'text'
    },
    organisation: ao.alphabetical('name'),
    voivodeship: byVoivodeship(ao('territory_code'), 'organisation'),
    attested_on: { expression: sql`${a('attested_on')}[1]`, type: 'date', nullable: true },
    updated_at: a.sort('updated_at', 'timestamptz')
  },
  defaultSort: 'organisation,person',
  filters: {
    organisation: reference('organisation', 'Organisation to which the post belongs.', 'cus-wojcieszkow'),
    person: personReference('Person who holds or held the post.', 'anna-ostasz'),
    role: oneOf(term(postRole, 'Role of the post.', 'head'), 'Role of the post.', ['head']),
    capacity: oneOf(
      term(appointmentCapacity, 'Capacity in which the post is held.', 'acting'),
      'Capacity in which the post is held.',
      ['acting']
    ),
    post_printed: flag('Whether a source prints a post beside the name of the person.'),
    ...memberFilters('the organisation of the post'),
    voivodeship: territory('voivodeship'),
    ...changeFilters,
    ...verificationFilters
  },
  where: (q: AppointmentFilters, day) => [
    isOneOf(apo('organisation_id'), q.organisation, 'uuid'),
    isOneOf(a('person_id'), q.person, 'uuid'),
    isOneOf(apo('role'), q.role, 'post_role'),
    isOneOf(a('capacity'), q.capacity, 'appointment_capacity'),
    q.post_printed === undefined ? undefined : sql`(${a('printed_post')} is not null) = ${q.post_printed}`,
    ...memberConditions(q, ao('id'), day),
    within(ao('territory_code'), q.voivodeship),
    ...verificationConditions(a, q)
  ],
  period: changesOfHolder,
  asOf: (day) => ({ from: tables(organisationsOn('ao', day), organisationsOn('ab', day)) }),
  // If a membership is required, it must hold on the day as certainly as the appointment.
  validity: (q: AppointmentFilters, day) => {
    const certain = sql`coalesce(${a('certain_period')} @> ${day}, false)`
    const isCertainMember = requiresMembership(q)
      ? hasMembership({ organisation: ao('id') }, q, 'certain_period', day)
      : sql`true`
    return { possible: sql`${a('possible_period')} @> ${day}`, certain: sql`(${certain} and ${isCertainMember})` }
  },
  searchText: sql`(${ap('search_text')} || ' ' || fold(concat_ws(' ', ${a('printed_post')}, ${apo('title')})))`,
  includes: {
    contacts: related(contacts, 'Public contacts of the post.', sql`${c('post_id')} = ${a('post_id')}`, c('slug')),
    voivodeship: voivodeshipOf(ao('territory_code')),
    sources: sourcesOf('appointment_id', a('id'))
  },
  card: {
    columns: {
      names: object({ ...ap.pick('family_name', 'given_name'), updated_at: ap.moment('updated_at') })
    },
    include: ['contacts'],
    current: true,
    write: appointmentCard
  }
})
