import { defineFeature } from '../../records/define-feature.ts'
import { statisticsRoutes } from './routes.ts'

export const statisticsFeature = defineFeature({
  name: 'statistics',
  tags: { statistics: 'Counts as of a day: certain and possible.' },
  operations: [statisticsRoutes]
})
