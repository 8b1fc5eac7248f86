// Webhook endpoints over HTTP: made, changed, tried, and brought up to date again by whoever keeps them.
import { type TSchema, Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Ref } from '../../contract/components.ts'
import { problems } from '../../contract/problems.ts'
import type { Tx } from '../../db/connect.ts'
import { type Caller, keyed } from '../../http/access.ts'
import { notFound } from '../../http/errors.ts'
import { once } from '../../http/idempotency.ts'
import { requireMatch, stateOf } from '../../http/preconditions.ts'
import type { Resource } from '../../records/define.ts'
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
import { seqOf } from '../changes/cursor.ts'
import { generateSecret, secretText } from './event.ts'
import {
  countOwnEndpoints,
  deleteEndpoint,
  findEndpointOf,
  forgetTrouble,
  insertEndpoint,
  insertTest,
  type LockedEndpoint,
  lockEndpoint,
  redeliver,
  replay,
  rotateSecret,
  updateEndpoint
} from './queries.ts'
import { NEEDS, webhookDeliveries, webhookEndpoints } from './resources.ts'
import {
  checkTypes,
  checkUrl,
  MOST_ENDPOINTS,
  MOST_REPLAYED,
  requireStatus,
  tooLongReplay,
  tooManyEndpoints
} from './rules.ts'
import { WebhookEndpointPatch, WebhookEndpointPrototype, WebhookReplay, WebhookRotation } from './schemas.ts'

type Request = { Params: { webhook_endpoint: string } }

const ONCE =
  'The secret is in this one answer and in no other, not even when the request is repeated with its Idempotency-Key.'
const config = { access: 'webhooks' } as const
const common = { tags: [webhookEndpoints.path], security: keyed }
const params = Type.Object({ webhook_endpoint: webhookEndpoints.identifier })

// The route lets nobody in without a key.
const callerOf = (request: FastifyRequest): Caller => request.caller as Caller

/** Mounts everything about webhooks; `allowLoopback` lets receivers be on this machine. */
export function webhookRoutes(app: FastifyInstance): void {
  const allowLoopback = app.webhookLoopback
  mountKeeping(app, allowLoopback)
  mountOperations(app)
}

