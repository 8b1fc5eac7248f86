// Scenarios on the whole country (3,000 organisations): reads and writes.
import { randomBytes } from 'node:crypto'
import type { Request } from 'autocannon'
import {
  assertSameRecords,
  type Contender,
  chooseWorkload,
  comparableSearches,
  type Paths,
  type RecordPaths,
  requestsTo,
  type Workload
} from './addresses.ts'
import { createKey, startWriter, type Writer } from './changes.ts'
import { idleMemory, limit, naive, ours, platformatic, startAll, uncached } from './contenders.ts'
import type { Cluster } from './database.ts'
import type { Running } from './processes.ts'
import type { Entrant, Scenario } from './rounds.ts'

interface Contenders {
  limit: Running
  ours: Running
  twin: Running
  uncached: Running
  naive: Running
  platformatic: Running
}

export interface Country {
  scenarios: Scenario[]
  /** Memory of each contender before the load, in MiB. */
  idle: Record<string, number[]>
  stop: () => Promise<void>
}

/** Starts all contenders and makes the scenarios. */
export async function prepareCountry({ country }: Cluster, folder: string): Promise<Country> {
  const key = createKey(country.ours)
  const programs = {
    ours: ours(country),
    twin: ours(country),
    uncached: uncached(country),
    naive: naive(country),
    platformatic: platformatic(country)
  }
  const others = await startAll(programs)
  const running: Running[] = Object.values(others)
  let writer: Writer | undefined
  const stop = async () => {
    await writer?.stop()
    await Promise.all(running.map((one) => one.stop()))
  }
  try {
    const idle = await idleMemory(others)
    const chosen = await chooseWorkload(country.ours)
    // Not `ours` itself, which must not have done more work than its twin.
    const origins = [others.uncached.origin, others.naive.origin] as const
    await assertSameRecords([...chosen.records, ...chosen.lists, ...chosen.large], ...origins)
    const workload = { ...chosen, searches: await comparableSearches(chosen.searches, ...origins) }
    const paths = [workload.records, workload.lists, workload.searches, workload.large]
      .flat()
      .map((target) => target.ours)
    const contenders = {
      limit: (await startAll({ limit: await limit(others.ours.origin, others.twin.origin, paths, folder) })).limit,
      ...others
    }
    running.push(contenders.limit)
    writer = startWriter(contenders.ours, key, workload.slugs)
    return { scenarios: await makeScenarios(contenders, workload, writer, key), idle, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function makeScenarios(
  contenders: Contenders,
  { records, lists, searches, large }: Workload,
  writer: Writer,
  key: string
): Promise<Scenario[]> {
  const entrant = (name: keyof Contenders, requests: Request[], rest: Partial<Entrant> = {}): Entrant => ({
    name,
    pid: contenders[name].pid,
    origin: contenders[name].origin,
    requests,
    status: 200,
    ...rest
  })
  const pathsOf = (name: keyof Contenders): Contender => (name === 'naive' || name === 'platformatic' ? name : 'ours')
  const all = (targets: Paths[], names: (keyof Contenders)[]) =>
    names.map((name) => entrant(name, requestsTo(pathsOf(name), targets)))
  const revalidating = async (name: keyof Contenders) =>
    entrant(name, await conditional(contenders[name].origin, requestsTo(pathsOf(name), records)), { status: 304 })
  // The twin must have served as many requests as `ours`.
  await revalidating('twin')
  const mixed = [...records, ...lists, ...searches]
  const codings = ['gzip', 'br', 'zstd'].map((coding) => ({ 'accept-encoding': coding }))
  return [
    { name: 'record', entrants: all(records, ['limit', 'ours', 'twin', 'uncached', 'naive', 'platformatic']) },
    { name: 'list', entrants: all(lists, ['limit', 'ours', 'uncached', 'naive', 'platformatic']) },
    { name: 'search', entrants: all(searches, ['limit', 'ours', 'naive', 'platformatic']) },
    {
      name: 'unchanged',
      entrants: [await revalidating('limit'), await revalidating('ours'), await revalidating('naive')]
    },
    {
      name: 'compressed',
      entrants: [
        entrant('limit', requestsTo('ours', large)),
        entrant(
          'ours',
          codings.flatMap((headers) => requestsTo('ours', large, headers))
        ),
        entrant(
          'naive',
          codings.flatMap((headers) =>
            requestsTo('naive', large, headers).map((request) => ({ ...request, path: `/compressed${request.path}` }))
          )
        )
      ]
    },
    {
      name: 'changing',
      entrants: [
        entrant('limit', requestsTo('ours', mixed)),
        entrant('ours', requestsTo('ours', mixed), { name: '1 a second', background: writer.at(1) }),
        entrant('ours', requestsTo('ours', mixed), { name: '10 a second', background: writer.at(10) })
      ]
    },
    {
      name: 'write',
      entrants: [
        entrant(
          'ours',
          patches(records, 'ours', {
            authorization: `Bearer ${key}`,
            'if-match': '*',
            'content-type': 'application/merge-patch+json'
          })
        ),
        entrant('naive', patches(records, 'naive', { 'content-type': 'application/json' })),
        entrant('platformatic', patches(records, 'platformatic', { 'content-type': 'application/json' }))
      ]
    }
  ]
}

/** Returns the same requests with `If-None-Match`. Throws if a response has no ETag. */
async function conditional(origin: string, requests: Request[]): Promise<Request[]> {
  const withEtags = requests.map(async (request) => {
    const response = await fetch(origin + request.path, { headers: { 'accept-encoding': 'identity' } })
    await response.arrayBuffer()
    const etag = response.headers.get('etag')
    if (etag === null) throw new Error(`${origin}${request.path} has no ETag`)
    return { ...request, headers: { 'if-none-match': etag, 'accept-encoding': 'identity' } }
  })
  return Promise.all(withEtags)
}

/** Updates of one property, each to a different value. */
const patches = (records: RecordPaths[], contender: Contender, headers: Record<string, string>): Request[] =>
  Array.from({ length: 5 }, () => records)
    .flat()
    .map((record) => ({
      method: contender === 'platformatic' ? 'PUT' : 'PATCH',
      path: record[contender],
      headers,
      body: JSON.stringify({
        ...(contender === 'platformatic' && record.required),
        website: `www.${randomBytes(6).toString('hex')}.pl`
      })
    }))
