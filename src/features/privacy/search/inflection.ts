// Finds inflected mentions of a name. Polish names change their endings, so a mention is recognised by its stem. Such a
// place is only listed for a check and never erased.
import { hasLetters, type Name, partsOf } from './handles.ts'
import { anyOf, BLANK, loose, looseCased, MARKS, notAfter } from './letters.ts'

export const MIN_STEM_LENGTH = 2
export const MAX_ENDING_LENGTH = 3
// A shorter stem begins too many words, so it must have a capital letter.
const MIN_UNCASED_STEM_LENGTH = 4
/** Number of letters by which an inflected name may be longer than the name: Piotr, Piotrowi; Nowak, Nowakowie. */
const MAX_ADDED_LETTERS = { given: 3, family: 4 }

const TITLES = [
  '[Pp]an(?:i|a|u|em|ią|ie|owie|ów|om|ami)?',
  'PAN(?:I|A|U|EM|IĄ)?',
  '[Pp]ańs?tw(?:o|a|u|em)',
  '[Pp]{1,2}\\.',
  '[Dd]r\\.?',
  '[Hh]ab\\.',
  '[Pp]rof(?:\\.|esor(?:a|owi|em|ze|ka|ki|ce|kę|ką)?)',
  '[Mm]gr\\.?',
  '[Ii]nż\\.',
  '[Dd]yr(?:\\.|ektor(?:a|owi|em|ze|ka|ki|ce|kę|ką)?)',
  '[Kk]ier(?:\\.|owni(?:k|ka|kowi|kiem|ku|czka|czki|czce|czkę|czką))',
  '[Pp]rez(?:\\.|es(?:a|owi|em|ie|ka|ki|ce|kę|ką)?)',
  '[Rr]edaktor(?:a|owi|em|ze|ka|ki|ce|kę|ką)?'
]

const stemOf = (part: string): string => {
  const letters = [...part.normalize('NFC')]
  return letters.slice(0, Math.max(MIN_STEM_LENGTH, letters.length - MAX_ENDING_LENGTH)).join('')
}

/** Returns the pattern of a stem with any ending. Nasal vowels can alternate, as in «Dąb» and «Dęba». */
function inflected(part: string, addedLetters: number, spell: typeof loose): string {
  const stem = stemOf(part)
  const maxEnding = Math.max(0, part.normalize('NFC').length - stem.length) + addedLetters
  const nasal = spell(stem, { stem: true })
    .replaceAll('[aą]', '[aąeę]')
    .replaceAll('[AĄaą]', '[AĄEĘaąeę]')
    .replaceAll('[AĄ]', '[AĄEĘ]')
  return `${nasal}[[:alpha:]${MARKS}]{0,${maxEnding}}`
}

const alone = (pattern: string): string => `${notAfter('[:alnum:]')}${pattern}(?![[:alnum:]${MARKS}])`

export interface Inflections {
  /** Given and family name side by side, ignoring case. Only for long stems. */
  adjacent: string[]
  /** The same with capital letters, and an initial or title beside the family name. Case-sensitive. */
  cased: string[]
  /** A title before the uninflected family name, or a given name before an initial. Case-sensitive. */
  weak: string[]
}

/** Returns patterns of inflected names in prose, and of mentions that are not enough to identify a person. */
export function inflectionsOf(names: Name[]): Inflections {
  const found: Inflections = { adjacent: [], cased: [], weak: [] }
  for (const name of names.filter(hasLetters)) {
    const [givens, families] = [partsOf(name.given), partsOf(name.family)]
    for (const [spell, shortest, patterns] of [
      [loose, MIN_UNCASED_STEM_LENGTH, found.adjacent],
      [looseCased, MIN_STEM_LENGTH, found.cased]
    ] as const) {
      const [first, last] = [givens, families].map((parts) => parts.filter((part) => stemOf(part).length >= shortest))
      if (!first?.length || !last?.length) continue
      const one = anyOf(first.map((part) => inflected(part, MAX_ADDED_LETTERS.given, spell)))
      const other = anyOf(last.map((part) => inflected(part, MAX_ADDED_LETTERS.family, spell)))
      patterns.push(alone(`${one}${BLANK}+${other}`), alone(`${other},?${BLANK}+${one}`))
    }
    const initials = givens.map((part) => [...part.replace(/^[^\p{L}]+/u, '')][0] ?? '').map((part) => looseCased(part))
    const initial = `${anyOf(initials)}\\.`
    const cased = anyOf(families.map((part) => inflected(part, MAX_ADDED_LETTERS.family, looseCased)))
    const title = `${anyOf(TITLES)}${BLANK}+`
    found.cased.push(
      alone(`${initial}${BLANK}*${cased}`),
      alone(`${cased}${BLANK}+${initial}`),
      alone(`${title}${cased}`)
    )
    found.weak.push(alone(`${title}${anyOf(families.map((part) => looseCased(part)))}`))
    const capital = anyOf(families.map((part) => looseCased([...part][0] ?? '')))
    found.weak.push(`${notAfter('[:alnum:]')}${anyOf(givens.map((part) => looseCased(part)))}${BLANK}+${capital}\\.`)
  }
  return found
}
