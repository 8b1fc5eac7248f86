// The schemas and responses of failures, the same in every operation of the contract.
import { Type } from '@sinclair/typebox'
import { type ProblemCode, problemTypes } from '../http/errors.ts'
import { NamedRef, OpenEnum, record } from './components.ts'
import { Int, List, Str } from './schemas.ts'

export const PROBLEM = 'application/problem+json'
/** Begins the URI of every problem type. A URN is the same on every installation; /problems/{code} explains it. */
export const PROBLEM_URN = 'urn:problem-type:konwent:'

const example = {
  type: `${PROBLEM_URN}invalid_parameter`,
  title: 'Nieprawidłowy parametr',
  status: 400,
  detail: 'Parametr «limit» może wynosić co najwyżej 500.',
  instance: '/v1/organisations',
  code: 'invalid_parameter',
  request_id: '01993a5e-7c00-7000-8000-000000000001',
  errors: [{ parameter: 'limit', code: 'out_of_range', detail: 'Parametr «limit» może wynosić co najwyżej 500.' }],
  candidates: [] as object[]
}

record('ProblemCandidate', 'A value that the client may have meant.', {
  parameter: Str('Parameter that the value is for.', 'powiat', { maxLength: 100 }),
  value: Str('Value to send instead.', '0612', { maxLength: 100 }),
  label: Str('What the value stands for.', 'powiat opolski, województwo lubelskie')
})

record('ProblemFault', 'One fault of a request.', {
  parameter: Type.Optional(
    Str('Name of the parameter at fault; absent when the fault is in the body.', 'powiat', { maxLength: 100 })
  ),
  pointer: Type.Optional(
    Type.String({
      minLength: 0,
      maxLength: 500,
      pattern: '^(/[^/]*)*$',
      description: 'JSON Pointer (RFC 6901) to the value at fault in the body.',
      examples: ['/name']
    })
  ),
  code: Str('What is wrong, for programs; never translated.', 'ambiguous_value', { maxLength: 100 }),
  detail: Str('What is wrong and what would be right, for people.', 'Nazwa «opolski» oznacza więcej niż jeden powiat.')
})

record(
  'Problem',
  'A failure, as RFC 9457 describes it. `title` and `detail` are in Polish, or in English by Accept-Language.',
  {
    type: Type.String({
      format: 'uri',
      minLength: 1,
      maxLength: 200,
      pattern: '^urn:problem-type:konwent:[a-z_]+$',
      description: 'Identifies the type of problem; /problems/{code} explains it.',
      examples: [example.type]
    }),
    title: Str('Type of problem, for people.', example.title),
    status: Int('HTTP status.', 400, { minimum: 300, maximum: 599 }),
    detail: Str('What happened here and what can be done, for people.', example.detail),
    instance: Type.String({
      format: 'uri-reference',
      minLength: 1,
      maxLength: 4000,
      pattern: '^/.*$',
      description: 'Path of the request that failed.',
      examples: [example.instance]
    }),
    code: OpenEnum(Object.keys(problemTypes) as ProblemCode[], {
      description: 'Type of problem, for programs; never translated. Types may be added.',
      examples: ['invalid_parameter']
    }),
    request_id: Str('Identifier of the request, for talking about it with the registry.', example.request_id, {
      maxLength: 100
    }),
    errors: List(
      NamedRef('ProblemFault'),
      'The single faults of the request; empty when there is nothing to point at.',
      { maxItems: 1000 }
    ),
    candidates: List(
      NamedRef('ProblemCandidate'),
      'Values that the client may have meant, where one was ambiguous; empty otherwise.',
      {
        maxItems: 1000
      }
    )
  }
)

export const header = (description: string, example: string, pattern: string) => ({
  type: 'string',
  minLength: 1,
  maxLength: 4000,
  pattern,
  description,
  example
})

/** Headers of every answer. */
export const commonHeaders = {
  'Request-Id': header(
    'Identifier of the request, for talking about it with the registry.',
    example.request_id,
    '^[0-9a-f-]+$'
  ),
  RateLimit: header(
    'Requests left and seconds until the window ends (draft-ietf-httpapi-ratelimit-headers).',
    '"minute";r=1199;t=60',
    '^"minute";r=[0-9]+;t=[0-9]+$'
  ),
  'RateLimit-Policy': header(
    'Requests allowed in a window of seconds (draft-ietf-httpapi-ratelimit-headers).',
    '"minute";q=1200;w=60',
    '^"minute";q=[0-9]+;w=[0-9]+$'
  ),
  'Access-Control-Allow-Origin': header('Any page may read the answer (Fetch standard).', '*', '^[*]$')
}

