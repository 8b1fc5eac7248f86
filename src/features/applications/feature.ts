// Applications, enquiries and corrections of visitors of portals, in one mechanism.
import { defineFeature } from '../../records/define-feature.ts'
import { applications } from './queries.ts'
import { applicationRoutes } from './routes.ts'
import { applicationStaffRoutes } from './staff-routes.ts'
import { applicationStatistics } from './statistics-routes.ts'
import { endApplicationsNightly } from './tasks.ts'
import { applicationKind, applicationState } from './vocabularies.ts'

export const applicationsFeature = defineFeature({
  name: 'applications',
  tags: {
    applications: {
      group: 'declarations',
      title: { pl: 'Zgłoszenia', en: 'Applications' },
      description: 'Applications, enquiries and proposed corrections that portals send for their visitors.'
    }
  },
  vocabularies: [applicationKind, applicationState],
  resources: [applications],
  operations: [applicationRoutes, applicationStaffRoutes, applicationStatistics],
  tasks: [endApplicationsNightly]
})
