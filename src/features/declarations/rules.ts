// What may be decided on a declaration, and what follows from it for those in whose name it was signed. Pure.
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

export const proceedings: LifeCycle<Status, Step> = {
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

/** Body of an acceptance. */
export interface Acceptance {
  decided_on: string
  tier?: Term<typeof membershipTier> | undefined
  joined?: Partial<UncertainDay> | undefined
  ended?: Partial<UncertainDay> | undefined
  basis?: string | undefined
  override?: { reason: string } | undefined
}

/** Body of a rejection. */
export interface Rejection {
  decided_on: string
  reason: string
  basis?: string | undefined
}

/** A decision as it is kept. */
export interface Decision {
  outcome: Term<typeof decisionOutcome>
  decided_on: string
  tier: Term<typeof membershipTier> | null
  effective: UncertainDay
  basis: string | null
  reason: string | null
  override_reason: string | null
}

/** On whom is decided: an organisation, or a person who signed for himself. */
export interface Applicant {
  member_type: Term<typeof memberType>
  id: string
  /** Null where neither the decision nor the list tells. */
  tier: Term<typeof membershipTier> | null
  founder: boolean
  founding_signatory: boolean
  /** Who signed for an organisation. */
  representative_id: string | null
}

const tierOfRole: Record<Signatory['role'], Term<typeof membershipTier> | null> = {
  founding_ordinary: 'ordinary',
  founding_supporting: 'supporting',
  applicant: null
}

/** The members that a declaration speaks for, each once, in the order of the signatures; in the tier decided on, or in that of the list they stand in. */
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
  return [...Map.groupBy(applicants, ({ id }) => id).values()].map((same) => same[0] as Applicant)
}

/** What keeps a draft from being submitted: nobody signed, or somebody signed in a list that this kind of declaration does not have. */
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
  const fits = (role: Signatory['role']) => (role === 'applicant') === (kind !== 'founding')
  const unfit = signatories.findIndex(({ role }) => !fits(role))
  if (unfit === -1) return []
  const role = signatoryRole.terms[(signatories[unfit] as Signatory).role]
  const { pl, en } = declarationKind.terms[kind]
  return [
    {
      pointer: '',
      code: 'signatory_role_of_kind',
      detail: {
        pl: `Podpis nr ${unfit + 1}: rola «${role.pl}» nie występuje w dokumencie takim jak ${pl}.`,
        en: `Signature ${unfit + 1}: there is no role «${role.en}» in a ${en}.`
      }
    }
  ]
}

/** The decision that an acceptance asks for, with what it leaves out filled in. */
export function acceptanceOf(declaration: Declaration, body: Acceptance): Decision {
  const withdrawal = declaration.kind === 'withdrawal'
  const effective = withdrawal ? body.ended : body.joined
  return {
    outcome: 'accepted',
    decided_on: body.decided_on,
    tier: withdrawal ? null : (body.tier ?? declaration.tier),
    effective: { ...UNKNOWN_DAY, ...(effective ?? { on: body.decided_on }) },
    basis: body.basis ?? null,
    reason: null,
    override_reason: body.override?.reason ?? null
  }
}

/** The decision that a rejection asks for. */
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

/** Whether two decisions say the same: a request that is sent again asks for what was done. */
export const sameDecision = (a: Decision, b: Decision): boolean => canonical(a) === canonical(b)
const canonical = ({
  outcome,
  decided_on,
  tier,
  effective: { on, not_before, not_after },
  basis,
  reason,
  override_reason
}: Decision) => JSON.stringify([outcome, decided_on, tier, on, not_before, not_after, basis, reason, override_reason])

/** What is wrong with a decision, leaving aside eligibility. `today` is a day as YYYY-MM-DD. */
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
  const signed = declaration.signed.on ?? declaration.signed.not_before
  if (decision.decided_on > today)
    add(
      '/decided_on',
      'in_the_future',
      'Dzień decyzji jeszcze nie nadszedł.',
      'The day of the decision has not come yet.'
    )
  if (signed && decision.decided_on < signed) {
    add(
      '/decided_on',
      'before_signing',
      `Decyzja nie może poprzedzać podpisania deklaracji (${signed}).`,
      `The decision cannot come before the signing (${signed}).`
    )
  }
  if (decision.outcome === 'rejected') return faults
  const given = body as Acceptance
  const withdrawal = declaration.kind === 'withdrawal'
  const unfit = withdrawal ? (['tier', 'joined', 'override'] as const) : (['ended'] as const)
  for (const name of unfit) {
    if (given[name] === undefined) continue
    const kind = declarationKind.terms[declaration.kind]
    add(
      `/${name}`,
      'not_for_this_kind',
      `Pole «${name}» nie ma zastosowania: ${kind.pl}.`,
      `The field «${name}» does not apply to a ${kind.en}.`
    )
  }
  const effective = decision.effective.on ?? decision.effective.not_before
  if (effective && effective > today) {
    add(
      withdrawal ? '/ended' : '/joined',
      'in_the_future',
      'Dzień, od którego obowiązuje decyzja, jeszcze nie nadszedł.',
      'The day from which the decision holds has not come yet.'
    )
  }
  if (!withdrawal && applicants.some(({ tier }) => tier === null)) {
    add(
      '/tier',
      'tier_missing',
      'Deklaracja nie wskazuje kategorii członkostwa; należy podać ją w decyzji.',
      'The declaration names no tier; the decision must.'
    )
  }
  return faults
}

/** Throws 409 unless the declaration is a draft: what was submitted is not changed and not deleted any more. */
export function requireDraft(status: Status): void {
  if (status === 'draft') return
  const { pl, en } = declarationStatus.terms[status]
  const detail = {
    pl: `Deklaracja ma stan: ${pl}. Zmieniać i usuwać można tylko projekt.`,
    en: `The declaration has the state: ${en}. Only a draft can be changed or deleted.`
  }
  throw new ApiError('wrong_state', detail, { faults: [{ pointer: '', code: status, detail }] })
}
