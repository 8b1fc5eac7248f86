import { iri, type Node, omitUnknown } from '../../records/formats/linked-data.ts'
import { organisationNode, personNode } from '../nodes.ts'
import type { Event } from './schemas.ts'

const statuses = { planned: 'EventScheduled', held: 'EventScheduled', cancelled: 'EventCancelled' } as const
const forms = {
  on_site: 'OfflineEventAttendanceMode',
  online: 'OnlineEventAttendanceMode',
  hybrid: 'MixedEventAttendanceMode'
} as const
const performing = ['lecturer', 'moderator', 'panellist', 'presenter', 'opening', 'closing']

type Participant = Event['participants'][number]

const who = (base: string, { person, organisation }: Pick<Participant, 'person' | 'organisation'>): Node | null =>
  personNode(base, person) ?? organisationNode(base, organisation)
const isNode = (node: Node | null): node is Node => node !== null
/** Each of them once, in order. */
const distinct = (nodes: Node[]): Node[] => [...new Map(nodes.map((node) => [node['@id'], node])).values()]

function locationOf({ venue, address, place }: Event): Node | undefined {
  const postal = omitUnknown({ streetAddress: address, addressLocality: place })
  if (!venue && Object.keys(postal).length === 0) return undefined
  return omitUnknown({
    '@type': 'Place',
    name: venue?.name ?? place,
    ...(Object.keys(postal).length > 0 && { address: { '@type': 'PostalAddress', ...postal } })
  })
}

const instant = (moment: string | null): string | undefined => moment?.replace(/\.\d+/, '')

/** The event in the words of schema.org. One that took place is for them as scheduled as one that is to come. */
export function eventData(event: Event, base: string): Node {
  const { id, title, titles, date, starts_at, ends_at, status, form, participants, programme, links } = event
  const speakers = programme.flatMap(({ speakers }) => speakers).filter(({ present }) => present !== false)
  return omitUnknown({
    '@type': 'Event',
    '@id': iri(base, 'events', id),
    name: title,
    alternateName: titles.map(({ title }) => title),
    startDate: instant(starts_at) ?? date.on,
    endDate: instant(ends_at),
    eventStatus: status && `https://schema.org/${statuses[status]}`,
    eventAttendanceMode: form && `https://schema.org/${forms[form]}`,
    location: locationOf(event),
    organizer: participants
      .filter(({ role }) => role === 'organiser')
      .map((each) => who(base, each))
      .filter(isNode),
    performer: distinct(
      [...participants, ...speakers]
        .filter(({ role }) => performing.includes(role))
        .map((each) => who(base, each))
        .filter(isNode)
    ),
    subjectOf: links.map(({ title, url, author, publisher }) =>
      omitUnknown({
        '@type': 'WebPage',
        name: title,
        url,
        author: personNode(base, author),
        publisher: organisationNode(base, publisher)
      })
    )
  })
}
