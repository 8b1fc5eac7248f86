// Operations on a webhook endpoint: pause, resume, and send changes again.
import type { TSchema } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Ref } from '../../contract/components.ts'
import { problems } from '../../contract/problems.ts'
import type { Tx } from '../../db/connect.ts'
import { once } from '../../http/idempotency.ts'
import type { Texts } from '../../records/define.ts'
import { actedResponse, idempotencyHeaders, requestBody } from '../../records/write/contract.ts'
import { read, sendSaved } from '../../records/write/routes.ts'
import { authorOf, write } from '../../records/write/transaction.ts'
import { getSeq } from '../changes/cursor.ts'
import { common, config, type EndpointRequest, getLocked, params } from './endpoint-access.ts'
import { forgetTrouble, type LockedEndpoint, replay, updateEndpoint } from './queries.ts'
import { NEEDS, webhookEndpoints } from './resources.ts'
import { MOST_REPLAYED, requireStatus, tooLongReplay } from './rules.ts'
import { WebhookReplay } from './schemas.ts'

/** Mounts the operations that answer with the endpoint. */
export function webhookOperationRoutes(app: FastifyInstance): void {
  app.post<EndpointRequest>('/webhook-endpoints/:webhook_endpoint/pause', {
    config,
    schema: operation({
      operationId: 'pause_webhook_endpoint',
      summary: 'Pause one webhook endpoint',
      description:
        'Sends nothing until the endpoint is resumed; what happens meanwhile is collected, for 30 days. One ' +
        'that is paused stays so.'
    }),
    handler: (request, reply) =>
      operate(app, request, reply, async (tx, { id, status }) => {
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
        'Sends what was collected while the endpoint was paused, and what waits since it was disabled. What ' +
        'happened while it was disabled comes by a replay. One that is active stays so.'
    }),
    handler: (request, reply) =>
      operate(app, request, reply, async (tx, { id, status }) => {
        if (status === 'active') return
        await forgetTrouble(tx, id)
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
          'Has all changes after a position sent that the endpoint wants to be told of, at most ' +
          `${MOST_REPLAYED}, under the same ids as before.`
      },
      {
        schema: WebhookReplay,
        description: 'From where to begin; here from the beginning of the journal.',
        example: {}
      },
      [410]
    ),
    handler: async (request, reply) => {
      const { after } = request.body
      const key = await app.cursorKey()
      return operate(app, request, reply, async (tx, { id, status }) => {
        requireStatus(status, ['active', 'paused'])
        const seq = after === undefined ? 0 : await getSeq(tx, key, after)
        if ((await replay(tx, id, seq, MOST_REPLAYED)) === undefined) throw tooLongReplay()
      })
    }
  })
}

interface Body {
  schema: TSchema
  description: string
  example: unknown
}

/** The schema of an operation's route; `refused` are the statuses of its own problems. */
const operation = ({ description, ...texts }: Texts, body?: Body, refused: number[] = []) => ({
  ...common,
  ...texts,
  description: `${description} ${NEEDS}`,
  params,
  headers: idempotencyHeaders,
  ...(body && { body: Ref(body.schema), ...requestBody(body.description, body.example) }),
  response: { 200: actedResponse(webhookEndpoints), ...problems(400, 403, 404, 409, 415, ...refused) }
})

/** Runs an operation on the locked endpoint once per Idempotency-Key, and sends the endpoint. */
async function operate(
  app: FastifyInstance,
  request: FastifyRequest,
  reply: FastifyReply,
  act: (tx: Tx, endpoint: LockedEndpoint) => Promise<void>
) {
  const answer = await write(app.db, authorOf(request), async (tx) => {
    const outcome = await once(tx, request, async () => {
      const endpoint = await getLocked(tx, request)
      await act(tx, endpoint)
      return { status: 200, type: webhookEndpoints.name, id: endpoint.id }
    })
    return { ...outcome, record: await read(tx, webhookEndpoints, outcome.id) }
  })
  return sendSaved(request, reply, webhookEndpoints, answer)
}
