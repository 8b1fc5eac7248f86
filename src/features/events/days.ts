// The days that an event takes, in SQL.
import { sql } from 'kysely'
import { columnsOf } from '../../records/columns.ts'
import type { Sql } from '../../records/define.ts'

/**
 * Last day of an event with this alias, in Polish time; null if its first day is not known. An event that ends at
 * midnight does not take the day that begins then.
 */
export const lastDayOf = (alias: string): Sql => {
  const e = columnsOf('event', alias)
  const endDay = sql`((${e('ends_at')} at time zone 'Europe/Warsaw') - interval '1 microsecond')::date`
  // greatest() ignores nulls. Only an event with a known first day has a last day or hours.
  return sql`greatest(${e('date_on')}, ${e('ends_on')}, ${endDay})`
}
