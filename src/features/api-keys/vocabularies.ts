import { vocabulary } from '../../records/vocabulary.ts'

export const keyAudience = vocabulary(
  'key_audience',
  { pl: 'Posiadacz klucza', en: 'Holder of a key' },
  {
    partner: { pl: 'partner', en: 'partner' },
    staff: { pl: 'pracownik Obserwatorium', en: 'staff of the Observatory' }
  }
)
