// The parts of the contract that all writes share: bodies with examples, request headers, responses.
import { type TSchema, Type } from '@sinclair/typebox'
import { components, exampleOf, Ref } from '../../contract/components.ts'
import { commonHeaders, dataHeaders, header } from '../../contract/problems.ts'
import type { Resource } from '../define.ts'

declare module 'fastify' {
  interface FastifySchema {
    /** Description and example of the body. src/contract/document.ts moves them into the OpenAPI `requestBody`. */
    'x-request-body'?: { description: string; example: unknown; others: Record<string, unknown> }
  }
}

const IfMatch = Type.String({
  minLength: 1,
  maxLength: 1000,
  pattern: '^[ -~]+$',
  description:
    'ETag from the last response with the record (RFC 9110 13.1.1). Required if the record exists: without it the ' +
    'response is 428, and if the record has changed since, it is 412. A `W/` prefix added by a proxy is ignored.',
  examples: ['"v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"']
})
const IfNoneMatch = Type.String({
  minLength: 1,
  maxLength: 1,
  pattern: '^[*]$',
  description: 'Only `*` is allowed: creates a new record. The response is 412 if the record already exists.',
  examples: ['*']
})
const IdempotencyKey = Type.String({
  minLength: 1,
  maxLength: 255,
  pattern: '^[!-~]+$',
  description:
    'A unique value chosen by the client, such as a UUID. If the same request is sent again with it within 24 hours, ' +
    'it is not executed twice: the response has the same status and the current state of the record.',
  examples: ['0b5d9d0e-3f0c-4a57-9e41-6d6ac0a1c9a5']
})

const headers = (properties: Record<string, TSchema>) =>
  Type.Object(Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, Type.Optional(schema)])))
/** Request headers of POST, of PATCH and DELETE, and of PUT. */
export const idempotencyHeaders = headers({ 'Idempotency-Key': IdempotencyKey })
export const matchHeaders = headers({ 'If-Match': IfMatch })
export const replaceHeaders = headers({ 'If-Match': IfMatch, 'If-None-Match': IfNoneMatch })

const Location = {
  Location: header('URL of the new record (RFC 9110 10.2.2).', '/v1/organisations/cus-belzyce', '^.+$')
}
const replayed = {
  'Idempotent-Replayed': header(
    '`true` if an earlier request with the same Idempotency-Key was executed and this one was not. Absent otherwise.',
    'true',
    '^true$'
  )
}

const position = {
  'Registry-Position': header(
    'Position in the change log after this write. Send it with a read to get a response that includes the write, ' +
      'whichever process answers.',
    '1284',
    '^[0-9]+$'
  )
}

/** Returns the response of a write: the record in its new state. */
export function savedResponse(resource: Resource, done: 'created' | 'replaced' | 'changed') {
  const schema = components.get(resource.record.$id as string) as TSchema
  const own = done === 'created' ? { ...Location, ...replayed } : {}
  return {
    description: `The record was ${done}. The response contains its new state.`,
    headers: { ...dataHeaders, ...position, ...own },
    content: {
      'application/json': {
        schema: Ref(schema),
        examples: { record: { summary: 'The record', value: exampleOf(schema) } }
      }
    }
  }
}

/** Returns the response of an operation on one record, such as an acceptance: the record in its new state. */
export const actedResponse = (resource: Resource) => {
  const { description: _description, headers, content } = savedResponse(resource, 'changed')
  const description = 'The operation succeeded. The response contains the new state of the record.'
  return { description, headers: { ...headers, ...replayed }, content }
}

/** The response of a deletion. */
export const deletedResponse = {
  type: 'null' as const,
  description: 'The record was deleted. There is no body.',
  headers: { ...commonHeaders, ...position }
}

/** Returns the schema member with description and example of a body. `others`: examples of other media types. */
export const requestBody = (description: string, example: unknown, others: Record<string, unknown> = {}) => ({
  'x-request-body': { description, example, others }
})
