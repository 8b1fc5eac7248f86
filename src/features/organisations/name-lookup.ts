// Finds organisations by their exact names, for sheets that name an organisation instead of stating its slug.
import { sql } from 'kysely'
import { columnsOf } from '../../records/columns.ts'
import type { FindByName } from '../../records/define-imports.ts'

const o = columnsOf('organisation', 'o')

/** Returns the slugs of the organisations whose present name or short name is one of the folded names. */
export const findOrganisations: FindByName = async (db, names) => {
  const { rows } = await sql<{ name: string; slugs: string[] }>`
    select fold(own.name) as name, array_agg(distinct ${o('slug')}::text) as slugs
    from ${o.table}, unnest(array[${o('name')}, ${o('short_name')}]) as own (name)
    where fold(own.name) = any(${names})
    group by 1`.execute(db)
  return new Map(rows.map(({ name, slugs }) => [name, slugs]))
}
