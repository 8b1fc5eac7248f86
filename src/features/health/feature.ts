import { defineFeature } from '../../records/define-feature.ts'
import { jobMeasures } from './measures.ts'
import { problemRoutes } from './problem-routes.ts'
import { healthRoutes } from './routes.ts'
import { securityRoutes } from './security-txt.ts'

export const healthFeature = defineFeature({
  name: 'health',
  tags: {
    service: {
      group: 'administration',
      title: { pl: 'Usługa', en: 'Service' },
      description: 'The service itself: index, health, problem types and the API key of the request.'
    }
  },
  rootOperations: [healthRoutes, problemRoutes, securityRoutes],
  measures: jobMeasures
})
