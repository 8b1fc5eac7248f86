import { type Insertable, type NotNull, sql } from 'kysely'
import type { Tx } from '../../../db/connect.ts'
import type { DB } from '../../../db/types.ts'
import { anyOf, columnsOf } from '../../../records/columns.ts'
import type { Sql } from '../../../records/define.ts'
import { today } from '../../../records/read/query.ts'
import { arrayOf } from '../../../records/sql.ts'
import type { Term } from '../../../records/vocabulary.ts'
import type { StoredCheck } from '../../eligibility/assessment.ts'
import type { UncertainDay } from '../../eligibility/rules.ts'
import type { membershipTier } from '../../membership-tiers/vocabularies.ts'
import { declarationSummary } from '../../summaries.ts'
import { endsFrom, statusNow } from '../as-of.ts'
import type { Membership } from '../rules.ts'
import type { membershipEventKind } from '../vocabularies.ts'

/** A step in the course of a membership. */
export interface CourseEvent {
  kind: Term<typeof membershipEventKind>
  effective: UncertainDay
  basis: string
  tier?: Term<typeof membershipTier>
  declaration_id?: string | null
  override_reason?: string | null
  eligibility?: StoredCheck
}

const [m, e, ed] = [columnsOf('membership', 'm'), columnsOf('membership_event', 'e'), columnsOf('declaration', 'ed')]

/** Returns a query that locks the rows of memberships, ordered by id to prevent deadlocks. */
const lockingQuery = (tx: Tx) =>
  tx
    .selectFrom('membership as m')
    .select(['m.id', 'm.member_type', 'm.member_id', 'm.tier'])
    .select((eb) => [
      statusNow.$castTo<Membership['status']>().as('status'),
      endsFrom.$castTo<string | null>().as('ends_from'),
      m.uncertain('joined').$castTo<UncertainDay>().as('joined'),
      eb.fn
        .coalesce(
          eb.selectFrom('organisation as o').select('o.name').whereRef('o.id', '=', 'm.organisation_id'),
          eb.selectFrom('person as p').select('p.display_name').whereRef('p.id', '=', 'm.person_id')
        )
        .as('member'),
      eb
        .selectFrom('membership_event as e')
        .select(({ fn }) => fn.max('e.effective_on').as('last'))
        .whereRef('e.membership_id', '=', 'm.id')
        // The end is the last step, unless it was annulled: then it never took place.
        .where('e.kind', 'in', ['suspended', 'resumed'])
        .as('last_step_on')
    ])
    // Every membership has a member.
    .$narrowType<{ member_type: NotNull; member_id: NotNull; member: NotNull }>()
    .orderBy('m.id')
    .forUpdate('m')

/** Locks and returns one membership. It must exist. */
export const lockMembership = (tx: Tx, id: string): Promise<Membership> =>
  lockingQuery(tx).where('m.id', '=', id).executeTakeFirstOrThrow()

/** Locks and returns the memberships of these members that run or will begin. */
export const lockRunningMemberships = (tx: Tx, members: string[]): Promise<Membership[]> =>
  lockingQuery(tx)
    .where('m.member_id', '=', anyOf(members))
    .where(sql<boolean>`${statusNow} in ('active', 'suspended', 'upcoming')`)
    .execute()

/**
 * Adds a step to the course of a membership. The change log and the audit name the change after the kind of the step.
 */
export async function recordStep(tx: Tx, id: string, step: CourseEvent): Promise<void> {
  const { effective, eligibility, ...columns } = step
  await tx
    .insertInto('membership_event')
    .values({
      ...columns,
      membership_id: id,
      effective_on: effective.on,
      effective_not_before: effective.not_before,
      effective_not_after: effective.not_after,
      eligibility: eligibility ? JSON.stringify(eligibility) : null
    })
    .execute()
  await sql`select mark_change('membership', ${id}, ${step.kind}, 'upsert')`.execute(tx)
}

/** Stores the status of today of memberships that have begun or ended since their status was stored. */
export async function storeDueStatuses(tx: Tx): Promise<void> {
  const { table } = m
  await sql`update ${table} set status = (${statusNow})::membership_status
    where ${m('status')} <> 'ended' and ${m('status')}::text is distinct from (${statusNow})::text`.execute(tx)
}

export async function setStatus(tx: Tx, id: string, status: 'active' | 'suspended'): Promise<void> {
  await tx.updateTable('membership').set({ status }).where('id', '=', id).execute()
}

/**
 * Ends a membership. The day is the first day without the membership; before it, the membership keeps its status. The
 * caller records the step in the course.
 */
