import { sql } from 'kysely'
import { Day } from '../../contract/schemas.ts'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, texts } from '../../records/define.ts'
import { flag, idOrSlug, oneOf, reference } from '../../records/references.ts'
import { arrayOf, isOneOf } from '../../records/sql.ts'
import { personReference } from '../people/references.ts'
import { sourcesOf } from '../sources/citations.ts'
import { declarationSummary, organisationSummary, personSummary } from '../summaries.ts'
import { term } from '../vocabularies/terms.ts'
import { calendarOf } from './calendar.ts'
import { eventData } from './linked-data.ts'
import { Event } from './schemas.ts'

interface EventFilters {
  kind?: string[]
  form?: string[]
  status?: string[]
  organisation?: string[]
  person?: string[]
  from?: string
  to?: string
  dated?: boolean
}

const titles = arrayOf(
  { no: sql`et.no`, title: sql`et.title`, printed_where: sql`et.printed_where` },
  sql`from event_title et where et.event_id = e.id order by et.no`
)

const participants = arrayOf(
  {
    no: sql`x.no`,
    role: sql`x.role`,
    person: personSummary('xp'),
    organisation: organisationSummary('xo'),
    group_name: sql`x.group_name`,
    printed_post: sql`x.printed_post`,
    mode: sql`x.mode`,
    mode_basis: sql`x.mode_basis`
  },
  sql`from event_participant x left join person xp on xp.id = x.person_id left join organisation xo on xo.id = x.organisation_id where x.event_id = e.id order by x.no`
)

const speakers = arrayOf(
  {
    no: sql`s.no`,
    role: sql`s.role`,
    person: personSummary('sp'),
    organisation: organisationSummary('so'),
    present: sql`s.present`
  },
  sql`from programme_speaker s join person sp on sp.id = s.person_id left join organisation so on so.id = s.organisation_id
    where s.event_id = i.event_id and s.item_no = i.no order by s.no`
)

const programme = arrayOf(
  { no: sql`i.no`, kind: sql`i.kind`, title: sql`i.title`, about: organisationSummary('io'), speakers },
  sql`from programme_item i left join organisation io on io.id = i.about_id where i.event_id = e.id order by i.no`
)

const links = arrayOf(
  {
    no: sql`k.no`,
    title: sql`k.title`,
    url: sql`k.url`,
    author: personSummary('ka'),
    publisher: organisationSummary('kp'),
    rights: sql`k.rights`
  },
  sql`from event_link k left join person ka on ka.id = k.author_id left join organisation kp on kp.id = k.publisher_id where k.event_id = e.id order by k.no`
)

const takesPart = (participant: 'person_id' | 'organisation_id', ids: string[] | undefined) => {
  const isOne = (column: string) => isOneOf(sql.ref(column), ids, 'uuid')
  return (
    ids &&
    sql`(exists (select 1 from event_participant x where x.event_id = e.id and ${isOne(`x.${participant}`)})
      or exists (select 1 from programme_speaker s where s.event_id = e.id and ${isOne(`s.${participant}`)})
      ${participant === 'organisation_id' ? sql`or exists (select 1 from programme_item i where i.event_id = e.id and ${isOne('i.about_id')}) or ${isOne('e.venue_id')}` : sql``})`
  )
}

const t = columnsOf('event', 'e')

export const events = defineResource({
  name: 'event',
  path: 'events',
  label: { pl: 'wydarzenie', en: 'event' },
  texts: texts(
    'Events',
    'Event',
    'Events with programme and participants; as iCalendar for a subscription.',
    'One event by its id or slug.'
  ),
  history: true,
  record: Event,
  parameter: 'event',
  identifier: idOrSlug('Id or slug of the event.', 'konferencja-2022-11-21'),
  ...t.keys('slug'),
  from: sql`event e
    left join organisation ev on ev.id = e.venue_id
    left join lateral (select * from declaration where event_id = e.id and status = 'accepted' order by id limit 1) ed on true`,
  reads: ['organisation', 'person', 'declaration'],
  columns: {
    ...t.standard(),
    ...t.pick('title', 'kind', 'form', 'status', 'place', 'address', 'occasion'),
    titles,
    date: t.uncertain('date'),
    starts_at: t.moment('starts_at'),
    ends_at: t.moment('ends_at'),
    venue: organisationSummary('ev'),
    participants,
    programme,
    links,
    declaration: declarationSummary('ed')
  },
  sorts: {
    date_on: { ...t.sort('date_on', 'date'), nullable: true },
    title: t.alphabetical('title'),
    updated_at: t.sort('updated_at', 'timestamptz')
  },
  defaultSort: 'date_on',
  filters: {
    kind: oneOf(term('event_kind', 'Kind.', 'conference'), 'Kind of event.', ['conference']),
    form: oneOf(term('event_form', 'Form.', 'hybrid'), 'Form of the event.', ['hybrid']),
    status: oneOf(term('event_status', 'Status.', 'held'), 'Status of the event.', ['held']),
    organisation: reference(
      'organisation',
      'Organisation that takes part, is presented or lends its place.',
      'rops-lublin'
    ),
    person: personReference('Person who takes part or speaks.', 'marek-rymsza'),
    from: { schema: Day('First day on which the event may be.', '2022-01-01') },
    to: { schema: Day('Last day on which the event may be.', '2022-12-31') },
    dated: flag('Whether the exact day of the event is known.')
  },
  where: (q: EventFilters) => [
    isOneOf(sql`e.kind`, q.kind, 'event_kind'),
    isOneOf(sql`e.form`, q.form, 'event_form'),
    isOneOf(sql`e.status`, q.status, 'event_status'),
    takesPart('organisation_id', q.organisation),
    takesPart('person_id', q.person),
    q.from === undefined ? undefined : sql`coalesce(e.date_on, e.date_not_after, 'infinity') >= ${q.from}::date`,
    q.to === undefined ? undefined : sql`coalesce(e.date_on, e.date_not_before, '-infinity') <= ${q.to}::date`,
    q.dated === undefined ? undefined : sql`(e.date_on is not null) = ${q.dated}`
  ],
  searchText: sql`(' ' || fold(e.title || ' ' || coalesce(e.place, '')))`,
  parts: ['participants', 'programme'],
  includes: { sources: sourcesOf('event_id', sql`e.id`) },
  // Where the organisation is at whose place it is held; a printed place has no coordinates.
  place: { latitude: sql`ev.latitude`, longitude: sql`ev.longitude` },
  calendar: { write: calendarOf },
  linked: { write: eventData }
})
