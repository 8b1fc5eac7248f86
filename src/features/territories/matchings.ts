// What a row of an import is matched on.
import { sql } from 'kysely'
import type { Matching } from '../../records/define.ts'
import { textAt } from '../imports/matchings.ts'

/** Territories by their code, as the register TERC has them. */
export const byCode: Matching = {
  needed: [],
  column: 'NAZWA',
  keyOf: (row) => textAt(row, 'code'),
  find: (keys) => sql`select code as key, code as id from territory where code = any(${keys})`,
  creates: true
}
