// Reads the printed name of an organisation: its kind in any grammatical case or abbreviation, the qualifier of the
// gmina, and the place.

/** The kind of gmina that a name or kind mentions: "Gminny" or "Gmina" is gmina, "Miejski" is miasto. */
export type Qualifier = 'gmina' | 'miasto' | 'miasto_gmina' | null

export interface PrintedName {
  kinds: string[]
  /** Whether the kind comes before the place. */
  leading: boolean
  qualifier: Qualifier
  /** The words of the place. */
  words: string[]
  /** The place in the grammatical case in which it is printed. */
  place: string
  /** Whether the place follows "w" or "we", which take the locative. */
  locative: boolean
}

/** The kinds of service that can be recognised in a name, with the qualifier that the kind itself implies. */
export const KINDS: ReadonlyMap<string, { family: string; implies: Qualifier }> = new Map([
  ['cus', { family: 'cus', implies: null }],
  ['ops', { family: 'ops', implies: null }],
  ['gops', { family: 'ops', implies: 'gmina' }],
  ['mops', { family: 'ops', implies: 'miasto' }],
  ['mopr', { family: 'ops', implies: 'miasto' }],
  ['mgops', { family: 'ops', implies: 'miasto_gmina' }],
  ['pcpr', { family: 'pcpr', implies: null }],
  ['rops', { family: 'rops', implies: null }]
])

type Kind = { kind: string; qualifier: Qualifier }
const ABBREVIATIONS = new Map<string, Kind>([
  ...[...KINDS.keys()].map((kind) => [kind, { kind, qualifier: null }] as const),
  ['gmops', { kind: 'mgops', qualifier: null }],
  ['migops', { kind: 'mgops', qualifier: null }],
  ['gcus', { kind: 'cus', qualifier: 'gmina' }],
  ['mcus', { kind: 'cus', qualifier: 'miasto' }],
  ['mgcus', { kind: 'cus', qualifier: 'miasto_gmina' }]
])
const WITH_ADJECTIVE = new Map<string, Kind>([
  ['gmina cus', { kind: 'cus', qualifier: 'gmina' }],
  ['miasto cus', { kind: 'cus', qualifier: 'miasto' }],
  ['miasto_gmina cus', { kind: 'cus', qualifier: 'miasto_gmina' }],
  ['gmina ops', { kind: 'gops', qualifier: null }],
  ['miasto ops', { kind: 'mops', qualifier: null }],
  ['miasto_gmina ops', { kind: 'mgops', qualifier: null }],
  ['miasto opr', { kind: 'mopr', qualifier: null }],
  ['powiat cpr', { kind: 'pcpr', qualifier: null }],
  ['region oplt', { kind: 'rops', qualifier: null }]
])

const CENTRUM = 'centr(um|a|ow|om|ami|ach)'
const OSRODEK = 'osrod(ek|k(a|i|ow|owi|om|iem|ami|u|ach))'
const GMINNY = 'gminn(y|e|ego|emu|ym|ych|ymi)'
const MIEJSKI = 'miejsk(i|ie|iego|iemu|im|ich|imi)'
const GMINA = 'gmin(a|y|ie|e)'
const MIASTO = 'mi(ast(o|a|u)|escie)'
const atStart = (pattern: string) => new RegExp(`^(${pattern})( |$)`)
const PHRASES: [string, RegExp][] = [
  ['cus', atStart(`${CENTRUM} uslug(i|om|ami|ach)? spoleczn(e|ych|ym|ymi)`)],
  ['cpr', atStart(`${CENTRUM} pomocy rodzinie`)],
  ['ops', atStart(`${OSRODEK} pomocy spolecznej`)],
  ['opr', atStart(`${OSRODEK} pomocy rodzinie`)],
  ['oplt', atStart(`${OSRODEK} polityki spolecznej`)]
]
const ADJECTIVES: [string, RegExp][] = [
  ['miasto_gmina', atStart(`miejsko ${GMINNY}|gminno ${MIEJSKI}|${MIEJSKI} i ${GMINNY}|${GMINNY} i ${MIEJSKI}`)],
  ['gmina', atStart(GMINNY)],
  ['miasto', atStart(MIEJSKI)],
  ['powiat', atStart('powiatow(e|ego|emu|ym|ych|ymi)')],
  ['region', atStart('regionaln(y|e|ego|emu|ym|ych|ymi)')]
]
const QUALIFIERS: [Qualifier, RegExp][] = [
  ['miasto_gmina', atStart(`${GMINA} i ${MIASTO}|${MIASTO} i ${GMINA}|${GMINA} miejsko wiejsk(a|iej)`)],
  ['miasto', atStart(`${GMINA} (${MIASTO}|miejsk(a|iej))`)],
  ['gmina', atStart(`${GMINA}( wiejsk(a|iej))?|gm`)]
]
// "Miasto" is a qualifier only before the place: in "Nowe Miasto" it belongs to the place.
const QUALIFIERS_BEFORE_PLACE: typeof QUALIFIERS = [
  ...QUALIFIERS,
  ['miasto', atStart(`${MIASTO}( stoleczn(e|ego|ym))?|m( st)?`)]
]

