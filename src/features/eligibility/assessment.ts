// The check of eligibility that goes with a decision: frozen as it stood, and a decision against it needs a reason.
import type { Tx } from '../../db/connect.ts'
import type { Fault } from '../../http/errors.ts'
import type { Term } from '../../records/vocabulary.ts'
import type { applicantStatement } from '../declarations/vocabularies.ts'
import { membershipTier } from '../membership-tiers/vocabularies.ts'
import type { memberType } from '../memberships/vocabularies.ts'
import { findApplicants, findToday, type KnownApplicant, listTiers } from './queries.ts'
import { checkEligibility, type TierVerdict } from './rules.ts'
import { eligibilityOutcome } from './vocabularies.ts'

/** The check as it is kept: without names, so that it outlives them. */
export interface FrozenCheck {
  checked_on: string
  statements: readonly Term<typeof applicantStatement>[]
  tiers: TierVerdict[]
}

export interface Assessment {
  applicant: KnownApplicant
  check: FrozenCheck
}

/** Checks the organisations and people with these ids; the answer is by id. */
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

/** The fault of a decision for a tier that is not known to be open to the applicant; undefined when it is. */
export function ineligible({ applicant, check }: Assessment, tier: Term<typeof membershipTier>): Fault | undefined {
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
        `${applicant.name}, tier «${en}»: ${result.en}. A decision against the rules, or where they do not tell, ` +
        'needs «override» with a reason.'
    }
  }
}
