// Contacts through which a person can be reached.
import { sql } from 'kysely'
import { columnsOf } from '../../../records/columns.ts'

const p = columnsOf('person', 'p')
const c = columnsOf('contact', 'c')
const a = columnsOf('appointment', 'a')
const b = columnsOf('appointment', 'b')
const endOf = (appointment: typeof a) => sql`coalesce(upper(${appointment('possible_period')}), 'infinity')`

/**
 * Condition that `contact c` is a way to reach the person `p`. Either it was printed for the person, or it was printed
 * for nobody and belongs to a post that the person is the only one or the last one to hold.
 */
export const reachesPerson = sql<boolean>`(${c('printed_holder_id')} = ${p('id')}
  or (${c('printed_holder_id')} is null and exists (
    select from ${a.table} where ${a('post_id')} = ${c('post_id')} and ${a('person_id')} = ${p('id')} and not exists (
      select from ${b.table} where ${b('post_id')} = ${a('post_id')} and ${b('person_id')} <> ${p('id')}
        and ${endOf(b)} >= ${endOf(a)}))))`
