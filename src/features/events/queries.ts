import { sql } from 'kysely'
import { Day } from '../../contract/schemas.ts'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, type Sql, texts } from '../../records/define.ts'
import { flag, idOrSlug, oneOf, reference } from '../../records/references.ts'
import { arrayOf, isOneOf } from '../../records/sql.ts'
import { term } from '../../records/vocabulary.ts'
import { placeOf } from '../organisations/place.ts'
import { personReference } from '../people/references.ts'
import { sourcesOf } from '../sources/citations.ts'
import { declarationSummary, organisationSummary, personSummary } from '../summaries.ts'
import { calendarOf } from './calendar.ts'
import { lastDayOf } from './days.ts'
import { eventData } from './linked-data.ts'
import { Event } from './schemas.ts'
import { speakers } from './speakers.ts'
import { eventForm, eventKind, eventStatus } from './vocabularies.ts'

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

const [e, ev] = [columnsOf('event', 'e'), columnsOf('organisation', 'ev')]
const [et, k] = [columnsOf('event_title', 'et'), columnsOf('event_link', 'k')]
const [x, i, s] = [
  columnsOf('event_participant', 'x'),
  columnsOf('programme_item', 'i'),
  columnsOf('programme_speaker', 's')
]
const [xp, sp, ka] = [columnsOf('person', 'xp'), columnsOf('person', 'sp'), columnsOf('person', 'ka')]
const [xo, so] = [columnsOf('organisation', 'xo'), columnsOf('organisation', 'so')]
const [io, kp] = [columnsOf('organisation', 'io'), columnsOf('organisation', 'kp')]
const d = columnsOf('declaration', 'd')

const titles = arrayOf(
  et.pick('no', 'title', 'printed_where'),
  sql`from ${et.table} where ${et('event_id')} = ${e('id')} order by ${et('no')}`
)

const participants = arrayOf(
  {
    ...x.pick('no', 'role'),
    person: personSummary('xp'),
    organisation: organisationSummary('xo'),
    ...x.pick('group_name', 'printed_post', 'mode', 'mode_basis')
  },
  sql`from ${x.table}
    left join ${xp.table} on ${xp('id')} = ${x('person_id')}
    left join ${xo.table} on ${xo('id')} = ${x('organisation_id')}
    where ${x('event_id')} = ${e('id')} order by ${x('no')}`
)

const itemSpeakers = arrayOf(
  {
    ...s.pick('no', 'role'),
    person: personSummary('sp'),
    organisation: organisationSummary('so'),
    ...s.pick('present')
  },
  sql`from ${s.table}
    join ${sp.table} on ${sp('id')} = ${s('person_id')}
    left join ${so.table} on ${so('id')} = ${s('organisation_id')}
    where ${s('event_id')} = ${i('event_id')} and ${s('item_no')} = ${i('no')} order by ${s('no')}`
)

const programme = arrayOf(
  { ...i.pick('no', 'kind', 'title', 'subject'), about: organisationSummary('io'), speakers: itemSpeakers },
  sql`from ${i.table}
    left join ${io.table} on ${io('id')} = ${i('about_id')}
    where ${i('event_id')} = ${e('id')} order by ${i('no')}`
)

const links = arrayOf(
  {
    ...k.pick('no', 'title', 'kind', 'url'),
    author: personSummary('ka'),
    publisher: organisationSummary('kp'),
    ...k.pick('rights', 'rights_en')
  },
  sql`from ${k.table}
    left join ${ka.table} on ${ka('id')} = ${k('author_id')}
    left join ${kp.table} on ${kp('id')} = ${k('publisher_id')}
    where ${k('event_id')} = ${e('id')} order by ${k('no')}`
)

/** Subquery for one accepted declaration that was signed at the event. */
const signedDeclaration = sql`
  select * from ${d.table}
  where ${d('event_id')} = ${e('id')} and ${d('status')} = 'accepted' order by ${d('id')} limit 1`

// First and last possible day of the event.
const earliest = sql`coalesce(${e('date_on')}, ${e('date_not_before')}, '-infinity')`
const latest = sql`coalesce(${lastDayOf('e')}, ${e('date_not_after')}, 'infinity')`

