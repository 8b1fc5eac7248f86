import { Nullable, Ref, record } from '../../contract/components.ts'
import { Day, List, Slug, Str, UncertainDate } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { applicantStatement } from '../declarations/vocabularies.ts'
import { membershipTier } from '../membership-tiers/vocabularies.ts'
import { nullableOrganisation, nullablePerson } from '../summaries.ts'
import { eligibilityOutcome, evidenceFact, ruleOutcome } from './vocabularies.ts'

const Evidence = record('EligibilityEvidence', 'A fact on which the outcome of a rule is based.', {
  fact: term(evidenceFact, 'Type of the fact.', 'kind_family'),
  value: Str('The fact as a value of its vocabulary.', 'ops', { maxLength: 100 }),
  label_pl: Str('Label of the fact in Polish.', 'ośrodki pomocy (OPS, GOPS, MGOPS, MOPS, MOPR)'),
  label_en: Str('Label of the fact in English.', 'assistance centres (OPS, GOPS, MGOPS, MOPS, MOPR)'),
  since: Ref(UncertainDate),
  source: Nullable(Slug('Slug of the source of the fact, see /sources. Null if there is none.', 's000')),
  locator: Nullable(Str('Place in the source, a line number. Null for the whole source.', '16'))
})

const Missing = record('MissingEvidence', 'A missing fact, without which a rule cannot be decided.', {
  fact: term(evidenceFact, 'Type of the missing fact.', 'statement'),
  value: Nullable(
    Str('The missing fact if only one value is possible. Null otherwise.', 'assistance_centre_becoming_cus', {
      maxLength: 100
    })
  ),
  label_pl: Str('Label of the fact in Polish.', 'chce przekształcić się w centrum usług społecznych'),
  label_en: Str('Label of the fact in English.', 'wants to transform into a social service centre')
})

const RuleVerdict = record('EligibilityRuleVerdict', 'The result of one rule of a tier for an applicant.', {
  code: Str('Stable code of the rule.', 'assistance_centre_becoming_cus', { maxLength: 100 }),
  outcome: term(ruleOutcome, 'Whether the applicant meets the rule.', 'pass'),
  text_pl: Str('The rule as printed, in Polish.', 'Ośrodki Pomocy Społecznej chcące się przekształcić w Centrum'),
  text_en: Str('The rule in English.', 'Social assistance centres that want to transform into a Social Service Centre'),
  reason_pl: Str(
    'Reason for the outcome, in Polish.',
    'Organizacja (miejski ośrodek pomocy rodzinie) należy do rodziny rodzajów: ośrodki pomocy.'
  ),
  reason_en: Str(
    'Reason for the outcome, in English.',
    'The organisation (municipal family assistance centre) belongs to the family of kinds: assistance centres.'
  ),
  evidence: List(Ref(Evidence), 'Facts on which the outcome is based.', { maxItems: 10 }),
  missing: List(Ref(Missing), 'Missing facts, without which the rule cannot be decided.', { maxItems: 10 })
})

export const TierVerdict = record(
  'TierEligibility',
  'Whether a membership tier is open to an applicant. One passed rule is enough.',
  {
    tier: term(membershipTier, 'Code of the tier.', 'ordinary'),
    name_pl: Str('Name of the tier in Polish.', 'członek zwyczajny'),
    name_en: Str('Name of the tier in English.', 'ordinary member'),
    outcome: term(eligibilityOutcome, 'Whether the tier is open to the applicant.', 'eligible'),
    rules: List(Ref(RuleVerdict), 'The rules of the tier, in the printed order.', { maxItems: 100 })
  }
)

export const statements = List(
  term(applicantStatement, 'Code of a statement.', 'assistance_centre_becoming_cus'),
  'Statements of the applicant that the registry cannot verify, by the code of the rule that needs them.',
  { maxItems: 10, uniqueItems: true }
)

export const EligibilityCheck = record(
  'EligibilityCheck',
  'The result of an eligibility check: which membership tiers are open to the applicant, rule by rule.',
  {
    organisation: nullableOrganisation('The applicant if it is an organisation; otherwise null.'),
    person: nullablePerson('The applicant if it is a person; otherwise null.'),
    checked_on: Day('Day of the check. The result describes the registry on this day.', '2026-11-21'),
    statements,
    tiers: List(Ref(TierVerdict), 'The tiers, in the printed order.', { maxItems: 10 })
  }
)

export const Override = Object.assign(
  record('EligibilityOverride', 'A decision that the rules of eligibility do not support.', {
    reason: Str(
      'Reason for the decision. It is stored with the decision.',
      'Decyzja Rady z uwagi na współpracę przy pilotażu.'
    )
  }),
  { additionalProperties: false }
)
