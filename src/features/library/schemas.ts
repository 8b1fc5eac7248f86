import { Nullable, Ref, record } from '../../contract/components.ts'
import { Bool, Day, Id, Int, List, Slug, Str, stamps, Url } from '../../contract/schemas.ts'
import { patternOf } from '../../http/validation-texts.ts'
import { term } from '../../records/vocabulary.ts'
import { postRole } from '../appointments/vocabularies.ts'
import { creationMode } from '../organisations/vocabularies.ts'
import { nullableOrganisation, PersonSummary } from '../summaries.ts'
import { contributorRole, legalActKind, linkedSiteKind, publicationKind, structureElementKind } from './vocabularies.ts'

const no = Int('Position in the order, from 1.', 1, { minimum: 1, maximum: 32_767 })
const inList = Int('Position in the printed list.', 1, { minimum: 1, maximum: 32_767 })
const code = (example: string) => Str('Stable code of the record.', example, { maxLength: 100 })

const DOI = patternOf('^10[.][0-9]{4,9}/\\S+$', (example) => ({
  pl: `musi mieć postać DOI bez adresu przed nim, np. ${example}`,
  en: `must have the form of a DOI without an address before it, such as ${example}`
}))
const ISBN = patternOf('^(97[89][0-9]{10}|[0-9]{9}[0-9X])$', (example) => ({
  pl: `musi mieć 13 albo 10 znaków ISBN, bez łączników i odstępów, np. ${example}`,
  en: `must have the 13 or 10 characters of an ISBN, without hyphens and spaces, such as ${example}`
}))

const Contributor = record('Contributor', 'An author or editor of a publication.', {
  no,
  role: term(contributorRole, 'Role of the contributor: author or editor.', 'editor'),
  person: Ref(PersonSummary)
})

export const Publication = record('Publication', 'A book or paper of the knowledge base.', {
  id: Id(),
  slug: Slug('Short name for URLs.', 'standaryzacja-uslug-spolecznych'),
  no: inList,
  title: Str('Title of the publication as printed.', 'Standaryzacja usług społecznych'),
  kind: term(publicationKind, 'Kind of publication; `unspecified` if the source does not specify it.', 'unspecified'),
  issue: Nullable(Str('Issue of a periodical as printed. Null for other kinds.', '1(24)')),
  year: Nullable(Int('Year of publication. Null if not printed.', 2021, { minimum: 1900, maximum: 2100 })),
  publisher: nullableOrganisation('Publisher. Null if not known.'),
  contributors: List(Ref(Contributor), 'Authors and editors in the printed order.', { maxItems: 1000 }),
  url: Nullable(Url('Address of the publication. Null if not known.', 'https://publikacje.example/standaryzacja')),
  doi: Nullable(
    Str('Digital object identifier, without an address before it. Null if not known.', '10.12345/uslugi.2021.3', {
      pattern: DOI,
      maxLength: 200
    })
  ),
  isbn: Nullable(
    Str(
      'ISBN of 13 or 10 characters with a correct check digit, without hyphens. Null if not known.',
      '9788300000005',
      {
        pattern: ISBN,
        minLength: 10,
        maxLength: 13
      }
    )
  ),
  note: Nullable(Str('Remark by the staff of the registry, in Polish. Null if there is none.', 'Tytuł jak w druku.')),
  note_en: Nullable(Str('The remark in English. Null if it was not translated.', 'Title as printed.')),
  ...stamps
})

const LegalActTitle = record('LegalActTitle', 'A title under which an act is cited elsewhere, including misprints.', {
  no,
  title: Str('Other title as printed.', 'ustawa z 19 lipca 2019 r. o realizacji usług społecznych'),
  printed_where: Str('Source and line where the title is printed.', 'S000:3')
})

export const LegalAct = record('LegalAct', 'An act of parliament or regulation about social service centres.', {
  id: Id(),
  slug: Slug('Short name for URLs.', 'ustawa-cus-2019'),
  kind: term(legalActKind, 'Kind of act: act of parliament or regulation.', 'act'),
  title: Str(
    'Official title of the act.',
    'Ustawa z dnia 19 lipca 2019 r. o realizowaniu usług społecznych przez centrum usług społecznych'
  ),
  titles: List(Ref(LegalActTitle), 'Other titles under which the act is cited.', { maxItems: 100 }),
  dated: Day('Date in the title, from 1800-01-01 to 2199-12-31.', '2019-07-19'),
  journal: Nullable(
    Str('Position in the Journal of Laws (Dziennik Ustaw). Null if not known.', 'Dz.U. 2019 poz. 1818')
  ),
  in_force_from: Nullable(Day('Day of entry into force. Null if not known.', '2020-01-01')),
  initiator: nullableOrganisation('Office or body on whose initiative the act was made. Null if not known.'),
  ...stamps
})

