// Restriction of processing (art. 18 GDPR): the data is stored, but neither used nor included in responses.
import { type Expression, sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import type { RestrictionReason } from '../../db/types.ts'

/** Restricts the processing, or changes the reason. Copies must remove the person and their records. Returns the id. */
export async function restrictPerson(tx: Tx, id: string, reason: RestrictionReason): Promise<string> {
  // Announced first, while the records are still public: hidden records are not announced.
  await announceChange(tx, id, 'restricted', 'redact')
  await tx
    .updateTable('person')
    .set(({ fn }) => ({
      restricted_at: fn.coalesce('restricted_at', sql<Date>`now()`),
      restriction_reason: reason
    }))
    .where('id', '=', id)
    .where('restriction_reason', 'is distinct from', reason)
    .execute()
  return id
}

/** Lifts the restriction. */
export async function liftRestriction(tx: Tx, id: string): Promise<void> {
  await tx
    .updateTable('person')
    .set({ restricted_at: null, restriction_reason: null })
    .where('id', '=', id)
    .where('restricted_at', 'is not', null)
    .execute()
  await announceChange(tx, id, 'unrestricted', 'upsert')
}

/** Columns for mark_change(), and whether the record is public now. */
const changeColumns = (type: string, no: number, id: Expression<string>, row: Expression<unknown>) => [
  sql<string>`${sql.lit(type)}`.as('type'),
  sql<string>`${id}::text`.as('id'),
  sql<boolean>`is_public(${sql.lit(type)}, to_jsonb(${row}))`.as('is_public'),
  sql<number>`${sql.lit(no)}`.as('no')
]

/** Enters changes of the person, their appointments and the contacts printed for them, if they are public now. */
async function announceChange(
  tx: Tx,
  id: string,
  verb: 'restricted' | 'unrestricted',
  op: 'redact' | 'upsert'
): Promise<void> {
  const own = tx
    .selectFrom('person as p')
    .select(({ ref, table }) => changeColumns('person', 1, ref('p.id'), table('p')))
    .where('p.id', '=', id)
    .unionAll(
      tx
        .selectFrom('appointment as a')
        .select(({ ref, table }) => changeColumns('appointment', 2, ref('a.id'), table('a')))
        .where('a.person_id', '=', id)
    )
    .unionAll(
      tx
        .selectFrom('contact as c')
        .select(({ ref, table }) => changeColumns('contact', 3, ref('c.id'), table('c')))
        .where('c.printed_holder_id', '=', id)
    )
  await tx
    .selectFrom(own.as('own'))
    .select(({ fn, val }) => fn('mark_change', ['type', 'id', val(verb), val(op)]).as('marked'))
    .where(({ ref }) => ref('is_public'))
    .orderBy('no')
    .orderBy('id')
    .execute()
}
