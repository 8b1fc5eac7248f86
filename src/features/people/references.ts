// Filters by person.
import { type RawBuilder, sql } from 'kysely'
import type { Filter } from '../../records/define.ts'
import { reference } from '../../records/references.ts'

/** People whom the caller may see, by columns of `person` without an alias. */
const visible: RawBuilder<unknown> = sql`erased_at is null and (restricted_at is null or shows_restricted())`

/** Filter by people: ids or slugs. */
export const personReference = (description: string, example: string): Filter =>
  reference('person', description, example, visible)