export const TrainingTopic = record('TrainingTopic', 'A topic of the training for the staff of a CUS.', {
  id: Id(),
  slug: Slug('Short name for URLs.', 'organizacja-spolecznosci-lokalnej'),
  no: inList,
  name: Str('Name of the topic as printed.', 'Organizacja społeczności lokalnej'),
  post_role: Nullable(
    term(postRole, 'Post for which the training is intended. Null if not specified.', 'community_organiser')
  ),
  legal_act: Nullable(
    Slug('Slug of the act that prescribes the topic, see /legal-acts. Null if none.', 'rozporzadzenie-szkolenia-2020')
  ),
  ...stamps
})

export const LinkedSite = record('LinkedSite', 'A website to which the knowledge base links.', {
  id: Id(),
  slug: Slug('Short name for URLs.', 'krajowa-baza-cus'),
  no: Nullable(Int('Position in the printed list. Null if it is not in the list.', 2, { minimum: 1, maximum: 32_767 })),
  name: Str('Name of the website as printed.', 'Krajowa baza Centrów Usług Społecznych'),
  kind: term(linkedSiteKind, 'Kind of website.', 'national_database'),
  url: Nullable(Url('Address of the website. Null if not printed.', 'https://cusy.pl/konwent-cus/')),
  printed_domain: Nullable(Str('Domain as printed, if only the domain is printed. Null otherwise.', 'CUSY.PL')),
  run_by: nullableOrganisation('Organisation that runs the website. Null if not known.'),
  ...stamps
})

export const CreationMode = record(
  'CreationMode',
  'One of the four ways to create a CUS under the Act of 19 July 2019.',
  {
    code: term(creationMode, 'Code of the creation mode.', 'transformation_ops'),
    no,
    name_pl: Str('Name of the mode in Polish.', 'przekształcenie ośrodka pomocy społecznej'),
    name_en: Str('Name of the mode in English.', 'transformation of the social assistance centre'),
    available_to_pl: Str('Units that may use the mode, in Polish.', 'pojedyncza gmina'),
    available_to_en: Str('Units that may use the mode, in English.', 'a single gmina'),
    area_pl: Str('Area of the CUS, in Polish.', 'jedna gmina'),
    area_en: Str('Area of the CUS, in English.', 'one gmina'),
    ops_continues: Bool('Whether the social assistance centre continues to exist beside the CUS.', false),
    min_population_exclusive: Nullable(
      Int('The gmina must have more inhabitants than this number. Null if there is no such condition.', 100_000)
    ),
    ...stamps
  }
)

export const StructureElement = record('StructureElement', 'A post or team of the organisational structure of a CUS.', {
  code: code('services_team'),
  no,
  kind: term(structureElementKind, 'Kind of the element: a single post or a team.', 'team'),
  name: Str('Name of the element as printed.', 'Zespół do spraw organizowania usług społecznych'),
  members: List(
    Str('A post of the team as printed.', 'organizator usług społecznych'),
    'Posts of a team. Empty for a single post.',
    { maxItems: 100 }
  ),
  optional_cell: Nullable(
    Str(
      'Unit (komórka) that can be created within the team. Null if there is none.',
      'komórka realizująca zadania z zakresu pracy socjalnej'
    )
  ),
  ...stamps
})

export const ServiceArea = record(
  'ServiceArea',
  'One of the 14 areas of social services in art. 2 (1) of the Act of 19 July 2019.',
  {
    code: code('family_support'),
    no,
    name_pl: Str('Name in Polish, in the nominative.', 'wspieranie rodziny'),
    name_genitive_pl: Str('Name in Polish, in the genitive as in the Act.', 'wspierania rodziny'),
    name_en: Str('Name of the area in English.', 'family support'),
    ...stamps
  }
)

export const TargetGroup = record('TargetGroup', 'A group of residents for whom a CUS provides services.', {
  code: code('older_people'),
  no,
  name_pl: Str('Name of the group in Polish.', 'osoby starsze'),
  name_en: Str('Name of the group in English.', 'older people'),
  ...stamps
})

export const ServiceProvider = record('ServiceProvider', 'A kind of unit that provides services for a CUS.', {
  code: code('ngos'),
  no,
  name_pl: Str('Name of the kind in Polish.', 'organizacje pozarządowe'),
  name_en: Str('Name of the kind in English.', 'non-governmental organisations'),
  ...stamps
})
