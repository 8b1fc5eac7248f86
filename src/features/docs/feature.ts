import { defineFeature } from '../../records/define-feature.ts'
import { docsRoutes } from './routes.ts'

export const docsFeature = defineFeature({ name: 'docs', rootOperations: [docsRoutes] })
