import { vocabulary } from '../../records/vocabulary.ts'

export const eligibilityOutcome = vocabulary(
  'eligibility_outcome',
  { pl: 'Wynik sprawdzenia warunków kategorii', en: 'Outcome of an eligibility check for a tier' },
  {
    eligible: { pl: 'spełnia warunki', en: 'eligible' },
    not_eligible: { pl: 'nie spełnia warunków', en: 'not eligible' },
    unknown: { pl: 'nie rozstrzygnięto', en: 'undecided' }
  }
)

export const ruleOutcome = vocabulary(
  'rule_outcome',
  { pl: 'Wynik sprawdzenia reguły', en: 'Outcome of a rule' },
  {
    pass: { pl: 'spełniona', en: 'passed' },
    fail: { pl: 'niespełniona', en: 'failed' },
    unknown: { pl: 'nie rozstrzygnięto', en: 'undecided' }
  }
)

export const evidenceFact = vocabulary(
  'evidence_fact',
  { pl: 'Fakt, na którym opiera się sprawdzenie', en: 'Fact on which a check is based' },
  {
    member_type: { pl: 'typ wnioskodawcy', en: 'type of applicant' },
    organisation_kind: { pl: 'rodzaj organizacji', en: 'kind of organisation' },
    kind_family: { pl: 'rodzina rodzajów', en: 'family of kinds' },
    statement: { pl: 'oświadczenie', en: 'statement' },
    membership: { pl: 'trwające członkostwo', en: 'present membership' }
  }
)
