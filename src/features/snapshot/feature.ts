import { defineFeature } from '../../records/define-feature.ts'
import { snapshotRoutes } from './routes.ts'

export const snapshotFeature = defineFeature({
  name: 'snapshot',
  operations: [snapshotRoutes]
})
