// Locks the record that a path names.
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import { requireMatch, stateOf } from '../../http/preconditions.ts'
import { UUID } from '../../http/uuid.ts'
import type { Resource } from '../define.ts'
import type { Writes } from '../define-writes.ts'
import { whyNotFound } from '../read/not-found.ts'

export interface Locked {
  id: string
  version: number
  /** All columns, as JSON. */
  row: Record<string, unknown>
}

/** Locks the row of the record that a path names. Returns undefined if there is none. */
export async function lockRow(tx: Tx, resource: Resource, identifier: string): Promise<Locked | undefined> {
  const condition =
    UUID.test(identifier) || !('slug' in resource.columns) ? sql`id = ${identifier}::uuid` : sql`slug = ${identifier}`
  const { rows } = await sql<Locked>`
    select t.id::text as id, t.version, to_jsonb(t) as row from ${sql.table(resource.name)} t
    where ${condition} for update`.execute(tx)
  return rows[0]
}

/**
 * Locks the record that a path names for a change and returns it. Throws 404, 308 or 410, and 428 or 412 if If-Match
 * is missing or does not match.
 */
export async function lock(
  tx: Tx,
  { resource }: Pick<Writes, 'resource'>,
  identifier: string,
  request: FastifyRequest
): Promise<Locked> {
  const row = await lockRow(tx, resource, identifier)
  if (!row) throw await whyNotFound(tx, resource, identifier, request)
  requireMatch(request, stateOf(row.id, row.version))
  return row
}

/** Locks the record of an operation, in any version, and returns its id. Throws 404, 308 or 410. */
export async function lockForAction(
  tx: Tx,
  resource: Resource,
  identifier: string,
  request: FastifyRequest
): Promise<string> {
  const row = await lockRow(tx, resource, identifier)
  if (!row) throw await whyNotFound(tx, resource, identifier, request)
  return row.id
}
