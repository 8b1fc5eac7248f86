// Organisations, their lineage, and the matching of printed names.
import { defineFeature } from '../../records/define-feature.ts'
import { appointments } from '../appointments/queries.ts'
import { contacts } from '../contacts/queries.ts'
import { declarations } from '../declarations/queries.ts'
import { events } from '../events/queries.ts'
import { byColumn, byId, bySlug } from '../imports/matchings.ts'
import { memberships } from '../memberships/queries.ts'
import { organisationColumns, organisationColumnsNotRead } from './import-columns.ts'
import { organisationLifecycle } from './lifecycle-routes.ts'
import { lineage } from './lineage.ts'
import { matchRoute } from './match-route.ts'
import { byTeryt } from './matchings.ts'
import { createDirectoryCache } from './name-matching/directory.ts'
import { organisations } from './queries.ts'
import { organisationRules } from './rule-texts.ts'
import { creationMode, kindFamily, organisationKind, organisationNameKind, organisationStatus } from './vocabularies.ts'
import { lineageWrites, organisationWrites } from './writes.ts'

export const organisationsFeature = defineFeature({
  name: 'organisations',
  tags: {
    organisations: {
      group: 'organisations',
      title: { pl: 'Organizacje', en: 'Organisations' },
      description: 'Organisations and their names. A search finds an organisation by a printed name.'
    },
    lineage: {
      group: 'organisations',
      title: { pl: 'Następstwo organizacji', en: 'Lineage' },
      description: 'Transitions from one organisation to another, such as a transformation into a CUS.'
    }
  },
  vocabularies: [organisationKind, kindFamily, organisationStatus, organisationNameKind, creationMode],
  resources: [organisations, lineage],
  subLists: [
    {
      parent: organisations,
      child: memberships,
      filter: 'organisation',
      texts: {
        operationId: 'list_organisation_memberships',
        summary: 'List the memberships of an organisation',
        description: 'Returns the past and present memberships of one organisation.'
      }
    },
    {
      parent: organisations,
      child: appointments,
      filter: 'organisation',
      texts: {
        operationId: 'list_organisation_appointments',
        summary: 'List the appointments in an organisation',
        description: 'Returns the past and present appointments to the posts of one organisation.'
      }
    },
    {
      parent: organisations,
      child: contacts,
      filter: 'organisation',
      texts: {
        operationId: 'list_organisation_contacts',
        summary: 'List the contacts of an organisation',
        description: 'Returns the public contacts of one organisation and of its posts.'
      }
    },
    {
      parent: organisations,
      child: declarations,
      filter: 'organisation',
      texts: {
        operationId: 'list_organisation_declarations',
        summary: 'List the declarations of an organisation',
        description: 'Returns the accepted declarations that were signed on behalf of one organisation.'
      }
    },
    {
      parent: organisations,
      child: events,
      filter: 'organisation',
      texts: {
        operationId: 'list_organisation_events',
        summary: 'List the events of an organisation',
        description:
          'Returns the events in which one organisation takes part, at which it is presented, or which it hosts.'
      }
    },
    {
      parent: organisations,
      child: lineage,
      filter: 'organisation',
      texts: {
        operationId: 'list_organisation_lineage',
        summary: 'List the lineage of an organisation',
        description: 'Returns the predecessors and the successors of one organisation.'
      }
    }
  ],
  writes: [organisationWrites, lineageWrites],
  operations: [(app) => void app.decorate('directory', createDirectoryCache()), matchRoute, organisationLifecycle],
  rules: organisationRules,
  imports: [
    {
      resource: organisations,
      writes: organisationWrites,
      columns: organisationColumns,
      notRead: organisationColumnsNotRead,
      matchings: {
        slug: bySlug('organisation'),
        nip: byColumn('organisation', 'nip'),
        regon: byColumn('organisation', 'regon'),
        teryt: byTeryt,
        id: byId('organisation')
      }
    }
  ],
  seed: [
    {
      file: 'organisations',
      table: 'organisation',
      key: 'id',
      citation: 'organisation_id',
      children: [
        { property: 'names', table: 'organisation_name', parentColumns: (record) => ({ organisation_id: record.id }) },
        {
          property: 'lineage',
          table: 'organisation_lineage',
          parentColumns: (record) => ({ organisation_id: record.id })
        }
      ]
    }
  ]
})
