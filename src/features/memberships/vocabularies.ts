import { vocabulary } from '../../records/vocabulary.ts'

export const tierBasis = vocabulary(
  'tier_basis',
  { pl: 'Podstawa kategorii', en: 'Basis of the tier' },
  {
    printed: { pl: 'podane w źródle', en: 'stated in the source' },
    inferred: { pl: 'wywnioskowane', en: 'inferred' },
    decided: { pl: 'decyzja Konwentu', en: 'decided by the Konwent' }
  }
)

export const memberType = vocabulary(
  'member_type',
  { pl: 'Typ członka', en: 'Type of member' },
  {
    organisation: { pl: 'organizacja', en: 'organisation' },
    person: { pl: 'osoba', en: 'person' }
  }
)

export const membershipStatus = vocabulary(
  'membership_status',
  { pl: 'Stan członkostwa', en: 'Status of a membership' },
  {
    candidate: { pl: 'kandydat', en: 'candidate' },
    upcoming: { pl: 'jeszcze nierozpoczęte', en: 'not yet begun' },
    active: { pl: 'aktywne', en: 'active' },
    suspended: { pl: 'zawieszone', en: 'suspended' },
    ended: { pl: 'ustałe', en: 'ended' }
  }
)

export const membershipEventKind = vocabulary(
  'membership_event_kind',
  { pl: 'Zdarzenie w przebiegu członkostwa', en: 'Step in the course of a membership' },
  {
    suspended: { pl: 'zawieszenie', en: 'suspension' },
    resumed: { pl: 'wznowienie', en: 'resumption' },
    tier_changed: { pl: 'zmiana kategorii', en: 'change of tier' },
    ended: { pl: 'ustanie', en: 'end' },
    end_annulled: { pl: 'uchylenie zakończenia', en: 'annulment of the end' }
  }
)
