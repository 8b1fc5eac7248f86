// Filter by person. A person whom the caller cannot see counts as unknown.
import { sql } from 'kysely'
import type { Person } from '../../db/types.ts'
import type { Filter, Sql } from '../../records/define.ts'
import { reference } from '../../records/references.ts'

// Without an alias, because reference() queries the table under several aliases.
const column = (name: keyof Person): Sql => sql.ref(name)
/** Condition for people who are visible to the caller. */
const visible = sql`${column('erased_at')} is null and (${column('restricted_at')} is null or shows_restricted())`

/** Returns a filter that accepts ids and slugs of people. */
export const personReference = (description: string, example: string): Filter =>
  reference('person', description, example, visible)
