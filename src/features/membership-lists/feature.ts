import { defineFeature } from '../../records/define-feature.ts'
import { membershipLists } from './queries.ts'

export const membershipListsFeature = defineFeature({
  name: 'membership-lists',
  tags: {
    'membership-lists': {
      group: 'memberships',
      title: { pl: 'Drukowane listy członków', en: 'Membership lists' },
      description: 'Lists of members, as printed in sources.'
    }
  },
  resources: [membershipLists],
  seed: [
    {
      file: 'membership-lists',
      table: 'membership_list',
      key: 'id',
      citation: 'membership_list_id',
      children: [
        {
          property: 'entries',
          table: 'membership_list_entry',
          parentColumns: (record) => ({ membership_list_id: record.id })
        }
      ]
    }
  ]
})
