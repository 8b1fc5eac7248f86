// The audit, and the history of the records of other features. It is made of them, so it comes after them in the list.
import { defineFeature, type Feature } from '../../records/define-feature.ts'
import { addAuditCommands } from './commands.ts'
import { audit, history, historyList } from './queries.ts'
import { auditRoutes } from './routes.ts'
import { auditActor } from './vocabularies.ts'

export const auditFeature = (features: readonly Feature[]): Feature =>
  defineFeature({
    name: 'audit',
    tags: { audit: 'Who did what, and whether the record of it is whole.' },
    vocabularies: [auditActor],
    resources: [audit, history],
    subLists: features.flatMap(({ resources = [] }) =>
      resources.filter((resource) => resource.history).map(historyList)
    ),
    operations: [auditRoutes],
    commands: addAuditCommands
  })
