import { defineFeature } from '../../records/define-feature.ts'
import { assertions } from './queries.ts'
import { assertionRules } from './rule-texts.ts'

export const assertionsFeature = defineFeature({
  name: 'assertions',
  tags: {
    assertions: {
      group: 'reference',
      title: { pl: 'Twierdzenia źródeł', en: 'Assertions' },
      description: 'Assertions: claims of sources, such as a number of members.'
    }
  },
  resources: [assertions],
  rules: assertionRules,
  seed: [{ file: 'assertions', table: 'assertion', key: 'id', citation: 'assertion_id' }]
})
