// The parts of the contract that all writes share: bodies with examples, request headers, answers.
import { type TSchema, Type } from '@sinclair/typebox'
import { components, exampleOf, Ref } from '../../contract/components.ts'
import { commonHeaders, dataHeaders, header } from '../../contract/problems.ts'
import type { Resource } from '../define.ts'

declare module 'fastify' {
  interface FastifySchema {
    /** What the contract says of the body beside its schema: src/contract/document.ts puts it where it belongs. */
    'x-request-body'?: { description: string; example: unknown }
  }
}

const IfMatch = Type.String({
  minLength: 1,
  maxLength: 1000,
  pattern: '^[ -~]+$',
  description:
    'ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412. `W/` that a proxy has put before it is ignored.',
  examples: ['"v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"']
})
const IfNoneMatch = Type.String({
  minLength: 1,
  maxLength: 1,
  pattern: '^[*]$',
  description: 'Only `*`: makes a new record, and answers 412 when there is one.',
  examples: ['*']
})
const IdempotencyKey = Type.String({
  minLength: 1,
  maxLength: 255,
  pattern: '^[!-~]+$',
  description:
    'A value of your own, such as a UUID. The request sent again with it within 24 hours is not carried out twice and is answered alike.',
  examples: ['0b5d9d0e-3f0c-4a57-9e41-6d6ac0a1c9a5']
})

const headers = (properties: Record<string, TSchema>) =>
  Type.Object(Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, Type.Optional(schema)])))
/** Request headers of POST, of PATCH and DELETE, and of PUT. */
export const idempotencyHeaders = headers({ 'Idempotency-Key': IdempotencyKey })
export const matchHeaders = headers({ 'If-Match': IfMatch })
export const replaceHeaders = headers({ 'If-Match': IfMatch, 'If-None-Match': IfNoneMatch })

const Location = {
  Location: header('Address of the record (RFC 9110 10.2.2).', '/v1/organisations/cus-belzyce', '^.+$')
}
const replayed = {
  'Idempotent-Replayed': header(
    '`true` when the request had been carried out before; absent otherwise.',
    'true',
    '^true$'
  )
}

const position = {
  'Registry-Position': header(
    'How far the registry has come with this write. Sent back with a read, it is answered by any replica as it is from then on.',
    '1284',
    '^[0-9]+$'
  )
}

/** The answer to a write: the record as it is now. */
export function savedResponse(resource: Resource, done: 'created' | 'replaced' | 'changed') {
  const schema = components.get(resource.record.$id as string) as TSchema
  const own = done === 'created' ? { ...Location, ...replayed } : {}
  return {
    description: `The record was ${done}; this is how it is now.`,
    headers: { ...dataHeaders, ...position, ...own },
    content: {
      'application/json': {
        schema: Ref(schema),
        examples: { record: { summary: 'The record', value: exampleOf(schema) } }
      }
    }
  }
}

/** The answer of an operation on one record, such as an acceptance: the record as it is now. */
export const actedResponse = (resource: Resource) => {
  const { description: _description, headers, content } = savedResponse(resource, 'changed')
  return { description: 'It is done; this is how the record is now.', headers: { ...headers, ...replayed }, content }
}

/** The answer to a deletion. */
export const deletedResponse = {
  type: 'null' as const,
  description: 'The record is deleted.',
  headers: { ...commonHeaders, ...position }
}

/** What the contract says of the body of a resource's write. */
export const requestBody = (description: string, example: unknown) => ({ 'x-request-body': { description, example } })
