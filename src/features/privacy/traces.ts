// By what a person is recognised in any text of the database: regular expressions of PostgreSQL (9.7.3), by what an erasure does with a place.
import { readPhone } from '../contacts/rules.ts'
import {
  expressionsOf,
  familiesOf,
  glue,
  gluedOf,
  type Handle,
  handlesOf,
  type Name,
  nameInSlug,
  OFFICES,
  partsOf,
  SHORTEST_IN_TEXT,
  tells
} from './handles.ts'
import { inflectionsOf, LONGEST_ENDING, SHORTEST_STEM } from './inflection.ts'
import {
  AFTER,
  alone,
  anyOf,
  BEFORE,
  BLANK,
  literal,
  loose,
  looseOrEncoded,
  MARKS,
  NAME_GAP,
  notAfter,
  SEPARATOR,
  withoutLookaround,
  words
} from './letters.ts'

export interface Traces {
  emails: string[]
  /** In any notation. */
  phones: string[]
  /** Present and former ones. */
  names: Name[]
  /** Present and former ones, which are made of names. */
  slugs: string[]
  /** The names of others with whom a handle could be shared, by person. */
  others?: Name[][]
}

/** A regular expression; undefined when there is nothing to look for. */
type Pattern = string | undefined

export interface Patterns {
  /** What an erasure cuts out. */
  erased: Pattern
  /** Addresses and links that another person of the registry could have, too. */
  decision: Pattern
  /** What says too little to be sure. */
  weak: Pattern
  /** The same with regard to case. */
  weakCased: Pattern
  inflected: Pattern
  /** The same with regard to case. */
  inflectedCased: Pattern
  /** Two that find every text which one of the others is found in, and more, and that are fast: the one for many texts, the other for long ones. */
  hints: [roots: string, loose: string] | undefined
}

// An extension such as «wew. 12» is found everywhere and tells of nobody.
const FEWEST_DIGITS = 7

const email = (address: string): string => `${notAfter('[:alnum:]._%+-')}${literal(address)}(?![[:alnum:]-]|\\.[[:alnum:]])`

/** The number with or without the prefix of Poland, its digits grouped as anybody likes. */
function phone(text: string): string[] {
  const digits = readPhone(text)?.national ?? text.replace(/\D/g, '')
  if (digits.length < FEWEST_DIGITS) return []
  const between = '[\\s\u00a0\u202f().-]*'
  return [`(?:(?:\\+|00)48${between}|(?<![[:digit:]])\\(?)${[...digits].join(between)}(?![[:digit:]])`]
}

/** Given and family name each for itself, as they stand in the cells of a table. */
export const cellsOf = ({ given, family }: Name): [given: string, family: string] | undefined =>
  tells({ given, family }) ? [alone(words(given, NAME_GAP)), alone(words(family, NAME_GAP))] : undefined

/** A slug, and the words that it was made of; a slug of one word could be any word. */
function slug(text: string, between: string): string[] {
  const plain = text.replace(/-\d+$/, '')
  return plain.includes('-') ? [alone(words(plain, between))] : []
}

const LOCAL = `[[:alnum:]${MARKS}._%+~'’&-]`
const DOMAIN = `[[:alnum:]${MARKS}.%-]`
const AT = '(?:@|%40| ?[(\\[](?:at|małpa)[)\\]] ?)'
const ADDRESS_BEGINS = notAfter(`[:alnum:]${MARKS}._%+~'’&-`)
const DIGITS = '[0-9]*'

const LINK = '(?:://|www\\.)'
const NOT_IN_LINK = `[:space:]"'<>`

/**
 * «Given Family», «Family Given», «G. Family»; the parts of a double-barrelled name may be written apart. The last one is no running text in an
 * address or a link, which could be another person's.
 */
function name({ given, family }: Name): string[] {
  if (!tells({ given, family })) return []
  const [first, last] = [words(given, NAME_GAP), words(family, NAME_GAP)]
  const initial = `${notAfter('[:alnum:]@')}(?<!${LINK}[^${NOT_IN_LINK}]*)${loose([...given][0] ?? '')}`
  return [alone(`${first}${BLANK}+${last}`), alone(`${last},?${BLANK}+${first}`), `${initial}\\.${BLANK}*${last}(?![[:alnum:]]|${LOCAL}*${AT}[[:alnum:]])`]
}

/** The e-mail address, as a whole, that has one of the handles as its local part or as a separated piece of that. */
function addressWith(handles: Handle[]): string[] {
  if (handles.length === 0) return []
  return [`${ADDRESS_BEGINS}${LOCAL}*${BEFORE}${anyOf(expressionsOf(handles))}${DIGITS}${AFTER}${LOCAL}*${AT}${DOMAIN}+`]
}

const HOST = `(?:${LINK}|@|%40)(?:[^/${NOT_IN_LINK}]*[.@])?`
const PATH = `${LINK}[^${NOT_IN_LINK}]*(?:[/=~@]|%2f|%40)`
const LABEL_ENDS = `(?=[.:/?#&;,)${NOT_IN_LINK}]|\\]|%2f|\\\\[nrt]|$)`

/** One of the handles as a whole label of a host, segment of the path or value of the query of a link. */
const linkWith = (handles: Handle[]): string[] => (handles.length === 0 ? [] : [`(?<=${HOST}|${PATH})${anyOf(expressionsOf(handles))}${DIGITS}${LABEL_ENDS}`])

