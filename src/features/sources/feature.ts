// Sources, and citations of them by other records.
import { defineFeature } from '../../records/define-feature.ts'
import { sources } from './queries.ts'
import { sourceRules } from './rule-texts.ts'
import { factBasis, sourceCertainty, sourceKind } from './vocabularies.ts'
import { sourceWrites } from './writes.ts'

export const sourcesFeature = defineFeature({
  name: 'sources',
  tags: {
    sources: {
      group: 'reference',
      title: { pl: 'Źródła', en: 'Sources' },
      description: 'Sources: documents, web pages and registers that support the facts of the registry.'
    }
  },
  vocabularies: [sourceKind, sourceCertainty, factBasis],
  resources: [sources],
  writes: [sourceWrites],
  rules: sourceRules,
  seed: [{ file: 'sources', table: 'source', key: 'id' }]
})
