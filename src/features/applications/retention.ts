// The end of applications: they lapse, are deleted after some time, or are erased with a person.
import { type Expression, type SqlBool, sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import type { Sql } from '../../records/define.ts'
import { setState } from './queries.ts'

const BATCH = 200

/** Lets waiting applications lapse whose time is over. Returns whether there may be more. */
export async function lapse(tx: Tx): Promise<boolean> {
  const due = await tx
    .selectFrom('application')
    .select('id')
    .where('state', 'in', ['received', 'confirmed'])
    .where('due_at', '<=', sql<Date>`now()`)
    .orderBy('id')
    .limit(BATCH)
    .forUpdate()
    .skipLocked()
    .execute()
  for (const { id } of due) await setState(tx, id, 'lapsed')
  return due.length === BATCH
}

/** Deletes decided and lapsed applications whose time is over. Returns whether there may be more. */
export async function purge(tx: Tx): Promise<boolean> {
  const due = tx
    .selectFrom('application')
    .select('id')
    .where('state', 'in', ['taken_over', 'refused', 'lapsed'])
    .where('due_at', '<=', sql<Date>`now()`)
    .orderBy('id')
    .limit(BATCH)
    .forUpdate()
    .skipLocked()
  return (await remove(tx, sql<SqlBool>`id in (${due})`)) === BATCH
}

/** Deletes the applications that fulfil the condition, and what repeated requests would need of them. */
async function remove(tx: Tx, condition: Expression<SqlBool>): Promise<number> {
  const deleted = await tx.deleteFrom('application as x').where(condition).returning('x.id').execute()
  const ids = deleted.map(({ id }) => id)
  if (ids.length > 0)
    await tx
      .deleteFrom('idempotency')
      .where('subject_type', '=', 'application')
      .where('subject_id', 'in', ids)
      .execute()
  return ids.length
}

/**
 * Deletes the applications that mention a person or concern a record of the person, in any state. `contains` is a
 * condition on their texts, `records` are the ids of the records.
 */
export async function forgetApplications(
  tx: Tx,
  contains: (text: Sql) => Expression<SqlBool>,
  records: readonly string[]
): Promise<void> {
  const texts = sql`concat_ws(E'\n', x.people, x.refusal_reason, x.content::text)`
  await remove(tx, sql<SqlBool>`(${contains(texts)} or x.subject_id::text = any(${records}::text[]))`)
}
