// Territories by TERYT code. Importing the TERC register keeps them current.
import { defineFeature } from '../../records/define-feature.ts'
import { byCode } from './matchings.ts'
import { territories } from './queries.ts'
import { register } from './register.ts'
import { territoryRules } from './rule-texts.ts'
import { readRegister } from './terc-report.ts'
import { gminaKind, territoryLevel } from './vocabularies.ts'

export const territoriesFeature = defineFeature({
  name: 'territories',
  tags: {
    territories: {
      group: 'reference',
      title: { pl: 'Jednostki podziału terytorialnego', en: 'Territories' },
      description: 'Voivodeships, powiats and gminas by TERYT code.'
    }
  },
  vocabularies: [territoryLevel, gminaKind],
  resources: [territories],
  rules: territoryRules,
  imports: [{ resource: territories, register: readRegister, matchings: { teryt: byCode } }],
  seed: [
    {
      register,
      table: 'territory',
      key: 'code',
      citation: 'territory_code',
      children: [
        {
          property: 'names',
          table: 'territory_name',
          parentColumns: (parent) => ({ territory_code: parent.code }),
          wrap: (value) => {
            const { name, valid_from, valid_to } = value as { name: string; valid_from?: string; valid_to?: string }
            // In the form that PostgreSQL prints, because the range is part of the key.
            return { name, valid: `${valid_from ? `[${valid_from}` : '('},${valid_to ?? ''})` }
          }
        },
        {
          property: 'former_kinds',
          table: 'territory_kind',
          parentColumns: (parent) => ({ territory_code: parent.code })
        }
      ]
    }
  ]
})
