import { defineFeature } from '../../records/define-feature.ts'
import { addKeyCommands } from './commands.ts'
import { apiKeys } from './resource.ts'
import { apiKeyRoutes } from './routes.ts'
import { apiKeyRules } from './rule-texts.ts'
import { keyAudience } from './vocabularies.ts'

export const apiKeysFeature = defineFeature({
  name: 'api-keys',
  tags: {
    'api-keys': {
      group: 'administration',
      title: { pl: 'Klucze API', en: 'API keys' },
      description: 'API keys, which give partners and staff more permissions than the public.'
    }
  },
  vocabularies: [keyAudience],
  resources: [apiKeys],
  operations: [apiKeyRoutes],
  rules: apiKeyRules,
  commands: addKeyCommands
})
