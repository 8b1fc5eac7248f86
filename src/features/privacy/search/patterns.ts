// PostgreSQL regular expressions (manual, 9.7.3) that recognise a person in any text of the database, grouped by the
// effect of an erasure.
import { withoutSuffix } from '../../../records/write/slugs.ts'
import { emailPattern, phonePatterns } from './contact-patterns.ts'
import {
  compactForm,
  compactFormsOf,
  expressionsOf,
  familiesOf,
  type Handle,
  handlesOf,
  hasLetters,
  MIN_LENGTH_IN_TEXT,
  type Name,
  nameInSlug,
  OFFICES,
  partsOf
} from './handles.ts'
import { inflectionsOf, MAX_ENDING_LENGTH, MIN_STEM_LENGTH } from './inflection.ts'
import {
  AFTER,
  alone,
  anyOf,
  BEFORE,
  BLANK,
  loose,
  looseOrEncoded,
  MARKS,
  NAME_GAP,
  notAfter,
  SEPARATOR,
  withoutLookaround,
  words
} from './letters.ts'

export interface Identifiers {
  emails: string[]
  /** Phone numbers in any notation. */
  phones: string[]
  /** Present and former names. */
  names: Name[]
  /** Present and former slugs, which are made of names. */
  slugs: string[]
  /** The names of other people who could have the same handle, by person. */
  others?: Name[][]
}

/** Regular expressions, to be applied one after the other. */
type Pattern = string[]

export interface Patterns {
  /** Texts that an erasure removes. */
  erased: Pattern
  /** Addresses and links that another person in the registry could have as well. */
  decision: Pattern
  /** Texts that do not identify the person with certainty. */
  weak: Pattern
  /** The same, case-sensitive. */
  weakCased: Pattern
  /** Inflected forms of a name. */
  inflected: Pattern
  /** The same, case-sensitive. */
  inflectedCased: Pattern
  /**
   * Fast patterns that match in every text in which one of the others matches, and in more. `roots` is fast for many
   * texts, `loose` for long texts.
   */
  hints: { roots: Pattern; loose: Pattern }
}

/** Returns patterns of the given and the family name as separate cells of a table. */
export const cellsOf = ({ given, family }: Name): [given: string, family: string] | undefined =>
  hasLetters({ given, family }) ? [alone(words(given, NAME_GAP)), alone(words(family, NAME_GAP))] : undefined

