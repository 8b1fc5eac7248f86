import type { Tx } from '../../db/connect.ts'
import { ApiError, type Fault } from '../../http/errors.ts'
import { ruleBroken } from '../../records/write/transaction.ts'
import type { Applicant, Decision } from '../declarations/rules.ts'
import { findMembers, insertMemberships, type NewMembership } from './admission-queries.ts'
import { admissionFaults, type Candidate } from './rules.ts'

/** Makes the memberships that an accepted declaration gives; throws 409 naming those who are members already, and 422 for who cannot be one. The members are locked. */
export async function admitMembers(
  tx: Tx,
  declaration: string,
  applicants: Applicant[],
  known: (Candidate & { id: string })[],
  decision: Decision
): Promise<void> {
  const unfit = known.flatMap((candidate) => admissionFaults(candidate, decision.effective))
  if (unfit.length > 0) throw ruleBroken(...unfit)
  const ids = applicants.map(({ id }) => id)
  const members = await findMembers(tx, ids, decision.effective)
  const faults = known.filter(({ id }) => members.includes(id)).map(({ name }) => alreadyMember(name))
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
  detail: { pl: `${name}: ten członek już należy do Konwentu.`, en: `${name} is a member of the Konwent already.` }
})
