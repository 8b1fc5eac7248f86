import { defineFeature } from '../../records/define.ts'
import { statisticsRoutes } from './routes.ts'

export const statisticsFeature = defineFeature({
  name: 'statistics',
  tags: { statistics: 'Counts as of a day: certain and possible.' },
  operations: [statisticsRoutes]
})
