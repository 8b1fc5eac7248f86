import { Nullable, NullableRef, record } from '../../contract/components.ts'
import { Day, Str, stamps } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { gminaKind, territoryLevel } from './vocabularies.ts'

const code = (description: string, example: string) =>
  Str(description, example, { maxLength: 6, pattern: '^[0-9]{2}([0-9]{2}([0-9]{2})?)?$' })

export const TerritoryName = record('TerritoryRef', 'A unit of the territorial division in short.', {
  code: code('TERYT code without the kind digit.', '0609'),
  name: Str('Name in the nominative.', 'lubelski')
})

const fields = {
  code: code('TERYT code without the kind digit: 2 digits a voivodeship, 4 a powiat, 6 a gmina.', '060901'),
  level: term(territoryLevel, 'Level in the territorial division.', 'gmina'),
  name: Str('Present name in the nominative.', 'Bełżyce'),
  gmina_kind: Nullable(term(gminaKind, 'Kind of a gmina; null for other levels.', 'urban_rural')),
  teryt7: Nullable(
    Str('Seven-digit TERC symbol of a gmina; null for other levels.', '0609013', {
      maxLength: 7,
      pattern: '^[0-9]{7}$'
    })
  ),
  powiat: NullableRef(TerritoryName, 'Powiat that it lies in; null for a voivodeship or powiat.'),
  voivodeship: NullableRef(TerritoryName, 'Voivodeship that it lies in; null for a voivodeship.', {
    code: '06',
    name: 'lubelskie'
  })
}

export const TerritorySummary = record(
  'TerritorySummary',
  'A unit of the territorial division of Poland (TERYT) with those that it lies in.',
  fields
)

export const Territory = record(
  'Territory',
  'A unit of the territorial division of Poland by TERYT: voivodeship, powiat or gmina.',
  { ...fields, ...stamps }
)

export const TerritoryFormerName = record(
  'TerritoryNameValidity',
  'A name that a unit has borne, with the days of its validity.',
  {
    name: Str('The name in the nominative.', 'Słupsk'),
    valid_from: Nullable(Day('First day of the name; null when not known.', '2024-01-01')),
    valid_to: Nullable(
      Day('First day no longer of the name; null when it is in force or the end is not known.', '2024-01-01')
    )
  }
)
