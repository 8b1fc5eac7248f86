// Polish text for search and matching. Pure functions.
import { OTHER_THAN_LETTERS, transliterate } from './scripts.ts'

/**
 * Folds a text for comparison: lowers the case, removes diacritics, writes Cyrillic and Greek in Latin letters,
 * replaces each run of characters other than letters and digits by one space, and trims. The result has a-z and 0-9,
 * and letters of scripts that are not transliterated. Composed and decomposed letters give the same result. The SQL
 * function fold(text) takes the same steps: change both together.
 */
export const fold = (text: string): string => transliterate(text).replace(OTHER_THAN_LETTERS, ' ').trim()

// Longest first.
const ENDINGS =
  'iemu iego iowi iami iach owi ymi imi ami ach ego emu iej iem ych ich om em ej ym im ie ia iu a e i o u y'.split(' ')
const MIN_STEM_LENGTH = 4
/** For -owi a longer stem is needed: otherwise "Ostrowi" (from Ostrów) would lose a part of its root. */
const MIN_STEM_LENGTH_BEFORE_OWI = 5

/**
 * Returns a folded word without one Polish case ending: the prefix that its cases share ("zyrardowa" -> "zyrardow").
 * The result has at least 4 characters: if a longer ending leaves fewer, a shorter ending or none is removed.
 */
export function stem(token: string): string {
  if (/^osrode?k/.test(token)) return 'osrod' // ośrodek, ośrodka: the only word in our names with a mobile e
  if (/^centr(um|a|ow|om|ami|ach)$/.test(token)) return 'centr'
  const ending = ENDINGS.find(
    (one) =>
      token.endsWith(one) && token.length - one.length >= (one === 'owi' ? MIN_STEM_LENGTH_BEFORE_OWI : MIN_STEM_LENGTH)
  )
  return ending ? token.slice(0, -ending.length) : token
}

const PREPOSITIONS = new Set(['w', 'we', 'z', 'ze'])
const MAX_SEARCH_TOKENS = 10

/**
 * Returns the distinct folded words of a search text with their stems. Only the first 10 words count. The prepositions
 * w, we, z, ze are skipped unless there are no other words. A text matches if, for every token, one of its words starts
 * with the token or its stem. The result is empty for a text without letters and digits.
 */
export function searchTokens(q: string): { token: string; stem: string }[] {
  const words = [...new Set(fold(q).split(' '))].filter(Boolean)
  const significant = words.filter((word) => !PREPOSITIONS.has(word))
  return (significant.length > 0 ? significant : words)
    .slice(0, MAX_SEARCH_TOKENS)
    .map((token) => ({ token, stem: stem(token) }))
}

const IRREGULAR = new Map([
  ['wies', 'wsi'],
  ['miasto', 'miescie'],
  ['las', 'lesie'],
  ['dab', 'debie'],
  ['krasnystaw', 'krasnymstawie'],
  ['bialystok', 'bialymstoku']
])

/**
 * Returns whether the first folded text may be the locative (after "w") of the second, a place name in the nominative.
 * It accepts every form that grammar allows, also unusual ones: both "w Wiązownie" and "w Wiązownej".
 */
export function mayBeLocative(form: string, name: string): boolean {
  const formWords = form.split(' ')
  const words = name.split(' ')
  // The words after such a preposition stay as they are: nad Wisłą.
  const fixed = words.findIndex((word) => /^(nad|pod|na|przy|kolo)$/.test(word))
  return (
    formWords.length === words.length &&
    words.every((word, index) => {
      const found = formWords[index] ?? ''
      return fixed >= 0 && index >= fixed ? word === found : wordLocatives(word).includes(found)
    })
  )
}

function wordLocatives(word: string): string[] {
  const irregular = IRREGULAR.get(word)
  if (irregular) return [irregular]
  const root = word.slice(0, -1)
  switch (word.at(-1)) {
    case 'a':
      return feminine(root)
    case 'o':
      return /[kghcj]$/.test(root) ? [`${root}u`] : [softened(root), `${root}u`]
    case 'e':
      return [`${root}u`, `${root}ach`, ...(root.endsWith('i') ? [`${root}m`] : [`${root}ym`, `${root}em`])]
    case 'y':
      return [`${root}ach`, `${root}ym`]
    case 'i':
      return [`${root}ach`, `${word}ach`, `${word}m`]
    default:
      return masculine(word)
  }
}

function feminine(root: string): string[] {
  if (root.endsWith('i')) return [root, `${root}ej`]
  if (root.endsWith('j')) return [`${root.slice(0, -1)}i`, `${root}i`]
  if (root.endsWith('l')) return [`${root}i`, `${root}e`]
  if (/[kg]$/.test(root)) return [softened(root), `${root}iej`]
  if (/[cz]$/.test(root)) return [`${root}y`, `${root}ej`, softened(root)]
  // "w Łukowie" is Łuków, not Łukowa ("w Łukowej"): -owa is declined as an adjective. Nouns need a stored name.
  return root.endsWith('ow') ? [`${root}ej`] : [softened(root), `${root}ej`]
}

function masculine(word: string): string[] {
  // "w Borowiu" is Borowie, not Borów: -ów has one locative ("w Borowie"), except the feminine Ostrów Mazowiecka.
  if (word.endsWith('ow')) return word === 'ostrow' ? [`${word}ie`, `${word}i`] : [`${word}ie`]
  const forms = [softened(word), `${word}u`, `${word}iu`]
  if (/i?e[ck]$/.test(word)) forms.push(word.replace(/i?e([ck])$/, '$1u'), word.replace(/e([ck])$/, '$1u'))
  if (/(dz|sc)$/.test(word)) forms.push(`${word}i`)
  if (/[cs]z$/.test(word)) forms.push(`${word}y`)
  return [...new Set(forms)]
}

/** Returns the stem with the -e of the locative: d -> dzie, t -> cie, r -> rze, k -> ce and so on. */
function softened(root: string): string {
  if (root.endsWith('ch')) return `${root.slice(0, -2)}sze`
  const rest = root.slice(0, -1)
  switch (root.at(-1)) {
    case 'd':
      return `${rest}dzie`
    case 't':
      return `${rest}cie`
    case 'r':
      return `${rest}rze`
    case 'k':
      return `${rest}ce`
    case 'g':
      return `${rest}dze`
    case 'l':
      return `${root}e`
    default:
      return `${root}ie`
  }
}
