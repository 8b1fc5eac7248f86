// Filters by person.
import { sql } from 'kysely'
import type { Person } from '../../db/types.ts'
import type { Filter, Sql } from '../../records/define.ts'
import { reference } from '../../records/references.ts'

// reference() queries the table under several aliases, so the condition names none.
const column = (name: keyof Person): Sql => sql.ref(name)
/** People whom the caller may see. */
const visible = sql`${column('erased_at')} is null and (${column('restricted_at')} is null or shows_restricted())`

/** Filter by people: ids or slugs. */
export const personReference = (description: string, example: string): Filter =>
  reference('person', description, example, visible)
