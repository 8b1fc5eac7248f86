import { Nullable, Ref, record } from '../../contract/components.ts'
import { Day, List, Slug, Str, UncertainDate } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { applicantStatement } from '../declarations/vocabularies.ts'
import { membershipTier } from '../membership-tiers/vocabularies.ts'
import { nullableOrganisation, nullablePerson } from '../summaries.ts'
import { eligibilityOutcome, evidenceFact, ruleOutcome } from './vocabularies.ts'

const Evidence = record('EligibilityEvidence', 'A fact that a rule was decided on.', {
  fact: term(evidenceFact, 'What it is a fact about.', 'kind_family'),
  value: Str('The fact, as a term of its vocabulary.', 'ops', { maxLength: 100 }),
  label_pl: Str('The fact in Polish.', 'ośrodki pomocy (OPS, GOPS, MGOPS, MOPS, MOPR)'),
  label_en: Str('The fact in English.', 'assistance centres (OPS, GOPS, MGOPS, MOPS, MOPR)'),
  since: Ref(UncertainDate),
  source: Nullable(Slug('Source that prints it, see /sources; null when none does.', 's000')),
  locator: Nullable(Str('Where in the source: a line number; null for the whole.', '16'))
})

const Missing = record('MissingEvidence', 'A fact without which a rule cannot be decided.', {
  fact: term(evidenceFact, 'What it would be a fact about.', 'statement'),
  value: Nullable(
    Str('The fact, where it can be one only; null otherwise.', 'assistance_centre_becoming_cus', { maxLength: 100 })
  ),
  label_pl: Str('The fact in Polish.', 'chce przekształcić się w centrum usług społecznych'),
  label_en: Str('The fact in English.', 'wants to transform into a social service centre')
})

const RuleVerdict = record('EligibilityRuleVerdict', 'What one rule of a tier says of an applicant.', {
  code: Str('Stable code of the rule.', 'assistance_centre_becoming_cus', { maxLength: 100 }),
  outcome: term(ruleOutcome, 'Whether the applicant meets the rule.', 'pass'),
  text_pl: Str('The rule as printed.', 'Ośrodki Pomocy Społecznej chcące się przekształcić w Centrum'),
  text_en: Str('The rule in English.', 'Social assistance centres that want to transform into a Social Service Centre'),
  reason_pl: Str(
    'Why so, in Polish.',
    'Organizacja (miejski ośrodek pomocy rodzinie) należy do rodziny: ośrodki pomocy.'
  ),
  reason_en: Str(
    'Why so, in English.',
    'The organisation (municipal family assistance centre) is of the family: assistance centres.'
  ),
  evidence: List(Ref(Evidence), 'Facts that the outcome rests on.', { maxItems: 10 }),
  missing: List(Ref(Missing), 'Facts without which the rule cannot be decided.', { maxItems: 10 })
})

export const TierVerdict = record(
  'TierEligibility',
  'Whether a tier of membership is open to an applicant. One rule that passes opens it.',
  {
    tier: term(membershipTier, 'The tier.', 'ordinary'),
    name_pl: Str('Polish name of the tier.', 'członek zwyczajny'),
    name_en: Str('English name of the tier.', 'ordinary member'),
    outcome: term(eligibilityOutcome, 'Whether the tier is open to the applicant.', 'eligible'),
    rules: List(Ref(RuleVerdict), 'The rules of the tier, in the printed order.', { maxItems: 100 })
  }
)

export const statements = List(
  term(applicantStatement, 'A statement.', 'assistance_centre_becoming_cus'),
  'What the applicant states that no register tells, by the code of the rule that asks for it.',
  { maxItems: 10, uniqueItems: true }
)

export const EligibilityCheck = record(
  'EligibilityCheck',
  'Which tiers of membership are open to an organisation or a person, rule by rule.',
  {
    organisation: nullableOrganisation('The applicant; null when it is a person.'),
    person: nullablePerson('The applicant; null when it is an organisation.'),
    checked_on: Day('Day of the check, whose state of the registry it tells.', '2026-11-21'),
    statements,
    tiers: List(Ref(TierVerdict), 'The tiers, in the printed order.', { maxItems: 10 })
  }
)

export const Override = Object.assign(
  record('EligibilityOverride', 'Decides although the rules of eligibility do not say so.', {
    reason: Str('Why; it is kept with the decision.', 'Decyzja Rady z uwagi na współpracę przy pilotażu.')
  }),
  { additionalProperties: false }
)
