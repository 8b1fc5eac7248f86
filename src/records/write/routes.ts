// Mounts the writes of a resource: POST, PUT by slug, PATCH and DELETE, each with its contract.
import { randomUUID } from 'node:crypto'
import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { problems } from '../../contract/problems.ts'
import type { Tx } from '../../db/connect.ts'
import { type Caller, InsufficientScope, keyed, requireScope, type Scope } from '../../http/access.ts'
import { PATCH_TYPES } from '../../http/bodies.ts'
import { type Fault, invalidBody, notFound } from '../../http/errors.ts'
import { once } from '../../http/idempotency.ts'
import { refuseMissing, requireMatch, stateOf } from '../../http/preconditions.ts'
import { sendRepresentation } from '../../http/representation.ts'
import { UUID } from '../../http/uuid.ts'
import type { Resource, Writes } from '../define.ts'
import { mediaTypes } from '../read/contract.ts'
import { whyNotFound } from '../read/not-found.ts'
import { type Found, findRecord, ResourceQuery } from '../read/query.ts'
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
import { creationQuery, refuseDuplicate } from './duplicates.ts'
import { chooseSlugs, refuseTakenSlug, retryIfSlugTaken } from './slugs.ts'
import { Names, planOf, store } from './store.ts'
import { authorOf, ruleBroken, write } from './transaction.ts'

