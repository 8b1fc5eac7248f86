import { defineFeature } from '../../records/define.ts'
import { vocabularyRoutes } from './routes.ts'

export const vocabulariesFeature = defineFeature({
  name: 'vocabularies',
  tags: { vocabularies: 'Every enum with Polish and English labels.' },
  operations: [vocabularyRoutes]
})
