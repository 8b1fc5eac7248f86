// Organisations as they were on a day. A transformation or renaming stores the former state; the row has the present
// one.
import { sql } from 'kysely'
import type { DB } from '../../db/types.ts'
import { columnsOf, everyColumn } from '../../records/columns.ts'
import type { Sql } from '../../records/define.ts'
import { allPeriods, type FormerStates, formerPeriods, formerStatesOn } from '../../records/former-states.ts'
import { lastDayOf } from '../events/days.ts'
import { namesUntil } from '../territories/as-of.ts'

const [o, x] = [columnsOf('organisation', 'o'), columnsOf('organisation_name', 'x')]

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
  e_delivery: true,
  bip: true,
  wikidata: true,
  verified_on: true,
  verified_by_id: true,
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

const formerStates: FormerStates = {
  table: 'organisation_state',
  owner: 'organisation_id',
  values: ['name', 'short_name', 'kind', 'kind_family'],
  order: ['id']
}

/** Of each organisation with former states: whether it may have its present state on the day, and the former ones. */
const statesOn = (day: Sql): Sql =>
  formerStatesOn(formerStates, day, [
    ['name', 'names'],
    ['short_name', 'short_names'],
    ['kind', 'kinds'],
    ['kind_family', 'families']
  ])

/**
 * Text that `q` searches on a day: the names that are possible on the day, and other names except those of later
 * states; with the names of the gmina until then. Organisations and gminas without former names have the stored text.
 */
function searchTextOn(day: Sql, present: Sql): Sql {
  const tn = columnsOf('territory_name', 'tn')
  const own = sql`case when ${present} then ${o('name')} || ' ' || ${o('short_name')} end`
  const stateWith = (condition: Sql) => sql`exists (
    select from ${formerPeriods(formerStates)} p where p.organisation_id = ${o('id')}
      and ${x('name')} in (p.name, p.short_name) and ${condition})`
  const isLater = sql`coalesce(lower(p.possible) > ${day}, false)`
  const others = sql`(
    select string_agg(${x('name')}, ' ' order by ${x('name')}) from ${x.table}
    where ${x('organisation_id')} = ${o('id')} and (${stateWith(sql`not ${isLater}`)} or not ${stateWith(isLater)}))`
  return sql`case when f.organisation_id is null and not exists (
      select from ${tn.table} where ${tn('territory_code')} = ${o('territory_code')})
    then ${o('search_text')}
    else ' ' || fold(concat_ws(' ', ${own}, array_to_string(f.names || f.short_names, ' '), ${others},
      ${namesUntil(o('territory_code'), day)})) end`
}

/**
 * FROM item with the organisations as they were on the day, under the alias: the columns of the table, with name, kind,
 * status and searched text of the day. If several states are possible on the day, the latest one stands there. More
 * columns: `possible_kinds` and `possible_families` (arrays), and `is_certain`, false if several states are possible.
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
    search_text: searchTextOn(day, present),
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

const organisation = { table: 'organisation', key: 'id' }

/**
 * FROM item, without an alias, with every state of every organisation: `organisation_id`, `kind`, `kind_family`, and
 * the periods `possible` and `certain` in which it held.
 */
export const organisationStates = sql<OrganisationState>`${allPeriods(formerStates, organisation)}`

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
