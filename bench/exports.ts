// Whole lists: how fast they leave, beside PostgreSQL's own COPY of the same rows, and how much memory that takes.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { withLiterals } from '../src/db/literals.ts'
import { organisations } from '../src/features/organisations/queries.ts'
import { wholeList } from '../src/records/read/query.ts'
import type { Figures } from './goals.ts'
import { forgetPeak, peak, type Running } from './processes.ts'
import { shuffled } from './statistics.ts'

/** Megabytes a second of each, and the most memory that the service took, round by round. */
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
  // The first to ask has it made.
  const made = performance.now()
  await download(snapshot)
  log(`the snapshot was ready after ${((performance.now() - made) / 1000).toFixed(0)} s`)
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

/** Bytes of an answer; throws when it is not 200 or is cut off. */
async function download(url: string): Promise<number> {
  const request = get(url, { agent: false })
  const [answer] = (await once(request, 'response')) as [IncomingMessage]
  let bytes = 0
  for await (const chunk of answer) bytes += (chunk as Buffer).length
  if (answer.statusCode !== 200 || !answer.complete)
    throw new Error(`${url} answers ${answer.statusCode}, ${bytes} bytes, and ends too soon`)
  return bytes
}

// Signs that no JSON has, so that the lines come out as they are.
const statement = `copy (${withLiterals(wholeList(organisations, { filters: {}, sort: 'name' }))}) to stdout (format csv, quote e'\\x01', delimiter e'\\x02')`

/** Has psql copy the same rows to nowhere, or pg-copy-streams where there is no psql; resolves with the bytes that are known to come. */
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