/** One of the handles anywhere, as addresses and links have them. */
const wordsWith = (handles: Handle[]): string[] => (handles.length === 0 ? [] : [`${BEFORE}${anyOf(expressionsOf(handles.map(inText)))}${DIGITS}${AFTER}`])
const inText = (handle: Handle): Handle => (handle.glued.length < SHORTEST_IN_TEXT ? { ...handle, gap: 'parted' } : handle)

/** One of the handles written out in running text. «Anna Maj» does not stand in «Anna Maj-Nowa». */
const writtenWith = (handles: Handle[]): string[] =>
  handles.length === 0
    ? []
    : [
        `${notAfter('[:alnum:]–-')}${anyOf(expressionsOf(handles.map((handle): Handle => ({ ...handle, gap: 'written' }))))}(?![[:alnum:]${MARKS}]|[–-][[:alpha:]])`
      ]

/** All forms of the handles: full ones anywhere, initials only in addresses and links. `written` are those to be looked for in running text. */
function placesOf(handles: Handle[], written: Handle[], everywhere: boolean): string[] {
  const [full, initial] = (['full', 'initial'] as const).map((each) => handles.filter(({ kind }) => kind === each)) as [Handle[], Handle[]]
  const addresses = addressWith([...full, ...initial])
  if (!everywhere) return addresses
  const short = full.filter(({ glued }) => glued.length < SHORTEST_IN_TEXT)
  return [...wordsWith(full), ...writtenWith(written.filter(({ kind }) => kind === 'full')), ...addresses, ...linkWith([...initial, ...short])]
}

/** The family name as the local part of an address, by itself or beside the word of an office. */
function familyAddress(families: string[]): string[] {
  if (families.length === 0) return []
  const [family, office] = [`${anyOf(families)}${DIGITS}`, anyOf(OFFICES)]
  return [`${ADDRESS_BEGINS}(?:${office}${SEPARATOR})?${family}(?:${SEPARATOR}${office})?${AT}${DOMAIN}+`]
}

const joined = (parts: string[]): Pattern => (parts.length === 0 ? undefined : [...new Set(parts)].join('|'))

/**
 * The expressions for a person. Handles that somebody else could have are left for a decision, but for names written out in running text, which are
 * cut out whoever has them as well. With `addresses` alone names stand, and the e-mail addresses that are made of them do not.
 */
export function patternsOf({ emails, phones, names, slugs, others = [] }: Traces, scope: 'all' | 'addresses' = 'all'): Patterns {
  const everywhere = scope === 'all'
  const inSlugs = slugs.flatMap((text) => nameInSlug(text, names) ?? [])
  const known = [...names, ...inSlugs].filter(tells)
  const handles = handlesOf(known)
  const taken = new Set(others.flatMap((other) => [...gluedOf(other)]))
  const [shared, own] = [handles.filter(({ glued }) => taken.has(glued)), handles.filter(({ glued }) => !taken.has(glued))]
  const written = new Set(names.flatMap(({ given, family }) => [glue(given + family), glue(family + given)]))
  // Whole names are cut out of running text whoever has them as well.
  const undecided = shared.filter(({ glued }) => !written.has(glued))

  const contacts = [...emails.map(email), ...phones.flatMap(phone)]
  const ownSlugs = everywhere ? slugs : []
  const isTaken = (text: string) => taken.has(glue(text.replace(/-\d+$/, '')))
  const dashed = `(?:${BLANK}|[-–])+`
  const inflections = inflectionsOf(everywhere ? known : [])
  const weak = handles.filter(({ kind }) => kind === 'weak')
  const found = {
    erased: joined([
      ...contacts,
      ...(everywhere ? names.flatMap(name) : []),
      ...ownSlugs.flatMap((text) => slug(text, isTaken(text) ? `${BLANK}+` : dashed)),
      ...placesOf(own, own, everywhere)
    ]),
    decision: joined([...ownSlugs.filter(isTaken).flatMap((text) => slug(text, '[-–]+')), ...placesOf(shared, undecided, everywhere)]),
    weak: joined([...familyAddress(familiesOf(known)), ...addressWith(weak)]),
    weakCased: joined(inflections.weak),
    inflected: joined(inflections.adjacent),
    inflectedCased: joined(inflections.cased)
  }
  const roots = joined([...contacts, ...ownSlugs.flatMap((text) => slug(text, dashed)), ...known.flatMap(beginnings)])
  const all = joined(Object.values(found).flatMap((each) => each ?? []))
  return { ...found, hints: roots === undefined || all === undefined ? undefined : [withoutLookaround(roots), withoutLookaround(all)] }
}

const LONGEST_ROOT = 4
/** What each mention holds: a part of the family name as far as inflection leaves it alone, or a given name with no more than an initial beside it. */
const beginnings = ({ given, family }: Name): string[] => [
  ...partsOf(family).map((part) => {
    const letters = [...part.normalize('NFC')]
    return looseOrEncoded(letters.slice(0, Math.min(LONGEST_ROOT, Math.max(SHORTEST_STEM, letters.length - LONGEST_ENDING))).join(''), { stem: true })
  }),
  ...partsOf(given)
    .filter((part) => glue(part).length > 1)
    .map((part) => looseOrEncoded(part))
]

/** What an erasure with the name cuts out of any text, to be used without regard to case; undefined when there is nothing to look for. */
export const patternOf = (traces: Traces): Pattern => patternsOf(traces).erased
