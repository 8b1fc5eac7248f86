// Transforms an assistance centre into a CUS (Act of 19 July 2019), inside the caller's transaction. The caller has
// locked the row of the organisation.
import { randomUUID } from 'node:crypto'
import type { Tx } from '../../../db/connect.ts'
import type { Term } from '../../../records/vocabulary.ts'
import { Names } from '../../../records/write/names.ts'
import { chooseSlugs, refuseTakenSlug, retryIfSlugTaken } from '../../../records/write/slugs.ts'
import type { Row } from '../../../records/write/store.ts'
import { planOf } from '../../../records/write/store.ts'
import { ruleBroken } from '../../../records/write/transaction.ts'
import { findToday } from '../../eligibility/queries.ts'
import type { UncertainDay } from '../../eligibility/rules.ts'
import { lockRunningMemberships } from '../../memberships/course/queries.ts'
import { dayFaults } from '../../memberships/rules.ts'
import { citations } from '../../sources/citations.ts'
import { orderFaults } from '../state-queries.ts'
import type { creationMode } from '../vocabularies.ts'
import { organisationWrites } from '../writes.ts'
import {
  addCitations,
  becomeCus,
  type Cus,
  getCentre,
  insertCus,
  insertLineage,
  markTransformed,
  type OrganisationCitation,
  transferMembership
} from './queries.ts'
import { type Centre, requireTransformable, transformationFaults } from './rules.ts'

export interface TransformationBody {
  name: string
  short_name: string
  slug?: string
  happened: Partial<UncertainDay>
  creation_mode: Term<typeof creationMode>
  legal_basis?: string
  sources?: Row[]
  new_record?: boolean
}

/** Transforms an organisation. Returns the id of the record of the CUS. */
export async function transform(tx: Tx, id: string, body: TransformationBody): Promise<string> {
  const { name, short_name, slug, creation_mode, legal_basis = null, sources = [], new_record = false } = body
  const happened: UncertainDay = { on: null, not_before: null, not_after: null, ...body.happened }
  const centre = await getCentre(tx, id)
  requireTransformable(centre)
  const today = await findToday(tx)
  const faults = [
    ...transformationFaults(centre, { name, creation_mode, happened, new_record }, today),
    ...(await orderFaults(tx, id, happened, today))
  ]
  if (faults.length > 0) throw ruleBroken(...faults)
  if (slug !== undefined) await refuseTakenSlug(tx, organisationWrites, slug, new_record ? null : id)
  const cus: Cus = { name, short_name, creation_mode, ...(slug !== undefined && { slug }) }
  const basis = legal_basis ?? `Przekształcenie: ${name}`
  const successor = new_record
    ? await createSuccessor(tx, centre, cus, { day: happened.on as string, today, basis })
    : id
  await insertLineage(tx, centre, { successor, predecessor: new_record ? id : null, happened, legal_basis })
  if (!new_record) await becomeCus(tx, centre, cus, happened)
  await addCitations(tx, successor, await readCitations(tx, sources))
  await markTransformed(tx, id)
  return successor
}

/**
 * Inserts the record of the CUS and transfers the running memberships to it. Throws 422 if the day is before the
 * start of one of them.
 */
async function createSuccessor(
  tx: Tx,
  centre: Centre,
  cus: Cus,
  { day, today, basis }: { day: string; today: string; basis: string }
): Promise<string> {
  const successor = await insertSuccessor(tx, centre, cus, day)
  const running = await lockRunningMemberships(tx, [centre.id])
  const faults = running.flatMap((membership) =>
    dayFaults(membership, { on: day, not_before: null, not_after: null }, { pointer: '/happened', today, closes: true })
  )
  if (faults.length > 0) throw ruleBroken(...faults)
  for (const { id } of running) await transferMembership(tx, id, successor, day, basis)
  return successor
}

/** Inserts the record of the CUS, with a slug of its short name unless another one was sent. */
async function insertSuccessor(tx: Tx, centre: Centre, { slug, ...cus }: Cus, day: string): Promise<string> {
  if (slug !== undefined) return insertCus(tx, centre, { ...cus, slug }, day)
  const [chosen = ''] = await chooseSlugs(tx, organisationWrites, [{ words: cus.short_name, seed: randomUUID() }])
  return insertCus(tx, centre, { ...cus, slug: chosen }, day).catch((error: unknown) => {
    throw retryIfSlugTaken(error, organisationWrites.resource.name)
  })
}

/** Returns the citations in a body. Throws 422 if the registry lacks one of the sources. */
async function readCitations(tx: Tx, sources: Row[]): Promise<OrganisationCitation[]> {
  const properties = { sources: citations('organisation_id') }
  const { names, faults } = await Names.read(tx, { properties }, [{ body: { sources } }])
  if (faults.length > 0) throw ruleBroken(...faults)
  const planned = planOf(properties, { sources }, names, true).lists.get('sources') ?? []
  // The plan has a column for every property of citations().
  return planned.map(({ columns }) => columns as OrganisationCitation)
}
