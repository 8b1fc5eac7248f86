import { sql } from 'kysely'
import type { StoredMeasure } from '../../metrics/measure.ts'

export const importMeasures: StoredMeasure[] = [
  {
    name: 'imports',
    help: 'Imports by status.',
    label: 'status',
    value: sql`
      select jsonb_object_agg(s.status, (select count(*) from import i where i.status = s.status))
      from unnest(enum_range(null::import_status)) as s (status)`
  }
]
