// Queries for the names of a person, and for the names of people who could have the same address.
import { type Expression, sql } from 'kysely'
import { jsonBuildObject } from 'kysely/helpers/postgres'
import type { Db } from '../../../db/connect.ts'
import { handlesOf, latinSpelling, type Name } from './handles.ts'

/** Returns the present name of a person and all former names, each also in Latin letters if it has others. */
export async function listNames(db: Db, person: string): Promise<Name[]> {
  const own = db
    .selectFrom('person')
    .select([sql<number>`1`.as('no'), 'given_name as given', 'family_name as family'])
    .where('id', '=', person)
    .unionAll(
      db
        .selectFrom('person_former_name')
        .select([sql<number>`2`.as('no'), 'given_name as given', 'family_name as family'])
        .where('person_id', '=', person)
    )
  const names = await db
    .selectFrom(own.as('own'))
    .select(['given', 'family'])
    .orderBy('no')
    .orderBy('family')
    .orderBy('given')
    .execute()
  return names.flatMap(spellingsOf)
}

const spellingsOf = (name: Name): Name[] => [name, latinSpelling(name) ?? []].flat()

const MIN_WORD_LENGTH = 2
/** Returns all beginnings and endings of a handle. A name that shares the handle has a word that is one of them. */
const edgesOf = (handle: string): string[] => {
  const lengths = Array.from(
    { length: Math.max(0, handle.length - MIN_WORD_LENGTH + 1) },
    (_, i) => i + MIN_WORD_LENGTH
  )
  return lengths.flatMap((length) => [handle.slice(0, length), handle.slice(-length)])
}

/**
 * Returns the present and former names of other people who could have a handle of these names, by person. Erased names
 * are excluded.
 */
export async function listOthers(db: Db, person: string, names: Name[]): Promise<Name[][]> {
  const edges = [...new Set(handlesOf(names).flatMap(({ compact }) => edgesOf(compact)))]
  if (edges.length === 0) return []
  // Names that cannot be folded, such as Arabic ones, are compared by family name.
  const families = names.map(({ family }) => family.toLowerCase())
  const beginsOrEnds = (text: Expression<string | null>) => sql<boolean>`exists (
    select from string_to_table(btrim(${text}), ' ') as word where word = any(${edges}::text[]))`
  const rows = await db
    .with('own', (cte) =>
      cte
        .selectFrom('person')
        .select(['id as person_id', 'given_name', 'family_name', 'search_text'])
        .unionAll(
          cte
            .selectFrom('person_former_name')
            .select(({ ref }) => [
              'person_id',
              'given_name',
              'family_name',
              sql<string | null>`fold(${ref('given_name')} || ' ' || ${ref('family_name')})`.as('search_text')
            ])
        )
    )
    .with('alike', (cte) =>
      cte
        .selectFrom('own')
        .select('person_id')
        .distinct()
        .where('person_id', '<>', person)
        .where(({ eb, fn, or, ref, val }) =>
          or([eb(fn<string>('lower', ['family_name']), '=', fn.any(val(families))), beginsOrEnds(ref('search_text'))])
        )
    )
    .selectFrom('alike as s')
    .innerJoin('own as o', 'o.person_id', 's.person_id')
    .select(({ fn, ref }) =>
      fn.jsonAgg(jsonBuildObject({ given: ref('o.given_name'), family: ref('o.family_name') })).as('names')
    )
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('erasure as e')
            .whereRef('e.person_id', '=', 's.person_id')
            .where(({ ref }) => ref('e.pseudonymised'))
        )
      )
    )
    .groupBy('s.person_id')
    .execute()
  return rows.map((row) => row.names.flatMap(spellingsOf))
}
