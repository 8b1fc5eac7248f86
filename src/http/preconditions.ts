// If-Match and If-None-Match on writes (RFC 9110 13.1): nobody overwrites what they have not seen.
import type { FastifyRequest } from 'fastify'
import { ApiError } from './errors.ts'

/** The state of a record as ETags tell it: its version, and some of its id, since another record may come to have its address. */
export const stateOf = (id: string, version: number): string => `${version}-${id.slice(-6)}`

/** Beginning of the ETags of all representations of a record in this state. */
export const stateTag = (state: string): string => `v${state}-`

const stale = () =>
  new ApiError('precondition_failed', {
    pl: 'Rekord zmienił się od czasu, gdy podano jego ETag. Należy pobrać go ponownie.',
    en: 'The record has changed since its ETag was given. Get it again.'
  })

/**
 * Holds If-Match against the state of a record that is there. The ETags of all its representations begin with it, and any of them will do.
 * Throws 428 without If-Match, 412 when the version is another one.
 */
export function requireMatch(request: FastifyRequest, state: string): void {
  refuseExisting(request)
  const header = request.headers['if-match']
  if (header === undefined) {
    throw new ApiError('precondition_required', {
      pl: 'Zmiana wymaga nagłówka If-Match z ETagiem rekordu, otrzymanym przy jego pobraniu.',
      en: 'A change needs If-Match with the ETag of the record, as it came when the record was got.'
    })
  }
  // A proxy that compresses a response weakens its ETag (nginx) or adds a suffix (Apache). The version in ours still
  // identifies the state of the record, so W/ is accepted before it: docs/decisions/0032-weak-etags-of-proxies.md.
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\/(?=")/, ''))
  if (!tags.some((tag) => tag === '*' || tag.startsWith(`"${stateTag(state)}`))) throw stale()
}

/** Throws 412 when If-None-Match asks that there be no record: `*` is all that makes sense on a write. */
function refuseExisting(request: FastifyRequest): void {
  if (request.headers['if-none-match'] !== undefined) throw stale()
}

/** Throws 412 when If-Match asks for a record that is not there. */
export function refuseMissing(request: FastifyRequest): void {
  if (request.headers['if-match'] !== undefined) throw stale()
}

/** Whether If-None-Match names this ETag, by the weak comparison that RFC 9110 13.1.2 asks for. */
export function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  if (header === etag) return true
  return header.trim() === '*' || header.split(',').some((part) => part.trim().replace(/^W\//, '') === etag)
}
