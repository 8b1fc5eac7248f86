// Inflected mentions: Polish names change their endings, so that a mention is recognised by its stem. It is only ever
// a place to check.
import { type Name, partsOf, tells } from './handles.ts'
import { anyOf, BLANK, loose, looseCased, MARKS, notAfter } from './letters.ts'

export const SHORTEST_STEM = 2
export const LONGEST_ENDING = 3
// A shorter stem begins too many words: it has to have a capital.
const TELLING_STEM = 4
/** By how many letters an inflected name may be longer than the name: Piotr, Piotrowi; Nowak, Nowakowie. */
const LONGER = { given: 3, family: 4 }

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
  return letters.slice(0, Math.max(SHORTEST_STEM, letters.length - LONGEST_ENDING)).join('')
}

/** The stem of a name with any ending of Polish. In «Dąb» and «Dęba» the two nasal vowels change places. */
function inflected(part: string, longer: number, spell: typeof loose): string {
  const stem = stemOf(part)
  const most = Math.max(0, part.normalize('NFC').length - stem.length) + longer
  const nasal = spell(stem, { stem: true })
    .replaceAll('[aą]', '[aąeę]')
    .replaceAll('[AĄaą]', '[AĄEĘaąeę]')
    .replaceAll('[AĄ]', '[AĄEĘ]')
  return `${nasal}[[:alpha:]${MARKS}]{0,${most}}`
}

const alone = (pattern: string): string => `${notAfter('[:alnum:]')}${pattern}(?![[:alnum:]${MARKS}])`

export interface Inflections {
  /** Given and family name side by side, without regard to case; only if the stems are long. */
  adjacent: string[]
  /** The same with capitals, and initial or title beside the family name, inflected or not; with regard to case. */
  cased: string[]
  /** Title before the family name as it is, and given name before an initial; with regard to case. */
  weak: string[]
}

/** How the names stand inflected in running text, and with too little beside them to be sure. */
export function inflectionsOf(names: Name[]): Inflections {
  const found: Inflections = { adjacent: [], cased: [], weak: [] }
  for (const name of names.filter(tells)) {
    const [givens, families] = [partsOf(name.given), partsOf(name.family)]
    for (const [spell, shortest, patterns] of [
      [loose, TELLING_STEM, found.adjacent],
      [looseCased, SHORTEST_STEM, found.cased]
    ] as const) {
      const [first, last] = [givens, families].map((parts) => parts.filter((part) => stemOf(part).length >= shortest))
      if (!first?.length || !last?.length) continue
      const one = anyOf(first.map((part) => inflected(part, LONGER.given, spell)))
      const other = anyOf(last.map((part) => inflected(part, LONGER.family, spell)))
      patterns.push(alone(`${one}${BLANK}+${other}`), alone(`${other},?${BLANK}+${one}`))
    }
    const initials = givens.map((part) => [...part.replace(/^[^\p{L}]+/u, '')][0] ?? '').map((part) => looseCased(part))
    const initial = `${anyOf(initials)}\\.`
    const cased = anyOf(families.map((part) => inflected(part, LONGER.family, looseCased)))
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
