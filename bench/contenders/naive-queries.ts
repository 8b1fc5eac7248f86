import { createHash } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '../../src/db/types.ts'

export interface ListQuery {
  voivodeship?: string
  q?: string
  limit?: number
  cursor?: string
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

/** Changes one organisation in a transaction that also adds an entry to the change log and one to the audit. */
export async function changeOrganisation(
  db: Kysely<DB>,
  slug: string,
  website: string
): Promise<OrganisationRow | undefined> {
  return db.transaction().execute(async (tx) => {
    const before = await tx
      .selectFrom('organisation')
      .select(['id', 'version'])
      .where('slug', '=', slug)
      .forUpdate()
      .executeTakeFirst()
    if (!before) return undefined
    const version = before.version + 1
    await tx
      .updateTable('organisation')
      .set({ website, version, updated_at: new Date() })
      .where('id', '=', before.id)
      .execute()
    await logChange(tx, { id: before.id, version, verb: 'updated', fields: ['website'] })
    return findOrganisation(tx, slug)
  })
}

export interface NewOrganisation {
  slug: string
  name: string
  short_name: string
  kind: 'ops'
  seat: string
  website: string
}

/** Inserts one organisation in the same kind of transaction. */
export async function insertOrganisation(db: Kysely<DB>, row: NewOrganisation): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { id } = await tx
      .insertInto('organisation')
      .values({ ...row, search_text: '' })
      .returning('id')
      .executeTakeFirstOrThrow()
    await logChange(tx, { id, version: 1, verb: 'created', fields: Object.keys(row) })
  })
}

/**
 * Adds one entry to the change log and one to the audit. Simpler than in the service: both have the same number, and
 * the audit has no chain.
 */
async function logChange(
  tx: Transaction<DB>,
  { id, version, verb, fields }: { id: string; version: number; verb: string; fields: string[] }
): Promise<void> {
  const { seq } = await tx
    .updateTable('feed_head')
    .set(({ eb }) => ({ seq: eb('seq', '+', 1) }))
    .returning('seq')
    .executeTakeFirstOrThrow()
  const entry = { subject_type: 'organisation', subject_version: version, fields, request_id: null }
  await tx
    .insertInto('change')
    .values({ seq, type: `organisation.${verb}`, op: 'upsert', subject_id: id, ...entry })
    .execute()
  const hash = createHash('sha256').update(`${seq} ${id} ${version}`).digest()
  await tx
    .insertInto('audit')
    .values({
      seq,
      occurred_at: new Date(),
      actor: 'database',
      action: `organisation.${verb}`,
      subject_ids: [id],
      hash,
      ...entry
    })
    .execute()
}
