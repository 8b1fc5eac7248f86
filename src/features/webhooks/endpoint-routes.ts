// Creates, changes and deletes webhook endpoints over HTTP, and replaces their secrets.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Ref } from '../../contract/components.ts'
import { problems } from '../../contract/problems.ts'
import type { Tx } from '../../db/connect.ts'
import { PATCH_TYPES } from '../../http/bodies.ts'
import { once } from '../../http/idempotency.ts'
import { requireMatch, stateOf } from '../../http/preconditions.ts'
import {
  actedResponse,
  deletedResponse,
  idempotencyHeaders,
  matchHeaders,
  requestBody,
  savedResponse
} from '../../records/write/contract.ts'
import { read, save, sendSaved } from '../../records/write/routes.ts'
import { authorOf, write } from '../../records/write/transaction.ts'
import { callerOf, common, config, type EndpointRequest, getLocked, params } from './endpoint-access.ts'
import { countOwnEndpoints, deleteEndpoint, insertEndpoint, rotateSecret, updateEndpoint } from './queries.ts'
import { NEEDS_WEBHOOKS, webhookEndpoints } from './resources.ts'
import { checkTypes, checkUrl, MAX_ENDPOINTS, tooManyEndpoints } from './rules.ts'
import { WebhookEndpointPatch, WebhookEndpointPrototype, WebhookRotation } from './schemas.ts'
import { generateSecret, secretText } from './sending/event.ts'

const SECRET_ONLY_ONCE =
  'Only this response contains the secret. Later responses do not, not even if the request is repeated with the same ' +
  'Idempotency-Key.'

/** Mounts the routes that create, change and delete endpoints and replace their secrets. */
export function webhookEndpointRoutes(app: FastifyInstance): void {
  const allowLoopback = app.webhookLoopback

  app.post<{ Body: WebhookEndpointPrototype }>('/webhook-endpoints', {
    config,
    schema: {
      ...common,
      operationId: 'create_webhook_endpoint',
      summary: 'Create one webhook endpoint',
      description:
        'Creates an endpoint. Every change that is committed from now on is sent to its address, signed according to ' +
        `Standard Webhooks 1.0. ${SECRET_ONLY_ONCE} ${NEEDS_WEBHOOKS}`,
      headers: idempotencyHeaders,
      body: Ref(WebhookEndpointPrototype),
      ...requestBody('The webhook endpoint to create.', {
        url: 'https://portal.example.org/konwent/webhooks',
        types: ['organisation', 'membership']
      }),
      response: { 201: savedResponse(webhookEndpoints, 'created'), ...problems(400, 403, 409, 415) }
    },
    handler: async (request, reply) => {
      const { url, description = null, types = null } = request.body
      const caller = callerOf(request)
      checkUrl(url, allowLoopback)
      checkTypes(app.registry.changeLogTypes, types)
      const saved = await write(app.db, authorOf(request), (tx) =>
        saveNewSecret(tx, request, 201, async (secret) => {
          if ((await countOwnEndpoints(tx, caller)) >= MAX_ENDPOINTS) throw tooManyEndpoints()
          return insertEndpoint(tx, caller.id, { url, description, types }, secret)
        })
      )
      return sendSaved(request, reply, webhookEndpoints, saved)
    }
  })

  app.patch<EndpointRequest & { Body: WebhookEndpointPatch }>('/webhook-endpoints/:webhook_endpoint', {
    config,
    schema: {
      ...common,
      operationId: 'update_webhook_endpoint',
      summary: 'Change one webhook endpoint',
      description:
        'Changes the address, the description or the types of an endpoint (RFC 7396). Pending events are sent to the ' +
        `new address. ${NEEDS_WEBHOOKS}`,
      params,
      headers: matchHeaders,
      consumes: PATCH_TYPES,
      body: Ref(WebhookEndpointPatch),
      ...requestBody('The properties to change.', { description: 'Lista członków na stronie głównej' }),
      response: { 200: savedResponse(webhookEndpoints, 'changed'), ...problems(400, 403, 404, 409, 412, 415, 428) }
    },
    handler: async (request, reply) => {
      checkUrl(request.body.url, allowLoopback)
      checkTypes(app.registry.changeLogTypes, request.body.types)
      const saved = await save(request, webhookEndpoints, async (tx) => {
        const { id, version } = await getLocked(tx, request)
        requireMatch(request, stateOf(id, version))
        await updateEndpoint(tx, id, request.body)
        return { id, status: 200 }
      })
      return sendSaved(request, reply, webhookEndpoints, saved)
    }
  })

  app.delete<EndpointRequest>('/webhook-endpoints/:webhook_endpoint', {
    config,
    schema: {
      ...common,
      operationId: 'delete_webhook_endpoint',
      summary: 'Delete one webhook endpoint',
      description: `Deletes an endpoint together with its pending events. ${NEEDS_WEBHOOKS}`,
      params,
      headers: matchHeaders,
      response: { 204: deletedResponse, ...problems(400, 403, 404, 409, 412, 428) }
    },
    handler: async (request, reply) => {
      await write(app.db, authorOf(request), async (tx) => {
        const { id, version } = await getLocked(tx, request)
        requireMatch(request, stateOf(id, version))
        await deleteEndpoint(tx, id)
      })
      return reply.code(204).send()
    }
  })

  app.post<EndpointRequest & { Body: WebhookRotation }>('/webhook-endpoints/:webhook_endpoint/rotation', {
    config,
    schema: {
      ...common,
      operationId: 'rotate_webhook_secret',
      summary: 'Replace the secret of one webhook endpoint',
      description:
        'Creates a new secret and returns it. Until the grace period ends, events have a signature for each of the ' +
        `two secrets. ${SECRET_ONLY_ONCE} ${NEEDS_WEBHOOKS}`,
      params,
      headers: idempotencyHeaders,
      body: Ref(WebhookRotation),
      ...requestBody('The grace period of the old secret. The body can be omitted.', { grace_seconds: 3600 }),
      response: { 200: actedResponse(webhookEndpoints), ...problems(400, 403, 404, 409, 415) }
    },
    // All properties of the body are optional, so the body itself is optional too.
    preValidation: async (request) => {
      if (request.body === undefined) request.body = {}
    },
    handler: async (request, reply) => {
      const saved = await write(app.db, authorOf(request), (tx) =>
        saveNewSecret(tx, request, 200, async (secret) => {
          const { id } = await getLocked(tx, request)
          await rotateSecret(
            tx,
            id,
            secret,
            request.body.grace_seconds ?? WebhookRotation.properties.grace_seconds.default
          )
          return id
        })
      )
      return sendSaved(request, reply, webhookEndpoints, saved)
    }
  })
}

/** Saves a new secret once per Idempotency-Key. The record includes the secret only if it was created now. */
async function saveNewSecret(
  tx: Tx,
  request: FastifyRequest,
  status: 200 | 201,
  work: (secret: Buffer) => Promise<string>
) {
  let newSecret: Buffer | undefined
  const outcome = await once(tx, request, async () => {
    const secret = generateSecret()
    const id = await work(secret)
    newSecret = secret
    return { status, type: webhookEndpoints.name, id }
  })
  const record = await read(tx, webhookEndpoints, outcome.id)
  return {
    ...outcome,
    record:
      record && newSecret
        ? { ...record, json: JSON.stringify({ ...JSON.parse(record.json), secret: secretText(newSecret) }) }
        : record
  }
}
