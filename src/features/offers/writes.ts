import type { Writes } from '../../records/define-writes.ts'
import { refersTo, value, values } from '../../records/write/define.ts'
import { linkedSites } from '../library/queries.ts'
import { organisations } from '../organisations/queries.ts'
import { citations } from '../sources/citations.ts'
import { offers } from './queries.ts'

export const offerWrites: Writes = {
  resource: offers,
  properties: {
    ...values('slug'),
    no: value({ keepIfAbsent: true }),
    ...values('name_pl', 'name_en'),
    provider: refersTo(organisations),
    audiences: value({ fallback: [] }),
    ...values('channel'),
    link: refersTo(linkedSites),
    ...values('free_of_charge'),
    sources: citations('offer_id')
  },
  required: ['name_pl', 'name_en'],
  example: {
    name_pl: 'Szkolenie dla organizatorów społeczności lokalnej',
    name_en: 'Training for community organisers',
    provider: { slug: 'obserwatorium-cus' },
    audiences: ['cus', 'gmina_planning_cus'],
    channel: 'portal',
    link: { slug: 'portal-cusy-pl' },
    free_of_charge: true
  },
  change: { audiences: ['cus'], channel: 'email', link: null },
  slugFrom: ({ name_pl }) => String(name_pl)
}
