// Creates, changes and replaces one record, in the transaction of the request.
import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Tx } from '../../db/connect.ts'
import { type Caller, requireStaffScope } from '../../http/access.ts'
import { MAX_FAULTS } from '../../http/body-validation.ts'
import { type ApiError, BrokenConstraint, type Fault } from '../../http/errors.ts'
import { refuseMissing, requireMatch, stateOf } from '../../http/preconditions.ts'
import { UUID } from '../../http/uuid.ts'
import type { Writes } from '../define-writes.ts'
import { whyNotFound } from '../read/not-found.ts'
import { refuseDuplicate } from './duplicates.ts'
import { type Locked, lockRow } from './locks.ts'
import type { Body } from './names.ts'
import { Names } from './names.ts'
import { examine, explained, refusedBody, soundBody, withConstraints } from './refusals.ts'
import { chooseSlugs, refuseTakenSlug, retryIfSlugTaken } from './slugs.ts'
import { type Plan, store } from './store.ts'
import { type Later, RefusedWrite, refusalOf } from './transaction.ts'

/** The body of a request, and its violations of the schema, which are refused together with its other faults. */
export interface Sent {
  body: Body
  form: readonly Fault[]
}

/**
 * Returns the body of a request to a route with `attachValidation`. Throws 400 for another part of the request, and for
 * a body that is no object.
 */
export function sentBody({ validationError, body }: FastifyRequest): Sent {
  if (!validationError) return { body: body as Body, form: [] }
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body)
  if (validationError.validationContext !== 'body' || !isObject) throw validationError
  return { body: body as Body, form: (validationError as Error as ApiError).faults }
}

/**
 * Creates a record and returns its id. Throws 400 and 422 with all faults of the body, and 409 for a record that the
 * registry may already have, unless the request confirms that it is new.
 */
export async function create(tx: Tx, writes: Writes, sent: Sent, request: FastifyRequest): Promise<string> {
  const plan = await planBody(tx, writes, sent, { id: null, whole: true, request })
  const { columns } = plan
  const words = (columns.slug ?? null) === null ? writes.slugFrom?.(sent.body) : undefined
  if (words !== undefined) [columns.slug] = await chooseSlugs(tx, writes, [{ words, seed: randomUUID() }])
  else if (typeof columns.slug === 'string') await refuseTakenSlug(tx, writes, columns.slug, null)
  const filled = Object.fromEntries(Object.entries(columns).filter(([, stored]) => stored !== null))
  const id = await storeOne(tx, writes, { ...plan, columns: filled }, request, words !== undefined)
  const { confirm_new: isConfirmed = false } = request.query as { confirm_new?: boolean }
  await refuseDuplicate(tx, writes, id, isConfirmed)
  return id
}

/** Changes the properties in the body; with `whole`, clears all others. `later`: whether the caller need not wait. */
export async function change(
  tx: Tx,
  writes: Writes,
  { id, row }: Locked,
  sent: Sent,
  { whole, request, later }: { whole: boolean; request: FastifyRequest; later?: Later }
): Promise<void> {
  await writes.guard?.(tx, id, 'change')
  const plan = await planBody(tx, writes, sent, { id, stored: row, whole, request })
  const { columns } = plan
  if (whole && writes.slugFrom && columns.slug === null) delete columns.slug
  if (typeof columns.slug === 'string') await refuseTakenSlug(tx, writes, columns.slug, id)
  const stored = storeOne(tx, writes, plan, request, false)
  // Lists take several statements, whose results decide about the next ones.
  if (later && plan.lists.size === 0) later(stored)
  else await stored
}

/** Returns the plan of a body. Throws 403 if it needs the reserved scope, and 400 or 422 with all of its faults. */
async function planBody(
  tx: Tx,
  writes: Writes,
  { body, form }: Sent,
  target: { id: string | null; stored?: Body; whole: boolean; request: FastifyRequest }
): Promise<Plan> {
  const { id, stored, whole, request } = target
  const { caller, server } = request
  const sound = soundBody(body, form)
  await requireReservedScope(tx, writes, id, sound, caller)
  // Further ones would not be named.
  if (form.length >= MAX_FAULTS) throw refusedBody(form, true)
  const { names, faults: unknown } = await Names.read(tx, writes, [{ body, form }])
  const { plan, faults } = examine(writes, names, { body, id, whole, stored, faults: [...form, ...unknown] })
  const all = [...form, ...unknown, ...managedFaults(writes, sound, stored), ...faults]
  if (all.length === 0) return plan
  const [found = all] = await withConstraints(tx, writes, [{ plan, faults: all }], server.registry.book)
  throw refusedBody(found, form.length > 0)
}

/**
 * Stores a plan and returns the id of the record. Throws RefusedWrite, which names what the database refused.
 * `retriesSlug`: whether the registry chose the slug, so that the write is repeated if another transaction has taken it.
 */
async function storeOne(
  tx: Tx,
  writes: Writes,
  plan: Plan,
  { server }: FastifyRequest,
  retriesSlug: boolean
): Promise<string> {
  try {
    const [id = ''] = await store(tx, writes, [plan])
    return id
  } catch (error) {
    const raced = retriesSlug ? retryIfSlugTaken(error, writes.resource.name) : error
    if (raced !== error || !(refusalOf(error) instanceof BrokenConstraint)) throw raced
    throw new RefusedWrite(error, (fresh) => explained(fresh, writes, plan, error, server.registry.book))
  }
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
  requireStaffScope(caller, reserved.scope)
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

/** Returns the faults of a body that changes properties that the registry sets. */
const managedFaults = (writes: Writes, body: Body, stored: Body | undefined): Fault[] =>
  managedNames(writes)
    .filter((name) => (body[name] ?? null) !== null && body[name] !== stored?.[name])
    .map(readOnly)

/** Replaces the record with the slug of a path as a whole, or creates it. Returns its id and the status. */
export async function replace(
  tx: Tx,
  writes: Writes,
  identifier: string,
  { body, form }: Sent,
  request: FastifyRequest
): Promise<{ status: number; id: string }> {
  const existing = await lockRow(tx, writes.resource, identifier)
  if (existing) {
    requireMatch(request, stateOf(existing.id, existing.version))
    await change(tx, writes, existing, { body, form }, { whole: true, request })
    return { status: 200, id: existing.id }
  }
  // A slug that was never used may be created; a former slug, an erased record or an unknown id may not.
  const reason = await whyNotFound(tx, writes.resource, identifier, request)
  if (reason.code !== 'not_found' || UUID.test(identifier)) throw reason
  refuseMissing(request)
  const isFaulty = form.some(({ pointer }) => pointer === '/slug')
  const differs = body.slug !== undefined && body.slug !== identifier && !isFaulty
  const sent = { body: { ...body, slug: identifier }, form: differs ? [...form, differentSlug] : form }
  return { status: 201, id: await create(tx, writes, sent, request) }
}

const differentSlug: Fault = {
  pointer: '/slug',
  code: 'differs_from_path',
  detail: {
    pl: 'Pole «slug» musi być takie jak w adresie albo pominięte.',
    en: '«slug» must be the same as in the URL, or omitted.'
  }
}
