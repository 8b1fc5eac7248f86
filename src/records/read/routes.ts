// Mounts the reads of a resource: its list, one record, and lists under other records, each with its contract.
import { type TObject, Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { referred } from '../../contract/components.ts'
import { problems } from '../../contract/problems.ts'
import type { Database, Db } from '../../db/connect.ts'
import { type Caller, requireStaffScope, securityOf } from '../../http/access.ts'
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
  writeRecord,
  writerOf
} from '../formats/formats.ts'
import { auditedRead } from './audited-read.ts'
import { listResponses, partResponses, partsOf, recordResponses } from './contract.ts'
import { contradictions, contradictionsInPart } from './contradictions.ts'
import { costOfLists } from './cost.ts'
import { dependenciesOfList, dependenciesOfPage, dependenciesOfRecord } from './dependencies.ts'
import { whyNotFound } from './not-found.ts'
import {
  DEFAULT_LIMIT,
  formatsOf,
  listParameters,
  partParameters,
  recordParameters,
  refuseParameters
} from './parameters.ts'
import { countRecords, findRecord, ResourceQuery, type Row, type Selection, selectPage } from './query.ts'
import { refusedQuery, select, sentQuery } from './selection.ts'
import { packed, sendRows } from './send-rows.ts'
import { rightsOfCaller, seenBy, seesMore } from './visibility.ts'
import { sendExport } from './whole-list.ts'

/** Returns 410 for a resource whose data can be erased. */
const goneOf = ({ erased }: Resource): number[] => (erased ? [410] : [])

/** Returns the query for a caller. It is shared by all requests, unless the rows depend on the caller. */
function queryFor(resource: Resource): (request: FastifyRequest) => ResourceQuery {
  const query = new ResourceQuery(resource)
  return ({ caller }) => (resource.visibleTo ? new ResourceQuery(seenBy(resource, caller)) : query)
}

/** Mounts the list and, if it has texts, one record. */
export function mountResource(
  app: FastifyInstance,
  resource: Resource,
  { list, record }: NonNullable<Resource['texts']>
): void {
  const { access = 'public', keyAdds } = resource
  const security = securityOf(access, keyAdds !== undefined)
  const withKeyNote = ({ description, ...texts }: Texts): Texts => ({
    ...texts,
    description: keyAdds ? `${description} ${keyAdds}` : description
  })
  const queryOf = queryFor(resource)
  const config = configOf(resource)
  app.get(`/${resource.path}`, {
    config: { ...config, cost: costOfLists(resource) },
    attachValidation: true,
    schema: {
      tags: [resource.path],
      ...withKeyNote(list),
      security,
      querystring: listParameters(resource),
      response: listResponses(resource)
    },
    handler: (request, reply) => sendList(app.db, queryOf(request), request, reply)
  })
  if (!record) return
  app.get(`/${resource.path}/:${resource.parameter}`, {
    config,
    schema: {
      tags: [resource.path],
      ...withKeyNote(record),
      security,
      params: Type.Object({ [resource.parameter]: resource.identifier }),
      querystring: recordParameters(resource),
      response: recordResponses(resource, ...(access === 'public' ? [] : [403]), ...goneOf(resource))
    },
    handler: (request, reply) => sendRecord(app.db, queryOf(request), request, reply)
  })
}

/** The access and the deprecation of the reads of a resource. */
const configOf = ({ access = 'public', deprecated }: Resource) => ({ access, ...(deprecated && { deprecated }) })

