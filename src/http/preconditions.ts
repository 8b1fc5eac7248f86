// If-Match and If-None-Match (RFC 9110 13.1). On writes they prevent lost updates.
import type { FastifyRequest } from 'fastify'
import { ApiError } from './errors.ts'

/**
 * Returns the state of a record for ETags: its version and a part of its id. The id is needed because another record
 * may later have the same address.
 */
export const stateOf = (id: string, version: number): string => `${version}-${id.slice(-6)}`

/** Returns the common prefix of the ETags of all representations of a record in a state. */
export const stateTag = (state: string): string => `v${state}-`

const stale = () =>
  new ApiError('precondition_failed', {
    pl: 'Rekord zmienił się od czasu, gdy pobrano jego ETag. Należy pobrać go ponownie.',
    en: 'The record has changed since you got its ETag. Get it again.'
  })

/**
 * Checks If-Match against the state of an existing record. The ETag of any of its representations matches. Throws 428
 * without If-Match, and 412 if the record has another version.
 */
export function requireMatch(request: FastifyRequest, state: string): void {
  refuseExisting(request)
  const header = request.headers['if-match']
  if (header === undefined) {
    throw new ApiError('precondition_required', {
      pl: 'Zmiana wymaga nagłówka If-Match z ETagiem rekordu, otrzymanym przy jego pobraniu.',
      en: 'A change requires If-Match with the ETag from the last response with the record.'
    })
  }
  // A proxy that compresses a response weakens its ETag (nginx) or adds a suffix (Apache). The version in ours still
  // identifies the state of the record, so W/ is accepted before it: docs/decisions/0032-weak-etags-of-proxies.md.
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\/(?=")/, ''))
  if (tags.some((tag) => tag === '*' || tag.startsWith(`"${stateTag(state)}`))) return
  throw tags.some((tag) => OWN_TAG.test(tag)) ? stale() : foreign()
}

/** Beginning of an ETag of this service: see stateTag(). */
const OWN_TAG = /^"v\d+-/

const foreign = () =>
  new ApiError('precondition_failed', {
    pl:
      'Nagłówek If-Match nie zawiera ETagu rekordu. Należy przepisać cały nagłówek ETag z odpowiedzi na GET, ' +
      'razem z cudzysłowami, np. "v3-0c9f1e-…".',
    en:
      'If-Match does not contain an ETag of the record. Copy the whole ETag header of the response to GET, with its ' +
      'quotation marks, such as "v3-0c9f1e-…".'
  })

/** Throws 412 if the request has If-None-Match, which requires that the record does not exist. */
function refuseExisting(request: FastifyRequest): void {
  if (request.headers['if-none-match'] !== undefined) throw stale()
}

/** Throws 412 if the request has If-Match, which requires that the record exists. */
export function refuseMissing(request: FastifyRequest): void {
  if (request.headers['if-match'] !== undefined) throw stale()
}

/** Whether If-None-Match contains the ETag, by the weak comparison of RFC 9110 13.1.2. */
export function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  if (header === etag) return true
  return header.trim() === '*' || header.split(',').some((part) => part.trim().replace(/^W\//, '') === etag)
}
