// Mounts a resource: its list, one record, and its sub-lists under other records, each with its whole contract.
import { type TObject, Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { referred } from '../../contract/components.ts'
import { problems } from '../../contract/problems.ts'
import type { Database, Db } from '../../db/connect.ts'
import { securityOf } from '../../http/access.ts'
import { decodeCursor, encodeCursor, nextUrl } from '../../http/cursor.ts'
import { sendJson, sendRepresentation } from '../../http/representation.ts'
import type { Resource, SubList, Texts } from '../define.ts'
import type { ListQuery, ListWriter } from '../formats/format.ts'
import {
  type Chosen,
  chooseFormat,
  negotiate,
  partFormats,
  recordFormatsOf,
  savedAs,
  writeRecord,
  writerOf
} from '../formats/formats.ts'
import { view } from './audited-read.ts'
import { listResponses, mediaTypes, partResponses, partsOf, recordResponses } from './contract.ts'
import { dependenciesOfList, dependenciesOfRecord } from './dependencies.ts'
import { whyNotFound } from './not-found.ts'
import {
  DEFAULT_LIMIT,
  formatsOf,
  listParameters,
  partParameters,
  recordParameters,
  refuseContradictions,
  refuseStrays
} from './parameters.ts'
import { countRecords, findRecord, ResourceQuery, type Row, type Selection, selectPage } from './query.ts'
import { rightsOfCaller, seenBy, seesMore } from './visibility.ts'
import { sendExport } from './whole-list.ts'

/** 410 where there are records whose data can be erased. */
const goneOf = ({ erased }: Resource): number[] => (erased ? [410] : [])

/** The resource as the caller may see it. The SQL of what everybody sees is kept from one request to the next. */
function queryFor(resource: Resource): (request: FastifyRequest) => ResourceQuery {
  const query = new ResourceQuery(resource)
  return ({ caller }) => (resource.visibleTo ? new ResourceQuery(seenBy(resource, caller)) : query)
}

/** Mounts the list and one record. */
export function mountResource(
  app: FastifyInstance,
  resource: Resource,
  { list, record }: NonNullable<Resource['texts']>
): void {
  const { access = 'public', widened } = resource
  const security = securityOf(access, widened !== undefined)
  const told = ({ description, ...texts }: Texts): Texts => ({
    ...texts,
    description: widened ? `${description} ${widened}` : description
  })
  const refused = access === 'public' ? [] : [403]
  const queryOf = queryFor(resource)
  app.get(`/${resource.path}`, {
    config: { access },
    schema: {
      tags: [resource.path],
      ...told(list),
      security,
      querystring: listParameters(resource),
      response: listResponses(resource, ...refused)
    },
    handler: (request, reply) => sendList(app.db, queryOf(request), request, reply)
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
    handler: (request, reply) => sendRecord(app.db, queryOf(request), request, reply)
  })
}

/** Mounts the lists within one record that have an address of their own, such as the programme of an event. */
export function mountParts(app: FastifyInstance, resource: Resource): void {
  for (const { name, included, item } of partsOf(resource)) {
    const { en } = resource.label
    const source = new ResourceQuery(resource)
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
        const selection = { filters: {}, sort: resource.defaultSort, ...wanted }
        const found = await view(app.db, request, (db) => getRecord(db, source, identifier, request, selection))
        const dependsOn = dependenciesOfRecord(resource, found.id, selection)
        const list = Object.values(JSON.parse(found.json) as Record<string, unknown[]>)[0] as unknown[]
        if (format === 'json')
          return sendJson(request, reply, { data: list, meta: { next_cursor: null } }, { dependsOn })
        const part = { name: `${resource.name}.${name}`, record: referred(item) as TObject }
        const { begin, record, end } = writerOf({
          resource: part,
          format,
          query,
          base: request.server.baseUrl,
          log: request.log
        })
        const body = begin + list.map((row) => record(JSON.stringify(row))).join('') + end()
        return sendRepresentation(request, reply, {
          type: mediaTypes[format],
          headers: savedAs(name, format),
          body,
          dependsOn
        })
      }
    })
  }
}

/** Mounts a list under a record of another resource. */
export function mountSubList(app: FastifyInstance, { parent, child, filter, texts }: SubList): void {
  const { access = 'public' } = child
  const refused = access === 'public' ? [] : [403]
  const queryOf = queryFor(child)
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
      return sendList(app.db, queryOf(request), request, reply, {
        filter,
        find: (db) => findId(db, seenBy(parent, request.caller), identifier, request)
      })
    }
  })
}

/** Id of the record that a path names; throws 404, or where it has gone. */
async function findId(db: Db, resource: Resource, identifier: string, request: FastifyRequest): Promise<string> {
  const visible = resource.visible ?? sql`true`
  const { rows } = await sql<{
    id: string
  }>`select (${resource.id.expression})::text as id from ${resource.from} where ${visible} and ${resource.identifiedBy(identifier)}`.execute(
    db
  )
  if (!rows[0]) throw await whyNotFound(db, resource, identifier, request)
  return rows[0].id
}

