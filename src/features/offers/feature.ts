import { defineFeature } from '../../records/define-feature.ts'
import { gone, notBlank, positionTaken, slugRules } from '../../records/write/rules.ts'
import { offers } from './queries.ts'
import { offerAudience, offerChannel } from './vocabularies.ts'
import { offerWrites } from './writes.ts'

export const offersFeature = defineFeature({
  name: 'offers',
  tags: {
    offers: {
      group: 'reference',
      title: { pl: 'Oferty', en: 'Offers' },
      description: 'Advice, visits and knowledge for gminas and centres.'
    }
  },
  vocabularies: [offerAudience, offerChannel],
  resources: [offers],
  writes: [offerWrites],
  rules: {
    ...slugRules('offer'),
    offer_no_key: positionTaken,
    offer_provider_fkey: gone('/provider'),
    offer_link_fkey: gone('/link'),
    offer_name_not_blank: notBlank(
      '/name_pl',
      'Żadna z nazw («name_pl», «name_en»)',
      'Each of the names («name_pl», «name_en»)'
    )
  },
  seed: [{ file: 'offers', table: 'offer', key: 'id', citation: 'offer_id' }]
})
