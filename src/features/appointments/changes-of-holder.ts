// Appointments that began or ended between two days: the changes of the holders of posts.
import { sql } from 'kysely'
import { Day } from '../../contract/schemas.ts'
import { columnsOf } from '../../records/columns.ts'
import type { Filter, Period, Sql } from '../../records/define.ts'

const a = columnsOf('appointment', 'a')

/** A day between two bounds; null or infinite if unknown. */
interface Bounds {
  earliest: Sql
  latest: Sql
}

const firstAttested = sql`${a('attested_on')}[1]`
const lastAttested = sql`${a('attested_on')}[cardinality(${a('attested_on')})]`

/** A person attested in the post on a day began by then at the latest. */
const beginning: Bounds = {
  earliest: sql`coalesce(${a('started_on')}, ${a('started_not_before')}, '-infinity')`,
  latest: sql`coalesce(${a('started_on')}, least(${a('started_not_after')}, ${firstAttested}), 'infinity')`
}

/**
 * The day from which the person no longer holds the post, null if no end is recorded: with an earliest day alone, the
 * appointment may continue until today.
 */
const end: Bounds = {
  earliest: sql`case when ${a('ended_on')} is not null or ${a('ended_not_after')} is not null
    then coalesce(${a('ended_on')}, greatest(${a('ended_not_before')}, ${lastAttested}, ${beginning.earliest})) end`,
  latest: sql`coalesce(${a('ended_on')}, ${a('ended_not_after')})`
}

interface ChangeFilters {
  changed_from?: string
  changed_to?: string
}

const mayBeIn = ({ earliest, latest }: Bounds, from: Sql, to: Sql): Sql =>
  sql`coalesce(${earliest} <= ${to} and ${latest} >= ${from}, false)`
const isIn = ({ earliest, latest }: Bounds, from: Sql, to: Sql): Sql =>
  sql`coalesce(${earliest} >= ${from} and ${latest} <= ${to}, false)`

const MEANING =
  'Returns appointments that certainly or possibly began or ended in it; `certainty` says which. An end of which only ' +
  'the earliest day is known counts as none. Cannot be combined with `as_of`.'

export const changeFilters: Record<keyof ChangeFilters, Filter> = {
  changed_from: { schema: Day(`First day of a period. ${MEANING}`, '2022-01-01') },
  changed_to: { schema: Day(`Last day of a period. ${MEANING}`, '2022-12-31') }
}

export const changesOfHolder: Period = {
  from: 'changed_from',
  to: 'changed_to',
  validity: ({ changed_from = '-infinity', changed_to = 'infinity' }: ChangeFilters) => {
    const [from, to] = [sql`${changed_from}::date`, sql`${changed_to}::date`]
    return {
      possible: sql`(${mayBeIn(beginning, from, to)} or ${mayBeIn(end, from, to)})`,
      certain: sql`(${isIn(beginning, from, to)} or ${isIn(end, from, to)})`
    }
  }
}
