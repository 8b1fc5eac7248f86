// What happens to a membership after it began: each a part of the caller's transaction, with the row of the membership locked.
import type { Tx } from '../../db/connect.ts'
import type { Term } from '../../records/vocabulary.ts'
import { refersTo } from '../../records/write/define.ts'
import { requireState } from '../../records/write/life-cycle.ts'
import { Names } from '../../records/write/store.ts'
import { ruleBroken } from '../../records/write/transaction.ts'
import { declarations } from '../declarations/queries.ts'
import type { applicantStatement } from '../declarations/vocabularies.ts'
import { type Assessment, assess, eligibilityFault } from '../eligibility/assessment.ts'
import { findToday } from '../eligibility/queries.ts'
import { UNKNOWN_DAY, type UncertainDay } from '../eligibility/rules.ts'
import type { membershipTier } from '../membership-tiers/vocabularies.ts'
import {
  closeMembership,
  continueInTier,
  lockMembership,
  lockRunningMemberships,
  recordStep,
  setStatus
} from './course-queries.ts'
import { course, dayFaults, type Membership } from './rules.ts'

interface Body {
  basis: string
  declaration?: { id?: string; slug?: string } | null
}

export interface StepBody extends Body {
  effective_on: string
}

export interface EndBody extends Body {
  ended: Partial<UncertainDay>
}

export interface TierChangeBody extends StepBody {
  tier: Term<typeof membershipTier>
  statements?: Term<typeof applicantStatement>[]
  override?: { reason: string }
}

const exactly = (on: string): UncertainDay => ({ ...UNKNOWN_DAY, on })
const known = (day: Partial<UncertainDay>): UncertainDay => ({ ...UNKNOWN_DAY, ...day })

export const suspend = (tx: Tx, id: string, body: StepBody): Promise<string> => pause(tx, id, body, 'suspension')
export const resume = (tx: Tx, id: string, body: StepBody): Promise<string> => pause(tx, id, body, 'resumption')

async function pause(tx: Tx, id: string, body: StepBody, step: 'suspension' | 'resumption'): Promise<string> {
  const membership = await lockMembership(tx, id)
  requireState(course, membership.status, step)
  const effective = exactly(body.effective_on)
  const faults = dayFaults(membership, effective, {
    pointer: '/effective_on',
    today: await findToday(tx),
    closes: false
  })
  if (faults.length > 0) throw ruleBroken(...faults)
  await setStatus(tx, id, step === 'suspension' ? 'suspended' : 'active')
  await recordStep(tx, id, {
    kind: step === 'suspension' ? 'suspended' : 'resumed',
    effective,
    basis: body.basis,
    declaration_id: await declarationOf(tx, body)
  })
  return id
}

/** Ends a membership; its first day without it is given as far as it is known. */
export async function end(tx: Tx, id: string, body: EndBody): Promise<string> {
  const membership = await lockMembership(tx, id)
  requireState(course, membership.status, 'end')
  const effective = known(body.ended)
  const faults = dayFaults(membership, effective, { pointer: '/ended', today: await findToday(tx), closes: true })
  if (faults.length > 0) throw ruleBroken(...faults)
  await closeMembership(tx, id, effective)
  await recordStep(tx, id, {
    kind: 'ended',
    effective,
    basis: body.basis,
    declaration_id: await declarationOf(tx, body)
  })
  return id
}

/** Ends a membership and begins one of another tier on the same day, so that counts as of any day stay right. Returns the id of the new one. */
export async function changeTier(tx: Tx, id: string, body: TierChangeBody): Promise<string> {
  const { tier, effective_on, basis, statements = [], override } = body
  const membership = await lockMembership(tx, id)
  requireState(course, membership.status, 'tier-change')
  const faults = dayFaults(membership, exactly(effective_on), {
    pointer: '/effective_on',
    today: await findToday(tx),
    closes: true
  })
  if (tier === membership.tier) {
    faults.push({
      pointer: '/tier',
      code: 'same_tier',
      detail: { pl: 'Członek należy już do tej kategorii.', en: 'The member is in that tier already.' }
    })
  }
  if (faults.length > 0) throw ruleBroken(...faults)
  const ids = { organisation: [], person: [], [membership.member_type]: [membership.member_id] }
  const assessment = (await assess(tx, ids, statements)).get(membership.member_id) as Assessment
  const against = override ? undefined : eligibilityFault(assessment, tier)
  if (against) throw ruleBroken(against)
  const declaration_id = await declarationOf(tx, body)
  const continued = await continueInTier(tx, id, tier, effective_on, basis)
  const override_reason = override?.reason ?? null
  await recordStep(tx, id, {
    kind: 'tier_changed',
    effective: exactly(effective_on),
    tier,
    basis,
    declaration_id,
    override_reason,
    eligibility: assessment.check
  })
  return continued
}

/** Ends the memberships of those who declared their withdrawal; throws 422 naming whoever has none. */
export async function endMemberships(
  tx: Tx,
  declaration: { id: string; title: string },
  members: { id: string; name: string }[],
  effective: UncertainDay,
  basis: string | null
): Promise<void> {
  const ids = members.map(({ id }) => id)
  const without = (running: Membership[]) =>
    members.filter(({ id }) => !running.some(({ member_id }) => member_id === id))
  let running = await lockRunningMemberships(tx, ids)
  // Whoever was changing a tier while we waited has put another membership in the place of the one that we waited for.
  if (without(running).length > 0) running = await lockRunningMemberships(tx, ids)
  const strangers = without(running)
  const today = await findToday(tx)
  const faults = [
    ...strangers.map(({ name }) => ({
      pointer: '',
      code: 'not_a_member',
      detail: { pl: `${name}: nie ma członkostwa, które mogłoby ustać.`, en: `${name}: there is no membership to end.` }
    })),
    ...running.flatMap((membership) => dayFaults(membership, effective, { pointer: '/ended', today, closes: true }))
  ]
  if (faults.length > 0) throw ruleBroken(...faults)
  for (const { id } of running) {
    await closeMembership(tx, id, effective)
    await recordStep(tx, id, {
      kind: 'ended',
      effective,
      basis: basis ?? declaration.title,
      declaration_id: declaration.id
    })
  }
}

/** Id of the declaration that a body names; throws 422 when there is none of that name. */
async function declarationOf(tx: Tx, { declaration }: Body): Promise<string | null> {
  if (!declaration) return null
  const reference = refersTo(declarations)
  const { names, faults } = await Names.read(tx, { properties: { declaration: reference } }, [
    { body: { declaration } }
  ])
  if (faults.length > 0) throw ruleBroken(...faults)
  return names.keyOf(reference, declaration)
}
