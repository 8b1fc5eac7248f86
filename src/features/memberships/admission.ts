import type { Tx } from '../../db/connect.ts'
import type { Fault } from '../../http/errors.ts'
import type { Applicant, Decision } from '../declarations/rules.ts'
import type { UncertainDay } from '../eligibility/rules.ts'
import { findPresentMembers, insertMemberships, type NewMembership } from './admission-queries.ts'
import { admissionFaults, type Candidate } from './rules.ts'

/** An applicant with what the registry knows about it. */
export type KnownCandidate = Candidate & { id: string; signature: number }

/**
 * Returns the errors of an admission: `faults` of organisations that cannot become members on the day, and `conflicts`
 * of those who are already members. The caller has locked the members.
 */
export async function checkAdmission(
  tx: Tx,
  candidates: KnownCandidate[],
  joined: UncertainDay,
  pointers: { day: (signature: number) => string; signature: (index: number) => string }
): Promise<{ faults: Fault[]; conflicts: Fault[] }> {
  const faults = candidates.flatMap((candidate) =>
    admissionFaults(candidate, joined, pointers.day(candidate.signature))
  )
  const ids = candidates.map(({ id }) => id)
  const members = await findPresentMembers(tx, ids, joined)
  const conflicts = candidates
    .filter(({ id }) => members.includes(id))
    .map(({ name, signature }) => alreadyMember(name, pointers.signature(signature)))
  return { faults, conflicts }
}

/** Creates the memberships of an accepted declaration, which checkAdmission() has checked. */
export async function admitMembers(
  tx: Tx,
  declaration: string,
  applicants: Applicant[],
  decision: Decision
): Promise<void> {
  const memberships = applicants.map(
    ({ member_type, id, tier, founder, founding_signatory, representative_id }): NewMembership => ({
      organisation_id: member_type === 'organisation' ? id : null,
      person_id: member_type === 'person' ? id : null,
      tier: tier as string,
      founder,
      founding_signatory,
      representative_id
    })
  )
  await insertMemberships(tx, declaration, memberships, decision.effective, decision.basis)
}

const alreadyMember = (name: string, pointer: string): Fault => ({
  pointer,
  code: 'membership_once_at_a_time',
  detail: {
    pl:
      `${name}: ten członek należy wtedy już do Konwentu. Kategorię zmienia POST ` +
      '/v1/memberships/{membership}/tier-change; członkostwo, które się zakończyło, zamyka /end. Podpis usuwa się z ' +
      'projektu (PATCH /v1/declarations/{declaration}; po złożeniu najpierw /return), a deklarację można odrzucić ' +
      '(/rejection).',
    en:
      `${name} is then already a member of the Konwent. POST /v1/memberships/{membership}/tier-change changes the ` +
      'tier; /end closes a membership that has ended. Remove the signature (PATCH /v1/declarations/{declaration}; ' +
      'after the submission /return first), or reject the declaration (/rejection).'
  }
})
