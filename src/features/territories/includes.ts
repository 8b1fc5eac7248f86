// Includes of the territory that an organisation serves, by its code.
import { sql } from 'kysely'
import { NullableRef } from '../../contract/components.ts'
import { columnsOf } from '../../records/columns.ts'
import type { Include, Sql } from '../../records/define.ts'
import { object } from '../../records/sql.ts'
import { territoriesOn } from './as-of.ts'
import { territoryJoins, territorySummary } from './queries.ts'
import { TerritoryName, TerritorySummary } from './schemas.ts'

const x = columnsOf('territory', 'x')
const reads = ['territory']

/** Include of the territory. */
export const territoryOf = (code: Sql): Include => ({
  schema: NullableRef(
    TerritorySummary,
    'The gmina, powiat or voivodeship that the organisation serves; with `as_of`, as it was on that day. Null if none ' +
      'is known.'
  ),
  dated: true,
  reads,
  expression: (day, dated) => sql`(
    select ${territorySummary('x')} from ${dated ? territoriesOn('x', day) : x.table}
    ${territoryJoins('x', dated ? day : undefined)} where ${x('code')} = ${code})`
})

/** Include of the voivodeship that contains the territory, or that is the territory itself. */
export const voivodeshipOf = (code: Sql): Include => ({
  schema: NullableRef(
    TerritoryName,
    'The voivodeship that the organisation serves, or in which the gmina or powiat is that it serves. Null if unknown.',
    { code: '06', name: 'lubelskie' }
  ),
  reads,
  expression: () => sql`(
    select ${object(x.pick('code', 'name'))} from ${x.table} where ${x('code')} = left(${code}, 2))`
})