export async function closeMembership(
  tx: Tx,
  id: string,
  { on, not_before, not_after }: UncertainDay,
  basis: string
): Promise<void> {
  await tx
    .updateTable('membership')
    .set({
      status: sql`case when ${on ?? not_before}::date > ${today} then status else 'ended' end`,
      ended_on: on,
      ended_not_before: not_before,
      ended_not_after: not_after,
      end_basis: basis
    })
    .where('id', '=', id)
    .execute()
}

/** Takes back the end of a membership, which then has the status that it had before its end. */
export async function reopenMembership(tx: Tx, id: string): Promise<void> {
  const last = await tx
    .selectFrom('membership_event')
    .select('kind')
    .where('membership_id', '=', id)
    .where('kind', 'in', ['suspended', 'resumed'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  await tx
    .updateTable('membership')
    .set({
      status: last?.kind === 'suspended' ? 'suspended' : 'active',
      ended_on: null,
      ended_not_before: null,
      ended_not_after: null,
      end_basis: null
    })
    .where('id', '=', id)
    .execute()
}

/**
 * Returns what keeps an ended membership from running again: the membership that continues it, or another running
 * membership of the member. Undefined if there is neither.
 */
export async function findSuccessor(tx: Tx, { id, member_id, joined }: Membership): Promise<Successor | undefined> {
  const reopened = sql`possible_period(${joined.on}::date, ${joined.not_before}::date, null, null)`
  return tx
    .selectFrom('membership')
    .select('id')
    .select((eb) => eb('continues_id', '=', id).$castTo<boolean | null>().as('continues'))
    .where((eb) =>
      eb.or([
        eb('continues_id', '=', id),
        eb.and([
          eb('member_id', '=', member_id),
          eb('status', '<>', 'ended'),
          sql<boolean>`${eb.ref('possible_period')} && ${reopened}`
        ])
      ])
    )
    .where('id', '<>', id)
    .orderBy('continues', (order) => order.desc().nullsLast())
    .limit(1)
    .executeTakeFirst()
}

interface Successor {
  id: string
  continues: boolean | null
}

export async function getStatus(tx: Tx, id: string): Promise<Membership['status']> {
  const { status } = await tx.selectFrom('membership').select('status').where('id', '=', id).executeTakeFirstOrThrow()
  return status
}

/**
 * Returns the columns of a membership that continues this one. Call it before this one is closed, because it copies
 * the status and the end.
 */
export async function getContinuedMembership(tx: Tx, id: string) {
  const columns = await tx
    .selectFrom('membership')
    .select(['organisation_id', 'person_id', 'tier', 'tier_basis', 'tier_basis_note', 'tier_basis_note_en'])
    .select(['founder', 'founding_signatory'])
    .select(['status', 'ended_on', 'ended_not_before', 'ended_not_after', 'end_basis'])
    .select(['declaration_id', 'representative_id'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { ...columns, continues_id: id } satisfies Insertable<DB['membership']>
}

/**
 * Ends a membership on `day` (YYYY-MM-DD) and begins one of another tier on the same day with otherwise the same
 * properties. Returns the id of the new one.
 */
export async function continueInTier(
  tx: Tx,
  id: string,
  tier: Term<typeof membershipTier>,
  day: string,
  basis: string
): Promise<string> {
  const continued = await getContinuedMembership(tx, id)
  await closeMembership(tx, id, { on: day, not_before: null, not_after: null }, basis)
  const inserted = await tx
    .insertInto('membership')
    .values({
      ...continued,
      tier,
      tier_basis: 'decided',
      tier_basis_note: basis,
      tier_basis_note_en: null,
      status: 'active',
      joined_on: day
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return inserted.id
}

/**
 * The steps of membership `m` in their order. The reason for overriding a rule is visible only to those who may
 * decide.
 */
export const courseOf: Sql = arrayOf(
  {
    ...e.pick('id', 'kind'),
    effective: e.uncertain('effective'),
    ...e.pick('tier', 'basis'),
    declaration: declarationSummary('ed'),
    override_reason: sql`case when shows_drafts() then ${e('override_reason')} end`
  },
  sql`from ${e.table}
    left join ${ed.table} on ${ed('id')} = ${e('declaration_id')} and (${ed('status')} = 'accepted' or shows_drafts())
    where ${e('membership_id')} = ${m('id')} order by ${e('created_at')}, ${e('id')}`
)

/** Returns whether the Council decided on the membership: on its admission, or in its course. */
export async function isDecided(tx: Tx, id: string): Promise<boolean> {
  const found = await tx
    .selectFrom('membership as m')
    .select('m.id')
    .where('m.id', '=', id)
    .where((eb) =>
      eb.or([
        eb('m.tier_basis', '=', 'decided'),
        eb.exists(eb.selectFrom('membership_event as e').whereRef('e.membership_id', '=', 'm.id'))
      ])
    )
    .executeTakeFirst()
  return found !== undefined
}
