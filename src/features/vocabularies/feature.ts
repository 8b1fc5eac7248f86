// Publishes the vocabularies of all features, and that of certainty, which every dated record has. It is built from
// the other features and so follows them in the list.
import { defineFeature, type Feature } from '../../records/define-feature.ts'
import { vocabularyRoutes } from './routes.ts'
import { periodCertainty } from './vocabularies.ts'

export function vocabulariesFeature(features: readonly Feature[]): Feature {
  const declared = features.flatMap(({ vocabularies = [] }) => vocabularies)
  return defineFeature({
    name: 'vocabularies',
    tags: {
      vocabularies: {
        group: 'reference',
        title: { pl: 'Słowniki', en: 'Vocabularies' },
        description: 'All enums of the contract with Polish and English labels.'
      }
    },
    vocabularies: [periodCertainty],
    operations: [vocabularyRoutes([...declared, periodCertainty])]
  })
}
