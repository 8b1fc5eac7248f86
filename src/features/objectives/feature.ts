import { defineFeature } from '../../records/define-feature.ts'
import { gone, notBlank, positionTaken, rule, slugRules } from '../../records/write/rules.ts'
import { objectives } from './queries.ts'
import { objectiveKind } from './vocabularies.ts'
import { objectiveWrites } from './writes.ts'

export const objectivesFeature = defineFeature({
  name: 'objectives',
  tags: {
    objectives: {
      group: 'reference',
      title: { pl: 'Cele i zadania', en: 'Objectives' },
      description: 'Aims and tasks of the Konwent, of the Observatory, of the Act and of a CUS.'
    }
  },
  vocabularies: [objectiveKind],
  resources: [objectives],
  writes: [objectiveWrites],
  rules: {
    ...slugRules('objective'),
    objective_no_key: positionTaken,
    objective_organisation_fkey: gone('/organisation'),
    objective_legal_act_fkey: gone('/legal_act'),
    objective_text_not_blank: notBlank(
      '/text_pl',
      'Żadna z treści («text_pl», «text_en»)',
      'Each of the texts («text_pl», «text_en»)'
    ),
    objective_of_one: rule(
      '/legal_act',
      'Cel może należeć albo do organizacji («organisation»), albo do aktu prawnego («legal_act»).',
      'An objective may belong either to an organisation («organisation») or to a legal act («legal_act»).'
    )
  },
  seed: [{ file: 'objectives', table: 'objective', key: 'id', citation: 'objective_id' }]
})
