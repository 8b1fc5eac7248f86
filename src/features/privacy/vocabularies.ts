import { vocabulary } from '../../records/vocabulary.ts'

export const restrictionReason = vocabulary(
  'restriction_reason',
  {
    pl: 'Powód ograniczenia przetwarzania (art. 18 ust. 1 RODO)',
    en: 'Reason for the restriction of processing (art. 18 (1) GDPR)'
  },
  {
    accuracy_contested: {
      pl: 'kwestionowana prawidłowość danych (lit. a)',
      en: 'accuracy of the data is contested (point a)'
    },
    unlawful_processing: {
      pl: 'przetwarzanie niezgodne z prawem, sprzeciw wobec usunięcia (lit. b)',
      en: 'unlawful processing, erasure is opposed (point b)'
    },
    legal_claims: {
      pl: 'dane potrzebne osobie do ustalenia, dochodzenia lub obrony roszczeń (lit. c)',
      en: 'data needed by the data subject for legal claims (point c)'
    },
    objection: {
      pl: 'wniesiony sprzeciw wobec przetwarzania (lit. d)',
      en: 'an objection to the processing is pending (point d)'
    }
  }
)
