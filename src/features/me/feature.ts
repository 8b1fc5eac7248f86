import { defineFeature } from '../../records/define-feature.ts'
import { meRoutes } from './routes.ts'

export const meFeature = defineFeature({
  name: 'me',
  operations: [meRoutes]
})
