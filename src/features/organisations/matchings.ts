// What a row of an import is matched on.
import { sql } from 'kysely'
import type { Matching } from '../../records/define.ts'
import { textAt } from '../imports/matchings.ts'

/** The code of a gmina and the kind of the organisation: a gmina may have several organisations. */
export const byTeryt: Matching = {
  needed: ['territory_code', 'kind'],
  column: 'territory_code',
  keyOf: (row) => {
    const [code, kind] = [textAt(row, 'territory', 'code'), textAt(row, 'kind')]
    return code !== undefined && kind !== undefined ? `${code} ${kind}` : undefined
  },
  find: (keys) =>
    sql`select territory_code || ' ' || kind as key, id::text as id from organisation where territory_code || ' ' || kind = any(${keys})`,
  creates: true
}
