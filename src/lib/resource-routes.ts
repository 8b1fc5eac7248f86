// Mounts a resource: its list, one record, and its sub-lists under other records, each with its whole contract.
import { type TObject, type TSchema, Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import Negotiator from 'negotiator'
import type { Db } from '../db/connect.ts'
import { toCsv } from './csv.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { ApiError, notFound } from './errors.ts'
import { DEFAULT_LIMIT, type Format, formatsOf, type ListQuery, listParameters, MAX_LIMIT, recordParameters, refuseContradictions } from './list-parameters.ts'
import { asFeatures, countRecords, findRecord, type Row, type Selection, selectPage } from './list-query.ts'
import { components, exampleOf, Nullable, Ref, record } from './oas.ts'
import { problems, rateLimitHeaders, requestIdHeader } from './problems.ts'
import { sendRepresentation } from './representation.ts'
import type { Resource } from './resource.ts'
import { Int, List, Str } from './schemas.ts'

const PARTIAL = 'application/vnd.konwent.partial+json'
const mediaTypes: Record<Format, string> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
  ndjson: 'application/x-ndjson; charset=utf-8',
  geojson: 'application/geo+json; charset=utf-8',
  ics: 'text/calendar; charset=utf-8'
}
const bare = (type: string) => type.split(';')[0] as string

export interface RouteTexts {
  /** Verb and noun of the list operation, such as listOrganisations. */
  list: string
  listSummary: string
  listDescription: string
  get: string
  getSummary: string
  getDescription: string
}

const PageMeta = record('PageMeta', 'What is true of the page as a whole.', {
  next_cursor: Nullable(Str('Cursor of the next page; null on the last one.', 'q80mYl0iBcdXwT1bWyJDVVMiXQ')),
  total: Type.Optional(Int('Number of all records that the filters keep; only when `count=exact` was asked.', 48))
})

/** The record as the contract shows it, with its includes as optional properties, and its partial form. Registers both. */
function declare(resource: Resource): { full: TObject; partial: TObject } {
  const { record: base } = resource
  const name = base.$id as string
  const includes = Object.entries(resource.includes ?? {}).map(([key, { schema }]) => [key, Type.Optional(schema)])
  const properties = { ...base.properties, ...Object.fromEntries(includes) } as Record<string, TSchema>
  const optional = Object.fromEntries(Object.entries(properties).map(([key, schema]) => [key, Type.Optional(schema)]))
  return {
    full: record(name, base.description as string, properties),
    partial: record(`${name}Partial`, `Some of the properties of ${name}: those named in \`fields\`.`, optional)
  }
}

const pageOf = (schema: TObject) =>
  record(`${schema.$id}Page`, `One page of a list of ${schema.$id}.`, {
    data: List(Ref(schema), 'The records, in the order asked for.', { maxItems: MAX_LIMIT }),
    meta: Ref(PageMeta)
  })

const Point = record('Point', 'A point (RFC 7946 3.1.2).', {
  type: Type.Unsafe<'Point'>({ type: 'string', enum: ['Point'], description: 'Always Point.', examples: ['Point'] }),
  coordinates: Type.Array(Type.Number({ format: 'double', minimum: -180, maximum: 180, description: 'Degrees, WGS 84.', examples: [22.28027] }), {
    description: 'Longitude and latitude.',
    minItems: 2,
    maxItems: 2,
    examples: [[22.28027, 51.17415]]
  })
})

function featuresOf(schema: TObject): TObject {
  const Feature = record(`${schema.$id}Feature`, `${schema.$id} as a GeoJSON feature (RFC 7946 3.2).`, {
    type: Type.Unsafe<'Feature'>({ type: 'string', enum: ['Feature'], description: 'Always Feature.', examples: ['Feature'] }),
    id: schema.properties.id as TSchema,
    geometry: Type.Unsafe({ description: 'Where it is; null when the coordinates are not known.', anyOf: [Ref(Point), { type: 'null' }] }),
    properties: Ref(schema)
  })
  return record(`${schema.$id}FeatureCollection`, `A list of ${schema.$id} as GeoJSON (RFC 7946 3.3).`, {
    type: Type.Unsafe<'FeatureCollection'>({
      type: 'string',
      enum: ['FeatureCollection'],
      description: 'Always FeatureCollection.',
      examples: ['FeatureCollection']
    }),
    features: List(Ref(Feature), 'The records, in the order asked for.')
  })
}

