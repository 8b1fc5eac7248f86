// Scenarios with a million organisations.
import { organisations } from '../src/features/organisations/queries.ts'
import { assertSameRecords, chooseWorkload, requestsTo, search } from './addresses.ts'
import { createKey } from './changes.ts'
import { idleMemory, naive, ours, platformatic, startAll, uncached } from './contenders.ts'
import { patches, patchHeaders } from './country-scenarios.ts'
import { type Cluster, type Databases, run } from './database.ts'
import type { Running } from './processes.ts'
import { type Entrant, entrantOf, type Scenario } from './rounds.ts'

interface Contenders {
  small: Running
  smallUncached: Running
  large: Running
  largeUncached: Running
  naive: Running
  platformatic: Running
}

export interface Million {
  databases: Databases
  scenarios: Scenario[]
  /** Memory of each contender before the load, in MiB. */
  idle: Record<string, number[]>
  stop: () => Promise<void>
}

/** Words of some thousands and of some tens of thousands of organisations. No other word has their stems. */
const WORDS = { 'common word': 'Lipańsk', 'very common word': 'Nowa' }
const PAGE = 50
const LARGEST_PAGE = 500

/** Fills the database, starts all contenders and makes the scenarios. */
export async function prepareMillion(cluster: Cluster, size: number, log: (line: string) => void): Promise<Million> {
  const databases = await cluster.makeMillion(size, log)
  const { country } = cluster
  const contenders = await startAll({
    small: ours(country),
    smallUncached: uncached(country),
    large: ours(databases),
    largeUncached: uncached(databases),
    naive: naive(databases),
    platformatic: platformatic(databases)
  })
  const stop = async () => void (await Promise.all(Object.values(contenders).map((one) => one.stop())))
  try {
    const idle = await idleMemory({ ...contenders })
    const keys = { small: createKey(country.ours), large: createKey(databases.ours) }
    const scenarios = await makeScenarios(contenders, cluster, databases, keys, size / 2, log)
    return { databases, idle, stop, scenarios }
  } catch (error) {
    await stop()
    throw error
  }
}

/** `depth` is a number of rows: for a million the middle, 10,000 pages deep. */
async function makeScenarios(
  contenders: Contenders,
  { country }: Cluster,
  databases: Databases,
  keys: { small: string; large: string },
  depth: number,
  log: (line: string) => void
): Promise<Scenario[]> {
  const { records, lists } = await chooseWorkload(country.ours)
  const entrant = (contender: keyof Contenders, name: string, requests: Entrant['requests']) =>
    entrantOf(name, contenders[contender], requests)
  const pair = (small: keyof Contenders, large: keyof Contenders, requests: Entrant['requests']) => [
    entrant(small, '3,000', requests),
    entrant(large, '1,000,000', requests)
  ]
  const changes = (key: string) => patches(records, 'ours', patchHeaders(key))
  const words = Object.entries(WORDS).map(([name, word]) => ({ name, word, target: search(word) }))
  for (const { word, target } of words) {
    await assertSameRecords([target], contenders.largeUncached.origin, contenders.naive.origin)
    log(`${await countHits(databases, word)} organisations have the word «${word}»`)
  }
  const sorts = Object.keys(organisations.sorts).flatMap((name) => [name, `-${name}`])
  const deep = await Promise.all(sorts.map((sort) => deepPage(contenders.largeUncached.origin, sort, depth)))
  log(`found the cursors of page ${depth / PAGE} in every order`)
  const first = (sort: string) => `/v1/organisations?sort=${sort}&limit=${PAGE}`
  const offset = `/organisation/?orderby.name=asc&limit=${PAGE}&offset=${depth}`
  return [
    // No searches: they have more hits in more data.
    { name: 'grown, cached', entrants: pair('small', 'large', requestsTo('ours', [...records, ...lists])) },
    { name: 'grown, one record', entrants: pair('smallUncached', 'largeUncached', requestsTo('ours', records)) },
    { name: 'grown, list of 50', entrants: pair('smallUncached', 'largeUncached', requestsTo('ours', lists)) },
    {
      name: 'grown, write',
      entrants: [entrant('small', '3,000', changes(keys.small)), entrant('large', '1,000,000', changes(keys.large))]
    },
    ...sorts.map((sort, i) => ({
      name: `deep, by ${sort}`,
      entrants: [
        entrant('largeUncached', 'first', [{ path: first(sort) }]),
        entrant('largeUncached', 'deep', [{ path: deep[i] as string }])
      ]
    })),
    {
      name: 'deep, by offset',
      entrants: [
        entrant('largeUncached', 'ours', [{ path: deep[0] as string }]),
        entrant('platformatic', 'platformatic', [{ path: offset }])
      ],
      connections: 4,
      rounds: 3,
      seconds: 8
    },
    ...words.map(({ name, target }) => ({
      name,
      entrants: [
        entrant('largeUncached', 'uncached', requestsTo('ours', [target])),
        entrant('naive', 'naive', requestsTo('naive', [target])),
        entrant('platformatic', 'platformatic', requestsTo('platformatic', [target]))
      ],
      connections: 4
    }))
  ]
}

const countHits = ({ ours }: Databases, word: string): Promise<number> =>
  run(ours, async (query) =>
    Number(
      (await query(`select count(*) from organisation where search_text like '% ' || fold($1) || '%'`, [word]))[0]
        ?.count
    )
  )

/** Returns the path of the page of 50 after `depth` rows. It follows the cursors of the service. */
async function deepPage(origin: string, sort: string, depth: number): Promise<string> {
  let cursor = ''
  for (let rows = 0; rows < depth; rows += LARGEST_PAGE) {
    const response = await fetch(`${origin}/v1/organisations?sort=${sort}&fields=id&limit=${LARGEST_PAGE}${cursor}`)
    const { meta } = (await response.json()) as { meta: { next_cursor: string } }
    cursor = `&cursor=${encodeURIComponent(meta.next_cursor)}`
  }
  return `/v1/organisations?sort=${sort}&limit=${PAGE}${cursor}`
}
