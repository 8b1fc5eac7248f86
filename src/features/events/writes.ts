import type { Writes } from '../../records/define-writes.ts'
import { refersTo, rows, uncertainDay, value, values } from '../../records/write/define.ts'
import { organisations } from '../organisations/queries.ts'
import { people } from '../people/queries.ts'
import { citations } from '../sources/citations.ts'
import { events } from './queries.ts'

const speakers = rows(
  'programme_speaker',
  'item_no',
  { ...values('role'), person: refersTo(people), organisation: refersTo(organisations), ...values('present') },
  { required: ['role', 'person'] }
)

export const eventWrites: Writes = {
  resource: events,
  properties: {
    ...values('slug', 'title', 'kind', 'form', 'status'),
    titles: rows('event_title', 'event_id', values('title', 'printed_where'), { required: ['title', 'printed_where'] }),
    date: uncertainDay,
    ...values('ends_on', 'starts_at', 'ends_at', 'place'),
    venue: refersTo(organisations),
    ...values('address', 'occasion'),
    participants: rows(
      'event_participant',
      'event_id',
      {
        ...values('role'),
        person: refersTo(people),
        organisation: refersTo(organisations),
        ...values('group_name', 'printed_post', 'mode', 'mode_basis')
      },
      { required: ['role'] }
    ),
    programme: rows(
      'programme_item',
      'event_id',
      { ...values('kind', 'title', 'subject'), about: refersTo(organisations), speakers },
      { required: ['kind'] }
    ),
    links: rows(
      'event_link',
      'event_id',
      {
        ...values('title'),
        kind: value({ fallback: 'other' }),
        ...values('url'),
        author: refersTo(people),
        publisher: refersTo(organisations),
        ...values('rights', 'rights_en')
      },
      { required: ['title'] }
    ),
    sources: citations('event_id')
  },
  required: ['title', 'kind'],
  example: {
    title: 'Konferencja Centrów Usług Społecznych 2027',
    kind: 'conference',
    form: 'on_site',
    status: 'planned',
    starts_at: '2027-05-20T08:00:00Z',
    ends_at: '2027-05-20T14:00:00Z',
    date: { on: '2027-05-20' },
    place: 'Lublin',
    venue: { slug: 'csk-lublin' },
    participants: [{ role: 'organiser', organisation: { slug: 'obserwatorium-cus' } }],
    programme: [
      {
        kind: 'opening',
        title: 'Otwarcie konferencji',
        speakers: [{ role: 'opening', person: { slug: 'anna-ostasz' } }]
      }
    ]
  },
  change: { form: 'hybrid', starts_at: '2027-05-20T07:30:00Z', occasion: 'Dzień Samorządu Terytorialnego' },
  slugFrom: ({ title }) => String(title)
}