type Body = Record<string, unknown>

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
    schema: operation('create', `Create one ${label.en}`, `Creates a new ${label.en} and returns it.`, {
      querystring: creationQuery(writes),
      headers: idempotencyHeaders,
      body: bodies.prototype,
      ...requestBody(`The new ${label.en}.`, example),
      response: { 201: savedResponse(resource, 'created'), ...problems(400, 403, 404, 409, 415) }
    }),
    handler: async (request, reply) => {
      const saved = await write(app.db, authorOf(request), async (tx) => {
        const outcome = await once(tx, request, async () => ({
          status: 201,
          type: resource.name,
          id: await create(tx, writes, request.body as Body, request)
        }))
        return {
          ...outcome,
          record: await read(tx, resource, outcome.id, writtenIncludes(writes, request.body as Body))
        }
      })
      return sendSaved(request, reply, resource, saved)
    }
  })

  if (writes.slugFrom) {
    app.put(`/${path}/:${parameter}`, {
      config,
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
        const identifier = (request.params as Record<string, string>)[parameter] as string
        const saved = await write(app.db, authorOf(request), async (tx) => {
          const { status, id } = await replace(tx, writes, identifier, request)
          return { status, id, record: await read(tx, resource, id, writtenIncludes(writes, request.body as Body)) }
        })
        return sendSaved(request, reply, resource, saved)
      }
    })
  }

  app.patch(`/${path}/:${parameter}`, {
    config,
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
      const identifier = (request.params as Record<string, string>)[parameter] as string
      const saved = await write(app.db, authorOf(request), async (tx) => {
        const id = await lock(tx, writes, identifier, request)
        await change(tx, writes, id, request.body as Body, { whole: false, caller: request.caller })
        return {
          status: 200,
          id,
          record: await read(tx, resource, id, writtenIncludes(writes, request.body as Body))
        }
      })
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
        const id = await lock(tx, writes, identifier, request)
        await writes.guard?.(tx, id)
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

interface Saved {
  id: string
  status: number
  record: Found | undefined
  replayed?: boolean
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

/** Returns the record for the response to a write. `include`: the lists that the body contained. */
export const read = (tx: Tx, resource: Resource, id: string, include: string[] = []) =>
  findRecord(
    tx,
    new ResourceQuery({ ...resource, visible: resource.visibleToWriters ?? resource.visible } as Resource),
    id,
    {
      filters: {},
      sort: resource.defaultSort,
      include
    }
  )

const writtenIncludes = ({ resource, properties }: Writes, body: Body): string[] =>
  Object.keys(resource.includes ?? {}).filter((name) => name in properties && body[name] !== undefined)

/**
 * Creates a record and returns its id. Throws 422 for references to records that do not exist, and 409 for a record
 * that the registry may already have, unless the request confirms that it is new.
 */
async function create(tx: Tx, writes: Writes, body: Body, request: FastifyRequest): Promise<string> {
  await requireReservedScope(tx, writes, null, body, request.caller)
  const { names, faults } = await Names.read(tx, writes, [{ body }])
  if (faults.length > 0) throw ruleBroken(...faults)
  const { columns, lists } = planOf(writes.properties, body, names, true)
  const words = (columns.slug ?? null) === null ? writes.slugFrom?.(body) : undefined
  if (words !== undefined) [columns.slug] = await chooseSlugs(tx, writes, [{ words, seed: randomUUID() }])
  else if (typeof columns.slug === 'string') await refuseTakenSlug(tx, writes, columns.slug, null)
  refuseFaulty(writes, columns)
  refuseManaged(writes, body, undefined)
  const filled = Object.fromEntries(Object.entries(columns).filter(([, stored]) => stored !== null))
  const [id = ''] = await store(tx, writes, [{ id: null, columns: filled, lists }]).catch((error: unknown) => {
    throw words === undefined ? error : retryIfSlugTaken(error, writes.resource.name)
  })
  const { confirm_new: isConfirmed = false } = request.query as { confirm_new?: boolean }
  await refuseDuplicate(tx, writes, id, isConfirmed)
  return id
}

/** Changes the properties in the body; with `whole`, clears all others. */
export async function change(
  tx: Tx,
  writes: Writes,
  id: string,
  body: Body,
  { whole, caller }: { whole: boolean; caller: Caller | null }
): Promise<void> {
  await writes.guard?.(tx, id)
  await requireReservedScope(tx, writes, id, body, caller)
  const { names, faults } = await Names.read(tx, writes, [{ body }])
  if (faults.length > 0) throw ruleBroken(...faults)
  const { columns, lists } = planOf(writes.properties, body, names, whole)
  if (whole && writes.slugFrom && columns.slug === null) delete columns.slug
  if (typeof columns.slug === 'string') await refuseTakenSlug(tx, writes, columns.slug, id)
  if (writes.faults || managedNames(writes).length > 0) {
    const stored = await storedRow(tx, writes, id)
    refuseManaged(writes, body, stored)
    refuseFaulty(writes, { ...stored, ...columns }, stored)
  }
  await store(tx, writes, [{ id, columns, lists }])
}

/** Throws 403 for a write that needs the reserved scope if the caller's key does not have it. */
async function requireReservedScope(
  tx: Tx,
  { reserved }: Writes,
  id: string | null,
  body: Body | null,
  caller: Caller | null
): Promise<void> {
  if (!reserved || !(await reserved.appliesTo(tx, id, body))) return
  requireScope(caller, reserved.scope)
  // For partners, the same scope permits less.
  if (caller?.audience !== 'staff') throw new InsufficientScope([reserved.scope])
}

const managedNames = ({ properties }: Writes): string[] =>
  Object.entries(properties).flatMap(([name, property]) =>
    property.kind === 'value' && property.managed ? [name] : []
  )

const readOnly = (name: string): Fault => ({
  pointer: `/${name}`,
  code: 'read_only',
  detail: {
    pl: `Wartość pola «${name}» nadaje rejestr: można ją powtórzyć, pominąć albo usunąć (null).`,
    en: `The registry sets the value of «${name}»: repeat it, omit it, or clear it with null.`
  }
})

/** Throws 422 if the body changes a property that the registry sets. */
function refuseManaged(writes: Writes, body: Body, stored: Body | undefined): void {
  const set = managedNames(writes).filter((name) => (body[name] ?? null) !== null && body[name] !== stored?.[name])
  if (set.length > 0) throw ruleBroken(...set.map(readOnly))
}

/** Throws 422 if the row breaks a rule of the resource. */
function refuseFaulty({ faults }: Writes, row: Body, stored?: Body): void {
  const found = faults?.(row, stored) ?? []
  if (found.length > 0) throw ruleBroken(...found)
}

async function storedRow(tx: Tx, { resource }: Writes, id: string): Promise<Body | undefined> {
  const { rows } = await sql<{ row: Body }>`
    select to_jsonb(t) as row from ${sql.table(resource.name)} t where t.id = ${id}::uuid`.execute(tx)
  return rows[0]?.row
}

async function replace(
  tx: Tx,
  writes: Writes,
  identifier: string,
  request: FastifyRequest
): Promise<{ status: number; id: string }> {
  const body = request.body as Body
  const existing = await lockRow(tx, writes.resource, identifier)
  if (existing) {
    requireMatch(request, stateOf(existing.id, existing.version))
    await change(tx, writes, existing.id, body, { whole: true, caller: request.caller })
    return { status: 200, id: existing.id }
  }
  // A slug that was never used may be created; a former slug, an erased record or an unknown id may not.
  const reason = await whyNotFound(tx, writes.resource, identifier, request)
  if (reason.code !== 'not_found' || UUID.test(identifier)) throw reason
  refuseMissing(request)
  if (body.slug !== undefined && body.slug !== identifier) {
    throw invalidBody('/slug', 'differs_from_path', {
      pl: 'Pole «slug» musi być takie jak w adresie albo pominięte.',
      en: '«slug» must be the same as in the URL, or omitted.'
    })
  }
  return { status: 201, id: await create(tx, writes, { ...body, slug: identifier }, request) }
}

interface Locked {
  id: string
  version: number
}

/** Locks the row of the record that a path names. Returns undefined if there is none. */
async function lockRow(tx: Tx, resource: Resource, identifier: string): Promise<Locked | undefined> {
  const condition =
    UUID.test(identifier) || !('slug' in resource.columns) ? sql`id = ${identifier}::uuid` : sql`slug = ${identifier}`
  const { rows } = await sql<Locked>`
    select id::text as id, version from ${sql.table(resource.name)} where ${condition} for update`.execute(tx)
  return rows[0]
}

/**
 * Locks the record that a path names for a change and returns its id. Throws 404, 308 or 410, and 428 or 412 if
 * If-Match is missing or does not match.
 */
export async function lock(
  tx: Tx,
  { resource }: Pick<Writes, 'resource'>,
  identifier: string,
  request: FastifyRequest
): Promise<string> {
  const row = await lockRow(tx, resource, identifier)
  if (!row) throw await whyNotFound(tx, resource, identifier, request)
  requireMatch(request, stateOf(row.id, row.version))
  return row.id
}

/** Locks the record of an operation, in any version, and returns its id. Throws 404, 308 or 410. */
export async function lockForAction(
  tx: Tx,
  resource: Resource,
  identifier: string,
  request: FastifyRequest
): Promise<string> {
  const row = await lockRow(tx, resource, identifier)
  if (!row) throw await whyNotFound(tx, resource, identifier, request)
  return row.id
}
