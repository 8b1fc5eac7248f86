import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import { columnsOf } from '../../records/columns.ts'
import type { Sql } from '../../records/define.ts'
import { today } from '../../records/read/query.ts'
import { matchesIdOrSlug } from '../../records/references.ts'
import { certaintyOf } from '../../records/related.ts'
import { arrayOf, utcText } from '../../records/sql.ts'
import type { Term } from '../../records/vocabulary.ts'
import type { UncertainDay } from '../eligibility/rules.ts'
import type { membershipTier } from '../membership-tiers/vocabularies.ts'
import { isSuspended } from '../memberships/as-of.ts'
import { membershipValidity } from '../memberships/queries.ts'
import { organisationsOn } from '../organisations/as-of.ts'
import { organisationSummary } from '../summaries.ts'

/** Maximum number of parts of an organisation, or of organisations with one number, in one answer. */
const MAX_CANDIDATES = 100

/** Identifiers of an organisation, other than its name. */
export type Identifier = 'organisation' | 'nip' | 'regon' | 'krs'

/** The day of the question, and the state of the registry that answers it. */
export interface Moment {
  /** YYYY-MM-DD. */
  as_of: string
  /** Whether that day is after today in Poland. */
  future: boolean
  /** Time of the transaction in UTC (RFC 3339). */
  checked_at: string
  /** Position of the change log. */
  journal_position: number
}

export interface HeldMembership {
  id: string
  tier: Term<typeof membershipTier>
  certainty: 'certain' | 'possible'
  suspended: boolean | null
  joined: UncertainDay
  ended: UncertainDay
}

export interface KnownFacts {
  organisation: object
  memberships: HeldMembership[]
  parts: object[]
}

/** Returns the moment of the transaction. The default of `as_of` is today in Poland. */
export function findMoment(tx: Db, as_of: string | undefined): Promise<Moment> {
  const day = as_of === undefined ? today : sql`${as_of}::date`
  return tx
    .selectFrom('feed_head')
    .select([
      day.$castTo<string>().as('as_of'),
      sql<boolean>`${day} > ${today}`.as('future'),
      utcText(sql`now()`).$castTo<string>().as('checked_at'),
      'seq as journal_position'
    ])
    .executeTakeFirstOrThrow()
}

/** Returns whether the number has the right form and check digits, by the same rule as a stored one. */
export async function isNumber(db: Db, by: 'nip' | 'regon' | 'krs', value: string): Promise<boolean> {
  const rule = sql.raw(`is_${by}`)
  const { rows } = await sql<{ valid: boolean }>`select ${rule}(${value}) as valid`.execute(db)
  return rows[0]?.valid === true
}

/**
 * Returns the organisations with an identifier. Only a number can belong to several. A former slug, and the id or slug
 * of a record merged into the organisation, are also accepted.
 */
export function listOrganisations(tx: Db, by: Identifier, value: string): Promise<{ id: string; summary: object }[]> {
  const o = columnsOf('organisation', 'o')
  const organisations = tx
    .selectFrom('organisation as o')
    .select(['o.id', organisationSummary('o').$castTo<object>().as('summary')])
    .orderBy(sql`${o('name')} collate "pl-x-icu"`)
    .orderBy('o.id')
    .limit(sql.lit(MAX_CANDIDATES))
  if (by !== 'organisation') return organisations.where(`o.${by}`, '=', value).execute()
  const redirected = tx
    .selectFrom('redirect')
    .select('target_id')
    .where('subject_type', '=', sql.lit('organisation'))
    .where('identifier', '=', value)
  return organisations
    .where((eb) => eb.or([matchesIdOrSlug('o')(value).$castTo<boolean>(), eb('o.id', 'in', redirected)]))
    .execute()
}

const m = columnsOf('membership', 'm')
const o = columnsOf('organisation', 'o')
const [od, p] = [columnsOf('organisation', 'od'), columnsOf('organisation', 'p')]

/** Condition: membership `m` possibly holds on the day. A candidate is not a member yet. */
const possiblyHolds = (day: Sql): Sql => sql`${m('status')} <> 'candidate' and ${membershipValidity(day).possible}`

/** Returns what the registry knows about an organisation on a day (YYYY-MM-DD). */
export function findFacts(tx: Db, id: string, as_of: string): Promise<KnownFacts> {
  const day = sql`${as_of}::date`
  const memberships = arrayOf(
    {
      ...m.pick('id', 'tier'),
      certainty: certaintyOf(membershipValidity(day)),
      suspended: isSuspended(day),
      joined: m.uncertain('joined'),
      ended: m.uncertain('ended')
    },
    sql`from ${m.table} where ${m('organisation_id')} = ${o('id')} and ${possiblyHolds(day)}
      order by coalesce(${m('joined_on')}, ${m('joined_not_before')}), ${m('id')}`
  )
  const parts = arrayOf(
    p.pick('id', 'slug', 'name', 'short_name', 'kind'),
    sql`from ${organisationsOn('p', day)} where ${p('id')} in (select id from part)
        and exists (select from ${m.table} where ${m('organisation_id')} = ${p('id')} and ${possiblyHolds(day)})
      order by ${p('name')} collate "pl-x-icu", ${p('id')} limit ${sql.lit(MAX_CANDIDATES)}`
  )
  return tx
    .withRecursive('part', (parts) =>
      parts
        .selectFrom('organisation')
        .select('id')
        .where('part_of_id', '=', id)
        .union(parts.selectFrom('organisation as o').innerJoin('part', 'part.id', 'o.part_of_id').select('o.id'))
    )
    .selectFrom('organisation as o')
    .select([
      sql<object>`(
        select ${organisationSummary('od')} from ${organisationsOn('od', day)} where ${od('id')} = ${o('id')})`.as(
        'organisation'
      ),
      memberships.$castTo<HeldMembership[]>().as('memberships'),
      parts.$castTo<object[]>().as('parts')
    ])
    .where('o.id', '=', id)
    .executeTakeFirstOrThrow()
}