/** Mounts the lists within one record that have their own address, such as the programme of an event. */
export function mountParts(app: FastifyInstance, resource: Resource): void {
  for (const { name, included, item } of partsOf(resource)) {
    const { en } = resource.label
    const source = new ResourceQuery(resource)
    app.get(`/${resource.path}/:${resource.parameter}/${name}`, {
      config: { ...configOf(resource), access: 'public' },
      schema: {
        tags: [resource.path],
        operationId: `list_${en.replaceAll(' ', '_')}_${name}`,
        summary: `List the ${name} of one ${en}`,
        description: `The ${name} of one ${en}, in the same order and form as in the record.`,
        security: securityOf('public', resource.keyAdds !== undefined),
        params: Type.Object({ [resource.parameter]: resource.identifier }),
        querystring: partParameters(referred(item) as TObject),
        response: { ...partResponses(item), ...(resource.erased && problems(410)) }
      },
      handler: async (request, reply) => {
        const query = request.query as ListQuery
        const format = negotiate(request, partFormats)
        refuseParameters(contradictionsInPart(query, format))
        const identifier = (request.params as Record<string, string>)[resource.parameter] as string
        const requested = included ? { fields: [], include: [name] } : { fields: [name] }
        const selection = { filters: {}, sort: resource.defaultSort, ...requested }
        const read = (db: Db) => getRecord(db, source, identifier, request, selection)
        const found = await auditedRead(app.db, request, read, { standby: true })
        const dependsOn = dependenciesOfRecord(resource, found.id, selection)
        const list = Object.values(JSON.parse(found.json) as Record<string, unknown[]>)[0] as unknown[]
        if (format === 'json')
          return sendJson(request, reply, { data: list, meta: { next_cursor: null } }, { dependsOn })
        return sendRows(request, reply, {
          name: `${resource.name}.${name}`,
          record: referred(item) as TObject,
          rows: list,
          fileName: name,
          format,
          dependsOn
        })
      }
    })
  }
}

/** Mounts a list under a record of another resource. */
export function mountSubList(app: FastifyInstance, { parent, child, filter, texts }: SubList): void {
  const { access = 'public' } = child
  const queryOf = queryFor(child)
  app.get(`/${parent.path}/:${parent.parameter}/${child.path}`, {
    config: { ...configOf(child), cost: costOfLists(child) },
    attachValidation: true,
    schema: {
      tags: [parent.path],
      ...texts,
      description: child.keyAdds ? `${texts.description} ${child.keyAdds}` : texts.description,
      security: securityOf(access, child.keyAdds !== undefined),
      params: Type.Object({ [parent.parameter]: parent.identifier }),
      querystring: listParameters(child, [filter]),
      response: listResponses(child, 404, ...goneOf(parent))
    },
    handler: async (request, reply) => {
      const identifier = (request.params as Record<string, string>)[parent.parameter] as string
      return sendList(app.db, queryOf(request), request, reply, {
        filter,
        getId: (db) => getId(db, seenBy(parent, request.caller), identifier, request)
      })
    }
  })
}

/** Returns the id of the record that a path names. Throws 404, 308 or 410. */
async function getId(db: Db, resource: Resource, identifier: string, request: FastifyRequest): Promise<string> {
  const visible = resource.visible ?? sql`true`
  const { rows } = await sql<{ id: string }>`
    select (${resource.id.expression})::text as id from ${resource.from}
    where ${visible} and ${resource.identifiedBy(identifier)}`.execute(db)
  if (!rows[0]) throw await whyNotFound(db, resource, identifier, request)
  return rows[0].id
}

/** Returns the record that a path names. Throws 404, 308 or 410. */
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
  refuseParameters(contradictions(resource, query, format))
  const identifier = (request.params as Record<string, string>)[resource.parameter] as string
  const read = async (readDb: Db) => {
    const selection = chosen.select(await select(readDb, source, query, {}))
    return { found: await getRecord(readDb, sourceIn(source, chosen), identifier, request, selection), selection }
  }
  const { found, selection } = await auditedRead(db, request, read, { standby: true })
  const { id, json, state, modified } = found
  const headers: Record<string, string> = {
    ...chosen.contentDisposition(identifier),
    ...(modified !== null && { 'last-modified': modified })
  }
  const dependsOn = dependenciesOfRecord(resource, id, selection, rendition)
  const { version } = chosen
  const context = { resource, query, base: request.server.baseUrl, log: request.log, ...(version && { version }) }
  const body = format === 'json' ? json : writeRecord({ ...context, format }, json)
  return sendRepresentation(request, reply, { type, headers, body, state, dependsOn })
}

/** Returns the query for the chosen format. JSON needs no further columns, so it uses the shared query. */
const sourceIn = (source: ResourceQuery, { source: formatted }: Chosen): ResourceQuery =>
  formatted === source.resource ? source : new ResourceQuery(formatted)

/** The record in the path of a sub-list: the filter that takes its id, and the lookup of the id. */
interface Parent {
  filter: string
  getId: (db: Db) => Promise<string>
}

