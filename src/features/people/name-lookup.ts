// Finds people by their exact names, for sheets that name a person instead of stating the slug.
import { sql } from 'kysely'
import { columnsOf } from '../../records/columns.ts'
import type { FindByName } from '../../records/define-imports.ts'

const p = columnsOf('person', 'p')

/** Returns the slugs of the people with one of the folded names, in either order or with the academic title. */
export const findPeople: FindByName = async (db, names) => {
  const both = sql`array[
    ${p('given_name')} || ' ' || ${p('family_name')}, ${p('family_name')} || ' ' || ${p('given_name')},
    ${p('display_name')}]`
  // An import never reveals that there are people whom its reader may not see.
  const { rows } = await sql<{ name: string; slugs: string[] }>`
    select fold(own.name) as name, array_agg(distinct ${p('slug')}::text) as slugs
    from ${p.table}, unnest(${both}) as own (name)
    where ${p('erased_at')} is null and ${p('restricted_at')} is null and fold(own.name) = any(${names})
    group by 1`.execute(db)
  return new Map(rows.map(({ name, slugs }) => [name, slugs]))
}
