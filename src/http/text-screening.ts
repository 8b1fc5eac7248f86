// Checks the characters of text. Invalid text is refused and never repaired, so that stored text is exactly what was
// sent. The rules use Unicode properties.
import type { Fault, Text } from './errors.ts'
import { type Path, quote, subjectAt, toPointer } from './pointer.ts'

/** A fault of a text: its code, and the predicate of a sentence about it. */
export interface Flaw {
  code: string
  pl: string
  en: string
}

const flaws: [RegExp, string, Text][] = [
  [/\p{Cs}/u, 'lone_surrogate', { pl: 'zawiera połowę znaku', en: 'contains half of a character' }],
  // All texts of the registry are single lines, and users edit them in spreadsheets.
  [
    /[\n-\r\u0085\p{Zl}\p{Zp}]/u,
    'line_break',
    {
      pl: 'zawiera koniec wiersza, a tekst musi się mieścić w jednym wierszu',
      en: 'contains a line break, but text must be on one line'
    }
  ],
  [/\p{Cc}/u, 'control_character', { pl: 'zawiera znak sterujący', en: 'contains a control character' }],
  [
    /\p{Bidi_Control}/u,
    'bidi_character',
    { pl: 'zawiera znak, który zmienia kierunek pisma', en: 'contains a character that changes the direction of text' }
  ],
  [
    /\p{Default_Ignorable_Code_Point}/u,
    'invisible_character',
    { pl: 'zawiera niewidoczny znak', en: 'contains an invisible character' }
  ],
  // U+FFFD replaces a letter that was lost in a wrong encoding.
  [
    /[\p{Noncharacter_Code_Point}\p{Co}\ufffd]/u,
    'not_a_character',
    { pl: 'zawiera kod, który nie oznacza żadnego znaku', en: 'contains a code that is not a character' }
  ]
]

// Longer runs of marks occur in no language (UAX #15, stream-safe format), and normalising them takes quadratic time.
const TOO_MANY_MARKS = /\p{M}{31}/u

/** Returns the first fault in the characters of a text; undefined if there is none. */
export function flawOf(text: string): Flaw | undefined {
  if (/^[ -~]*$/.test(text)) return undefined
  for (const [pattern, code, { pl, en }] of flaws) {
    const found = pattern.exec(text)?.[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')
    if (found) return { code, pl: `${pl} (U+${found})`, en: `${en} (U+${found})` }
  }
  if (!TOO_MANY_MARKS.test(text) && text === text.normalize('NFC')) return undefined
  return {
    code: 'not_nfc',
    pl: 'zawiera litery zapisane jako kilka znaków; tekst należy przesłać w postaci NFC',
    en: 'contains letters written as several characters; text must be sent in the form NFC'
  }
}

/** Returns the faults of all texts and names in a body, at most `maxFaults`. It walks the body without recursion. */
export function screenBody(body: unknown, maxFaults: number): Fault[] {
  const faults: Fault[] = []
  const report = (path: Path, subject: Text, flaw: Flaw | undefined) => {
    if (flaw)
      faults.push({
        pointer: toPointer(path),
        code: flaw.code,
        detail: { pl: `${subject.pl} ${flaw.pl}.`, en: `${subject.en} ${flaw.en}.` }
      })
  }
  const queue: { value: unknown; path: Path }[] = [{ value: body, path: [] }]
  for (let next = queue.pop(); next && faults.length < maxFaults; next = queue.pop()) {
    const { value, path } = next
    if (typeof value === 'string') report(path, subjectAt(path), flawOf(value))
    if (typeof value !== 'object' || value === null) continue
    const steps: Path = Array.isArray(value) ? [...value.keys()] : Object.keys(value)
    for (const step of steps.toReversed()) {
      // The pointer names the object, because a pointer with an invalid name could not be resolved.
      if (typeof step === 'string')
        report(path, { pl: `Nazwa pola ${quote(step)}`, en: `The field name ${quote(step)}` }, flawOf(step))
      queue.push({ value: (value as Record<string | number, unknown>)[step], path: [...path, step] })
    }
  }
  return faults.slice(0, maxFaults)
}
