import { vocabulary } from '../../records/vocabulary.ts'

export const sourceKind = vocabulary(
  'source_kind',
  { pl: 'Rodzaj źródła', en: 'Kind of source' },
  {
    document: { pl: 'dokument', en: 'document' },
    web_page: { pl: 'strona internetowa', en: 'web page' },
    register: { pl: 'rejestr publiczny', en: 'public register' }
  }
)

export const sourceCertainty = vocabulary(
  'source_certainty',
  { pl: 'Pewność faktu', en: 'Certainty of a fact' },
  {
    certain: { pl: 'pewne', en: 'certain' },
    high: { pl: 'wysoka', en: 'high' },
    medium: { pl: 'średnia', en: 'medium' },
    low: { pl: 'niska', en: 'low' }
  }
)

export const factBasis = vocabulary(
  'fact_basis',
  { pl: 'Podstawa faktu', en: 'Basis of a fact' },
  {
    printed: { pl: 'podane wprost', en: 'printed' },
    inferred: { pl: 'wywnioskowane', en: 'inferred' }
  }
)
