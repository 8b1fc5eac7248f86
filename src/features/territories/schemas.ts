import { Nullable, NullableRef, Ref, record } from '../../contract/components.ts'
import { Day, Latitude, Longitude, Str, stamps, UncertainDate } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { gminaKind, territoryLevel } from './vocabularies.ts'

const code = (description: string, example: string) =>
  Str(description, example, { maxLength: 6, pattern: '^[0-9]{2}([0-9]{2}([0-9]{2})?)?$' })

export const TerritoryName = record('TerritoryRef', 'Summary of a unit of the territorial division.', {
  code: code('TERYT code without the digit of the kind.', '0609'),
  name: Str('Name of the unit in the nominative.', 'lubelski')
})

const fields = {
  code: code(
    'TERYT code without the digit of the kind: 2 digits for a voivodeship, 4 for a powiat, 6 for a gmina.',
    '060901'
  ),
  level: term(territoryLevel, 'Level in the territorial division.', 'gmina'),
  name: Str('Present name of the unit in the nominative.', 'Bełżyce'),
  gmina_kind: Nullable(term(gminaKind, 'Kind of the gmina. Null for other levels.', 'urban_rural')),
  teryt7: Nullable(
    Str('Seven-digit TERC symbol of the gmina. Null for other levels.', '0609013', {
      maxLength: 7,
      pattern: '^[0-9]{7}$'
    })
  ),
  powiat: NullableRef(TerritoryName, 'Powiat that contains the unit. Null for a voivodeship or powiat.'),
  voivodeship: NullableRef(TerritoryName, 'Voivodeship that contains the unit. Null for a voivodeship.', {
    code: '06',
    name: 'lubelskie'
  })
}

export const TerritorySummary = record(
  'TerritorySummary',
  'A unit of the territorial division of Poland (TERYT) with the units that contain it.',
  fields
)

export const Territory = record(
  'Territory',
  'A unit of the territorial division of Poland (TERYT): a voivodeship, powiat or gmina.',
  {
    ...fields,
    latitude: Nullable(
      Latitude(
        'Latitude of the seat of the gmina in degrees (WGS 84), from GeoNames (CC BY 4.0). Null if unknown, and for ' +
          'other levels.'
      )
    ),
    longitude: Nullable(
      Longitude(
        'Longitude of the seat of the gmina in degrees (WGS 84), from GeoNames (CC BY 4.0). Null if unknown, and for ' +
          'other levels.'
      )
    ),
    ...stamps
  }
)

export const TerritoryFormerName = record('TerritoryNameValidity', 'A name of a unit with the days of its validity.', {
  name: Str('Name of the unit in the nominative.', 'Słupsk'),
  valid_from: Nullable(Day('First day of the name. Null if unknown.', '2024-01-01')),
  valid_to: Nullable(
    Day('First day after the name was in use. Null if it is still in use or the end is unknown.', '2024-01-01')
  )
})

export const TerritoryFormerKind = record('TerritoryFormerKind', 'A kind that a gmina had before a change.', {
  gmina_kind: term(gminaKind, 'Kind of the gmina until the change.', 'rural'),
  until: Ref(UncertainDate)
})
