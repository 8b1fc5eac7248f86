import { sql } from 'kysely'
import type { Tx } from '../../../db/connect.ts'
import { columnsOf, recordsOf } from '../../../records/columns.ts'
import type { Term } from '../../../records/vocabulary.ts'
import type { UncertainDay } from '../../eligibility/rules.ts'
import { closeMembership, getContinuedMembership, recordStep } from '../../memberships/course/queries.ts'
import { addFormerState, keepFormerNames } from '../state-queries.ts'
import type { creationMode } from '../vocabularies.ts'
import type { Centre } from './rules.ts'

/** The properties of a CUS that a transformation sets. */
export interface Cus {
  name: string
  short_name: string
  slug?: string
  creation_mode: Term<typeof creationMode>
}

const o = columnsOf('organisation', 'o')

/** Returns the properties of an organisation on which the rules of a transformation depend. */
export const getCentre = (tx: Tx, id: string): Promise<Centre> =>
  tx
    .selectFrom('organisation as o')
    .select(['o.id', 'o.name', 'o.short_name', 'o.kind', 'o.status'])
    .select(o.uncertain('established').$castTo<UncertainDay>().as('established'))
    .where('o.id', '=', id)
    .executeTakeFirstOrThrow()

/** Turns the organisation itself into a CUS. Its present state becomes a former one, which ended on the day. */
export async function becomeCus(tx: Tx, centre: Centre, cus: Cus, happened: UncertainDay): Promise<void> {
  await addFormerState(tx, centre, happened)
  await tx
    .updateTable('organisation')
    .set({ kind: 'cus', ...cus })
    .where('id', '=', centre.id)
    .execute()
  await keepFormerNames(tx, centre)
}

const placeColumns = [
  ...(['territory_code', 'seat', 'street', 'postal_code', 'locality'] as const),
  ...(['latitude', 'longitude', 'coordinates_basis', 'part_of_id'] as const)
]

/**
 * Inserts a separate record for the CUS and marks the centre as transformed. The CUS takes the territory and seat of
 * the centre and is established on `day` (YYYY-MM-DD). Returns the id of the new record.
 */
export async function insertCus(tx: Tx, { id }: Centre, cus: Required<Cus>, day: string): Promise<string> {
  const inserted = await tx
    .insertInto('organisation')
    .columns(['kind', 'status', 'slug', 'name', 'short_name', 'creation_mode', 'established_on', ...placeColumns])
    .expression((eb) =>
      eb
        .selectFrom('organisation')
        .select([
          eb.val('cus').as('kind'),
          eb.val('active').as('status'),
          eb.val(cus.slug).as('slug'),
          eb.val(cus.name).as('name'),
          eb.val(cus.short_name).as('short_name'),
          eb.val(cus.creation_mode).as('creation_mode'),
          eb.val(day).as('established_on'),
          ...placeColumns
        ])
        .where('id', '=', id)
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .updateTable('organisation')
    .set({ status: 'transformed', closed_on: day, closed_not_before: null, closed_not_after: null })
    .where('id', '=', id)
    .execute()
  return inserted.id
}

/**
 * Transfers a membership to the successor. It ends on `day` (YYYY-MM-DD), and a membership of the successor with the
 * same properties begins on that day.
 */
export async function transferMembership(
  tx: Tx,
  id: string,
  successor: string,
  day: string,
  basis: string
): Promise<void> {
  const continued = await getContinuedMembership(tx, id)
  const effective = { on: day, not_before: null, not_after: null }
  await closeMembership(tx, id, effective, basis)
  await recordStep(tx, id, { kind: 'ended', effective, basis })
  const inserted = await tx
    .insertInto('membership')
    .values({ ...continued, organisation_id: successor, joined_on: day })
    .returning('id')
    .executeTakeFirstOrThrow()
  // An end in the future that was recorded before is the end of the new membership.
  const { ended_on: on, ended_not_before: not_before, ended_not_after: not_after, end_basis } = continued
  if (end_basis === null) return
  await recordStep(tx, inserted.id, { kind: 'ended', effective: { on, not_before, not_after }, basis: end_basis })
}

export interface Transition {
  /** Id of the organisation that came out of the transformation. */
  successor: string
  /** Id of the predecessor; null if the successor continues its record. */
  predecessor: string | null
  happened: UncertainDay
  legal_basis: string | null
}

export async function insertLineage(
  tx: Tx,
  { name, kind }: Centre,
  { successor, predecessor, happened, legal_basis }: Transition
): Promise<void> {
  await tx
    .insertInto('organisation_lineage')
    .values({
      organisation_id: successor,
      predecessor_id: predecessor,
      predecessor_name: name,
      predecessor_kind: kind,
      happened_on: happened.on,
      happened_not_before: happened.not_before,
      happened_not_after: happened.not_after,
      legal_basis
    })
    .execute()
}

/** A citation of an organisation, as the request body states it. */
export type OrganisationCitation = {
  source_id: string
  locator: string
  field: string
  certainty: string | null
  note: string | null
  note_en: string | null
}

const citationColumns = ['source_id', 'locator', 'field', 'certainty', 'note', 'note_en', 'organisation_id'] as const

/** Adds citations to an organisation. Those that it already has stay unchanged. */
export async function addCitations(tx: Tx, id: string, citations: OrganisationCitation[]): Promise<void> {
  const rows = citations.map((each) => ({ ...each, organisation_id: id }))
  await tx
    .insertInto('citation')
    .columns(citationColumns)
    .expression((eb) => eb.selectFrom(recordsOf('citation', rows, 'r')).select(citationColumns))
    .onConflict((oc) => oc.constraint('citation_once').doNothing())
    .execute()
}

export async function markTransformed(tx: Tx, id: string): Promise<void> {
  await sql`select mark_change('organisation', ${id}, 'transformed', 'upsert')`.execute(tx)
}
