// PostgreSQL regular expressions (manual, 9.7.3) for words in any spelling. They are matched ignoring case, except
// those marked as cased.
import { fold } from '../../../records/polish.ts'

const DIACRITICS: Record<string, string> = { a: 'aą', c: 'cć', e: 'eę', l: 'lł', n: 'nń', o: 'oó', s: 'sś', z: 'zźż' }

/** Combining marks of decomposed letters. */
export const MARKS = '\u0300-\u036f'
const ENCODED_MARK = '%c[cd]%[89ab][0-9a-f]'
/** White space, also as escaped in JSON. No-break spaces are listed, because \s includes them only in some locales. */
export const BLANK = '(?:[\\s\u00a0\u202f]|\\\\[nrt])'
/** Text between the parts of a double-barrelled name in prose. */
export const NAME_GAP = `(?:${BLANK}|[-–])*`
/** One separator in addresses and links, also percent-encoded. */
export const SEPARATOR = `(?:[._~+'’–-]|%(?:2[07b-e]|5f|7e|c2%a0|e2%80%9[0-9]))`

export const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&')

/** Returns a pattern that matches any of the patterns, of which there must be at least one. */
export const anyOf = (patterns: string[]): string => `(?:${[...new Set(patterns)].join('|')})`

/**
 * Returns the spellings of a letter: unchanged, without its diacritic, and with diacritics that folding may remove.
 * Other scripts and longer spellings in Latin letters are names of their own (latinSpelling()).
 */
function spellings(letter: string): string[] {
  const folded = fold(letter)
  const base = folded.length === 1 && /\p{Script=Latin}/u.test(letter) ? folded : ''
  return [...new Set([...letter.normalize('NFC').toLowerCase(), ...base, ...(DIACRITICS[base] ?? '')])]
}

/**
 * Returns the letters of a word with their spellings. A final a or e has no spelling with ą or ę, which would be an
 * inflected form, unless an ending follows (`stem`).
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

/** Returns the pattern of a word in prose, ignoring diacritics. */
export const loose = (word: string, { stem = false } = {}): string =>
  lettersOf(word, stem)
    .map(({ known }) => letterClass(known))
    .join('')

/** Returns the pattern of a word, ignoring diacritics, also if it is percent-encoded as in links. */
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

/** Returns the case-sensitive pattern of a word: the first letter is a capital, the others are in either case. */
export const looseCased = (word: string, { stem = false } = {}): string =>
  lettersOf(word, stem)
    .map(({ letter, known }, i) => {
      const capitals = known.map((one) => one.toUpperCase())
      const letters = i === 0 ? capitals : [...capitals, ...known]
      return /\p{L}/u.test(letter) ? `[${letters.join('')}][${MARKS}]?` : literal(letter)
    })
    .join('')

/** Returns the pattern of the words of a text, joined by the pattern `between`. */
export const words = (text: string, between: string): string =>
  text
    .split(/[\s-]+/)
    .filter(Boolean)
    .map((word) => loose(word))
    .join(between)

/** A condition: not after these characters, unless they are the escaped line break of JSON. */
export const notAfter = (characters: string): string => `(?:(?<![${characters}])|(?<=\\\\[nrt]))`
/** Returns the pattern with the condition that it is not part of a longer word or number. */
export const alone = (pattern: string): string => `${notAfter('[:alnum:]')}${pattern}(?![[:alnum:]${MARKS}])`

// A percent-encoded character other than a letter or digit, such as %2F.
const ENCODED_GAP = '%(?:0[9ad]|2[0-9a-f]|3[a-f]|40|5[b-f]|60|7[b-f]|c2%a0|e2%80%9[0-9])'
/** Word boundaries in an address or a link, where letters and separators may be percent-encoded. */
export const BEFORE = `(?:(?<![[:alnum:]${MARKS}])|(?<=${ENCODED_GAP}|\\\\[nrt]))`
export const AFTER = `(?![[:alnum:]${MARKS}]|%(?:c[3-9a-f]|d[0-9a-f]|e1)%)`

const LOOKAROUND = /^\(\?(?:[=!]|<[=!])/

/** Removes lookaround conditions from an expression. The result matches more, but is several times as fast. */
export function withoutLookaround(pattern: string): string {
  let result = ''
  // The depth of parentheses, and the depth at which the skipped condition began (0: none).
  let [depth, skippedDepth, inBracket] = [0, 0, false]
  for (let i = 0; i < pattern.length; i++) {
    const escaped = pattern[i] === '\\'
    const token = pattern.slice(i, i + (escaped ? 2 : 1))
    if (!escaped && inBracket) {
      // A bracket expression can contain classes such as [:alnum:].
      const named = /^\[:[a-z]+:\]/.exec(pattern.slice(i))?.[0]
      if (skippedDepth === 0) result += named ?? token
      if (named) i += named.length - 1
      else if (token === ']') inBracket = false
      continue
    }
    if (token === '(') {
      depth++
      if (skippedDepth === 0 && LOOKAROUND.test(pattern.slice(i, i + 4))) skippedDepth = depth
    }
    if (token === '[') inBracket = true
    if (skippedDepth === 0) result += token
    if (token === ')') {
      if (skippedDepth === depth) skippedDepth = 0
      depth--
    }
    if (escaped) i++
  }
  return result
}
