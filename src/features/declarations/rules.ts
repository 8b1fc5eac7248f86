// Rules for decisions on declarations and their effects on the applicants. Pure.
import { ApiError, type Fault } from '../../http/errors.ts'
import type { Term } from '../../records/vocabulary.ts'
import type { LifeCycle } from '../../records/write/life-cycle.ts'
import { UNKNOWN_DAY, type UncertainDay } from '../eligibility/rules.ts'
import type { membershipTier } from '../membership-tiers/vocabularies.ts'
import type { memberType } from '../memberships/vocabularies.ts'
import {
  type applicantStatement,
  type decisionOutcome,
  declarationKind,
  declarationStatus,
  signatoryRole
} from './vocabularies.ts'

type Status = Term<typeof declarationStatus>
export type Step = 'submission' | 'acceptance' | 'rejection' | 'withdrawal'

export const declarationLifeCycle: LifeCycle<Status, Step> = {
  subject: { pl: 'Deklaracja', en: 'The declaration' },
  states: declarationStatus.terms,
  steps: {
    submission: { name: { pl: 'złożenie', en: 'submission' }, from: ['draft'] },
    acceptance: { name: { pl: 'przyjęcie', en: 'acceptance' }, from: ['submitted'] },
    rejection: { name: { pl: 'odrzucenie', en: 'rejection' }, from: ['submitted'] },
    withdrawal: { name: { pl: 'wycofanie', en: 'withdrawal' }, from: ['submitted'] }
  }
}

export interface Declaration {
  id: string
  kind: Term<typeof declarationKind>
  status: Status
  title: string
  tier: Term<typeof membershipTier> | null
  statements: Term<typeof applicantStatement>[]
  signed: UncertainDay
}

export interface Signatory {
  role: Term<typeof signatoryRole>
  organisation_id: string | null
  person_id: string | null
}

/** Request body of an acceptance. */
export interface Acceptance {
  decided_on: string
  tier?: Term<typeof membershipTier> | undefined
  joined?: Partial<UncertainDay> | undefined
  ended?: Partial<UncertainDay> | undefined
  basis?: string | undefined
  override?: { reason: string } | undefined
}

/** Request body of a rejection. */
export interface Rejection {
  decided_on: string
  reason: string
  basis?: string | undefined
}

/** A decision as stored. */
export interface Decision {
  outcome: Term<typeof decisionOutcome>
  decided_on: string
  tier: Term<typeof membershipTier> | null
  effective: UncertainDay
  basis: string | null
  reason: string | null
  override_reason: string | null
}

/** The subject of a decision: an organisation, or a person who signed in person. */
export interface Applicant {
  member_type: Term<typeof memberType>
  id: string
  /** Null if neither the decision nor the list of the signature defines a tier, and for a withdrawal. */
  tier: Term<typeof membershipTier> | null
  founder: boolean
  founding_signatory: boolean
  /** Person who signed for the organisation. */
  representative_id: string | null
}

const tierOfRole: Record<Signatory['role'], Term<typeof membershipTier> | null> = {
  founding_ordinary: 'ordinary',
  founding_supporting: 'supporting',
  applicant: null
}

/**
 * Returns the applicants of a declaration without duplicates, in the order of the signatures. Their tier is `tier`,
 * or otherwise that of the list in which they signed.
 */
export function applicantsOf(
  kind: Declaration['kind'],
  signatories: Signatory[],
  tier: Applicant['tier']
): Applicant[] {
  const applicants = signatories.map(({ role, organisation_id, person_id }): Applicant => {
    const founding = kind === 'founding'
    return {
      member_type: organisation_id ? 'organisation' : 'person',
      id: (organisation_id ?? person_id) as string,
      tier: kind === 'withdrawal' ? null : (tier ?? tierOfRole[role]),
      founder: founding && role === 'founding_ordinary',
      founding_signatory: founding,
      representative_id: organisation_id && person_id
    }
  })
  return [...Map.groupBy(applicants, ({ id }) => id).values()].map((duplicates) => duplicates[0] as Applicant)
}

/**
 * Returns the errors that prevent the submission of a draft: it has no signature, or a signature in a list that this
 * kind of declaration does not have.
 */
export function submissionFaults({ kind }: Declaration, signatories: Signatory[]): Fault[] {
  if (signatories.length === 0) {
    return [
      {
        pointer: '',
        code: 'not_signed',
        detail: { pl: 'Deklaracja nie ma jeszcze żadnego podpisu.', en: 'Nobody has signed the declaration yet.' }
      }
    ]
  }
  const isAllowed = (role: Signatory['role']) => (role === 'applicant') === (kind !== 'founding')
  const index = signatories.findIndex(({ role }) => !isAllowed(role))
  if (index === -1) return []
  const role = signatoryRole.terms[(signatories[index] as Signatory).role]
  const { pl, en } = declarationKind.terms[kind]
  return [
    {
      pointer: '',
      code: 'signatory_role_of_kind',
      detail: {
        pl: `Podpis nr ${index + 1}: ${pl} nie przewiduje roli «${role.pl}».`,
        en: `Signature ${index + 1}: a ${en} has no role «${role.en}».`
      }
    }
  ]
}

