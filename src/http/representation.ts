// One finished answer: its bytes, a strong ETag of their own (RFC 9110 8.8.3: each content coding is another representation), 304, compression.
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import { isAwaited } from '../cache/server.ts'
import { codingOf, compressors } from './codings.ts'
import { ApiError } from './errors.ts'
import { matches, stateTag } from './preconditions.ts'

// Below about one network packet compression saves nothing.
const WORTH_COMPRESSING = 1_200

// A minute in caches between us and the client, and half a minute more while they ask again (RFC 5861).
const CACHE_CONTROL = 'public, max-age=60, stale-while-revalidate=30'
/** Headers of every public answer. */
export const publicHeaders = { 'cache-control': CACHE_CONTROL, vary: 'Accept, Accept-Encoding' }
export const JSON_TYPE = 'application/json'

export interface Representation {
  type: string
  body: string
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
  { type, body, headers, state, status }: Representation
): Promise<FastifyReply> {
  const identity = Buffer.from(body)
  const coding = identity.length < WORTH_COMPRESSING ? undefined : codingOf(request.headers['accept-encoding'])
  const hash = createHash('sha256').update(type).update('\0').update(identity).digest('base64url').slice(0, 27)
  const tag = `${state ? stateTag(state) : ''}${hash}`
  const etag = coding ? `"${tag}-${coding}"` : `"${tag}"`
  reply.headers({ ...publicHeaders, ...headers, etag })
  const known = status === undefined && matches(request.headers['if-none-match'], etag)
  const make = async () => (coding ? compressors[coding](identity) : identity)
  const bytes = known && !isAwaited(request) ? undefined : await make()
  if (bytes) request.finished = { etag, type, coding, bytes }
  if (known) return reply.code(304).send()
  reply.code(status ?? 200).type(type)
  if (coding) reply.header('content-encoding', coding)
  return reply.send(bytes)
}

/** Sends a value as JSON, the only representation there is of it; throws 406 to a client that accepts none. */
export async function sendJson(request: FastifyRequest, reply: FastifyReply, value: unknown, headers: Record<string, string> = {}): Promise<FastifyReply> {
  chooseType(request, [JSON_TYPE])
  return sendRepresentation(request, reply, { type: `${JSON_TYPE}; charset=utf-8`, body: JSON.stringify(value), headers })
}

/** The one of the media types that the client likes best (RFC 9110 12.5.1); throws 406 when it accepts none. */
export function chooseType(request: FastifyRequest, available: string[]): string {
  const chosen = new Negotiator(request.raw).mediaType(available)
  if (chosen !== undefined) return chosen
  const list = available.join(', ')
  throw new ApiError('not_acceptable', { pl: `Ten zasób jest dostępny jako: ${list}.`, en: `This resource is available as: ${list}.` })
}
