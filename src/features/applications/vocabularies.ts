import { vocabulary } from '../../records/vocabulary.ts'

export const applicationKind = vocabulary(
  'application_kind',
  { pl: 'Rodzaj zgłoszenia', en: 'Kind of application' },
  {
    membership: { pl: 'przystąpienie do Konwentu', en: 'joining the Konwent' },
    legal_advice: { pl: 'porada prawnika', en: 'advice of a lawyer' },
    expert_advice: { pl: 'porada eksperta', en: 'advice of an expert' },
    study_visit: { pl: 'wizyta studyjna', en: 'study visit' },
    correction: { pl: 'sprostowanie wpisu', en: 'correction of a record' }
  }
)

export const applicationState = vocabulary(
  'application_state',
  { pl: 'Stan zgłoszenia', en: 'State of an application' },
  {
    received: { pl: 'otrzymane', en: 'received' },
    confirmed: { pl: 'potwierdzone', en: 'confirmed' },
    taken_over: { pl: 'przejęte do prowadzenia', en: 'taken over' },
    refused: { pl: 'załatwione odmownie', en: 'refused' },
    lapsed: { pl: 'wygasłe', en: 'lapsed' }
  }
)
