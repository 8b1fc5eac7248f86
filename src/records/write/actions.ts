// Mounts an operation on one record, such as an acceptance: a POST below the record, which responds with its new state.
import { type TObject, type TSchema, Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Ref } from '../../contract/components.ts'
import { problems } from '../../contract/problems.ts'
import type { Tx } from '../../db/connect.ts'
import { keyed, requireScope, type Scope } from '../../http/access.ts'
import { once } from '../../http/idempotency.ts'
import type { Resource, Texts } from '../define.ts'
import { actedResponse, idempotencyHeaders, requestBody } from './contract.ts'
import { lockForAction } from './locks.ts'
import { save, sendSaved } from './routes.ts'

export interface Action extends Texts {
  /** Last segment of the path. */
  name: string
  scope: Scope
  /** Further scope that the key needs. */
  alsoNeeds?: Scope
  /** Schema of the body, with a description and an example. Without it the operation has no body. */
  body?: TSchema
  /** Schema of the query. Default: no parameters. */
  querystring?: TObject
  /** Includes of the record in the response. */
  include?: string[]
  /** Runs first in the transaction, before the row of the record is locked. */
  before?: (tx: Tx) => Promise<void>
  /** Runs the operation on the record, whose row is locked. Returns the id of the record for the response. */
  act(tx: Tx, id: string, body: unknown, request: FastifyRequest): Promise<string>
}

/** Mounts an operation on one record. */
export function mountAction(
  app: FastifyInstance,
  resource: Resource,
  { name, scope, alsoNeeds, body, querystring, include, before, act, ...texts }: Action
): void {
  app.post(`/${resource.path}/:${resource.parameter}/${name}`, {
    config: { access: scope, ...(resource.deprecated && { deprecated: resource.deprecated }) },
    schema: {
      tags: [resource.path],
      ...texts,
      description: `${texts.description} ${neededScopes(scope, alsoNeeds)}`,
      security: keyed,
      params: Type.Object({ [resource.parameter]: resource.identifier }),
      ...(querystring && { querystring }),
      headers: idempotencyHeaders,
      ...(body && { body: Ref(body), ...requestBody(body.description as string, body.examples[0]) }),
      response: {
        200: actedResponse(resource),
        ...problems(400, 403, 404, 409, 415, ...(resource.erased ? [410] : []))
      }
    },
    handler: async (request, reply) => {
      if (alsoNeeds) requireScope(request.caller, alsoNeeds)
      const identifier = (request.params as Record<string, string>)[resource.parameter] as string
      const work = async (tx: Tx) => {
        await before?.(tx)
        return once(tx, request, async () => {
          const id = await lockForAction(tx, resource, identifier, request)
          return { status: 200, type: resource.name, id: await act(tx, id, request.body, request) }
        })
      }
      return sendSaved(request, reply, resource, await save(request, resource, work, include))
    }
  })
}

const neededScopes = (scope: Scope, further: Scope | undefined): string =>
  further ? `Needs a key with the scopes \`${scope}\` and \`${further}\`.` : `Needs a key with the scope \`${scope}\`.`
