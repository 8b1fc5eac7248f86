// Schemas that every feature shares. Each has a description and an example, since the contract is read by people who never see the code.
import { type TSchema, Type } from '@sinclair/typebox'
import { UUID_PATTERN } from '../http/uuid.ts'
import { Nullable, record, StringEnum } from './components.ts'

type Options = Record<string, unknown>

/** Text with at least one character that is no white space. */
export const NOT_BLANK = '^[\\s\\S]*\\S[\\s\\S]*$'
const TEXT = '^\\S([\\s\\S]*\\S)?$'
const EXAMPLE_ID = '01993a5e-7c00-7000-8000-000000000001'
const DAY = '2021-09-16'
const MOMENT = '2026-11-21T09:00:00.000000Z'

const MOMENT_PATTERN =
  '^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})$'

export const Id = (description = 'Stable identifier (UUID), never used again.') =>
  Type.String({
    format: 'uuid',
    pattern: UUID_PATTERN,
    minLength: 36,
    maxLength: 36,
    description,
    examples: [EXAMPLE_ID]
  })
export const Slug = (description: string, example: string) =>
  Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', minLength: 1, maxLength: 80, description, examples: [example] })
/** Text that says something: not blank, without white space around it. */
export const Str = (description: string, example: string, options: Options = {}) =>
  Type.String({ minLength: 1, maxLength: 2000, pattern: TEXT, description, examples: [example], ...options })
export const Int = (description: string, example: number, options: Options = {}) =>
  Type.Integer({ format: 'int32', minimum: 0, maximum: 2_147_483_647, description, examples: [example], ...options })
export const Bool = (description: string, example = true) => Type.Boolean({ description, examples: [example] })
/** A day. The database bounds the days that a client writes, see bounds.ts. */
export const Day = (description: string, example = DAY) =>
  Type.String({ format: 'date', minLength: 10, maxLength: 10, description, examples: [example] })
/** A moment. The database bounds the moments that a client writes, see bounds.ts. */
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

/** What is true of every record: its version and when it changed. */
export const stamps = {
  version: Int('Grows by one with every change of the record.', 1, { minimum: 1 }),
  updated_at: Moment('When the record last changed, UTC.')
}

export const UncertainDate = record(
  'UncertainDate',
  'A date as far as it is known: exact (`on`), bounded (`not_before`, `not_after`), or unknown (all null).',
  {
    on: Nullable(Day('The exact day; null when it is not known.')),
    not_before: Nullable(Day('Earliest possible day, inclusive; null when no bound is known or the day is exact.')),
    not_after: Nullable(
      Day('Latest possible day, inclusive; null when no bound is known or the day is exact.', '2026-11-21')
    )
  }
)

/** Whether a record holds on the day asked for; a property of every record that has a period. */
export const Certainty = Nullable(
  Enum(
    ['certain', 'possible'],
    'Whether the record surely or only possibly holds on the day `as_of`; null when no `as_of` was asked, or the record does not hold on that day.',
    'certain'
  )
)
