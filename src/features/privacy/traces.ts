// By what a person can be recognised in a free text: one regular expression of PostgreSQL (9.7.3) for all of it.
import { fold } from '../../lib/polish.ts'
import { readPhone } from '../contacts/rules.ts'

export interface Traces {
  emails: string[]
  /** In any notation. */
  phones: string[]
  names: { given: string; family: string }[]
  /** Present and former ones, which are made of names. */
  slugs: string[]
}

const variants: Record<string, string> = { a: 'aą', c: 'cć', e: 'eę', l: 'lł', n: 'nń', o: 'oó', s: 'sś', z: 'zźż' }
// White space as it is, and as JSON writes it.
const BLANK = '(?:\\s|\\\\[nrt])'

const NAME_GAP = `(?:${BLANK}|[-–])*`

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&')
/** A word without regard to diacritics. */
const loose = (word: string): string =>
  [...word]
    .map((letter) => {
      const known = variants[fold(letter).trim()]
      return known ? `[${known}]` : literal(letter)
    })
    .join('')
const words = (text: string, between: string): string =>
  text
    .split(/[\s-]+/)
    .filter(Boolean)
    .map(loose)
    .join(between)
/** Not within a longer word or number. */
const alone = (pattern: string): string => `(?<![[:alnum:]])${pattern}(?![[:alnum:]])`

const email = (address: string): string => `(?<![[:alnum:]._%+-])${literal(address)}(?![[:alnum:]-]|\\.[[:alnum:]])`

/** The number with or without the prefix of Poland, its digits grouped as anybody likes. */
function phone(text: string): string {
  const digits = readPhone(text)?.national ?? text.replace(/\D/g, '')
  return `(?:(?:\\+|00)48[\\s().-]*|(?<![[:digit:]])\\(?)${[...digits].join('[\\s().-]*')}(?![[:digit:]])`
}

/** «Given Family», «Family Given», «G. Family»; the parts of a double-barrelled name may be written apart. */
function name({ given, family }: { given: string; family: string }): string[] {
  const [first, last] = [words(given, NAME_GAP), words(family, NAME_GAP)]
  const initial = loose([...given][0] ?? '')
  return [alone(`${first}${BLANK}+${last}`), alone(`${last},?${BLANK}+${first}`), alone(`${initial}\\.${BLANK}*${last}`)]
}

/** Given and family name each for itself, as they stand in the cells of a table. */
export const cellsOf = ({ given, family }: { given: string; family: string }): [given: string, family: string] => [
  alone(words(given, NAME_GAP)),
  alone(words(family, NAME_GAP))
]

/** A slug, and the words that it was made of; a slug of one word could be any word. */
function slug(text: string): string[] {
  const plain = text.replace(/-\d+$/, '')
  return plain.includes('-') ? [alone(words(plain, `(?:${BLANK}|[-–])+`))] : []
}

/** The expression, to be used without regard to case; undefined when there is nothing to look for. */
export function patternOf({ emails, phones, names, slugs }: Traces): string | undefined {
  const parts = [...emails.map(email), ...phones.map(phone), ...names.flatMap(name), ...slugs.flatMap(slug)]
  return parts.length === 0 ? undefined : [...new Set(parts)].join('|')
}
