// The life cycle of keys over HTTP: made, changed, rotated and revoked by whoever has the scope keys:admin.
import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { Ref } from '../../contract/components.ts'
import { problems } from '../../contract/problems.ts'
import type { Tx } from '../../db/connect.ts'
import { keyed } from '../../http/access.ts'
import { once } from '../../http/idempotency.ts'
import { requireMatch } from '../../http/preconditions.ts'
import {
  actedResponse,
  idempotencyHeaders,
  matchHeaders,
  requestBody,
  savedResponse
} from '../../records/write/contract.ts'
import { read, sendSaved } from '../../records/write/routes.ts'
import { authorOf, write } from '../../records/write/transaction.ts'
import { changeApiKey, createApiKey, type MadeKey, revokeApiKey, rotateApiKey } from './lifecycle.ts'
import { apiKeys, NEEDS } from './resource.ts'
import { MAX_GRACE } from './rules.ts'
import { ApiKeyPatch, ApiKeyPrototype, ApiKeyRotation } from './schemas.ts'

type Request = { Params: { api_key: string } }

const ONCE =
  'The text of the key is in this one answer and in no other, not even when the request is repeated with its Idempotency-Key.'

export function apiKeyRoutes(app: FastifyInstance): void {
  const config = { access: 'keys:admin' } as const
  const common = { tags: [apiKeys.path], security: keyed }
  const params = Type.Object({ api_key: apiKeys.identifier })

  app.post<{ Body: ApiKeyPrototype }>('/api-keys', {
    config,
    schema: {
      ...common,
      operationId: 'create_api_key',
      summary: 'Create one API key',
      description: `Makes a key, no wider than the one it is made with and not valid for longer. ${ONCE} ${NEEDS}`,
      headers: idempotencyHeaders,
      body: Ref(ApiKeyPrototype),
      ...requestBody('The key to be made.', {
        owner: 'Portal CUS Bełżyce',
        audience: 'partner',
        scopes: ['contacts:read']
      }),
      response: { 201: savedResponse(apiKeys, 'created'), ...problems(400, 403, 409, 415) }
    },
    handler: async (request, reply) => {
      const saved = await write(app.db, authorOf(request), (tx) =>
        make(tx, request, () => createApiKey(tx, request.body, request.caller))
      )
      return sendSaved(request, reply, apiKeys, saved)
    }
  })

  app.patch<Request & { Body: ApiKeyPatch }>('/api-keys/:api_key', {
    config,
    schema: {
      ...common,
      operationId: 'update_api_key',
      summary: 'Change one API key',
      description: `Changes the holder, the label, the scopes or the expiry of a valid key (RFC 7396). The last admin key keeps its scope and its expiry. ${NEEDS}`,
      params,
      headers: matchHeaders,
      consumes: ['application/merge-patch+json'],
      body: Ref(ApiKeyPatch),
      ...requestBody('What is to change.', { label: 'Lista członków na stronie głównej' }),
      response: { 200: savedResponse(apiKeys, 'changed'), ...problems(400, 403, 404, 409, 412, 415, 428) }
    },
    handler: async (request, reply) => {
      const id = request.params.api_key
      const record = await write(app.db, authorOf(request), async (tx) => {
        await changeApiKey(tx, id, request.body, request.caller, (state) => requireMatch(request, state))
        return read(tx, apiKeys, id)
      })
      return sendSaved(request, reply, apiKeys, { id, status: 200, record })
    }
  })

  app.post<Request & { Body: ApiKeyRotation }>('/api-keys/:api_key/rotation', {
    config,
    schema: {
      ...common,
      operationId: 'rotate_api_key',
      summary: 'Replace one API key by a new one',
      description: `Makes a new key with the same holder and scopes and answers with it; the old one ends after a time of grace. ${ONCE} ${NEEDS}`,
      params,
      headers: idempotencyHeaders,
      body: Ref(ApiKeyRotation),
      ...requestBody('How the old key ends; it may be left out.', { grace_seconds: 3600 }),
      response: { 201: savedResponse(apiKeys, 'created'), ...problems(400, 403, 404, 409, 415) }
    },
    // Everything in the body may be left out, so the body itself may be too.
    preValidation: async (request) => {
      if (request.body === undefined) request.body = {}
    },
    handler: async (request, reply) => {
      const { grace_seconds = MAX_GRACE } = request.body
      const saved = await write(app.db, authorOf(request), (tx) =>
        make(tx, request, () => rotateApiKey(tx, request.params.api_key, grace_seconds, request.caller))
      )
      return sendSaved(request, reply, apiKeys, saved)
    }
  })

  app.post<Request>('/api-keys/:api_key/revocation', {
    config,
    schema: {
      ...common,
      operationId: 'revoke_api_key',
      summary: 'Revoke one API key',
      description: `Ends a key at once and for good; one that was revoked before stays as it is. The last admin key cannot be revoked. ${NEEDS}`,
      params,
      headers: idempotencyHeaders,
      response: { 200: actedResponse(apiKeys), ...problems(400, 403, 404, 409) }
    },
    handler: async (request, reply) => {
      const { api_key } = request.params
      const saved = await write(app.db, authorOf(request), async (tx) => {
        const outcome = await once(tx, request, async () => {
          await revokeApiKey(tx, api_key, request.caller)
          return { status: 200, type: apiKeys.name, id: api_key }
        })
        return { ...outcome, record: await read(tx, apiKeys, outcome.id) }
      })
      return sendSaved(request, reply, apiKeys, saved)
    }
  })
}

/** Makes a key once for each Idempotency-Key; only then does the record hold its text. */
async function make(tx: Tx, request: Parameters<typeof once>[1], work: () => Promise<MadeKey>) {
  let made: MadeKey | undefined
  const outcome = await once(tx, request, async () => {
    made = await work()
    return { status: 201, type: apiKeys.name, id: made.id }
  })
  const record = await read(tx, apiKeys, outcome.id)
  return {
    ...outcome,
    record: record && made ? { ...record, json: JSON.stringify({ ...JSON.parse(record.json), key: made.key }) } : record
  }
}
