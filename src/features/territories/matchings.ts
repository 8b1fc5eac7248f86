// Finds the territory of an import row.
import { sql } from 'kysely'
import { columnsOf } from '../../records/columns.ts'
import type { Matching } from '../../records/define-imports.ts'
import { textAt } from '../imports/matchings.ts'

const t = columnsOf('territory', 't')

/** Matches on the TERYT code. */
export const byCode: Matching = {
  needed: [],
  column: 'NAZWA',
  keyOf: (row) => textAt(row, 'code'),
  find: (keys) => sql`select ${t('code')} as key, ${t('code')} as id from ${t.table} where ${t('code')} = any(${keys})`,
  creates: true
}
