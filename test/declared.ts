// The declarations of all features, for tests that need no service.
import { features } from '../src/features/index.ts'
import { registryOf } from '../src/records/registry.ts'

export const declared = registryOf(features)
