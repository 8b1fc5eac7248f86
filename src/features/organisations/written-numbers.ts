// Reads NIP, REGON and KRS numbers as people and spreadsheets write them. Lost leading zeros are restored only if the
// result is certain: in a KRS number, and in a REGON whose check digits hold.
import { codeReader } from '../imports/values/digits.ts'

const NIP_LENGTH = 10
const KRS_LENGTH = 10
const REGON_LENGTHS = [9, 14]

const refused = (pl: string, en: string) => ({ code: 'invalid_format', detail: { pl, en } })

export const readNip = codeReader(
  '(nr |numer )?(nip)?[ :.]*(pl)?',
  [NIP_LENGTH],
  refused(
    'NIP podaje się dziesięcioma cyframi, np. 7162442111. Brakującej cyfry nie da się odtworzyć.',
    'A NIP has ten digits, such as 7162442111. A missing digit cannot be restored.'
  )
)

export const readRegon = codeReader(
  '(nr |numer )?regon',
  [],
  refused(
    'REGON podaje się 9 albo 14 cyframi. Jeśli arkusz usunął zera z początku, należy wpisać numer w komórce o ' +
      'formacie «Tekst».',
    'A REGON has 9 or 14 digits. If a spreadsheet has removed leading zeros, enter the number in a cell with the ' +
      'format Text.'
  ),
  (digits) => {
    if (REGON_LENGTHS.includes(digits.length)) return digits
    const padded = digits.padStart(REGON_LENGTHS.find((length) => length > digits.length) ?? 0, '0')
    return padded.length > digits.length && hasCheckDigits(padded) ? padded : undefined
  }
)

export const readKrs = codeReader(
  '(nr |numer )?krs',
  [KRS_LENGTH],
  refused('Numer KRS podaje się dziesięcioma cyframi, np. 0000085688.', 'A KRS number has ten digits: 0000085688.'),
  (digits) => (digits.length < KRS_LENGTH ? digits.padStart(KRS_LENGTH, '0') : undefined)
)

const WEIGHTS = [8, 9, 2, 3, 4, 5, 6, 7]
const LONG_WEIGHTS = [2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8]

/** Whether the check digits of a REGON hold, by the same rule as the SQL function is_regon(). */
const hasCheckDigits = (regon: string): boolean =>
  isWeighted(regon, WEIGHTS) && (regon.length === WEIGHTS.length + 1 || isWeighted(regon, LONG_WEIGHTS))

function isWeighted(digits: string, weights: readonly number[]): boolean {
  const sum = weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0)
  return (sum % 11) % 10 === Number(digits[weights.length])
}
