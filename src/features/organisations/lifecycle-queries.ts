import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import type { DB } from '../../db/types.ts'
import { anyOf, columnsOf, recordsOf } from '../../records/columns.ts'
import type { Term } from '../../records/vocabulary.ts'
import type { UncertainDay } from '../eligibility/rules.ts'
import { closeMembership, getContinuedMembership, recordStep } from '../memberships/course-queries.ts'
import type { Centre } from './transformation-rules.ts'
import type { creationMode, organisationNameKind } from './vocabularies.ts'

/** The record of a CUS, as far as a transformation names it. */
export interface Cus {
  name: string
  short_name: string
  slug?: string
  creation_mode: Term<typeof creationMode>
}

const o = columnsOf('organisation', 'o')

/** What a rule of a transformation asks of an organisation. */
export const getCentre = (tx: Tx, id: string): Promise<Centre> =>
  tx
    .selectFrom('organisation as o')
    .select(['o.id', 'o.name', 'o.short_name', 'o.kind', 'o.status'])
    .select(o.uncertain('established').$castTo<UncertainDay>().as('established'))
    .where('o.id', '=', id)
    .executeTakeFirstOrThrow()

/** The organisation goes on as a CUS: its names so far become former ones, and one of its other names may become the official one. */
export async function becomeCus(tx: Tx, { id, name, short_name }: Centre, cus: Cus): Promise<void> {
  await tx
    .updateTable('organisation')
    .set({ kind: 'cus', ...cus })
    .where('id', '=', id)
    .execute()
  await tx
    .insertInto('organisation_name')
    .values(otherNames(id, 'former', [name, short_name]))
    .onConflict((oc) =>
      oc.constraint('organisation_name_name_key').doUpdateSet((eb) => ({ kind: eb.ref('excluded.kind') }))
    )
    .execute()
  await dropOwnNames(tx, id)
}

const place = [
  ...(['territory_code', 'seat', 'street', 'postal_code', 'locality'] as const),
  ...(['latitude', 'longitude', 'coordinates_basis', 'part_of_id'] as const)
]

/** A CUS with a record of its own, in the place of the centre that it came out of: same territory and seat, begun on the day. Returns its id. */
export async function insertCus(tx: Tx, { id }: Centre, cus: Required<Cus>, day: string): Promise<string> {
  const made = await tx
    .insertInto('organisation')
    .columns(['kind', 'status', 'slug', 'name', 'short_name', 'creation_mode', 'established_on', ...place])
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
          ...place
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
  return made.id
}

/** Has a membership go on with the successor: it ends on the day, and one of the successor that continues it begins on the same. All else carries over. */
export async function passMembership(tx: Tx, id: string, successor: string, day: string, basis: string): Promise<void> {
  const continued = await getContinuedMembership(tx, id)
  const effective = { on: day, not_before: null, not_after: null }
  await closeMembership(tx, id, effective)
  await recordStep(tx, id, { kind: 'ended', effective, basis })
  await tx
    .insertInto('membership')
    .values({ ...continued, organisation_id: successor, joined_on: day })
    .execute()
}

export interface Transition {
  successor: string
  /** The record of the predecessor; null when it is that of the successor. */
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

/** A source of an organisation, as a body gives it. */
export type Cited = {
  source_id: string
  locator: string
  field: string
  certainty: string | null
  note: string | null
}

const citation = ['source_id', 'locator', 'field', 'certainty', 'note', 'organisation_id'] as const

/** Adds sources to those that an organisation rests on; one that it has already is left alone. */
export async function addSources(tx: Tx, id: string, cited: Cited[]): Promise<void> {
  const rows = cited.map((each) => ({ ...each, organisation_id: id }))
  await tx
    .insertInto('citation')
    .columns(citation)
    .expression((eb) => eb.selectFrom(recordsOf('citation', rows, 'r')).select(citation))
    .onConflict((oc) => oc.constraint('citation_once').doNothing())
    .execute()
}

export async function markTransformed(tx: Tx, id: string): Promise<void> {
  await sql`select mark_change('organisation', ${id}, 'transformed', 'upsert')`.execute(tx)
}

/** What an organisation takes over from its duplicate where it has nothing itself; what it is, is never taken over. */
export const fillableColumns = {
  organisation: [
    ['status'],
    ['territory_code'],
    ['seat'],
    ['website'],
    ['nip'],
    ['regon'],
    ['krs'],
    ['legal_form'],
    ['street', 'postal_code', 'locality'],
    ['latitude', 'longitude', 'coordinates_basis'],
    ['established_on', 'established_not_before', 'established_not_after'],
    ['closed_on', 'closed_not_before', 'closed_not_after']
  ],
  organisation_lineage: [
    ['predecessor_id'],
    ['predecessor_kind'],
    ['legal_basis'],
    ['happened_on', 'happened_not_before', 'happened_not_after']
  ],
  post: [['role']]
} satisfies { [T in keyof DB]?: (keyof DB[T])[][] }

/** Whether one of two organisations is a part of the other, or came out of it. */
export async function areRelated(tx: Tx, one: string, other: string): Promise<boolean> {
  const isEither = anyOf([one, other])
  const part = tx.selectFrom('organisation').where('id', '=', isEither).where('part_of_id', '=', isEither)
  const successor = tx
    .selectFrom('organisation_lineage')
    .where('organisation_id', '=', isEither)
    .where('predecessor_id', '=', isEither)
  const found = await tx
    .selectNoFrom((eb) =>
      eb
        .or([eb.exists(part), eb.exists(successor)])
        .$castTo<boolean>()
        .as('related')
    )
    .executeTakeFirstOrThrow()
  return found.related
}

/** Before a merger, the names of the one become other names of both, so that search and matching go on finding it by them. */
export async function keepNames(tx: Tx, from: string, to: string): Promise<void> {
  const { name, short_name } = await tx
    .selectFrom('organisation')
    .select(['name', 'short_name'])
    .where('id', '=', from)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('organisation_name')
    .values(otherNames(to, 'variant', [name, short_name]))
    .onConflict((oc) => oc.constraint('organisation_name_name_key').doNothing())
    .execute()
  await dropNames(tx, from, to)
  await dropOwnNames(tx, to)
}

/** Rows of other names, each once. */
const otherNames = (organisation_id: string, kind: Term<typeof organisationNameKind>, names: string[]) =>
  [...new Set(names)].map((name) => ({ organisation_id, name, kind }))

/** The official and the short name are no other names. */
const dropOwnNames = (tx: Tx, id: string): Promise<void> => dropNames(tx, id, id)

/** Deletes those other names of the organisation `from` that `to` bears as its official or short name. */
async function dropNames(tx: Tx, from: string, to: string): Promise<void> {
  await tx
    .deleteFrom('organisation_name as n')
    .using('organisation as o')
    .where('n.organisation_id', '=', from)
    .where('o.id', '=', to)
    .where(({ eb, ref }) => eb('n.name', 'in', [ref('o.name'), ref('o.short_name')]))
    .execute()
}
