// Sources, and the citations that other records attach.
import { defineFeature } from '../../records/define-feature.ts'
import { sources } from './queries.ts'
import { sourceRules } from './rule-texts.ts'
import { factBasis, sourceCertainty, sourceKind } from './vocabularies.ts'
import { sourceWrites } from './writes.ts'

export const sourcesFeature = defineFeature({
  name: 'sources',
  tags: { sources: 'Documents, pages and registers that facts rest on.' },
  vocabularies: [sourceKind, sourceCertainty, factBasis],
  resources: [sources],
  writes: [sourceWrites],
  rules: sourceRules,
  seed: [{ file: 'sources', table: 'source', key: 'id' }]
})
