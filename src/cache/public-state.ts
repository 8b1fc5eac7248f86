// What everybody sees changes with the journal, and, since answers speak of today, with the day in Poland.
import { sql } from 'kysely'
import packageJson from '../../package.json' with { type: 'json' }
import type { Db } from '../db/connect.ts'
import { today } from '../records/read/query.ts'

/** Versions of what writes answers, down to the compression. */
const WRITER = `${packageJson.version} ${process.version}`

/** State of what everybody sees, as this reader sees it: while it is the same, so are all public answers, to the byte. */
export async function publicState(db: Db): Promise<string> {
  const row = await db
    .selectFrom('instance as i')
    .crossJoin('feed_head as h')
    .select((eb) => sql<string>`concat_ws(' ', ${eb.ref('i.epoch')}, ${eb.ref('h.seq')}, ${today})`.as('state'))
    .executeTakeFirst()
  return `${row?.state} ${WRITER}`
}
