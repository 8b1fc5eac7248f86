// Scenarios on the whole country: reads and writes.
import { randomBytes } from 'node:crypto'
import type { Request } from 'autocannon'
import { type Contender, type Paths, pathsOf, type RecordPaths, requestsTo, type Workload } from './addresses.ts'
import type { Writer } from './changes.ts'
import type { Databases } from './database.ts'
import type { Running } from './processes.ts'
import { type Entrant, entrantOf, type Scenario } from './rounds.ts'
import { acceptanceSupply, membershipSupply } from './supplies.ts'

export interface Contenders {
  limit: Running
  ours: Running
  twin: Running
  uncached: Running
  naive: Running
  platformatic: Running
}

export interface ScenarioOptions {
  contenders: Contenders
  databases: Databases
  workload: Workload
  writer: Writer
  key: string
  /** Requests of one turn if each can be sent only once. */
  once: number
}

const CODINGS = ['gzip', 'br', 'zstd']
export const JSON_HEADERS = { 'content-type': 'application/json' }

type MakeEntrant = (name: keyof Contenders, requests: Request[], rest?: Partial<Entrant>) => Entrant

/** Makes all scenarios. Those that add rows come last. */
export async function makeScenarios(options: ScenarioOptions): Promise<Scenario[]> {
  const { contenders } = options
  const entrant: MakeEntrant = (name, requests, rest) => entrantOf(name, contenders[name], requests, rest)
  return [...(await readScenarios(options, entrant)), ...(await writeScenarios(options, entrant))]
}

async function readScenarios(
  { contenders, workload: { records, lists, searches, large, included } }: ScenarioOptions,
  entrant: MakeEntrant
): Promise<Scenario[]> {
  const all = (targets: Paths[], names: (keyof Contenders)[]) =>
    names.map((name) => entrant(name, requestsTo(pathsOf(name), targets)))
  const revalidating = async (name: keyof Contenders) =>
    entrant(name, await conditional(contenders[name].origin, requestsTo(pathsOf(name), records)), { status: 304 })
  // The twin is compared with `ours`, so both get every request of the scenarios up to the comparison.
  await revalidating('twin')
  return [
    { name: 'record', entrants: all(records, ['limit', 'ours', 'twin', 'uncached', 'naive', 'platformatic']) },
    { name: 'list', entrants: all(lists, ['limit', 'ours', 'twin', 'uncached', 'naive', 'platformatic']) },
    { name: 'search', entrants: all(searches, ['limit', 'ours', 'naive', 'platformatic']) },
    {
      name: 'unchanged',
      entrants: [await revalidating('limit'), await revalidating('ours'), await revalidating('naive')]
    },
    { name: 'compressed', entrants: compressedEntrants(large, entrant) },
    { name: 'included', entrants: all(included, ['uncached', 'naive']), connections: 4 },
    {
      name: 'page of changes',
      entrants: [entrant('uncached', [{ path: '/v1/changes?limit=500&include=data' }])],
      connections: 2
    }
  ]
}

/** Naive compresses under paths of its own. The limit sends the same lists without compression. */
function compressedEntrants(large: Paths[], entrant: MakeEntrant): Entrant[] {
  const inCodings = (contender: Contender) =>
    CODINGS.flatMap((coding) => requestsTo(contender, large, { 'accept-encoding': coding }))
  return [
    entrant('limit', requestsTo('ours', large)),
    entrant('ours', inCodings('ours')),
    entrant(
      'naive',
      inCodings('naive').map((request) => ({ ...request, path: `/compressed${request.path}` }))
    )
  ]
}

async function writeScenarios(
  { databases, workload: { records, lists, searches }, writer, key, once: count }: ScenarioOptions,
  entrant: MakeEntrant
): Promise<Scenario[]> {
  const mixed = requestsTo('ours', [...records, ...lists, ...searches])
  const headers = { ...JSON_HEADERS, authorization: `Bearer ${key}` }
  const [ours, plain] = [
    { database: databases.ours, headers, count },
    { database: databases.plain, headers: JSON_HEADERS, count }
  ]
  const created = { status: 201 }
  return [
    {
      name: 'changing',
      entrants: [
        entrant('ours', mixed, { name: 'no changes' }),
        entrant('ours', mixed, { name: '1 a second', background: writer.at(1) }),
        entrant('ours', mixed, { name: '10 a second', background: writer.at(10) })
      ]
    },
    {
      name: 'write',
      entrants: [
        entrant('ours', patches(records, 'ours', patchHeaders(key))),
        entrant('naive', patches(records, 'naive', JSON_HEADERS)),
        entrant('platformatic', patches(records, 'platformatic', JSON_HEADERS))
      ]
    },
    {
      name: 'membership',
      entrants: [
        entrant('ours', [], { ...created, supply: await membershipSupply(ours) }),
        entrant('naive', [], { ...created, supply: await membershipSupply(plain) })
      ]
    },
    {
      name: 'acceptance',
      entrants: [
        entrant('ours', [], { supply: await acceptanceSupply(ours) }),
        entrant('naive', [], { supply: await acceptanceSupply(plain) })
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

/** Headers of an update by the service, whatever the version of the record. */
export const patchHeaders = (key: string): Record<string, string> => ({
  authorization: `Bearer ${key}`,
  'if-match': '*',
  'content-type': 'application/merge-patch+json'
})

/** Updates of one property, each to a different value. */
export const patches = (records: RecordPaths[], contender: Contender, headers: Record<string, string>): Request[] =>
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
