// Rules for decisions on declarations: their days, what they may state, and duplicates. Pure.
import { type Fault, faultAt } from '../../http/errors.ts'
import { UNKNOWN_DAY } from '../eligibility/rules.ts'
import { tooFarAhead } from '../memberships/rules.ts'
import { type Acceptance, type Decision, type Declaration, earliestSigning, type Rejection } from './rules.ts'
import { declarationKind, declarationStatus } from './vocabularies.ts'

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
export function decidedOnFaults(declaration: Declaration, decided_on: string, today: string): Fault[] {
  const faults: Fault[] = []
  const signedFrom = earliestSigning(declaration)
  if (decided_on > today) {
    faults.push(
      faultAt(
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
      faultAt(
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
      faultAt(
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
  const signedFrom = earliestSigning(declaration)
  if (latest && signedFrom && latest < signedFrom) {
    faults.push(
      faultAt(
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
    faultAt(
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
      faultAt(
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
      faultAt(
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
      faultAt(
        pointer,
        'duplicate_of_closed',
        `Wskazana deklaracja ma stan: ${pl}. Należy wskazać deklarację, która pozostaje w toku albo została przyjęta.`,
        `The other declaration has the status: ${en}. Name a declaration that is under way or accepted.`
      )
    )
  }
  return faults
}
