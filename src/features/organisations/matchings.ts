// Finds the organisation of an import row by TERYT code and kind.
import { sql } from 'kysely'
import { columnsOf } from '../../records/columns.ts'
import type { Matching } from '../../records/define-imports.ts'
import { textAt } from '../imports/matchings.ts'

/** Digits of the code of a gmina. A seventh digit is its kind. */
const CODE_LENGTH = 6
const o = columnsOf('organisation', 'o')
const key = sql`${o('territory_code')} || ' ' || ${o('kind')}`

/** Matches on the TERYT code and the kind, because a gmina may have several organisations. */
export const byTeryt: Matching = {
  needed: ['territory_code', 'kind'],
  column: 'territory_code',
  keyOf: (row) => {
    const [code, kind] = [textAt(row, 'territory', 'code'), textAt(row, 'kind')]
    return code !== undefined && kind !== undefined ? `${code.slice(0, CODE_LENGTH)} ${kind}` : undefined
  },
  find: (keys) => sql`select ${key} as key, ${o('id')}::text as id from ${o.table} where ${key} = any(${keys})`,
  creates: true
}
