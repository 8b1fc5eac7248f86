import type { Writes } from '../../records/define-writes.ts'
import { refersTo, value, values } from '../../records/write/define.ts'
import { legalActs } from '../library/queries.ts'
import { organisations } from '../organisations/queries.ts'
import { citations } from '../sources/citations.ts'
import { objectives } from './queries.ts'

export const objectiveWrites: Writes = {
  resource: objectives,
  properties: {
    ...values('slug'),
    no: value({ keepIfAbsent: true }),
    ...values('kind', 'text_pl', 'text_en'),
    organisation: refersTo(organisations),
    legal_act: refersTo(legalActs, { bare: true }),
    sources: citations('objective_id')
  },
  required: ['kind', 'text_pl', 'text_en'],
  example: {
    kind: 'observatory_task',
    text_pl: 'Prowadzić rejestr członków Konwentu.',
    text_en: 'Keep the register of the members of the Konwent.',
    organisation: { slug: 'obserwatorium-cus' },
    sources: [{ source: 's002', locator: '5' }]
  },
  change: { text_en: 'Maintain the registry of the members of the Konwent.' },
  slugFrom: ({ text_pl }) => String(text_pl)
}
