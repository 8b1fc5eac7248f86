import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'

/** Whether the data of one of the people is only kept (art. 18 RODO), and whether that of one was erased (art. 17). */
export async function findProtection(tx: Tx, ids: string[]): Promise<{ restricted: boolean; erased: boolean }> {
  const { rows } = await sql<{ restricted: boolean; erased: boolean }>`
    select count(restricted_at) > 0 as restricted, count(erased_at) > 0 as erased from person where id = any(${ids}::uuid[])`.execute(tx)
  return rows[0] as { restricted: boolean; erased: boolean }
}
