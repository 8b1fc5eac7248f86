// Schemas that all features share. Each takes a description and an example for the readers of the contract.
import { type TSchema, Type } from '@sinclair/typebox'
import { UUID_PATTERN } from '../http/uuid.ts'
import { patternOf, type Shape } from '../http/validation-texts.ts'
import { Nullable, record, StringEnum } from './components.ts'

type Options = Record<string, unknown>

const digits = (pl: string, en: string): Shape => {
  return (example) => ({
    pl: `musi składać się z ${pl}, bez kresek i odstępów, np. ${example}`,
    en: `must consist of ${en}, without hyphens and spaces, such as ${example}`
  })
}
/** Pattern of a tax number (NIP) and of a court register number (KRS). */
export const TEN_DIGITS = patternOf('^[0-9]{10}$', digits('dziesięciu cyfr', 'ten digits'))
/** Pattern of a statistical number (REGON). */
export const REGON_DIGITS = patternOf('^[0-9]{9}([0-9]{5})?$', digits('9 albo 14 cyfr', '9 or 14 digits'))

/** Pattern of an address for e-Doręczenia. No official source states the rule of its last two digits. */
export const E_DELIVERY = patternOf('^AE:PL-[0-9]{5}-[0-9]{5}-[A-Z]{5}-[0-9]{2}$', (example) => ({
  pl: `musi mieć postać adresu do e-Doręczeń, wielkimi literami i bez odstępów, np. ${example}`,
  en: `must have the form of an e-Doręczenia address, in capitals and without spaces, such as ${example}`
}))
/** Pattern of the id of a Wikidata item. */
export const WIKIDATA = patternOf('^Q[1-9][0-9]{0,11}$', (example) => ({
  pl: `musi być identyfikatorem elementu Wikidanych: litera Q i numer, np. ${example}`,
  en: `must be the id of a Wikidata item: the letter Q and a number, such as ${example}`
}))
/** Pattern of a web address. */
export const WEB_ADDRESS = patternOf('^https?://\\S+$', (example) => ({
  pl: `musi być pełnym adresem strony, zaczynającym się od https:// albo http://, np. ${example}`,
  en: `must be a full web address that begins with https:// or http://, such as ${example}`
}))

/** Pattern of a text with at least one character that is not white space. */
export const NOT_BLANK = '^[\\s\\S]*\\S[\\s\\S]*$'
const TEXT = '^\\S([\\s\\S]*\\S)?$'
const EXAMPLE_ID = '01993a5e-7c00-7000-8000-000000000001'
const DAY = '2021-09-16'
const MOMENT = '2026-11-21T09:00:00.000000Z'

const MOMENT_PATTERN =
  '^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})$'

export const Id = (description = 'Permanent identifier (UUID). It is never reused.') =>
  Type.String({
    format: 'uuid',
    pattern: UUID_PATTERN,
    minLength: 36,
    maxLength: 36,
    description,
    examples: [EXAMPLE_ID]
  })
/** Pattern of a slug. */
export const SLUG = '^[a-z0-9]+(-[a-z0-9]+)*$'
export const Slug = (description: string, example: string) =>
  Type.String({ pattern: SLUG, minLength: 1, maxLength: 80, description, examples: [example] })
/** Text that is not blank and has no white space at its beginning and end. */
export const Str = (description: string, example: string, options: Options = {}) =>
  Type.String({ minLength: 1, maxLength: 2000, pattern: TEXT, description, examples: [example], ...options })
export const Int = (description: string, example: number, options: Options = {}) =>
  Type.Integer({ format: 'int32', minimum: 0, maximum: 2_147_483_647, description, examples: [example], ...options })
export const Bool = (description: string, example = true) => Type.Boolean({ description, examples: [example] })
const degrees = (bound: number, example: number) => (description: string) =>
  Type.Number({ format: 'double', minimum: -bound, maximum: bound, description, examples: [example] })
export const Latitude = degrees(90, 51.17415)
export const Longitude = degrees(180, 22.28027)
/** A day, YYYY-MM-DD. The database limits the days that a client may write; see bounds.ts. */
export const Day = (description: string, example = DAY) =>
  Type.String({ format: 'date', minLength: 10, maxLength: 10, description, examples: [example] })
/** A date and time (RFC 3339). The database limits the values that a client may write; see bounds.ts. */
export const Moment = (description: string, example = MOMENT) =>
  Type.String({
    format: 'date-time',
    pattern: MOMENT_PATTERN,
    minLength: 20,
    maxLength: 40,
    description,
    examples: [example]
  })
export const Url = (description: string, example: string) =>
  Type.String({
    format: 'uri',
    pattern: '^[A-Za-z][A-Za-z0-9+.-]*:\\S+$',
    minLength: 1,
    maxLength: 2000,
    description,
    examples: [example]
  })
export const Email = (description: string, example: string) =>
  Type.String({
    format: 'email',
    pattern: '^[^@ ]+@[^@ ]+$',
    minLength: 3,
    maxLength: 254,
    description,
    examples: [example]
  })
export const Enum = <const T extends readonly string[]>(
  values: T,
  description: string,
  example: T[number] = values[0] as T[number]
) => StringEnum(values, { description, examples: [example] })
export const List = <T extends TSchema>(items: T, description: string, options: Options = {}) =>
  Type.Array(items, { description, minItems: 0, maxItems: 10_000, ...options })

/** Properties of every record: its version and the time of its last change. */
export const stamps = {
  version: Int('Version of the record. It increases by one with every change.', 1, { minimum: 1 }),
  updated_at: Moment('Time of the last change of the record (UTC).')
}

export const UncertainDate = record(
  'UncertainDate',
  'An uncertain date: exact (`on`), bounded (`not_before`, `not_after`), or unknown (all null).',
  {
    on: Nullable(Day('The exact day. Null if it is not known.')),
    not_before: Nullable(Day('Earliest possible day, inclusive. Null if it is not known or the day is exact.')),
    not_after: Nullable(
      Day('Latest possible day, inclusive. Null if it is not known or the day is exact.', '2026-11-21')
    )
  }
)

/** Property of every record with a period: whether it holds on the day `as_of`. */
export const Certainty = Nullable(
  Enum(
    ['certain', 'possible'],
    'Whether the record certainly or only possibly holds on the day `as_of`. Null without `as_of`, or if the record ' +
      'does not hold on that day.',
    'certain'
  )
)
