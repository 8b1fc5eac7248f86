// The service itself; app.ts mounts its routes, most of which lie outside of /v1.
import { defineFeature } from '../../records/define.ts'

export const healthFeature = defineFeature({
  name: 'health',
  tags: { service: 'The service itself: index, health, problem types, and the key that is used.' }
})
