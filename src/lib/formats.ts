// The representations beside JSON, written record by record, so that a list of any length goes out in constant memory.
import type { FastifyRequest } from 'fastify'
import { CALENDAR_BEGIN, CALENDAR_END } from './calendar.ts'
import { csvLines } from './csv.ts'
import { CONTEXT, printed } from './linked-data.ts'
import type { ListQuery } from './list-parameters.ts'
import { asFeatures, type Selection } from './list-query.ts'
import { type Mapping, mapWriter } from './map.ts'
import { chooseType } from './representation.ts'
import type { Rendition, Resource } from './resource.ts'

export type Format = 'json' | 'csv' | 'ndjson' | 'geojson' | 'ics' | 'jsonld' | 'vcard' | 'svg'

export const mediaTypes: Record<Format, string> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
  ndjson: 'application/x-ndjson; charset=utf-8',
  geojson: 'application/geo+json; charset=utf-8',
  ics: 'text/calendar; charset=utf-8',
  jsonld: 'application/ld+json; charset=utf-8',
  vcard: 'text/vcard; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8'
}

const bare = (format: Format): string => mediaTypes[format].split(';')[0] as string

/** The one of the formats that is asked for: by `format`, else by Accept, where a further type stands for JSON. Throws 406. */
export function negotiate<F extends Format>(request: FastifyRequest, formats: readonly F[], ...further: string[]): F | 'json' {
  const { format } = request.query as { format?: F }
  if (format) return format
  const chosen = chooseType(request, [...formats.map(bare), ...further])
  return formats.find((format) => bare(format) === chosen) ?? 'json'
}

/** Header that names the file in which a browser may save the answer; `name` is a path or an identifier, and so needs no quoting. */
export const savedAs = (name: string, format: Format): { 'content-disposition': string } => ({
  'content-disposition': `inline; filename="${name}.${format === 'vcard' ? 'vcf' : format}"`
})

const renditions = { ics: 'calendar', jsonld: 'linked', vcard: 'card' } as const

const renditionOf = (resource: Resource, format: Format): Rendition<unknown> | undefined =>
  format === 'ics' || format === 'jsonld' || format === 'vcard' ? resource[renditions[format]] : undefined

const rendered = (resource: Resource) => (['ics', 'jsonld', 'vcard'] as const).filter((format) => resource[renditions[format]])

/** The formats of a list. */
export const formatsOf = (resource: Resource): Format[] => [
  'json',
  'csv',
  'ndjson',
  ...(resource.place ? (['geojson'] as const) : []),
  ...rendered(resource),
  ...(resource.map ? (['svg'] as const) : [])
]

/** The formats of a list within a record. */
export const partFormats: Format[] = ['json', 'csv', 'ndjson']

/** The formats of one record. */
export const recordFormatsOf = (resource: Resource): Format[] => ['json', ...rendered(resource)]

/** The resource as the format needs it: with coordinates, or with columns beside those of the record. */
export function sourceOf(resource: Resource, format: Format): Resource {
  if (format === 'geojson' || format === 'svg') return asFeatures(resource)
  const columns = renditionOf(resource, format)?.columns
  return columns ? { ...resource, columns: { ...resource.columns, ...columns } } : resource
}

/** What is asked of the list, with what the format needs beside it. */
export function selectionOf(resource: Resource, format: Format, selection: Selection): Selection {
  const rendition = renditionOf(resource, format)
  return {
    ...selection,
    ...(rendition?.include && { include: rendition.include }),
    ...(rendition?.current && { as_of: selection.as_of ?? todayInPoland() })
  }
}

const todayInPoland = (): string => new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Warsaw' })

export interface Writer {
  begin: string
  /** The record, as PostgreSQL printed it. */
  record: (json: string, first: boolean) => string
  /** Asked for when all records are written. */
  end: () => string
}

/** What tells how a record is written. */
type Written = Pick<Resource, 'record' | 'map' | 'calendar' | 'card' | 'linked'>

/** Writes the records of a list, or one alone, in any format but JSON, which comes in pages. `base` goes before the path of a link. */
export function writerOf(resource: Written, format: Exclude<Format, 'json'>, query: ListQuery, base: string): Writer {
  switch (format) {
    case 'csv': {
      const { header, line } = csvLines(resource.record, query.dialect ?? 'rfc4180')
      return { begin: header, record: (json) => line(JSON.parse(json)), end: () => '' }
    }
    case 'ndjson':
      return { begin: '', record: (json) => `${json}\n`, end: () => '' }
    case 'geojson':
      return { begin: '{"type":"FeatureCollection","features":[', record: (json, first) => (first ? json : `,${json}`), end: () => ']}' }
    case 'jsonld': {
      const node = (json: string) => printed(resource.linked?.write(JSON.parse(json) as never, base))
      return { begin: `{"@context":"${CONTEXT}","@graph":[`, record: (json, first) => (first ? '' : ',') + node(json), end: () => ']}' }
    }
    case 'vcard':
      return { begin: '', record: (json) => resource.card?.write(JSON.parse(json) as never, base) ?? '', end: () => '' }
    case 'svg':
      return mapWriter(resource.map as Mapping, query)
    case 'ics':
      return { begin: CALENDAR_BEGIN, record: (json) => resource.calendar?.write(JSON.parse(json) as never, base) ?? '', end: () => CALENDAR_END }
  }
}

/** One record in any format but JSON. */
export function writeRecord(resource: Written, format: Exclude<Format, 'json'>, query: ListQuery, json: string, base: string): string {
  if (format === 'jsonld') return printed({ '@context': CONTEXT, ...resource.linked?.write(JSON.parse(json) as never, base) })
  const { begin, record, end } = writerOf(resource, format, query, base)
  return begin + record(json, true) + end()
}
