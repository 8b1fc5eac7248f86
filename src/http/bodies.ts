// How bodies come in, for every route that writes: of the media type that its schema names, in no content coding, and read strictly.
import type { TSchema } from '@sinclair/typebox'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { referred } from '../contract/components.ts'
import { ApiError, type Text } from './errors.ts'
import { readJson } from './json.ts'

const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

interface BodySchema {
  body?: TSchema
  consumes?: string[]
}

/**
 * Replaces Fastify's parsers. A route takes what its schema says it `consumes`; without that, JSON, and as PATCH a merge patch. Where
 * that is another type, the plugin of the route adds the parser for it. A route without a body in its schema takes none.
 */
export function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addHook('onRoute', ({ method, url, schema = {} }) => {
    const { body } = schema as BodySchema
    if (body && leavesRoom(body))
      throw new Error(
        `${String(method)} ${url} would overlook unknown fields: an object of its body lacks additionalProperties: false`
      )
  })
  app.addHook('preParsing', async (request) => {
    if (WRITES.has(request.method) && !request.is404) refuseHeaders(request)
  })
  app.addContentTypeParser('*', { parseAs: 'buffer' }, async (request: FastifyRequest, bytes: Buffer) => {
    // An empty body is none; where there should be one, the schema tells what it should be.
    if (bytes.length === 0 || request.is404) return undefined
    if (!schemaOf(request).body) throw unexpectedBody()
    return readJson(bytes)
  })
}

/** Whether an object of a schema, however deep, takes fields that it does not name. */
function leavesRoom(schema: TSchema): boolean {
  const { type, properties = {}, items, additionalProperties } = referred(schema)
  if ([type].flat().includes('object') && additionalProperties !== false) return true
  return [...Object.values<TSchema>(properties), ...(items ? [items] : [])].some(leavesRoom)
}

const schemaOf = (request: FastifyRequest) => (request.routeOptions.schema ?? {}) as BodySchema

function unexpectedBody(): ApiError {
  const detail = { pl: 'To żądanie nie przyjmuje treści.', en: 'This request takes no body.' }
  return new ApiError('invalid_request', detail, { faults: [{ code: 'unexpected_body', detail }] })
}

/** 415 for a content coding or media type that the route does not take (RFC 9110 15.5.16, RFC 5789 2.2), 400 for a part of a body (RFC 9110 14.5) or a transfer coding unheard of (RFC 9112 7). */
function refuseHeaders(request: FastifyRequest): void {
  const { headers, method } = request
  const coding = headers['content-encoding']
  if (coding !== undefined && coding.toLowerCase() !== 'identity') {
    const detail = {
      pl: 'Treść żądania należy przesłać bez kompresji.',
      en: 'The body is to be sent without compression.'
    }
    throw unsupported(detail, { 'accept-encoding': 'identity' })
  }
  const transfer = headers['transfer-encoding']
  if (transfer !== undefined && transfer.toLowerCase() !== 'chunked') {
    const detail = {
      pl: 'Jedynym przyjmowanym kodowaniem przesyłania jest chunked.',
      en: 'The only transfer coding that is taken is chunked.'
    }
    throw new ApiError('invalid_request', detail)
  }
  if (headers['content-range'] !== undefined) {
    const detail = {
      pl: 'Treść żądania należy przesłać w całości, bez nagłówka Content-Range.',
      en: 'The body is to be sent whole, without Content-Range.'
    }
    throw new ApiError('invalid_request', detail)
  }
  const { body, consumes = [method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'] } =
    schemaOf(request)
  if (!body) return
  const sent = contentTypes(request)
  if (sent.length === 0 && headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0)
    return
  if (sent.length === 1 && consumes.includes(mediaType(sent[0] as string) ?? '')) return
  const types = consumes.join(', ')
  const detail = {
    pl: `Nagłówek Content-Type musi podawać typ treści, który jest tu przyjmowany: ${types}; kodowanie UTF-8.`,
    en: `The header Content-Type must name a media type that is taken here: ${types}; in UTF-8.`
  }
  throw unsupported(detail, { accept: types, ...(method === 'PATCH' && { 'accept-patch': types }) })
}

const unsupported = (detail: Text, headers: Record<string, string>) =>
  new ApiError('unsupported_media_type', detail, { headers })

/** All Content-Type fields as they came; Node shows the first one only. */
const contentTypes = ({ raw: { rawHeaders } }: FastifyRequest) =>
  rawHeaders.filter((_, i) => i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === 'content-type')

/**
 * The media type in a Content-Type; undefined when a parameter other than the charset UTF-8, or anything odd, is with it. CSV may say, as ours does, that
 * it has a header (RFC 4180 3).
 */
const mediaType = (header: string) =>
  /^([\w.+-]+\/[\w.+-]+)(?: *; *charset=("?)utf-8\2)?(?:(?<=^text\/csv.*) *; *header=present)?$/i
    .exec(header)?.[1]
    ?.toLowerCase()
