// Polish text for search and matching. Pure: no dependency, no state.

/**
 * Folds a text for comparison: no diacritics, lower case, and every run of anything that is not a-z or 0-9 as one space,
 * trimmed. Composed and decomposed letters fold alike. Its SQL twin, fold(text), does the same step by step: change both or neither.
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]+/g, '')
    .toLowerCase()
    .replaceAll('ł', 'l') // NFD does not split it
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

// Longest first. -owi asks for a longer stem than the others, or it would eat the root of "Ostrowi" (from Ostrów).
const ENDINGS =
  'iemu iego iowi iami iach owi ymi imi ami ach ego emu iej iem ych ich om em ej ym im ie ia iu a e i o u y'.split(' ')
const SHORTEST_STEM = 4

/**
 * Takes one folded word, returns it without one Polish case ending: a prefix of the word that its other cases share
 * ("zyrardowa" -> "zyrardow"). Never shorter than 4 characters; a word that would become so keeps a shorter ending or all of it.
 */
export function stem(token: string): string {
  if (/^osrode?k/.test(token)) return 'osrod' // ośrodek, ośrodka: the one word of our names whose e comes and goes
  if (/^centr(um|a|ow|om|ami|ach)$/.test(token)) return 'centr'
  const ending = ENDINGS.find(
    (one) => token.endsWith(one) && token.length - one.length >= (one === 'owi' ? SHORTEST_STEM + 1 : SHORTEST_STEM)
  )
  return ending ? token.slice(0, -ending.length) : token
}

const PREPOSITIONS = new Set(['w', 'we', 'z', 'ze'])
const SIGNIFICANT_TOKENS = 10

/**
 * Takes what a user typed, returns its distinct folded words with their stems, at most 10: later ones are ignored.
 * The prepositions w, we, z, ze are left out unless nothing else was typed. A text fits when, for every token, one of its
 * words starts with the token or with the token's stem. Empty for a text without letters or digits.
 */
export function searchTokens(q: string): { token: string; stem: string }[] {
  const words = [...new Set(fold(q).split(' '))].filter(Boolean)
  const telling = words.filter((word) => !PREPOSITIONS.has(word))
  return (telling.length > 0 ? telling : words)
    .slice(0, SIGNIFICANT_TOKENS)
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
 * Takes two folded texts, tells whether the first may be the locative (after "w") of the second, a place name in the
 * nominative. It says what grammar makes possible, not what people say: "w Wiązownie" and "w Wiązownej" both may be.
 */
export function mayBeLocative(form: string, name: string): boolean {
  const formWords = form.split(' ')
  const words = name.split(' ')
  const fixed = words.findIndex((word) => /^(nad|pod|na|przy|kolo)$/.test(word)) // what follows has a case of its own: nad Wisłą
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
  // "w Łukowie" is Łuków, not Łukowa ("w Łukowej"): -owa is taken for an adjective, the noun's form is left to stored names
  return root.endsWith('ow') ? [`${root}ej`] : [softened(root), `${root}ej`]
}

function masculine(word: string): string[] {
  // "w Borowiu" is Borowie, not Borów: -ów has one locative ("w Borowie"), but for the feminine Ostrów Mazowiecka
  if (word.endsWith('ow')) return word === 'ostrow' ? [`${word}ie`, `${word}i`] : [`${word}ie`]
  const forms = [softened(word), `${word}u`, `${word}iu`]
  if (/i?e[ck]$/.test(word)) forms.push(word.replace(/i?e([ck])$/, '$1u'), word.replace(/e([ck])$/, '$1u'))
  if (/(dz|sc)$/.test(word)) forms.push(`${word}i`)
  if (/[cs]z$/.test(word)) forms.push(`${word}y`)
  return [...new Set(forms)]
}

/** The stem with the -e of the locative: d -> dzie, t -> cie, r -> rze, k -> ce and so on. */
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
