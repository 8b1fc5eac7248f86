// The schemas and responses of failures, the same in every operation of the contract.
import { Type } from '@sinclair/typebox'
import { type ProblemCode, problemTypes } from './errors.ts'
import { record } from './oas.ts'
import { Enum, Int, List, Str } from './schemas.ts'

export const PROBLEM = 'application/problem+json'

const example = {
  type: '/v1/problems/invalid_parameter',
  title: 'Nieprawidłowy parametr',
  status: 400,
  detail: 'Parametr «limit» może wynosić co najwyżej 500.',
  code: 'invalid_parameter',
  request_id: '01993a5e-7c00-7000-8000-000000000001',
  errors: [{ parameter: 'limit', code: 'out_of_range', detail: 'Parametr «limit» może wynosić co najwyżej 500.' }]
}

record('FaultCandidate', 'A value that the client may have meant.', {
  value: Str('Value to send instead.', '0612', { maxLength: 100 }),
  label: Str('What it stands for.', 'powiat opolski, województwo lubelskie')
})

record('ProblemFault', 'One fault of a request.', {
  parameter: Type.Optional(Str('Name of the parameter at fault.', 'powiat', { maxLength: 100 })),
  pointer: Type.Optional(Type.String({ maxLength: 500, description: 'JSON Pointer (RFC 6901) to the value at fault in the body.', examples: ['/name'] })),
  code: Str('What is wrong, for programs; never translated.', 'ambiguous_value', { maxLength: 100 }),
  detail: Str('What is wrong and what would be right, for people.', 'Nazwa «opolski» oznacza więcej niż jeden powiat.'),
  candidates: Type.Optional(List({ $ref: 'FaultCandidate#' } as never, 'Values that the client may have meant.', { maxItems: 100 }))
})

record('Problem', 'A failure, as RFC 9457 describes it. `title` and `detail` are in Polish, or in English by Accept-Language.', {
  type: Type.String({
    format: 'uri-reference',
    maxLength: 200,
    description: 'Identifies the type of problem; leads to its description.',
    examples: [example.type]
  }),
  title: Str('Type of problem, for people.', example.title),
  status: Int('HTTP status.', 400, { minimum: 400, maximum: 599 }),
  detail: Str('What happened here and what can be done, for people.', example.detail),
  code: Enum(Object.keys(problemTypes) as ProblemCode[], 'Type of problem, for programs; never translated.', 'invalid_parameter'),
  request_id: Str('Identifier of the request, for talking about it with the registry.', example.request_id, { maxLength: 100 }),
  errors: List({ $ref: 'ProblemFault#' } as never, 'The single faults of the request; empty when there is nothing to point at.', { maxItems: 1000 })
})

export const requestIdHeader = {
  'request-id': {
    type: 'string',
    maxLength: 100,
    description: 'Identifier of the request, for talking about it with the registry.',
    example: example.request_id
  }
}
export const rateLimitHeaders = {
  ratelimit: {
    type: 'string',
    maxLength: 100,
    description: 'Requests left and seconds until the window ends (draft-ietf-httpapi-ratelimit-headers).',
    example: '"minute";r=1199;t=60'
  },
  'ratelimit-policy': {
    type: 'string',
    maxLength: 100,
    description: 'Requests allowed in a window of seconds (draft-ietf-httpapi-ratelimit-headers).',
    example: '"minute";q=1200;w=60'
  }
}
const retryAfter = {
  'retry-after': { type: 'integer', format: 'int32', minimum: 0, maximum: 86_400, description: 'Seconds to wait before the next try.', example: 5 }
}

const responses: Record<number, { name: string; description: string; code: ProblemCode; headers?: object }> = {
  400: { name: 'BadRequest', description: 'The request is malformed: a parameter is unknown, repeated, out of range or ambiguous.', code: 'invalid_parameter' },
  401: {
    name: 'Unauthorized',
    description: 'A key was sent that is not valid. Public data needs none.',
    code: 'invalid_key',
    headers: {
      'www-authenticate': { type: 'string', maxLength: 200, description: 'How to authenticate (RFC 9110 11.6.1).', example: 'Bearer realm="konwent"' }
    }
  },
  404: { name: 'NotFound', description: 'There is no such record.', code: 'not_found' },
  406: { name: 'NotAcceptable', description: 'The representation asked for does not exist here.', code: 'not_acceptable' },
  429: { name: 'TooManyRequests', description: 'Too many requests in the window.', code: 'rate_limited', headers: retryAfter },
  500: { name: 'InternalError', description: 'The service failed.', code: 'internal_error' },
  503: { name: 'DatabaseUnavailable', description: 'The database is away for the moment.', code: 'database_unavailable', headers: retryAfter }
}

/** Names under which equal responses are kept in the components of the contract, by their description. */
export const responseNames = Object.fromEntries(Object.values(responses).map(({ description, name }) => [description, name]))

/** The responses with a problem, by status. */
export function problems(...statuses: number[]) {
  return Object.fromEntries(
    [...statuses, 401, 429, 500, 503].map((status) => {
      const { description, code, headers } = responses[status] as (typeof responses)[number]
      const type = problemTypes[code]
      const value = { ...example, type: `/v1/problems/${code}`, title: type.title.pl, status: type.status, code, detail: type.title.pl, errors: [] as object[] }
      if (status === 400) Object.assign(value, example)
      return [
        status,
        {
          description,
          headers: { ...requestIdHeader, ...rateLimitHeaders, ...headers },
          content: { [PROBLEM]: { schema: { $ref: 'Problem#' }, examples: { problem: { summary: description, value } } } }
        }
      ]
    })
  )
}
