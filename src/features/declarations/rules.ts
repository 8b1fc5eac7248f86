// Rules for decisions on declarations and their effects on the applicants. Pure.
import type { Fault } from '../../http/errors.ts'
import type { Term } from '../../records/vocabulary.ts'
import type { LifeCycle } from '../../records/write/life-cycle.ts'
import { UNKNOWN_DAY, type UncertainDay } from '../eligibility/rules.ts'
import type { membershipTier } from '../membership-tiers/vocabularies.ts'
import { tooFarAhead } from '../memberships/rules.ts'
import type { memberType } from '../memberships/vocabularies.ts'
import {
  type applicantStatement,
  type decisionOutcome,
  declarationKind,
  declarationStatus,
  signatoryRole
} from './vocabularies.ts'

type Status = Term<typeof declarationStatus>
type Step =
  | 'change'
  | 'deletion'
  | 'submission'
  | 'return'
  | 'acceptance'
  | 'rejection'
  | 'discarding'
  | 'withdrawal'
  | 'creation'

const ADDRESS = '/v1/declarations/{declaration}'

export const declarationLifeCycle: LifeCycle<Status, Step> = {
  subject: { pl: 'Deklaracja', en: 'The declaration' },
  path: ADDRESS,
  states: declarationStatus.terms,
  steps: {
    change: { name: { pl: 'zmianę', en: 'change' }, from: ['draft', 'returned'], operation: `PATCH ${ADDRESS}` },
    submission: { name: { pl: 'złożenie', en: 'submission' }, from: ['draft', 'returned'] },
    acceptance: { name: { pl: 'przyjęcie', en: 'acceptance' }, from: ['submitted'] },
    return: { name: { pl: 'wezwanie do uzupełnienia braków', en: 'return for completion' }, from: ['submitted'] },
    rejection: { name: { pl: 'odrzucenie', en: 'rejection' }, from: ['submitted', 'returned'] },
    discarding: {
      name: { pl: 'odrzucenie jako duplikat («duplicate_of»)', en: 'rejection as a duplicate («duplicate_of»)' },
      from: ['draft', 'submitted', 'returned'],
      operation: `POST ${ADDRESS}/rejection`
    },
    withdrawal: { name: { pl: 'wycofanie', en: 'withdrawal' }, from: ['submitted', 'returned'] },
    deletion: { name: { pl: 'usunięcie', en: 'deletion' }, from: ['draft'], operation: `DELETE ${ADDRESS}` },
    // After a decision, only another declaration changes something.
    creation: {
      name: { pl: 'sporządzenie nowej deklaracji', en: 'a new declaration' },
      from: ['accepted', 'rejected', 'withdrawn'],
      operation: 'POST /v1/declarations'
    }
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

const fault = (pointer: string, code: string, pl: string, en: string): Fault => ({ pointer, code, detail: { pl, en } })

/** Returns the errors of the signatures: there are none, or one is in a list that this kind of declaration lacks. */
export function signatureFaults({ kind }: Declaration, signatories: Signatory[]): Fault[] {
  if (signatories.length === 0) {
    return [
      fault(
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
      fault(
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
export function submissionFaults({ signed }: Declaration, today: string): Fault[] {
  const signedFrom = signed.on ?? signed.not_before
  if (!signedFrom || signedFrom <= today) return []
  return [
    fault(
      '/signed',
      'in_the_future',
      `Deklaracja ma dzień podpisania, który jeszcze nie nadszedł (${signedFrom}). Należy poprawić «signed» ` +
        `(PATCH ${ADDRESS}) albo złożyć deklarację po podpisaniu.`,
      `The day of signing is in the future (${signedFrom}). Correct «signed» (PATCH ${ADDRESS}), or submit the ` +
        'declaration after it was signed.'
    )
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
    override_reason: body.override?.reason ?? null,
    duplicate_of_id: null
  }
}

/** Returns the decision of a rejection. `duplicate_of_id` is the id of the declaration that it duplicates, if any. */
export function rejectionOf(
  declaration: Declaration,
  { decided_on, reason, basis }: Rejection,
  duplicate_of_id: string | null
): Decision {
  return {
    outcome: 'rejected',
    decided_on,
    tier: declaration.tier,
    effective: UNKNOWN_DAY,
    basis: basis ?? null,
    reason,
    override_reason: null,
    duplicate_of_id
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
  override_reason,
  duplicate_of_id
}: Decision) =>
  JSON.stringify([
    ...[outcome, decided_on, tier, on, not_before, not_after],
    ...[basis, reason, override_reason, duplicate_of_id]
  ])

/** Returns the errors of the day of a decision. `today` is a day as YYYY-MM-DD. */
export function decidedOnFaults({ signed }: Declaration, decided_on: string, today: string): Fault[] {
  const faults: Fault[] = []
  const signedFrom = signed.on ?? signed.not_before
  if (decided_on > today) {
    faults.push(
      fault(
        '/decided_on',
        'in_the_future',
        'Dzień decyzji jeszcze nie nadszedł. Decyzję zapisuje się po jej podjęciu; późniejszy dzień, od którego ' +
          'obowiązuje, podaje się w polu «joined» albo «ended».',
        'The day of the decision is in the future. Record a decision after it was taken; state a later day from ' +
          'which it holds as «joined» or «ended».'
      )
    )
  }
  if (signedFrom && decided_on < signedFrom) {
    faults.push(
      fault(
        '/decided_on',
        'before_signing',
        `Decyzja nie może poprzedzać podpisania deklaracji (${signedFrom}). Należy podać późniejszy dzień decyzji ` +
          'albo zwrócić deklarację do uzupełnienia (/return), jeśli to dzień podpisania jest błędny.',
        `The decision cannot be earlier than the signing of the declaration (${signedFrom}). State a later day, or ` +
          'return the declaration for completion (/return) if the day of signing is wrong.'
      )
    )
  }
  return faults
}

/** Returns the errors of the body of an acceptance, apart from its applicants. `today` is a day as YYYY-MM-DD. */
export function acceptanceFaults(
  declaration: Declaration,
  decision: Decision,
  body: Acceptance,
  today: string
): Fault[] {
  const faults = decidedOnFaults(declaration, body.decided_on, today)
  const isWithdrawal = declaration.kind === 'withdrawal'
  const excluded = isWithdrawal ? (['tier', 'joined', 'override'] as const) : (['ended'] as const)
  for (const name of excluded) {
    if (body[name] === undefined) continue
    const kind = declarationKind.terms[declaration.kind]
    faults.push(
      fault(
        `/${name}`,
        'not_for_this_kind',
        `Pola «${name}» nie można podać, gdy dokumentem jest ${kind.pl}. Należy je pominąć.`,
        `The property «${name}» does not apply to a ${kind.en}. Leave it out.`
      )
    )
  }
  const pointer = isWithdrawal ? '/ended' : '/joined'
  const isStated = (isWithdrawal ? body.ended : body.joined) !== undefined
  // Without a day of its own, the decision holds from the day on which it was taken, which has been checked.
  if (!isStated) return faults
  const { on, not_before, not_after } = decision.effective
  const latest = on ?? not_after
  const signedFrom = declaration.signed.on ?? declaration.signed.not_before
  if (latest && signedFrom && latest < signedFrom) {
    faults.push(
      fault(
        pointer,
        'before_signing',
        `Decyzja nie może obowiązywać od dnia przed podpisaniem deklaracji (${signedFrom}). Należy podać późniejszy ` +
          'dzień albo pominąć to pole: wtedy obowiązuje od dnia decyzji.',
        `The decision cannot hold from a day before the signing of the declaration (${signedFrom}). State a later ` +
          'day, or leave the property out: the decision then holds from its own day.'
      )
    )
  }
  // The days of an end are checked with the membership that it ends.
  if (!isWithdrawal) faults.push(...tooFarAhead(pointer, [on ?? not_before, latest], today))
  return faults
}

/** Returns the errors of the day until which a declaration is to be completed. Both days are YYYY-MM-DD. */
export function completeByFaults(complete_by: string, today: string): Fault[] {
  if (complete_by >= today) return tooFarAhead('/complete_by', [complete_by], today)
  return [
    fault(
      '/complete_by',
      'in_the_past',
      `Termin uzupełnienia braków już minął. Należy podać dzień nie wcześniejszy niż ${today} albo pominąć to pole.`,
      `The day for the completion has passed. State a day not earlier than ${today}, or leave the property out.`
    )
  ]
}

/** Returns the errors of a rejection as a duplicate of `original`. */
export function duplicateFaults(declaration: Declaration, original: Declaration): Fault[] {
  const pointer = '/duplicate_of'
  if (original.id === declaration.id) {
    return [
      fault(
        pointer,
        'duplicate_of_itself',
        'Deklaracja nie może być duplikatem samej siebie. Należy wskazać deklarację, która pozostaje.',
        'A declaration cannot be a duplicate of itself. Name the declaration that remains.'
      )
    ]
  }
  const kind = declarationKind.terms[declaration.kind]
  const faults: Fault[] = []
  if (original.kind !== declaration.kind) {
    faults.push(
      fault(
        pointer,
        'duplicate_of_other_kind',
        `Duplikatem może być tylko dokument tego samego rodzaju (${kind.pl}). Należy wskazać inną deklarację albo ` +
          'odrzucić tę bez pola «duplicate_of».',
        `Only a document of the same kind can be a duplicate (${kind.en}). Name another declaration, or reject this ` +
          'one without «duplicate_of».'
      )
    )
  }
  if (original.status === 'rejected' || original.status === 'withdrawn') {
    const { pl, en } = declarationStatus.terms[original.status]
    faults.push(
      fault(
        pointer,
        'duplicate_of_closed',
        `Wskazana deklaracja ma stan: ${pl}. Należy wskazać deklarację, która pozostaje w toku albo została przyjęta.`,
        `The other declaration has the status: ${en}. Name a declaration that is under way or accepted.`
      )
    )
  }
  return faults
}
