// Operations on a webhook endpoint: pause, resume, and replay.
import type { TSchema } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Ref } from '../../contract/components.ts'
import { problems } from '../../contract/problems.ts'
import type { Tx } from '../../db/connect.ts'
import { once } from '../../http/idempotency.ts'
import type { Texts } from '../../records/define.ts'
import { actedResponse, idempotencyHeaders, requestBody } from '../../records/write/contract.ts'
import { save, sendSaved } from '../../records/write/routes.ts'
import { getSeq } from '../changes/cursor.ts'
import { common, config, type EndpointRequest, getLocked, params } from './endpoint-access.ts'
import { clearFailures, type LockedEndpoint, replay, updateEndpoint } from './queries.ts'
import { NEEDS_WEBHOOKS, webhookEndpoints } from './resources.ts'
import { MAX_REPLAYED, requireStatus, tooLongReplay } from './rules.ts'
import { WebhookReplay } from './schemas.ts'

/** Mounts the operations whose response is the endpoint. */
export function webhookOperationRoutes(app: FastifyInstance): void {
  app.post<EndpointRequest>('/webhook-endpoints/:webhook_endpoint/pause', {
    config,
    schema: operation({
      operationId: 'pause_webhook_endpoint',
      summary: 'Pause one webhook endpoint',
      description:
        'Stops sending until the endpoint is resumed. Events are collected meanwhile, for 30 days. Does nothing if ' +
        'the endpoint is already paused.'
    }),
    handler: (request, reply) =>
      operate(request, reply, async (tx, { id, status }) => {
        requireStatus(status, ['active', 'paused'])
        if (status === 'active') await updateEndpoint(tx, id, { status: 'paused' }, 'paused')
      })
  })

  app.post<EndpointRequest>('/webhook-endpoints/:webhook_endpoint/resumption', {
    config,
    schema: operation({
      operationId: 'resume_webhook_endpoint',
      summary: 'Resume one webhook endpoint',
      description:
        'Sends the events that were collected while the endpoint was paused, and those that were pending when it was ' +
        'disabled. Request a replay for changes made while it was disabled. Does nothing if the endpoint is active.'
    }),
    handler: (request, reply) =>
      operate(request, reply, async (tx, { id, status }) => {
        if (status === 'active') return
        await clearFailures(tx, id)
        await updateEndpoint(tx, id, { status: 'active' }, 'resumed')
      })
  })

  app.post<EndpointRequest & { Body: WebhookReplay }>('/webhook-endpoints/:webhook_endpoint/replay', {
    config,
    schema: operation(
      {
        operationId: 'replay_webhook_endpoint',
        summary: 'Send changes to one webhook endpoint again',
        description:
          'Sends all changes after a position that match the `types` of the endpoint, at most ' +
          `${MAX_REPLAYED}, with the same ids as before.`
      },
      {
        schema: WebhookReplay,
        description: 'The position to start from. The example starts at the beginning of the change log.',
        example: {}
      },
      [410]
    ),
    handler: async (request, reply) => {
      const { after } = request.body
      const key = await app.cursorKey()
      return operate(request, reply, async (tx, { id, status }) => {
        requireStatus(status, ['active', 'paused'])
        const seq = after === undefined ? 0 : await getSeq(tx, key, after)
        if ((await replay(tx, id, seq, MAX_REPLAYED)) === undefined) throw tooLongReplay()
      })
    }
  })
}

interface Body {
  schema: TSchema
  description: string
  example: unknown
}

/** The schema of an operation's route. `ownStatuses` are error statuses beyond those that all operations have. */
const operation = ({ description, ...texts }: Texts, body?: Body, ownStatuses: number[] = []) => ({
  ...common,
  ...texts,
  description: `${description} ${NEEDS_WEBHOOKS}`,
  params,
  headers: idempotencyHeaders,
  ...(body && { body: Ref(body.schema), ...requestBody(body.description, body.example) }),
  response: { 200: actedResponse(webhookEndpoints), ...problems(400, 403, 404, 409, 415, ...ownStatuses) }
})

/** Runs an operation on the locked endpoint once per Idempotency-Key, and sends the endpoint. */
async function operate(
  request: FastifyRequest,
  reply: FastifyReply,
  work: (tx: Tx, endpoint: LockedEndpoint) => Promise<void>
) {
  const saved = await save(request, webhookEndpoints, (tx) =>
    once(tx, request, async () => {
      const endpoint = await getLocked(tx, request)
      await work(tx, endpoint)
      return { status: 200, type: webhookEndpoints.name, id: endpoint.id }
    })
  )
  return sendSaved(request, reply, webhookEndpoints, saved)
}
