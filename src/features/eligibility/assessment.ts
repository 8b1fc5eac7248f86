// The eligibility check that is stored with a decision. A decision that contradicts it needs a reason.
import type { Tx } from '../../db/connect.ts'
import type { Fault } from '../../http/errors.ts'
import type { Term } from '../../records/vocabulary.ts'
import type { applicantStatement } from '../declarations/vocabularies.ts'
import { membershipTier } from '../membership-tiers/vocabularies.ts'
import type { memberType } from '../memberships/vocabularies.ts'
import { findApplicants, findToday, type KnownApplicant, listTiers } from './queries.ts'
import { checkEligibility, type TierVerdict } from './rules.ts'
import { eligibilityOutcome } from './vocabularies.ts'

/** The check as it is stored. It has no names, so that an erasure need not change it. */
export interface StoredCheck {
  checked_on: string
  statements: readonly Term<typeof applicantStatement>[]
  tiers: TierVerdict[]
}

export interface Assessment {
  applicant: KnownApplicant
  check: StoredCheck
}

/** Checks the organisations and people with these ids. Returns the results by id. */
export async function assess(
  tx: Tx,
  ids: Record<Term<typeof memberType>, string[]>,
  statements: readonly Term<typeof applicantStatement>[]
): Promise<Map<string, Assessment>> {
  const checked_on = await findToday(tx)
  const tiers = await listTiers(tx)
  const applicants = [
    ...(await findApplicants(tx, 'organisation', ids.organisation)),
    ...(await findApplicants(tx, 'person', ids.person))
  ]
  return new Map(
    applicants.map((applicant) => [
      applicant.id,
      { applicant, check: { checked_on, statements, tiers: checkEligibility(tiers, applicant, statements) } }
    ])
  )
}

/** Returns the fault of a decision for a tier that is not known to be open to the applicant; otherwise undefined. */
export function eligibilityFault(
  { applicant, check }: Assessment,
  tier: Term<typeof membershipTier>
): Fault | undefined {
  const outcome = check.tiers.find((each) => each.tier === tier)?.outcome ?? 'unknown'
  if (outcome === 'eligible') return undefined
  const { pl, en } = membershipTier.terms[tier]
  const result = eligibilityOutcome.terms[outcome]
  return {
    pointer: '/override',
    code: 'not_eligible',
    detail: {
      pl:
        `${applicant.name}, kategoria «${pl}»: ${result.pl}. Decyzja wbrew regułom lub bez rozstrzygnięcia ` +
        'wymaga pola «override» z uzasadnieniem.',
      en:
        `${applicant.name}, tier «${en}»: ${result.en}. A decision that the rules do not support requires ` +
        '«override» with a reason.'
    }
  }
}