/**
 * Reads a name folded by `fold()`. Everything that is neither kind nor qualifier is the place, which is "" if nothing
 * remains.
 */
export function readPrintedName(folded: string): PrintedName {
  const kinds: string[] = []
  const words: string[] = []
  let leading = false
  let qualifier: Qualifier = null
  let locative = false
  let afterPreposition = false
  let rest = folded
  while (rest !== '') {
    const kind = kindAt(rest)
    if (kind && !kinds.includes(kind.kind)) {
      if (kinds.length === 0) leading = words.length === 0
      kinds.push(kind.kind)
    }
    const part = kind ?? qualifierAt(rest, words.length === 0)
    if (part) {
      qualifier = combine(qualifier, part.qualifier)
      rest = rest.slice(part.length).trimStart()
      afterPreposition = false
      continue
    }
    const [word = ''] = rest.split(' ', 1)
    rest = rest.slice(word.length + 1)
    if (/^(w|we)$/.test(word)) afterPreposition = true
    else if (!/^(z|ze|siedziba)$/.test(word)) {
      if (words.length === 0) locative = afterPreposition
      words.push(word === 'n' && words.length > 0 ? 'nad' : word) // "n." abbreviates "nad" (n. Wisłą)
    }
  }
  return { kinds, leading, qualifier, words, place: words.join(' '), locative }
}

function firstAtStart<T>(text: string, patterns: [T, RegExp][]): { value: T; length: number } | undefined {
  for (const [value, pattern] of patterns) {
    const found = pattern.exec(text)
    if (found) return { value, length: found[0].length }
  }
  return undefined
}

function kindAt(text: string) {
  const adjective = firstAtStart(text, ADJECTIVES)
  const start = adjective?.length ?? 0
  const body = text.slice(start)
  const noun = firstAtStart(body, PHRASES) ?? abbreviationAt(body)
  if (!noun) return undefined
  const kind = adjective ? WITH_ADJECTIVE.get(`${adjective.value} ${noun.value}`) : ABBREVIATIONS.get(noun.value)
  return kind && { ...kind, length: start + noun.length }
}

/** Recognises "cus", "c u s" (C.U.S.), "m gops" (M-GOPS), "cus u" (CUS-u) and "cusie" (CUS-ie). */
function abbreviationAt(text: string) {
  const tokens = text.split(' ', 6)
  for (let count = Math.min(5, tokens.length); count > 0; count--) {
    const word = tokens.slice(0, count).join('')
    const inflected = count === 1 && !ABBREVIATIONS.has(word)
    const value = inflected ? word.replace(/(?<=.)(u|ie|em|owi|ow|om|y|ami|ach)$/, '') : word
    if (!ABBREVIATIONS.has(value)) continue
    const used = !inflected && /^(u|ie|em|owi|ow|om|ami|ach)$/.test(tokens[count] ?? '') ? count + 1 : count
    return { value, length: tokens.slice(0, used).join(' ').length }
  }
  return undefined
}

function qualifierAt(text: string, beforePlace: boolean) {
  const found = firstAtStart(text, beforePlace ? QUALIFIERS_BEFORE_PLACE : QUALIFIERS)
  return found && { qualifier: found.value, length: found.length }
}

function combine(a: Qualifier, b: Qualifier): Qualifier {
  return a === null || b === null || a === b ? (a ?? b) : 'miasto_gmina'
}