/** Returns the decision of an acceptance. Omitted properties get their defaults. */
export function acceptanceOf(declaration: Declaration, body: Acceptance): Decision {
  const isWithdrawal = declaration.kind === 'withdrawal'
  const effective = isWithdrawal ? body.ended : body.joined
  return {
    outcome: 'accepted',
    decided_on: body.decided_on,
    tier: isWithdrawal ? null : (body.tier ?? declaration.tier),
    effective: { ...UNKNOWN_DAY, ...(effective ?? { on: body.decided_on }) },
    basis: body.basis ?? null,
    reason: null,
    override_reason: body.override?.reason ?? null
  }
}

/** Returns the decision of a rejection. */
export function rejectionOf(declaration: Declaration, { decided_on, reason, basis }: Rejection): Decision {
  return {
    outcome: 'rejected',
    decided_on,
    tier: declaration.tier,
    effective: UNKNOWN_DAY,
    basis: basis ?? null,
    reason,
    override_reason: null
  }
}

/** Returns whether two decisions are equal, so that a repeated request is recognised. */
export const isSameDecision = (a: Decision, b: Decision): boolean => serialise(a) === serialise(b)
const serialise = ({
  outcome,
  decided_on,
  tier,
  effective: { on, not_before, not_after },
  basis,
  reason,
  override_reason
}: Decision) => JSON.stringify([outcome, decided_on, tier, on, not_before, not_after, basis, reason, override_reason])

/** Returns the validation errors of a decision, except for eligibility. `today` is a day as YYYY-MM-DD. */
export function decisionFaults(
  declaration: Declaration,
  decision: Decision,
  body: Acceptance | Rejection,
  applicants: Applicant[],
  today: string
): Fault[] {
  const faults: Fault[] = []
  const add = (pointer: string, code: string, pl: string, en: string) =>
    faults.push({ pointer, code, detail: { pl, en } })
  const signedFrom = declaration.signed.on ?? declaration.signed.not_before
  if (decision.decided_on > today)
    add(
      '/decided_on',
      'in_the_future',
      'Dzień decyzji jeszcze nie nadszedł.',
      'The day of the decision is in the future.'
    )
  if (signedFrom && decision.decided_on < signedFrom) {
    add(
      '/decided_on',
      'before_signing',
      `Decyzja nie może poprzedzać podpisania deklaracji (${signedFrom}).`,
      `The decision cannot be earlier than the signing of the declaration (${signedFrom}).`
    )
  }
  if (decision.outcome === 'rejected') return faults
  const acceptance = body as Acceptance
  const isWithdrawal = declaration.kind === 'withdrawal'
  const excluded = isWithdrawal ? (['tier', 'joined', 'override'] as const) : (['ended'] as const)
  for (const name of excluded) {
    if (acceptance[name] === undefined) continue
    const kind = declarationKind.terms[declaration.kind]
    add(
      `/${name}`,
      'not_for_this_kind',
      `Pola «${name}» nie można podać, gdy dokumentem jest ${kind.pl}.`,
      `The property «${name}» does not apply to a ${kind.en}.`
    )
  }
  const effective = decision.effective.on ?? decision.effective.not_before
  if (effective && effective > today) {
    add(
      isWithdrawal ? '/ended' : '/joined',
      'in_the_future',
      'Dzień, od którego obowiązuje decyzja, jeszcze nie nadszedł.',
      'The day from which the decision holds is in the future.'
    )
  }
  if (!isWithdrawal && applicants.some(({ tier }) => tier === null)) {
    add(
      '/tier',
      'tier_missing',
      'Deklaracja nie wskazuje kategorii członkostwa. Należy podać ją w decyzji.',
      'The declaration names no tier. State it in the decision.'
    )
  }
  return faults
}

/** Throws 409 unless the declaration is a draft, because a submitted declaration cannot be changed or deleted. */
export function requireDraft(status: Status): void {
  if (status === 'draft') return
  const { pl, en } = declarationStatus.terms[status]
  const detail = {
    pl: `Deklaracja ma stan: ${pl}. Zmieniać i usuwać można tylko projekt.`,
    en: `The declaration has the status: ${en}. Only a draft can be changed or deleted.`
  }
  throw new ApiError('wrong_state', detail, { faults: [{ pointer: '', code: status, detail }] })
}
