// Reads days in the forms that people write. A form that could mean two days is refused.
import type { Unreadable } from '../../../records/define-imports.ts'
import { fold } from '../../../records/polish.ts'

/** Beginnings of the names of months, folded, in Polish (in two cases) and English. */
const MONTHS: readonly RegExp[] = [
  /^(sty|stycznia|styczen|jan|january)$/,
  /^(lut|lutego|luty|feb|february)$/,
  /^(mar|marca|marzec|march)$/,
  /^(kwi|kwietnia|kwiecien|apr|april)$/,
  /^(maj|maja|may)$/,
  /^(cze|czerwca|czerwiec|jun|june)$/,
  /^(lip|lipca|lipiec|jul|july)$/,
  /^(sie|sierpnia|sierpien|aug|august)$/,
  /^(wrz|wrzesnia|wrzesien|sep|sept|september)$/,
  /^(paz|pazdziernika|pazdziernik|oct|october)$/,
  /^(lis|listopada|listopad|nov|november)$/,
  /^(gru|grudnia|grudzien|dec|december)$/
]
const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii']

/** Returns the number of a month, 1 to 12, by its name or Roman number; undefined if there is no such month. */
function monthOf(word: string): number | undefined {
  const folded = fold(word)
  const index = MONTHS.findIndex((names) => names.test(folded))
  const month = (index < 0 ? ROMAN.indexOf(folded) : index) + 1
  return month === 0 ? undefined : month
}

// A time of the day that is midnight, as spreadsheets add it to a day.
const MIDNIGHT = /[T ,]+(0?0:00(:00([.,]0+)?)?)( ?(Z|UTC))?$/i
const CLOCK = /\d{1,2}:\d{2}/
const YEAR_FIRST = /^(\d{4})([-./])(\d{1,2})\2(\d{1,2})$/
const YEAR_LAST = /^(\d{1,2})([-./])(\d{1,2})\2(\d{4})$/
const IN_WORDS = /^(\d{1,2})[ .]*(\p{L}+)[ .,]*(\d{4})$/u
const ENGLISH_WORDS = /^(\p{L}+) (\d{1,2}), ?(\d{4})$/u
const TWO_DIGIT_YEAR = /^(\d{1,2}[-./ ]+(\d{1,2}|\p{L}+)[-./ ]+\d{2}|\d{2}[-./]\d{1,2}[-./]\d{1,2})$/u
const MONTH_ONLY = /^(\p{L}+ \d{4}|\d{1,2}[./-]\d{4}|\d{4}[./-]\d{1,2}|\d{4})$/u
const SERIAL = /^\d{4,6}([.,]\d+)?$/

/** Returns the day as YYYY-MM-DD, or the reason why the text means no single day. */
export function readDay(text: string): string | Unreadable {
  // «3 marca 2015 r.», «3.III.2015 roku», and spaces around the dots of 3. 3. 2015
  const plain = text
    .replace(MIDNIGHT, '')
    .replace(/ ?(r\.?|roku)$/i, '')
    .replace(/(?<=\d) ?([-./]) ?(?=\d)/g, '$1')
  const [, year = '', , month = '', day = ''] = YEAR_FIRST.exec(plain) ?? []
  if (year !== '') return dayOf(year, month, day)
  const [, first = '', separator, second = '', lastYear = ''] = YEAR_LAST.exec(plain) ?? []
  if (lastYear !== '')
    return separator === '.' ? dayOf(lastYear, second, first) : inEitherOrder(lastYear, first, second)
  const [, number = '', word = '', wordYear = ''] = IN_WORDS.exec(plain) ?? []
  const [, englishWord = '', englishNumber = '', englishYear = ''] = ENGLISH_WORDS.exec(plain) ?? []
  const named = monthOf(word || englishWord)
  if (named !== undefined) return dayOf(wordYear || englishYear, String(named), number || englishNumber)
  return reasonFor(plain)
}

function dayOf(year: string, month: string, day: string): string | Unreadable {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${text}T00:00:00Z`)
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
  return exists ? text : NO_SUCH_DAY
}

/** Reads a day with slashes or dashes, which may be in the Polish or in the American order. */
function inEitherOrder(year: string, first: string, second: string): string | Unreadable {
  const readings = [dayOf(year, second, first), dayOf(year, first, second)]
  const days = [...new Set(readings.filter((reading) => typeof reading === 'string'))]
  if (days.length > 1) return ambiguous(days as [string, string])
  return days[0] ?? NO_SUCH_DAY
}

function reasonFor(text: string): Unreadable {
  if (CLOCK.test(text)) return WITH_TIME
  if (TWO_DIGIT_YEAR.test(text)) return YEAR_OF_TWO_DIGITS
  if (MONTH_ONLY.test(text) && !SERIAL_ONLY.test(text)) return NOT_EXACT
  if (SERIAL.test(text)) return SERIAL_NUMBER
  return NOT_A_DAY
}

/** Four digits are a year if they can be one. */
const SERIAL_ONLY = /^(?!1[89]\d\d|2[01]\d\d)\d{4}$/

const reason = (code: string, pl: string, en: string): Unreadable => ({ code, detail: { pl, en } })

const NO_SUCH_DAY = reason(
  'invalid_format',
  'Nie ma takiego dnia w kalendarzu. Datę należy podać w postaci RRRR-MM-DD, np. 1990-03-01.',
  'There is no such day. State the date in the form YYYY-MM-DD, such as 1990-03-01.'
)
const ambiguous = ([polish, american]: [string, string]): Unreadable =>
  reason(
    'ambiguous_day',
    `Ta data może oznaczać ${polish} albo ${american}. Należy podać ją w postaci RRRR-MM-DD.`,
    `This date can mean ${polish} or ${american}. State it in the form YYYY-MM-DD.`
  )
const YEAR_OF_TWO_DIGITS = reason(
  'year_of_two_digits',
  'Rok ma tylko dwie cyfry, więc nie wiadomo, które to stulecie. Datę należy podać w postaci RRRR-MM-DD.',
  'The year has two digits only, so the century is unknown. State the date in the form YYYY-MM-DD.'
)
const NOT_EXACT = reason(
  'day_not_exact',
  'To nie jest dokładny dzień. Miesiąc albo rok zapisuje się jego pierwszym i ostatnim dniem, w kolumnach ' +
    '«…_not_before» i «…_not_after».',
  'This is not an exact day. Write a month or a year as its first and its last day, in the columns «…_not_before» and ' +
    '«…_not_after».'
)
const SERIAL_NUMBER = reason(
  'serial_number',
  'Komórka zawiera liczbę zamiast daty. W arkuszu należy nadać jej format «Data» i zapisać plik ponownie.',
  'The cell contains a number instead of a date. Give it the format Date in the spreadsheet and save the file again.'
)
const WITH_TIME = reason(
  'day_with_time',
  'Komórka zawiera godzinę. Potrzebny jest sam dzień, w postaci RRRR-MM-DD.',
  'The cell contains a time. Only the day is needed, in the form YYYY-MM-DD.'
)
const NOT_A_DAY = reason(
  'invalid_format',
  'Komórka musi zawierać datę w postaci RRRR-MM-DD, np. 1990-03-01.',
  'The cell must contain a date in the form YYYY-MM-DD, such as 1990-03-01.'
)
