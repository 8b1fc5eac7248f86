// Reads e-mail addresses as people and spreadsheets write them.
import type { Unreadable } from '../../../records/define-imports.ts'

const SEVERAL: Unreadable = {
  code: 'several_values',
  detail: {
    pl: 'Komórka może zawierać tylko jeden adres e-mail. Drugi należy podać w osobnym wierszu.',
    en: 'The cell may contain one e-mail address only. State the other one in a row of its own.'
  }
}

/**
 * Returns the address without `mailto:`, brackets, spaces around @ and a dot at its end, with the domain in lower case.
 * A text that is no address is returned unchanged, and refused later.
 */
export function readEmail(text: string): string | Unreadable {
  const [, bracketed = text] = /<([^<>]+)>$/.exec(text) ?? []
  const plain = bracketed
    .replace(/^(e-?mail:? ?|mailto:)/i, '')
    .replace(/ ?(@|\(at\)|\[at\]) ?/i, '@')
    .replace(/[.,;]+$/, '')
    .trim()
  if (plain.split('@').length > 2) return SEVERAL
  if (!plain.includes('@')) return text
  return plain.replace(/@.*$/, (domain) => domain.toLowerCase())
}
