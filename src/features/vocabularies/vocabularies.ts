import { vocabulary } from '../../records/vocabulary.ts'

export const periodCertainty = vocabulary(
  'period_certainty',
  { pl: 'Pewność na dany dzień', en: 'Certainty on a day' },
  {
    certain: { pl: 'pewne', en: 'certain' },
    possible: { pl: 'możliwe', en: 'possible' }
  }
)
