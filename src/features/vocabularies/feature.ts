// The vocabularies of all features, and that of certainty, which belongs to every dated record. It is made of the
// features, so it comes after them in the list.
import { defineFeature, type Feature } from '../../records/define-feature.ts'
import { vocabularyRoutes } from './routes.ts'
import { periodCertainty } from './vocabularies.ts'

export function vocabulariesFeature(features: readonly Feature[]): Feature {
  const declared = features.flatMap(({ vocabularies = [] }) => vocabularies)
  return defineFeature({
    name: 'vocabularies',
    tags: { vocabularies: 'Every enum with Polish and English labels.' },
    vocabularies: [periodCertainty],
    operations: [vocabularyRoutes([...declared, periodCertainty])]
  })
}
