// By what a person is recognised in any text of the database: regular expressions of PostgreSQL (9.7.3), by what an
// erasure does with a place.
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

/** Regular expressions, to be used one after the other. */
type Pattern = string[]

export interface Patterns {
  /** Texts that an erasure cuts out. */
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
  /**
   * Two that find every text which one of the others is found in, and more, and that are fast: the one for many
   * texts, the other for long ones.
   */
  hints: { roots: Pattern; loose: Pattern }
}

// An extension such as «wew. 12» is found everywhere and tells of nobody.
const FEWEST_DIGITS = 7

const email = (address: string): string =>
  `${notAfter('[:alnum:]._%+-')}${literal(address)}(?![[:alnum:]-]|\\.[[:alnum:]])`

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
 * «Given Family», «Family Given», «G. Family»; the parts of a double-barrelled name may be written apart. The last
 * one is no running text in an
 * address or a link, which could be another person's.
 */
function name({ given, family }: Name): string[] {
  if (!tells({ given, family })) return []
  const [first, last] = [words(given, NAME_GAP), words(family, NAME_GAP)]
  const initial = `${notAfter('[:alnum:]@')}(?<!${LINK}[^${NOT_IN_LINK}]*)${loose([...given][0] ?? '')}`
  return [
    alone(`${first}${BLANK}+${last}`),
    alone(`${last},?${BLANK}+${first}`),
    `${initial}\\.${BLANK}*${last}(?![[:alnum:]]|${LOCAL}*${AT}[[:alnum:]])`
  ]
}

/** The e-mail address, as a whole, that has one of the handles as its local part or as a separated piece of that. */
function addressWith(handles: Handle[]): string[] {
  if (handles.length === 0) return []
  return [
    `${ADDRESS_BEGINS}${LOCAL}*${BEFORE}${anyOf(expressionsOf(handles))}${DIGITS}${AFTER}${LOCAL}*${AT}${DOMAIN}+`
  ]
}

const HOST = `(?:${LINK}|@|%40)(?:[^/${NOT_IN_LINK}]*[.@])?`
const PATH = `${LINK}[^${NOT_IN_LINK}]*(?:[/=~@]|%2f|%40)`
const LABEL_ENDS = `(?=[.:/?#&;,)${NOT_IN_LINK}]|\\]|%2f|\\\\[nrt]|$)`

/** One of the handles as a whole label of a host, segment of the path or value of the query of a link. */
const linkWith = (handles: Handle[]): string[] =>
  handles.length === 0 ? [] : [`(?<=${HOST}|${PATH})${anyOf(expressionsOf(handles))}${DIGITS}${LABEL_ENDS}`]

/** One of the handles anywhere, as addresses and links have them. */
const wordsWith = (handles: Handle[]): string[] =>
  handles.length === 0 ? [] : [`${BEFORE}${anyOf(expressionsOf(handles.map(inText)))}${DIGITS}${AFTER}`]
const inText = (handle: Handle): Handle =>
  handle.glued.length < SHORTEST_IN_TEXT ? { ...handle, gap: 'parted' } : handle

/** One of the handles written out in running text. «Anna Maj» does not stand in «Anna Maj-Nowa». */
const writtenWith = (handles: Handle[]): string[] =>
  handles.length === 0
    ? []
    : [
        `${notAfter('[:alnum:]–-')}${anyOf(expressionsOf(handles.map((handle): Handle => ({ ...handle, gap: 'written' }))))}(?![[:alnum:]${MARKS}]|[–-][[:alpha:]])`
      ]

/**
 * All forms of the handles: full ones anywhere, initials only in addresses and links. `written` are those to be
 * looked for in running text.
 */
function placesOf(handles: Handle[], written: Handle[], everywhere: boolean): string[] {
  const [full, initial] = (['full', 'initial'] as const).map((each) => handles.filter(({ kind }) => kind === each)) as [
    Handle[],
    Handle[]
  ]
  const addresses = addressWith([...full, ...initial])
  if (!everywhere) return addresses
  const short = full.filter(({ glued }) => glued.length < SHORTEST_IN_TEXT)
  return [
    ...wordsWith(full),
    ...writtenWith(written.filter(({ kind }) => kind === 'full')),
    ...addresses,
    ...linkWith([...initial, ...short])
  ]
}

/** The family name as the local part of an address, by itself or beside the word of an office. */
function familyAddress(families: string[]): string[] {
  if (families.length === 0) return []
  const [family, office] = [`${anyOf(families)}${DIGITS}`, anyOf(OFFICES)]
  return [`${ADDRESS_BEGINS}(?:${office}${SEPARATOR})?${family}(?:${SEPARATOR}${office})?${AT}${DOMAIN}+`]
}

const joined = (parts: string[]): Pattern => (parts.length === 0 ? [] : [[...new Set(parts)].join('|')])

// PostgreSQL takes long to compile a large expression, and forgets the compiled ones when there are more than 32.
const LARGEST_EXPRESSION = 30_000
function batched(patterns: string[]): Pattern {
  const batches: string[] = []
  for (const pattern of patterns) {
    const last = batches.pop()
    if (last === undefined) batches.push(pattern)
    else if (last.length + pattern.length > LARGEST_EXPRESSION) batches.push(last, pattern)
    else batches.push(`${last}|${pattern}`)
  }
  return batches
}

