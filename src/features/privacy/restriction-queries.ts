// Art. 18 RODO: data that is only kept.
import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'

/** Restricts the processing, or changes the reason for that; copies lose the person and what belongs to them. Returns the id. */
export async function restrictPerson(tx: Tx, id: string, reason: string): Promise<string> {
  // While everybody sees them: what is hidden already leaves no trace.
  await tellCopies(tx, id, 'restricted', 'redact')
  await sql`update person set restricted_at = coalesce(restricted_at, now()), restriction_reason = ${reason}::restriction_reason
    where id = ${id}::uuid and restriction_reason is distinct from ${reason}::restriction_reason`.execute(tx)
  return id
}

/** Lets the data be processed again. */
export async function liftRestriction(tx: Tx, id: string): Promise<void> {
  await sql`update person set restricted_at = null, restriction_reason = null where id = ${id}::uuid and restricted_at is not null`.execute(
    tx
  )
  await tellCopies(tx, id, 'unrestricted', 'upsert')
}

/** Journals the person, their appointments and the contacts printed for them, as far as everybody sees them now. */
async function tellCopies(
  tx: Tx,
  id: string,
  verb: 'restricted' | 'unrestricted',
  op: 'redact' | 'upsert'
): Promise<void> {
  await sql`
    select mark_change(type, id, ${verb}, ${op}) from (
      select 'person' as type, p.id::text as id, is_public('person', to_jsonb(p)) as seen, 1 as no from person p where p.id = ${id}::uuid
      union all select 'appointment', a.id::text, is_public('appointment', to_jsonb(a)), 2 from appointment a where a.person_id = ${id}::uuid
      union all select 'contact', c.id::text, is_public('contact', to_jsonb(c)), 3 from contact c where c.printed_holder_id = ${id}::uuid
    ) as own where seen order by no, id`.execute(tx)
}