/** Returns the pattern of a slug and of its words. A slug of one word is skipped, because it could be any word. */
function slug(text: string, between: string): string[] {
  const plain = withoutSuffix(text)
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
 * Returns the patterns of «Given Family», «Family Given» and «G. Family». Parts of a double-barrelled name may be
 * separated. «G. Family» does not match in an address or a link, because that could belong to another person.
 */
function name({ given, family }: Name): string[] {
  if (!hasLetters({ given, family })) return []
  const [first, last] = [words(given, NAME_GAP), words(family, NAME_GAP)]
  const initial = `${notAfter('[:alnum:]@')}(?<!${LINK}[^${NOT_IN_LINK}]*)${loose([...given][0] ?? '')}`
  return [
    alone(`${first}${BLANK}+${last}`),
    alone(`${last},?${BLANK}+${first}`),
    `${initial}\\.${BLANK}*${last}(?![[:alnum:]]|${LOCAL}*${AT}[[:alnum:]])`
  ]
}

/** Returns the pattern of whole e-mail addresses whose local part is, or contains as a separate word, a handle. */
function addressWith(handles: Handle[]): string[] {
  if (handles.length === 0) return []
  return [
    `${ADDRESS_BEGINS}${LOCAL}*${BEFORE}${anyOf(expressionsOf(handles))}${DIGITS}${AFTER}${LOCAL}*${AT}${DOMAIN}+`
  ]
}

const HOST = `(?:${LINK}|@|%40)(?:[^/${NOT_IN_LINK}]*[.@])?`
const PATH = `${LINK}[^${NOT_IN_LINK}]*(?:[/=~@]|%2f|%40)`
const LABEL_ENDS = `(?=[.:/?#&;,)${NOT_IN_LINK}]|\\]|%2f|\\\\[nrt]|$)`

/** Returns the pattern of handles in links: as a label of the host, a segment of the path or a value of the query. */
const linkWith = (handles: Handle[]): string[] =>
  handles.length === 0 ? [] : [`(?<=${HOST}|${PATH})${anyOf(expressionsOf(handles))}${DIGITS}${LABEL_ENDS}`]

/** Returns the pattern of handles anywhere in a text, in the form of addresses and links. */
const wordsWith = (handles: Handle[]): string[] =>
  handles.length === 0 ? [] : [`${BEFORE}${anyOf(expressionsOf(handles.map(inText)))}${DIGITS}${AFTER}`]
const inText = (handle: Handle): Handle =>
  handle.compact.length < MIN_LENGTH_IN_TEXT ? { ...handle, gap: 'required' } : handle

/** Returns the pattern of handles in prose. «Anna Maj» does not match in «Anna Maj-Nowa». */
function writtenWith(handles: Handle[]): string[] {
  if (handles.length === 0) return []
  const written = anyOf(expressionsOf(handles.map((handle): Handle => ({ ...handle, gap: 'blanks' }))))
  return [`${notAfter('[:alnum:]–-')}${written}(?![[:alnum:]${MARKS}]|[–-][[:alpha:]])`]
}

/**
 * Returns the patterns of handles: full handles anywhere, handles with initials only in addresses and links. `written`
 * are the handles to be found in prose.
 */
function placesOf(handles: Handle[], written: Handle[], everywhere: boolean): string[] {
  const [full, initial] = (['full', 'initial'] as const).map((each) => handles.filter(({ kind }) => kind === each)) as [
    Handle[],
    Handle[]
  ]
  const addresses = addressWith([...full, ...initial])
  if (!everywhere) return addresses
  const short = full.filter(({ compact }) => compact.length < MIN_LENGTH_IN_TEXT)
  return [
    ...wordsWith(full),
    ...writtenWith(written.filter(({ kind }) => kind === 'full')),
    ...addresses,
    ...linkWith([...initial, ...short])
  ]
}

/** Returns the pattern of addresses whose local part is the family name, alone or with the word of an office. */
function familyAddress(families: string[]): string[] {
  if (families.length === 0) return []
  const [family, office] = [`${anyOf(families)}${DIGITS}`, anyOf(OFFICES)]
  return [`${ADDRESS_BEGINS}(?:${office}${SEPARATOR})?${family}(?:${SEPARATOR}${office})?${AT}${DOMAIN}+`]
}

const combined = (parts: string[]): Pattern => (parts.length === 0 ? [] : [[...new Set(parts)].join('|')])

// PostgreSQL compiles large expressions slowly, and it caches at most 32 compiled expressions.
const MAX_EXPRESSION_LENGTH = 30_000
function batched(patterns: string[]): Pattern {
  const batches: string[] = []
  for (const pattern of patterns) {
    const last = batches.pop()
    if (last === undefined) batches.push(pattern)
    else if (last.length + pattern.length > MAX_EXPRESSION_LENGTH) batches.push(last, pattern)
    else batches.push(`${last}|${pattern}`)
  }
  return batches
}

// Limits the time of an erasure for people with very many names. Further names are found only in prose.
const MAX_NAMES_IN_PARTS = 8
const MAX_NAMES_IN_ADDRESSES = 12

interface Scope {
  /** Whether to search all texts instead of e-mail addresses only. */
  everywhere: boolean
  /** Whether parts of double-barrelled names are also searched alone. */
  inParts: boolean
  /** Whether another person could have the handle. */
  isTaken: (compact: string) => boolean
  /** Whether it is a whole name of the person, which is removed from prose even if others have it as well. */
  isWritten: (compact: string) => boolean
}

type Found = Omit<Patterns, 'hints'>

function foundBy(own: Name, no: number, { everywhere, inParts, isTaken, isWritten }: Scope): Found {
  const handles = no < MAX_NAMES_IN_ADDRESSES ? handlesOf([own], inParts) : []
  const [shared, free] = [
    handles.filter(({ compact }) => isTaken(compact)),
    handles.filter(({ compact }) => !isTaken(compact))
  ]
  const undecided = shared.filter(({ compact }) => !isWritten(compact))
  const inflections = inflectionsOf(everywhere ? [own] : [])
  return {
    erased: combined([
      ...placesOf(free, free, everywhere),
      ...(everywhere && isWritten(compactForm(own.given + own.family)) ? name(own) : [])
    ]),
    decision: combined(placesOf(shared, undecided, everywhere)),
    weak: combined([
      ...familyAddress(familiesOf([own])),
      ...addressWith(handles.filter(({ kind }) => kind === 'weak'))
    ]),
    weakCased: combined(inflections.weak),
    inflected: combined(inflections.adjacent),
    inflectedCased: combined(inflections.cased)
  }
}

/**
 * Returns the patterns of a person. A handle that another person could have needs a decision, except names in prose,
 * which are always removed. With the scope `addresses`, names stay and only e-mail addresses made of them are removed.
 */
export function patternsOf(
  { emails, phones, names, slugs, others = [] }: Identifiers,
  scope: 'all' | 'addresses' = 'all'
): Patterns {
  const everywhere = scope === 'all'
  const taken = new Set(others.flatMap((other) => [...compactFormsOf(other)]))
  const written = new Set(
    names.flatMap(({ given, family }) => [compactForm(given + family), compactForm(family + given)])
  )
  const isTaken = (compact: string) => taken.has(compact)
  const known = distinct([...names, ...slugs.flatMap((text) => nameInSlug(text, names) ?? [])].filter(hasLetters))
  const inParts = known.length <= MAX_NAMES_IN_PARTS
  const each = known.map((own, no) =>
    foundBy(own, no, { everywhere, inParts, isTaken, isWritten: (compact) => written.has(compact) })
  )

  const contacts = [...emails.map(emailPattern), ...phones.flatMap(phonePatterns)]
  const ownSlugs = everywhere ? slugs : []
  const isShared = (text: string) => isTaken(compactForm(withoutSuffix(text)))
  const dashed = `(?:${BLANK}|[-–])+`
  const rest = combined([...contacts, ...ownSlugs.flatMap((text) => slug(text, isShared(text) ? `${BLANK}+` : dashed))])
  const sharedSlugs = combined(ownSlugs.filter(isShared).flatMap((text) => slug(text, '[-–]+')))
  const all = (kind: keyof Found) => batched(each.flatMap((found) => found[kind]))
  return {
    // Handles come first: they remove a whole address, of which the other patterns would remove only a part.
    erased: [...all('erased'), ...rest],
    decision: [...all('decision'), ...sharedSlugs],
    weak: all('weak'),
    weakCased: all('weakCased'),
    inflected: all('inflected'),
    inflectedCased: all('inflectedCased'),
    hints: {
      roots: combined([...rest, ...sharedSlugs, ...known.flatMap(beginnings)]).map(withoutLookaround),
      loose: batched(
        [...each.flatMap((found) => combined(Object.values(found).flat())), ...rest, ...sharedSlugs].map(
          withoutLookaround
        )
      )
    }
  }
}

/** Removes duplicates and sorts the names by length, longest first, so that a shorter one leaves no rest. */
const distinct = (names: Name[]): Name[] => {
  const byText = new Map(names.map((one) => [`${one.given} ${one.family}`.normalize('NFC').toLowerCase(), one]))
  return [...byText].sort(([a], [b]) => b.length - a.length).map(([, one]) => one)
}

const MAX_ROOT_LENGTH = 4
/** Returns patterns of which each mention contains at least one: the stem of a family name, or a given name. */
const beginnings = ({ given, family }: Name): string[] => [
  ...partsOf(family).map((part) => {
    const letters = [...part.normalize('NFC')]
    return looseOrEncoded(
      letters
        .slice(0, Math.min(MAX_ROOT_LENGTH, Math.max(MIN_STEM_LENGTH, letters.length - MAX_ENDING_LENGTH)))
        .join(''),
      { stem: true }
    )
  }),
  ...partsOf(given)
    .filter((part) => compactForm(part).length > 1)
    .map((part) => looseOrEncoded(part))
]

/** Returns the first pattern of what an erasure with the name removes, to be matched ignoring case; or undefined. */
export const patternOf = (identifiers: Identifiers): string | undefined => combined(patternsOf(identifiers).erased)[0]
