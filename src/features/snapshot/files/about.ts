// Facts in a snapshot file about itself: time, position in the change feed, sources and licences.
import type { Text } from '../../../http/errors.ts'
import type { Language } from '../../../http/language.ts'

/** Facts about a snapshot, from the first line of its NDJSON. */
export interface Meta {
  cursor: string
  count: number
  taken_at: string
}

export const next = (cursor: string): string => `/v1/changes?after=${cursor}`

const NOTE: Text = {
  pl:
    'Publiczne dane rejestru Konwentu Centrów Usług Społecznych. Źródła wymienia tabela source. Współrzędne oznaczone ' +
    'geonames-seat pochodzą z GeoNames (www.geonames.org), na licencji CC BY 4.0. Dane usunięte później z rejestru ' +
    'trzeba usunąć także z kopii: wymieniają je zmiany pod adresem changes.',
  en:
    'Public data of the registry of the Konwent Centrów Usług Społecznych. The table source lists the sources. ' +
    'Coordinates marked geonames-seat are from GeoNames (www.geonames.org), under CC BY 4.0. Data that is erased from ' +
    'the registry later must be deleted from copies too: the changes at the address changes name it.'
}

/** Returns names and values of the facts. `base` precedes the address of the changes. */
export const aboutSnapshot = (
  { taken_at, cursor, count }: Meta,
  base: string,
  language: Language
): [string, string][] => [
  ['taken_at', taken_at],
  ['count', String(count)],
  ['cursor', cursor],
  ['changes', base + next(cursor)],
  ['note', NOTE[language]]
]
