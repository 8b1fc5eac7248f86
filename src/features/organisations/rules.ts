// Where an organisation is: to five decimals, which is a metre, and what is sent is never rounded without a word.
import type { Fault } from '../../http/errors.ts'

const DECIMALS = 5

/** Coordinates that are more precise than the registry keeps them. */
export const coordinateFaults = (row: Record<string, unknown>): Fault[] =>
  (['latitude', 'longitude'] as const).flatMap((name): Fault[] => {
    const degrees = row[name]
    if (typeof degrees !== 'number' || Number(degrees.toFixed(DECIMALS)) === degrees) return []
    const rounded = degrees.toFixed(DECIMALS)
    return [
      {
        pointer: `/${name}`,
        code: 'coordinate_too_precise',
        detail: {
          pl: `Współrzędne podaje się z dokładnością do pięciu miejsc po przecinku, czyli do metra: ${rounded}.`,
          en: `Coordinates are given to five decimal places, which is a metre: ${rounded}.`
        }
      }
    ]
  })
