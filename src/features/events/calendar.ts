import { ICalEventStatus } from 'ical-generator'
import { componentOf, hoursOf, wholeDays } from '../../records/formats/calendar.ts'
import type { Event } from './schemas.ts'

const statuses = {
  planned: ICalEventStatus.CONFIRMED,
  held: ICalEventStatus.CONFIRMED,
  cancelled: ICalEventStatus.CANCELLED
} as const

/**
 * Returns the event as an iCalendar component, or an empty text if its day is unknown. UID is the id of the record.
 * SEQUENCE grows with its version, so that calendars recognise changes.
 */
export function calendarOf(event: Event): string {
  if (event.date.on === null) return ''
  const location = [event.venue?.name, event.address, event.place].filter((part) => part != null).join(', ')
  const page = event.links.find(({ url }) => url !== null)
  return componentOf({
    id: `${event.id}@konwent-cus`,
    sequence: event.version - 1,
    summary: event.title,
    ...(event.starts_at === null ? wholeDays(event.date.on, event.ends_on) : hoursOf(event.starts_at, event.ends_at)),
    stamp: event.updated_at,
    lastModified: event.updated_at,
    ...(location && { location }),
    ...(event.status && { status: statuses[event.status] }),
    ...(page?.url && { url: page.url })
  })
}
