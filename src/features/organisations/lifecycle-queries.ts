import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import { uncertain } from '../../records/sql.ts'
import type { TakenOver } from '../../records/write/merge-store.ts'
import type { Row } from '../../records/write/store.ts'
import type { UncertainDay } from '../eligibility/rules.ts'
import { closeMembership, recordStep } from '../memberships/course-queries.ts'
import type { Centre } from './transformation-rules.ts'

/** What a rule of a transformation asks of an organisation. */
export async function getCentre(tx: Tx, id: string): Promise<Centre> {
  const { rows } = await sql<Centre>`
    select o.id::text as id, o.name, o.short_name, o.kind, o.status, ${uncertain('o.established')} as established from organisation o where o.id = ${id}::uuid`.execute(
    tx
  )
  return rows[0] as Centre
}

/** The organisation goes on as a CUS: its names so far become former ones, and one of its other names may become the official one. */
export async function becomeCus(tx: Tx, { id, name, short_name }: Centre, cus: Row): Promise<void> {
  const columns = { kind: 'cus', ...cus }
  const names = sql.join(Object.keys(columns).map((column) => sql.id(column)))
  await sql`
    update organisation set (${names}) = (select ${names} from jsonb_populate_record(null::organisation, ${JSON.stringify(columns)}::jsonb)) where id = ${id}::uuid`.execute(
    tx
  )
  await sql`
    insert into organisation_name (organisation_id, name, kind) select ${id}::uuid, former, 'former' from unnest(${[...new Set([name, short_name])]}::text[]) as former
    on conflict on constraint organisation_name_name_key do update set kind = excluded.kind`.execute(tx)
  await dropOwnNames(tx, id)
}

/** A CUS with a record of its own, in the place of the centre that it came out of: same territory and seat, begun on the day. Returns its id. */
export async function insertCus(tx: Tx, { id }: Centre, cus: Row, day: string): Promise<string> {
  const columns = { kind: 'cus', status: 'active', established_on: day, ...cus }
  const names = sql.join(Object.keys(columns).map((column) => sql.id(column)))
  const kept = sql.raw(
    'territory_code, seat, street, postal_code, locality, latitude, longitude, coordinates_basis, part_of_id'
  )
  const { rows } = await sql<{ id: string }>`
    insert into organisation (${names}, ${kept})
    select ${sql.join(Object.keys(columns).map((column) => sql.ref(`r.${column}`)))}, ${sql.raw('o.territory_code, o.seat, o.street, o.postal_code, o.locality, o.latitude, o.longitude, o.coordinates_basis, o.part_of_id')}
    from organisation o, jsonb_populate_record(null::organisation, ${JSON.stringify(columns)}::jsonb) as r where o.id = ${id}::uuid returning id::text as id`.execute(
    tx
  )
  await sql`update organisation set status = 'transformed', closed_on = ${day}::date, closed_not_before = null, closed_not_after = null where id = ${id}::uuid`.execute(
    tx
  )
  return (rows[0] as { id: string }).id
}

/** Has a membership go on with the successor: it ends on the day, and one of the successor that continues it begins on the same. All else carries over. */
export async function passMembership(tx: Tx, id: string, successor: string, day: string, basis: string): Promise<void> {
  const { rows } = await sql<{ status: string; end: UncertainDay }>`
    select status, ${uncertain('m.ended')} as end from membership m where id = ${id}::uuid`.execute(tx)
  const { status, end } = rows[0] as { status: string; end: UncertainDay }
  const effective = { on: day, not_before: null, not_after: null }
  await closeMembership(tx, id, effective)
  await recordStep(tx, id, { kind: 'ended', effective, basis })
  await sql`
    insert into membership (organisation_id, tier, tier_basis, tier_basis_note, founder, founding_signatory, status, joined_on,
      ended_on, ended_not_before, ended_not_after, declaration_id, representative_id, continues_id)
    select ${successor}::uuid, tier, tier_basis, tier_basis_note, founder, founding_signatory, ${status}, ${day}::date,
      ${end.on}::date, ${end.not_before}::date, ${end.not_after}::date, declaration_id, representative_id, id from membership where id = ${id}::uuid`.execute(
    tx
  )
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
  await sql`
    insert into organisation_lineage (organisation_id, predecessor_id, predecessor_name, predecessor_kind, happened_on, happened_not_before, happened_not_after, legal_basis)
    values (${successor}, ${predecessor}, ${name}, ${kind}, ${happened.on}, ${happened.not_before}, ${happened.not_after}, ${legal_basis})`.execute(
    tx
  )
}

/** A source of an organisation, as a body gives it. */
export interface Cited {
  source_id: string
  locator: string
  field: string
  certainty: string | null
  note: string | null
}

/** Adds sources to those that an organisation rests on; one that it has already is left alone. */
export async function addSources(tx: Tx, id: string, cited: Cited[]): Promise<void> {
  await sql`
    insert into citation (source_id, locator, field, certainty, note, organisation_id)
    select source_id, locator, field, certainty, note, ${id}::uuid from jsonb_populate_recordset(null::citation, ${JSON.stringify(cited)}::jsonb)
    on conflict on constraint citation_once do nothing`.execute(tx)
}

export async function markTransformed(tx: Tx, id: string): Promise<void> {
  await sql`select mark_change('organisation', ${id}, 'transformed', 'upsert')`.execute(tx)
}

/** What an organisation takes over from its duplicate where it has nothing itself; what it is, is never taken over. */
export const takenOver: TakenOver = {
  organisation: [
    ...['status', 'territory_code', 'seat', 'website', 'nip', 'regon', 'krs', 'legal_form'].map((name) => [name]),
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
}

/** Whether one of two organisations is a part of the other, or came out of it. */
export async function areRelated(tx: Tx, one: string, other: string): Promise<boolean> {
  const both = [one, other]
  const { rows } = await sql<{ related: boolean }>`
    select exists (select from organisation where id = any(${both}::uuid[]) and part_of_id = any(${both}::uuid[]))
      or exists (select from organisation_lineage where organisation_id = any(${both}::uuid[]) and predecessor_id = any(${both}::uuid[])) as related`.execute(
    tx
  )
  return rows[0]?.related ?? false
}

/** Before a merger, the names of the one become other names of both, so that search and matching go on finding it by them. */
export async function keepNames(tx: Tx, from: string, to: string): Promise<void> {
  await sql`
    insert into organisation_name (organisation_id, name, kind)
    select ${to}::uuid, name, 'variant' from (select unnest(array[name, short_name]) as name from organisation where id = ${from}::uuid group by 1) as n
    on conflict on constraint organisation_name_name_key do nothing`.execute(tx)
  await sql`
    delete from organisation_name n using organisation o where n.organisation_id = ${from}::uuid and o.id = ${to}::uuid and n.name in (o.name, o.short_name)`.execute(
    tx
  )
  await dropOwnNames(tx, to)
}

/** The official and the short name are no other names. */
async function dropOwnNames(tx: Tx, id: string): Promise<void> {
  await sql`
    delete from organisation_name n using organisation o where n.organisation_id = ${id}::uuid and o.id = n.organisation_id and n.name in (o.name, o.short_name)`.execute(
    tx
  )
}
