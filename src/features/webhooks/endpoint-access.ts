// Shared parts of the routes of webhook endpoints: parameters, the caller, and the locked endpoint.
import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import type { Tx } from '../../db/connect.ts'
import { type Caller, keyed } from '../../http/access.ts'
import { notFound } from '../../http/errors.ts'
import { type LockedEndpoint, lockEndpoint } from './queries.ts'
import { webhookEndpoints } from './resources.ts'

export type EndpointRequest = { Params: { webhook_endpoint: string } }

export const config = { access: 'webhooks' } as const
export const common = { tags: [webhookEndpoints.path], security: keyed }
export const params = Type.Object({ webhook_endpoint: webhookEndpoints.identifier })

/** The caller. These routes reject requests without a key, so there always is one. */
export const callerOf = (request: FastifyRequest): Caller => request.caller as Caller

/** Locks the endpoint named in the path. Throws 404 if it does not exist or belongs to another key holder. */
export async function getLocked(tx: Tx, request: FastifyRequest): Promise<LockedEndpoint> {
  const { webhook_endpoint: id } = request.params as EndpointRequest['Params']
  const endpoint = await lockEndpoint(tx, id, callerOf(request))
  if (!endpoint) throw notFound(webhookEndpoints.label)
  return endpoint
}
