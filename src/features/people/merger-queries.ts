import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'

/** Whether the data of one of the people is only kept (art. 18 RODO), and whether that of one was erased (art. 17). */
export async function findProtection(tx: Tx, ids: string[]): Promise<{ restricted: boolean; erased: boolean }> {
  const { rows } = await sql<{ restricted: boolean; erased: boolean }>`
    select count(restricted_at) > 0 as restricted, count(erased_at) > 0 as erased from person where id = any(${ids}::uuid[])`.execute(
    tx
  )
  return rows[0] as { restricted: boolean; erased: boolean }
}

/** Makes the name of the person `from` a former name of `to`, unless both are called the same. Its own former names follow by their foreign key. */
export async function passNameOn(tx: Tx, from: string, to: string): Promise<void> {
  await sql`
    insert into person_former_name (person_id, given_name, family_name)
    select k.id, l.given_name, l.family_name from person l, person k
    where l.id = ${from}::uuid and k.id = ${to}::uuid and (l.given_name, l.family_name) <> (k.given_name, k.family_name) on conflict do nothing`.execute(
    tx
  )
}
