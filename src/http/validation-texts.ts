// Texts for schema violations. They say which values are valid and repeat no value. The Polish predicates fit masculine
// and feminine subjects.
import type { TSchema } from '@sinclair/typebox'
import type { ErrorObject } from 'ajv/dist/2020.js'
import type { Text } from './errors.ts'

/** A schema violation: its code, and the predicate of a sentence about the value. */
export interface Violation {
  code: string
  pl: string
  en: string
}

const types: Record<string, Text> = {
  string: { pl: 'tekstem', en: 'a text' },
  number: { pl: 'liczbą', en: 'a number' },
  integer: { pl: 'liczbą całkowitą zapisaną cyframi', en: 'an integer written in digits' },
  boolean: { pl: 'wartością logiczną (true albo false)', en: 'a boolean (true or false)' },
  object: { pl: 'obiektem', en: 'an object' },
  array: { pl: 'listą', en: 'a list' },
  null: { pl: 'wartością null', en: 'null' }
}

const formats: Record<string, Text> = {
  date: {
    pl: 'istniejącą datą w postaci RRRR-MM-DD, np. 1990-03-01',
    en: 'an existing date in the form YYYY-MM-DD, such as 1990-03-01'
  },
  'date-time': {
    pl: 'datą i godziną w postaci RRRR-MM-DDTGG:MM:SSZ',
    en: 'a date and time in the form YYYY-MM-DDTHH:MM:SSZ'
  },
  uuid: { pl: 'identyfikatorem UUID', en: 'a UUID' },
  email: {
    pl: 'adresem e-mail, w którym domenę z polskimi literami zapisano jako xn--…',
    en: 'an e-mail address, in which a domain with letters beyond ASCII is written as xn--…'
  },
  uri: {
    pl: 'pełnym adresem URL, w którym polskie litery zapisano tak, jak kopiuje je przeglądarka (%XX, xn--…)',
    en: 'a full URL, in which letters beyond ASCII are written as a browser copies them (%XX, xn--…)'
  }
}

type PolishForms = [one: string, few: string, many: string]
const polishPlurals = new Intl.PluralRules('pl')
/** Returns a number with its noun: 1 znak, 2 znaki, 5 znaków; 1 character, 2 characters. */
function count(n: number, [one, few, many]: PolishForms, [singular, plural]: [string, string]): Text {
  const forms: Partial<Record<Intl.LDMLPluralRule, string>> = { one, few }
  return { pl: `${n} ${forms[polishPlurals.select(n)] ?? many}`, en: `${n} ${n === 1 ? singular : plural}` }
}
const characters = (n: number) => count(n, ['znak', 'znaki', 'znaków'], ['character', 'characters'])
const values = (n: number) => count(n, ['wartość', 'wartości', 'wartości'], ['value', 'values'])
const fields = (n: number) => count(n, ['pole', 'pola', 'pól'], ['field', 'fields'])

const atLeast = (code: string, { pl, en }: Text): Violation => ({
  code,
  pl: `musi mieć co najmniej ${pl}`,
  en: `must have at least ${en}`
})
const atMost = (code: string, { pl, en }: Text): Violation => ({
  code,
  pl: `może mieć co najwyżej ${pl}`,
  en: `may have at most ${en}`
})
const oneOf = (list: string): Violation => ({
  code: 'unknown_value',
  pl: `musi być jedną z wartości: ${list}`,
  en: `must be one of: ${list}`
})
const whiteSpaceAtEnds: Violation = {
  code: 'invalid_format',
  pl: 'nie może zaczynać się ani kończyć odstępem',
  en: 'must not begin or end with white space'
}
const invalidFormat: Violation = {
  code: 'invalid_format',
  pl: 'ma nieprawidłową postać',
  en: 'has an invalid format'
}

/** The form of the values of a pattern: the predicate of a sentence, which an example completes. */
export type Shape = (example: string) => Text
const shapes = new Map<string, Shape>()

