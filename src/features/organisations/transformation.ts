// An assistance centre becomes a CUS (Act of 19 July 2019): a part of the caller's transaction, with the row of the organisation locked.
import type { Tx } from '../../db/connect.ts'
import type { Term } from '../../records/vocabulary.ts'
import { slugOf } from '../../records/write/routes.ts'
import type { Row } from '../../records/write/store.ts'
import { Names, planOf } from '../../records/write/store.ts'
import { ruleBroken } from '../../records/write/transaction.ts'
import { findToday } from '../eligibility/queries.ts'
import type { UncertainDay } from '../eligibility/rules.ts'
import { lockRunningMemberships } from '../memberships/course-queries.ts'
import { dayFaults } from '../memberships/rules.ts'
import { citations } from '../sources/citations.ts'
import {
  addSources,
  becomeCus,
  type Cited,
  type Cus,
  getCentre,
  insertCus,
  insertLineage,
  markTransformed,
  passMembership
} from './lifecycle-queries.ts'
import { type Centre, requireCentre, transformationFaults } from './transformation-rules.ts'
import type { creationMode } from './vocabularies.ts'

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

/** Transforms an organisation; returns the id of the record of the CUS. */
export async function transform(tx: Tx, id: string, body: TransformationBody): Promise<string> {
  const { name, short_name, slug, creation_mode, legal_basis = null, sources = [], new_record = false } = body
  const happened: UncertainDay = { on: null, not_before: null, not_after: null, ...body.happened }
  const centre = await getCentre(tx, id)
  requireCentre(centre)
  const faults = transformationFaults(centre, { name, creation_mode, happened, new_record }, await findToday(tx))
  if (faults.length > 0) throw ruleBroken(...faults)
  const cus: Cus = { name, short_name, creation_mode, ...(slug !== undefined && { slug }) }
  const basis = legal_basis ?? `Przekształcenie: ${name}`
  const successor = new_record ? await succeed(tx, centre, cus, happened.on as string, basis) : id
  if (!new_record) await becomeCus(tx, centre, cus)
  await insertLineage(tx, centre, { successor, predecessor: new_record ? id : null, happened, legal_basis })
  await addSources(tx, successor, await citedIn(tx, sources))
  await markTransformed(tx, id)
  return successor
}

/** Makes the record of the CUS and has the memberships that run go on with it; throws 422 when the day lies before one of them began. */
async function succeed(tx: Tx, centre: Centre, cus: Cus, day: string, basis: string): Promise<string> {
  const successor = await insertCus(tx, centre, { slug: slugOf(cus.short_name), ...cus }, day)
  const running = await lockRunningMemberships(tx, [centre.id])
  const today = await findToday(tx)
  const faults = running.flatMap((membership) =>
    dayFaults(membership, { on: day, not_before: null, not_after: null }, { pointer: '/happened', today, closes: true })
  )
  if (faults.length > 0) throw ruleBroken(...faults)
  for (const { id } of running) await passMembership(tx, id, successor, day, basis)
  return successor
}

/** The sources that a body names; throws 422 for those that the registry does not have. */
async function citedIn(tx: Tx, sources: Row[]): Promise<Cited[]> {
  const properties = { sources: citations('organisation_id') }
  const { names, faults } = await Names.read(tx, { properties }, [{ body: { sources } }])
  if (faults.length > 0) throw ruleBroken(...faults)
  const planned = planOf(properties, { sources }, names, true).lists.get('sources') ?? []
  // The plan has a column for every property of citations().
  return planned.map(({ columns }) => columns as Cited)
}
