// Handles are the forms of a name in addresses and links, such as kunegunda.wronska, wronska_k or kwronska.
import { fold } from '../../../records/polish.ts'
import { withoutSuffix } from '../../../records/write/slugs.ts'
import { anyOf, BLANK, looseOrEncoded, SEPARATOR } from './letters.ts'

export interface Name {
  given: string
  family: string
}

/** `full`: given and family name. `initial`: initials and family name. `weak`: not enough to identify a person. */
type Kind = 'full' | 'initial' | 'weak'

/** The text between the two parts: optional separators, at least one separator, nothing, or blanks as in prose. */
type Gap = 'optional' | 'required' | 'none' | 'blanks'

export interface Handle {
  kind: Kind
  /** The handle, folded and without separators. Two people share a handle if it is equal. */
  compact: string
  /** Regular expressions of the two parts, in order. */
  first: string
  last: string
  gap: Gap
}

// A shorter handle could be an ordinary word, so it counts only if it has a separator.
export const MIN_LENGTH_IN_TEXT = 6
const MIN_LENGTH_WITH_INITIALS = 4
const MIN_PART_LENGTH = 3
// Nobody makes an address of a longer name.
const MAX_NAME_LENGTH = 60
const MAX_PARTS = 4
const PARTICLES = new Set('von van der den del dos das dal della ter ten zur zum bin ibn und the'.split(' '))
/** Common names of office mailboxes. Such an address belongs to no person, even if it looks like initial and name. */
export const OFFICES = (
  'biuro sekretariat kancelaria kontakt poczta mail email info office dyrektor dyrekcja kierownik kadry urzad ' +
  'gmina cus ops gops mops mgops mopr pcpr dps'
).split(' ')

/** Folds a text and removes everything except letters and digits. */
export const compactForm = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** Returns whether both parts of a name have letters. A placeholder such as «-» would match in every text. */
export const hasLetters = ({ given, family }: Name): boolean => [given, family].every((part) => /\p{L}/u.test(part))

/** Returns the spelling of a name in the letters a to z, as in slugs and addresses, if it has more or other letters. */
export function latinSpelling({ given, family }: Name): Name | undefined {
  const letters = [...(given + family).normalize('NFC')].filter((letter) => /\p{L}/u.test(letter))
  if (letters.every((letter) => /^[a-z]$/.test(fold(letter)) && /\p{Script=Latin}/u.test(letter))) return undefined
  const spelled = (part: string) => fold(part).replace(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase())
  const latin = { given: spelled(given), family: spelled(family) }
  return [latin.given, latin.family].every((part) => /^[A-Za-z ]+$/.test(part)) ? latin : undefined
}

/** Returns the words of a name. */
export const partsOf = (name: string): string[] => name.split(/[\s–-]+/).filter((part) => /\p{L}/u.test(part))

/** Returns the whole name and, if it has several parts, each part that could be used alone. */
export function variantsOf(name: string, inParts = true): string[] {
  const parts = partsOf(name)
  if (compactForm(name).length > MAX_NAME_LENGTH) return []
  const singleParts = (inParts && parts.length <= MAX_PARTS ? parts : []).filter(
    (part) => compactForm(part).length >= MIN_PART_LENGTH && !PARTICLES.has(compactForm(part))
  )
  return [...new Set([parts.join(' '), ...singleParts])].filter((variant) => compactForm(variant).length > 1)
}

/** Returns the initial of each given name, and the initials of all together. */
function initialsOf(given: string): string[][] {
  const each = partsOf(given)
    .slice(0, MAX_PARTS)
    .map((part) => [...part.replace(/^[^\p{L}]+/u, '')][0] ?? '')
  return each.length > 1 ? [...each.map((one) => [one]), each] : [each]
}

