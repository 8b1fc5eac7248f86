// The responses of errors, which all operations of the contract share.
import { type ProblemCode, problemTypes } from '../http/errors.ts'
import { RECORDS_PER_UNIT, STATISTICS_COST, WHOLE_LIST_RECORDS } from '../http/request-cost.ts'
import { example, PROBLEM_URN } from './problem-schemas.ts'

export const PROBLEM = 'application/problem+json'

export const header = (description: string, example: string, pattern: string) => ({
  type: 'string',
  minLength: 1,
  maxLength: 4000,
  pattern,
  description,
  example
})

/** The cost of requests in units of the rate limit. */
const costs =
  `A request costs one unit. A list costs one for every ${RECORDS_PER_UNIT} records of its \`limit\` or part of them, ` +
  'and as much again for each `include` and for `as_of`. In a format other than JSON, a list without `limit` and ' +
  `\`cursor\` counts as ${WHOLE_LIST_RECORDS} records, and so does the snapshot. Membership statistics cost ` +
  `${STATISTICS_COST}. A request costs the same if the response is cached, 304 or an error, but a 429 costs nothing. ` +
  'No request costs more than `q`.'

/** Headers of every response. */
export const commonHeaders = {
  'Request-Id': header(
    'Identifier of the request. Please quote it when you report an error.',
    example.request_id,
    '^[0-9a-f-]+$'
  ),
  RateLimit: header(
    'Remaining units (`r`) and seconds until the window ends (`t`), by draft-ietf-httpapi-ratelimit-headers.',
    '"minute";r=1199;t=60',
    '^"minute";r=[0-9]+;t=[0-9]+$'
  ),
  'RateLimit-Policy': header(
    `Allowed units (\`q\`) in a window of \`w\` seconds, by draft-ietf-httpapi-ratelimit-headers. ${costs}`,
    '"minute";q=1200;w=60',
    '^"minute";q=[0-9]+;w=[0-9]+$'
  ),
  'Access-Control-Allow-Origin': header('Web pages of any origin may read the response (CORS).', '*', '^[*]$')
}

/** Headers of a response with data. */
export const dataHeaders = {
  ...commonHeaders,
  ETag: header(
    'Strong validator of this representation (RFC 9110 8.8.3).',
    '"kq3vXh0m5bA2c9dEfGhIjKlMnOp"',
    '^"[A-Za-z0-9_-]+"$'
  ),
  'Cache-Control': header(
    'How long a cache may use the response (RFC 9111).',
    'public, max-age=60, stale-while-revalidate=30',
    '^[a-z0-9=, -]+$'
  )
}

/** Header of a record with `updated_at`. */
export const modifiedHeader = {
  'Last-Modified': header(
    'Time of the last change of the record itself (RFC 9110 8.8.2). Use the ETag for revalidation: included data of ' +
      'other records can change without a change of this time.',
    'Mon, 21 Nov 2022 09:00:00 GMT',
    '^[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT$'
  )
}

/** Header of a page of a list. */
export const linkHeader = {
  Link: header(
    'Link to the next page, `rel="next"` (RFC 8288). Absent on the last page.',
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
    description: 'Seconds to wait before the request is repeated.',
    example: 5
  }
}

const responses: Record<
  number | 'default',
  { name: string; description: string; code: ProblemCode; headers?: object }
> = {
  400: {
    name: 'BadRequest',
    description: 'The request is invalid. For example, a parameter is unknown, repeated, out of range or ambiguous.',
    code: 'invalid_parameter'
  },
  401: {
    name: 'Unauthorized',
    description: 'The operation requires a key, or the key is not valid. Public data can be read without a key.',
    code: 'invalid_key',
    headers: {
      'WWW-Authenticate': header('How to authenticate (RFC 9110 11.6.1).', 'Bearer realm="konwent"', '^Bearer .*$')
    }
  },
  403: {
    name: 'Forbidden',
    description: 'The key is valid but lacks the scope that the operation requires.',
    code: 'insufficient_scope',
    headers: {
      'WWW-Authenticate': header(
        'The required scope (RFC 6750 3.1).',
        'Bearer realm="konwent", error="insufficient_scope"',
        '^Bearer .*$'
      )
    }
  },
  404: {
    name: 'NotFound',
    description: 'The record does not exist, or the caller may not read it.',
    code: 'not_found'
  },
  406: {
    name: 'NotAcceptable',
    description: 'The requested format is not available here.',
    code: 'not_acceptable'
  },
  409: {
    name: 'Conflict',
    description:
      'The state of the registry does not allow the request. For example, a value is already in use, or other ' +
      'records refer to the record.',
    code: 'already_exists'
  },
  410: {
    name: 'Gone',
    description:
      'The data of the record was erased permanently. Its id responds with 410. A slug made of an erased name is ' +
      'erased as well, and responds with 404.',
    code: 'erased'
  },
  412: {
    name: 'PreconditionFailed',
    description: 'The record has changed since the response with the ETag in If-Match.',
    code: 'precondition_failed'
  },
  413: {
    name: 'PayloadTooLarge',
    description: 'The body is larger than this operation accepts.',
    code: 'payload_too_large'
  },
  415: {
    name: 'UnsupportedMediaType',
    description: 'The media type or the content coding of the body is not supported here.',
    code: 'unsupported_media_type'
  },
  428: {
    name: 'PreconditionRequired',
    description: 'The request requires If-Match with the ETag of the record.',
    code: 'precondition_required'
  },
  429: {
    name: 'TooManyRequests',
    description: 'The request costs more units than remain of the rate limit.',
    code: 'rate_limited',
    headers: retryAfter
  },
  500: {
    name: 'InternalError',
    description: 'The service failed. The request may be sent again.',
    code: 'internal_error'
  },
  503: {
    name: 'DatabaseUnavailable',
    description: 'The database is temporarily unavailable, or the service is overloaded.',
    code: 'database_unavailable',
    headers: retryAfter
  },
  default: {
    name: 'Failure',
    description:
      'Any other error: 308 with `Location` if the record has a new address, 413 if the body is too large, 414 if ' +
      'the URL is too long, 422 if the request breaks a rule of the registry.',
    code: 'invalid_request'
  }
}

/** Component names of the shared responses, by description. */
export const responseNames: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(responses).map(({ description, name }) => [description, name])
)

/** Returns the error responses with the statuses, and those of every operation: 401, 429, 500, 503, default. */
export function problems(...statuses: number[]) {
  return Object.fromEntries(
    ([...statuses, 401, 429, 500, 503, 'default'] as const).map((status) => [
      status,
      problemResponse(responses[status] as (typeof responses)[number])
    ])
  )
}

/** Returns an error response with its own description, for an operation whose error differs from the shared one. */
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
