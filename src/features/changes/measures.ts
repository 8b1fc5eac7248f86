import { sql } from 'kysely'
import type { StoredMeasure } from '../../metrics/measure.ts'

export const changeMeasures: StoredMeasure[] = [
  {
    name: 'change_log_position',
    help: 'Number of the newest change.',
    value: sql`select seq from feed_head`
  }
]
