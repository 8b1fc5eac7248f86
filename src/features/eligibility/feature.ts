import { defineFeature } from '../../records/define-feature.ts'
import { eligibilityRoutes } from './routes.ts'
import { eligibilityOutcome, evidenceFact, ruleOutcome } from './vocabularies.ts'

export const eligibilityFeature = defineFeature({
  name: 'eligibility',
  tags: {
    'eligibility-checks': {
      group: 'memberships',
      title: { pl: 'Sprawdzanie uprawnień do członkostwa', en: 'Eligibility checks' },
      description: 'Eligibility checks: which membership tiers are open to an organisation or a person.'
    }
  },
  vocabularies: [eligibilityOutcome, ruleOutcome, evidenceFact],
  operations: [eligibilityRoutes]
})