/** Sends a list, or the list under the record `parent`. */
async function sendList(
  db: Database,
  source: ResourceQuery,
  request: FastifyRequest,
  reply: FastifyReply,
  parent?: Parent
): Promise<FastifyReply> {
  const { resource } = source
  const { query, faults } = sentQuery(request)
  if (faults.length > 0) throw await refusedQuery(db, source, request, query, faults)
  requireFilterScopes(resource, query, request.caller)
  const chosen = chooseFormat(request, resource, formatsOf(resource))
  const { format, type } = chosen
  const contradicting = contradictions(resource, query, format)
  if (contradicting.length > 0) throw await refusedQuery(db, source, request, query, contradicting)
  const resolve = async (readDb: Db) => {
    const id = parent && (await parent.getId(readDb))
    const selection = chosen.select(await select(readDb, source, query, parent ? { [parent.filter]: [id] } : {}))
    return { selection, parents: id === undefined ? [] : [id] }
  }
  const { version } = chosen
  const context = { resource, query, base: request.server.baseUrl, log: request.log, ...(version && { version }) }
  if (format !== 'json' && query.limit === undefined && query.cursor === undefined)
    return sendExport(request, reply, {
      ...chosen,
      format,
      headers: chosen.contentDisposition(resource.path),
      writer: () => writerOf({ ...context, format }),
      resolve: async (readDb) => {
        const { selection, parents } = await resolve(readDb)
        return { selection, dependsOn: [...dependenciesOfList(resource, selection, chosen.rendition), ...parents] }
      }
    })
  // Read before the transaction begins, because it may need another connection.
  const key = await request.server.cursorKey()
  const limit = query.limit ?? DEFAULT_LIMIT
  const audited = seesMore(rightsOfCaller(request.server.registry.rights, request.caller))

  const read = async (readDb: Db) => {
    const { selection, parents } = await resolve(readDb)
    const { fields: _fields, include: _include, ...list } = selection
    const scope = JSON.stringify([request.url.split('?')[0], list])
    const position = query.cursor === undefined ? undefined : decodeCursor(key, scope, query.cursor)
    const page = await selectPage(readDb, sourceIn(source, chosen), selection, {
      limit,
      audited,
      ...(position && { position })
    })
    const total = query.count ? await countRecords(readDb, source, selection) : undefined
    const { resources } = request.server.registry
    const dependsOn =
      format === 'json'
        ? dependenciesOfPage(resources, source, selection, page.rows)
        : dependenciesOfList(resource, selection, chosen.rendition)
    return { ...page, dependsOn: [...dependsOn, ...parents], scope, total }
  }
  // A page and its total must come from one snapshot.
  const snapshot = query.count !== undefined
  const { rows, more, dependsOn, scope, total } = await auditedRead(db, request, read, { snapshot, standby: true })

  const next = more ? encodeCursor(key, scope, rows.at(-1)?.position ?? []) : null
  const link = next !== null && {
    link: `<${request.server.baseUrl}${nextUrl(request.url, { limit, cursor: next })}>; rel="next"`
  }
  const headers: Record<string, string> = { ...link, ...chosen.contentDisposition(resource.path) }
  const text = format === 'json' ? jsonOf(rows, next, total) : textOf(rows, writerOf({ ...context, format }))
  return sendRepresentation(request, reply, { type, headers, ...(await packed(text, chosen.pack)), dependsOn })
}

/** Throws 401 or 403 if the query has a filter that the caller may not use. */
function requireFilterScopes({ filters = {} }: Resource, query: ListQuery, caller: Caller | null): void {
  for (const [name, { needs }] of Object.entries(filters))
    if (needs && query[name] !== undefined) requireStaffScope(caller, needs)
}

/** Returns a page as JSON, with the cursor of the next page. */
function jsonOf(rows: Row[], next: string | null, total: number | undefined): string {
  const data = rows.map(({ json }) => json).join(',')
  const meta = JSON.stringify({ next_cursor: next, ...(total !== undefined && { total }) })
  return `{"data":[${data}],"meta":${meta}}`
}

/** Returns a page in another format. */
function textOf(rows: Row[], { begin, record, end }: ListWriter): string {
  return begin + rows.map(({ json }) => record(json)).join('') + end()
}
