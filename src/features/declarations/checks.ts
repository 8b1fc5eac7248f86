// The checks that an acceptance must pass. The submission runs the same ones, so that a declaration that cannot be
// accepted is not submitted.
import type { Tx } from '../../db/connect.ts'
import type { Fault, Rule } from '../../http/errors.ts'
import { FIRST_DAY } from '../../records/bounds.ts'
import { type Assessment, assess, eligibilityFault, overrideRemedy, type Remedy } from '../eligibility/assessment.ts'
import { findToday } from '../eligibility/queries.ts'
import type { UncertainDay } from '../eligibility/rules.ts'
import { findAdmittedTypes } from '../membership-tiers/queries.ts'
import { checkAdmission } from '../memberships/admission.ts'
import { lockMembers } from '../memberships/admission-queries.ts'
import { prepareEnds } from '../memberships/course/operations.ts'
import { membershipRules } from '../memberships/rule-texts.ts'
import type { Membership } from '../memberships/rules.ts'
import { listSignatories } from './decision-queries.ts'
import { acceptanceFaults, acceptanceOf } from './decision-rules.ts'
import {
  type Acceptance,
  type Applicant,
  applicantsOf,
  type Decision,
  type Declaration,
  earliestSigning,
  signatureFaults,
  submissionFaults
} from './rules.ts'

/** The result of the checks, with what the acceptance needs. Everything that it depends on is locked. */
export interface Checked {
  applicants: Applicant[]
  assessments: Map<string, Assessment>
  /** Memberships that a declaration of withdrawal ends. */
  running: Membership[]
  faults: Fault[]
  /** Applicants who are already members. */
  conflicts: Fault[]
}

/** Differences between the two callers. */
interface Mode {
  tier: Applicant['tier']
  /** First day of the memberships, or first day without them. */
  effective: UncertainDay
  /** Whether the tier and the eligibility are left to the decision. */
  isTierOpen: boolean
  isEligibilityOpen: boolean
  tierMissing: Fault
  remedy: Remedy
  pointers: { day: (signature: number) => string; signature: (index: number) => string }
}

const PATCH = 'PATCH /v1/declarations/{declaration}'

const signaturePointer = (index: number): string => `/signatories/${index}`

const tierMissing = (pl: string, en: string): Fault => ({
  pointer: '/tier',
  code: 'tier_missing',
  detail: { pl: `Deklaracja nie wskazuje kategorii członkostwa. ${pl}`, en: `The declaration names no tier. ${en}` }
})

/** Checks the acceptance of a declaration. Pointers of the errors refer to the body of the acceptance. */
export async function checkAcceptance(
  tx: Tx,
  declaration: Declaration,
  decision: Decision,
  body: Acceptance
): Promise<Checked> {
  const pointer = declaration.kind === 'withdrawal' ? '/ended' : '/joined'
  return check(tx, declaration, acceptanceFaults(declaration, decision, body, await findToday(tx)), {
    tier: decision.tier,
    effective: decision.effective,
    isTierOpen: false,
    isEligibilityOpen: decision.override_reason !== null,
    tierMissing: tierMissing('Należy podać ją w decyzji («tier»).', 'State it in the decision («tier»).'),
    remedy: overrideRemedy,
    pointers: { day: () => pointer, signature: () => '' }
  })
}

/**
 * Checks the submission of a declaration: whether it can be accepted, on some day from its signing on. Pointers of the
 * errors refer to the declaration. `leavesToDecision`: the tier and the eligibility are not checked, because the
 * decision can settle them.
 */
