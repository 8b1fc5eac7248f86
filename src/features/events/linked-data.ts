import { iri, type Node, omitUnknown } from '../../records/formats/linked-data.ts'
import { organisationNode, personNode } from '../nodes.ts'
import type { Event } from './schemas.ts'

const statuses = { planned: 'EventScheduled', held: 'EventScheduled', cancelled: 'EventCancelled' } as const
const forms = {
  on_site: 'OfflineEventAttendanceMode',
  online: 'OnlineEventAttendanceMode',
  hybrid: 'MixedEventAttendanceMode'
} as const
const performerRoles = ['lecturer', 'moderator', 'panellist', 'presenter', 'opening', 'closing']

type Participant = Event['participants'][number]

const participantNode = (
  base: string,
  { person, organisation }: Pick<Participant, 'person' | 'organisation'>
): Node | null => personNode(base, person) ?? organisationNode(base, organisation)
const isNode = (node: Node | null): node is Node => node !== null
/** Removes duplicates and keeps the order. */
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

/** Removes the fraction of the seconds. */
const withoutFraction = (moment: string | null): string | undefined => moment?.replace(/\.\d+/, '')

/**
 * Returns the event as a schema.org node. A past event is `EventScheduled` too, because schema.org has no status for
 * it.
 */
export function eventData(event: Event, base: string): Node {
  const { id, title, titles, date, ends_on, starts_at, ends_at, status, form, participants, programme, links } = event
  const speakers = programme.flatMap(({ speakers }) => speakers).filter(({ present }) => present !== false)
  return omitUnknown({
    '@type': 'Event',
    '@id': iri(base, 'events', id),
    name: title,
    alternateName: titles.map(({ title }) => title),
    startDate: withoutFraction(starts_at) ?? date.on,
    endDate: withoutFraction(ends_at) ?? ends_on,
    eventStatus: status && `https://schema.org/${statuses[status]}`,
    eventAttendanceMode: form && `https://schema.org/${forms[form]}`,
    location: locationOf(event),
    organizer: participants
      .filter(({ role }) => role === 'organiser')
      .map((each) => participantNode(base, each))
      .filter(isNode),
    performer: distinct(
      [...participants, ...speakers]
        .filter(({ role }) => performerRoles.includes(role))
        .map((each) => participantNode(base, each))
        .filter(isNode)
    ),
    subjectOf: links
      .filter(({ url }) => url !== null)
      .map(({ title, url, author, publisher }) =>
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
