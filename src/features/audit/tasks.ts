import { sql } from 'kysely'
import type { Task } from '../../workers/task.ts'
import { verifyAudit } from './verification.ts'

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

/** Failure of the verification. The log of a failed job has this name. */
class AuditNotIntact extends Error {
  override readonly name = 'AuditNotIntact'
}

/**
 * Verifies the chain of the audit. The monitoring has the time of the last success. It does not replace the comparison
 * with an entry that is stored outside of the database.
 */
export const verifyAuditNightly: Task = {
  name: 'verify_audit',
  nightlyAt: '01:13',
  run: async (db) => {
    const { intact, first_broken } = await verifyAudit(db)
    if (!intact) throw new AuditNotIntact(`entry ${first_broken} of the audit is missing, was changed, or was added`)
  }
}
