// Request bodies: only the media types in the schema of the route, no content coding, strict parsing.
import type { TSchema } from '@sinclair/typebox'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { referred } from '../contract/components.ts'
import { mostFieldsOf, unknownFields } from './body-validation.ts'
import { isUnread, slowClientLimits } from './connections.ts'
import { ApiError, type Text } from './errors.ts'
import { fieldsOf } from './header-fields.ts'
import { readJson } from './json.ts'
import { receiveBody } from './receive-body.ts'
import { JSON_TYPE } from './representation.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body is a file. On a slow line it may take longer than another body. */
    upload?: true
    /** Largest number of fields of an object in the body. */
    mostFields?: number
  }
}

const CSV_TYPE = 'text/csv'
const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/**
 * Media types of a change. Both are read as a merge patch (RFC 7396), because many clients send every JSON as
 * `application/json`.
 */
export const PATCH_TYPES = ['application/merge-patch+json', JSON_TYPE]
/**
 * Limit of the body of a request without a key, in bytes: about ten times as much as the largest useful one. Anybody
 * can send it, and reading 1 MiB costs as much as hundreds of other requests.
 */
const PUBLIC_BODY_LIMIT = 16 * 1024

/** An object with this many unknown fields is refused without reading further, or validating the rest of the body. */
const UNKNOWN_FIELDS_READ = 20

const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

interface BodySchema {
  body?: TSchema
  consumes?: string[]
}

/**
 * Replaces Fastify's parsers. A route accepts the media types in `consumes` of its schema. The default is JSON, and
 * merge patch for PATCH. For another type, the plugin of the route adds a parser. A route without a body in its schema
 * accepts none. A body that arrives too slowly is 408.
 */
export function readBodies(app: FastifyInstance, { bodyMs, uploadBytesPerSecond } = slowClientLimits): void {
  app.removeAllContentTypeParsers()
  app.addHook('onRoute', (route) => {
    const { method, url, config, schema = {} } = route
    const { body } = schema as BodySchema
    if (body) route.config = { ...config, mostFields: mostFieldsOf(body) }
    if (body && config?.access === 'public') route.bodyLimit ??= PUBLIC_BODY_LIMIT
    if (body && allowsUnknownFields(body))
      throw new Error(
        `${String(method)} ${url} would ignore unknown fields: an object in its body lacks additionalProperties: false`
      )
  })
  app.addHook('preParsing', async (request, _reply, payload) => {
    if (!WRITES.has(request.method)) return payload
    // The handler for unknown paths would run only after the body.
    if (request.is404) throw Object.assign(new Error('no route'), { statusCode: 404 })
    refuseHeaders(request)
    if (!isUnread(request.raw)) return payload
    const bytesPerSecond = request.routeOptions.config?.upload ? uploadBytesPerSecond : Number.POSITIVE_INFINITY
    return receiveBody(request.raw, { baseMs: bodyMs, bytesPerSecond })
  })
  app.addContentTypeParser('*', { parseAs: 'buffer' }, async (request: FastifyRequest, bytes: Buffer) => {
    // An empty body counts as no body. If the schema requires one, validation reports it.
    if (bytes.length === 0) return undefined
    const { body } = schemaOf(request)
    if (!body) throw unexpectedBody()
    const names = (request.routeOptions.config.mostFields ?? Number.POSITIVE_INFINITY) + UNKNOWN_FIELDS_READ
    return readJson(bytes, { names, faults: (path, found) => unknownFields(body, path, found) })
  })
}

/** Whether an object of a schema, at any depth, allows fields that it does not declare. */
function allowsUnknownFields(schema: TSchema): boolean {
  const { type, properties = {}, items, additionalProperties } = referred(schema)
  if ([type].flat().includes('object') && additionalProperties !== false) return true
  return [...Object.values<TSchema>(properties), ...(items ? [items] : [])].some(allowsUnknownFields)
}

const schemaOf = (request: FastifyRequest) => (request.routeOptions.schema ?? {}) as BodySchema

function unexpectedBody(): ApiError {
  const detail = { pl: 'To żądanie nie przyjmuje treści.', en: 'This request must not have a body.' }
  return new ApiError('invalid_request', detail, { faults: [{ code: 'unexpected_body', detail }] })
}

