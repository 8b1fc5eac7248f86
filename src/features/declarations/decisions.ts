// Carries decisions on declarations out: each a part of the caller's transaction, with the row of the declaration locked.
import type { Tx } from '../../db/connect.ts'
import { ApiError } from '../../http/errors.ts'
import type { Term } from '../../records/vocabulary.ts'
import { requireState } from '../../records/write/life-cycle.ts'
import { ruleBroken } from '../../records/write/transaction.ts'
import { type Assessment, assess, eligibilityFault } from '../eligibility/assessment.ts'
import { findToday } from '../eligibility/queries.ts'
import type { membershipTier } from '../membership-tiers/vocabularies.ts'
import { admitMembers } from '../memberships/admission.ts'
import { lockMembers } from '../memberships/admission-queries.ts'
import { endMemberships } from '../memberships/operations.ts'
import { findDecision, getDeclaration, listSignatories, saveDecision, setStatus } from './decision-queries.ts'
import {
  type Acceptance,
  type Applicant,
  acceptanceOf,
  applicantsOf,
  type Decision,
  type Declaration,
  decisionFaults,
  proceedings,
  type Rejection,
  rejectionOf,
  sameDecision,
  submissionFaults
} from './rules.ts'

/** Submits a draft. */
export async function submit(tx: Tx, id: string): Promise<string> {
  const declaration = await getDeclaration(tx, id)
  requireState(proceedings, declaration.status, 'submission')
  const faults = submissionFaults(declaration, await listSignatories(tx, id))
  if (faults.length > 0) throw ruleBroken(...faults)
  await setStatus(tx, id, 'submitted')
  return id
}

/** Takes a submitted declaration back, on the wish of those who signed it. */
export async function withdraw(tx: Tx, id: string): Promise<string> {
  const { status } = await getDeclaration(tx, id)
  requireState(proceedings, status, 'withdrawal')
  await setStatus(tx, id, 'withdrawn')
  return id
}

/** Accepts a submitted declaration: makes the memberships that it asks for, or ends those that it gives up. The same acceptance again changes nothing. */
export async function accept(tx: Tx, id: string, body: Acceptance): Promise<string> {
  const declaration = await getDeclaration(tx, id)
  const decision = acceptanceOf(declaration, body)
  if (await isRepeated(tx, declaration, decision)) return id
  requireState(proceedings, declaration.status, 'acceptance')
  const { applicants, assessments } = await examine(tx, declaration, decision, body)
  if (declaration.kind !== 'withdrawal' && decision.override_reason === null) {
    // examine() refuses an acceptance that leaves a tier open.
    const faults = applicants.flatMap(
      ({ id, tier }) => eligibilityFault(assessments.get(id) as Assessment, tier as Term<typeof membershipTier>) ?? []
    )
    if (faults.length > 0) throw ruleBroken(...faults)
  }
  await setStatus(tx, id, 'accepted')
  const known = [...assessments.values()].map(({ applicant }) => applicant)
  if (declaration.kind === 'withdrawal')
    await endMemberships(tx, { id, title: declaration.title }, known, decision.effective, decision.basis)
  else await admitMembers(tx, id, applicants, known, decision)
  await saveDecision(tx, id, decision, applicants, assessments)
  return id
}

/** Rejects a submitted declaration. The same rejection again changes nothing. */
export async function reject(tx: Tx, id: string, body: Rejection): Promise<string> {
  const declaration = await getDeclaration(tx, id)
  const decision = rejectionOf(declaration, body)
  if (await isRepeated(tx, declaration, decision)) return id
  requireState(proceedings, declaration.status, 'rejection')
  const { applicants, assessments } = await examine(tx, declaration, decision, body)
  await saveDecision(tx, id, decision, applicants, assessments)
  await setStatus(tx, id, 'rejected')
  return id
}

/** Whether the very same was decided before; throws 409 when something else was. */
async function isRepeated(tx: Tx, { id, status }: Declaration, decision: Decision): Promise<boolean> {
  if (status !== decision.outcome) return false
  const taken = await findDecision(tx, id)
  if (taken && sameDecision(taken, decision)) return true
  throw new ApiError('wrong_state', {
    pl: 'W sprawie tej deklaracji zapadła już inna decyzja.',
    en: 'Another decision has already been taken on this declaration.'
  })
}

/** On whom is decided, and what the rules of eligibility say of them now; throws 422 for what is wrong with the decision itself. */
async function examine(
  tx: Tx,
  declaration: Declaration,
  decision: Decision,
  body: Acceptance | Rejection
): Promise<{ applicants: Applicant[]; assessments: Map<string, Assessment> }> {
  const applicants = applicantsOf(declaration.kind, await listSignatories(tx, declaration.id), decision.tier)
  const faults = decisionFaults(declaration, decision, body, applicants, await findToday(tx))
  if (faults.length > 0) throw ruleBroken(...faults)
  // What the check finds holds until the decision does, and nobody else admits the same members meanwhile.
  await lockMembers(
    tx,
    applicants.map(({ id }) => id)
  )
  const idsOf = (type: Applicant['member_type']) =>
    applicants.filter(({ member_type }) => member_type === type).map(({ id }) => id)
  return {
    applicants,
    assessments: await assess(
      tx,
      { organisation: idsOf('organisation'), person: idsOf('person') },
      declaration.statements
    )
  }
}
