// Types of the formats: their names, the query parameters of a list, and the writers of records.

import type { CardVersion } from './vcard.ts'

export type Format = 'json' | 'csv' | 'xlsx' | 'ndjson' | 'geojson' | 'ics' | 'jsonld' | 'vcard' | 'svg'

export interface ListQuery {
  fields?: string[]
  include?: string[]
  as_of?: string
  certainty?: 'certain' | 'possible'
  q?: string
  updated_since?: string
  sort?: string[]
  limit?: number
  cursor?: string
  count?: 'exact'
  format?: Format
  dialect?: 'rfc4180' | 'excel-pl'
  lang?: 'pl' | 'en'
  version?: CardVersion
  [filter: string]: unknown
}

/** Writes the records of a list in one format. It may throw for a record; ListWriter does not. */
export interface Writer {
  begin: string
  /** Writes one record from its JSON. `first` is true until a record has been written. */
  record: (json: string, first: boolean) => string
  /** Called for each record that could not be written. */
  onSkipped?: () => void
  /** Called after all records. */
  end: () => string
}

/** A writer that skips and logs a record that the format cannot write. */
export interface ListWriter {
  begin: string
  record: (json: string) => string
  end: () => string
}
