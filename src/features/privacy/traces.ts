// By what a person can be recognised in a free text: one regular expression of PostgreSQL (9.7.3) for all of it.
import { fold } from '../../lib/polish.ts'
import { readPhone } from '../contacts/rules.ts'

interface Name {
  given: string
  family: string
}

export interface Traces {
  emails: string[]
  /** In any notation. */
  phones: string[]
  names: Name[]
  /** Present and former ones, which are made of names. */
  slugs: string[]
}

const variants: Record<string, string> = { a: 'aą', c: 'cć', e: 'eę', l: 'lł', n: 'nń', o: 'oó', s: 'sś', z: 'zźż' }
// White space as it is and as JSON writes it. Whether \s is a blank that keeps a line together depends on the locale.
const BLANK = '(?:[\\s\u00a0\u202f]|\\\\[nrt])'
const NAME_GAP = `(?:${BLANK}|[-–])*`
// An extension such as «wew. 12» is found everywhere and tells of nobody.
const FEWEST_DIGITS = 7

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
/** Not after these characters, unless they are how JSON writes a break of lines. */
const notAfter = (characters: string): string => `(?:(?<![${characters}])|(?<=\\\\[nrt]))`
/** Not within a longer word or number. */
const alone = (pattern: string): string => `${notAfter('[:alnum:]')}${pattern}(?![[:alnum:]])`

const email = (address: string): string => `${notAfter('[:alnum:]._%+-')}${literal(address)}(?![[:alnum:]-]|\\.[[:alnum:]])`

/** The number with or without the prefix of Poland, its digits grouped as anybody likes. */
function phone(text: string): string[] {
  const digits = readPhone(text)?.national ?? text.replace(/\D/g, '')
  if (digits.length < FEWEST_DIGITS) return []
  const between = '[\\s\u00a0\u202f().-]*'
  return [`(?:(?:\\+|00)48${between}|(?<![[:digit:]])\\(?)${[...digits].join(between)}(?![[:digit:]])`]
}

/** «Given Family», «Family Given», «G. Family»; the parts of a double-barrelled name may be written apart. */
function name({ given, family }: Name): string[] {
  if (!tells({ given, family })) return []
  const [first, last] = [words(given, NAME_GAP), words(family, NAME_GAP)]
  const initial = loose([...given][0] ?? '')
  return [alone(`${first}${BLANK}+${last}`), alone(`${last},?${BLANK}+${first}`), alone(`${initial}\\.${BLANK}*${last}`)]
}

/** Given and family name each for itself, as they stand in the cells of a table. */
export const cellsOf = ({ given, family }: Name): [given: string, family: string] | undefined =>
  tells({ given, family }) ? [alone(words(given, NAME_GAP)), alone(words(family, NAME_GAP))] : undefined

/** Whether a name has letters in both its parts; what stands for an unknown one, such as «-», is in every text. */
const tells = ({ given, family }: Name): boolean => [given, family].every((part) => /\p{L}/u.test(part))

/** A slug, and the words that it was made of; a slug of one word could be any word. */
function slug(text: string): string[] {
  const plain = text.replace(/-\d+$/, '')
  return plain.includes('-') ? [alone(words(plain, `(?:${BLANK}|[-–])+`))] : []
}

/** The expression, to be used without regard to case; undefined when there is nothing to look for. */
export function patternOf({ emails, phones, names, slugs }: Traces): string | undefined {
  const parts = [...emails.map(email), ...phones.flatMap(phone), ...names.flatMap(name), ...slugs.flatMap(slug)]
  return parts.length === 0 ? undefined : [...new Set(parts)].join('|')
}
