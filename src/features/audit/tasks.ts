import { sql } from 'kysely'
import type { Task } from '../../workers/task.ts'

/** Deletes previous values after two years. A mistake is noticed earlier, and values must not be stored for ever. */
export const deletePreviousValuesNightly: Task = {
  name: 'delete_previous_values',
  nightlyAt: '02:47',
  run: async (db) =>
    void (await db
      .deleteFrom('previous_value')
      .where('replaced_at', '<', sql<Date>`now() - interval '2 years'`)
      .execute())
}
