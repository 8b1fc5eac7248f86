// How long an application may stay in each state.
import { type RawBuilder, sql } from 'kysely'
import type { Term } from '../../records/vocabulary.ts'
import type { applicationState } from './vocabularies.ts'

/** Days after which an application in this state lapses (`received`, `confirmed`) or is deleted (the others). */
export const DAYS_IN_STATE: Record<Term<typeof applicationState>, number> = {
  received: 14,
  confirmed: 180,
  taken_over: 365,
  refused: 30,
  lapsed: 30
}

/** The end of a state that begins at `start`. In hours, because a day of a time zone can have 23 or 25. */
export const endOf = (state: keyof typeof DAYS_IN_STATE, start = sql<Date>`now()`): RawBuilder<Date> =>
  sql<Date>`(${start} + make_interval(hours => ${24 * DAYS_IN_STATE[state]}))`
