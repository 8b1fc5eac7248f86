import ical, { ICalEventStatus } from 'ical-generator'
import type { Event } from './schemas.ts'

const statuses = { planned: ICalEventStatus.CONFIRMED, held: ICalEventStatus.CONFIRMED, cancelled: ICalEventStatus.CANCELLED } as const

/**
 * The events as iCalendar (RFC 5545). An event whose day is not known has no place in a calendar and is left out.
 * UID is the id of the record, SEQUENCE grows with its version, so that subscribers see changes.
 */
export function toCalendar(events: Event[]): string {
  const calendar = ical({ name: 'Konwent CUS', prodId: { company: 'Konwent CUS', product: 'Rejestr', language: 'PL' } })
  for (const event of events) {
    if (event.date.on === null) continue
    const location = [event.venue?.name, event.address, event.place].filter((part) => part != null).join(', ')
    calendar.createEvent({
      id: `${event.id}@konwent-cus`,
      sequence: event.version - 1,
      summary: event.title,
      start: event.starts_at ?? event.date.on,
      ...(event.ends_at && { end: event.ends_at }),
      allDay: event.starts_at === null,
      stamp: event.updated_at,
      lastModified: event.updated_at,
      ...(location && { location }),
      ...(event.status && { status: statuses[event.status] }),
      ...(event.links[0] && { url: event.links[0].url })
    })
  }
  return calendar.toString()
}
