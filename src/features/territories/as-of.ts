// Territories as they were on a day: the kind and the name of a gmina change.
import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { DB, GminaKind } from '../../db/types.ts'
import { columnsOf, everyColumn } from '../../records/columns.ts'
import type { Sql } from '../../records/define.ts'
import { allPeriods, type FormerStates, formerStatesOn } from '../../records/former-states.ts'

const [t, n] = [columnsOf('territory', 't'), columnsOf('territory_name', 'n')]

/** Every column of the table, so that the rows of a day can stand in its place. */
const columns = {
  code: true,
  level: true,
  parent_code: true,
  name: true,
  gmina_kind: true,
  teryt7: true,
  latitude: true,
  longitude: true,
  search_text: true,
  version: true,
  created_at: true,
  updated_at: true
} satisfies Record<keyof DB['territory'], true>

const formerKinds: FormerStates = {
  table: 'territory_kind',
  owner: 'territory_code',
  values: ['gmina_kind'],
  order: ['id']
}

/**
 * FROM item, without an alias, with the territories as they were on the day: the columns of the table, with name, kind
 * and symbol of the day. If the gmina possibly had several kinds on the day, the latest one stands there. More columns:
 * `possible_kinds` (an array), and `is_certain`, false if several kinds are possible.
 */
export function territoriesAsOf(day: Sql): RawBuilder<Selectable<DB['territory']>> {
  const present = sql`coalesce(f.may_be_present, true)`
  const kind = sql`case when ${present} then ${t('gmina_kind')} else f.gmina_kind end`
  const name = sql`(select ${n('name')} from ${n.table}
    where ${n('territory_code')} = ${t('code')} and ${n('valid')} @> ${day})`
  const digit = sql`array_position('{urban,rural,urban_rural}'::gmina_kind[], ${kind})`
  return sql`(
    select ${everyColumn(t, columns, {
      name: sql`coalesce(${name}, ${t('name')})`,
      gmina_kind: kind,
      teryt7: sql`${t('code')} || ${digit}`
    })}, case when ${present} then array_append(f.kinds, ${t('gmina_kind')}) else f.kinds end as possible_kinds,
      coalesce(cardinality(f.kinds), 0) + ${present}::int = 1 as is_certain
    from ${t.table} left join ${formerStatesOn(formerKinds, day, [['gmina_kind', 'kinds']])} f
      on f.territory_code = ${t('code')})`
}

/** The same under an alias. */
export const territoriesOn = (alias: string, day: Sql): Sql => sql`${territoriesAsOf(day)} as ${sql.id(alias)}`

export interface TerritoryKind {
  territory_code: string
  gmina_kind: GminaKind | null
  possible: string
  certain: string
}

/**
 * FROM item, without an alias, with every kind of every territory: `territory_code`, `gmina_kind`, and the periods
 * `possible` and `certain` in which it had it.
 */
export const territoryKinds = sql<TerritoryKind>`${allPeriods(formerKinds, { table: 'territory', key: 'code' })}`

/** SQL of the names that a gmina had until the day, joined by a blank; its only name if no validity is known. */
export const namesUntil = (code: Sql, day: Sql): Sql => sql`(
  select coalesce((select string_agg(${n('name')}, ' ' order by ${n('name')}) from ${n.table}
    where ${n('territory_code')} = ${t('code')} and not coalesce(lower(${n('valid')}) > ${day}, false)), ${t('name')})
  from ${t.table} where ${t('code')} = ${code} and ${t('level')} = 'gmina')`