function mountKeeping(app: FastifyInstance, allowLoopback: boolean): void {
  app.post<{ Body: WebhookEndpointPrototype }>('/webhook-endpoints', {
    config,
    schema: {
      ...common,
      operationId: 'create_webhook_endpoint',
      summary: 'Create one webhook endpoint',
      description: `Has every change that is committed from now on told to an address, signed as Standard Webhooks 1.0 has it. ${ONCE} ${NEEDS}`,
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
      checkTypes(app.registry.journaledTypes, types)
      const answer = await write(app.db, authorOf(request), (tx) =>
        tellSecret(tx, request, 201, async (secret) => {
          if ((await countOwnEndpoints(tx, caller)) >= MOST_ENDPOINTS) throw tooManyEndpoints()
          return insertEndpoint(tx, caller.id, { url, description, types }, secret)
        })
      )
      return sendSaved(request, reply, webhookEndpoints, answer)
    }
  })

  app.patch<Request & { Body: WebhookEndpointPatch }>('/webhook-endpoints/:webhook_endpoint', {
    config,
    schema: {
      ...common,
      operationId: 'update_webhook_endpoint',
      summary: 'Change one webhook endpoint',
      description: `Changes the address, the description or the types of an endpoint (RFC 7396). What waits is sent to the new address. ${NEEDS}`,
      params,
      headers: matchHeaders,
      consumes: ['application/merge-patch+json'],
      body: Ref(WebhookEndpointPatch),
      ...requestBody('What is to change.', { description: 'Lista członków na stronie głównej' }),
      response: { 200: savedResponse(webhookEndpoints, 'changed'), ...problems(400, 403, 404, 409, 412, 415, 428) }
    },
    handler: async (request, reply) => {
      checkUrl(request.body.url, allowLoopback)
      checkTypes(app.registry.journaledTypes, request.body.types)
      const answer = await write(app.db, authorOf(request), async (tx) => {
        const { id, version } = await getLocked(tx, request)
        requireMatch(request, stateOf(id, version))
        await updateEndpoint(tx, id, request.body)
        return { id, status: 200, record: await read(tx, webhookEndpoints, id) }
      })
      return sendSaved(request, reply, webhookEndpoints, answer)
    }
  })

  app.delete<Request>('/webhook-endpoints/:webhook_endpoint', {
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

  app.post<Request & { Body: WebhookRotation }>('/webhook-endpoints/:webhook_endpoint/rotation', {
    config,
    schema: {
      ...common,
      operationId: 'rotate_webhook_secret',
      summary: 'Replace the secret of one webhook endpoint',
      description: `Makes a new secret and answers with it; until the grace is over, events carry a signature of each of the two. ${ONCE} ${NEEDS}`,
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

interface Operation {
  operationId: string
  summary: string
  description: string
  body?: { schema: TSchema; description: string; example: unknown }
  /** Statuses of its own problems. */
  refused?: number[]
  /** Goes before the transaction; what it finds is given to `act`. */
  prepare?: () => Promise<unknown>
  act: (tx: Tx, endpoint: LockedEndpoint, body: never, prepared: never) => Promise<void>
}

function mountOperations(app: FastifyInstance): void {
  const mount = (name: string, { body, refused = [], prepare, act, ...texts }: Operation) => {
    app.post<Request>(`/webhook-endpoints/:webhook_endpoint/${name}`, {
      config,
      schema: {
        ...common,
        ...texts,
        description: `${texts.description} ${NEEDS}`,
        params,
        headers: idempotencyHeaders,
        ...(body && { body: Ref(body.schema), ...requestBody(body.description, body.example) }),
        response: { 200: actedResponse(webhookEndpoints), ...problems(400, 403, 404, 409, 415, ...refused) }
      },
      handler: async (request, reply) => {
        const prepared = await prepare?.()
        const answer = await write(app.db, authorOf(request), async (tx) => {
          const outcome = await once(tx, request, async () => {
            const endpoint = await getLocked(tx, request)
            await act(tx, endpoint, request.body as never, prepared as never)
            return { status: 200, type: webhookEndpoints.name, id: endpoint.id }
          })
          return { ...outcome, record: await read(tx, webhookEndpoints, outcome.id) }
        })
        return sendSaved(request, reply, webhookEndpoints, answer)
      }
    })
  }

  mount('pause', {
    operationId: 'pause_webhook_endpoint',
    summary: 'Pause one webhook endpoint',
    description:
      'Sends nothing until the endpoint is resumed; what happens meanwhile is collected, for 30 days. One that is paused stays so.',
    act: async (tx, { id, status }) => {
      requireStatus(status, ['active', 'paused'])
      if (status === 'active') await updateEndpoint(tx, id, { status: 'paused' }, 'paused')
    }
  })
  mount('resumption', {
    operationId: 'resume_webhook_endpoint',
    summary: 'Resume one webhook endpoint',
    description:
      'Sends what was collected while the endpoint was paused, and what waits since it was disabled. What happened while it was disabled comes by a replay. One that is active stays so.',
    act: async (tx, { id, status }) => {
      if (status === 'active') return
      await forgetTrouble(tx, id)
      await updateEndpoint(tx, id, { status: 'active' }, 'resumed')
    }
  })
  mount('replay', {
    operationId: 'replay_webhook_endpoint',
    summary: 'Send changes to one webhook endpoint again',
    description: `Has all changes after a position sent that the endpoint wants to be told of, at most ${MOST_REPLAYED}, under the same ids as before.`,
    body: {
      schema: WebhookReplay,
      description: 'From where to begin; here from the beginning of the journal.',
      example: {}
    },
    refused: [410],
    prepare: () => app.cursorKey(),
    act: async (tx, { id, status }, { after }: WebhookReplay, key: Buffer) => {
      requireStatus(status, ['active', 'paused'])
      const seq = after === undefined ? 0 : await seqOf(tx, key, after)
      if ((await replay(tx, id, seq, MOST_REPLAYED)) === undefined) throw tooLongReplay()
    }
  })

  const delivered = webhookDeliveries as Resource
  app.post<Request>('/webhook-endpoints/:webhook_endpoint/test', {
    config,
    schema: {
      ...common,
      operationId: 'test_webhook_endpoint',
      summary: 'Send a test to one webhook endpoint',
      description: `Sends an event of the type \`webhook_endpoint.tested\` and answers with its delivery, which later tells what came of it. ${NEEDS}`,
      params,
      headers: idempotencyHeaders,
      response: { 201: savedResponse(delivered, 'created'), ...problems(400, 403, 404, 409) }
    },
    handler: async (request, reply) => {
      const answer = await write(app.db, authorOf(request), async (tx) => {
        const outcome = await once(tx, request, async () => {
          const { id, status } = await getLocked(tx, request)
          requireStatus(status, ['active'])
          return { status: 201, type: delivered.name, id: await insertTest(tx, id) }
        })
        return { ...outcome, record: await read(tx, delivered, outcome.id) }
      })
      return sendSaved(request, reply, delivered, answer)
    }
  })

  app.post<{ Params: { webhook_delivery: string } }>('/webhook-deliveries/:webhook_delivery/redelivery', {
    config,
    schema: {
      tags: [delivered.path],
      security: keyed,
      operationId: 'redeliver_webhook_delivery',
      summary: 'Send one event again',
      description: `Has an event sent at once and under the same id, whatever came of it, with all its attempts anew. ${NEEDS}`,
      params: Type.Object({ webhook_delivery: delivered.identifier }),
      headers: idempotencyHeaders,
      response: { 200: actedResponse(delivered), ...problems(400, 403, 404, 409) }
    },
    handler: async (request, reply) => {
      const { webhook_delivery: id } = request.params
      const answer = await write(app.db, authorOf(request), async (tx) => {
        const outcome = await once(tx, request, async () => {
          const endpoint = await findEndpointOf(tx, id, callerOf(request))
          const locked = endpoint && (await lockEndpoint(tx, endpoint, callerOf(request)))
          if (!locked) throw notFound(delivered.label)
          requireStatus(locked.status, ['active', 'paused'])
          await redeliver(tx, id)
          return { status: 200, type: delivered.name, id }
        })
        return { ...outcome, record: await read(tx, delivered, outcome.id) }
      })
      return sendSaved(request, reply, delivered, answer)
    }
  })
}

/** Locks the endpoint that a path names; throws 404 for one that is not there or not the caller's. */
async function getLocked(tx: Tx, request: FastifyRequest): Promise<LockedEndpoint> {
  const endpoint = await lockEndpoint(tx, (request.params as Request['Params']).webhook_endpoint, callerOf(request))
  if (!endpoint) throw notFound(webhookEndpoints.label)
  return endpoint
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
