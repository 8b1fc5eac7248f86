// Finds out why a path names no record: the record has moved, its data was erased, or it does not exist.
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import { ApiError, erased, notFound } from '../../http/errors.ts'
import type { Resource } from '../define.ts'

/**
 * Returns the error for a record that was not found: 410 after an erasure, 308 for a former slug or a merged record
 * (RFC 9110 15.4.9), otherwise 404.
 */
export async function whyNotFound(
  db: Db,
  resource: Resource,
  identifier: string,
  request: FastifyRequest
): Promise<ApiError> {
  if (await isErased(db, resource, identifier)) return erased()
  const id = await findRedirect(db, resource, identifier)
  if (id === undefined) return notFound(resource.label, await resource.explainUnknown?.(db, identifier))
  if (await isErased(db, resource, id)) return erased()
  const target = await findAddress(db, resource, id)
  if (target === undefined) return notFound(resource.label)
  const [path = '', ...query] = request.url.split('?')
  // The segment is found by its position in the route pattern, because the client may have percent-encoded it.
  const index = request.routeOptions.url?.split('/').indexOf(`:${resource.parameter}`)
  const moved = path.split('/').map((part, i) => (i === index ? target : part))
  const location = `${request.server.baseUrl}${[moved.join('/'), ...query].join('?')}`
  return new ApiError(
    'moved',
    {
      pl: 'Ten rekord ma teraz inny adres. Podaje go nagłówek Location.',
      en: 'This record has a new address. It is in the Location header.'
    },
    { headers: { location } }
  )
}

async function isErased(db: Db, resource: Resource, identifier: string): Promise<boolean> {
  if (!resource.erased) return false
  const { rows } = await sql<{ is_erased: boolean }>`
    select exists (select ${resource.erased(identifier)}) as is_erased`.execute(db)
  return rows[0]?.is_erased ?? false
}

/** Returns the id of the record to which a former identifier is redirected. */
async function findRedirect(db: Db, resource: Resource, identifier: string): Promise<string | undefined> {
  const redirect = await db
    .selectFrom('redirect')
    .select('target_id')
    .where('subject_type', '=', resource.name)
    .where('identifier', '=', identifier)
    .executeTakeFirst()
  return redirect?.target_id
}

/** Returns the slug, or the id if the table has no slugs, of a record that the caller may see. */
async function findAddress(db: Db, resource: Resource, id: string): Promise<string | undefined> {
  const { slug } = resource.columns as Record<string, typeof resource.from>
  const visible = resource.visible ?? sql`true`
  const { rows } = await sql<{ target: string }>`
    select ${slug ?? resource.id.expression}::text as target from ${resource.from}
    where ${visible} and ${resource.identifiedBy(id)}`.execute(db)
  return rows[0]?.target
}
