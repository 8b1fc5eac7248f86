// The representations beside JSON, written record by record, so that a list of any length goes out in constant memory.
import type { FastifyBaseLogger, FastifyRequest } from 'fastify'
import { ApiError } from '../../http/errors.ts'
import { chooseType } from '../../http/representation.ts'
import type { Mapping, Rendition, Resource } from '../define.ts'
import { asFeatures, type Selection } from '../read/query.ts'
import { CALENDAR_BEGIN, CALENDAR_END } from './calendar.ts'
import { csvLines } from './csv.ts'
import type { Format, ListQuery, ListWriter, Writer } from './format.ts'
import { CONTEXT, printed } from './linked-data.ts'
import { mapWriter } from './map.ts'

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

export const PARTIAL = 'application/vnd.konwent.partial+json'

const bare = (format: Format): string => mediaTypes[format].split(';')[0] as string

/** The one of the formats that is asked for: by `format`, else by Accept, where a further type stands for JSON. Throws 406. */
export function negotiate<F extends Format>(
  request: FastifyRequest,
  formats: readonly F[],
  ...further: string[]
): F | 'json' {
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

const rendered = (resource: Resource) =>
  (['ics', 'jsonld', 'vcard'] as const).filter((format) => resource[renditions[format]])

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

/** The format that a request chose, with all that follows from it. */
export interface Chosen {
  format: Format
  type: string
  /** The resource as the format needs it: with coordinates, or with columns beside those of the record. */
  source: Resource
  rendition: Rendition<unknown> | undefined
  /** The selection with what the format needs beside it. */
  select: (selection: Selection) => Selection
  /** Headers that name the file in which a browser may save the response; none for JSON. */
  savedAs: (name: string) => Record<string, string>
}

/** Chooses the format of a response, once for each request. Throws 406. */
export function chooseFormat(request: FastifyRequest, resource: Resource, formats: readonly Format[]): Chosen {
  const format = negotiate(request, formats, PARTIAL)
  const { fields } = request.query as ListQuery
  return {
    format,
    type: format === 'json' && fields ? PARTIAL : mediaTypes[format],
    source: sourceOf(resource, format),
    rendition: renditionOf(resource, format),
    select: (selection) => selectionOf(resource, format, selection),
    savedAs: (name) => (format === 'json' ? {} : savedAs(name, format))
  }
}

function sourceOf(resource: Resource, format: Format): Resource {
  if (format === 'geojson' || format === 'svg') return asFeatures(resource)
  const columns = renditionOf(resource, format)?.columns
  return columns ? { ...resource, columns: { ...resource.columns, ...columns } } : resource
}

function selectionOf(resource: Resource, format: Format, selection: Selection): Selection {
  const rendition = renditionOf(resource, format)
  return {
    ...selection,
    ...(rendition?.include && { include: rendition.include }),
    ...(rendition?.current && { as_of: selection.as_of ?? todayInPoland() })
  }
}

const todayInPoland = (): string => new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Warsaw' })

/** What tells how a record is written. */
type Written = Pick<Resource, 'name' | 'record' | 'map' | 'calendar' | 'card' | 'linked'>

/** What a list or a record is written with, beside its rows. `base` goes before the path of a link. */
export interface WriterContext {
  resource: Written
  format: Exclude<Format, 'json'>
  query: ListQuery
  base: string
  log: FastifyBaseLogger
}

/** Writes the records of a list in any format but JSON, which comes in pages. A broken record is left out. */
export function writerOf(context: WriterContext): ListWriter {
  const { begin, record, leftOut, end } = strictWriterOf(context)
  let first = true
  return {
    begin,
    record: (json) => {
      try {
        const text = record(json, first)
        first = false
        return text
      } catch (error) {
        logUnwritable(context, json, error)
        leftOut?.()
        return ''
      }
    },
    end
  }
}

/** One record in any format but JSON. Throws 406 when the format cannot write the record. */
export function writeRecord(context: WriterContext, json: string): string {
  try {
    const { begin, record, end } = strictWriterOf(context)
    if (context.format === 'jsonld')
      return printed({
        '@context': CONTEXT,
        ...context.resource.linked?.write(JSON.parse(json), context.base)
      })
    return begin + record(json, true) + end()
  } catch (error) {
    logUnwritable(context, json, error)
    const { format } = context
    const detail = {
      pl: `Tego rekordu nie można zapisać w formacie ${format}. Jest dostępny w formacie json.`,
      en: `This record cannot be written in the format ${format}. It is available in the format json.`
    }
    throw new ApiError('not_acceptable', detail, { cause: error })
  }
}

function strictWriterOf({ resource, format, query, base }: WriterContext): Writer {
  switch (format) {
    case 'csv': {
      const { header, line } = csvLines(resource.record, query.dialect ?? 'rfc4180')
      return { begin: header, record: (json) => line(JSON.parse(json)), end: () => '' }
    }
    case 'ndjson':
      return { begin: '', record: (json) => `${json}\n`, end: () => '' }
    case 'geojson':
      return {
        begin: '{"type":"FeatureCollection","features":[',
        record: (json, first) => (first ? json : `,${json}`),
        end: () => ']}'
      }
    case 'jsonld': {
      const node = (json: string) => printed(resource.linked?.write(JSON.parse(json), base))
      return {
        begin: `{"@context":"${CONTEXT}","@graph":[`,
        record: (json, first) => (first ? '' : ',') + node(json),
        end: () => ']}'
      }
    }
    case 'vcard':
      return { begin: '', record: (json) => resource.card?.write(JSON.parse(json), base) ?? '', end: () => '' }
    case 'svg':
      return mapWriter(resource.map as Mapping, query)
    case 'ics':
      return {
        begin: CALENDAR_BEGIN,
        record: (json) => resource.calendar?.write(JSON.parse(json), base) ?? '',
        end: () => CALENDAR_END
      }
  }
}

const STACK_FRAMES = 3

/** Logs which record a format cannot write, and where the code failed. The message of an error may repeat a value. */
function logUnwritable({ resource: { name }, format, log }: WriterContext, json: string, error: unknown): void {
  const { name: kind, stack = '' } = error instanceof Error ? error : new Error()
  const at = stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, STACK_FRAMES)
  log.warn(
    { type: name, id: idIn(json), format, error: kind, at: at.map((line) => line.trim()) },
    'a record was left out: the format cannot write it'
  )
}

/** Id of a record or of a GeoJSON feature; its code or number when it has no id. */
function idIn(json: string): unknown {
  try {
    const { id, code, no } = JSON.parse(json) as Record<string, unknown>
    return id ?? code ?? no ?? null
  } catch {
    return null
  }
}
