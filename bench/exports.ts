// Speed and memory of whole lists, compared with PostgreSQL's own COPY of the same rows.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { withLiterals } from '../src/db/literals.ts'
import { organisations } from '../src/features/organisations/queries.ts'
import { wholeList } from '../src/records/read/query.ts'
import { forgetPeak, peak, type Running } from './processes.ts'
import { shuffled } from './statistics.ts'
import type { Figures } from './verdicts.ts'

/** Returns MB per second of each way, and the peak memory of the service in MiB, round by round. */
export async function measureExports(
  service: Running,
  database: string,
  rounds: number,
  log: (line: string) => void
): Promise<Figures> {
  const [list, snapshot] = [
    `${service.origin}/v1/organisations?format=ndjson`,
    `${service.origin}/v1/snapshot?format=ndjson`
  ]
  // The first request makes the snapshot.
  const requested = performance.now()
  await download(snapshot)
  log(`the snapshot was ready after ${((performance.now() - requested) / 1000).toFixed(0)} s`)
  const size = await download(list)
  const speeds: Record<string, number[]> = { ours: [], psql: [], snapshot: [] }
  const peaks: number[] = []
  const ways: [string, () => Promise<number>][] = [
    ['ours', () => download(list)],
    ['snapshot', () => download(snapshot)],
    ['psql', () => copyOut(database, size)]
  ]
  for (let round = 0; round < rounds; round++) {
    for (const [name, send] of shuffled(ways)) {
      forgetPeak(service.pid)
      const begun = performance.now()
      const bytes = await send()
      speeds[name]?.push(bytes / 1000 / (performance.now() - begun))
      if (name === 'ours') peaks.push(peak(service.pid))
    }
  }
  return { export: speeds, 'export, memory': { ours: peaks } }
}

/** Returns the length of a response in bytes. Throws if it is not 200 or is cut off. */
async function download(url: string): Promise<number> {
  const request = get(url, { agent: false })
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  let bytes = 0
  for await (const chunk of response) bytes += (chunk as Buffer).length
  if (response.statusCode !== 200 || !response.complete)
    throw new Error(`${url} returned ${response.statusCode} and ended after ${bytes} bytes`)
  return bytes
}

const everyOrganisation = withLiterals(wholeList(organisations, { filters: {}, sort: 'name' }))
// JSON never contains this quote and delimiter, so the lines are not escaped.
const statement = `copy (${everyOrganisation}) to stdout (format csv, quote e'\\x01', delimiter e'\\x02')`

/** Copies the same rows with psql, or with pg-copy-streams if psql is missing. Resolves with the expected `bytes`. */
async function copyOut(database: string, bytes: number): Promise<number> {
  const child = spawn('psql', ['--no-psqlrc', '--quiet', '--command', statement, database], {
    stdio: ['ignore', 'ignore', 'inherit']
  })
  const code = await new Promise<number | null>((resolve) =>
    child.once('exit', resolve).once('error', () => resolve(null))
  )
  if (code === 0) return bytes
  if (code !== null) throw new Error(`psql ended with ${code}`)
  const client = new pg.Client(database)
  await client.connect()
  for await (const _chunk of client.query(copyTo(statement)));
  await client.end()
  return bytes
}
