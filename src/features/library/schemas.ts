import { Nullable, Ref, record } from '../../contract/components.ts'
import { Bool, Day, Id, Int, List, Slug, Str, stamps, Url } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { postRole } from '../appointments/vocabularies.ts'
import { creationMode } from '../organisations/vocabularies.ts'
import { nullableOrganisation, PersonSummary } from '../summaries.ts'
import { contributorRole, legalActKind, linkedSiteKind, publicationKind, structureElementKind } from './vocabularies.ts'

const no = Int('Place in the order, from 1.', 1, { minimum: 1, maximum: 32_767 })
const inList = Int('Place in the printed list.', 1, { minimum: 1, maximum: 32_767 })
const code = (example: string) => Str('Stable code.', example, { maxLength: 100 })

const Contributor = record('Contributor', 'An author or editor of a publication.', {
  no,
  role: term(contributorRole, 'Author or editor.', 'editor'),
  person: Ref(PersonSummary)
})

export const Publication = record('Publication', 'A book or paper of the knowledge base.', {
  id: Id(),
  slug: Slug('Short name for URLs.', 'standaryzacja-uslug-spolecznych'),
  no: inList,
  title: Str('Title as printed.', 'Standaryzacja usług społecznych'),
  kind: term(publicationKind, 'Kind; unspecified when the source does not tell.', 'unspecified'),
  issue: Nullable(Str('Issue of a journal as printed; null for other kinds.', '1(24)')),
  year: Nullable(Int('Year; null when not printed.', 2021, { minimum: 1900, maximum: 2100 })),
  publisher: nullableOrganisation('Publisher; null when not told.'),
  contributors: List(Ref(Contributor), 'Authors and editors in the printed order.', { maxItems: 1000 }),
  note: Nullable(Str('Remark of the keepers of the registry.', 'Title as printed.')),
  ...stamps
})

const LegalActTitle = record('LegalActTitle', 'A title under which an act is cited elsewhere, misprints kept.', {
  no,
  title: Str('The title as printed.', 'ustawa z 19 lipca 2019 r. o realizacji usług społecznych'),
  printed_where: Str('Where it stands.', 'S000:3')
})

export const LegalAct = record('LegalAct', 'An act or regulation about social service centres.', {
  id: Id(),
  slug: Slug('Short name for URLs.', 'ustawa-cus-2019'),
  kind: term(legalActKind, 'Act of parliament or regulation.', 'act'),
  title: Str(
    'Official title.',
    'Ustawa z dnia 19 lipca 2019 r. o realizowaniu usług społecznych przez centrum usług społecznych'
  ),
  titles: List(Ref(LegalActTitle), 'Other titles under which it is cited.', { maxItems: 100 }),
  dated: Day('Date in the title, between 1800-01-01 and 2199-12-31.', '2019-07-19'),
  journal: Nullable(Str('Place in the Journal of Laws (Dziennik Ustaw); null when not known.', 'Dz.U. 2019 poz. 1818')),
  in_force_from: Nullable(Day('Day of entry into force; null when not known.', '2020-01-01')),
  ...stamps
})

export const TrainingTopic = record('TrainingTopic', "A topic of the training of a centre's staff.", {
  id: Id(),
  slug: Slug('Short name for URLs.', 'organizacja-spolecznosci-lokalnej'),
  no: inList,
  name: Str('Topic as printed.', 'Organizacja społeczności lokalnej'),
  post_role: Nullable(term(postRole, 'Post that the training is for; null when not told.', 'community_organiser')),
  legal_act: Nullable(
    Slug('Act that sets the topic, see /legal-acts; null when not told.', 'rozporzadzenie-szkolenia-2020')
  ),
  ...stamps
})

export const LinkedSite = record('LinkedSite', 'A site that the knowledge base links to.', {
  id: Id(),
  slug: Slug('Short name for URLs.', 'krajowa-baza-cus'),
  no: Nullable(Int('Place in the printed list; null when it stands elsewhere.', 2, { minimum: 1, maximum: 32_767 })),
  name: Str('Name as printed.', 'Krajowa baza Centrów Usług Społecznych'),
  kind: term(linkedSiteKind, 'Kind of site.', 'national_database'),
  url: Nullable(Url('Address; null when not printed.', 'https://cusy.pl/konwent-cus/')),
  printed_domain: Nullable(Str('Domain as printed, when only that is printed.', 'CUSY.PL')),
  run_by: nullableOrganisation('Organisation that runs the site; null when not told.'),
  ...stamps
})

export const CreationMode = record(
  'CreationMode',
  'One of the four ways in which the Act of 19 July 2019 lets a CUS come to be.',
  {
    code: term(creationMode, 'The mode.', 'transformation_ops'),
    no,
    area_pl: Str('For which area, in Polish.', 'jedna gmina'),
    area_en: Str('For which area, in English.', 'one gmina'),
    ops_continues: Bool('Whether the assistance centre goes on beside the CUS.', false),
    min_population_exclusive: Nullable(
      Int('The gmina must have more inhabitants than this; null when there is no such condition.', 100_000)
    ),
    ...stamps
  }
)

export const StructureElement = record('StructureElement', 'A part of the organisational structure of a CUS.', {
  code: code('services_team'),
  no,
  kind: term(structureElementKind, 'A single post or a team.', 'team'),
  name: Str('Name as printed.', 'Zespół do spraw organizowania usług społecznych'),
  members: List(
    Str('A post of the team as printed.', 'organizator usług społecznych'),
    'Posts of a team; empty for a single post.',
    { maxItems: 100 }
  ),
  optional_cell: Nullable(
    Str(
      'Cell that may be set up within the team; null when there is none.',
      'komórka realizująca zadania z zakresu pracy socjalnej'
    )
  ),
  ...stamps
})

export const ServiceArea = record(
  'ServiceArea',
  'One of the 14 areas of social services of art. 2 (1) of the Act of 19 July 2019.',
  {
    code: code('family_support'),
    no,
    name_pl: Str('Polish name in the nominative.', 'wspieranie rodziny'),
    name_genitive_pl: Str('Polish name in the genitive, as the Act has it.', 'wspierania rodziny'),
    name_en: Str('English name.', 'family support'),
    ...stamps
  }
)
