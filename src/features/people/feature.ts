import { defineFeature } from '../../records/define-feature.ts'
import { appointments } from '../appointments/queries.ts'
import { events } from '../events/queries.ts'
import { byId, bySlug } from '../imports/matchings.ts'
import { publications } from '../library/queries.ts'
import { memberships } from '../memberships/queries.ts'
import { personMerger } from './merger.ts'
import { people } from './queries.ts'
import { personRules } from './rule-texts.ts'
import { academicTitle } from './vocabularies.ts'
import { personWrites } from './writes.ts'

export const peopleFeature = defineFeature({
  name: 'people',
  tags: { people: 'People named in a public function, and what they may ask for their data.' },
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
        description: 'Posts that one person holds or held.'
      }
    },
    {
      parent: people,
      child: memberships,
      filter: 'person',
      texts: {
        operationId: 'list_person_memberships',
        summary: 'List the memberships of a person',
        description: 'Memberships of one person.'
      }
    },
    {
      parent: people,
      child: events,
      filter: 'person',
      texts: {
        operationId: 'list_person_events',
        summary: 'List the events of a person',
        description: 'Events that one person takes part in or speaks at.'
      }
    },
    {
      parent: people,
      child: publications,
      filter: 'person',
      texts: {
        operationId: 'list_person_publications',
        summary: 'List the publications of a person',
        description: 'Publications that one person wrote or edited.'
      }
    }
  ],
  writes: [personWrites],
  operations: [personMerger],
  rules: personRules,
  imports: [{ resource: people, writes: personWrites, matchings: { slug: bySlug('person'), id: byId('person') } }],
  seed: [{ file: 'people', table: 'person', key: 'id', citation: 'person_id' }]
})
