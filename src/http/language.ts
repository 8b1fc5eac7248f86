import Negotiator from 'negotiator'
import type { Text } from './errors.ts'

export type Language = keyof Text

/** Returns the language of a response by Accept-Language (RFC 9110 12.5.4). Default: Polish. */
export function languageOf(headers: { 'accept-language'?: string | undefined }): Language {
  return (new Negotiator({ headers }).language(['pl', 'en']) as Language | undefined) ?? 'pl'
}
