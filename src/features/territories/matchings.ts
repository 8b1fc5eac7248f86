// What a row of an import is matched on.
import { sql } from 'kysely'
import { columnsOf } from '../../records/columns.ts'
import type { Matching } from '../../records/define-imports.ts'
import { textAt } from '../imports/matchings.ts'

const t = columnsOf('territory', 't')

/** Territories by their code, as the register TERC has them. */
export const byCode: Matching = {
  needed: [],
  column: 'NAZWA',
  keyOf: (row) => textAt(row, 'code'),
  find: (keys) => sql`select ${t('code')} as key, ${t('code')} as id from ${t.table} where ${t('code')} = any(${keys})`,
  creates: true
}
