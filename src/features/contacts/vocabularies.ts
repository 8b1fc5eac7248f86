import { vocabulary } from '../../records/vocabulary.ts'

export const contactVisibility = vocabulary(
  'contact_visibility',
  { pl: 'Widoczność danych kontaktowych', en: 'Visibility of contact data' },
  {
    public: { pl: 'publiczne', en: 'public' },
    partner: { pl: 'dla partnerów', en: 'for partners' },
    staff: { pl: 'dla pracowników', en: 'for staff' }
  }
)

export const legalBasis = vocabulary(
  'legal_basis',
  {
    pl: 'Podstawa przetwarzania danych (art. 6 ust. 1 RODO)',
    en: 'Basis of the processing of data (art. 6 (1) GDPR)'
  },
  {
    consent: { pl: 'zgoda osoby, której dane dotyczą', en: 'consent of the data subject' },
    contract: { pl: 'wykonanie umowy', en: 'performance of a contract' },
    legal_obligation: { pl: 'obowiązek prawny administratora', en: 'legal obligation of the controller' },
    vital_interests: { pl: 'ochrona żywotnych interesów', en: 'protection of vital interests' },
    public_task: { pl: 'zadanie realizowane w interesie publicznym', en: 'task carried out in the public interest' },
    legitimate_interests: {
      pl: 'prawnie uzasadniony interes administratora',
      en: 'legitimate interests of the controller'
    }
  }
)

export const phoneKind = vocabulary(
  'phone_kind',
  { pl: 'Rodzaj telefonu', en: 'Kind of telephone' },
  {
    fixed: { pl: 'stacjonarny', en: 'fixed' },
    mobile: { pl: 'komórkowy', en: 'mobile' }
  }
)
