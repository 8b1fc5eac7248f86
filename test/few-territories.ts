// For tests that request every record of every list many times: deletes most units of the full register.
import type { Connection } from '../src/db/connect.ts'

/** Codes of units without an organisation that such tests name. */
const NAMED = ['0611', '1202', '1601', '1609', '2212', '2263', '226301', '180301']

/** Deletes the gminas and powiats that no record uses, except for some. */
export async function keepFewTerritories({ pool }: Pick<Connection, 'pool'>): Promise<void> {
  for (const length of [6, 4])
    await pool.query(
      `delete from territory t where length(t.code) = $1 and t.code <> all($2)
        and not exists (select from organisation o where o.territory_code = t.code)
        and not exists (select from assertion a where a.subject_territory_code = t.code)
        and not exists (select from territory g where g.parent_code = t.code)`,
      [length, NAMED]
    )
}
