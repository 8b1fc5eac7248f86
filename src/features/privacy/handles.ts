// Handles: what addresses and links make of a name, such as kunegunda.wronska, wronska_k or kwronska.
import { anyOf, BLANK, looseOrEncoded, SEPARATOR } from './letters.ts'

export interface Name {
  given: string
  family: string
}

/** `full`: given and family name. `initial`: initials and family name. `weak`: too little to be sure. */
type Kind = 'full' | 'initial' | 'weak'

/**
 * What may stand between the two parts: any separators or none, at least one separator, nothing, or blanks as in
 * running text.
 */
type Gap = 'joined' | 'parted' | 'glued' | 'written'

export interface Handle {
  kind: Kind
  /** The handle folded and without separators: what two people may have in common. */
  glued: string
  /** Regular expressions of its two parts. */
  first: string
  last: string
  gap: Gap
}

// Shorter ones could be a word: they count only with a separator in them.
export const SHORTEST_IN_TEXT = 6
const SHORTEST_INITIALS = 4
const SHORTEST_PART = 3
// Longer ones are no names of which anybody makes an address.
const LONGEST_NAME = 60
const MOST_PARTS = 4
const PARTICLES = new Set('von van der den del dos das dal della ter ten zur zum bin ibn und the'.split(' '))
/**
 * What offices call their mailboxes: an address of such a word is nobody's, even if it can be read as initial and
 * name.
 */
export const OFFICES =
  'biuro sekretariat kancelaria kontakt poczta mail email info office dyrektor dyrekcja kierownik kadry urzad gmina cus ops gops mops mgops mopr pcpr dps'.split(
    ' '
  )

/** Folds a name and drops all that is no letter or digit. */
export const glue = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** Whether a name has letters in both its parts; what stands for an unknown one, such as «-», is in every text. */
export const tells = ({ given, family }: Name): boolean => [given, family].every((part) => /\p{L}/u.test(part))

/** Words of a name, without what separates them. */
export const partsOf = (name: string): string[] => name.split(/[\s–-]+/).filter((part) => /\p{L}/u.test(part))

/** The name as a whole and, if it has several, each of its parts that could stand for it. */
export function variantsOf(name: string, inParts = true): string[] {
  const parts = partsOf(name)
  if (glue(name).length > LONGEST_NAME) return []
  const alone = (inParts && parts.length <= MOST_PARTS ? parts : []).filter(
    (part) => glue(part).length >= SHORTEST_PART && !PARTICLES.has(glue(part))
  )
  return [...new Set([parts.join(' '), ...alone])].filter((variant) => glue(variant).length > 1)
}

/** Initials of each given name, and of all of them together. */
function initialsOf(given: string): string[][] {
  const each = partsOf(given)
    .slice(0, MOST_PARTS)
    .map((part) => [...part.replace(/^[^\p{L}]+/u, '')][0] ?? '')
  return each.length > 1 ? [...each.map((one) => [one]), each] : [each]
}

const JOINED = `${SEPARATOR}*`
const PARTED = `${SEPARATOR}+`
const GAPS: Record<Gap, string> = {
  joined: JOINED,
  parted: PARTED,
  glued: '',
  written: `${BLANK}+`
}
const spelled = (variant: string): string =>
  variant
    .split(/[\s'’]+/)
    .filter(Boolean)
    .map((word) => looseOrEncoded(word))
    .join(`(?:${BLANK}|${SEPARATOR})*`)

interface Part {
  text: string
  pattern: string
}
const partOf = (text: string): Part => ({ text, pattern: spelled(text) })

/** Each part of the one list with each of the other, in both orders. */
const pairsOf = (some: Part[], others: Part[], gapOf: (glued: string) => [Kind, Gap][]): Handle[] =>
  some.flatMap((one) =>
    others.flatMap((other) =>
      [
        [one, other],
        [other, one]
      ].flatMap(([first, last]) => {
        if (!first || !last) return []
        const glued = glue(first.text + last.text)
        return gapOf(glued).map(
          ([kind, gap]): Handle => ({ kind, glued, first: first.pattern, last: last.pattern, gap })
        )
      })
    )
  )

function handlesOfName({ given, family }: Name, inParts: boolean): Handle[] {
  const [givens, families] = [variantsOf(given, inParts).map(partOf), variantsOf(family, inParts).map(partOf)]
  const initials = initialsOf(given).map(
    (each): Part => ({ text: each.join(''), pattern: each.map((word) => looseOrEncoded(word)).join(JOINED) })
  )
  const familyInitials = [...new Set(families.map(({ text }) => [...text][0] ?? ''))].map(partOf)
  const long = (glued: string) => glued.length >= SHORTEST_INITIALS && !OFFICES.includes(glued)
  return [
    ...pairsOf(givens, families, () => [['full', 'joined']]),
    ...pairsOf(initials, families, (glued) =>
      long(glued)
        ? [['initial', 'joined']]
        : [
            ['initial', 'parted'],
            ['weak', 'glued']
          ]
    ),
    ...pairsOf(givens, familyInitials, () => [['weak', 'joined']])
  ]
}

/** All handles of the names, each form once; also of their parts unless told otherwise. */
export function handlesOf(names: Name[], inParts = true): Handle[] {
  const all = names.filter(tells).flatMap((name) => handlesOfName(name, inParts))
  return [...new Map(all.map((handle) => [Object.values(handle).join(' '), handle])).values()]
}

/**
 * Regular expressions of handles: first parts that go with the same last ones are put together, so that they stay
 * short.
 */
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

/** Family names as whole local parts of addresses. */
export const familiesOf = (names: Name[]): string[] =>
  [...new Set(names.filter(tells).flatMap(({ family }) => variantsOf(family)))].map(spelled)

/** All that somebody with these names may be called in an address, glued. */
export function gluedOf(names: Name[]): Set<string> {
  const single = names.flatMap(({ given, family }) => [...variantsOf(given), ...variantsOf(family)])
  return new Set([...handlesOf(names).map(({ glued }) => glued), ...single.map(glue)])
}

/**
 * A former slug as a name, if it shares a word with a known name: the slug of a name that the registry does not have
 * any more. Other slugs are words
 * like any others.
 */
export function nameInSlug(slug: string, names: Name[]): Name | undefined {
  const tokens = slug.replace(/-\d+$/, '').split('-')
  const known = names.filter(tells)
  const [givenParts, familyParts] = (['given', 'family'] as const).map((part) =>
    known.map((name) => partsOf(name[part]).map(glue))
  )
  const given = givenParts?.find((parts) => parts.every((part, i) => tokens[i] === part))
  const rest = tokens.slice(given?.length ?? 1)
  const isFamily = rest.some((token) => familyParts?.flat().includes(token))
  if (rest.length < 1 || rest.length > 2 || rest.some((token) => OFFICES.includes(token))) return undefined
  return isFamily || (given && rest.length === 1)
    ? { given: tokens.slice(0, given?.length ?? 1).join(' '), family: rest.join('-') }
    : undefined
}
