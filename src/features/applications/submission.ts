// Receives an application: checks the whole body, stores it, and returns the receipt.
import { randomInt } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Db, Tx } from '../../db/connect.ts'
import type { Caller } from '../../http/access.ts'
import { type ApiError, type Fault, faultAt } from '../../http/errors.ts'
import { findRecord, ResourceQuery } from '../../records/read/query.ts'
import type { Sent } from '../../records/write/changes.ts'
import { refusedBody, soundBody } from '../../records/write/refusals.ts'
import { findToday } from '../eligibility/queries.ts'
import { isNumber, listOrganisations } from '../membership-checks/queries.ts'
import { insertApplication } from './queries.ts'
import { dayFaults, kindFaults, namingFaults, peopleIn, unknownReference } from './rules.ts'
import type { ApplicationPrototype, OrganisationNaming } from './submission-schemas.ts'
import { hashOfToken, type Purpose, tokensOf } from './tokens.ts'

/** Without vowels and without characters that look alike. */
const RECEIPT_LETTERS = 'BCDFGHJKMNPQRSTVWXZ23456789'
const RECEIPT_GROUP = 4

/** Returns a random receipt number, such as `KZ-7KRM-4XWB`. */
function newReceipt(): string {
  const group = () => Array.from({ length: RECEIPT_GROUP }, () => RECEIPT_LETTERS[randomInt(RECEIPT_LETTERS.length)])
  return `KZ-${group().join('')}-${group().join('')}`
}

/** The records that an application names. */
interface Named {
  organisation_id: string | null
  subject: { type: string; id: string } | null
}

/** Stores an application. Returns its id and its tokens. Throws 400 or 422 with all faults of the body. */
export async function submit(
  tx: Tx,
  sent: Sent,
  request: FastifyRequest
): Promise<{ id: string; tokens: Record<Purpose, string> }> {
  const { named, faults } = await examine(tx, sent, request)
  if (faults.length > 0 || sent.form.length > 0) throw refusedBody([...sent.form, ...faults], sent.form.length > 0)
  const body = sent.body as ApplicationPrototype
  const { rows } = await sql<{ id: string }>`select uuidv7()::text as id`.execute(tx)
  const { id } = rows[0] as { id: string }
  const tokens = await tokensOf(tx, id, idempotencyKeyOf(request))
  await insertApplication(tx, {
    id,
    receipt: newReceipt(),
    body,
    people: peopleIn(body),
    api_key_id: (request.caller as Caller).id,
    status_hash: hashOfToken(tokens.status),
    confirmation_hash: hashOfToken(tokens.confirmation),
    ...named
  })
  return { id, tokens }
}

export const idempotencyKeyOf = ({ headers }: FastifyRequest): string | undefined =>
  headers['idempotency-key'] as string | undefined

/** Returns the records that the sound part of a body names, and its faults beside those of its form. */
async function examine(
  tx: Tx,
  { body, form }: Sent,
  request: FastifyRequest
): Promise<{ named: Named; faults: Fault[] }> {
  const sound = soundBody(body, form) as Partial<ApplicationPrototype>
  const stated = new Set(form.map(({ pointer }) => pointer))
  const faults = kindFaults(sound).filter(({ pointer }) => !isWithin(stated, pointer))
  const named: Named = { organisation_id: null, subject: null }
  const { organisation, preferred_days, subject, changes } = sound
  if (organisation) {
    const found = await findNamed(tx, organisation)
    faults.push(...found.faults)
    named.organisation_id = found.id
  }
  if (preferred_days) faults.push(...dayFaults(preferred_days, await findToday(tx)))
  if (subject) {
    const found = await findSubject(tx, subject, request)
    faults.push(...found.faults, ...(changes === undefined ? [] : changeFaults(subject.type, changes, request)))
    named.subject = found.id === null ? null : { type: subject.type, id: found.id }
  }
  return { named, faults }
}

/** Whether the body has a fault of form at this place or below it. */
const isWithin = (stated: Set<string | undefined>, pointer = ''): boolean =>
  [...stated].some((other) => other === pointer || other?.startsWith(`${pointer}/`))