export async function checkSubmission(tx: Tx, declaration: Declaration, leavesToDecision: boolean): Promise<Checked> {
  const today = await findToday(tx)
  const { tier } = acceptanceOf(declaration, { decided_on: today })
  const open = {
    pl: 'można też złożyć deklarację z parametrem «leave_to_decision=true»',
    en: 'or submit the declaration with the parameter «leave_to_decision=true»'
  }
  return check(tx, declaration, submissionFaults(declaration, today), {
    tier,
    effective: { on: null, not_before: earliestSigning(declaration) ?? FIRST_DAY, not_after: null },
    isTierOpen: leavesToDecision,
    isEligibilityOpen: leavesToDecision,
    tierMissing: tierMissing(
      `Należy ją podać («tier», ${PATCH}); ${open.pl}, a wskaże ją decyzja.`,
      `State it («tier», ${PATCH}), ${open.en}: the decision then states it.`
    ),
    remedy: {
      pointer: '/tier',
      pl: `Należy poprawić kategorię («tier») albo uzupełnić oświadczenia («statements»): ${PATCH}; ${open.pl}.`,
      en: `Correct the tier («tier») or add the statements («statements»): ${PATCH}; ${open.en}.`
    },
    pointers: { day: signaturePointer, signature: signaturePointer }
  })
}

async function check(tx: Tx, declaration: Declaration, ownFaults: Fault[], mode: Mode): Promise<Checked> {
  const signatories = await listSignatories(tx, declaration.id)
  const applicants = applicantsOf(declaration.kind, signatories, mode.tier)
  const assessments = await assessApplicants(tx, declaration, applicants)
  const faults = [...signatureFaults(declaration, signatories), ...ownFaults]
  const candidates = applicants.flatMap(({ id, signature }) => {
    const known = assessments.get(id)
    return known ? [{ ...known.applicant, signature }] : []
  })
  if (declaration.kind === 'withdrawal') {
    const pointers = { day: mode.pointers.day(0), signature: mode.pointers.signature }
    const ends = await prepareEnds(tx, candidates, mode.effective, { today: await findToday(tx), pointers })
    return { applicants, assessments, running: ends.running, faults: [...faults, ...ends.faults], conflicts: [] }
  }
  const admission = await checkAdmission(tx, candidates, mode.effective, mode.pointers)
  faults.push(...(await tierFaults(tx, applicants, assessments, mode)), ...admission.faults)
  return { applicants, assessments, running: [], faults, conflicts: admission.conflicts }
}

/**
 * Locks the applicants and returns their present eligibility. The lock keeps the result valid until the commit. It
 * also prevents a concurrent admission of the same members.
 */
export async function assessApplicants(
  tx: Tx,
  { statements }: Declaration,
  applicants: Applicant[]
): Promise<Map<string, Assessment>> {
  await lockMembers(
    tx,
    applicants.map(({ id }) => id)
  )
  const idsOf = (type: Applicant['member_type']) =>
    applicants.filter(({ member_type }) => member_type === type).map(({ id }) => id)
  return assess(tx, { organisation: idsOf('organisation'), person: idsOf('person') }, statements)
}

/** Returns the errors of the tiers: one is missing, not open to this type of member, or not to this applicant. */
async function tierFaults(
  tx: Tx,
  applicants: Applicant[],
  assessments: Map<string, Assessment>,
  { isTierOpen, isEligibilityOpen, tierMissing, remedy }: Mode
): Promise<Fault[]> {
  const admitted = await findAdmittedTypes(tx)
  const faults = applicants.flatMap(({ id, tier, member_type }): Fault[] => {
    if (tier === null) return isTierOpen ? [] : [tierMissing]
    if (!admitted.some((each) => each.tier === tier && each.member_type === member_type)) return [wrongMemberType]
    if (isEligibilityOpen) return []
    const fault = eligibilityFault(assessments.get(id) as Assessment, tier, remedy)
    return fault ? [fault] : []
  })
  // One fault about a missing tier is enough.
  return faults.filter((fault, index) => fault !== tierMissing || faults.indexOf(fault) === index)
}

const { pointer, pl, en } = membershipRules.membership_tier_admits_member_type as Rule
/** The same error as that of the database. No override lifts it. */
const wrongMemberType: Fault = { pointer, code: 'membership_tier_admits_member_type', detail: { pl, en } }