const takesPart = (participant: 'person_id' | 'organisation_id', ids: string[] | undefined) => {
  if (!ids) return undefined
  const isOne = (column: Sql) => isOneOf(column, ids, 'uuid')
  const conditions = [
    sql`exists (select 1 from ${x.table} where ${x('event_id')} = ${e('id')} and ${isOne(x(participant))})`,
    sql`exists (select 1 from ${s.table} where ${s('event_id')} = ${e('id')} and ${isOne(s(participant))})`
  ]
  if (participant === 'organisation_id')
    conditions.push(
      sql`exists (select 1 from ${i.table} where ${i('event_id')} = ${e('id')} and ${isOne(i('about_id'))})`,
      sql`${isOne(e('venue_id'))}`
    )
  return sql`(${sql.join(conditions, sql` or `)})`
}

export const events = defineResource({
  name: 'event',
  path: 'events',
  label: { pl: 'wydarzenie', en: 'event' },
  texts: texts(
    'Events',
    'Event',
    'Returns the events with their programme and participants. The format iCalendar allows a calendar subscription.',
    'Returns one event by its id or slug.'
  ),
  history: true,
  reversible: true,
  record: Event,
  parameter: 'event_id',
  identifier: idOrSlug('The id or slug of the event.', 'konferencja-2022-11-21'),
  ...e.keys('slug'),
  from: sql`${e.table}
    left join ${ev.table} on ${ev('id')} = ${e('venue_id')}
    left join lateral (${signedDeclaration}) ed on true`,
  reads: ['organisation', 'territory', 'person', 'declaration'],
  columns: {
    ...e.standard(),
    ...e.pick('title', 'kind', 'form', 'status', 'place', 'address', 'occasion'),
    titles,
    date: e.uncertain('date'),
    ends_on: e('ends_on'),
    starts_at: e.moment('starts_at'),
    ends_at: e.moment('ends_at'),
    venue: organisationSummary('ev'),
    participants,
    programme,
    links,
    declaration: declarationSummary('ed')
  },
  sorts: {
    date_on: { ...e.sort('date_on', 'date'), nullable: true },
    title: e.alphabetical('title'),
    updated_at: e.sort('updated_at', 'timestamptz')
  },
  defaultSort: 'date_on',
  filters: {
    kind: oneOf(term(eventKind, 'Kind of the event.', 'conference'), 'Kind of the event.', ['conference']),
    form: oneOf(term(eventForm, 'Form of the event.', 'hybrid'), 'Form of the event.', ['hybrid']),
    status: oneOf(term(eventStatus, 'Status of the event.', 'held'), 'Status of the event.', ['held']),
    organisation: reference(
      'organisation',
      'Organisation that takes part in the event, is presented at it, or hosts it.',
      'rops-lublin'
    ),
    person: personReference('Person who takes part in the event or speaks at it.', 'marek-rymsza'),
    from: {
      schema: Day('First day of the period. Events that may take place on or after it are returned.', '2022-01-01')
    },
    to: {
      schema: Day('Last day of the period. Events that may take place on or before it are returned.', '2022-12-31')
    },
    dated: flag('Whether the exact day of the event is known.')
  },
  where: (q: EventFilters) => [
    isOneOf(e('kind'), q.kind, 'event_kind'),
    isOneOf(e('form'), q.form, 'event_form'),
    isOneOf(e('status'), q.status, 'event_status'),
    takesPart('organisation_id', q.organisation),
    takesPart('person_id', q.person),
    q.from === undefined ? undefined : sql`${latest} >= ${q.from}::date`,
    q.to === undefined ? undefined : sql`${earliest} <= ${q.to}::date`,
    q.dated === undefined ? undefined : sql`(${e('date_on')} is not null) = ${q.dated}`
  ],
  searchText: sql`(' ' || fold(${e('title')} || ' ' || coalesce(${e('place')}, '')))`,
  parts: ['participants', 'programme', 'speakers'],
  includes: { speakers, sources: sourcesOf('event_id', e('id')) },
  // The coordinates are those of the venue, because a printed place has none.
  place: placeOf(ev),
  calendar: { write: calendarOf },
  linked: { write: eventData }
})
