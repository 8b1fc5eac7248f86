// Memberships as they were on a day.
import { sql } from 'kysely'
import type { DB } from '../../db/types.ts'
import { columnsOf, everyColumn } from '../../records/columns.ts'
import type { Sql } from '../../records/define.ts'
import { today } from '../../records/read/query.ts'

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
  tier_basis_note_en: true,
  founder: true,
  founding_signatory: true,
  status: true,
  joined_on: true,
  joined_not_before: true,
  joined_not_after: true,
  ended_on: true,
  ended_not_before: true,
  ended_not_after: true,
  end_basis: true,
  certain_period: true,
  possible_period: true,
  declaration_id: true,
  representative_id: true,
  continues_id: true,
  version: true,
  created_at: true,
  updated_at: true
} satisfies Record<keyof DB['membership'], true>

/** SQL of the kind of a suspension or resumption of membership `m`, the first under a condition with its order. */
const findStep = (condition: Sql): Sql => sql`(
  select ${e('kind')} from ${e.table}
  where ${e('membership_id')} = ${m('id')} and ${e('kind')} in ('suspended', 'resumed') and ${condition} limit 1)`

/**
 * Whether membership `m` is suspended on the day. The last step up to the day decides. Without one, the next step or
 * the recorded status decides. Null if the day of a suspension is unknown.
 */
export const isSuspended = (day: Sql): Sql => {
  const on = e('effective_on')
  const before = findStep(sql`${on} <= ${day} order by ${on} desc, ${e('created_at')} desc`)
  const after = findStep(sql`${on} > ${day} order by ${on}, ${e('created_at')}`)
  const recorded = sql`case when ${m('status')} <> 'suspended' then false when ${day} >= ${today} then true end`
  return sql`coalesce(
    ${before} = 'suspended',
    case ${after} when 'suspended' then false when 'resumed' then null else ${recorded} end)`
}

const firstDay = {
  joined: sql`coalesce(${m('joined_on')}, ${m('joined_not_before')})`,
  ended: sql`coalesce(${m('ended_on')}, ${m('ended_not_before')})`
}

/** Whether membership `m` has a recorded end. Until its day, the membership runs. */
export const hasEnd = sql<boolean>`
  num_nonnulls(${m('ended_on')}, ${m('ended_not_before')}, ${m('ended_not_after')}) > 0`

/** First day of the recorded end of membership `m`, as far as it is known. */
export const endsFrom = firstDay.ended

/**
 * The status of membership `m` today. A beginning or an end that was recorded ahead holds from its day; a task stores
 * the status soon afterwards (tasks.ts).
 */
export const statusNow: Sql = sql`case
  when ${m('status')} in ('candidate', 'ended') then ${m('status')}
  when ${firstDay.ended} <= ${today} then 'ended'
  when ${m('status')} = 'suspended' then ${m('status')}
  when ${firstDay.joined} > ${today} then 'upcoming'
  else 'active' end`

/**
 * The status on the day. A suspension without a step in the course, whose day is unknown, holds on every day. Otherwise
 * the membership is active unless it is certainly suspended.
 */
const statusOn = (day: Sql): Sql => sql`case
  when ${m('status')} = 'candidate' then ${m('status')}
  when ${day} >= coalesce(${m('ended_on')}, ${m('ended_not_after')}) then 'ended'
  when ${day} < ${firstDay.joined} then 'upcoming'
  when ${isSuspended(day)} or (${m('status')} = 'suspended' and ${findStep(sql`true`)} is null) then 'suspended'
  else 'active' end`

/**
 * FROM item with the memberships as they were on the day, under the alias: the columns of the table, with the status.
 */
export const membershipsOn = (alias: string, day: Sql): Sql => withStatus(alias, statusOn(day))

/** FROM item with the memberships under the alias: the columns of the table, with the status of today. */
export const membershipsNow = (alias: string): Sql => withStatus(alias, statusNow)

const withStatus = (alias: string, status: Sql): Sql =>
  sql`(select ${everyColumn(m, columns, { status })} from ${m.table}) as ${sql.id(alias)}`