const OPTIONAL_SEPARATOR = `${SEPARATOR}*`
const REQUIRED_SEPARATOR = `${SEPARATOR}+`
const GAPS: Record<Gap, string> = {
  optional: OPTIONAL_SEPARATOR,
  required: REQUIRED_SEPARATOR,
  none: '',
  blanks: `${BLANK}+`
}
const patternOfVariant = (variant: string): string =>
  variant
    .split(/[\s'’]+/)
    .filter(Boolean)
    .map((word) => looseOrEncoded(word))
    .join(`(?:${BLANK}|${SEPARATOR})*`)

interface Part {
  text: string
  pattern: string
}
const partOf = (text: string): Part => ({ text, pattern: patternOfVariant(text) })

/** Returns the handles of each part of one list with each part of the other, in both orders. */
const pairsOf = (some: Part[], others: Part[], gapOf: (compact: string) => [Kind, Gap][]): Handle[] =>
  some.flatMap((one) =>
    others.flatMap((other) =>
      [
        [one, other],
        [other, one]
      ].flatMap(([first, last]) => {
        if (!first || !last) return []
        const compact = compactForm(first.text + last.text)
        return gapOf(compact).map(
          ([kind, gap]): Handle => ({ kind, compact, first: first.pattern, last: last.pattern, gap })
        )
      })
    )
  )

function handlesOfName({ given, family }: Name, inParts: boolean): Handle[] {
  const [givens, families] = [variantsOf(given, inParts).map(partOf), variantsOf(family, inParts).map(partOf)]
  const initials = initialsOf(given).map(
    (each): Part => ({
      text: each.join(''),
      pattern: each.map((word) => looseOrEncoded(word)).join(OPTIONAL_SEPARATOR)
    })
  )
  const familyInitials = [...new Set(families.map(({ text }) => [...text][0] ?? ''))].map(partOf)
  const isLong = (compact: string) => compact.length >= MIN_LENGTH_WITH_INITIALS && !OFFICES.includes(compact)
  return [
    ...pairsOf(givens, families, () => [['full', 'optional']]),
    ...pairsOf(initials, families, (compact) =>
      isLong(compact)
        ? [['initial', 'optional']]
        : [
            ['initial', 'required'],
            ['weak', 'none']
          ]
    ),
    ...pairsOf(givens, familyInitials, () => [['weak', 'optional']])
  ]
}

/** Returns all handles of the names without duplicates. `inParts` includes the parts of double names. */
export function handlesOf(names: Name[], inParts = true): Handle[] {
  const all = names.filter(hasLetters).flatMap((name) => handlesOfName(name, inParts))
  return [...new Map(all.map((handle) => [Object.values(handle).join(' '), handle])).values()]
}

/** Returns regular expressions of handles. First parts with the same last parts share one, to keep them short. */
export function expressionsOf(handles: Handle[]): string[] {
  const lasts = new Map<string, Set<string>>()
  for (const { first, last, gap } of handles) {
    const key = JSON.stringify([gap, first])
    lasts.set(key, (lasts.get(key) ?? new Set()).add(last))
  }
  const firsts = new Map<string, string[]>()
  for (const [key, set] of lasts) {
    const [gap, first] = JSON.parse(key) as [Gap, string]
    const end = `${GAPS[gap]}${anyOf([...set].sort())}`
    firsts.set(end, [...(firsts.get(end) ?? []), first])
  }
  return [...firsts].map(([end, group]) => `${anyOf(group)}${end}`)
}

/** Returns patterns of the family names, to be used as whole local parts of addresses. */
export const familiesOf = (names: Name[]): string[] =>
  [...new Set(names.filter(hasLetters).flatMap(({ family }) => variantsOf(family)))].map(patternOfVariant)

/** Returns the compact forms that a person with these names may have in an address. */
export function compactFormsOf(names: Name[]): Set<string> {
  const single = names.flatMap(({ given, family }) => [...variantsOf(given), ...variantsOf(family)])
  return new Set([...handlesOf(names).map(({ compact }) => compact), ...single.map(compactForm)])
}

/**
 * Reads a former slug as a name if it shares a word with a known name. It is then the slug of a name that the registry
 * no longer has. Returns undefined for other slugs, which are ordinary words.
 */
export function nameInSlug(slug: string, names: Name[]): Name | undefined {
  const tokens = withoutSuffix(slug).split('-')
  const known = names.filter(hasLetters)
  const [givenParts, familyParts] = (['given', 'family'] as const).map((part) =>
    known.map((name) => partsOf(name[part]).map(compactForm))
  )
  const given = givenParts?.find((parts) => parts.every((part, i) => tokens[i] === part))
  const rest = tokens.slice(given?.length ?? 1)
  const isFamily = rest.some((token) => familyParts?.flat().includes(token))
  if (rest.length < 1 || rest.length > 2 || rest.some((token) => OFFICES.includes(token))) return undefined
  return isFamily || (given && rest.length === 1)
    ? { given: tokens.slice(0, given?.length ?? 1).join(' '), family: rest.join('-') }
    : undefined
}
