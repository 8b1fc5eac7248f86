// The state of the public data. It changes with the change log, and with the day in Poland, because responses may
// depend on the day.
import { sql } from 'kysely'
import packageJson from '../../package.json' with { type: 'json' }
import type { Db } from '../db/connect.ts'
import { today } from '../records/read/query.ts'

/** Versions of the service and of Node, whose compression determines the bytes. */
const SOFTWARE = `${packageJson.version} ${process.version}`

/** Returns the state of the public data in the reader's snapshot. Equal states give equal responses, byte by byte. */
export async function publicState(db: Db): Promise<string> {
  const { epoch, seq, day } = await db
    .selectFrom(['instance as i', 'feed_head as h'])
    .select(['i.epoch', 'h.seq', sql<string>`${today}`.as('day')])
    .executeTakeFirstOrThrow()
  return `${epoch} ${seq} ${day} ${SOFTWARE}`
}
