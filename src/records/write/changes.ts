// Creates, changes and replaces one record, in the transaction of the request.
import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import { type Caller, InsufficientScope, requireScope } from '../../http/access.ts'
import { type Fault, invalidBody } from '../../http/errors.ts'
import { refuseMissing, requireMatch, stateOf } from '../../http/preconditions.ts'
import { UUID } from '../../http/uuid.ts'
import type { Writes } from '../define.ts'
import { whyNotFound } from '../read/not-found.ts'
import { refuseDuplicate } from './duplicates.ts'
import { lockRow } from './locks.ts'
import { chooseSlugs, refuseTakenSlug, retryIfSlugTaken } from './slugs.ts'
import { Names, planOf, store } from './store.ts'
import { ruleBroken } from './transaction.ts'

export type Body = Record<string, unknown>

/**
 * Creates a record and returns its id. Throws 422 for references to records that do not exist, and 409 for a record
 * that the registry may already have, unless the request confirms that it is new.
 */
export async function create(tx: Tx, writes: Writes, body: Body, request: FastifyRequest): Promise<string> {
  await requireReservedScope(tx, writes, null, body, request.caller)
  const { names, faults } = await Names.read(tx, writes, [{ body }])
  if (faults.length > 0) throw ruleBroken(...faults)
  const { columns, lists } = planOf(writes.properties, body, names, true)
  const words = (columns.slug ?? null) === null ? writes.slugFrom?.(body) : undefined
  if (words !== undefined) [columns.slug] = await chooseSlugs(tx, writes, [{ words, seed: randomUUID() }])
  else if (typeof columns.slug === 'string') await refuseTakenSlug(tx, writes, columns.slug, null)
  refuseFaulty(writes, columns)
  refuseManaged(writes, body, undefined)
  const filled = Object.fromEntries(Object.entries(columns).filter(([, stored]) => stored !== null))
  const [id = ''] = await store(tx, writes, [{ id: null, columns: filled, lists }]).catch((error: unknown) => {
    throw words === undefined ? error : retryIfSlugTaken(error, writes.resource.name)
  })
  const { confirm_new: isConfirmed = false } = request.query as { confirm_new?: boolean }
  await refuseDuplicate(tx, writes, id, isConfirmed)
  return id
}

/** Changes the properties in the body; with `whole`, clears all others. */
export async function change(
  tx: Tx,
  writes: Writes,
  id: string,
  body: Body,
  { whole, caller }: { whole: boolean; caller: Caller | null }
): Promise<void> {
  await writes.guard?.(tx, id)
  await requireReservedScope(tx, writes, id, body, caller)
  const { names, faults } = await Names.read(tx, writes, [{ body }])
  if (faults.length > 0) throw ruleBroken(...faults)
  const { columns, lists } = planOf(writes.properties, body, names, whole)
  if (whole && writes.slugFrom && columns.slug === null) delete columns.slug
  if (typeof columns.slug === 'string') await refuseTakenSlug(tx, writes, columns.slug, id)
  if (writes.faults || managedNames(writes).length > 0) {
    const stored = await storedRow(tx, writes, id)
    refuseManaged(writes, body, stored)
    refuseFaulty(writes, { ...stored, ...columns }, stored)
  }
  await store(tx, writes, [{ id, columns, lists }])
}

/** Throws 403 for a write that needs the reserved scope if the caller's key does not have it. */
export async function requireReservedScope(
  tx: Tx,
  { reserved }: Writes,
  id: string | null,
  body: Body | null,
  caller: Caller | null
): Promise<void> {
  if (!reserved || !(await reserved.appliesTo(tx, id, body))) return
  requireScope(caller, reserved.scope)
  // For partners, the same scope permits less.
  if (caller?.audience !== 'staff') throw new InsufficientScope([reserved.scope])
}

const managedNames = ({ properties }: Writes): string[] =>
  Object.entries(properties).flatMap(([name, property]) =>
    property.kind === 'value' && property.managed ? [name] : []
  )

const readOnly = (name: string): Fault => ({
  pointer: `/${name}`,
  code: 'read_only',
  detail: {
    pl: `Wartość pola «${name}» nadaje rejestr: można ją powtórzyć, pominąć albo usunąć (null).`,
    en: `The registry sets the value of «${name}»: repeat it, omit it, or clear it with null.`
  }
})

/** Throws 422 if the body changes a property that the registry sets. */
function refuseManaged(writes: Writes, body: Body, stored: Body | undefined): void {
  const set = managedNames(writes).filter((name) => (body[name] ?? null) !== null && body[name] !== stored?.[name])
  if (set.length > 0) throw ruleBroken(...set.map(readOnly))
}

/** Throws 422 if the row breaks a rule of the resource. */
function refuseFaulty({ faults }: Writes, row: Body, stored?: Body): void {
  const found = faults?.(row, stored) ?? []
  if (found.length > 0) throw ruleBroken(...found)
}

async function storedRow(tx: Tx, { resource }: Writes, id: string): Promise<Body | undefined> {
  const { rows } = await sql<{ row: Body }>`
    select to_jsonb(t) as row from ${sql.table(resource.name)} t where t.id = ${id}::uuid`.execute(tx)
  return rows[0]?.row
}

/** Replaces the record with the slug of a path as a whole, or creates it. Returns its id and the status. */
export async function replace(
  tx: Tx,
  writes: Writes,
  identifier: string,
  request: FastifyRequest
): Promise<{ status: number; id: string }> {
  const body = request.body as Body
  const existing = await lockRow(tx, writes.resource, identifier)
  if (existing) {
    requireMatch(request, stateOf(existing.id, existing.version))
    await change(tx, writes, existing.id, body, { whole: true, caller: request.caller })
    return { status: 200, id: existing.id }
  }
  // A slug that was never used may be created; a former slug, an erased record or an unknown id may not.
  const reason = await whyNotFound(tx, writes.resource, identifier, request)
  if (reason.code !== 'not_found' || UUID.test(identifier)) throw reason
  refuseMissing(request)
  if (body.slug !== undefined && body.slug !== identifier) {
    throw invalidBody('/slug', 'differs_from_path', {
      pl: 'Pole «slug» musi być takie jak w adresie albo pominięte.',
      en: '«slug» must be the same as in the URL, or omitted.'
    })
  }
  return { status: 201, id: await create(tx, writes, { ...body, slug: identifier }, request) }
}