/** Names the form of the values of a pattern, so that messages say what to type. Returns the pattern. */
export function patternOf(pattern: string, shape: Shape): string {
  shapes.set(pattern, shape)
  return pattern
}

const TEXT_KEYWORDS = new Set(['minLength', 'maxLength', 'pattern', 'format'])

/** Formats whose values have one length. */
const FIXED_FORMATS = new Set(['date', 'date-time', 'uuid'])

/** Returns the form of the texts of a schema, if it says more than their length or their pattern. */
function shapeOfText(schema: TSchema | undefined): Text | undefined {
  const [example = ''] = (schema?.examples ?? []) as string[]
  const named = shapes.get(String(schema?.pattern))?.(example)
  if (named) return named
  const word = FIXED_FORMATS.has(String(schema?.format)) ? formats[String(schema?.format)] : undefined
  return word && { pl: `musi być ${word.pl}`, en: `must be ${word.en}` }
}

/** Returns the values of a pattern that enumerates them, such as that of `sort`; undefined for other patterns. */
export const valuesIn = (pattern: string): string[] | undefined =>
  /\(([a-z0-9_|.[\]-]+)\)\$$/.exec(pattern)?.[1]?.replaceAll('[.]', '.').split('|')

/** Describes an error of Ajv. The caller handles missing and additional properties. */
export function describeError(error: Pick<ErrorObject, 'keyword' | 'params' | 'parentSchema'>): Violation {
  const p = error.params as Record<string, unknown>
  const shape = TEXT_KEYWORDS.has(error.keyword) ? shapeOfText(error.parentSchema as TSchema | undefined) : undefined
  if (shape) return { code: 'invalid_format', ...shape }
  const limit = Number(p.limit)
  switch (error.keyword) {
    case 'enum':
      return oneOf((p.allowedValues as (string | null)[]).map(String).join(', '))
    case 'type': {
      const words = [p.type].flat().map((type) => types[String(type)] ?? { pl: String(type), en: String(type) })
      return {
        code: 'invalid_type',
        pl: `musi być ${words.map(({ pl }) => pl).join(' albo ')}`,
        en: `must be ${words.map(({ en }) => en).join(' or ')}`
      }
    }
    case 'minimum':
      return { code: 'out_of_range', pl: `musi wynosić co najmniej ${limit}`, en: `must be at least ${limit}` }
    case 'exclusiveMinimum':
      return { code: 'out_of_range', pl: `musi wynosić więcej niż ${limit}`, en: `must be more than ${limit}` }
    case 'maximum':
      return { code: 'out_of_range', pl: `może wynosić co najwyżej ${limit}`, en: `may be at most ${limit}` }
    case 'exclusiveMaximum':
      return { code: 'out_of_range', pl: `musi wynosić mniej niż ${limit}`, en: `must be less than ${limit}` }
    case 'minLength':
      return atLeast('too_short', characters(limit))
    case 'maxLength':
      return atMost('too_long', characters(limit))
    case 'minItems':
      return atLeast('too_few_values', values(limit))
    case 'maxItems':
      return atMost('too_many_values', values(limit))
    case 'minProperties':
      return atLeast('too_few_fields', fields(limit))
    case 'maxProperties':
      return atMost('too_many_fields', fields(limit))
    case 'uniqueItems':
      return { code: 'repeated_value', pl: 'zawiera tę samą wartość dwa razy', en: 'contains the same value twice' }
    case 'format': {
      const word = formats[String(p.format)]
      return word ? { code: 'invalid_format', pl: `musi być ${word.pl}`, en: `must be ${word.en}` } : invalidFormat
    }
    case 'pattern': {
      const pattern = String(p.pattern)
      const list = valuesIn(pattern)
      if (list) return oneOf(list.join(', '))
      return pattern.startsWith('^\\S(') ? whiteSpaceAtEnds : invalidFormat
    }
    default:
      return invalidFormat
  }
}