/** The record that a path names; throws 404, or where it has gone. */
async function getRecord(
  db: Db,
  source: ResourceQuery,
  identifier: string,
  request: FastifyRequest,
  selection: Selection
) {
  const found = await findRecord(db, source, identifier, selection)
  if (!found) throw await whyNotFound(db, source.resource, identifier, request)
  return found
}

async function sendRecord(
  db: Database,
  source: ResourceQuery,
  request: FastifyRequest,
  reply: FastifyReply
): Promise<FastifyReply> {
  const { resource } = source
  const query = request.query as ListQuery
  const chosen = chooseFormat(request, resource, recordFormatsOf(resource))
  const { format, type, rendition } = chosen
  refuseContradictions(resource, query, format)
  const identifier = (request.params as Record<string, string>)[resource.parameter] as string
  const { found, selection } = await view(db, request, async (at) => {
    const selection = chosen.select(await select(at, source, query, {}))
    return { found: await getRecord(at, sourceIn(source, chosen), identifier, request, selection), selection }
  })
  const { id, json, state, modified } = found
  const headers: Record<string, string> = {
    ...chosen.savedAs(identifier),
    ...(modified !== null && { 'last-modified': modified })
  }
  const dependsOn = dependenciesOfRecord(resource, id, selection, rendition)
  const context = { resource, query, base: request.server.baseUrl, log: request.log }
  const body = format === 'json' ? json : writeRecord({ ...context, format }, json)
  return sendRepresentation(request, reply, { type, headers, body, state, dependsOn })
}

/** JSON needs nothing beside the record, and its SQL is kept. */
const sourceIn = (source: ResourceQuery, { source: wanted }: Chosen): ResourceQuery =>
  wanted === source.resource ? source : new ResourceQuery(wanted)

/** The record whose list is sent, named by the path: the filter that holds its id, and how to find that. */
interface Parent {
  filter: string
  find: (db: Db) => Promise<string>
}

/** Sends a list; for a list under a record, of that `parent`. */
async function sendList(
  db: Database,
  source: ResourceQuery,
  request: FastifyRequest,
  reply: FastifyReply,
  parent?: Parent
): Promise<FastifyReply> {
  const { resource } = source
  const query = request.query as ListQuery
  const chosen = chooseFormat(request, resource, formatsOf(resource))
  const { format, type } = chosen
  refuseContradictions(resource, query, format)
  const wanted = async (at: Db) => {
    const id = parent && (await parent.find(at))
    const selection = chosen.select(await select(at, source, query, parent ? { [parent.filter]: [id] } : {}))
    const dependsOn = [...dependenciesOfList(resource, selection, chosen.rendition), ...(id === undefined ? [] : [id])]
    return { selection, dependsOn }
  }
  const context = { resource, query, base: request.server.baseUrl, log: request.log }
  if (format !== 'json' && query.limit === undefined && query.cursor === undefined)
    return sendExport(request, reply, {
      ...chosen,
      format,
      headers: chosen.savedAs(resource.path),
      writer: () => writerOf({ ...context, format }),
      wanted
    })
  // Outside of any transaction: it may need a connection of its own.
  const key = await request.server.cursorKey()
  const limit = query.limit ?? DEFAULT_LIMIT
  const audited = seesMore(rightsOfCaller(request.server.registry.rights, request.caller))

  const read = async (at: Db) => {
    const { selection, dependsOn } = await wanted(at)
    const { fields: _fields, include: _include, ...list } = selection
    const scope = JSON.stringify([request.url.split('?')[0], list])
    const position = query.cursor === undefined ? undefined : decodeCursor(key, scope, query.cursor)
    const page = await selectPage(at, sourceIn(source, chosen), selection, {
      limit,
      audited,
      ...(position && { position })
    })
    return { ...page, dependsOn, scope, total: query.count ? await countRecords(at, source, selection) : undefined }
  }
  // One snapshot for a page and the total beside it.
  const { rows, more, dependsOn, scope, total } = await view(db, request, read, { snapshot: query.count !== undefined })

  const next = more ? encodeCursor(key, scope, rows.at(-1)?.position ?? []) : null
  const link = next !== null && {
    link: `<${request.server.baseUrl}${nextUrl(request.url, { limit, cursor: next })}>; rel="next"`
  }
  const headers: Record<string, string> = { ...link, ...chosen.savedAs(resource.path) }
  const body = format === 'json' ? jsonOf(rows, next, total) : bodyOf(rows, writerOf({ ...context, format }))
  return sendRepresentation(request, reply, { type, headers, body, dependsOn })
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
async function select(
  db: Db,
  { resource, found }: ResourceQuery,
  query: ListQuery,
  preset: Record<string, unknown>
): Promise<Selection> {
  const filters: Record<string, unknown> = { ...preset }
  for (const [name, { resolve }] of Object.entries(resource.filters ?? {})) {
    const value = query[name]
    if (value !== undefined)
      filters[name] = resolve ? await resolve(db, name, Array.isArray(value) ? value : [value], found) : value
  }
  const { as_of, certainty, q, updated_since, fields, include } = query
  const given = Object.entries({ as_of, certainty, q, updated_since, fields, include }).filter(
    ([, value]) => value !== undefined
  )
  return { filters, sort: query.sort?.join(',') ?? resource.defaultSort, ...Object.fromEntries(given) }
}
