// iCalendar (RFC 5545) piece by piece: what stands around the events of a calendar, and one event.
import ical, { type ICalCalendar, type ICalDayJsStub, type ICalEventData } from 'ical-generator'

const ZONE = 'Europe/Warsaw'
// The rules of Polish time since 1996 (RFC 5545 3.6.5); no event of the registry is older.
const VTIMEZONE = `BEGIN:VTIMEZONE
TZID:${ZONE}
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE`

const wallClock = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  calendar: 'iso8601',
  hourCycle: 'h23',
  ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' }
} as const)

const calendar = (): ICalCalendar =>
  ical({
    name: 'Konwent CUS',
    prodId: { company: 'Konwent CUS', product: 'Rejestr', language: 'PL' },
    // How often a subscriber should look.
    ttl: 6 * 3600,
    x: { 'X-WR-TIMEZONE': ZONE }
  })

/** The event as a component of a calendar; moments made by inWarsaw(), days as `YYYY-MM-DD`. */
export function componentOf(event: ICalEventData): string {
  const whole = calendar()
  // A day has no zone, and must not be moved by one. A zone of the whole calendar would be that of DTSTAMP too, which has to be in UTC.
  whole.createEvent(event.allDay ? event : { ...event, timezone: ZONE })
  return `${whole.toString().match(/BEGIN:VEVENT\r\n[\s\S]*END:VEVENT\r\n/)?.[0]}`
}

/** What comes before the events. The zone is always there: a calendar without any component would be none (RFC 5545 3.6). */
export const CALENDAR_BEGIN = `${calendar()}`.replace(/END:VCALENDAR(\r\n)?$/, `${VTIMEZONE.replaceAll('\n', '\r\n')}\r\n`)
export const CALENDAR_END = 'END:VCALENDAR\r\n'

/** A moment as clocks in Poland show it, wherever the machine stands. */
export function inWarsaw(moment: string): ICalDayJsStub {
  const date = new Date(moment)
  const parts = Object.fromEntries(wallClock.formatToParts(date).map(({ type, value }) => [type, value]))
  const { year, month, day, hour, minute, second } = parts
  return {
    format: (pattern = '') => (pattern === 'HHmmss' ? `${hour}${minute}${second}` : `${year}${month}${day}`),
    isValid: () => true,
    toDate: () => date,
    toJSON: () => date.toJSON()
  }
}
