// Coordinates have at most five decimal places (about a metre). A more precise value is an error and is not rounded.
import type { Fault } from '../../http/errors.ts'

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
