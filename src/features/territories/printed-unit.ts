// Reads how people write a unit of the territorial division: «w Bełżycach», «gmina wiejska Dębica», «Bełżyce – miasto»,
// «powiatu łukowskiego», «Józefów, powiat opolski». Pure.
import type { GminaKind } from '../../db/types.ts'
import { fold, mayBeLocative, stem } from '../../records/polish.ts'

export type Level = 'voivodeship' | 'powiat' | 'gmina'

export interface PrintedUnit {
  /** The folded name, without the words for its level or kind. */
  name: string
  /** Whether the name follows "w" or "we", which take the locative. */
  locative: boolean
  /** Level that its words state; undefined if they state none. */
  level?: Level
  /** Kinds of gmina that its words allow; undefined if they state none. */
  kinds?: GminaKind[]
  /** Whether the words say that it is a city or town. */
  town: boolean
  /** Folded names of the units that contain it, as far as they are stated. */
  powiat?: string
  voivodeship?: string
}

type Words = Pick<PrintedUnit, 'level' | 'kinds' | 'town'>

const GMINA = '(?:gmin(?:a|y|ie|e|ach)?|gm)'
const TOWN = '(?:miast(?:o|a|u)|miescie)'
const POWIAT = '(?:powiat(?:u|em|owi)?|powiecie|pow)'
const VOIVODESHIP = '(?:wojewodztw(?:o|a|u|ie|em)|woj)'
const PREPOSITION = '(?:w|we|z|ze)'
const gmina = (...kinds: GminaKind[]): Words => ({ level: 'gmina', kinds, town: false })
const words = (level: Level): Words => ({ level, town: false })
const town: Words = { kinds: ['urban', 'urban_rural'], town: true }

// The longest phrases first.
const BEFORE: [RegExp, Words][] = [
  [new RegExp(`^(?:${GMINA} i ${TOWN}|${TOWN} i ${GMINA}) `), gmina('urban_rural')],
  [new RegExp(`^${GMINA} miejsko wiejsk(?:a|iej) `), gmina('urban_rural')],
  [new RegExp(`^${GMINA} (?:miejsk(?:a|iej)|${TOWN}) `), gmina('urban')],
  [new RegExp(`^${GMINA} wiejsk(?:a|iej) `), gmina('rural')],
  [new RegExp(`^${GMINA} `), words('gmina')],
  [new RegExp(`^${POWIAT} `), words('powiat')],
  [new RegExp(`^${VOIVODESHIP} `), words('voivodeship')],
  [new RegExp(`^(?:${TOWN}|m(?: st)?) `), town]
]
const AFTER: [RegExp, Words][] = [
  [new RegExp(`(?: ${GMINA})? (?:miejsko wiejska|m w)$`), gmina('urban_rural')],
  [new RegExp(` ${GMINA} (?:miejska|m)$| miejska$`), gmina('urban')],
  [new RegExp(` ${GMINA} (?:wiejska|w)$| wiejska$`), gmina('rural')],
  [/ obszar wiejski$/, gmina('urban_rural')],
  [new RegExp(` (?:${TOWN}|m)$`), town],
  [new RegExp(` ${GMINA}$`), words('gmina')],
  [new RegExp(` ${POWIAT}$`), words('powiat')],
  [new RegExp(` ${VOIVODESHIP}$`), words('voivodeship')]
]
const IN_POWIAT = new RegExp(
  `^(?!${PREPOSITION} ${POWIAT} )(.+?) (?:w )?${POWIAT} (.+?)(?: (?:w )?${VOIVODESHIP} (.+))?$`
)
const IN_VOIVODESHIP = new RegExp(`^(?!${PREPOSITION} ${VOIVODESHIP} )(.+?) (?:w )?${VOIVODESHIP} (.+)$`)

/**
 * Reads a text, which need not be folded. Returns its readings in their order: words that may belong to the name ("Nowe
 * Miasto") are first taken as a part of it. No name is empty.
 */
export function readUnit(text: string): PrintedUnit[] {
  const folded = fold(text)
  const [, inVoivodeship, voivodeshipAlone] = IN_VOIVODESHIP.exec(folded) ?? []
  const [, unit = inVoivodeship ?? folded, powiat, voivodeship = voivodeshipAlone] = IN_POWIAT.exec(folded) ?? []
  return readings(unit).map((reading) => ({
    ...reading,
    ...(powiat !== undefined && { powiat }),
    ...(voivodeship !== undefined && { voivodeship })
  }))
}

function readings(folded: string): Omit<PrintedUnit, 'powiat' | 'voivodeship'>[] {
  const plain = { ...withoutPreposition(folded), town: false }
  const before = BEFORE.find(([pattern]) => pattern.test(plain.name))
  const stripped = before ? { ...withoutPreposition(plain.name.replace(before[0], '')), ...before[1] } : plain
  const after = AFTER.find(([pattern]) => pattern.test(stripped.name))
  const bare = after && { ...stripped, ...after[1], name: stripped.name.replace(after[0], '') }
  return [...new Set([plain, stripped, ...(bare ? [bare] : [])])].filter(({ name }) => name !== '')
}

const withoutPreposition = (folded: string): Pick<PrintedUnit, 'name' | 'locative'> => ({
  name: folded.replace(/^(?:w|we|z|ze) (?=.)/, ''),
  locative: /^(?:w|we) ./.test(folded)
})

/**
 * Returns how well a printed name fits the name of a unit: 2 for its grammatical case, 1 for another case that is
 * possible, 0 if it does not fit. A name after "w" is a locative, any other one is a nominative.
 */
export function fit({ name, locative }: Pick<PrintedUnit, 'name' | 'locative'>, unitName: string): 0 | 1 | 2 {
  const folded = fold(unitName)
  if (name === folded) return locative ? 1 : 2
  if (mayBeLocative(name, folded)) return locative ? 2 : 1
  return isDeclinedAdjective(name, folded) ? 1 : 0
}

/**
 * Returns whether the text is a name with an adjective in another case than the nominative: "Opola Lubelskiego",
 * "łukowskiego". Only such names are certain in the genitive: "Łukowa" is another gmina than Łuków.
 */
function isDeclinedAdjective(text: string, name: string): boolean {
  const [textWords, nameWords] = [text.split(' '), name.split(' ')]
  return (
    textWords.length === nameWords.length &&
    textWords.some((word) => /(?:ego|ej|emu|im|ym)$/.test(word)) &&
    textWords.every((word, i) => word === nameWords[i] || stem(word) === stem(nameWords[i] as string))
  )
}
