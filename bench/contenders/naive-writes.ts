// Writes in an interactive transaction that also adds to the change log and the audit.
import { createHash } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '../../src/db/types.ts'
import { findOrganisation, type OrganisationRow } from './naive-queries.ts'

/** Changes one organisation. */
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
    await logChange(tx, { type: 'organisation', verb: 'updated', id: before.id, version, fields: ['website'] })
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

/** Inserts one organisation. */
export async function insertOrganisation(db: Kysely<DB>, row: NewOrganisation): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { id } = await tx
      .insertInto('organisation')
      .values({ ...row, search_text: '' })
      .returning('id')
      .executeTakeFirstOrThrow()
    await logChange(tx, { type: 'organisation', verb: 'created', id, version: 1, fields: Object.keys(row) })
  })
}

export interface NewMembership {
  organisation: { slug: string }
  tier: 'ordinary' | 'supporting'
  tier_basis: 'decided'
  joined: { on: string }
}

/** Inserts the membership of one organisation. Returns undefined if there is no such organisation. */
export async function createMembership(db: Kysely<DB>, body: NewMembership) {
  return db.transaction().execute(async (tx) => {
    const organisation = await tx
      .selectFrom('organisation')
      .select(['id', 'slug', 'name', 'short_name', 'kind'])
      .where('slug', '=', body.organisation.slug)
      .executeTakeFirst()
    if (!organisation) return undefined
    const membership = await insertMembership(tx, {
      organisation_id: organisation.id,
      tier: body.tier,
      joined_on: body.joined.on
    })
    return { ...membership, organisation }
  })
}

/** Accepts a submitted declaration and creates the membership of each organisation that signed it. */
export async function acceptDeclaration(db: Kysely<DB>, slug: string, day: string) {
  return db.transaction().execute(async (tx) => {
    const before = await tx
      .selectFrom('declaration')
      .select(['id', 'version'])
      .where('slug', '=', slug)
      .where('status', '=', 'submitted')
      .forUpdate()
      .executeTakeFirst()
    if (!before) return undefined
    const declaration = await tx
      .updateTable('declaration')
      .set({ status: 'accepted', version: before.version + 1, updated_at: new Date() })
      .where('id', '=', before.id)
      .returning(['id', 'slug', 'kind', 'status', 'title', 'tier', 'signed_on', 'place', 'version', 'updated_at'])
      // pg does not parse arrays of an enumeration.
      .returning(sql<string[]>`statements::text[]`.as('statements'))
      .executeTakeFirstOrThrow()
    const { id, version } = declaration
    await logChange(tx, { type: 'declaration', verb: 'accepted', id, version, fields: ['status'] })
    const signatories = await tx
      .selectFrom('declaration_signatory as s')
      .innerJoin('organisation as o', 'o.id', 's.organisation_id')
      .select(['s.no', 's.role', 's.list_no', 's.capacity', 'o.id', 'o.slug', 'o.name', 'o.short_name', 'o.kind'])
      .where('s.declaration_id', '=', id)
      .orderBy('s.no')
      .execute()
    const memberships = []
    for (const { id: organisation_id } of signatories)
      memberships.push(
        await insertMembership(tx, {
          organisation_id,
          tier: declaration.tier ?? 'supporting',
          joined_on: day,
          declaration_id: id
        })
      )
    return { ...declaration, signatories, memberships }
  })
}

async function insertMembership(
  tx: Transaction<DB>,
  row: {
    organisation_id: string
    tier: 'ordinary' | 'supporting' | 'honorary'
    joined_on: string
    declaration_id?: string
  }
) {
  const membership = await tx
    .insertInto('membership')
    .values({ ...row, tier_basis: 'decided', founder: false, founding_signatory: false, status: 'active' })
    .returningAll()
    .executeTakeFirstOrThrow()
  await logChange(tx, { type: 'membership', verb: 'created', id: membership.id, version: 1, fields: Object.keys(row) })
  return membership
}

interface Change {
  type: 'organisation' | 'declaration' | 'membership'
  verb: string
  id: string
  version: number
  fields: string[]
}

/**
 * Adds one entry to the change log and one to the audit. Simpler than in the service: both have the same number, and
 * the audit has no chain.
 */
async function logChange(tx: Transaction<DB>, { type, verb, id, version, fields }: Change): Promise<void> {
  const { seq } = await tx
    .updateTable('feed_head')
    .set(({ eb }) => ({ seq: eb('seq', '+', 1) }))
    .returning('seq')
    .executeTakeFirstOrThrow()
  const entry = { subject_type: type, subject_version: version, fields, request_id: null }
  await tx
    .insertInto('change')
    .values({ seq, type: `${type}.${verb}`, op: 'upsert', subject_id: id, ...entry })
    .execute()
  const hash = createHash('sha256').update(`${seq} ${id} ${version}`).digest()
  await tx
    .insertInto('audit')
    .values({
      seq,
      occurred_at: new Date(),
      actor: 'database',
      action: `${type}.${verb}`,
      subject_ids: [id],
      hash,
      ...entry
    })
    .execute()
}
