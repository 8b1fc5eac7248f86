// Mounts a resource: its list, one record, and its sub-lists under other records, each with its whole contract.
import { type TObject, Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { shownByList, shownByRecord } from '../../cache/dependencies.ts'
import { referred } from '../../contract/components.ts'
import { problems } from '../../contract/problems.ts'
import type { Db } from '../../db/connect.ts'
import { securityOf } from '../../http/access.ts'
import { decodeCursor, encodeCursor, nextUrl } from '../../http/cursor.ts'
import { sendJson, sendRepresentation } from '../../http/representation.ts'
import type { Resource, SubList, Texts } from '../define.ts'
import type { ListQuery, ListWriter } from '../formats/format.ts'
import { negotiate, partFormats, recordFormatsOf, savedAs, selectionOf, sourceOf, writeRecord, writerOf } from '../formats/formats.ts'
import { seenBy } from '../read/visibility.ts'
import { view } from './audited-read.ts'
import { listResponses, mediaTypes, PARTIAL, partResponses, partsOf, recordResponses } from './contract.ts'
import { missing } from './not-found.ts'
import { DEFAULT_LIMIT, formatsOf, listParameters, partParameters, recordParameters, refuseContradictions, refuseStrays } from './parameters.ts'
import { countRecords, findRecord, type Row, type Selection, selectPage } from './query.ts'
import { sendWholeList } from './whole-list.ts'

/** 410 where there are records whose data can be erased. */
const goneOf = ({ erased }: Resource): number[] => (erased ? [410] : [])

/** Mounts the list and one record. */
export function mountResource(app: FastifyInstance, resource: Resource, { list, record }: NonNullable<Resource['texts']>): void {
  const { access = 'public', widened } = resource
  const security = securityOf(access, widened !== undefined)
  const told = ({ description, ...texts }: Texts): Texts => ({ ...texts, description: widened ? `${description} ${widened}` : description })
  const refused = access === 'public' ? [] : [403]
  app.get(`/${resource.path}`, {
    config: { access },
    schema: {
      tags: [resource.path],
      ...told(list),
      security,
      querystring: listParameters(resource),
      response: listResponses(resource, ...refused)
    },
    handler: (request, reply) => sendList(app.db, seenBy(resource, request.caller), request, reply)
  })
  app.get(`/${resource.path}/:${resource.parameter}`, {
    config: { access },
    schema: {
      tags: [resource.path],
      ...told(record),
      security,
      params: Type.Object({ [resource.parameter]: resource.identifier }),
      querystring: recordParameters(resource),
      response: recordResponses(resource, ...refused, ...goneOf(resource))
    },
    handler: (request, reply) => sendRecord(app.db, seenBy(resource, request.caller), request, reply)
  })
}

/** Mounts the lists within one record that have an address of their own, such as the programme of an event. */
export function mountParts(app: FastifyInstance, resource: Resource): void {
  for (const { name, included, item } of partsOf(resource)) {
    const { en } = resource.label
    app.get(`/${resource.path}/:${resource.parameter}/${name}`, {
      config: { access: 'public' },
      schema: {
        tags: [resource.path],
        operationId: `list_${en.replaceAll(' ', '_')}_${name}`,
        summary: `List the ${name} of one ${en}`,
        description: `The ${name} of one ${en}, in their order, as the record itself has them.`,
        security: securityOf('public', resource.widened !== undefined),
        params: Type.Object({ [resource.parameter]: resource.identifier }),
        querystring: partParameters(),
        response: { ...partResponses(item), ...(resource.erased && problems(410)) }
      },
      handler: async (request, reply) => {
        const query = request.query as ListQuery
        const format = negotiate(request, partFormats)
        refuseStrays(query, format)
        const identifier = (request.params as Record<string, string>)[resource.parameter] as string
        const wanted = included ? { fields: [], include: [name] } : { fields: [name] }
        const found = await view(app.db, request, (db) => getRecord(db, resource, identifier, request, { filters: {}, sort: resource.defaultSort, ...wanted }))
        const list = Object.values(JSON.parse(found.json) as Record<string, unknown[]>)[0] as unknown[]
        if (format === 'json') return sendJson(request, reply, { data: list, meta: { next_cursor: null } })
        const part = { name: `${resource.name}.${name}`, record: referred(item) as TObject }
        const { begin, record, end } = writerOf({ resource: part, format, query, base: request.server.baseUrl, log: request.log })
        const body = begin + list.map((row) => record(JSON.stringify(row))).join('') + end()
        return sendRepresentation(request, reply, { type: mediaTypes[format], headers: savedAs(name, format), body })
      }
    })
  }
}

/** Mounts a list under a record of another resource. */
export function mountSubList(app: FastifyInstance, { parent, child, filter, texts }: SubList): void {
  const { access = 'public' } = child
  const refused = access === 'public' ? [] : [403]
  app.get(`/${parent.path}/:${parent.parameter}/${child.path}`, {
    config: { access },
    schema: {
      tags: [parent.path],
      ...texts,
      description: child.widened ? `${texts.description} ${child.widened}` : texts.description,
      security: securityOf(access, child.widened !== undefined),
      params: Type.Object({ [parent.parameter]: parent.identifier }),
      querystring: listParameters(child, [filter]),
      response: listResponses(child, 404, ...goneOf(parent), ...refused)
    },
    handler: async (request, reply) => {
      const identifier = (request.params as Record<string, string>)[parent.parameter] as string
      const [outer, inner] = [seenBy(parent, request.caller), seenBy(child, request.caller)]
      return sendList(app.db, inner, request, reply, async (db) => ({ [filter]: [await findId(db, outer, identifier, request)] }))
    }
  })
}

/** Id of the record that a path names; throws 404, or where it has gone. */
async function findId(db: Db, resource: Resource, identifier: string, request: FastifyRequest): Promise<string> {
  const visible = resource.visible ?? sql`true`
  const { rows } = await sql<{
    id: string
  }>`select (${resource.id.expression})::text as id from ${resource.from} where ${visible} and ${resource.identifiedBy(identifier)}`.execute(db)
  if (!rows[0]) throw await missing(db, resource, identifier, request)
  return rows[0].id
}

/** The record that a path names; throws 404, or where it has gone. */
async function getRecord(db: Db, resource: Resource, identifier: string, request: FastifyRequest, selection: Selection) {
  const found = await findRecord(db, resource, identifier, selection)
  if (!found) throw await missing(db, resource, identifier, request)
  return found
}

async function sendRecord(db: Db, resource: Resource, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const query = request.query as ListQuery
  const format = negotiate(request, recordFormatsOf(resource), PARTIAL)
  refuseContradictions(resource, query, format)
  const identifier = (request.params as Record<string, string>)[resource.parameter] as string
  const { json, state, modified } = await view(db, request, async (at) => {
    const selection = selectionOf(resource, format, await select(at, resource, query, {}))
    const found = await getRecord(at, sourceOf(resource, format), identifier, request, selection)
    // What another format shows beside the record is not told by its includes alone.
    if (format === 'json') request.shows = shownByRecord(db, request.server.registry.resources, resource, selection, found.json)
    return found
  })
  const headers: Record<string, string> = modified === null ? {} : { 'last-modified': modified }
  if (format === 'json') return sendRepresentation(request, reply, { type: query.fields ? PARTIAL : mediaTypes.json, headers, body: json, state })
  const body = writeRecord({ resource, format, query, base: request.server.baseUrl, log: request.log }, json)
  return sendRepresentation(request, reply, { type: mediaTypes[format], headers: { ...headers, ...savedAs(identifier, format) }, body, state })
}

/** Sends a list; `preset` gives the filters that the path holds. */
async function sendList(
  db: Db,
  resource: Resource,
  request: FastifyRequest,
  reply: FastifyReply,
  preset: (db: Db) => Promise<Record<string, unknown>> = async () => ({})
): Promise<FastifyReply> {
  const query = request.query as ListQuery
  const format = negotiate(request, formatsOf(resource), PARTIAL)
  refuseContradictions(resource, query, format)
  const wanted = async (at: Db) => selectionOf(resource, format, await select(at, resource, query, await preset(at)))
  if (format !== 'json' && query.limit === undefined && query.cursor === undefined) return sendWholeList(request, reply, resource, format, wanted)
  // Outside of any transaction: it may need a connection of its own.
  const key = await request.server.cursorKey()
  const limit = query.limit ?? DEFAULT_LIMIT
  const source = sourceOf(resource, format)

  const read = async (at: Db) => {
    const selection = await wanted(at)
    request.shows = shownByList(db, request.server.registry.resources, source, selection)
    const { fields: _fields, include: _include, ...list } = selection
    const scope = JSON.stringify([request.url.split('?')[0], list])
    const position = query.cursor === undefined ? undefined : decodeCursor(key, scope, query.cursor)
    const page = await selectPage(at, source, selection, { limit, ...(position && { position }) })
    return { ...page, scope, total: query.count ? await countRecords(at, resource, selection) : undefined }
  }
  // One snapshot for a page and the total beside it.
  const { rows, more, scope, total } = await view(db, request, read, { snapshot: query.count !== undefined })

  const next = more ? encodeCursor(key, scope, rows.at(-1)?.position ?? []) : null
  const headers: Record<string, string> =
    next === null ? {} : { link: `<${request.server.baseUrl}${nextUrl(request.url, { limit, cursor: next })}>; rel="next"` }
  const type = query.fields && format === 'json' ? PARTIAL : mediaTypes[format]
  if (format !== 'json') Object.assign(headers, savedAs(resource.path, format))
  const body =
    format === 'json' ? jsonOf(rows, next, total) : bodyOf(rows, writerOf({ resource, format, query, base: request.server.baseUrl, log: request.log }))
  return sendRepresentation(request, reply, { type, headers, body })
}

/** A page as JSON, with the cursor of the next one. */
function jsonOf(rows: Row[], next: string | null, total: number | undefined): string {
  return `{"data":[${rows.map(({ json }) => json).join(',')}],"meta":${JSON.stringify({ next_cursor: next, ...(total !== undefined && { total }) })}}`
}

/** A page in any other format. */
function bodyOf(rows: Row[], { begin, record, end }: ListWriter): string {
  return begin + rows.map(({ json }) => record(json)).join('') + end()
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
