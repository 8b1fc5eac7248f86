import { sql } from 'kysely'
import type { StoredMeasure } from '../../metrics/measure.ts'
import { SAMPLES } from './erasure/rewrite.ts'
import { textColumns } from './search/text-queries.ts'

export const privacyMeasures: StoredMeasure[] = [
  {
    name: 'erasures_pending',
    help: 'Erasures whose values may still be in freed pages of the files of the database.',
    // Without erasures, the catalogue is not read.
    value: sql`
      case when not exists (select from erasure) then 0 else (
        select count(*) from erasure where no > (
          select min(coalesce(r.erasure_no, 0))
          from (
            select n.nspname || '.' || c.relname as relation from ${textColumns}
            union all select ${sql.lit(SAMPLES)} where has_table_privilege(${sql.lit(SAMPLES)}, 'maintain')
          ) as t left join erasure_rewrite r using (relation))) end`
  }
]
