import { vocabulary } from '../../records/vocabulary.ts'

export const structureElementKind = vocabulary(
  'structure_element_kind',
  { pl: 'Rodzaj elementu struktury CUS', en: 'Kind of structure element of a CUS' },
  {
    post: { pl: 'stanowisko', en: 'post' },
    team: { pl: 'zespół', en: 'team' }
  }
)

export const publicationKind = vocabulary(
  'publication_kind',
  { pl: 'Rodzaj publikacji', en: 'Kind of publication' },
  {
    book: { pl: 'książka', en: 'book' },
    journal_issue: { pl: 'numer czasopisma', en: 'issue of a periodical' },
    expert_opinion: { pl: 'ekspertyza', en: 'expert opinion' },
    handbook: { pl: 'podręcznik', en: 'handbook' },
    unspecified: { pl: 'nieokreślono', en: 'not specified' }
  }
)

export const contributorRole = vocabulary(
  'contributor_role',
  { pl: 'Rola współtwórcy', en: 'Role of a contributor' },
  {
    author: { pl: 'autor', en: 'author' },
    editor: { pl: 'redaktor (red., redakcja naukowa)', en: 'editor' }
  }
)

export const legalActKind = vocabulary(
  'legal_act_kind',
  { pl: 'Rodzaj aktu prawnego', en: 'Kind of legal act' },
  {
    act: { pl: 'ustawa', en: 'act of parliament' },
    regulation: { pl: 'rozporządzenie', en: 'regulation' }
  }
)

export const linkedSiteKind = vocabulary(
  'linked_site_kind',
  { pl: 'Rodzaj strony', en: 'Kind of linked website' },
  {
    government_site: { pl: 'strona rządowa', en: 'government website' },
    national_database: { pl: 'krajowa baza danych', en: 'national database' },
    convention_site: { pl: 'strona Konwentu', en: 'website of the Konwent' },
    portal: { pl: 'portal', en: 'portal' },
    other: { pl: 'inne', en: 'other' }
  }
)