const successHeaders = {
  ...requestIdHeader,
  ...rateLimitHeaders,
  etag: { type: 'string', maxLength: 100, description: 'Strong validator of this representation (RFC 9110 8.8.3).', example: '"kq3vXh0m5bA2c9dEfGhIjKlMnOp"' },
  'cache-control': { type: 'string', maxLength: 100, description: 'How long a copy may be used (RFC 9111).', example: 'public, max-age=60' }
}
const linkHeader = {
  link: {
    type: 'string',
    maxLength: 4000,
    description: 'The next page, `rel="next"` (RFC 8288); absent on the last one.',
    example: '</v1/organisations?limit=50&cursor=q80mYl0iBcdXwT1bWyJDVVMiXQ>; rel="next"'
  }
}

const media = (schema: TSchema, summary: string, value: unknown) => ({ schema, examples: { example: { summary, value } } })
const text = (description: string, value: string) => media(Type.String({ maxLength: 100_000_000, description, examples: [value] }), description, value)

/** 304 for a client whose copy is still right; no body. */
export const notModified = { type: 'null' as const, description: 'The copy that If-None-Match names is still right.', headers: successHeaders }
export const ifNoneMatch = Type.Object({
  'if-none-match': Type.Optional(
    Type.String({
      maxLength: 1000,
      description: 'ETag of the copy that the client holds; when it is still right the answer is 304.',
      examples: ['"kq3vXh0m5bA2c9dEfGhIjKlMnOp"']
    })
  )
})

/** A 200 answer in JSON. */
export const ok = (schema: TSchema, description: string) => ({
  description,
  headers: successHeaders,
  content: { 'application/json': media(schema, description, exampleOf(schema)) }
})