interface Found {
  id: string | null
  faults: Fault[]
}

async function findNamed(tx: Tx, organisation: OrganisationNaming): Promise<Found> {
  const faults = namingFaults(organisation)
  if (faults.length > 0) return { id: null, faults }
  for (const by of ['nip', 'regon'] as const) {
    const value = organisation[by]
    if (value !== undefined && !(await isNumber(tx, by, value))) return { id: null, faults: [notANumber(by)] }
  }
  const { code } = (organisation.territory ?? {}) as { code?: string }
  if (code !== undefined && !(await isTerritory(tx, code)))
    return { id: null, faults: [unknownReference('/organisation/territory')] }
  const identifier = organisation.id ?? organisation.slug
  if (identifier === undefined) return { id: null, faults: [] }
  const [found] = await listOrganisations(tx, 'organisation', identifier)
  return found ? { id: found.id, faults: [] } : { id: null, faults: [unknownReference('/organisation')] }
}

const notANumber = (by: 'nip' | 'regon'): Fault =>
  faultAt(
    `/organisation/${by}`,
    `${by}_invalid`,
    `Wartość pola «${by}» nie jest numerem ${by.toUpperCase()}: nie zgadza się cyfra kontrolna albo to same zera.`,
    `The value of «${by}» is not a ${by.toUpperCase()}: a check digit is wrong, or it consists of zeros only.`
  )

/** Whether a territory has the code, or a gmina the seven-digit symbol. */
async function isTerritory(db: Db, code: string): Promise<boolean> {
  const found = await db
    .selectFrom('territory')
    .select('code')
    .where((eb) => eb.or([eb('code', '=', code), eb('teryt7', '=', code)]))
    .executeTakeFirst()
  return found !== undefined
}

/** Public records that a PATCH can change, by type. */
const correctable = ({ server }: FastifyRequest) =>
  new Map(
    server.registry.writes
      .filter(({ writes: { resource } }) => resource.access === undefined && 'id' in resource.record.properties)
      .map((each) => [each.writes.resource.name, each])
  )

/** Finds the record to be corrected among those that the sender may read. */
async function findSubject(
  tx: Tx,
  { type, id, slug }: NonNullable<ApplicationPrototype['subject']>,
  request: FastifyRequest
): Promise<Found> {
  const types = correctable(request)
  const resource = types.get(type)?.writes.resource
  if (!resource) {
    const list = [...types.keys()].sort().join(', ')
    const detail = [
      `Nie ma typu rekordów «${type}». Dostępne: ${list}.`,
      `There is no record type «${type}». Available: ${list}.`
    ]
    return { id: null, faults: [faultAt('/subject/type', 'unknown_type', ...(detail as [string, string]))] }
  }
  if ((id === undefined) === (slug === undefined))
    return {
      id: null,
      faults: [
        faultAt(
          '/subject',
          'one_record',
          'Rekord wskazuje się jednym z pól: «id» albo «slug».',
          'Name the record by either «id» or «slug».'
        )
      ]
    }
  const isKnown = slug === undefined || 'slug' in resource.columns
  const selection = { filters: {}, sort: resource.defaultSort, fields: ['id'] }
  const found = isKnown
    ? await findRecord(tx, new ResourceQuery(resource), (id ?? slug) as string, selection)
    : undefined
  return found ? { id: found.id, faults: [] } : { id: null, faults: [unknownReference('/subject')] }
}

/** Returns the faults of form of a proposed patch, by the schema of PATCH of the type. */
function changeFaults(type: string, changes: unknown, request: FastifyRequest): Fault[] {
  const bodies = correctable(request).get(type)?.bodies
  if (!bodies) return []
  const empty = typeof changes === 'object' && changes !== null && Object.keys(changes).length === 0
  if (empty)
    return [faultAt('/changes', 'no_change', 'Należy podać co najmniej jedno pole.', 'State at least one property.')]
  const validate = request.compileValidationSchema(bodies.patch as { [key: string]: unknown }, 'body')
  const { error } = validate(changes) as unknown as { error?: ApiError }
  return (error?.faults ?? []).map((each) => ({ ...each, pointer: `/changes${each.pointer ?? ''}` }))
}
