// Operations on a membership after its beginning. Each runs inside the caller's transaction and locks the row of the
// membership.
import type { Tx } from '../../../db/connect.ts'
import type { Fault } from '../../../http/errors.ts'
import type { Term } from '../../../records/vocabulary.ts'
import { requireState } from '../../../records/write/life-cycle.ts'
import { findReference } from '../../../records/write/names.ts'
import { ruleBroken } from '../../../records/write/transaction.ts'
import { declarations } from '../../declarations/queries.ts'
import type { applicantStatement } from '../../declarations/vocabularies.ts'
import { type Assessment, assess, eligibilityFault } from '../../eligibility/assessment.ts'
import { findToday } from '../../eligibility/queries.ts'
import { UNKNOWN_DAY, type UncertainDay } from '../../eligibility/rules.ts'
import type { membershipTier } from '../../membership-tiers/vocabularies.ts'
import { lockMembers } from '../admission-queries.ts'
import { dayFaults, type Membership, membershipLifeCycle, replaced, stateOf } from '../rules.ts'
import {
  closeMembership,
  continueInTier,
  findSuccessor,
  lockMembership,
  lockRunningMemberships,
  recordStep,
  reopenMembership,
  setStatus
} from './queries.ts'

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
const withNulls = (day: Partial<UncertainDay>): UncertainDay => ({ ...UNKNOWN_DAY, ...day })

/** Suspends an active membership. Returns its id. */
export const suspendMembership = (tx: Tx, id: string, body: StepBody): Promise<string> =>
  changeStatus(tx, id, body, 'suspension')

/** Resumes a suspended membership. Returns its id. */
export const resumeMembership = (tx: Tx, id: string, body: StepBody): Promise<string> =>
  changeStatus(tx, id, body, 'resumption')

async function changeStatus(tx: Tx, id: string, body: StepBody, step: 'suspension' | 'resumption'): Promise<string> {
  const membership = await lockMembership(tx, id)
  requireState(membershipLifeCycle, stateOf(membership), step)
  const effective = exactly(body.effective_on)
  const faults = dayFaults(membership, effective, {
    pointer: '/effective_on',
    today: await findToday(tx)
  })
  if (faults.length > 0) throw ruleBroken(...faults)
  await setStatus(tx, id, step === 'suspension' ? 'suspended' : 'active')
  await recordStep(tx, id, {
    kind: step === 'suspension' ? 'suspended' : 'resumed',
    effective,
    basis: body.basis,
    declaration_id: await findDeclarationId(tx, body)
  })
  return id
}

/** Ends a membership. `ended` in the body is the first day without it, as far as it is known. Returns its id. */
export async function endMembership(tx: Tx, id: string, body: EndBody): Promise<string> {
  const membership = await lockMembership(tx, id)
  requireState(membershipLifeCycle, stateOf(membership), 'end')
  const effective = withNulls(body.ended)
  const options = { pointer: '/ended', today: await findToday(tx), closes: true, ahead: true } as const
  const faults = dayFaults(membership, effective, options)
  if (faults.length > 0) throw ruleBroken(...faults)
  await closeMembership(tx, id, effective, body.basis)
  await recordStep(tx, id, {
    kind: 'ended',
    effective,
    basis: body.basis,
    declaration_id: await findDeclarationId(tx, body)
  })
  return id
}

/**
 * Annuls the end of a membership that was recorded by mistake, or takes back one in the future: the membership then
 * runs as if it had never ended. Returns its id. Throws 409 if another membership has taken its place.
 */
export async function annulEnd(tx: Tx, id: string, body: StepBody): Promise<string> {
  const membership = await lockMembership(tx, id)
  requireState(membershipLifeCycle, stateOf(membership), 'end-annulment')
  const effective = exactly(body.effective_on)
  const options = { pointer: '/effective_on', today: await findToday(tx), annuls: true } as const
  const faults = dayFaults(membership, effective, options)
  if (faults.length > 0) throw ruleBroken(...faults)
  await lockMembers(tx, [membership.member_id])
  const successor = await findSuccessor(tx, membership)
  if (successor) throw replaced(successor)
  await reopenMembership(tx, id)
  const declaration_id = await findDeclarationId(tx, body)
  await recordStep(tx, id, { kind: 'end_annulled', effective, basis: body.basis, declaration_id })
  return id
}

/**
 * Ends a membership and begins one of another tier on the same day. A separate membership keeps the counts of earlier
 * days correct. Returns the id of the new one.
 */
