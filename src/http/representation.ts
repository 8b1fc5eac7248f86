// One finished answer: its bytes, a strong ETag of their own (RFC 9110 8.8.3: each content coding is another representation), 304, compression.
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import { CALLER_VARY } from './access.ts'
import { type Coding, codingOf, compressors } from './codings.ts'
import { ApiError } from './errors.ts'
import { matches, stateTag } from './preconditions.ts'

// Below about one network packet compression saves nothing.
const WORTH_COMPRESSING = 1_200

// A minute in caches between us and the client, and half a minute more while they ask again (RFC 5861).
const CACHE_CONTROL = 'public, max-age=60, stale-while-revalidate=30'
/** Headers of every public answer. */
export const publicHeaders = { 'cache-control': CACHE_CONTROL, vary: `Accept, Accept-Encoding, ${CALLER_VARY}` }
export const JSON_TYPE = 'application/json'

/**
 * Changes in the change log that make a stored response invalid: the id of a record, the type of records for any of them, `*` for every change.
 */
export type Dependencies = readonly string[]
export const EVERY_CHANGE: Dependencies = ['*']
/** For a response that only a new version of the service changes, such as the contract. */
export const NO_CHANGE: Dependencies = []

/** A representation with its bytes as they go out. */
export interface Finished {
  etag: string
  type: string
  coding: Coding | undefined
  bytes: Buffer
}

/** Stores responses that everybody may see, and knows of requests that wait for the same response (src/cache). */
export interface ResponseStore {
  /** Whether the finished bytes of the response are needed even if its client has them already. */
  isAwaited: (request: FastifyRequest) => boolean
  /** Stores the response with the headers that `reply` has now. */
  store: (request: FastifyRequest, reply: FastifyReply, finished: Finished, dependsOn: Dependencies) => void
  /** For a response that takes long and is not stored: other requests for it do not have to wait. */
  release: (request: FastifyRequest) => void
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Null if no responses are stored. */
    responses: ResponseStore | null
  }
}

export interface Representation {
  type: string
  body: string
  /** Every change if absent. Null for data that the change log does not follow: the response is not stored. */
  dependsOn?: Dependencies | null
  headers?: Record<string, string>
  /** State of the record that is shown, where it is one. */
  state?: string | null
  /** Status of the answer to a write; only an answer of 200 to a read may become 304. */
  status?: number
}

/** Sends the representation with its ETag, or 304 when the client that reads names that in If-None-Match. */
export async function sendRepresentation(
  request: FastifyRequest,
  reply: FastifyReply,
  { type, body, headers, state, status, dependsOn = EVERY_CHANGE }: Representation
): Promise<FastifyReply> {
  const identity = Buffer.from(body)
  const coding = identity.length < WORTH_COMPRESSING ? undefined : codingOf(request.headers['accept-encoding'])
  const hash = createHash('sha256').update(type).update('\0').update(identity).digest('base64url').slice(0, 27)
  const tag = `${state ? stateTag(state) : ''}${hash}`
  const etag = coding ? `"${tag}-${coding}"` : `"${tag}"`
  reply.headers({ ...publicHeaders, ...headers, etag })
  const known = status === undefined && matches(request.headers['if-none-match'], etag)
  const make = async () => (coding ? compressors[coding](identity) : identity)
  const { responses } = request.server
  const bytes = known && !responses?.isAwaited(request) ? undefined : await make()
  if (bytes && status === undefined && dependsOn)
    responses?.store(request, reply, { etag, type, coding, bytes }, dependsOn)
  if (known) return reply.code(304).send()
  reply.code(status ?? 200).type(type)
  if (coding) reply.header('content-encoding', coding)
  return reply.send(bytes)
}

/** Sends a value as JSON, the only representation there is of it; throws 406 to a client that accepts none. */
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

/** The one of the media types that the client likes best (RFC 9110 12.5.1); throws 406 when it accepts none. */
export function chooseType(request: FastifyRequest, available: string[]): string {
  const chosen = new Negotiator(request.raw).mediaType(available)
  if (chosen !== undefined) return chosen
  const list = available.join(', ')
  throw new ApiError('not_acceptable', {
    pl: `Ten zasób jest dostępny jako: ${list}.`,
    en: `This resource is available as: ${list}.`
  })
}
