import { vocabulary } from '../../records/vocabulary.ts'

export const territoryLevel = vocabulary(
  'territory_level',
  { pl: 'Szczebel podziału terytorialnego', en: 'Level of the territorial division' },
  {
    country: { pl: 'kraj', en: 'country' },
    voivodeship: { pl: 'województwo', en: 'voivodeship' },
    powiat: { pl: 'powiat', en: 'powiat' },
    city_county: { pl: 'miasto na prawach powiatu', en: 'city with powiat rights' },
    gmina: { pl: 'gmina', en: 'gmina' }
  }
)

export const gminaKind = vocabulary(
  'gmina_kind',
  { pl: 'Rodzaj gminy', en: 'Kind of gmina' },
  {
    urban: { pl: 'gmina miejska (1)', en: 'urban gmina (1)' },
    rural: { pl: 'gmina wiejska (2)', en: 'rural gmina (2)' },
    urban_rural: { pl: 'gmina miejsko-wiejska (3)', en: 'urban-rural gmina (3)' }
  }
)
