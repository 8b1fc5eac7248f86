// The formats of a list, the parameters that choose one, and what writes records in it.

export type Format = 'json' | 'csv' | 'ndjson' | 'geojson' | 'ics' | 'jsonld' | 'vcard' | 'svg'

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
  [filter: string]: unknown
}

/** Writes the records of a list in one format. */
export interface Writer {
  begin: string
  /** The record, as PostgreSQL printed it; `first` until one is written. Throws if the format cannot write it. */
  record: (json: string, first: boolean) => string
  /** Hears of a record that could not be written. */
  leftOut?: () => void
  /** Called when all records are written. */
  end: () => string
}

/** A writer that leaves a record out when the format cannot write it, and logs that. It never throws for a record. */
export interface ListWriter {
  begin: string
  record: (json: string) => string
  end: () => string
}
