// Webhook endpoints over HTTP: create, change, delete, replace the secret.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Ref } from '../../contract/components.ts'
import { problems } from '../../contract/problems.ts'
import type { Tx } from '../../db/connect.ts'
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
import { read, sendSaved } from '../../records/write/routes.ts'
import { authorOf, write } from '../../records/write/transaction.ts'
import { callerOf, common, config, type EndpointRequest, getLocked, params } from './endpoint-access.ts'
import { generateSecret, secretText } from './event.ts'
import { countOwnEndpoints, deleteEndpoint, insertEndpoint, rotateSecret, updateEndpoint } from './queries.ts'
import { NEEDS, webhookEndpoints } from './resources.ts'
import { checkTypes, checkUrl, MOST_ENDPOINTS, tooManyEndpoints } from './rules.ts'
import { WebhookEndpointPatch, WebhookEndpointPrototype, WebhookRotation } from './schemas.ts'

const ONCE =
  'The secret is in this one answer and in no other, not even when the request is repeated with its Idempotency-Key.'
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
        'Has every change that is committed from now on told to an address, signed as Standard Webhooks 1.0 has ' +
        `it. ${ONCE} ${NEEDS}`,
      headers: idempotencyHeaders,
      body: Ref(WebhookEndpointPrototype),
      ...requestBody('The endpoint to be made.', {
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
      const answer = await write(app.db, authorOf(request), (tx) =>
        tellSecret(tx, request, 201, async (secret) => {
          if ((await countOwnEndpoints(tx, caller)) >= MOST_ENDPOINTS) throw tooManyEndpoints()
          return insertEndpoint(tx, caller.id, { url, description, types }, secret)
        })
      )
      return sendSaved(request, reply, webhookEndpoints, answer)
    }
  })

  app.patch<EndpointRequest & { Body: WebhookEndpointPatch }>('/webhook-endpoints/:webhook_endpoint', {
    config,
    schema: {
      ...common,
      operationId: 'update_webhook_endpoint',
      summary: 'Change one webhook endpoint',
      description:
        'Changes the address, the description or the types of an endpoint (RFC 7396). What waits is sent to the ' +
        `new address. ${NEEDS}`,
      params,
      headers: matchHeaders,
      consumes: ['application/merge-patch+json'],
      body: Ref(WebhookEndpointPatch),
      ...requestBody('What is to change.', { description: 'Lista członków na stronie głównej' }),
      response: { 200: savedResponse(webhookEndpoints, 'changed'), ...problems(400, 403, 404, 409, 412, 415, 428) }
    },
    handler: async (request, reply) => {
      checkUrl(request.body.url, allowLoopback)
      checkTypes(app.registry.changeLogTypes, request.body.types)
      const answer = await write(app.db, authorOf(request), async (tx) => {
        const { id, version } = await getLocked(tx, request)
        requireMatch(request, stateOf(id, version))
        await updateEndpoint(tx, id, request.body)
        return { id, status: 200, record: await read(tx, webhookEndpoints, id) }
      })
      return sendSaved(request, reply, webhookEndpoints, answer)
    }
  })

  app.delete<EndpointRequest>('/webhook-endpoints/:webhook_endpoint', {
    config,
    schema: {
      ...common,
      operationId: 'delete_webhook_endpoint',
      summary: 'Delete one webhook endpoint',
      description: `Deletes an endpoint with all that waits to be sent to it. ${NEEDS}`,
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
        'Makes a new secret and answers with it; until the grace is over, events carry a signature of each of ' +
        `the two. ${ONCE} ${NEEDS}`,
      params,
      headers: idempotencyHeaders,
      body: Ref(WebhookRotation),
      ...requestBody('How long the old secret signs as well.', { grace_seconds: 3600 }),
      response: { 200: actedResponse(webhookEndpoints), ...problems(400, 403, 404, 409, 415) }
    },
    // Everything in the body may be left out, so the body itself may be too.
    preValidation: async (request) => {
      if (request.body === undefined) request.body = {}
    },
    handler: async (request, reply) => {
      const answer = await write(app.db, authorOf(request), (tx) =>
        tellSecret(tx, request, 200, async (secret) => {
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
      return sendSaved(request, reply, webhookEndpoints, answer)
    }
  })
}

/** Does what makes a secret once for each Idempotency-Key; only then does the record hold it. */
async function tellSecret(
  tx: Tx,
  request: FastifyRequest,
  status: 200 | 201,
  work: (secret: Buffer) => Promise<string>
) {
  let told: Buffer | undefined
  const outcome = await once(tx, request, async () => {
    const secret = generateSecret()
    const id = await work(secret)
    told = secret
    return { status, type: webhookEndpoints.name, id }
  })
  const record = await read(tx, webhookEndpoints, outcome.id)
  return {
    ...outcome,
    record:
      record && told
        ? { ...record, json: JSON.stringify({ ...JSON.parse(record.json), secret: secretText(told) }) }
        : record
  }
}
