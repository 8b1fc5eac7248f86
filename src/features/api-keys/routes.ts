// Creates, changes, rotates and revokes keys over HTTP, for keys with the scope keys:admin.
import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { Ref } from '../../contract/components.ts'
import { problems } from '../../contract/problems.ts'
import type { Tx } from '../../db/connect.ts'
import { keyed } from '../../http/access.ts'
import { PATCH_TYPES } from '../../http/bodies.ts'
import { once } from '../../http/idempotency.ts'
import { requireMatch } from '../../http/preconditions.ts'
import {
  actedResponse,
  idempotencyHeaders,
  matchHeaders,
  requestBody,
  savedResponse
} from '../../records/write/contract.ts'
import { read, save, sendSaved } from '../../records/write/routes.ts'
import { authorOf, write } from '../../records/write/transaction.ts'
import { type CreatedKey, changeApiKey, createApiKey, revokeApiKey, rotateApiKey } from './lifecycle.ts'
import { apiKeys, NEEDS_KEYS_ADMIN } from './resource.ts'
import { MAX_GRACE_SECONDS } from './rules.ts'
import { ApiKeyPatch, ApiKeyPrototype, ApiKeyRotation } from './schemas.ts'

type Request = { Params: { api_key: string } }

const TEXT_ONLY_ONCE =
  'Only this response contains the text of the key. Later responses do not, not even if the request is repeated with ' +
  'the same Idempotency-Key.'

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
      description:
        'Creates a key. It can only have scopes of the key that creates it, and cannot expire later than that key. ' +
        `${TEXT_ONLY_ONCE} ${NEEDS_KEYS_ADMIN}`,
      headers: idempotencyHeaders,
      body: Ref(ApiKeyPrototype),
      ...requestBody('The API key to create.', {
        owner: 'Portal CUS Bełżyce',
        audience: 'partner',
        scopes: ['contacts:read']
      }),
      response: { 201: savedResponse(apiKeys, 'created'), ...problems(400, 403, 409, 415) }
    },
    handler: async (request, reply) => {
      const saved = await write(app.db, authorOf(request), (tx) =>
        createOnce(tx, request, () => createApiKey(tx, request.body, request.caller))
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
      description:
        'Changes the holder, the label, the scopes or the expiry of a key that is neither revoked nor expired ' +
        '(RFC 7396). The last valid key with `keys:admin` cannot lose this scope or expire earlier. ' +
        NEEDS_KEYS_ADMIN,
      params,
      headers: matchHeaders,
      consumes: PATCH_TYPES,
      body: Ref(ApiKeyPatch),
      ...requestBody('The properties to change.', { label: 'Lista członków na stronie głównej' }),
      response: { 200: savedResponse(apiKeys, 'changed'), ...problems(400, 403, 404, 409, 412, 415, 428) }
    },
    handler: async (request, reply) => {
      const id = request.params.api_key
      const saved = await save(request, apiKeys, async (tx) => {
        await changeApiKey(tx, id, request.body, request.caller, (state) => requireMatch(request, state))
        return { id, status: 200 }
      })
      return sendSaved(request, reply, apiKeys, saved)
    }
  })

  app.post<Request & { Body: ApiKeyRotation }>('/api-keys/:api_key/rotation', {
    config,
    schema: {
      ...common,
      operationId: 'rotate_api_key',
      summary: 'Rotate one API key',
      description:
        'Creates a new key with the same holder and scopes and returns it. The old key ends after the grace period. ' +
        `${TEXT_ONLY_ONCE} ${NEEDS_KEYS_ADMIN}`,
      params,
      headers: idempotencyHeaders,
      body: Ref(ApiKeyRotation),
      ...requestBody('The grace period of the old key. The body can be omitted.', { grace_seconds: 3600 }),
      response: { 201: savedResponse(apiKeys, 'created'), ...problems(400, 403, 404, 409, 415) }
    },
    // All properties of the body are optional, so the body itself is optional too.
    preValidation: async (request) => {
      if (request.body === undefined) request.body = {}
    },
    handler: async (request, reply) => {
      const { grace_seconds = MAX_GRACE_SECONDS } = request.body
      const saved = await write(app.db, authorOf(request), (tx) =>
        createOnce(tx, request, () => rotateApiKey(tx, request.params.api_key, grace_seconds, request.caller))
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
      description:
        'Revokes a key at once and permanently. A key that is revoked already stays unchanged. The last valid key ' +
        `with \`keys:admin\` cannot be revoked. ${NEEDS_KEYS_ADMIN}`,
      params,
      headers: idempotencyHeaders,
      response: { 200: actedResponse(apiKeys), ...problems(400, 403, 404, 409) }
    },
    handler: async (request, reply) => {
      const { api_key } = request.params
      const saved = await save(request, apiKeys, (tx) =>
        once(tx, request, async () => {
          await revokeApiKey(tx, api_key, request.caller)
          return { status: 200, type: apiKeys.name, id: api_key }
        })
      )
      return sendSaved(request, reply, apiKeys, saved)
    }
  })
}

/** Creates a key once per Idempotency-Key. The record includes the text of the key only if it was created now. */
async function createOnce(tx: Tx, request: Parameters<typeof once>[1], work: () => Promise<CreatedKey>) {
  let created: CreatedKey | undefined
  const outcome = await once(tx, request, async () => {
    created = await work()
    return { status: 201, type: apiKeys.name, id: created.id }
  })
  const record = await read(tx, apiKeys, outcome.id)
  return {
    ...outcome,
    record:
      record && created ? { ...record, json: JSON.stringify({ ...JSON.parse(record.json), key: created.key }) } : record
  }
}