export async function changeTier(tx: Tx, id: string, body: TierChangeBody): Promise<string> {
  const { tier, effective_on, basis, statements = [], override } = body
  const membership = await lockMembership(tx, id)
  requireState(membershipLifeCycle, stateOf(membership), 'tier-change')
  const faults = dayFaults(membership, exactly(effective_on), {
    pointer: '/effective_on',
    today: await findToday(tx),
    closes: true
  })
  if (tier === membership.tier) {
    faults.push({
      pointer: '/tier',
      code: 'same_tier',
      detail: {
        pl: 'Członek należy już do tej kategorii. Należy podać inną kategorię.',
        en: 'The member already belongs to this tier. State another one.'
      }
    })
  }
  if (faults.length > 0) throw ruleBroken(...faults)
  const ids = { organisation: [], person: [], [membership.member_type]: [membership.member_id] }
  const assessment = (await assess(tx, ids, statements)).get(membership.member_id) as Assessment
  const ineligibility = override ? undefined : eligibilityFault(assessment, tier)
  if (ineligibility) throw ruleBroken(ineligibility)
  const declaration_id = await findDeclarationId(tx, body)
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

/**
 * Locks the memberships that a declaration of withdrawal ends, and returns them with the errors: members without one,
 * with an end that is already recorded, or for which the day is wrong. `pointer` is the place of an error about the
 * signature with this index; `effective` is the first day without the memberships.
 */
export async function prepareEnds(
  tx: Tx,
  members: { id: string; name: string; signature: number }[],
  effective: UncertainDay,
  { today, pointers }: { today: string; pointers: { day: string; signature: (index: number) => string } }
): Promise<{ running: Membership[]; faults: Fault[] }> {
  const ids = members.map(({ id }) => id)
  const membersWithout = (running: Membership[]) =>
    members.filter(({ id }) => !running.some(({ member_id }) => member_id === id))
  let running = await lockRunningMemberships(tx, ids)
  // A change of tier that committed while this transaction waited has replaced the membership that it waited for.
  if (membersWithout(running).length > 0) running = await lockRunningMemberships(tx, ids)
  const faults = membersWithout(running).map(
    ({ name, signature }): Fault => ({
      pointer: pointers.signature(signature),
      code: 'not_a_member',
      detail: {
        pl:
          `${name}: nie ma członkostwa, które można zakończyć. Należy poprawić podpis (PATCH ` +
          '/v1/declarations/{declaration}; po złożeniu najpierw /return) albo odrzucić deklarację (/rejection).',
        en:
          `${name}: there is no membership to end. Correct the signature (PATCH /v1/declarations/{declaration}; ` +
          'after the submission /return first), or reject the declaration (/rejection).'
      }
    })
  )
  for (const membership of running) {
    if (membership.ends_from === null) {
      faults.push(...dayFaults(membership, effective, { pointer: pointers.day, today, closes: true, ahead: true }))
      continue
    }
    const { signature = 0 } = members.find(({ id }) => id === membership.member_id) ?? {}
    const annulment = `POST /v1/memberships/${membership.id}/end-annulment`
    faults.push({
      pointer: pointers.signature(signature),
      code: 'end_recorded',
      detail: {
        pl:
          `${membership.member}: koniec członkostwa jest już zapisany (${membership.ends_from}). Należy go najpierw ` +
          `uchylić (${annulment}) albo odrzucić deklarację (/rejection).`,
        en:
          `${membership.member}: the end of the membership is already recorded (${membership.ends_from}). Annul it ` +
          `first (${annulment}), or reject the declaration (/rejection).`
      }
    })
  }
  return { running, faults }
}

/** Ends the memberships, which prepareEnds() has locked, because of a declaration of withdrawal. */
export async function endMemberships(
  tx: Tx,
  declaration: { id: string; title: string },
  running: Membership[],
  effective: UncertainDay,
  basis: string | null
): Promise<void> {
  const reason = basis ?? declaration.title
  for (const { id } of running) {
    await closeMembership(tx, id, effective, reason)
    await recordStep(tx, id, { kind: 'ended', effective, basis: reason, declaration_id: declaration.id })
  }
}

/** Returns the id of the declaration in a body. Throws 422 if the registry has no such declaration. */
async function findDeclarationId(tx: Tx, { declaration }: Body): Promise<string | null> {
  if (!declaration) return null
  const { id, faults } = await findReference(tx, declarations, 'declaration', declaration)
  if (id === null) throw ruleBroken(...faults)
  return id
}
