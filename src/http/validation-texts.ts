// The words for what a schema refuses. They say what would be right and repeat no value. Predicates fit a masculine and a feminine subject alike.
import type { ErrorObject } from 'ajv/dist/2020.js'
import type { Text } from './errors.ts'

/** What is wrong with a value, for programs, and as the predicate of a sentence about it. */
export interface Explanation {
  code: string
  pl: string
  en: string
}

const types: Record<string, Text> = {
  string: { pl: 'tekstem', en: 'a text' },
  number: { pl: 'liczbą', en: 'a number' },
  integer: { pl: 'liczbą całkowitą zapisaną cyframi', en: 'a whole number in digits' },
  boolean: { pl: 'wartością logiczną (true albo false)', en: 'a logical value (true or false)' },
  object: { pl: 'obiektem', en: 'an object' },
  array: { pl: 'listą', en: 'a list' },
  null: { pl: 'wartością null', en: 'null' }
}

const formats: Record<string, Text> = {
  date: { pl: 'istniejącą datą w postaci RRRR-MM-DD', en: 'an existing date of the form YYYY-MM-DD' },
  'date-time': { pl: 'chwilą w postaci RRRR-MM-DDTGG:MM:SSZ', en: 'a moment of the form YYYY-MM-DDTHH:MM:SSZ' },
  uuid: { pl: 'identyfikatorem UUID', en: 'a UUID' },
  email: { pl: 'adresem e-mail', en: 'an e-mail address' },
  uri: { pl: 'pełnym adresem URL', en: 'a full URL' }
}

type Forms = [one: string, few: string, many: string]
const grammar = new Intl.PluralRules('pl')
/** A number with its noun: 1 znak, 2 znaki, 5 znaków; 1 character, 2 characters. */
function count(n: number, [one, few, many]: Forms, english: [one: string, other: string]): Text {
  const form = grammar.select(n)
  return {
    pl: `${n} ${form === 'one' ? one : form === 'few' ? few : many}`,
    en: `${n} ${n === 1 ? english[0] : english[1]}`
  }
}
const characters = (n: number) => count(n, ['znak', 'znaki', 'znaków'], ['character', 'characters'])
const values = (n: number) => count(n, ['wartość', 'wartości', 'wartości'], ['value', 'values'])
const fields = (n: number) => count(n, ['pole', 'pola', 'pól'], ['field', 'fields'])

const least = (code: string, { pl, en }: Text): Explanation => ({
  code,
  pl: `musi mieć co najmniej ${pl}`,
  en: `must have at least ${en}`
})
const most = (code: string, { pl, en }: Text): Explanation => ({
  code,
  pl: `może mieć co najwyżej ${pl}`,
  en: `may have at most ${en}`
})
const oneOf = (list: string): Explanation => ({
  code: 'unknown_value',
  pl: `musi być jedną z wartości: ${list}`,
  en: `must be one of: ${list}`
})
const edges: Explanation = {
  code: 'invalid_format',
  pl: 'nie może zaczynać się ani kończyć odstępem',
  en: 'must not begin or end with white space'
}
const anyForm: Explanation = {
  code: 'invalid_format',
  pl: 'ma nieprawidłową postać',
  en: 'does not have the right form'
}

/** Takes an error of Ajv, of any keyword but those that name a member. */
export function explain(error: ErrorObject): Explanation {
  const p = error.params as Record<string, unknown>
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
      return least('too_short', characters(limit))
    case 'maxLength':
      return most('too_long', characters(limit))
    case 'minItems':
      return least('too_few_values', values(limit))
    case 'maxItems':
      return most('too_many_values', values(limit))
    case 'minProperties':
      return least('too_few_fields', fields(limit))
    case 'maxProperties':
      return most('too_many_fields', fields(limit))
    case 'uniqueItems':
      return { code: 'repeated_value', pl: 'zawiera tę samą wartość dwa razy', en: 'holds the same value twice' }
    case 'format': {
      const word = formats[String(p.format)]
      return word ? { code: 'invalid_format', pl: `musi być ${word.pl}`, en: `must be ${word.en}` } : anyForm
    }
    case 'pattern': {
      const pattern = String(p.pattern)
      // Patterns of a few values, such as those of `sort`, tell the values.
      const list = /\(([a-z0-9_|-]+)\)\$$/.exec(pattern)?.[1]?.replaceAll('|', ', ')
      if (list) return oneOf(list)
      return pattern.startsWith('^\\S(') ? edges : anyForm
    }
    default:
      return anyForm
  }
}
