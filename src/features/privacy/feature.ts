// Rights of data subjects (art. 15, 17 and 18 GDPR), and erasures that stay in force after a restore.
import { defineFeature } from '../../records/define-feature.ts'
import { addPrivacyCommands } from './commands.ts'
import { privacyMeasures } from './measures.ts'
import { restrictedRight } from './rights.ts'
import { privacyRoutes } from './routes.ts'
import { privacyRefusals } from './rule-texts.ts'
import { rewriteErasedNightly } from './tasks.ts'
import { restrictionReason } from './vocabularies.ts'

export const privacyFeature = defineFeature({
  name: 'privacy',
  vocabularies: [restrictionReason],
  operations: [privacyRoutes],
  rights: [restrictedRight],
  refusals: privacyRefusals,
  measures: privacyMeasures,
  tasks: [rewriteErasedNightly],
  commands: addPrivacyCommands
})
