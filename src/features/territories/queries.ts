import { Type } from '@sinclair/typebox'
import { sql } from 'kysely'
import { Ref } from '../../contract/components.ts'
import { List, Str } from '../../contract/schemas.ts'
import { columnsOf } from '../../records/columns.ts'
import { type Columns, defineResource, type Sql, texts } from '../../records/define.ts'
import { oneOf } from '../../records/references.ts'
import { arrayOf, isOneOf, object, unlessNull } from '../../records/sql.ts'
import { sourcesOf } from '../sources/citations.ts'
import { term } from '../vocabularies/terms.ts'
import { territory, within } from './references.ts'
import { Territory, TerritoryFormerName, type TerritorySummary } from './schemas.ts'

const TERYT = '^[0-9]{2}([0-9]{2}([0-9]{2})?)?$'

const unit = (alias: string): Sql =>
  unlessNull(`${alias}.code`, object({ code: sql.ref(`${alias}.code`), name: sql.ref(`${alias}.name`) }))

const summaryColumns = (t: string, powiat: string, voivodeship: string): Columns<typeof TerritorySummary> => ({
  code: sql.ref(`${t}.code`),
  level: sql.ref(`${t}.level`),
  name: sql.ref(`${t}.name`),
  gmina_kind: sql.ref(`${t}.gmina_kind`),
  teryt7: sql.ref(`${t}.teryt7`),
  powiat: unit(powiat),
  voivodeship: unit(voivodeship)
})

/** Joins the units that a territory lies in; for use with territorySummary(). */
export const territoryJoins = (t: string): Sql => sql`
  left join territory ${sql.id(`${t}p`)} on length(${sql.ref(`${t}.code`)}) = 6 and ${sql.ref(`${t}p.code`)} = left(${sql.ref(`${t}.code`)}, 4)
  left join territory ${sql.id(`${t}v`)} on length(${sql.ref(`${t}.code`)}) > 2 and ${sql.ref(`${t}v.code`)} = left(${sql.ref(`${t}.code`)}, 2)`

export const territorySummary = (t: string): Sql => unlessNull(`${t}.code`, object(summaryColumns(t, `${t}p`, `${t}v`)))

const columns = columnsOf('territory', 't')

export const territories = defineResource({
  name: 'territory',
  path: 'territories',
  label: { pl: 'jednostka podziału terytorialnego', en: 'territory' },
  texts: texts(
    'Territories',
    'Territory',
    'Voivodeships, powiats and gminas that the registry knows, by TERYT.',
    'One territory by its TERYT code.'
  ),
  record: Territory,
  identity: {
    code: Type.String({ pattern: TERYT, minLength: 2, maxLength: 6, description: 'TERYT code.', examples: ['061205'] })
  },
  parameter: 'code',
  identifier: Str('TERYT code of 2, 4 or 6 digits.', '060901', { pattern: TERYT, maxLength: 6 }),
  identifiedBy: (code) => sql`t.code = ${code}`,
  from: sql`territory t ${territoryJoins('t')}`,
  reads: [],
  columns: {
    ...columns.stamps(),
    ...summaryColumns('t', 'tp', 'tv')
  },
  id: columns.sort('code', 'text'),
  sorts: {
    code: columns.sort('code', 'text'),
    name: columns.alphabetical('name'),
    updated_at: columns.sort('updated_at', 'timestamptz')
  },
  defaultSort: 'code',
  filters: {
    level: oneOf(term('territory_level', 'Level.', 'gmina'), 'Level.', ['gmina']),
    gmina_kind: oneOf(term('gmina_kind', 'Kind.', 'rural'), 'Kind of gmina.', ['rural']),
    voivodeship: territory('voivodeship'),
    powiat: territory('powiat')
  },
  where: (q: { level?: string[]; gmina_kind?: string[]; voivodeship?: string[]; powiat?: string[] }) => [
    isOneOf(sql`t.level`, q.level, 'territory_level'),
    isOneOf(sql`t.gmina_kind`, q.gmina_kind, 'gmina_kind'),
    within(sql`t.code`, q.voivodeship),
    within(sql`t.code`, q.powiat)
  ],
  searchText: sql`(' ' || fold(t.name || ' ' || coalesce((select string_agg(n.name, ' ') from territory_name n where n.territory_code = t.code), '')))`,
  updatedAt: columns('updated_at'),
  parts: ['names'],
  includes: {
    names: {
      schema: List(
        Ref(TerritoryFormerName),
        'Names that the unit has borne, oldest first; empty when no change of name is known.'
      ),
      reads: [],
      expression: () =>
        arrayOf(
          { name: sql`n.name`, valid_from: sql`lower(n.valid)`, valid_to: sql`upper(n.valid)` },
          sql`from territory_name n where n.territory_code = t.code order by n.valid`
        )
    },
    sources: sourcesOf('territory_code', sql`t.code`)
  }
})
