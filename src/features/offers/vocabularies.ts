import { vocabulary } from '../../records/vocabulary.ts'

export const offerAudience = vocabulary(
  'offer_audience',
  { pl: 'Adresat oferty', en: 'Audience of an offer' },
  {
    gmina_planning_cus: { pl: 'gmina, która planuje CUS', en: 'gmina that plans a CUS' },
    cus: { pl: 'centrum usług społecznych', en: 'social service centre' },
    self_government: { pl: 'jednostka samorządu terytorialnego', en: 'unit of self-government' },
    ngo: { pl: 'organizacja pozarządowa', en: 'non-governmental organisation' },
    everyone: { pl: 'każdy zainteresowany', en: 'everyone interested' }
  }
)

export const offerChannel = vocabulary(
  'offer_channel',
  { pl: 'Sposób skorzystania z oferty', en: 'Channel of an offer' },
  {
    portal: { pl: 'przez portal', en: 'through a portal' },
    visit: { pl: 'wizyta na zaproszenie', en: 'visit on invitation' },
    email: { pl: 'e-mail', en: 'e-mail' },
    phone: { pl: 'telefon', en: 'telephone' }
  }
)
