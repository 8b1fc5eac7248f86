// Routes that create or repeat a delivery: the test of an endpoint, and the redelivery of one event.
import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { problems } from '../../contract/problems.ts'
import { keyed } from '../../http/access.ts'
import { notFound } from '../../http/errors.ts'
import { once } from '../../http/idempotency.ts'
import type { Resource } from '../../records/define.ts'
import { actedResponse, idempotencyHeaders, savedResponse } from '../../records/write/contract.ts'
import { save, sendSaved } from '../../records/write/routes.ts'
import { callerOf, common, config, type EndpointRequest, getLocked, params } from './endpoint-access.ts'
import { findEndpointOf, insertTest, lockEndpoint, redeliver } from './queries.ts'
import { NEEDS_WEBHOOKS, webhookDeliveries } from './resources.ts'
import { requireStatus } from './rules.ts'

/** Mounts the routes whose response is a delivery. */
export function webhookDeliveryRoutes(app: FastifyInstance): void {
  const delivered = webhookDeliveries as Resource
  app.post<EndpointRequest>('/webhook-endpoints/:webhook_endpoint/test', {
    config,
    schema: {
      ...common,
      operationId: 'test_webhook_endpoint',
      summary: 'Send a test to one webhook endpoint',
      description:
        'Sends an event of the type `webhook_endpoint.tested` and returns its delivery. Read the delivery later to ' +
        `see the outcome. ${NEEDS_WEBHOOKS}`,
      params,
      headers: idempotencyHeaders,
      response: { 201: savedResponse(delivered, 'created'), ...problems(400, 403, 404, 409) }
    },
    handler: async (request, reply) => {
      const saved = await save(request, delivered, (tx) =>
        once(tx, request, async () => {
          const { id, status } = await getLocked(tx, request)
          requireStatus(status, ['active'])
          return { status: 201, type: delivered.name, id: await insertTest(tx, id) }
        })
      )
      return sendSaved(request, reply, delivered, saved)
    }
  })

  app.post<{ Params: { webhook_delivery: string } }>('/webhook-deliveries/:webhook_delivery/redelivery', {
    config,
    schema: {
      tags: [delivered.path],
      security: keyed,
      operationId: 'redeliver_webhook_delivery',
      summary: 'Send one event again',
      description:
        'Sends an event again at once, with the same id and regardless of its status. All attempts start over. ' +
        NEEDS_WEBHOOKS,
      params: Type.Object({ webhook_delivery: delivered.identifier }),
      headers: idempotencyHeaders,
      response: { 200: actedResponse(delivered), ...problems(400, 403, 404, 409) }
    },
    handler: async (request, reply) => {
      const { webhook_delivery: id } = request.params
      const saved = await save(request, delivered, (tx) =>
        once(tx, request, async () => {
          const endpoint = await findEndpointOf(tx, id, callerOf(request))
          const locked = endpoint && (await lockEndpoint(tx, endpoint, callerOf(request)))
          if (!locked) throw notFound(delivered.label)
          requireStatus(locked.status, ['active', 'paused'])
          await redeliver(tx, id)
          return { status: 200, type: delivered.name, id }
        })
      )
      return sendSaved(request, reply, delivered, saved)
    }
  })
}
