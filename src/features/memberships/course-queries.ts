import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import type { Sql } from '../../records/define.ts'
import { arrayOf, uncertain } from '../../records/sql.ts'
import type { FrozenCheck } from '../eligibility/assessment.ts'
import type { UncertainDay } from '../eligibility/rules.ts'
import { declarationSummary } from '../summaries.ts'
import type { Term } from '../vocabularies/terms.ts'
import type { Membership } from './rules.ts'

/** A step in the course of a membership. */
export interface CourseEvent {
  kind: Term<'membership_event_kind'>
  effective: UncertainDay
  basis: string
  tier?: Term<'membership_tier'>
  declaration_id?: string | null
  override_reason?: string | null
  eligibility?: FrozenCheck
}

/** Memberships with their rows locked, in the order of their ids. */
async function lockMemberships(tx: Tx, condition: Sql): Promise<Membership[]> {
  const { rows } = await sql<Membership>`
    select m.id::text as id, m.member_type, m.member_id::text as member_id, m.tier, m.status, ${uncertain('m.joined')} as joined,
      coalesce((select o.name from organisation o where o.id = m.organisation_id), (select p.display_name from person p where p.id = m.person_id)) as member,
      (select max(e.effective_on) from membership_event e where e.membership_id = m.id) as last_step_on
    from membership m where ${condition} order by m.id for update of m`.execute(tx)
  return rows
}

/** A membership that is known to be there. */
export const lockMembership = async (tx: Tx, id: string): Promise<Membership> =>
  (await lockMemberships(tx, sql`m.id = ${id}::uuid`))[0] as Membership

/** The memberships of these members that have not ended. */
export const lockRunningMemberships = (tx: Tx, members: string[]): Promise<Membership[]> =>
  lockMemberships(tx, sql`m.member_id = any(${members}::uuid[]) and m.status in ('active', 'suspended')`)

/** Enters a step into the course of a membership; the journal and the audit call the change by it. */
export async function recordStep(tx: Tx, id: string, step: CourseEvent): Promise<void> {
  const { kind, effective, basis, tier = null, declaration_id = null, override_reason = null, eligibility } = step
  await sql`
    insert into membership_event (membership_id, kind, effective_on, effective_not_before, effective_not_after, tier, basis, declaration_id, override_reason, eligibility)
    values (${id}, ${kind}, ${effective.on}, ${effective.not_before}, ${effective.not_after}, ${tier}, ${basis}, ${declaration_id}, ${override_reason},
      ${eligibility ? JSON.stringify(eligibility) : null}::jsonb)`.execute(tx)
  await sql`select mark_change('membership', ${id}, ${kind}, 'upsert')`.execute(tx)
}

export async function setStatus(tx: Tx, id: string, status: 'active' | 'suspended'): Promise<void> {
  await sql`update membership set status = ${status} where id = ${id}::uuid`.execute(tx)
}

/** Ends a membership from a day on, which is the first one without it. */
export async function closeMembership(tx: Tx, id: string, { on, not_before, not_after }: UncertainDay): Promise<void> {
  await sql`
    update membership set status = 'ended', ended_on = ${on}, ended_not_before = ${not_before}, ended_not_after = ${not_after} where id = ${id}::uuid`.execute(
    tx
  )
}

/** Ends a membership on a day and begins another of a new tier on the same; all else carries over. Returns the id of the new one. */
export async function continueInTier(
  tx: Tx,
  id: string,
  tier: Term<'membership_tier'>,
  day: string,
  basis: string
): Promise<string> {
  const { rows: known } = await sql<UncertainDay>`
    select ended_on as on, ended_not_before as not_before, ended_not_after as not_after from membership where id = ${id}::uuid`.execute(
    tx
  )
  await closeMembership(tx, id, { on: day, not_before: null, not_after: null })
  const end = known[0] as UncertainDay
  const { rows } = await sql<{ id: string }>`
    insert into membership (organisation_id, person_id, tier, tier_basis, tier_basis_note, founder, founding_signatory, status, joined_on,
      ended_on, ended_not_before, ended_not_after, declaration_id, representative_id, continues_id)
    select organisation_id, person_id, ${tier}, 'decided', ${basis}, founder, founding_signatory, 'active', ${day}::date,
      ${end.on}::date, ${end.not_before}::date, ${end.not_after}::date, declaration_id, representative_id, id
    from membership where id = ${id}::uuid returning id::text as id`.execute(tx)
  return (rows[0] as { id: string }).id
}

/** The course of membership `m`, in its order. Why a rule was overridden is for those who decide. */
export const courseOf: Sql = arrayOf(
  {
    id: sql`e.id`,
    kind: sql`e.kind`,
    effective: uncertain('e.effective'),
    tier: sql`e.tier`,
    basis: sql`e.basis`,
    declaration: declarationSummary('ed'),
    override_reason: sql`case when shows_drafts() then e.override_reason end`
  },
  sql`from membership_event e left join declaration ed on ed.id = e.declaration_id and (ed.status = 'accepted' or shows_drafts())
    where e.membership_id = m.id order by e.created_at, e.id`
)

/** Whether a membership was decided on: on its admission, or in its course. */
export async function isDecided(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`
    select from membership m where m.id = ${id}::uuid
      and (m.tier_basis = 'decided' or exists (select from membership_event e where e.membership_id = m.id))`.execute(
    tx
  )
  return rows.length > 0
}
