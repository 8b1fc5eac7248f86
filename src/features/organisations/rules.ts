// Rules of organisations that the database does not check.
// Coordinates have at most five decimal places (about a metre). A more precise value is an error and is not rounded.
import type { Fault } from '../../http/errors.ts'
import { dayOutOfBounds, isOutOfBounds } from '../../records/bounds.ts'
import type { UncertainDay } from '../eligibility/rules.ts'

const DECIMAL_PLACES = 5

/** Returns a validation error for each coordinate with too many decimal places. */
export const coordinateFaults = (row: Record<string, unknown>): Fault[] =>
  (['latitude', 'longitude'] as const).flatMap((name): Fault[] => {
    const degrees = row[name]
    if (typeof degrees !== 'number' || Number(degrees.toFixed(DECIMAL_PLACES)) === degrees) return []
    const rounded = degrees.toFixed(DECIMAL_PLACES)
    return [
      {
        pointer: `/${name}`,
        code: 'coordinate_too_precise',
        detail: {
          pl: `Współrzędna może mieć najwyżej pięć miejsc po przecinku (dokładność około metra), np. ${rounded}.`,
          en: `A coordinate may have at most five decimal places (about a metre), such as ${rounded}.`
        }
      }
    ]
  })

/**
 * Returns the validation errors of the day of a reported change, which cannot be in the future. `today` is a day as
 * YYYY-MM-DD. `outOfBounds` is the code of the constraint on the stored day.
 */
export function happenedFaults(
  { on, not_before, not_after }: UncertainDay,
  today: string,
  outOfBounds: string
): Fault[] {
  const earliest = on ?? not_before
  if (earliest !== null && earliest > today)
    return [
      {
        pointer: '/happened',
        code: 'in_the_future',
        detail: { pl: 'Ten dzień jeszcze nie nadszedł.', en: 'This day is in the future.' }
      }
    ]
  if (!isOutOfBounds(earliest) && !isOutOfBounds(on ?? not_after)) return []
  return [{ pointer: '/happened', code: outOfBounds, detail: dayOutOfBounds('happened') }]
}
