// One finished answer: its bytes, a strong ETag of their own (RFC 9110 8.8.3: each content coding is another representation), 304, compression.
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import { ApiError } from './errors.ts'
import { stateTag } from './preconditions.ts'

const compressors = {
  zstd: promisify(zlib.zstdCompress),
  br: (bytes: Buffer) => promisify(zlib.brotliCompress)(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: promisify(zlib.gzip)
} as const
const codings = ['zstd', 'br', 'gzip'] as const
// Below about one network packet compression saves nothing.
const WORTH_COMPRESSING = 1_200

// Since 1.0 the order of preference is an option; the published types do not have it yet.
type EncodingNegotiator = Negotiator & { encoding(available: string[], options: { preferred: string[] }): string | undefined }

const JSON_TYPE = 'application/json'

export interface Representation {
  type: string
  body: string
  headers?: Record<string, string>
  /** State of the record that is shown, where it is one. */
  state?: string | null
  /** Status of the answer to a write; only an answer of 200 to a read may become 304. */
  status?: number
}

/** Sends a public 200, or 304 when the client names its ETag in If-None-Match. */
export async function sendRepresentation(
  request: FastifyRequest,
  reply: FastifyReply,
  { type, body, headers, state, status }: Representation
): Promise<FastifyReply> {
  const identity = Buffer.from(body)
  const coding = identity.length < WORTH_COMPRESSING ? undefined : chooseCoding(request)
  const hash = createHash('sha256').update(type).update('\0').update(identity).digest('base64url').slice(0, 27)
  const tag = `${state ? stateTag(state) : ''}${hash}`
  const etag = coding ? `"${tag}-${coding}"` : `"${tag}"`
  reply.headers({ 'cache-control': 'public, max-age=60', vary: 'Accept, Accept-Encoding', ...headers, etag })
  if (status === undefined && matches(request.headers['if-none-match'], etag)) return reply.code(304).send()
  reply.code(status ?? 200).type(type)
  if (!coding) return reply.send(identity)
  return reply.header('content-encoding', coding).send(await compressors[coding](identity))
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

function chooseCoding(request: FastifyRequest): (typeof codings)[number] | undefined {
  const chosen = (new Negotiator(request.raw) as EncodingNegotiator).encoding([...codings, 'identity'], { preferred: [...codings] })
  return codings.find((coding) => coding === chosen)
}

/** Whether If-None-Match names this ETag, by the weak comparison that RFC 9110 13.1.2 asks for. */
export function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  return header.trim() === '*' || header.split(',').some((part) => part.trim().replace(/^W\//, '') === etag)
}
