// People with the same name as a new person. Former names do not count, because only an erasure may read them.
import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import { columnsOf } from '../../records/columns.ts'
import type { Duplicate } from '../../records/define-writes.ts'

const MAX_NAMESAKES = 5

const [n, p] = [columnsOf('person', 'n'), columnsOf('person', 'p')]
/** Folded names in the other order: a family name may stand in the field of the given name. */
const swapped = sql`(' ' || fold(${n('family_name')} || ' ' || ${n('given_name')}))`

/**
 * Returns the people with the same folded names as new people, in either order, by the id of the new person: at most
 * five for each. People whose data was erased are left out.
 */
export async function findNamesakes(tx: Tx, ids: string[]): Promise<Map<string, Duplicate[]>> {
  // Two joins by equality, because the planner can hash each of them.
  const pairs = (name: ReturnType<typeof sql>) => sql`
    select ${n('id')} as created, ${p('id')} as id from ${n.table}
    join ${p.table} on ${p('search_text')} = ${name} and ${p('id')} <> ${n('id')} and ${p('erased_at')} is null
    where ${n('id')} = any(${ids}::uuid[]) and ${n('search_text')} <> ' '`
  const { rows } = await sql<{ created: string; found: string[] }>`
    select created::text as created, (array_agg(id::text order by id))[1:${sql.lit(MAX_NAMESAKES)}] as found
    from (${pairs(n('search_text') as ReturnType<typeof sql>)} union ${pairs(swapped)}) as pair
    group by created`.execute(tx)
  return new Map(rows.map(({ created, found }) => [created, found.map((id) => ({ id, matched_name: null }))]))
}
