// The range of days and moments that a client may write. The constraints named `…_within_bounds` in the database
// enforce the same range.
import type { Text } from '../http/errors.ts'

/** First and last day, as YYYY-MM-DD. Organisations and legal acts can be old. */
export const FIRST_DAY = '1800-01-01'
const LAST_DAY = '2199-12-31'
/** First and last moment. PostgreSQL rounds to microseconds before it compares. */
const FIRST_MOMENT = '1900-01-01T00:00:00Z'
export const LAST_MOMENT = '2199-12-31T23:59:59.999999Z'

/** Whether a day, as YYYY-MM-DD, is out of range; one that is not known is not. */
export const isOutOfBounds = (day: string | null): boolean => day !== null && (day < FIRST_DAY || day > LAST_DAY)

/** Text for a day out of range, with the property that holds it. */
export const dayOutOfBounds = (property: string, first = FIRST_DAY): Text => ({
  pl: `Data w polu «${property}» musi mieścić się między ${first} a ${LAST_DAY}.`,
  en: `The date in «${property}» must be between ${first} and ${LAST_DAY}.`
})

/** Text for a moment out of range, with the property that holds it. */
export const momentOutOfBounds = (property: string): Text => ({
  pl: `Chwila w polu «${property}» musi mieścić się między ${FIRST_MOMENT} a ${LAST_MOMENT}.`,
  en: `The moment in «${property}» must be between ${FIRST_MOMENT} and ${LAST_MOMENT}.`
})
