// Operations on declarations. Each runs inside the caller's transaction. The caller has locked the row of the
// declaration.
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
import { endMemberships } from '../memberships/course/operations.ts'
import { findDecision, getDeclaration, listSignatories, saveDecision, setStatus } from './decision-queries.ts'
import {
  type Acceptance,
  type Applicant,
  acceptanceOf,
  applicantsOf,
  type Decision,
  type Declaration,
  decisionFaults,
  declarationLifeCycle,
  isSameDecision,
  type Rejection,
  rejectionOf,
  submissionFaults
} from './rules.ts'

/** Submits a draft. Returns its id. */
export async function submitDeclaration(tx: Tx, id: string): Promise<string> {
  const declaration = await getDeclaration(tx, id)
  requireState(declarationLifeCycle, declaration.status, 'submission')
  const faults = submissionFaults(declaration, await listSignatories(tx, id))
  if (faults.length > 0) throw ruleBroken(...faults)
  await setStatus(tx, id, 'submitted')
  return id
}

/** Withdraws a submitted declaration at the request of its signatories. Returns its id. */
export async function withdrawDeclaration(tx: Tx, id: string): Promise<string> {
  const { status } = await getDeclaration(tx, id)
  requireState(declarationLifeCycle, status, 'withdrawal')
  await setStatus(tx, id, 'withdrawn')
  return id
}

/**
 * Accepts a submitted declaration: creates the memberships, or ends them if it is a declaration of withdrawal.
 * Repeating the same acceptance changes nothing. Returns the id of the declaration.
 */
export async function acceptDeclaration(tx: Tx, id: string, body: Acceptance): Promise<string> {
  const declaration = await getDeclaration(tx, id)
  const decision = acceptanceOf(declaration, body)
  if (await isRepeated(tx, declaration, decision)) return id
  requireState(declarationLifeCycle, declaration.status, 'acceptance')
  const { applicants, assessments } = await prepareDecision(tx, declaration, decision, body)
  if (declaration.kind !== 'withdrawal' && decision.override_reason === null) {
    // prepareDecision() has refused an acceptance without a tier.
    const faults = applicants.flatMap(
      ({ id, tier }) => eligibilityFault(assessments.get(id) as Assessment, tier as Term<typeof membershipTier>) ?? []
    )
    if (faults.length > 0) throw ruleBroken(...faults)
  }
  await setStatus(tx, id, 'accepted')
  const members = [...assessments.values()].map(({ applicant }) => applicant)
  if (declaration.kind === 'withdrawal')
    await endMemberships(tx, { id, title: declaration.title }, members, decision.effective, decision.basis)
  else await admitMembers(tx, id, applicants, members, decision)
  await saveDecision(tx, id, decision, applicants, assessments)
  return id
}

/** Rejects a submitted declaration. Repeating the same rejection changes nothing. Returns its id. */
export async function rejectDeclaration(tx: Tx, id: string, body: Rejection): Promise<string> {
  const declaration = await getDeclaration(tx, id)
  const decision = rejectionOf(declaration, body)
  if (await isRepeated(tx, declaration, decision)) return id
  requireState(declarationLifeCycle, declaration.status, 'rejection')
  const { applicants, assessments } = await prepareDecision(tx, declaration, decision, body)
  await saveDecision(tx, id, decision, applicants, assessments)
  await setStatus(tx, id, 'rejected')
  return id
}

/** Returns whether the same decision was already taken. Throws 409 if a different one was taken. */
async function isRepeated(tx: Tx, { id, status }: Declaration, decision: Decision): Promise<boolean> {
  if (status !== decision.outcome) return false
  const previous = await findDecision(tx, id)
  if (previous && isSameDecision(previous, decision)) return true
  throw new ApiError('wrong_state', {
    pl: 'W sprawie tej deklaracji zapadła już inna decyzja.',
    en: 'A different decision has already been taken on this declaration.'
  })
}

/**
 * Validates a decision and locks its applicants. Returns the applicants and their present eligibility. Throws 422 if
 * the decision itself is invalid.
 */
async function prepareDecision(
  tx: Tx,
  declaration: Declaration,
  decision: Decision,
  body: Acceptance | Rejection
): Promise<{ applicants: Applicant[]; assessments: Map<string, Assessment> }> {
  const applicants = applicantsOf(declaration.kind, await listSignatories(tx, declaration.id), decision.tier)
  const faults = decisionFaults(declaration, decision, body, applicants, await findToday(tx))
  if (faults.length > 0) throw ruleBroken(...faults)
  // The lock keeps the result of the check valid until the commit. It also prevents a concurrent admission of the
  // same members.
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
