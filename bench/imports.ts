// Import of 10,000 rows, new ones and changes: by the service with its rules, change log and audit, by COPY alone, and
// row by row.
import { finished } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { DB } from '../src/db/types.ts'
import { insertOrganisation, type NewOrganisation } from './contenders/naive-writes.ts'
import type { Databases } from './database.ts'
import type { Running } from './processes.ts'
import { shuffled } from './statistics.ts'

const ROWS = 10_000
/** Inserting row by row is slow, so fewer rows are measured. */
const ROWS_ONE_BY_ONE = 1_000
const TIMEOUT_MS = 120_000

/**
 * Returns rows per second of each way, round by round. `changed` is a second import of the rows of `ours`, each with
 * another website.
 */
export async function measureImports(
  service: Running,
  key: string,
  { plain }: Databases,
  rounds: number
): Promise<Record<string, number[]>> {
  const speeds: Record<string, number[]> = { ours: [], changed: [], copy: [], 'row by row': [] }
  const pool = new pg.Pool({ connectionString: plain, max: 1 })
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  const timed = async (name: string, count: number, work: () => Promise<void>) => {
    const begun = performance.now()
    await work()
    speeds[name]?.push(count / ((performance.now() - begun) / 1000))
  }
  const importNewAndChanged = async (round: number) => {
    const rows = makeRows(`ours-${round}`, ROWS)
    await timed('ours', ROWS, () => sendFile(service.origin, key, rows))
    const changed = rows.map((row) => ({ ...row, website: `www.${row.website}` }))
    await timed('changed', ROWS, () => sendFile(service.origin, key, changed))
  }
  const copy = (round: number) => timed('copy', ROWS, () => copyIn(pool, makeRows(`copy-${round}`, ROWS)))
  const insertOneByOne = (round: number) =>
    timed('row by row', ROWS_ONE_BY_ONE, async () => {
      for (const row of makeRows(`row-by-row-${round}`, ROWS_ONE_BY_ONE)) await insertOrganisation(db, row)
    })
  for (let round = 0; round < rounds; round++)
    for (const importRows of shuffled([importNewAndChanged, copy, insertOneByOne])) await importRows(round)
  await db.destroy()
  return speeds
}

export const makeRows = (name: string, count: number): NewOrganisation[] =>
  Array.from({ length: count }, (_, n) => ({
    slug: `przejeta-${name}-${n}`,
    name: `Ośrodek Pomocy Społecznej w Świętej Łące nr ${n} (${name})`,
    short_name: `OPS Święta Łąka ${n}`,
    kind: 'ops',
    seat: 'Święta Łąka',
    website: `ops${n}.pl`
  }))

/** Sends a file and waits until it is applied. */
export async function sendFile(origin: string, key: string, rows: NewOrganisation[]): Promise<void> {
  const headers = { authorization: `Bearer ${key}` }
  const sent = await fetch(`${origin}/v1/imports?resource=organisations&dry_run=false`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'text/csv' },
    body: stringify(rows, { header: true })
  })
  const { id } = (await sent.json()) as { id: string }
  if (sent.status !== 202) throw new Error(`the import was refused with ${sent.status}`)
  for (const end = performance.now() + TIMEOUT_MS; performance.now() < end; await sleep(50)) {
    const state = (await (await fetch(`${origin}/v1/imports/${id}`, { headers })).json()) as {
      status: string
      counts: object
      messages: object
    }
    if (state.status === 'applied') return
    if (state.status === 'failed' || state.status === 'previewed')
      throw new Error(`the import is ${state.status}: ${JSON.stringify([state.counts, state.messages])}`)
  }
  throw new Error(`the import was not applied within ${TIMEOUT_MS / 1000} s`)
}

/** Copies the same rows into the table, with its constraints, indexes and search text. */
async function copyIn(pool: pg.Pool, rows: NewOrganisation[]): Promise<void> {
  const client = await pool.connect()
  try {
    const stream = client.query(
      copyFrom('copy organisation (slug, name, short_name, kind, seat, website, search_text) from stdin (format csv)')
    )
    stream.end(stringify(rows.map((row) => ({ ...row, search_text: '-' }))))
    await finished(stream)
  } finally {
    client.release()
  }
}