/** Headers of an answer that holds data. */
export const dataHeaders = {
  ...commonHeaders,
  ETag: header(
    'Strong validator of this representation (RFC 9110 8.8.3).',
    '"kq3vXh0m5bA2c9dEfGhIjKlMnOp"',
    '^"[A-Za-z0-9_-]+"$'
  ),
  'Cache-Control': header(
    'How long a copy may be used (RFC 9111).',
    'public, max-age=60, stale-while-revalidate=30',
    '^[a-z0-9=, -]+$'
  )
}

/** Header of a record that knows when it last changed. */
export const modifiedHeader = {
  'Last-Modified': header(
    'When the record itself last changed (RFC 9110 8.8.2). The validator is the ETag: what the record shows of others may change without it.',
    'Mon, 21 Nov 2022 09:00:00 GMT',
    '^[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT$'
  )
}

/** Header of a page of a list. */
export const linkHeader = {
  Link: header(
    'The next page, `rel="next"` (RFC 8288); absent on the last one.',
    '</v1/organisations?limit=50&cursor=q80mYl0iBcdXwT1bWyJDVVMiXQ>; rel="next"',
    '^<[^>]+>; rel="next"$'
  )
}

const retryAfter = {
  'Retry-After': {
    type: 'integer',
    format: 'int32',
    minimum: 0,
    maximum: 86_400,
    description: 'Seconds to wait before the next try.',
    example: 5
  }
}

const responses: Record<
  number | 'default',
  { name: string; description: string; code: ProblemCode; headers?: object }
> = {
  400: {
    name: 'BadRequest',
    description: 'The request is malformed: a parameter is unknown, repeated, out of range or ambiguous.',
    code: 'invalid_parameter'
  },
  401: {
    name: 'Unauthorized',
    description: 'A key is needed here, or the one sent is not valid. Public data needs none.',
    code: 'invalid_key',
    headers: {
      'WWW-Authenticate': header('How to authenticate (RFC 9110 11.6.1).', 'Bearer realm="konwent"', '^Bearer .*$')
    }
  },
  403: {
    name: 'Forbidden',
    description: 'The key is valid but lacks the scope that the operation needs.',
    code: 'insufficient_scope',
    headers: {
      'WWW-Authenticate': header(
        'Which scope is needed (RFC 6750 3.1).',
        'Bearer realm="konwent", error="insufficient_scope"',
        '^Bearer .*$'
      )
    }
  },
  404: { name: 'NotFound', description: 'There is no such record, or none that is public.', code: 'not_found' },
  406: {
    name: 'NotAcceptable',
    description: 'The representation asked for does not exist here.',
    code: 'not_acceptable'
  },
  409: {
    name: 'Conflict',
    description: 'The state of the registry does not allow it: a value is taken, other records rest on this one.',
    code: 'already_exists'
  },
  410: { name: 'Gone', description: 'The data was erased and does not come back.', code: 'erased' },
  412: {
    name: 'PreconditionFailed',
    description: 'The record has changed since the ETag in If-Match was given.',
    code: 'precondition_failed'
  },
  415: {
    name: 'UnsupportedMediaType',
    description: 'The body is of a media type or content coding that is not taken here.',
    code: 'unsupported_media_type'
  },
  428: {
    name: 'PreconditionRequired',
    description: 'If-Match with the ETag of the record is required.',
    code: 'precondition_required'
  },
  429: {
    name: 'TooManyRequests',
    description: 'More requests came than the window allows.',
    code: 'rate_limited',
    headers: retryAfter
  },
  500: {
    name: 'InternalError',
    description: 'The service failed; the request may be sent again.',
    code: 'internal_error'
  },
  503: {
    name: 'DatabaseUnavailable',
    description: 'The database is away for the moment.',
    code: 'database_unavailable',
    headers: retryAfter
  },
  default: {
    name: 'Failure',
    description:
      'Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long.',
    code: 'invalid_request'
  }
}

/** Names under which equal responses are kept in the components of the contract, by their description. */
export const responseNames = Object.fromEntries(
  Object.values(responses).map(({ description, name }) => [description, name])
)

/** The responses with a problem, by status. */
export function problems(...statuses: number[]) {
  return Object.fromEntries(
    ([...statuses, 401, 429, 500, 503, 'default'] as const).map((status) => [
      status,
      problemResponse(responses[status] as (typeof responses)[number])
    ])
  )
}

/** A response with a problem, for an operation whose problem of that status is one of its own. */
export function problemResponse({
  description,
  code,
  headers
}: {
  description: string
  code: ProblemCode
  headers?: object
}) {
  const { status, title } = problemTypes[code]
  const value = {
    ...example,
    type: `${PROBLEM_URN}${code}`,
    title: title.pl,
    status,
    code,
    detail: title.pl,
    errors: [] as object[]
  }
  if (code === example.code) Object.assign(value, example)
  return {
    description,
    headers: { ...commonHeaders, ...headers },
    content: { [PROBLEM]: { schema: { $ref: 'Problem#' }, examples: { problem: { summary: description, value } } } }
  }
}
