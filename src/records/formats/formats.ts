// The formats other than JSON. They are written record by record, so a list of any length needs constant memory.
import type { FastifyBaseLogger, FastifyRequest } from 'fastify'
import { ApiError } from '../../http/errors.ts'
import { preferredType } from '../../http/media-types.ts'
import { chooseType } from '../../http/representation.ts'
import { todayInPoland } from '../bounds.ts'
import type { Mapping, Rendition, Resource, Untyped } from '../define.ts'
import { asFeatures, type Selection } from '../read/query.ts'
import { CALENDAR_BEGIN, CALENDAR_END } from './calendar.ts'
import { columnsOf, csvLines, valueIn } from './csv.ts'
import type { Format, ListQuery, ListWriter, Writer } from './format.ts'
import { CONTEXT, scriptSafeJson } from './linked-data.ts'
import { mapWriter } from './map.ts'
import { tableColumns } from './table.ts'
import { type Card, type CardVersion, cardText, cardVersions } from './vcard.ts'
import { packWorkbook } from './workbook/pack.ts'
import { WORKBOOK_TYPE } from './workbook/parts.ts'
import { sheetColumn, sheetWriter } from './workbook/sheet.ts'

export const mediaTypes: Record<Format, string> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
  xlsx: WORKBOOK_TYPE,
  ndjson: 'application/x-ndjson; charset=utf-8',
  geojson: 'application/geo+json; charset=utf-8',
  ics: 'text/calendar; charset=utf-8',
  jsonld: 'application/ld+json; charset=utf-8',
  vcard: 'text/vcard; charset=utf-8; version=4.0',
  svg: 'image/svg+xml; charset=utf-8'
}

/** Media types of vCard by version. */
const cardTypes: Record<CardVersion, string> = {
  '4.0': mediaTypes.vcard,
  '3.0': 'text/vcard; charset=utf-8; version=3.0'
}

export const PARTIAL = 'application/vnd.konwent.partial+json'

/**
 * Returns the format that the request chooses with `format` or else with Accept. The further media types mean JSON.
 * Throws 406.
 */
export function negotiate<F extends Format>(
  request: FastifyRequest,
  formats: readonly F[],
  ...further: string[]
): F | 'json' {
  const { format } = request.query as { format?: F }
  if (format) return format
  const chosen = chooseType(request, [...formats.flatMap(typesOf), ...further])
  return formats.find((format) => typesOf(format).includes(chosen)) ?? 'json'
}

/** Returns the format that a request prefers, without refusing any request. */
export function preferredFormat({ query, headers }: FastifyRequest, formats: readonly Format[]): Format {
  const { format } = query as { format?: unknown }
  if (format !== undefined) return formats.find((each) => each === format) ?? 'json'
  const type = preferredType(headers.accept, [...formats.flatMap(typesOf), PARTIAL])
  return formats.find((each) => type !== undefined && typesOf(each).includes(type)) ?? 'json'
}

const typesOf = (format: Format): string[] => (format === 'vcard' ? Object.values(cardTypes) : [mediaTypes[format]])

/** Returns the version of vCard that the request chooses with `version` or else with Accept. */
function cardVersionOf({ query, choice }: FastifyRequest): CardVersion {
  const { version } = query as ListQuery
  return version ?? cardVersions.find((version) => cardTypes[version] === choice?.type) ?? cardVersions[0]
}

/** Header with the file name for saving the response. `name` is a path or an identifier and needs no escaping. */
export const contentDisposition = (name: string, format: Format): { 'content-disposition': string } => ({
  'content-disposition': `inline; filename="${name}.${format === 'vcard' ? 'vcf' : format}"`
})

const renditions = { ics: 'calendar', jsonld: 'linked', vcard: 'card' } as const

const renditionOf = (resource: Resource, format: Format): Rendition<unknown> | undefined =>
  format === 'ics' || format === 'jsonld' || format === 'vcard' ? resource[renditions[format]] : undefined

const renditionFormatsOf = (resource: Resource) =>
  (['ics', 'jsonld', 'vcard'] as const).filter((format) => resource[renditions[format]])

/** Returns the formats of a list. */
export const formatsOf = (resource: Resource): Format[] => [
  'json',
  'csv',
  'xlsx',
  'ndjson',
  ...(resource.place ? (['geojson'] as const) : []),
  ...renditionFormatsOf(resource),
  ...(resource.map ? (['svg'] as const) : [])
]

/** The formats of a list within a record. */
export const partFormats: Format[] = ['json', 'csv', 'xlsx', 'ndjson']

/** Returns the formats of one record. */
export const recordFormatsOf = (resource: Resource): Format[] => ['json', ...renditionFormatsOf(resource)]

/** The format that a request chose, and everything that depends on it. */
export interface Chosen {
  format: Format
  type: string
  /** Version of the format, if it has several. */
  version?: CardVersion
  /** The resource as the format needs it: as GeoJSON features, or with further columns. */
  source: Resource
  rendition: Rendition<unknown> | undefined
  /** Adds to a selection what the format needs. */
  select: (selection: Selection) => Selection
  /** Packs what the writer of the format has written into a file; absent if that is the file already. */
  pack: Pack | undefined
  /** Headers with the file name for saving the response; none for JSON. */
  contentDisposition: (name: string) => Record<string, string>
}

