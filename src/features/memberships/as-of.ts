// Memberships as they were on a day.
import { sql } from 'kysely'
import type { DB } from '../../db/types.ts'
import { columnsOf, everyColumn } from '../../records/columns.ts'
import type { Sql } from '../../records/define.ts'

const [m, e] = [columnsOf('membership', 'm'), columnsOf('membership_event', 'e')]

/** Every column of the table, so that the rows of a day can stand in its place. */
const columns = {
  id: true,
  organisation_id: true,
  person_id: true,
  member_id: true,
  member_type: true,
  tier: true,
  tier_basis: true,
  tier_basis_note: true,
  founder: true,
  founding_signatory: true,
  status: true,
  joined_on: true,
  joined_not_before: true,
  joined_not_after: true,
  ended_on: true,
  ended_not_before: true,
  ended_not_after: true,
  certain_period: true,
  possible_period: true,
  declaration_id: true,
  representative_id: true,
  continues_id: true,
  version: true,
  created_at: true,
  updated_at: true
} satisfies Record<keyof DB['membership'], true>

/** Kind of the last suspension or resumption, or of the first one, under a condition on its day. */
const step = (condition: Sql, order: Sql): Sql => sql`(
  select ${e('kind')} from ${e.table}
  where ${e('membership_id')} = ${m('id')} and ${e('kind')} in ('suspended', 'resumed') and ${condition}
  order by ${e('effective_on')} ${order}, ${e('created_at')} ${order} limit 1)`

/**
 * The status on the day. Before the first suspension and after a resumption the membership is active. A status
 * without steps in the course holds on every day, except that an ended membership was active before its end.
 */
const statusOn = (day: Sql): Sql => sql`case
  when ${m('status')} = 'candidate' then ${m('status')}
  when ${day} >= coalesce(${m('ended_on')}, ${m('ended_not_after')}) then 'ended'
  when ${step(sql`${e('effective_on')} <= ${day}`, sql`desc`)} = 'suspended' then 'suspended'
  when ${step(sql`true`, sql`asc`)} is not null or ${m('status')} = 'ended' then 'active'
  else ${m('status')} end`

/** FROM item with the memberships as they were on the day, under the alias: the columns of the table, with the status. */
export function membershipsOn(alias: string, day: Sql): Sql {
  return sql`(select ${everyColumn(m, columns, { status: statusOn(day) })} from ${m.table}) as ${sql.id(alias)}`
}
