import { vocabulary } from '../../records/vocabulary.ts'

export const organisationKind = vocabulary(
  'organisation_kind',
  { pl: 'Rodzaj organizacji', en: 'Kind of organisation' },
  {
    cus: { pl: 'centrum usług społecznych', en: 'social service centre' },
    ops: { pl: 'ośrodek pomocy społecznej', en: 'social assistance centre' },
    gops: { pl: 'gminny ośrodek pomocy społecznej', en: 'gmina social assistance centre' },
    mgops: { pl: 'miejsko-gminny ośrodek pomocy społecznej', en: 'town and gmina social assistance centre' },
    mops: { pl: 'miejski ośrodek pomocy społecznej', en: 'municipal social assistance centre' },
    mopr: { pl: 'miejski ośrodek pomocy rodzinie', en: 'municipal family assistance centre' },
    pcpr: { pl: 'powiatowe centrum pomocy rodzinie', en: 'powiat family assistance centre' },
    rops: { pl: 'regionalny ośrodek polityki społecznej', en: 'regional social policy centre' },
    voivodeship_office: { pl: 'urząd wojewódzki', en: 'voivodeship office' },
    marshal_office: { pl: 'urząd marszałkowski', en: "marshal's office" },
    voivodeship_government: { pl: 'samorząd województwa', en: 'voivodeship self-government' },
    gmina: { pl: 'gmina / urząd gminy', en: 'gmina / gmina office' },
    powiat: { pl: 'powiat / starostwo', en: 'powiat / powiat office' },
    ministry: { pl: 'ministerstwo', en: 'ministry' },
    department: { pl: 'departament / wydział', en: 'department' },
    body: { pl: 'organ, rada', en: 'body, council' },
    office: { pl: 'urząd (np. Prezydent RP)', en: 'office (such as the President of Poland)' },
    foundation: { pl: 'fundacja', en: 'foundation' },
    association: { pl: 'stowarzyszenie', en: 'association' },
    ngo: { pl: 'organizacja pozarządowa', en: 'non-governmental organisation' },
    social_economy_entity: { pl: 'podmiot ekonomii społecznej (PES)', en: 'social economy entity' },
    social_enterprise: { pl: 'przedsiębiorstwo społeczne', en: 'social enterprise' },
    observatory: { pl: 'obserwatorium', en: 'observatory' },
    university: { pl: 'uczelnia', en: 'university' },
    portal: { pl: 'portal', en: 'portal' },
    venue: { pl: 'miejsce wydarzenia', en: 'venue' },
    convention: { pl: 'konwent', en: 'convention' },
    other: { pl: 'inne', en: 'other' }
  }
)

export const kindFamily = vocabulary(
  'kind_family',
  { pl: 'Rodzina rodzajów', en: 'Family of kinds' },
  {
    cus: { pl: 'centra usług społecznych', en: 'social service centres' },
    ops: {
      pl: 'ośrodki pomocy (OPS, GOPS, MGOPS, MOPS, MOPR)',
      en: 'assistance centres (OPS, GOPS, MGOPS, MOPS, MOPR)'
    },
    family_support: { pl: 'powiatowe centra pomocy rodzinie', en: 'powiat family assistance centres' },
    regional_policy: { pl: 'regionalne ośrodki polityki społecznej', en: 'regional social policy centres' },
    government_administration: { pl: 'administracja rządowa', en: 'government administration' },
    self_government: { pl: 'samorząd terytorialny', en: 'territorial self-government' },
    third_sector: { pl: 'trzeci sektor i ekonomia społeczna', en: 'third sector and social economy' }
  }
)

export const organisationStatus = vocabulary(
  'organisation_status',
  { pl: 'Stan organizacji', en: 'Status of an organisation' },
  {
    active: { pl: 'działa', en: 'active' },
    transformed: { pl: 'przekształcona', en: 'transformed' },
    closed: { pl: 'zlikwidowana', en: 'closed' }
  }
)

export const organisationNameKind = vocabulary(
  'organisation_name_kind',
  { pl: 'Rodzaj innej nazwy', en: 'Kind of other name' },
  {
    variant: { pl: 'wariant nazwy', en: 'variant' },
    former: { pl: 'dawna nazwa', en: 'former name' }
  }
)

export const creationMode = vocabulary(
  'creation_mode',
  { pl: 'Tryb utworzenia CUS', en: 'Creation mode of a CUS' },
  {
    transformation_ops: {
      pl: 'przekształcenie ośrodka pomocy społecznej (jedna gmina)',
      en: 'transformation of a social assistance centre (one gmina)'
    },
    agreement_of_gminas: { pl: 'porozumienie gmin (dwie lub więcej)', en: 'agreement of gminas (two or more)' },
    new_unit_over_100k: {
      pl: 'nowa jednostka w gminie powyżej 100 tys. mieszkańców',
      en: 'new unit in a gmina of more than 100,000 inhabitants'
    },
    transformation_mopr: {
      pl: 'przekształcenie MOPR (miasto na prawach powiatu, bez miast wojewódzkich)',
      en: 'transformation of a MOPR (city with powiat rights, voivodeship capitals excluded)'
    }
  }
)
