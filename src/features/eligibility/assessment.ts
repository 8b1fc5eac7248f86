// The eligibility check that is stored with a decision. A decision that contradicts it needs a reason.
import type { Tx } from '../../db/connect.ts'
import type { Fault, Text } from '../../http/errors.ts'
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

/** The way out for a tier that is not known to be open: the property of the body, and a sentence. */
export interface Remedy extends Text {
  pointer: string
}

/** A decision against the check, or without a result of it. */
export const overrideRemedy: Remedy = {
  pointer: '/override',
  pl: 'Decyzja wbrew regułom lub bez rozstrzygnięcia wymaga pola «override» z uzasadnieniem.',
  en: 'A decision that the rules do not support requires «override» with a reason.'
}

/** Returns the fault for a tier that is not known to be open to the applicant; otherwise undefined. */
export function eligibilityFault(
  { applicant, check }: Assessment,
  tier: Term<typeof membershipTier>,
  remedy = overrideRemedy
): Fault | undefined {
  const verdict = check.tiers.find((each) => each.tier === tier)
  const outcome = verdict?.outcome ?? 'unknown'
  if (outcome === 'eligible') return undefined
  const { pl, en } = membershipTier.terms[tier]
  const result = eligibilityOutcome.terms[outcome]
  const missing = (verdict?.rules ?? []).flatMap((rule) => (rule.outcome === 'unknown' ? rule.missing : []))
  const list = (language: 'label_pl' | 'label_en') =>
    [...new Set(missing.map((each) => `«${each[language]}»`))].join(', ')
  const gaps = {
    pl: missing.length > 0 ? ` Brakuje: ${list('label_pl')}.` : '',
    en: missing.length > 0 ? ` Missing: ${list('label_en')}.` : ''
  }
  return {
    pointer: remedy.pointer,
    code: 'not_eligible',
    detail: {
      pl: `${applicant.name}, kategoria «${pl}»: ${result.pl}.${gaps.pl} ${remedy.pl}`,
      en: `${applicant.name}, tier «${en}»: ${result.en}.${gaps.en} ${remedy.en}`
    }
  }
}
