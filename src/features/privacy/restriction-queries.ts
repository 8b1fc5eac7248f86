// Art. 18 RODO: data that is only kept.
import { type Expression, sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import type { RestrictionReason } from '../../db/types.ts'

/** Restricts the processing, or changes the reason for that; copies lose the person and what belongs to them. Returns the id. */
export async function restrictPerson(tx: Tx, id: string, reason: RestrictionReason): Promise<string> {
  // While everybody sees them: what is hidden already leaves no trace.
  await tellCopies(tx, id, 'restricted', 'redact')
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

/** Lets the data be processed again. */
export async function liftRestriction(tx: Tx, id: string): Promise<void> {
  await tx
    .updateTable('person')
    .set({ restricted_at: null, restriction_reason: null })
    .where('id', '=', id)
    .where('restricted_at', 'is not', null)
    .execute()
  await tellCopies(tx, id, 'unrestricted', 'upsert')
}

/** Columns that mark_change() needs, and whether everybody sees the record now. */
const toldOf = (type: string, no: number, id: Expression<string>, row: Expression<unknown>) => [
  sql<string>`${sql.lit(type)}`.as('type'),
  sql<string>`${id}::text`.as('id'),
  sql<boolean>`is_public(${sql.lit(type)}, to_jsonb(${row}))`.as('seen'),
  sql<number>`${sql.lit(no)}`.as('no')
]

/** Journals the person, their appointments and the contacts printed for them, as far as everybody sees them now. */
async function tellCopies(
  tx: Tx,
  id: string,
  verb: 'restricted' | 'unrestricted',
  op: 'redact' | 'upsert'
): Promise<void> {
  const own = tx
    .selectFrom('person as p')
    .select(({ ref, table }) => toldOf('person', 1, ref('p.id'), table('p')))
    .where('p.id', '=', id)
    .unionAll(
      tx
        .selectFrom('appointment as a')
        .select(({ ref, table }) => toldOf('appointment', 2, ref('a.id'), table('a')))
        .where('a.person_id', '=', id)
    )
    .unionAll(
      tx
        .selectFrom('contact as c')
        .select(({ ref, table }) => toldOf('contact', 3, ref('c.id'), table('c')))
        .where('c.printed_holder_id', '=', id)
    )
  await tx
    .selectFrom(own.as('own'))
    .select(({ fn, val }) => fn('mark_change', ['type', 'id', val(verb), val(op)]).as('marked'))
    .where(({ ref }) => ref('seen'))
    .orderBy('no')
    .orderBy('id')
    .execute()
}
