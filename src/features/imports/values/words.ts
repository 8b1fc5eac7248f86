// Reads words that stand for a value: yes and no, and the labels of vocabularies in any case and grammatical gender.
import type { Unreadable } from '../../../records/define-imports.ts'
import { fold, stem } from '../../../records/polish.ts'
import { termsOf, type Vocabulary } from '../../../records/vocabulary.ts'

const YES = new Set(['tak', 't', 'true', 'prawda', 'yes', 'y', '1'])
const NO = new Set(['nie', 'n', 'false', 'falsz', 'no', '0'])

/** Returns `true` or `false`, or the reason why the text means neither. */
export function readBoolean(text: string): boolean | Unreadable {
  const word = fold(text)
  if (YES.has(word)) return true
  if (NO.has(word)) return false
  return {
    code: 'invalid_type',
    detail: {
      pl: 'Komórka musi zawierać «tak» albo «nie» (także true, false, 1, 0). Inny znak, np. «x», nie jest jednoznaczny.',
      en: 'The cell must contain yes or no (also true, false, 1, 0). Another mark, such as x, has no single meaning.'
    }
  }
}

const stems = (folded: string): string => folded.split(' ').map(stem).join(' ')

/** Returns the texts by which a label is known: the whole, its alternatives, and it without parentheses. */
function formsOf(label: string): string[] {
  const bare = label.replace(/\([^()]*\)/g, ' ')
  const [, remark = ''] = /\(([^()]*)\)/.exec(label) ?? []
  const abbreviation = /^[\p{Lu}.]+$/u.test(remark) ? [remark] : []
  return [label, bare, ...bare.split(' / '), ...abbreviation]
}

/** Returns a function that reads a value of a vocabulary. `words` are further words with their values. */
export function wordReader(vocabulary: Vocabulary, words: Readonly<Record<string, string>> = {}) {
  const values = termsOf(vocabulary)
  const codes = new Map(values.map((value) => [fold(value), value]))
  const labels = values.flatMap((value): [string, string][] => {
    const { pl, en } = vocabulary.terms[value] as { pl: string; en: string }
    return [...formsOf(pl), ...formsOf(en)].map((form) => [fold(form), value])
  })
  const exact = unambiguous([
    ...labels,
    ...Object.entries(words).map(([word, value]): [string, string] => [fold(word), value])
  ])
  const inflected = unambiguous([...exact].map(([form, value]) => [stems(form), value]))
  return (text: string): string | Unreadable => {
    const found = [text, text.replace(/\([^()]*\)/g, ' ')].map(fold).flatMap((word) => {
      const value = codes.get(word) ?? exact.get(word) ?? inflected.get(stems(word))
      return value ?? []
    })
    return found[0] ?? unknownWord(vocabulary)
  }
}

/** Returns the entries whose key has one value only. */
function unambiguous(entries: readonly [string, string][]): ReadonlyMap<string, string> {
  const all = Map.groupBy(entries, ([form]) => form)
  return new Map(
    [...all].flatMap(([form, found]): [string, string][] => {
      const values = new Set(found.map(([, value]) => value))
      return form !== '' && values.size === 1 ? [[form, [...values][0] as string]] : []
    })
  )
}

function unknownWord(vocabulary: Vocabulary): Unreadable {
  const list = (language: 'pl' | 'en') =>
    Object.entries(vocabulary.terms)
      .map(([value, label]) => `${value} (${label[language]})`)
      .join(', ')
  return {
    code: 'unknown_value',
    detail: { pl: `Nieznana wartość. Możliwe: ${list('pl')}.`, en: `Unknown value. Possible: ${list('en')}.` }
  }
}
