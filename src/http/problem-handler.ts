// The only place where a failure becomes an answer: RFC 9457 problem details, whatever failed and wherever.
import { randomUUID } from 'node:crypto'
import { type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { PROBLEM, PROBLEM_URN } from '../contract/problems.ts'
import {
  ApiError,
  BrokenConstraint,
  databaseAway,
  explain,
  type ProblemCode,
  problemTypes,
  type RuleBook,
  type Text
} from './errors.ts'
import { type Language, languageOf } from './language.ts'

/** Problem details as text. */
export function problemBody(
  error: ApiError,
  { requestId, language, path }: { requestId: string; language: Language; path: string }
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
    )
  })
}

const internal: Text = {
  pl: 'Wystąpił nieoczekiwany błąd. Proszę podać identyfikator żądania, zgłaszając go.',
  en: 'Something unexpected went wrong. Please name the request id when you report it.'
}

const byStatus: Record<number, [ProblemCode, Text]> = {
  404: ['not_found', { pl: 'Nie ma takiego zasobu.', en: 'There is no such resource.' }],
  408: ['request_timeout', problemTypes.request_timeout.title],
  414: ['uri_too_long', problemTypes.uri_too_long.title],
  415: ['unsupported_media_type', problemTypes.unsupported_media_type.title],
  431: ['header_too_large', problemTypes.header_too_large.title]
}

const tooLarge = (limit: number): Text => ({
  pl: `Treść żądania może mieć co najwyżej ${limit / 1024 / 1024} MiB.`,
  en: `The body may have at most ${limit / 1024 / 1024} MiB.`
})

/** The failure for the client; what is not the client's or the database's is an internal error. `bodyLimit` is in bytes. */
function toApiError(error: unknown, bodyLimit: number): ApiError {
  if (error instanceof ApiError) return error
  const away = databaseAway(error)
  if (away) return away
  const status = (error as FastifyError).statusCode ?? 500
  if (status >= 500) return new ApiError('internal_error', internal, { cause: error })
  if (status === 413) return new ApiError('payload_too_large', tooLarge(bodyLimit), { cause: error })
  const [code, detail] = byStatus[status] ?? [
    'invalid_request',
    { pl: 'Żądanie jest nieprawidłowe.', en: 'The request is malformed.' }
  ]
  return new ApiError(code, detail, { cause: error })
}

/** Path of the request as far as it is a valid URI reference; a broken one is not repeated. */
function pathOf(request: FastifyRequest): string {
  const path = (request.raw.url ?? '/').split('?')[0] as string
  return /^\/[A-Za-z0-9._~/-]{0,500}$/.test(path) && !path.startsWith('//') ? path : '/'
}

function send(request: FastifyRequest, reply: FastifyReply, failure: unknown): FastifyReply {
  const error = toApiError(failure, request.routeOptions.bodyLimit)
  const { status } = problemTypes[error.code]
  // Logged once, here; a client's mistake is no event of ours.
  if (status >= 500) request.log.error({ err: error.cause ?? error }, error.message)
  const language = languageOf(request.headers)
  return reply
    .code(status)
    .removeHeader('etag')
    .removeHeader('content-encoding')
    .removeHeader('content-disposition')
    .headers({
      ...error.headers,
      'cache-control': 'no-store',
      'content-language': language,
      vary: 'Accept, Accept-Language'
    })
    .type(PROBLEM)
    .send(problemBody(error, { requestId: request.id, language, path: pathOf(request) }))
}

/** Installs the error handler, and the one for paths that no route has. `book` has the texts for constraints. */
export function handleProblems(app: FastifyInstance, book: RuleBook): void {
  app.setErrorHandler((error, request, reply) =>
    send(request, reply, error instanceof BrokenConstraint ? explain(error, book) : error)
  )
  app.setNotFoundHandler((request, reply) =>
    send(request, reply, Object.assign(new Error('no route'), { statusCode: 404 }))
  )
}

/** Fastify's `frameworkErrors`: what fails before a route is found. */
export const frameworkErrors = (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
  send(request, reply, Object.assign(error, { statusCode: error.statusCode ?? 400 }))
}

/** Fastify's `clientErrorHandler`: bytes that are no HTTP request get a problem as well, then the connection ends. */
export function clientErrorHandler(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return
  // The answer to an earlier request, which came whole, goes first: the client would take the problem for it.
  const { _httpMessage: underWay } = socket as Socket & { _httpMessage?: ServerResponse | null }
  if (underWay?.req.complete) return void underWay.once('close', () => clientErrorHandler(error, socket))
  const code: ProblemCode =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? 'header_too_large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? 'request_timeout'
        : 'invalid_request'
  const { status, title } = problemTypes[code]
  const id = randomUUID()
  const body = problemBody(new ApiError(code, title), { requestId: id, language: 'pl', path: '/' })
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: ${PROBLEM}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nrequest-id: ${id}\r\nconnection: close\r\n\r\n${body}`
  )
}
