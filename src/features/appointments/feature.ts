// Posts and their holders.
import { defineFeature } from '../../records/define-feature.ts'
import { byId } from '../imports/matchings.ts'
import { appointmentColumns } from './import-columns.ts'
import { byHolder } from './matchings.ts'
import { posts } from './posts.ts'
import { appointments } from './queries.ts'
import { appointmentRefusals, appointmentRules } from './rule-texts.ts'
import { appointmentCapacity, postRole } from './vocabularies.ts'
import { appointmentWrites, postWrites } from './writes.ts'

export const appointmentsFeature = defineFeature({
  name: 'appointments',
  tags: {
    appointments: {
      group: 'people',
      title: { pl: 'Pełnienie stanowisk', en: 'Appointments' },
      description: 'Appointments: a person holds a post in a capacity for a period.'
    },
    posts: {
      group: 'people',
      title: { pl: 'Stanowiska', en: 'Posts' },
      description: 'Posts in organisations, which people hold one after another.'
    }
  },
  vocabularies: [postRole, appointmentCapacity],
  resources: [posts, appointments],
  writes: [postWrites, appointmentWrites],
  rules: appointmentRules,
  refusals: appointmentRefusals,
  imports: [
    {
      resource: appointments,
      writes: appointmentWrites,
      columns: appointmentColumns,
      matchings: { slug: byHolder, id: byId('appointment') }
    }
  ],
  seed: [
    { file: 'posts', table: 'post', key: 'id' },
    { file: 'appointments', table: 'appointment', key: 'id', citation: 'appointment_id' }
  ]
})
