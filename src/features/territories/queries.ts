import { Type } from '@sinclair/typebox'
import { sql } from 'kysely'
import { Ref } from '../../contract/components.ts'
import { List, Str } from '../../contract/schemas.ts'
import { patternOf } from '../../http/validation-texts.ts'
import { columnsOf } from '../../records/columns.ts'
import { type Columns, defineResource, type Sql, texts } from '../../records/define.ts'
import { oneOf } from '../../records/references.ts'
import { arrayOf, isOneOf, object } from '../../records/sql.ts'
import { term } from '../../records/vocabulary.ts'
import { sourcesOf } from '../sources/citations.ts'
import { territoriesOn } from './as-of.ts'
import { explainSymbol, territory, within } from './references.ts'
import { Territory, TerritoryFormerKind, TerritoryFormerName, type TerritorySummary } from './schemas.ts'
import { gminaKind, territoryLevel } from './vocabularies.ts'

/** A code of 2, 4 or 6 digits, or the seven-digit symbol of a gmina, whose last digit is its kind. */
const TERYT = patternOf('^[0-9]{2}([0-9]{2}([0-9]{2}[0-9]?)?)?$', (example) => ({
  pl: `musi być kodem TERYT z 2, 4, 6 albo 7 cyfr, np. ${example} (kod wg nazwy: /v1/territories?q=nazwa)`,
  en: `must be a TERYT code of 2, 4, 6 or 7 digits, such as ${example} (by name: /v1/territories?q=name)`
}))

const unitSummary = (alias: string): Sql => {
  const u = columnsOf('territory', alias)
  return u.unlessNull('code', object(u.pick('code', 'name')))
}

const summaryColumns = (alias: string): Columns<typeof TerritorySummary> => ({
  ...columnsOf('territory', alias).pick('code', 'level', 'name', 'gmina_kind', 'teryt7'),
  powiat: unitSummary(`${alias}p`),
  voivodeship: unitSummary(`${alias}v`)
})

/**
 * Returns joins of the powiat and voivodeship of a territory, which territorySummary() needs; as of the day, if any.
 */
export function territoryJoins(alias: string, day?: Sql): Sql {
  const code = columnsOf('territory', alias)('code')
  const [p, v] = [columnsOf('territory', `${alias}p`), columnsOf('territory', `${alias}v`)]
  const units = (unit: typeof p, name: string) => (day ? territoriesOn(name, day) : unit.table)
  return sql`
    left join ${units(p, `${alias}p`)} on length(${code}) = 6 and ${p('code')} = left(${code}, 4)
    left join ${units(v, `${alias}v`)} on length(${code}) > 2 and ${v('code')} = left(${code}, 2)`
}

/** Returns the SQL of a territory summary; null if the joined row is missing. */
export const territorySummary = (alias: string): Sql =>
  columnsOf('territory', alias).unlessNull('code', object(summaryColumns(alias)))

const [t, n] = [columnsOf('territory', 't'), columnsOf('territory_name', 'n')]
const k = columnsOf('territory_kind', 'k')

export const territories = defineResource({
  name: 'territory',
  path: 'territories',
  label: { pl: 'jednostka podziału terytorialnego', en: 'territory' },
  texts: texts(
    'Territories',
    'Territory',
    'Returns the voivodeships, powiats and gminas on record, with their TERYT codes.',
    'Returns one territory by its TERYT code.'
  ),
  record: Territory,
  identity: {
    code: Type.String({
      pattern: TERYT,
      minLength: 2,
      maxLength: 7,
      description: 'TERYT code of 2, 4 or 6 digits, or of 7 digits with the present kind of the gmina.',
      examples: ['061205']
    }),
    otherCode: 'teryt7'
  },
  explainUnknown: explainSymbol,
  parameter: 'code',
  identifier: Str('The TERYT code of 2, 4 or 6 digits, or of 7 digits with the present kind of the gmina.', '060901', {
    pattern: TERYT,
    maxLength: 7
  }),
  identifiedBy: (code) => sql`${t('code')} = ${code.slice(0, 6)} and ${code} in (${t('code')}, ${t('teryt7')})`,
  from: sql`${t.table} ${territoryJoins('t')}`,
  reads: [],
  columns: {
    ...t.stamps(),
    ...summaryColumns('t'),
    ...t.pick('latitude', 'longitude')
  },
  id: t.sort('code', 'text'),
  sorts: {
    code: t.sort('code', 'text'),
    name: t.alphabetical('name'),
    updated_at: t.sort('updated_at', 'timestamptz')
  },
  defaultSort: 'code',
  filters: {
    level: oneOf(term(territoryLevel, 'Level of the territory.', 'gmina'), 'Level of the territory.', ['gmina']),
    gmina_kind: oneOf(term(gminaKind, 'Kind of the gmina.', 'rural'), 'Kind of the gmina.', ['rural']),
    voivodeship: territory('voivodeship'),
    powiat: territory('powiat')
  },
  where: (q: { level?: string[]; gmina_kind?: string[]; voivodeship?: string[]; powiat?: string[] }) => [
    isOneOf(t('level'), q.level, 'territory_level'),
    isOneOf(t('gmina_kind'), q.gmina_kind, 'gmina_kind'),
    within(t('code'), q.voivodeship),
    within(t('code'), q.powiat)
  ],
  searchText: t('search_text'),
  updatedAt: t('updated_at'),
  parts: ['names'],
  includes: {
    names: {
      schema: List(
        Ref(TerritoryFormerName),
        'All names of the unit with their validity, the oldest first. Empty if no change of name is known.'
      ),
      reads: [],
      expression: () =>
        arrayOf(
          { name: n('name'), valid_from: sql`lower(${n('valid')})`, valid_to: sql`upper(${n('valid')})` },
          sql`from ${n.table} where ${n('territory_code')} = ${t('code')} order by ${n('valid')}`
        )
    },
    former_kinds: {
      schema: List(Ref(TerritoryFormerKind), 'Kinds of the gmina before changes, in their order.'),
      reads: [],
      expression: () =>
        arrayOf(
          { gmina_kind: k('gmina_kind'), until: k.uncertain('until') },
          sql`from ${k.table} where ${k('territory_code')} = ${t('code')}
            order by coalesce(${k('until_on')}, ${k('until_not_after')}), ${k('id')}`
        )
    },
    sources: sourcesOf('territory_code', t('code'))
  }
})
