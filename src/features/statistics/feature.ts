import { defineFeature } from '../../records/define-feature.ts'
import { completenessRoute } from './completeness-route.ts'
import { statisticsRoutes } from './routes.ts'

export const statisticsFeature = defineFeature({
  name: 'statistics',
  tags: {
    statistics: {
      group: 'memberships',
      title: { pl: 'Statystyka', en: 'Statistics' },
      description: 'Statistics as of a day, with certain and possible counts.'
    }
  },
  operations: [statisticsRoutes, completenessRoute]
})
