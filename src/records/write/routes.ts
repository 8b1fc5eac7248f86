// Mounts the writes of a resource: POST, PUT by slug, PATCH and DELETE, each with its contract.
import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { problems } from '../../contract/problems.ts'
import type { Tx } from '../../db/connect.ts'
import { keyed, type Scope } from '../../http/access.ts'
import { PATCH_TYPES } from '../../http/bodies.ts'
import { notFound } from '../../http/errors.ts'
import { once } from '../../http/idempotency.ts'
import { sendRepresentation } from '../../http/representation.ts'
import type { Resource } from '../define.ts'
import type { Writes } from '../define-writes.ts'
import { mediaTypes } from '../read/contract.ts'
import { type Found, findRecord, ResourceQuery } from '../read/query.ts'
import { change, create, replace, requireReservedScope, sentBody } from './changes.ts'
import {
  deletedResponse,
  idempotencyHeaders,
  matchHeaders,
  replaceHeaders,
  requestBody,
  savedResponse
} from './contract.ts'
import type { BodySchemas } from './define.ts'
import { refuseInUse } from './dependants.ts'
import { creationQuery } from './duplicates.ts'
import { lock } from './locks.ts'
import type { Body } from './names.ts'
import { authorOf, type Later, write, writeAndRead } from './transaction.ts'

/** Mounts the writes of a resource. They require a key with the scope. */
export function mountWrites(
  app: FastifyInstance,
  writes: Writes,
  bodies: BodySchemas,
  scope: Scope = 'registry:write'
): void {
  const { resource } = writes
  const { path, parameter, label } = resource
  const name = label.en.replaceAll(' ', '_')
  const operation = (verb: string, summary: string, description: string, extra: object) => ({
    tags: [path],
    operationId: `${verb}_${name}`,
    summary,
    description: `${description} Needs a key with the scope \`${scope}\`.${reservedText(writes)}`,
    security: keyed,
    ...extra
  })
  const params = Type.Object({ [parameter]: resource.identifier })
  const config = { access: scope, ...(resource.deprecated && { deprecated: resource.deprecated }) }
  const gone = resource.erased ? [410] : []
  const { example } = writes

  app.post(`/${path}`, {
    config,
    attachValidation: true,
    schema: operation('create', `Create one ${label.en}`, `Creates a new ${label.en} and returns it.`, {
      querystring: creationQuery(writes),
      headers: idempotencyHeaders,
      body: bodies.prototype,
      ...requestBody(`The new ${label.en}.`, example),
      response: { 201: savedResponse(resource, 'created'), ...problems(400, 403, 404, 409, 415) }
    }),
    handler: async (request, reply) => {
      const sent = sentBody(request)
      const work = (tx: Tx) =>
        once(tx, request, async () => ({
          status: 201,
          type: resource.name,
          id: await create(tx, writes, sent, request)
        }))
      const saved = await save(request, resource, work, writtenIncludes(writes, sent.body))
      return sendSaved(request, reply, resource, saved)
    }
  })

  if (writes.slugFrom) {
    app.put(`/${path}/:${parameter}`, {
      config,
      attachValidation: true,
      schema: operation(
        'replace',
        `Create or replace one ${label.en}`,
        `Creates the ${label.en} with this slug, or replaces it as a whole. Omitted properties are cleared.`,
        {
          params,
          querystring: creationQuery(writes),
          headers: replaceHeaders,
          body: bodies.prototype,
          ...requestBody(`All properties of the ${label.en}.`, example),
          response: {
            200: savedResponse(resource, 'replaced'),
            201: savedResponse(resource, 'created'),
            ...problems(400, 403, 404, 409, 412, 415, 428, ...gone)
          }
        }
      ),
      handler: async (request, reply) => {
        const sent = sentBody(request)
        const identifier = (request.params as Record<string, string>)[parameter] as string
        const work = (tx: Tx) => replace(tx, writes, identifier, sent, request)
        const saved = await save(request, resource, work, writtenIncludes(writes, sent.body))
        return sendSaved(request, reply, resource, saved)
      }
    })
  }

  app.patch(`/${path}/:${parameter}`, {
    config,
    attachValidation: true,
    schema: operation(
      'update',
      `Change one ${label.en}`,
      `Changes the properties of the ${label.en} that the body contains, and no others (RFC 7396).`,
      {
        params,
        headers: matchHeaders,
        consumes: PATCH_TYPES,
        body: bodies.patch,
        ...requestBody(`The changed properties of the ${label.en}.`, writes.change),
        response: { 200: savedResponse(resource, 'changed'), ...problems(400, 403, 404, 409, 412, 415, 428, ...gone) }
      }
    ),
    handler: async (request, reply) => {
      const sent = sentBody(request)
      const identifier = (request.params as Record<string, string>)[parameter] as string
      const work = async (tx: Tx, later: Later) => {
        const locked = await lock(tx, writes, identifier, request)
        await change(tx, writes, locked, sent, { whole: false, request, later })
        return { status: 200, id: locked.id }
      }
      const saved = await save(request, resource, work, writtenIncludes(writes, sent.body))
      return sendSaved(request, reply, resource, saved)
    }
  })

  app.delete(`/${path}/:${parameter}`, {
    config,
    schema: operation(
      'delete',
      `Delete one ${label.en}`,
      `Deletes the ${label.en}. If other records refer to it, it is not deleted, and the response (409) lists them.`,
      {
        params,
        headers: matchHeaders,
        response: { 204: deletedResponse, ...problems(400, 403, 404, 409, 412, 428, ...gone) }
      }
    ),
    handler: async (request, reply) => {
      const identifier = (request.params as Record<string, string>)[parameter] as string
      await write(app.db, authorOf(request), async (tx) => {
        const { id } = await lock(tx, writes, identifier, request)
        await writes.guard?.(tx, id, 'deletion')
        await requireReservedScope(tx, writes, id, null, request.caller)
        await refuseInUse(tx, app.registry.resources, resource.name, id)
        await sql`delete from ${sql.table(resource.name)} where id = ${id}::uuid`.execute(tx)
      })
      return reply.code(204).send()
    }
  })
}

