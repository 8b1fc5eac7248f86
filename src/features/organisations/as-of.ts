// Organisations as they were on a day. A transformation or renaming stores the former state; the row has the present one.
import { sql } from 'kysely'
import type { DB } from '../../db/types.ts'
import { columnsOf, everyColumn } from '../../records/columns.ts'
import type { Sql } from '../../records/define.ts'
import { lastDayOf } from '../events/days.ts'

const [o, s] = [columnsOf('organisation', 'o'), columnsOf('organisation_state', 's')]

/** Every column of the table, so that the rows of a day can stand in its place. */
const columns = {
  id: true,
  slug: true,
  name: true,
  short_name: true,
  kind: true,
  kind_family: true,
  status: true,
  territory_code: true,
  seat: true,
  street: true,
  postal_code: true,
  locality: true,
  latitude: true,
  longitude: true,
  coordinates_basis: true,
  website: true,
  nip: true,
  regon: true,
  krs: true,
  creation_mode: true,
  legal_form: true,
  part_of_id: true,
  established_on: true,
  established_not_before: true,
  established_not_after: true,
  closed_on: true,
  closed_not_before: true,
  closed_not_after: true,
  certain_period: true,
  possible_period: true,
  search_text: true,
  version: true,
  created_at: true,
  updated_at: true
} satisfies Record<keyof DB['organisation'], true>

const earliestEnd = sql`coalesce(${s('until_on')}, ${s('until_not_before')}, '-infinity')`
const latestEnd = sql`coalesce(${s('until_on')}, ${s('until_not_after')})`

/** Former states in their order, each with the days on which it possibly held. A state begins when the one before ends. */
const formerStates = sql`(
  select ${s('organisation_id')}, ${s('name')}, ${s('short_name')}, ${s('kind')}, ${s('kind_family')},
    ${earliestEnd} as earliest_end, row_number() over w as no,
    possible_period(lag(${s('until_on')}) over w, lag(${s('until_not_before')}) over w, ${s('until_on')},
      ${s('until_not_after')}) as possible,
    ${latestEnd} as latest_end,
    case when coalesce(lag(${latestEnd}) over w < ${earliestEnd}, ${earliestEnd} > '-infinity')
      then daterange(lag(${latestEnd}) over w, ${earliestEnd}) else 'empty' end as certain
  from ${s.table} window w as (partition by ${s('organisation_id')} order by ${latestEnd}, ${s('id')}))`

/** Of each organisation with former states: whether it may have its present state on the day, and the former ones. */
const statesOn = (day: Sql): Sql => {
  const latest = (name: string) =>
    sql`(array_agg(f.${sql.id(name)} order by f.no desc) filter (where f.possible @> ${day}))[1] as ${sql.id(name)}`
  const all = (name: string) => sql`array_agg(f.${sql.id(name)}) filter (where f.possible @> ${day})`
  return sql`(
    select f.organisation_id, (array_agg(f.earliest_end order by f.no desc))[1] <= ${day} as may_be_present,
      ${sql.join(['name', 'short_name', 'kind', 'kind_family'].map(latest))},
      ${all('kind')} as kinds, ${all('kind_family')} as families
    from ${formerStates} f group by f.organisation_id)`
}

/**
 * FROM item with the organisations as they were on the day, under the alias: the columns of the table, with name, kind
 * and status of the day. If several states are possible on the day, the latest one stands there. More columns:
 * `possible_kinds` and `possible_families` (arrays), and `is_certain`, false if several states are possible.
 */
