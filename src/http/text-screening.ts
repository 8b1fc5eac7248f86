// Which characters text may hold. Text is refused, never repaired: what was sent is what is kept and shown. Unicode's own properties decide.
import type { Fault, Text } from './errors.ts'
import { type Path, quote, subjectAt, toPointer } from './pointer.ts'

/** What is wrong with a text: a code, and a predicate for a sentence about it. */
export interface Flaw {
  code: string
  pl: string
  en: string
}

const flaws: [RegExp, string, Text][] = [
  [/\p{Cs}/u, 'lone_surrogate', { pl: 'zawiera połowę znaku', en: 'holds half of a character' }],
  // Every text of the registry is a name or a remark of one line, and goes through spreadsheets.
  [
    /[\n-\r\u0085\p{Zl}\p{Zp}]/u,
    'line_break',
    {
      pl: 'zawiera koniec wiersza, a tekst musi się mieścić w jednym wierszu',
      en: 'holds a line break, and text must be of one line'
    }
  ],
  [/\p{Cc}/u, 'control_character', { pl: 'zawiera znak sterujący', en: 'holds a control character' }],
  [
    /\p{Bidi_Control}/u,
    'bidi_character',
    { pl: 'zawiera znak, który zmienia kierunek pisma', en: 'holds a character that changes the direction of text' }
  ],
  [
    /\p{Default_Ignorable_Code_Point}/u,
    'invisible_character',
    { pl: 'zawiera niewidoczny znak', en: 'holds an invisible character' }
  ],
  // U+FFFD stands for a letter that a wrong encoding has already cost.
  [
    /[\p{Noncharacter_Code_Point}\p{Co}\ufffd]/u,
    'not_a_character',
    { pl: 'zawiera kod, który nie oznacza żadnego znaku', en: 'holds a code that means no character' }
  ]
]

// Longer runs are no text of any language (UAX #15, stream-safe format), and the time that normalising them takes grows with their square.
const MARKS = /\p{M}{31}/u

/** What is wrong with the characters of a text; undefined when nothing is. */
export function flawOf(text: string): Flaw | undefined {
  if (/^[ -~]*$/.test(text)) return undefined
  for (const [pattern, code, { pl, en }] of flaws) {
    const found = pattern.exec(text)?.[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')
    if (found) return { code, pl: `${pl} (U+${found})`, en: `${en} (U+${found})` }
  }
  if (!MARKS.test(text) && text === text.normalize('NFC')) return undefined
  return {
    code: 'not_nfc',
    pl: 'zawiera litery zapisane jako kilka znaków; tekst należy przesłać w postaci NFC',
    en: 'holds letters written as several characters; text is to be sent in the form NFC'
  }
}

/** The faults of all texts and names in a body, at most as many as asked for. Walks without recursion. */
export function screenBody(body: unknown, most: number): Fault[] {
  const faults: Fault[] = []
  const hold = (path: Path, subject: Text, flaw: Flaw | undefined) => {
    if (flaw)
      faults.push({
        pointer: toPointer(path),
        code: flaw.code,
        detail: { pl: `${subject.pl} ${flaw.pl}.`, en: `${subject.en} ${flaw.en}.` }
      })
  }
  const queue: { value: unknown; path: Path }[] = [{ value: body, path: [] }]
  for (let next = queue.pop(); next && faults.length < most; next = queue.pop()) {
    const { value, path } = next
    if (typeof value === 'string') hold(path, subjectAt(path), flawOf(value))
    if (typeof value !== 'object' || value === null) continue
    const steps: Path = Array.isArray(value) ? [...value.keys()] : Object.keys(value)
    for (const step of steps.toReversed()) {
      // The pointer leads to the object, since a name with a flaw leads nowhere.
      if (typeof step === 'string')
        hold(path, { pl: `Nazwa pola ${quote(step)}`, en: `The field name ${quote(step)}` }, flawOf(step))
      queue.push({ value: (value as Record<string | number, unknown>)[step], path: [...path, step] })
    }
  }
  return faults.slice(0, most)
}
