// Operations on declarations. Each runs inside the caller's transaction. The caller has locked the row of the
// declaration.
import type { Tx } from '../../db/connect.ts'
import { ApiError } from '../../http/errors.ts'
import { requireState } from '../../records/write/life-cycle.ts'
import { findReference } from '../../records/write/names.ts'
import { ruleBroken } from '../../records/write/transaction.ts'
import { findToday } from '../eligibility/queries.ts'
import { admitMembers } from '../memberships/admission.ts'
import { endMemberships } from '../memberships/course/operations.ts'
import { assessApplicants, checkAcceptance, checkSubmission } from './checks.ts'
import {
  findDecision,
  type Gap,
  getDeclaration,
  listSignatories,
  saveDecision,
  saveReturn,
  setStatus
} from './decision-queries.ts'
import {
  acceptanceOf,
  completeByFaults,
  decidedOnFaults,
  duplicateFaults,
  isSameDecision,
  rejectionOf
} from './decision-rules.ts'
import { declarationLifeCycle } from './life-cycle.ts'
import { declarations } from './queries.ts'
import { type Acceptance, applicantsOf, type Decision, type Declaration, type Rejection } from './rules.ts'

/** Request body of a return for completion. */
interface Return {
  missing: Gap[]
  complete_by?: string | undefined
}

/**
 * Submits a draft, or a declaration that was returned. Returns its id. Throws 422 with everything that keeps it from
 * being accepted. With `leaveToDecision`, the tier and the eligibility are not checked.
 */
export async function submitDeclaration(tx: Tx, id: string, leaveToDecision: boolean): Promise<string> {
  const declaration = await getDeclaration(tx, id)
  requireState(declarationLifeCycle, declaration.status, 'submission')
  const { faults, conflicts } = await checkSubmission(tx, declaration, leaveToDecision)
  const all = [...faults, ...conflicts]
  if (all.length > 0) throw ruleBroken(...all)
  await setStatus(tx, id, 'submitted')
  return id
}

/** Returns a submitted declaration to its author, who can then change it and submit it again. Returns its id. */
export async function returnDeclaration(tx: Tx, id: string, { missing, complete_by }: Return): Promise<string> {
  const { status } = await getDeclaration(tx, id)
  requireState(declarationLifeCycle, status, 'return')
  const faults = complete_by === undefined ? [] : completeByFaults(complete_by, await findToday(tx))
  if (faults.length > 0) throw ruleBroken(...faults)
  await saveReturn(tx, id, missing, complete_by ?? null)
  await setStatus(tx, id, 'returned')
  return id
}

/** Withdraws a submitted or returned declaration at the request of its signatories. Returns its id. */
export async function withdrawDeclaration(tx: Tx, id: string): Promise<string> {
  const { status } = await getDeclaration(tx, id)
  requireState(declarationLifeCycle, status, 'withdrawal')
  await setStatus(tx, id, 'withdrawn')
  return id
}

/**
 * Accepts a submitted declaration: creates the memberships, or ends them if it is a declaration of withdrawal.
 * Repeating the same acceptance changes nothing. Returns the id of the declaration. Throws 422 with all errors, and
 * 409 if the only errors are applicants who are already members.
 */
export async function acceptDeclaration(tx: Tx, id: string, body: Acceptance): Promise<string> {
  const declaration = await getDeclaration(tx, id)
  const decision = acceptanceOf(declaration, body)
  if (await isRepeated(tx, declaration, decision)) return id
  requireState(declarationLifeCycle, declaration.status, 'acceptance')
  const { applicants, assessments, running, faults, conflicts } = await checkAcceptance(tx, declaration, decision, body)
  if (faults.length > 0) throw ruleBroken(...faults, ...conflicts)
  if (conflicts[0]) throw new ApiError('already_exists', conflicts[0].detail, { faults: conflicts })
  await setStatus(tx, id, 'accepted')
  if (declaration.kind === 'withdrawal')
    await endMemberships(tx, { id, title: declaration.title }, running, decision.effective, decision.basis)
  else await admitMembers(tx, id, applicants, decision)
  await saveDecision(tx, id, decision, applicants, assessments)
  return id
}

/**
 * Rejects a submitted or returned declaration. With `duplicate_of` in the body, it discards a duplicate, also a draft.
 * Repeating the same rejection changes nothing. Returns its id.
 */
export async function rejectDeclaration(tx: Tx, id: string, body: Rejection): Promise<string> {
  const declaration = await getDeclaration(tx, id)
  const { duplicate_of } = body
  const duplicate = duplicate_of
    ? await findReference(tx, declarations, 'duplicate_of', duplicate_of)
    : { id: null, faults: [] }
  const decision = rejectionOf(declaration, body, duplicate.id)
  if (await isRepeated(tx, declaration, decision)) return id
  requireState(declarationLifeCycle, declaration.status, duplicate_of ? 'discarding' : 'rejection')
  const faults = [...decidedOnFaults(declaration, body.decided_on, await findToday(tx)), ...duplicate.faults]
  if (duplicate.id !== null) faults.push(...duplicateFaults(declaration, await getDeclaration(tx, duplicate.id)))
  if (faults.length > 0) throw ruleBroken(...faults)
  const applicants = applicantsOf(declaration.kind, await listSignatories(tx, id), decision.tier)
  const assessments = await assessApplicants(tx, declaration, applicants)
  await saveDecision(tx, id, decision, applicants, assessments)
  await setStatus(tx, id, 'rejected')
  return id
}

/** Returns whether the same decision was already taken. Throws 409 if a different one was taken. */
async function isRepeated(tx: Tx, { id, status }: Declaration, decision: Decision): Promise<boolean> {
  if (status !== decision.outcome) return false
  const previous = await findDecision(tx, id)
  if (previous && isSameDecision(previous, decision)) return true
  const detail = {
    pl:
      'W sprawie tej deklaracji zapadła już inna decyzja. Zwraca ją GET /v1/declarations/{declaration}/decision. ' +
      'Nowa decyzja wymaga nowej deklaracji (POST /v1/declarations).',
    en:
      'A different decision has already been taken on this declaration. GET /v1/declarations/{declaration}/decision ' +
      'returns it. Another decision needs another declaration (POST /v1/declarations).'
  }
  throw new ApiError('wrong_state', detail, { faults: [{ code: status, detail }] })
}
