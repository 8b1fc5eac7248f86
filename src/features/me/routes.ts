// Returns the key of the request to its holder.
import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { Ref } from '../../contract/components.ts'
import { problems } from '../../contract/problems.ts'
import { type Caller, keyed } from '../../http/access.ts'
import { RATE_WINDOW_S } from '../../http/rate-limits.ts'
import { sendJson } from '../../http/representation.ts'
import { notModified, ok } from '../../records/read/contract.ts'
import { findOwnKey } from '../api-keys/queries.ts'
import { Me } from '../api-keys/schemas.ts'

export function meRoutes(app: FastifyInstance): void {
  app.get('/me', {
    config: { access: 'key' },
    schema: {
      tags: ['service'],
      operationId: 'get_me',
      summary: 'Get the API key of the request',
      description:
        'Returns the API key of the request: its holder, scopes, validity and rate limit. Requires any valid key.',
      security: keyed,
      querystring: Type.Object({}, { additionalProperties: false }),
      response: { 200: ok(Ref(Me), 'The API key of the request.'), 304: notModified, ...problems(400, 406) }
    },
    handler: async (request, reply) => {
      const key = await findOwnKey(app.db, (request.caller as Caller).id)
      return sendJson(request, reply, {
        ...key,
        rate_limit: { requests: app.rateLimits.key, window_seconds: RATE_WINDOW_S }
      })
    }
  })
}
