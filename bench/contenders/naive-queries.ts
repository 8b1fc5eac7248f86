import { type Kysely, sql } from 'kysely'
import type { DB } from '../../src/db/types.ts'

export interface ListQuery {
  voivodeship?: string
  q?: string
  limit?: number
  cursor?: string
  include?: string
}

/** Organisations with their territory, its parents, and the parent organisation. */
const organisations = (db: Kysely<DB>) =>
  db
    .selectFrom('organisation as o')
    .leftJoin('territory as t', 't.code', 'o.territory_code')
    .leftJoin('territory as tp', (join) =>
      join.on(sql`length(t.code)`, '=', 6).on('tp.code', '=', sql<string>`left(t.code, 4)`)
    )
    .leftJoin('territory as tv', (join) =>
      join.on(sql`length(t.code)`, '>', 2).on('tv.code', '=', sql<string>`left(t.code, 2)`)
    )
    .leftJoin('organisation as p', 'p.id', 'o.part_of_id')
    .selectAll('o')
    .select([
      't.level as territory_level',
      't.name as territory_name',
      't.gmina_kind as territory_gmina_kind',
      't.teryt7 as territory_teryt7',
      'tp.code as powiat_code',
      'tp.name as powiat_name',
      'tv.code as voivodeship_code',
      'tv.name as voivodeship_name',
      'p.id as part_id',
      'p.slug as part_slug',
      'p.name as part_name',
      'p.short_name as part_short_name',
      'p.kind as part_kind'
    ])

export type OrganisationRow = NonNullable<Awaited<ReturnType<typeof findOrganisation>>>

export const findOrganisation = (db: Kysely<DB>, slug: string) =>
  organisations(db).where('o.slug', '=', slug).executeTakeFirst()

const byName = sql<string>`o.name collate "pl-x-icu"`

export async function listOrganisations(
  db: Kysely<DB>,
  { voivodeship, q, limit = 50, cursor }: ListQuery
): Promise<OrganisationRow[]> {
  let query = organisations(db).orderBy(byName).orderBy('o.id').limit(limit)
  if (voivodeship !== undefined) query = query.where('o.territory_code', 'like', `${voivodeship}%`)
  if (q !== undefined) query = query.where('o.search_text', 'like', sql<string>`'% ' || fold(${q}) || '%'`)
  if (cursor !== undefined) {
    const [name, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    query = query.where(sql<boolean>`(o.name collate "pl-x-icu", o.id) > (${name}, ${id}::uuid)`)
  }
  return query.execute()
}
