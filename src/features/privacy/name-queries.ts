// The names of a person, and of those who could be meant by the same address.
import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import { handlesOf, type Name } from './handles.ts'

/** The present name of a person and all former ones. */
export async function listNames(db: Db, person: string): Promise<Name[]> {
  const { rows } = await sql<Name>`
    select given, family from (
      select 1 as no, given_name as given, family_name as family from person where id = ${person}::uuid
      union all select 2, given_name, family_name from person_former_name where person_id = ${person}::uuid) as own order by no, family, given`.execute(
    db
  )
  return rows
}

const SHORTEST_WORD = 2
/**
 * Words that a name must have one of to share a handle: each handle begins or ends with a whole word of the name that
 * it is made of.
 */
const edgesOf = (handle: string): string[] => {
  const lengths = Array.from({ length: Math.max(0, handle.length - SHORTEST_WORD + 1) }, (_, i) => i + SHORTEST_WORD)
  return lengths.flatMap((length) => [handle.slice(0, length), handle.slice(-length)])
}

/**
 * Names, present and former, of the other people of the registry who could have a handle of these names, by person.
 * Names that were erased are not among them.
 */
export async function listOthers(db: Db, person: string, names: Name[]): Promise<Name[][]> {
  const edges = [...new Set(handlesOf(names).flatMap(({ glued }) => edgesOf(glued)))]
  if (edges.length === 0) return []
  // What folds to nothing, such as Cyrillic, is compared as it is.
  const families = names.map(({ family }) => family.toLowerCase())
  const { rows } = await sql<{ names: Name[] }>`
    with own as (
      select id as person_id, given_name, family_name, search_text from person
      union all select person_id, given_name, family_name, fold(given_name || ' ' || family_name) from person_former_name),
    alike as (
      select distinct person_id from own where person_id <> ${person}::uuid
        and (lower(family_name) = any(${families}::text[]) or exists (select from string_to_table(btrim(search_text), ' ') as word where word = any(${edges}::text[]))))
    select json_agg(json_build_object('given', o.given_name, 'family', o.family_name)) as names
    from alike s join own o using (person_id)
    where not exists (select from erasure e where e.person_id = s.person_id and e.pseudonymised) group by s.person_id`.execute(
    db
  )
  return rows.map((row) => row.names)
}
