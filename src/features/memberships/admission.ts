import type { Tx } from '../../db/connect.ts'
import { ApiError, type Fault } from '../../http/errors.ts'
import { ruleBroken } from '../../records/write/transaction.ts'
import type { Applicant, Decision } from '../declarations/rules.ts'
import { findPresentMembers, insertMemberships, type NewMembership } from './admission-queries.ts'
import { admissionFaults, type Candidate } from './rules.ts'

/**
 * Creates the memberships of an accepted declaration. `candidates` are the same applicants, with what the registry
 * knows about them. The caller has locked the members. Throws 409 with the names of those who are already members,
 * and 422 for organisations that cannot become members on that day.
 */
export async function admitMembers(
  tx: Tx,
  declaration: string,
  applicants: Applicant[],
  candidates: (Candidate & { id: string })[],
  decision: Decision
): Promise<void> {
  const refused = candidates.flatMap((candidate) => admissionFaults(candidate, decision.effective))
  if (refused.length > 0) throw ruleBroken(...refused)
  const ids = applicants.map(({ id }) => id)
  const members = await findPresentMembers(tx, ids, decision.effective)
  const faults = candidates.filter(({ id }) => members.includes(id)).map(({ name }) => alreadyMember(name))
  if (faults[0]) throw new ApiError('already_exists', faults[0].detail, { faults })
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

const alreadyMember = (name: string): Fault => ({
  pointer: '',
  code: 'membership_once_at_a_time',
  detail: { pl: `${name}: ten członek już należy do Konwentu.`, en: `${name} is already a member of the Konwent.` }
})
