import { defineFeature } from '../../records/define-feature.ts'
import { appointments } from '../appointments/queries.ts'
import { events } from '../events/queries.ts'
import { byId, bySlug } from '../imports/matchings.ts'
import { publications } from '../library/publications.ts'
import { memberships } from '../memberships/queries.ts'
import { personColumns, personColumnsNotRead } from './import-columns.ts'
import { personMerger } from './merger.ts'
import { people } from './queries.ts'
import { personRules } from './rule-texts.ts'
import { academicTitle } from './vocabularies.ts'
import { personWrites } from './writes.ts'

export const peopleFeature = defineFeature({
  name: 'people',
  tags: {
    people: {
      group: 'people',
      title: { pl: 'Osoby', en: 'People' },
      description: 'People named in a public function, and the exercise of their rights under the GDPR.'
    }
  },
  vocabularies: [academicTitle],
  resources: [people],
  subLists: [
    {
      parent: people,
      child: appointments,
      filter: 'person',
      texts: {
        operationId: 'list_person_appointments',
        summary: 'List the appointments of a person',
        description: 'Returns the past and present appointments of one person.'
      }
    },
    {
      parent: people,
      child: memberships,
      filter: 'person',
      texts: {
        operationId: 'list_person_memberships',
        summary: 'List the memberships of a person',
        description: 'Returns the past and present memberships of one person.'
      }
    },
    {
      parent: people,
      child: events,
      filter: 'person',
      texts: {
        operationId: 'list_person_events',
        summary: 'List the events of a person',
        description: 'Returns the events in which one person takes part or speaks.'
      }
    },
    {
      parent: people,
      child: publications,
      filter: 'person',
      texts: {
        operationId: 'list_person_publications',
        summary: 'List the publications of a person',
        description: 'Returns the publications that one person wrote or edited.'
      }
    }
  ],
  writes: [personWrites],
  operations: [personMerger],
  rules: personRules,
  imports: [
    {
      resource: people,
      writes: personWrites,
      columns: personColumns,
      notRead: personColumnsNotRead,
      matchings: { slug: bySlug('person'), id: byId('person') }
    }
  ],
  seed: [{ file: 'people', table: 'person', key: 'id', citation: 'person_id' }]
})
