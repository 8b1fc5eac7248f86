// The range of days and timestamps that a client may write. The database constraints named `…_within_bounds` enforce
// the same range.
import type { Text } from '../http/errors.ts'

/** First and last day, as YYYY-MM-DD. The range begins early because organisations and legal acts can be old. */
export const FIRST_DAY = '1800-01-01'
const LAST_DAY = '2199-12-31'
/** First and last timestamp. PostgreSQL rounds to microseconds before it compares. */
const FIRST_MOMENT = '1900-01-01T00:00:00Z'
export const LAST_MOMENT = '2199-12-31T23:59:59.999999Z'

/** Returns the present day in Poland, as YYYY-MM-DD. */
export const todayInPoland = (): string => new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Warsaw' })

/** Whether a day, as YYYY-MM-DD, is out of range. Null is within the range. */
export const isOutOfBounds = (day: string | null): boolean => day !== null && (day < FIRST_DAY || day > LAST_DAY)

/** Returns the text for a day out of range in a property. */
export const dayOutOfBounds = (property: string, first = FIRST_DAY): Text => ({
  pl: `Data w polu «${property}» musi mieścić się między ${first} a ${LAST_DAY}.`,
  en: `The date in «${property}» must be between ${first} and ${LAST_DAY}.`
})

/** Returns the text for a timestamp out of range in a property. */
export const momentOutOfBounds = (property: string): Text => ({
  pl: `Data i godzina w polu «${property}» musi mieścić się między ${FIRST_MOMENT} a ${LAST_MOMENT}.`,
  en: `The timestamp in «${property}» must be between ${FIRST_MOMENT} and ${LAST_MOMENT}.`
})
