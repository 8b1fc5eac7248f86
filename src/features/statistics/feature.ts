import { defineFeature } from '../../records/define-feature.ts'
import { statisticsRoutes } from './routes.ts'

export const statisticsFeature = defineFeature({
  name: 'statistics',
  tags: { statistics: 'Statistics as of a day, with certain and possible counts.' },
  operations: [statisticsRoutes]
})
