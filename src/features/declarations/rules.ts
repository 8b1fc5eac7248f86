// Declarations with their signatories and applicants, and the rules of a submission. Pure.
import { type Fault, faultAt } from '../../http/errors.ts'
import type { Term } from '../../records/vocabulary.ts'
import type { UncertainDay } from '../eligibility/rules.ts'
import type { membershipTier } from '../membership-tiers/vocabularies.ts'
import type { memberType } from '../memberships/vocabularies.ts'
import { ADDRESS } from './life-cycle.ts'
import {
  type applicantStatement,
  type decisionOutcome,
  declarationKind,
  type declarationStatus,
  signatoryRole
} from './vocabularies.ts'

type Status = Term<typeof declarationStatus>

export interface Declaration {
  id: string
  kind: Term<typeof declarationKind>
  status: Status
  title: string
  tier: Term<typeof membershipTier> | null
  statements: Term<typeof applicantStatement>[]
  signed: UncertainDay
}

/** Returns the earliest possible day of the signing, as YYYY-MM-DD; null if nothing is known. */
export const earliestSigning = ({ signed }: Declaration): string | null => signed.on ?? signed.not_before

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
  duplicate_of?: { id?: string; slug?: string } | undefined
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
  /** Id of the declaration that the rejected one duplicates; otherwise null. */
  duplicate_of_id: string | null
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
  /** Index of the first signature of the applicant. */
  signature: number
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
  const applicants = signatories.map(({ role, organisation_id, person_id }, signature): Applicant => {
    const founding = kind === 'founding'
    return {
      member_type: organisation_id ? 'organisation' : 'person',
      id: (organisation_id ?? person_id) as string,
      tier: kind === 'withdrawal' ? null : (tier ?? tierOfRole[role]),
      founder: founding && role === 'founding_ordinary',
      founding_signatory: founding,
      representative_id: organisation_id && person_id,
      signature
    }
  })
  return [...Map.groupBy(applicants, ({ id }) => id).values()].map((duplicates) => duplicates[0] as Applicant)
}

/** Returns the errors of the signatures: there are none, or one is in a list that this kind of declaration lacks. */
export function signatureFaults({ kind }: Declaration, signatories: Signatory[]): Fault[] {
  if (signatories.length === 0) {
    return [
      faultAt(
        '/signatories',
        'not_signed',
        `Deklaracja nie ma jeszcze żadnego podpisu. Podpisy dodaje się polem «signatories» (PATCH ${ADDRESS}).`,
        `Nobody has signed the declaration yet. Add the signatures as «signatories» (PATCH ${ADDRESS}).`
      )
    ]
  }
  const isAllowed = (role: Signatory['role']) => (role === 'applicant') === (kind !== 'founding')
  const right = kind === 'founding' ? '«founding_ordinary», «founding_supporting»' : '«applicant»'
  const { pl, en } = declarationKind.terms[kind]
  return signatories.flatMap(({ role }, index) => {
    if (isAllowed(role)) return []
    const label = signatoryRole.terms[role]
    return [
      faultAt(
        `/signatories/${index}`,
        'signatory_role_of_kind',
        `Podpis nr ${index + 1}: ${pl} nie przewiduje roli «${label.pl}». Należy poprawić «role» na: ${right} ` +
          `(PATCH ${ADDRESS}).`,
        `Signature ${index + 1}: a ${en} has no role «${label.en}». Change «role» to: ${right} (PATCH ${ADDRESS}).`
      )
    ]
  })
}

/** Returns the errors of a declaration that is to be submitted, apart from its applicants. */
export function submissionFaults(declaration: Declaration, today: string): Fault[] {
  const signedFrom = earliestSigning(declaration)
  if (!signedFrom || signedFrom <= today) return []
  return [
    faultAt(
      '/signed',
      'in_the_future',
      `Deklaracja ma dzień podpisania, który jeszcze nie nadszedł (${signedFrom}). Należy poprawić «signed» ` +
        `(PATCH ${ADDRESS}) albo złożyć deklarację po podpisaniu.`,
      `The day of signing is in the future (${signedFrom}). Correct «signed» (PATCH ${ADDRESS}), or submit the ` +
        'declaration after it was signed.'
    )
  ]
}
