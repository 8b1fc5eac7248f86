import { sql } from 'kysely'
import type { Tx } from '../db/connect.ts'
import type { ChangeOp } from '../db/types.ts'

export interface Change {
  /** What happened, such as organisation.updated. */
  type: string
  op: ChangeOp
  subject_type: string
  subject_id: string
  /** Version after the change; null when the record is gone. */
  subject_version: number | null
  /** Names of the properties that changed; never their values. */
  fields: string[]
}

/**
 * Writes the journal. Must be the last statement of the transaction: it takes the counter's lock, and whoever holds it commits next,
 * which makes the numbers gapless and in commit order.
 */
export async function recordChanges(tx: Tx, changes: Change[]): Promise<void> {
  if (changes.length === 0) return
  await sql`
    with head as (update feed_head set seq = seq + ${changes.length} returning seq - ${changes.length} as before)
    insert into change (seq, type, op, subject_type, subject_id, subject_version, fields)
    select head.before + c.no, c.type, c.op, c.subject_type, c.subject_id, c.subject_version, c.fields
    from head, jsonb_to_recordset(${JSON.stringify(changes.map((change, i) => ({ no: i + 1, ...change })))}::jsonb)
      as c (no int, type text, op change_op, subject_type text, subject_id text, subject_version int, fields text[])`.execute(tx)
}