const reservedText = ({ reserved }: Writes): string =>
  reserved ? ` ${reserved.text} needs the scope \`${reserved.scope}\` as well.` : ''

interface Outcome {
  id: string
  status: number
  replayed?: boolean
}

interface Saved extends Outcome {
  record: Found | undefined
}

/** Runs a write and reads its record for the response. */
export async function save(
  request: FastifyRequest,
  resource: Resource,
  work: (tx: Tx, later: Later) => Promise<Outcome>,
  include?: string[]
): Promise<Saved> {
  const reading = (tx: Tx, { id }: Outcome) => read(tx, resource, id, include)
  const [outcome, record] = await writeAndRead(request.server.db, authorOf(request), work, reading)
  return { ...outcome, record }
}

/** Sends the record after a write. Throws 404 if the request is a repetition and the record was deleted meanwhile. */
export async function sendSaved(
  request: FastifyRequest,
  reply: FastifyReply,
  resource: Resource,
  { id, status, record, replayed }: Saved
): Promise<FastifyReply> {
  if (!record) throw notFound(resource.label)
  const headers: Record<string, string> = {}
  if (status === 201) {
    const { slug } = JSON.parse(record.json) as { slug?: string }
    headers.location = `${request.server.baseUrl}/v1/${resource.path}/${slug ?? id}`
  }
  if (replayed) headers['idempotent-replayed'] = 'true'
  return sendRepresentation(request, reply, {
    type: mediaTypes.json,
    body: record.json,
    state: record.state,
    headers,
    status
  })
}

const queries = new WeakMap<Resource, ResourceQuery>()

/** The query for records as their writers see them. One instance per resource, so that its SQL is compiled once. */
function queryForWriters(resource: Resource): ResourceQuery {
  const existing = queries.get(resource)
  if (existing) return existing
  const visible = resource.visibleToWriters ?? resource.visible
  const query = new ResourceQuery({ ...resource, visible } as Resource)
  queries.set(resource, query)
  return query
}

/** Returns the record for the response to a write. `include`: the lists that the body contained. */
export const read = (tx: Tx, resource: Resource, id: string, include: string[] = []) =>
  findRecord(tx, queryForWriters(resource), id, { filters: {}, sort: resource.defaultSort, include })

const writtenIncludes = ({ resource, properties }: Writes, body: Body): string[] =>
  Object.keys(resource.includes ?? {}).filter((name) => name in properties && body[name] !== undefined)
