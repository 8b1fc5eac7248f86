// Regular expressions of PostgreSQL (9.7.3) for words in any spelling. All but those marked as cased are used without
// regard to case.
import { fold } from '../../records/polish.ts'

const variants: Record<string, string> = { a: 'aą', c: 'cć', e: 'eę', l: 'lł', n: 'nń', o: 'oó', s: 'sś', z: 'zźż' }

/** Combining marks, as in decomposed letters. */
export const MARKS = '\u0300-\u036f'
const ENCODED_MARK = '%c[cd]%[89ab][0-9a-f]'
// White space as it is and as JSON writes it. Whether \s is a blank that keeps a line together depends on the locale.
export const BLANK = '(?:[\\s\u00a0\u202f]|\\\\[nrt])'
/** Between the parts of a double-barrelled name in a running text. */
export const NAME_GAP = `(?:${BLANK}|[-–])*`
/** One separator as addresses and links have it, also percent-encoded. */
export const SEPARATOR = `(?:[._~+'’–-]|%(?:2[07b-e]|5f|7e|c2%a0|e2%80%9[0-9]))`

export const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&')

/** Any of the alternatives; at least one is needed. */
export const anyOf = (patterns: string[]): string => `(?:${[...new Set(patterns)].join('|')})`

/** The spellings of a letter: as it is, without its mark, with the mark that a folded letter may have lost. */
function spellings(letter: string): string[] {
  const base = fold(letter)
  return [...new Set([...letter.normalize('NFC').toLowerCase(), ...base, ...(variants[base] ?? '')])]
}

/**
 * The letters of a word with their spellings. A final ą or ę is an inflection, unless the word itself has it; `stem`
 * says that an ending follows.
 */
function lettersOf(word: string, stem: boolean): { letter: string; known: string[] }[] {
  const letters = [...word.normalize('NFC')]
  return letters.map((letter, i) => {
    const plain = !stem && i > 0 && i === letters.length - 1 && /^[ae]$/i.test(letter)
    return { letter, known: plain ? [letter.toLowerCase()] : spellings(letter) }
  })
}

const letterClass = (letters: string[]): string => {
  const [only = ''] = letters
  return letters.length === 1 ? literal(only) : `[${letters.join('')}][${MARKS}]?`
}

/** A word without regard to diacritics, in running text. */
export const loose = (word: string, { stem = false } = {}): string =>
  lettersOf(word, stem)
    .map(({ known }) => letterClass(known))
    .join('')

/** A word without regard to diacritics, which may also be percent-encoded as in links. */
export const looseOrEncoded = (word: string, { stem = false } = {}): string =>
  lettersOf(word, stem)
    .map(({ letter, known }) => {
      if (known.length === 1 && /^[\x21-\x7e]$/.test(letter)) return letterClass(known)
      const encoded = known
        .filter((one) => one > '\x7f')
        .flatMap((one) => [one, one.toUpperCase()])
        .map(encodeURIComponent)
      const own = known.length === 1 ? `${literal(letter)}[${MARKS}]?` : letterClass(known)
      return anyOf([`${own}(?:${ENCODED_MARK})?`, ...encoded])
    })
    .join('')

/** A word with regard to case: the first letter a capital, the others in either case. */
export const looseCased = (word: string, { stem = false } = {}): string =>
  lettersOf(word, stem)
    .map(({ letter, known }, i) => {
      const capitals = known.map((one) => one.toUpperCase())
      const letters = i === 0 ? capitals : [...capitals, ...known]
      return /\p{L}/u.test(letter) ? `[${letters.join('')}][${MARKS}]?` : literal(letter)
    })
    .join('')

export const words = (text: string, between: string): string =>
  text
    .split(/[\s-]+/)
    .filter(Boolean)
    .map((word) => loose(word))
    .join(between)

/** Not after these characters, unless they are how JSON writes a break of lines. */
export const notAfter = (characters: string): string => `(?:(?<![${characters}])|(?<=\\\\[nrt]))`
/** Not within a longer word or number. */
export const alone = (pattern: string): string => `${notAfter('[:alnum:]')}${pattern}(?![[:alnum:]${MARKS}])`

// A percent-encoded character that is no letter or digit, such as %2F.
const ENCODED_GAP = '%(?:0[9ad]|2[0-9a-f]|3[a-f]|40|5[b-f]|60|7[b-f]|c2%a0|e2%80%9[0-9])'
/** Before and after a word in an address or a link, where letters and separators may be percent-encoded. */
export const BEFORE = `(?:(?<![[:alnum:]${MARKS}])|(?<=${ENCODED_GAP}|\\\\[nrt]))`
export const AFTER = `(?![[:alnum:]${MARKS}]|%(?:c[3-9a-f]|d[0-9a-f]|e1)%)`

const LOOKAROUND = /^\(\?(?:[=!]|<[=!])/

/** An expression without its conditions on what stands around: finds more, and reads a text several times as fast. */
export function withoutLookaround(pattern: string): string {
  let kept = ''
  // Depth of parentheses, and the depth at which a condition began.
  let [depth, skipped, bracket] = [0, 0, false]
  for (let i = 0; i < pattern.length; i++) {
    const escaped = pattern[i] === '\\'
    const token = pattern.slice(i, i + (escaped ? 2 : 1))
    if (!escaped && bracket) {
      // Classes such as [:alnum:] stand within brackets.
      const named = /^\[:[a-z]+:\]/.exec(pattern.slice(i))?.[0]
      if (skipped === 0) kept += named ?? token
      if (named) i += named.length - 1
      else if (token === ']') bracket = false
      continue
    }
    if (token === '(') {
      depth++
      if (skipped === 0 && LOOKAROUND.test(pattern.slice(i, i + 4))) skipped = depth
    }
    if (token === '[') bracket = true
    if (skipped === 0) kept += token
    if (token === ')') {
      if (skipped === depth) skipped = 0
      depth--
    }
    if (escaped) i++
  }
  return kept
}
