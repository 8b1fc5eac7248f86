// Why a record is not where a path says: it has another address now, its data was erased, or there is none.
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import { ApiError, erased, notFound } from '../../http/errors.ts'
import type { Resource } from '../define.ts'

/** What to throw for a record that was not found: 308 to where a former slug or a merged record leads (RFC 9110 15.4.9), 410 after an erasure, else 404. */
export async function whyNotFound(
  db: Db,
  resource: Resource,
  identifier: string,
  request: FastifyRequest
): Promise<ApiError> {
  if (await isErased(db, resource, identifier)) return erased()
  const id = await findRedirect(db, resource, identifier)
  if (id === undefined) return notFound(resource.label)
  if (await isErased(db, resource, id)) return erased()
  const target = await findAddress(db, resource, id)
  if (target === undefined) return notFound(resource.label)
  const [path = '', ...query] = request.url.split('?')
  // By its place in the pattern of the route, since the client may have percent-encoded it.
  const place = request.routeOptions.url?.split('/').indexOf(`:${resource.parameter}`)
  const moved = path.split('/').map((part, i) => (i === place ? target : part))
  const location = `${request.server.baseUrl}${[moved.join('/'), ...query].join('?')}`
  return new ApiError(
    'moved',
    {
      pl: 'Ten rekord ma teraz inny adres; podaje go nagłówek Location.',
      en: 'This record has another address now; Location tells it.'
    },
    { headers: { location } }
  )
}

async function isErased(db: Db, resource: Resource, identifier: string): Promise<boolean> {
  if (!resource.erased) return false
  const { rows } = await sql<{ gone: boolean }>`select exists (select ${resource.erased(identifier)}) as gone`.execute(
    db
  )
  return rows[0]?.gone ?? false
}

/** Id of the record to which an identifier leads that is none of its own any more. */
async function findRedirect(db: Db, resource: Resource, identifier: string): Promise<string | undefined> {
  const redirect = await db
    .selectFrom('redirect')
    .select('target_id')
    .where('subject_type', '=', resource.name)
    .where('identifier', '=', identifier)
    .executeTakeFirst()
  return redirect?.target_id
}

/** Slug, or id where there are no slugs, of a record that the caller may see. */
async function findAddress(db: Db, resource: Resource, id: string): Promise<string | undefined> {
  const { slug } = resource.columns as Record<string, typeof resource.from>
  const visible = resource.visible ?? sql`true`
  const found = await sql<{ target: string }>`
    select ${slug ?? resource.id.expression}::text as target from ${resource.from} where ${visible} and ${resource.identifiedBy(id)}`.execute(
    db
  )
  return found.rows[0]?.target
}
