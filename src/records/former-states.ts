// Former states of records, each with the uncertain day on which it ended (`until_on`, `until_not_before`,
// `until_not_after`). A state begins when the one before ends. The row of the record itself has the present state.
import { sql } from 'kysely'
import type { Sql } from './define.ts'

/** A table of former states. */
export interface FormerStates {
  table: string
  /** Column that refers to the record. */
  owner: string
  /** Columns with the former values. */
  values: string[]
  /** Columns that distinguish states whose end is the same day. */
  order: string[]
}

const s = (column: string): Sql => sql.ref(`s.${column}`)

/**
 * FROM item, without an alias, with the former states in their order (`no`): owner and values, the periods `possible`
 * and `certain` in which each held, and the `earliest_end` and `latest_end` of each.
 */
export function formerPeriods({ table, owner, values, order }: FormerStates): Sql {
  const earliestEnd = sql`coalesce(${s('until_on')}, ${s('until_not_before')}, '-infinity')`
  const latestEnd = sql`coalesce(${s('until_on')}, ${s('until_not_after')})`
  return sql`(
    select ${sql.join([owner, ...values].map(s))}, ${earliestEnd} as earliest_end, row_number() over w as no,
      possible_period(lag(${s('until_on')}) over w, lag(${s('until_not_before')}) over w, ${s('until_on')},
        ${s('until_not_after')}) as possible,
      ${latestEnd} as latest_end,
      case when coalesce(lag(${latestEnd}) over w < ${earliestEnd}, ${earliestEnd} > '-infinity')
        then daterange(lag(${latestEnd}) over w, ${earliestEnd}) else 'empty' end as certain
    from ${sql.table(table)} s
    window w as (partition by ${s(owner)} order by ${sql.join([latestEnd, ...order.map(s)])}))`
}

/**
 * FROM item, without an alias, with one row for each record that has former states: its owner column, whether it may
 * have its present state on the day (`may_be_present`), the latest former values that are possible on the day, and for
 * each pair of `lists` an array of all possible former values under the second name.
 */
export function formerStatesOn(states: FormerStates, day: Sql, lists: [value: string, name: string][]): Sql {
  const latest = (name: string) =>
    sql`(array_agg(f.${sql.id(name)} order by f.no desc) filter (where f.possible @> ${day}))[1] as ${sql.id(name)}`
  return sql`(
    select f.${sql.id(states.owner)}, (array_agg(f.earliest_end order by f.no desc))[1] <= ${day} as may_be_present,
      ${sql.join(states.values.map(latest))},
      ${sql.join(
        lists.map(
          ([value, name]) => sql`array_agg(f.${sql.id(value)}) filter (where f.possible @> ${day}) as ${sql.id(name)}`
        )
      )}
    from ${formerPeriods(states)} f group by f.${sql.id(states.owner)})`
}

/**
 * FROM item, without an alias, with every state of every record: the owner column, the values, and the periods
 * `possible` and `certain`. `present` selects the same from the record, whose table has the alias `present`.
 */
export function allPeriods(states: FormerStates, present: { table: string; key: string }): Sql {
  const { owner, values } = states
  const columns = (alias: string) => sql.join(values.map((name) => sql.ref(`${alias}.${name}`)))
  return sql`(
    select f.${sql.id(owner)}, ${columns('f')}, f.possible, f.certain from ${formerPeriods(states)} f
    union all
    select present.${sql.id(present.key)}, ${columns('present')}, daterange(f.earliest_end, null),
      daterange(f.latest_end, null)
    from ${sql.table(present.table)} present left join (
      select distinct on (${sql.id(owner)}) ${sql.id(owner)}, nullif(earliest_end, '-infinity') as earliest_end,
        latest_end
      from ${formerPeriods(states)} f order by ${sql.id(owner)}, no desc
    ) f on f.${sql.id(owner)} = present.${sql.id(present.key)})`
}

/** Condition on a column of possible values of the day: it has one of the requested values. */
export const isPossible = (
  alias: string,
  column: 'possible_kinds' | 'possible_families',
  values: readonly string[] | undefined,
  type: 'organisation_kind' | 'kind_family' | 'gmina_kind'
): Sql | undefined => values && sql`${sql.ref(`${alias}.${column}`)} && ${[...values]}::${sql.raw(`${type}[]`)}`

/** Condition on the rows of a day: only one state is possible. */
export const isCertainState = (alias: string): Sql => sql.ref(`${alias}.is_certain`)
