// Patterns of contact values in texts.
import { readPhone } from '../../contacts/rules.ts'
import { literal, notAfter } from './letters.ts'

// Shorter numbers, such as the extension «wew. 12», are everywhere and identify nobody.
const MIN_PHONE_DIGITS = 7

/** Returns the pattern of an e-mail address. */
export const emailPattern = (address: string): string =>
  `${notAfter('[:alnum:]._%+-')}${literal(address)}(?![[:alnum:]-]|\\.[[:alnum:]])`

/**
 * Returns the pattern of a phone number, with or without the prefix of Poland, with its digits grouped in any way.
 * Spreadsheets drop the plus of the prefix.
 */
export function phonePatterns(text: string): string[] {
  const digits = readPhone(text)?.national ?? text.replace(/\D/g, '')
  if (digits.length < MIN_PHONE_DIGITS) return []
  const between = '[\\s\u00a0\u202f().-]*'
  return [`(?:(?:\\+|00|(?<![[:digit:]]))48${between}|(?<![[:digit:]])\\(?)${[...digits].join(between)}(?![[:digit:]])`]
}