/**
 * Throws 415 for a content coding or media type that the route does not accept (RFC 9110 15.5.16, RFC 5789 2.2). Throws
 * 400 for a partial body (RFC 9110 14.5) or an unknown transfer coding (RFC 9112 7).
 */
function refuseHeaders(request: FastifyRequest): void {
  const { headers, method } = request
  const coding = headers['content-encoding']
  if (coding !== undefined && coding.toLowerCase() !== 'identity') {
    const detail = {
      pl: 'Treść żądania należy przesłać bez kompresji.',
      en: 'The body must be sent without compression.'
    }
    throw unsupported(detail, { 'accept-encoding': 'identity' })
  }
  const transfer = headers['transfer-encoding']
  if (transfer !== undefined && transfer.toLowerCase() !== 'chunked') {
    const detail = {
      pl: 'Jedynym przyjmowanym kodowaniem przesyłania jest chunked.',
      en: 'The only supported transfer coding is chunked.'
    }
    throw new ApiError('invalid_request', detail)
  }
  if (headers['content-range'] !== undefined) {
    const detail = {
      pl: 'Treść żądania należy przesłać w całości, bez nagłówka Content-Range.',
      en: 'The body must be sent as a whole, without Content-Range.'
    }
    throw new ApiError('invalid_request', detail)
  }
  const { body, consumes = method === 'PATCH' ? PATCH_TYPES : [JSON_TYPE] } = schemaOf(request)
  if (!body) return
  const fields = fieldsOf(request.raw, 'content-type')
  const isEmpty = headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0
  if (fields.length === 0 && isEmpty) return
  if (fields.length === 1 && consumes.includes(mediaType(fields[0] as string) ?? '')) return
  const types = consumes.join(', ')
  const hint = consumes.includes(CSV_TYPE) ? hintFor(fields[0]?.split(';', 1)[0]?.trim().toLowerCase()) : undefined
  const detail = hint ?? {
    pl: `Nagłówek Content-Type musi podawać typ treści, który jest tu przyjmowany: ${types}; kodowanie UTF-8.`,
    en: `The Content-Type header must have a media type that is accepted here: ${types}; in UTF-8.`
  }
  throw unsupported(detail, { accept: types, ...(method === 'PATCH' && { 'accept-patch': types }) })
}

const unsupported = (detail: Text, headers: Record<string, string>) =>
  new ApiError('unsupported_media_type', detail, { headers })

/**
 * Returns the media type of a Content-Type field. Returns undefined if it is malformed, or has parameters other than
 * charset=utf-8 and, for CSV, header=present (RFC 4180 3). The order of parameters decides nothing.
 */
function mediaType(field: string): string | undefined {
  const [, type, parameters = ''] = MEDIA_TYPE.exec(field) ?? []
  const essence = type?.toLowerCase()
  for (const [, name = '', token, quoted] of parameters.matchAll(PARAMETER)) {
    const stated = `${name}=${token ?? quoted}`.toLowerCase()
    if (stated !== 'charset=utf-8' && !(stated === 'header=present' && essence === CSV_TYPE)) return undefined
  }
  return essence
}

const PARAMETER = /([\w.+-]+)=(?:([\w.+-]+)|"([\w.+-]+)")/g
/** A media type and its parameters, some of which may be empty (RFC 9110 5.6.6). */
const MEDIA_TYPE = /^([\w.+-]+\/[\w.+-]+)((?:[ \t]*;[ \t]*(?:[\w.+-]+=(?:[\w.+-]+|"[\w.+-]+"))?)*)$/

/** Returns a hint for files and forms that clients often send instead of the accepted type. */
function hintFor(type: string | undefined): Text | undefined {
  if (type === 'multipart/form-data')
    return {
      pl: 'Treścią żądania jest sam plik, bez formularza: w curl opcja --data-binary @plik, a nie -F.',
      en: 'The body is the file itself, without a form: with curl --data-binary @file, not -F.'
    }
  if (type && /^application\/vnd\.(ms-excel|openxmlformats|oasis\.opendocument)/.test(type))
    return {
      pl: `Arkusz należy zapisać jako «Skoroszyt programu Excel (.xlsx)» i przesłać z typem ${WORKBOOK_TYPE}.`,
      en: `Save the spreadsheet as “Excel Workbook (.xlsx)” and send it with the type ${WORKBOOK_TYPE}.`
    }
}
