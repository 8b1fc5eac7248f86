// iCalendar (RFC 5545) piece by piece: what stands around the events of a calendar, and one event.
import ical, { foldLines, type ICalCalendar, type ICalDayJsStub, type ICalEventData } from 'ical-generator'

const ZONE = 'Europe/Warsaw'
// The rules of Polish time since 1996 (RFC 5545 3.6.5). Events before are written in UTC.
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

/** The first moment for which the zone has a rule, in milliseconds: 2 o'clock on 31 March 1996. */
const ZONE_BEGIN = Date.UTC(1996, 2, 31, 1)
const SECOND_MS = 1000
const HOUR_MS = 3_600_000

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

/** The event as a component of a calendar. hoursOf() or wholeDay() make its start and end. */
export function componentOf(event: ICalEventData): string {
  const whole = calendar()
  // A day has no zone, and must not be moved by one. A zone of the whole calendar would be that of DTSTAMP too, which has to be in UTC.
  whole.createEvent(event.allDay ? event : { timezone: ZONE, ...event })
  const component = whole.toString().match(/BEGIN:VEVENT\r\n[\s\S]*END:VEVENT\r\n/)?.[0]
  if (component === undefined) throw new Error('no VEVENT was written')
  return withPlainUrl(component)
}

/**
 * Start and end of an event, RFC 3339, as a calendar has them: in seconds, in Polish time if the zone tells the moments,
 * and in UTC otherwise.
 * Throws for a moment that a calendar cannot hold, such as one in the year 10000.
 */
export function hoursOf(start: string, end: string | null): Pick<ICalEventData, 'start' | 'end' | 'timezone'> {
  const begins = wholeSecond(start)
  const ends = end === null ? undefined : wholeSecond(end)
  // The end must be later than the start (RFC 5545 3.8.2.2). Without an end the event ends as it begins.
  const last = ends && ends.getTime() > begins.getTime() ? ends : undefined
  const local = isToldByClock(begins) && (last === undefined || isToldByClock(last))
  const written = (date: Date) => (local ? inWarsaw(date.toJSON()) : date)
  return { start: written(begins), ...(last && { end: written(last) }), timezone: local ? ZONE : null }
}

/** A whole day, YYYY-MM-DD, as a calendar has it. Throws for any other text, such as a day in the year 10000. */
export function wholeDay(day: string): Pick<ICalEventData, 'start' | 'allDay'> {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw new RangeError('the day is out of range')
  return { start: day, allDay: true }
}

function wholeSecond(moment: string): Date {
  const date = new Date(moment)
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999) throw new RangeError('the moment is out of range')
  return new Date(Math.floor(date.getTime() / SECOND_MS) * SECOND_MS)
}

/**
 * Whether the hour on Polish clocks stands for this moment by the rules of the zone. In autumn one hour comes twice, and
 * stands for the first (RFC 5545 3.3.5).
 */
const isToldByClock = (date: Date): boolean =>
  date.getTime() >= ZONE_BEGIN && wallClock.format(date) !== wallClock.format(new Date(date.getTime() - HOUR_MS))

/** Removes the backslashes that ical-generator puts into the URL: a URI is not escaped as a text is (RFC 5545 3.3.13). */
function withPlainUrl(component: string): string {
  if (!component.includes('\r\nURL;')) return component
  const lines = component.replaceAll('\r\n ', '').split('\r\n')
  return foldLines(
    lines.map((line) => (line.startsWith('URL;') ? line.replace(/\\([\\;,])/g, '$1') : line)).join('\r\n')
  )
}

/** What comes before the events. The zone is always there: a calendar without any component would be none (RFC 5545 3.6). */
export const CALENDAR_BEGIN = `${calendar()}`.replace(
  /END:VCALENDAR(\r\n)?$/,
  `${VTIMEZONE.replaceAll('\n', '\r\n')}\r\n`
)
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