/** Packs texts into a file, which needs no further compression. */
export type Pack = (texts: AsyncIterable<Buffer> | Iterable<Buffer>) => AsyncGenerator<Buffer>

/** Returns how a format packs its texts, with a title for readers. Undefined if it does not. */
export const packOf = (format: Format, titleOf: () => string): Pack | undefined =>
  format === 'xlsx' ? (xml) => packWorkbook([{ title: titleOf(), xml }]) : undefined

const titleOf = ({ server }: FastifyRequest, path: string): string =>
  server.registry.tags.find(({ name }) => name === path)?.title.pl ?? path

/** Chooses the format of the response to a request. Throws 406. */
export function chooseFormat(request: FastifyRequest, resource: Resource, formats: readonly Format[]): Chosen {
  const format = negotiate(request, formats, PARTIAL)
  const { fields } = request.query as ListQuery
  const version = format === 'vcard' ? cardVersionOf(request) : undefined
  return {
    format,
    type: version ? cardTypes[version] : typeOf(format, fields),
    ...(version && { version }),
    source: sourceOf(resource, format),
    rendition: renditionOf(resource, format),
    select: (selection) => selectionOf(resource, format, selection),
    pack: packOf(format, () => titleOf(request, resource.path)),
    contentDisposition: (name) => (format === 'json' ? {} : contentDisposition(name, format))
  }
}

const typeOf = (format: Format, fields: string[] | undefined): string =>
  format === 'json' && fields ? PARTIAL : mediaTypes[format]

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

/** The part of a resource that describes how its records are written. */
type WritableResource = Pick<Resource, 'name' | 'record' | 'includes' | 'csv' | 'map' | 'calendar' | 'card' | 'linked'>

/** Context for writing a list or a record. `base` precedes the path of a link. */
export interface WriterContext {
  resource: WritableResource
  format: Exclude<Format, 'json'>
  query: ListQuery
  /** Version of the format, if it has several. Default: the newest. */
  version?: CardVersion
  base: string
  log: FastifyBaseLogger
}

/** Returns the writer of a list in a format other than JSON. It skips and logs records that it cannot write. */
export function writerOf(context: WriterContext): ListWriter {
  const { begin, record, onSkipped, end } = strictWriterOf(context)
  let first = true
  return {
    begin,
    record: (json) => {
      try {
        const text = record(json, first)
        first = false
        return text
      } catch (error) {
        // The format has no room for the rest of the list.
        if (error instanceof ApiError) throw error
        logUnwritable(context, json, error)
        onSkipped?.()
        return ''
      }
    },
    end
  }
}

/** Writes one record in a format other than JSON. Throws 406 if the format cannot express the record. */
export function writeRecord(context: WriterContext, json: string): string {
  try {
    const { begin, record, end } = strictWriterOf(context)
    if (context.format === 'jsonld')
      return scriptSafeJson({
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

/** Returns the columns of a table, and the rows of a record. With `fields`, each record is one row. */
function tableOf(resource: WritableResource, query: ListQuery) {
  const { csv } = resource
  if (!csv || query.fields) return { columns: tableColumns(resource, query), rowsOf: (record: Untyped) => [record] }
  return { columns: columnsOf(csv.record), rowsOf: (record: Untyped) => csv.lines(record) }
}

function strictWriterOf({ resource, format, query, base, version = cardVersions[0] }: WriterContext): Writer {
  switch (format) {
    case 'csv': {
      const { columns, rowsOf } = tableOf(resource, query)
      const { header, line } = csvLines(columns, query.dialect ?? 'rfc4180')
      return { begin: header, record: (json) => rowsOf(JSON.parse(json)).map(line).join(''), end: () => '' }
    }
    case 'xlsx': {
      const { columns, rowsOf } = tableOf(resource, query)
      const { begin, row, end } = sheetWriter(columns.map(sheetColumn))
      const rowOf = (record: unknown) => row(columns.map((column) => valueIn(record, column)))
      return { begin, record: (json) => rowsOf(JSON.parse(json)).map(rowOf).join(''), end: () => end }
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
      const node = (json: string) => scriptSafeJson(resource.linked?.write(JSON.parse(json), base))
      return {
        begin: `{"@context":"${CONTEXT}","@graph":[`,
        record: (json, first) => (first ? '' : ',') + node(json),
        end: () => ']}'
      }
    }
    case 'vcard': {
      const write = (card: Card | undefined) => (card ? cardText(card, version) : '')
      return { begin: '', record: (json) => write(resource.card?.write(JSON.parse(json), base)), end: () => '' }
    }
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

const MAX_STACK_FRAMES = 3

/** Logs the record and the place in the code. The error message is not logged, because it may contain personal data. */
function logUnwritable({ resource: { name }, format, log }: WriterContext, json: string, error: unknown): void {
  const { name: kind, stack = '' } = error instanceof Error ? error : new Error()
  const at = stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, MAX_STACK_FRAMES)
  log.warn(
    { type: name, id: idIn(json), format, error: kind, at: at.map((line) => line.trim()) },
    'skipped a record that the format cannot express'
  )
}

/** Returns the id of a record or of a GeoJSON feature, or else its code or number. */
function idIn(json: string): unknown {
  try {
    const { id, code, no } = JSON.parse(json) as Record<string, unknown>
    return id ?? code ?? no ?? null
  } catch {
    return null
  }
}