export function organisationsOn(alias: string, day: Sql): Sql {
  const present = sql`coalesce(f.may_be_present, true)`
  const ofDay = (name: 'name' | 'short_name' | 'kind' | 'kind_family') =>
    sql`case when ${present} then ${o(name)} else f.${sql.id(name)} end`
  const overrides: Partial<Record<keyof typeof columns, Sql>> = {
    name: ofDay('name'),
    short_name: ofDay('short_name'),
    kind: ofDay('kind'),
    kind_family: ofDay('kind_family'),
    // An organisation that is closed today was active on a day before it can have closed.
    status: sql`case when ${o('status')} in ('transformed', 'closed')
      and ${day} < coalesce(${o('closed_on')}, ${o('closed_not_before')}) then 'active' else ${o('status')} end`
  }
  const possible = (former: string, name: 'kind' | 'kind_family') =>
    sql`case when ${present} then array_append(f.${sql.id(former)}, ${o(name)}) else f.${sql.id(former)} end`
  return sql`(
    select ${everyColumn(o, columns, overrides)}, ${possible('kinds', 'kind')} as possible_kinds,
      ${possible('families', 'kind_family')} as possible_families,
      coalesce(cardinality(f.kinds), 0) + ${present}::int = 1 as is_certain
    from ${o.table} left join ${statesOn(day)} f on f.organisation_id = ${o('id')}) as ${sql.id(alias)}`
}

export interface OrganisationState {
  organisation_id: string
  kind: string
  kind_family: string | null
  possible: string
  certain: string
}

/**
 * FROM item, without an alias, with every state of every organisation: `organisation_id`, `kind`, `kind_family`, and
 * the periods `possible` and `certain` in which it held.
 */
export const organisationStates = sql<OrganisationState>`(
  select f.organisation_id, f.kind, f.kind_family, f.possible, f.certain from ${formerStates} f
  union all
  select ${o('id')}, ${o('kind')}, ${o('kind_family')}, daterange(f.earliest_end, null), daterange(f.latest_end, null)
  from ${o.table} left join (
    select distinct on (organisation_id) organisation_id, nullif(earliest_end, '-infinity') as earliest_end, latest_end
    from ${formerStates} f order by organisation_id, no desc) f on f.organisation_id = ${o('id')})`

/** Condition on a column of possible values: one of the requested values is possible on the day. */
export const isPossible = (
  alias: string,
  column: 'possible_kinds' | 'possible_families',
  values: readonly string[] | undefined,
  type: 'organisation_kind' | 'kind_family'
): Sql | undefined => values && sql`${sql.ref(`${alias}.${column}`)} && ${[...values]}::${sql.raw(`${type}[]`)}`

/** Condition on organisationsOn(): only one state is possible on the day. */
export const isCertainState = (alias: string): Sql => sql.ref(`${alias}.is_certain`)

/** Condition on `organisation o`: a source attests a fact of the day in which the organisation took part. */
export const attestedOn = (day: Sql): Sql => {
  const [mb, ap, po] = [columnsOf('membership', 'mb'), columnsOf('appointment', 'at'), columnsOf('post', 'po')]
  const [le, ml, so] = [
    columnsOf('membership_list_entry', 'le'),
    columnsOf('membership_list', 'ml'),
    columnsOf('source', 'so')
  ]
  const [ep, ev] = [columnsOf('event_participant', 'ep'), columnsOf('event', 'ev')]
  return sql`(exists (select from ${mb.table}
      where ${mb('organisation_id')} = ${o('id')} and ${mb('certain_period')} @> ${day})
    or exists (select from ${po.table} join ${ap.table} on ${ap('post_id')} = ${po('id')}
      where ${po('organisation_id')} = ${o('id')}
        and (${ap('certain_period')} @> ${day} or ${day} = any(${ap('attested_on')})))
    or exists (select from ${le.table} join ${ml.table} on ${ml('id')} = ${le('membership_list_id')}
      join ${so.table} on ${so('id')} = ${ml('source_id')}
      where ${le('organisation_id')} = ${o('id')} and ${so('published_on')} = ${day})
    or exists (select from ${ep.table} join ${ev.table} on ${ev('id')} = ${ep('event_id')}
      where ${ep('organisation_id')} = ${o('id')} and ${ev('status')} = 'held'
        and ${day} between ${ev('date_on')} and ${lastDayOf('ev')}))`
}