// The erasure has to come to an end even for somebody with more names than anybody has: of further ones only the
// written forms are looked for.
const MOST_NAMES_IN_PARTS = 8
const MOST_NAMES_IN_ADDRESSES = 12

interface Scope {
  everywhere: boolean
  /** Whether parts of double-barrelled names are looked for by themselves. */
  inParts: boolean
  /** Whether somebody else could have a handle. */
  isTaken: (glued: string) => boolean
  /** Whether it is a whole name of the person, which is cut out of running text whoever has it as well. */
  isWritten: (glued: string) => boolean
}

type Found = Omit<Patterns, 'hints'>

function foundBy(own: Name, no: number, { everywhere, inParts, isTaken, isWritten }: Scope): Found {
  const handles = no < MOST_NAMES_IN_ADDRESSES ? handlesOf([own], inParts) : []
  const [shared, free] = [handles.filter(({ glued }) => isTaken(glued)), handles.filter(({ glued }) => !isTaken(glued))]
  const undecided = shared.filter(({ glued }) => !isWritten(glued))
  const inflections = inflectionsOf(everywhere ? [own] : [])
  return {
    erased: joined([
      ...placesOf(free, free, everywhere),
      ...(everywhere && isWritten(glue(own.given + own.family)) ? name(own) : [])
    ]),
    decision: joined(placesOf(shared, undecided, everywhere)),
    weak: joined([...familyAddress(familiesOf([own])), ...addressWith(handles.filter(({ kind }) => kind === 'weak'))]),
    weakCased: joined(inflections.weak),
    inflected: joined(inflections.adjacent),
    inflectedCased: joined(inflections.cased)
  }
}

/**
 * The expressions for a person. Handles that somebody else could have are left for a decision, but for names written
 * out in running text, which are
 * cut out whoever has them as well. With `addresses` alone names stand, and the e-mail addresses that are made of
 * them do not.
 */
export function patternsOf(
  { emails, phones, names, slugs, others = [] }: Traces,
  scope: 'all' | 'addresses' = 'all'
): Patterns {
  const everywhere = scope === 'all'
  const taken = new Set(others.flatMap((other) => [...gluedOf(other)]))
  const written = new Set(names.flatMap(({ given, family }) => [glue(given + family), glue(family + given)]))
  const isTaken = (glued: string) => taken.has(glued)
  const known = distinct([...names, ...slugs.flatMap((text) => nameInSlug(text, names) ?? [])].filter(tells))
  const inParts = known.length <= MOST_NAMES_IN_PARTS
  const each = known.map((own, no) =>
    foundBy(own, no, { everywhere, inParts, isTaken, isWritten: (glued) => written.has(glued) })
  )

  const contacts = [...emails.map(email), ...phones.flatMap(phone)]
  const ownSlugs = everywhere ? slugs : []
  const isShared = (text: string) => isTaken(glue(text.replace(/-\d+$/, '')))
  const dashed = `(?:${BLANK}|[-–])+`
  const rest = joined([...contacts, ...ownSlugs.flatMap((text) => slug(text, isShared(text) ? `${BLANK}+` : dashed))])
  const sharedSlugs = joined(ownSlugs.filter(isShared).flatMap((text) => slug(text, '[-–]+')))
  const all = (kind: keyof Found) => batched(each.flatMap((found) => found[kind]))
  return {
    // Handles first: they take an address as a whole, and may hold what the others would cut out of it.
    erased: [...all('erased'), ...rest],
    decision: [...all('decision'), ...sharedSlugs],
    weak: all('weak'),
    weakCased: all('weakCased'),
    inflected: all('inflected'),
    inflectedCased: all('inflectedCased'),
    hints: {
      roots: joined([...rest, ...sharedSlugs, ...known.flatMap(beginnings)]).map(withoutLookaround),
      loose: batched(
        [...each.flatMap((found) => joined(Object.values(found).flat())), ...rest, ...sharedSlugs].map(
          withoutLookaround
        )
      )
    }
  }
}

/** Each name once; the longest first, so that a shorter one leaves nothing of it. */
const distinct = (names: Name[]): Name[] => {
  const byText = new Map(names.map((one) => [`${one.given} ${one.family}`.normalize('NFC').toLowerCase(), one]))
  return [...byText].sort(([a], [b]) => b.length - a.length).map(([, one]) => one)
}

const LONGEST_ROOT = 4
/**
 * What each mention holds: a part of the family name as far as inflection leaves it alone, or a given name with no
 * more than an initial beside it.
 */
const beginnings = ({ given, family }: Name): string[] => [
  ...partsOf(family).map((part) => {
    const letters = [...part.normalize('NFC')]
    return looseOrEncoded(
      letters.slice(0, Math.min(LONGEST_ROOT, Math.max(SHORTEST_STEM, letters.length - LONGEST_ENDING))).join(''),
      { stem: true }
    )
  }),
  ...partsOf(given)
    .filter((part) => glue(part).length > 1)
    .map((part) => looseOrEncoded(part))
]

/**
 * What an erasure with the name cuts out of any text as one expression, to be used without regard to case; undefined
 * when there is nothing to look for.
 */
export const patternOf = (traces: Traces): string | undefined => joined(patternsOf(traces).erased)[0]