function listContent(resource: Resource, full: TObject, page: TObject, partialPage: TObject) {
  const formats = formatsOf(resource)
  const example = exampleOf(full)
  return {
    'application/json': media(Ref(page), 'A page', exampleOf(page)),
    [PARTIAL]: media(Ref(partialPage), 'A page of records with some properties only', { data: [{}], meta: { next_cursor: null } }),
    ...(formats.includes('csv') && {
      'text/csv': text('CSV (RFC 4180) with a header row; nested properties are joined by `_`.', toCsv(resource.record, [example], 'rfc4180'))
    }),
    ...(formats.includes('ndjson') && { 'application/x-ndjson': text('One record as JSON on each line.', `${JSON.stringify(example)}\n`) }),
    ...(formats.includes('geojson') && { 'application/geo+json': media(Ref(featuresOf(full)), 'GeoJSON', exampleOf(featuresOf(full))) }),
    ...(resource.calendar && {
      'text/calendar': text('iCalendar (RFC 5545) with the events whose day is known.', 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n')
    })
  }
}

/** Mounts the list and, unless the resource has no records of its own, one record. */
export function mountResource(app: FastifyInstance, resource: Resource, texts: RouteTexts): void {
  const { full, partial } = declare(resource)
  const page = pageOf(full)
  const partialPage = pageOf(partial)
  app.get(`/${resource.path}`, {
    config: { access: 'public' },
    schema: {
      tags: [resource.path],
      operationId: texts.list,
      summary: texts.listSummary,
      description: texts.listDescription,
      headers: ifNoneMatch,
      querystring: listParameters(resource),
      response: {
        200: { description: texts.listSummary, headers: { ...successHeaders, ...linkHeader }, content: listContent(resource, full, page, partialPage) },
        304: notModified,
        ...problems(400, 406)
      }
    },
    handler: (request, reply) => sendList(app.db, resource, request, reply, {})
  })
  app.get(`/${resource.path}/:${resource.parameter}`, {
    config: { access: 'public' },
    schema: {
      tags: [resource.path],
      operationId: texts.get,
      summary: texts.getSummary,
      description: texts.getDescription,
      headers: ifNoneMatch,
      params: Type.Object({ [resource.parameter]: resource.identifier }),
      querystring: recordParameters(resource),
      response: {
        200: {
          description: texts.getSummary,
          headers: successHeaders,
          content: {
            'application/json': media(Ref(full), 'The record', exampleOf(full)),
            [PARTIAL]: media(Ref(partial), 'The record with some properties only', {}),
            ...(resource.calendar && { 'text/calendar': text('The event as iCalendar (RFC 5545).', 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n') })
          }
        },
        304: notModified,
        ...problems(400, 404, 406)
      }
    },
    handler: (request, reply) => sendRecord(app.db, resource, request, reply)
  })
}

/** Mounts a list under a record of another resource; `filter` is the list's own filter that the path gives. */
export function mountSubList(
  app: FastifyInstance,
  parent: Resource,
  child: Resource,
  filter: string,
  texts: { operationId: string; summary: string; description: string; path?: string }
): void {
  const full = components.get(child.record.$id as string) as TObject
  const page = components.get(`${full.$id}Page`) as TObject
  const partialPage = components.get(`${full.$id}PartialPage`) as TObject
  app.get(`/${parent.path}/:${parent.parameter}/${texts.path ?? child.path}`, {
    config: { access: 'public' },
    schema: {
      tags: [parent.path],
      operationId: texts.operationId,
      summary: texts.summary,
      description: texts.description,
      headers: ifNoneMatch,
      params: Type.Object({ [parent.parameter]: parent.identifier }),
      querystring: listParameters(child, [filter]),
      response: {
        200: { description: texts.summary, headers: { ...successHeaders, ...linkHeader }, content: listContent(child, full, page, partialPage) },
        304: notModified,
        ...problems(400, 404, 406)
      }
    },
    handler: async (request, reply) => {
      const identifier = (request.params as Record<string, string>)[parent.parameter] as string
      const id = await findId(app.db, parent, identifier)
      return sendList(app.db, child, request, reply, { [filter]: [id] })
    }
  })
}

/** Id of the record that a path names; throws 404. */
export async function findId(db: Db, resource: Resource, identifier: string): Promise<string> {
  const visible = resource.visible ?? sql`true`
  const { rows } = await sql<{
    id: string
  }>`select (${resource.id.expression})::text as id from ${resource.from} where ${visible} and ${resource.identifiedBy(identifier)}`.execute(db)
  if (!rows[0]) throw notFound(resource.label)
  return rows[0].id
}

async function sendRecord(db: Db, resource: Resource, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const query = request.query as ListQuery
  const format = negotiate(request, resource.calendar ? ['json', 'ics'] : ['json'], query)
  refuseContradictions(query, format)
  const identifier = (request.params as Record<string, string>)[resource.parameter] as string
  const json = await findRecord(db, resource, identifier, await select(db, resource, query, {}))
  if (json === undefined) throw notFound(resource.label)
  if (format === 'ics' && resource.calendar) return sendRepresentation(request, reply, { type: mediaTypes.ics, body: resource.calendar([JSON.parse(json)]) })
  return sendRepresentation(request, reply, { type: query.fields ? PARTIAL : mediaTypes.json, body: json })
}

async function sendList(db: Db, resource: Resource, request: FastifyRequest, reply: FastifyReply, preset: Record<string, unknown>): Promise<FastifyReply> {
  const query = request.query as ListQuery
  const format = negotiate(request, formatsOf(resource), query)
  refuseContradictions(query, format)
  const selection = await select(db, resource, query, preset)
  const key = await request.server.cursorKey()
  const path = request.url.split('?')[0] as string
  const { fields: _fields, include: _include, ...list } = selection
  const scope = JSON.stringify([path, list])
  const whole = format !== 'json' && query.limit === undefined && query.cursor === undefined
  const limit = query.limit ?? (whole ? MAX_LIMIT : DEFAULT_LIMIT)
  const source = format === 'geojson' ? asFeatures(resource) : resource
  const position = query.cursor === undefined ? undefined : decodeCursor(key, scope, query.cursor)

  // One snapshot for everything that the answer says: a total beside its page, and all parts of a whole list.
  const read = async (tx: Db) => {
    const rows: Row[] = []
    let after = position
    let more = true
    do {
      const part = await selectPage(tx, source, selection, { limit: limit + 1, ...(after && { position: after }) })
      more = part.length > limit
      rows.push(...part.slice(0, limit))
      after = rows.at(-1)?.position
    } while (whole && more)
    return { rows, more, total: query.count ? await countRecords(tx, resource, selection) : undefined }
  }
  const { rows, more, total } =
    whole || query.count ? await db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read) : await read(db)

  const next = more ? encodeCursor(key, scope, rows.at(-1)?.position ?? []) : null
  const headers: Record<string, string> = next === null ? {} : { link: `<${request.server.baseUrl}${nextUrl(request.url, next, limit)}>; rel="next"` }
  const type = query.fields && format === 'json' ? PARTIAL : mediaTypes[format]
  if (format === 'csv' || format === 'ics') headers['content-disposition'] = `inline; filename="${resource.path}.${format}"`
  return sendRepresentation(request, reply, { type, headers, body: bodyOf(resource, format, rows, next, total, query) })
}

function bodyOf(resource: Resource, format: Format, rows: Row[], next: string | null, total: number | undefined, query: ListQuery): string {
  const lines = rows.map(({ json }) => json)
  const parsed = () => lines.map((line) => JSON.parse(line) as never)
  switch (format) {
    case 'csv':
      return toCsv(resource.record, parsed(), query.dialect ?? 'rfc4180')
    case 'ndjson':
      return lines.map((line) => `${line}\n`).join('')
    case 'geojson':
      return `{"type":"FeatureCollection","features":[${lines.join(',')}]}`
    case 'ics':
      return resource.calendar?.(parsed()) ?? ''
    default:
      return `{"data":[${lines.join(',')}],"meta":${JSON.stringify({ next_cursor: next, ...(total !== undefined && { total }) })}}`
  }
}

function nextUrl(url: string, cursor: string, limit: number): string {
  const [path, search] = url.split('?')
  const parameters = new URLSearchParams(search)
  parameters.set('limit', String(limit))
  parameters.set('cursor', cursor)
  return `${path}?${parameters.toString().replaceAll('%2C', ',')}`
}

/** Format by `format`, else by Accept; throws 406. */
function negotiate(request: FastifyRequest, formats: Format[], query: ListQuery): Format {
  if (query.format) return query.format
  const available = formats.map((format) => bare(mediaTypes[format]))
  const chosen = new Negotiator(request.raw).mediaType([...available, PARTIAL])
  if (chosen === PARTIAL) return 'json'
  const format = formats[available.indexOf(chosen ?? '')]
  if (!format) {
    const list = available.join(', ')
    throw new ApiError('not_acceptable', { pl: `Ten zasób jest dostępny jako: ${list}.`, en: `This resource is available as: ${list}.` })
  }
  return format
}

/** Reads the query into a selection: names resolved to ids and codes, defaults put in. */
async function select(db: Db, resource: Resource, query: ListQuery, preset: Record<string, unknown>): Promise<Selection> {
  const filters: Record<string, unknown> = { ...preset }
  for (const [name, { resolve }] of Object.entries(resource.filters ?? {})) {
    const value = query[name]
    if (value !== undefined) filters[name] = resolve ? await resolve(db, name, Array.isArray(value) ? value : [value]) : value
  }
  const { as_of, certainty, q, updated_since, fields, include } = query
  const given = Object.entries({ as_of, certainty, q, updated_since, fields, include }).filter(([, value]) => value !== undefined)
  return { filters, sort: query.sort?.join(',') ?? resource.defaultSort, ...Object.fromEntries(given) }
}
