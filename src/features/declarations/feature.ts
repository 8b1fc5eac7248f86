import { defineFeature } from '../../records/define-feature.ts'
import { declarations } from './queries.ts'
import { draftRight } from './rights.ts'
import { declarationRules } from './rule-texts.ts'
import {
  applicantStatement,
  decisionOutcome,
  declarationKind,
  declarationProperty,
  declarationStatus,
  signatoryRole
} from './vocabularies.ts'
import { declarationWorkflow } from './workflow-routes.ts'
import { declarationWrites } from './writes.ts'

export const declarationsFeature = defineFeature({
  name: 'declarations',
  tags: {
    declarations: {
      group: 'declarations',
      title: { pl: 'Deklaracje', en: 'Declarations' },
      description: 'Declarations that found, join or leave the Konwent, with their signatories and decisions.'
    }
  },
  vocabularies: [
    declarationKind,
    declarationStatus,
    declarationProperty,
    applicantStatement,
    decisionOutcome,
    signatoryRole
  ],
  resources: [declarations],
  writes: [declarationWrites],
  operations: [declarationWorkflow],
  rights: [draftRight],
  rules: declarationRules,
  seed: [
    {
      file: 'declarations',
      table: 'declaration',
      key: 'id',
      citation: 'declaration_id',
      children: [
        {
          property: 'signatories',
          table: 'declaration_signatory',
          parentColumns: (record) => ({ declaration_id: record.id })
        }
      ]
    }
  ]
})
