import { defineFeature } from '../../records/define-feature.ts'
import { byId, bySlug } from '../imports/matchings.ts'
import { eventColumns } from './import-columns.ts'
import { events } from './queries.ts'
import { eventRules } from './rule-texts.ts'
import {
  eventForm,
  eventKind,
  eventLinkKind,
  eventRole,
  eventStatus,
  participationMode,
  programmeItemKind
} from './vocabularies.ts'
import { eventWrites } from './writes.ts'

export const eventsFeature = defineFeature({
  name: 'events',
  tags: {
    events: {
      group: 'events',
      title: { pl: 'Wydarzenia', en: 'Events' },
      description: 'Events with their programme and participants.'
    }
  },
  vocabularies: [eventKind, eventForm, eventStatus, eventRole, participationMode, programmeItemKind, eventLinkKind],
  resources: [events],
  writes: [eventWrites],
  rules: eventRules,
  imports: [
    {
      resource: events,
      writes: eventWrites,
      columns: eventColumns,
      matchings: { slug: bySlug('event'), id: byId('event') }
    }
  ],
  seed: [
    {
      file: 'events',
      table: 'event',
      key: 'id',
      citation: 'event_id',
      children: [
        { property: 'titles', table: 'event_title', parentColumns: (record) => ({ event_id: record.id }) },
        { property: 'participants', table: 'event_participant', parentColumns: (record) => ({ event_id: record.id }) },
        {
          property: 'programme',
          table: 'programme_item',
          parentColumns: (record) => ({ event_id: record.id }),
          children: [
            {
              property: 'speakers',
              table: 'programme_speaker',
              parentColumns: (item) => ({ event_id: item.event_id, item_no: item.no })
            }
          ]
        },
        { property: 'links', table: 'event_link', parentColumns: (record) => ({ event_id: record.id }) }
      ]
    }
  ]
})
