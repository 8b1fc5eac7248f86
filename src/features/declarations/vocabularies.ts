import { vocabulary } from '../../records/vocabulary.ts'

export const declarationKind = vocabulary(
  'declaration_kind',
  { pl: 'Rodzaj deklaracji', en: 'Kind of declaration' },
  {
    founding: { pl: 'deklaracja założycielska', en: 'founding declaration' },
    accession: { pl: 'deklaracja przystąpienia', en: 'declaration of accession' },
    withdrawal: { pl: 'deklaracja wystąpienia', en: 'declaration of withdrawal' }
  }
)

export const declarationStatus = vocabulary(
  'declaration_status',
  { pl: 'Stan deklaracji', en: 'Status of a declaration' },
  {
    draft: { pl: 'projekt', en: 'draft' },
    submitted: { pl: 'złożona', en: 'submitted' },
    returned: { pl: 'zwrócona do uzupełnienia', en: 'returned for completion' },
    accepted: { pl: 'przyjęta', en: 'accepted' },
    rejected: { pl: 'odrzucona', en: 'rejected' },
    withdrawn: { pl: 'wycofana', en: 'withdrawn' }
  }
)

export const declarationProperty = vocabulary(
  'declaration_property',
  { pl: 'Część deklaracji', en: 'Part of a declaration' },
  {
    title: { pl: 'tytuł', en: 'title' },
    tier: { pl: 'kategoria członkostwa', en: 'tier' },
    statements: { pl: 'oświadczenia', en: 'statements' },
    signed: { pl: 'dzień podpisania', en: 'day of signing' },
    place: { pl: 'miejsce podpisania', en: 'place of signing' },
    signatories: { pl: 'podpisy', en: 'signatures' },
    sources: { pl: 'źródła', en: 'sources' }
  }
)

export const applicantStatement = vocabulary(
  'applicant_statement',
  { pl: 'Oświadczenie wnioskodawcy', en: 'Statement of an applicant' },
  {
    assistance_centre_becoming_cus: {
      pl: 'chce przekształcić się w centrum usług społecznych',
      en: 'wants to transform into a social service centre'
    },
    other_in_social_services: {
      pl: 'działa bezpośrednio lub pośrednio w sektorze usług społecznych',
      en: 'works directly or indirectly in the sector of social services'
    }
  }
)

export const decisionOutcome = vocabulary(
  'decision_outcome',
  { pl: 'Rozstrzygnięcie', en: 'Outcome of a decision' },
  {
    accepted: { pl: 'przyjęto', en: 'accepted' },
    rejected: { pl: 'odrzucono', en: 'rejected' }
  }
)

export const signatoryRole = vocabulary(
  'signatory_role',
  { pl: 'Rola sygnatariusza', en: 'Role of a signatory' },
  {
    founding_ordinary: { pl: 'członek założyciel', en: 'founding member' },
    founding_supporting: { pl: 'członek wspierający – sygnatariusz', en: 'supporting member – signatory' },
    applicant: { pl: 'wnioskodawca', en: 'applicant' }
  }
)
