// The audit, and the history of the records of other features. It needs their resources, so it comes after them in the
// list of features.
import { defineFeature, type Feature } from '../../records/define-feature.ts'
import { verifierRight } from '../../records/verification.ts'
import { addAuditCommands } from './commands.ts'
import { previousValues } from './previous-values.ts'
import { audit, history, historyList } from './queries.ts'
import { auditRoutes } from './routes.ts'
import { deletePreviousValuesNightly, verifyAuditNightly } from './tasks.ts'
import { auditActor } from './vocabularies.ts'

export const auditFeature = (features: readonly Feature[]): Feature =>
  defineFeature({
    name: 'audit',
    tags: {
      audit: {
        group: 'administration',
        title: { pl: 'Dziennik audytu', en: 'Audit' },
        description: 'The audit: who did what and when, and the verification of its entries.'
      },
      'previous-values': {
        group: 'administration',
        title: { pl: 'Poprzednie wartości', en: 'Previous values' },
        description: 'Values of records before changes, with which staff undo mistakes.'
      }
    },
    vocabularies: [auditActor],
    resources: [audit, history, previousValues],
    subLists: features.flatMap(({ resources = [] }) =>
      resources.filter((resource) => resource.history).map(historyList)
    ),
    operations: [auditRoutes],
    rights: [verifierRight],
    tasks: [deletePreviousValuesNightly, verifyAuditNightly],
    commands: addAuditCommands
  })
