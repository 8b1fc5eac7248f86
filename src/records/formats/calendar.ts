// iCalendar (RFC 5545) in pieces, because a list is written record by record: begin and end of a calendar, one event.
import ical, { foldLines, type ICalCalendar, type ICalDayJsStub, type ICalEventData } from 'ical-generator'
import { withoutControls } from './content-lines.ts'

const ZONE = 'Europe/Warsaw'
// The rules of Polish time since 1996 (RFC 5545 3.6.5). Earlier events are written in UTC.
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

/** First moment for which VTIMEZONE has a rule: 31 March 1996, 02:00 Polish time. */
const ZONE_BEGIN_MS = Date.UTC(1996, 2, 31, 1)
/** First moment that belongs to the year 10000 in Poland. A year has four digits (RFC 5545 3.3.4). */
const ZONE_END_MS = Date.UTC(9999, 11, 31, 23)
const SECOND_MS = 1000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
const REFRESH_INTERVAL_S = 6 * 3600

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
    // How often subscribers should refresh.
    ttl: REFRESH_INTERVAL_S,
    x: { 'X-WR-TIMEZONE': ZONE }
  })

/** Returns the event as a VEVENT component. Make its start and end with hoursOf() or wholeDays(). */
export function componentOf(event: ICalEventData): string {
  const container = calendar()
  const { summary = '', location } = event
  const texts = {
    summary: withoutControls(summary),
    ...(typeof location === 'string' && { location: withoutControls(location) })
  }
  // An all-day event has no time zone. A zone of the calendar itself would also apply to DTSTAMP, which must be in UTC.
  container.createEvent({ ...(!event.allDay && { timezone: ZONE }), ...event, ...texts })
  const component = container.toString().match(/BEGIN:VEVENT\r\n[\s\S]*END:VEVENT\r\n/)?.[0]
  if (component === undefined) throw new Error('ical-generator wrote no VEVENT')
  return withPlainUrl(component)
}

/**
 * Converts start and end of an event (RFC 3339) to whole seconds for a calendar: in Polish time if VTIMEZONE can
 * express both, in UTC otherwise. Throws RangeError for a moment that iCalendar cannot express, such as the year 10000.
 */
export function hoursOf(start: string, end: string | null): Pick<ICalEventData, 'start' | 'end' | 'timezone'> {
  const begins = wholeSecond(start)
  const ends = end === null ? undefined : wholeSecond(end)
  // The end must be later than the start (RFC 5545 3.8.2.2). Without DTEND the event ends at its start.
  const last = ends && ends.getTime() > begins.getTime() ? ends : undefined
  const local = isExpressibleInZone(begins) && (last === undefined || isExpressibleInZone(last))
  const written = (date: Date) => (local ? inWarsaw(date.toJSON()) : date)
  return { start: written(begins), ...(last && { end: written(last) }), timezone: local ? ZONE : null }
}

/**
 * Converts the first and the last day, YYYY-MM-DD, to an all-day event. Without a last day it takes one day. DTEND is
 * the day after the last one (RFC 5545 3.6.1). Throws RangeError for any other text, such as the year 10000.
 */
export function wholeDays(first: string, last: string | null): Pick<ICalEventData, 'start' | 'end' | 'allDay'> {
  const end = last === null || last <= first ? undefined : dayAfter(last)
  for (const day of [first, end ?? first])
    if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw new RangeError('the day is out of range')
  return { start: first, ...(end && { end }), allDay: true }
}

/** Returns the day after a day, YYYY-MM-DD. Throws RangeError if the text is not a date. */
const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().split('T')[0] as string

function wholeSecond(moment: string): Date {
  const date = new Date(moment)
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999) throw new RangeError('the moment is out of range')
  return new Date(Math.floor(date.getTime() / SECOND_MS) * SECOND_MS)
}

/**
 * Whether Polish local time with VTIMEZONE expresses this moment. The hour that occurs twice in autumn means its first
 * occurrence (RFC 5545 3.3.5), so the second cannot be expressed.
 */
const isExpressibleInZone = (date: Date): boolean =>
  date.getTime() >= ZONE_BEGIN_MS &&
  date.getTime() < ZONE_END_MS &&
  wallClock.format(date) !== wallClock.format(new Date(date.getTime() - HOUR_MS))

/** Removes the backslashes that ical-generator writes into URL: a URI is not escaped like text (RFC 5545 3.3.13). */
function withPlainUrl(component: string): string {
  if (!component.includes('\r\nURL;')) return component
  const lines = component.replaceAll('\r\n ', '').split('\r\n')
  return foldLines(
    lines.map((line) => (line.startsWith('URL;') ? line.replace(/\\([\\;,])/g, '$1') : line)).join('\r\n')
  )
}

/** The part before the events. It has VTIMEZONE, because a calendar needs at least one component (RFC 5545 3.6). */
export const CALENDAR_BEGIN = `${calendar()}`.replace(
  /END:VCALENDAR(\r\n)?$/,
  `${VTIMEZONE.replaceAll('\n', '\r\n')}\r\n`
)
export const CALENDAR_END = 'END:VCALENDAR\r\n'

/** Converts a moment to Polish local time, independently of the time zone of the machine. */
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
