// Converts every error to a response with RFC 9457 problem details. No other code does.
import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { PROBLEM_URN } from '../contract/problem-schemas.ts'
import { PROBLEM } from '../contract/problems.ts'
import { InsufficientScope, type Scope } from './access.ts'
import { closeInStages } from './connections.ts'
import { databaseUnavailable } from './database-unavailable.ts'
import {
  ApiError,
  BrokenConstraint,
  constraintError,
  type ProblemCode,
  problemTypes,
  type RuleBook,
  type Text
} from './errors.ts'
import { type Language, languageOf } from './language.ts'
import { ClientHungUp } from './receive-body.ts'

/** Returns problem details as JSON. `base` precedes the paths of records. */
export function problemBody(
  error: ApiError,
  { requestId, language, path, base = '' }: { requestId: string; language: Language; path: string; base?: string }
): string {
  const type = problemTypes[error.code]
  return JSON.stringify({
    type: `${PROBLEM_URN}${error.code}`,
    title: type.title[language],
    status: type.status,
    detail: error.detail[language],
    instance: path,
    code: error.code,
    request_id: requestId,
    errors: error.faults.map(({ detail, candidates: _candidates, ...fault }) => ({
      ...fault,
      detail: detail[language]
    })),
    candidates: error.faults.flatMap(({ parameter, candidates = [] }) =>
      candidates.map((candidate) => ({ parameter, ...candidate }))
    ),
    records: error.records.map(({ id, slug, name, path: target, matched_name = null }) => ({
      id,
      slug,
      name,
      matched_name,
      url: `${base}${target}`
    }))
  })
}

const internal: Text = {
  pl: 'Wystąpił nieoczekiwany błąd. Przy zgłaszaniu go proszę podać identyfikator żądania.',
  en: 'An unexpected error occurred. Please quote the request id when you report it.'
}

const byStatus: Record<number, [ProblemCode, Text]> = {
  404: ['not_found', { pl: 'Nie ma takiego zasobu.', en: 'There is no such resource.' }],
  408: ['request_timeout', problemTypes.request_timeout.title],
  414: ['uri_too_long', problemTypes.uri_too_long.title],
  415: ['unsupported_media_type', problemTypes.unsupported_media_type.title],
  431: ['header_too_large', problemTypes.header_too_large.title]
}

const MIB = 1024 * 1024

function tooLarge(limit: number): Text {
  const size = limit < MIB ? `${limit / 1024} KiB` : `${limit / MIB} MiB`
  return {
    pl: `Treść żądania może mieć co najwyżej ${size}.`,
    en: `The body must not be larger than ${size}.`
  }
}

const incomplete: Text = {
  pl: 'Połączenie zamknięto przed końcem treści żądania.',
  en: 'The connection was closed before the end of the body.'
}

/** Converts an error to an ApiError; unknown errors become internal_error. `bodyLimit` is in bytes. */
function toApiError(error: unknown, bodyLimit: number): ApiError {
  if (error instanceof ApiError) return error
  if (error instanceof ClientHungUp) return new ApiError('invalid_request', incomplete, { cause: error })
  const unavailable = databaseUnavailable(error)
  if (unavailable) return unavailable
  const status = (error as FastifyError).statusCode ?? 500
  if (status >= 500) return new ApiError('internal_error', internal, { cause: error })
  if (status === 413) return new ApiError('payload_too_large', tooLarge(bodyLimit), { cause: error })
  const [code, detail] = byStatus[status] ?? [
    'invalid_request',
    { pl: 'Żądanie jest nieprawidłowe.', en: 'The request is invalid.' }
  ]
  return new ApiError(code, detail, { cause: error })
}

/** Returns the path of the request; `/` if it is not a valid URI reference. */
function pathOf(request: FastifyRequest): string {
  const path = (request.raw.url ?? '/').split('?')[0] as string
  return /^\/[A-Za-z0-9._~/-]{0,500}$/.test(path) && !path.startsWith('//') ? path : '/'
}

/** Puts the address of the service before the paths of a Link header. */
const absolute = (link: string, baseUrl: string): string => link.replaceAll('</', () => `<${baseUrl}/`)

function send(request: FastifyRequest, reply: FastifyReply, failure: unknown): FastifyReply {
  const error = toApiError(failure, request.routeOptions.bodyLimit)
  const { status } = problemTypes[error.code]
  // Errors of the service are logged here and nowhere else. Errors of clients are not logged.
  // An announced stop is no failure: proxies poll `/readyz` until they have noticed it.
  if (error.code === 'shutting_down') request.log.info(error.message)
  else if (status >= 500) request.log.error({ err: error.cause ?? error }, error.message)
  else if (failure instanceof ClientHungUp) request.log.debug({ err: failure.cause }, failure.message)
  const language = languageOf(request.headers)
  return reply
    .code(status)
    .removeHeader('etag')
    .removeHeader('content-encoding')
    .removeHeader('content-disposition')
    .headers({
      ...error.headers,
      ...(error.headers?.link && { link: absolute(error.headers.link, request.server.baseUrl) }),
      'cache-control': 'no-store',
      'content-language': language,
      vary: 'Accept, Accept-Language'
    })
    .type(PROBLEM)
    .send(problemBody(error, { requestId: request.id, language, path: pathOf(request), base: request.server.baseUrl }))
}

/** Called for every 403. Must return at once. */
export type OnRefusal = (request: FastifyRequest, missing: readonly Scope[]) => void

/** Installs the handlers for errors and for unknown paths. `book` has the texts of constraints. */
export function handleProblems(app: FastifyInstance, book: RuleBook, refused: OnRefusal = () => {}): void {
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof InsufficientScope) refused(request, error.missing)
    return send(request, reply, error instanceof BrokenConstraint ? constraintError(error, book) : error)
  })
  app.setNotFoundHandler((request, reply) =>
    send(request, reply, Object.assign(new Error('no route'), { statusCode: 404 }))
  )
}

/** Fastify's `frameworkErrors`: handles errors before routing. */
export const frameworkErrors = (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
  send(request, reply, Object.assign(error, { statusCode: error.statusCode ?? 400 }))
}

const clientErrorCodes: Record<string, ProblemCode> = {
  HPE_HEADER_OVERFLOW: 'header_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout'
}

/** Sends problem details for bytes that are not HTTP, or that are late, and closes the connection. */
export function clientErrorHandler(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return
  const code = clientErrorCodes[error.code ?? ''] ?? 'invalid_request'
  const { status, title } = problemTypes[code]
  const id = randomUUID()
  const body = problemBody(new ApiError(code, title), { requestId: id, language: 'pl', path: '/' })
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `content-type: ${PROBLEM}`,
    `content-length: ${Buffer.byteLength(body)}`,
    `request-id: ${id}`,
    'connection: close'
  ]
  closeInStages(socket, [...head, '', body].join('\r\n'))
}
