// Sends a response with a strong ETag, 304 and compression. Each content coding is a representation of its own and has
// its own ETag (RFC 9110 8.8.3).
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { CALLER_VARY } from './access.ts'
import { type Coding, codingOf, compressors } from './codings.ts'
import { ApiError } from './errors.ts'
import { type Choice, hasTooManyTypes, MAX_TYPES, preferredType, withoutParameters } from './media-types.ts'
import { matches, stateTag } from './preconditions.ts'

/** Smaller bodies fit in one network packet, so compression gains nothing. */
const MIN_COMPRESSED_BYTES = 1_200

// Intermediate caches may use a response for a minute, and for another 30 s while they revalidate it (RFC 5861).
const CACHE_CONTROL = 'public, max-age=60, stale-while-revalidate=30'
/** Headers of every public response. */
export const publicHeaders = { 'cache-control': CACHE_CONTROL, vary: `Accept, Accept-Encoding, ${CALLER_VARY}` }
export const JSON_TYPE = 'application/json'

/**
 * Changes that invalidate a cached response: the id of a record, `type` (any change of its records), `type+` (a record
 * was added or removed), `type.property` (the property of any record), or `*` (every change).
 */
export type Dependencies = readonly string[]
export const setTag = (type: string): string => `${type}+`
export const propertyTag = (type: string, property: string): string => `${type}.${property}`
export const EVERY_CHANGE: Dependencies = ['*']
/** For a response that changes only with a new version of the service, such as the contract. */
export const NO_CHANGE: Dependencies = []

/** A representation with its final bytes. */
export interface Finished {
  etag: string
  type: string
  coding: Coding | undefined
  bytes: Buffer
}

/** Caches public responses, and knows which requests wait for the same response (src/cache). */
export interface ResponseStore {
  /** Whether other requests wait for the response, so that its bytes are needed even if this client gets 304. */
  isAwaited: (request: FastifyRequest) => boolean
  /** Stores the response with the present headers of `reply`. */
  store: (request: FastifyRequest, reply: FastifyReply, finished: Finished, dependsOn: Dependencies) => void
  /** Ends the wait of other requests for a long response that will not be stored. */
  release: (request: FastifyRequest) => void
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Null if the cache is disabled. */
    responses: ResponseStore | null
  }
  interface FastifyRequest {
    /** The media type chosen by the Accept header; null if the response does not depend on the header. */
    choice: Choice | null
  }
}

export interface Representation {
  type: string
  body: string | Buffer
  /** Whether the bytes are compressed already. They are then sent without a content coding. */
  packed?: boolean
  /** Default: every change. Null for data outside the change log: the response is not cached. */
  dependsOn?: Dependencies | null
  headers?: Record<string, string>
  /** State of the record, if the response contains one record with a version. */
  state?: string | null
  /** Status of the response to a write. Absent for a read, whose 200 may become 304. */
  status?: number
}

/** Sends the representation with its ETag, or 304 if If-None-Match of a read contains the ETag. */
export async function sendRepresentation(
  request: FastifyRequest,
  reply: FastifyReply,
  { type, body, packed = false, headers, state, status, dependsOn = EVERY_CHANGE }: Representation
): Promise<FastifyReply> {
  const identity = typeof body === 'string' ? Buffer.from(body) : body
  const compressible = !packed && identity.length >= MIN_COMPRESSED_BYTES
  const coding = compressible ? codingOf(request.headers['accept-encoding']) : undefined
  const hash = createHash('sha256').update(type).update('\0').update(identity).digest('base64url').slice(0, 27)
  const tag = `${state ? stateTag(state) : ''}${hash}`
  const etag = coding ? `"${tag}-${coding}"` : `"${tag}"`
  reply.headers({ ...publicHeaders, ...headers, etag })
  const notModified = status === undefined && matches(request.headers['if-none-match'], etag)
  const encode = async () => (coding ? compressors[coding](identity) : identity)
  const { responses } = request.server
  const bytes = notModified && !responses?.isAwaited(request) ? undefined : await encode()
  if (bytes && status === undefined && dependsOn)
    responses?.store(request, reply, { etag, type, coding, bytes }, dependsOn)
  if (notModified) return reply.code(304).send()
  reply.code(status ?? 200).type(type)
  if (coding) reply.header('content-encoding', coding)
  return reply.send(bytes)
}

/** Sends a value that is available only as JSON. Throws 406 if the client does not accept JSON. */
export async function sendJson(
  request: FastifyRequest,
  reply: FastifyReply,
  value: unknown,
  { headers, dependsOn }: Pick<Representation, 'headers' | 'dependsOn'> = {}
): Promise<FastifyReply> {
  chooseType(request, [JSON_TYPE])
  const body = JSON.stringify(value)
  return sendRepresentation(request, reply, {
    type: `${JSON_TYPE}; charset=utf-8`,
    body,
    ...(headers && { headers }),
    ...(dependsOn !== undefined && { dependsOn })
  })
}

/**
 * Returns the media type that the client prefers (RFC 9110 12.5.1). Throws 406 if it accepts none, and 400 if it lists
 * too many. A client may state the parameters of an available type, in any order, and `charset=utf-8`; they decide
 * nothing.
 */
export function chooseType(request: FastifyRequest, available: string[]): string {
  const type = preferredType(request.headers.accept, available)
  if (type !== undefined) {
    request.choice = { available, type }
    return type
  }
  if (hasTooManyTypes(request.headers.accept ?? '')) throw tooManyTypes()
  const list = [...new Set(available.map(withoutParameters))].join(', ')
  throw new ApiError('not_acceptable', {
    pl: `Ten zasób jest dostępny jako: ${list}.`,
    en: `This resource is available as: ${list}.`
  })
}

function tooManyTypes(): ApiError {
  const detail = {
    pl: `Nagłówek Accept może wymieniać co najwyżej ${MAX_TYPES} typów.`,
    en: `The Accept header may list at most ${MAX_TYPES} types.`
  }
  return new ApiError('invalid_request', detail, { faults: [{ code: 'too_many_values', detail }] })
}
