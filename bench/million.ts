// What becomes of it all with a million organisations.

import { organisations } from '../src/features/organisations/queries.ts'
import { asks, chooseQuestions, compareAnswers, search } from './addresses.ts'
import { idleMemory, naive, ours, platformatic, startAll, uncached } from './contenders.ts'
import { type Cluster, type Databases, run } from './database.ts'
import type { Running } from './processes.ts'
import type { Entrant, Scenario } from './rounds.ts'

interface Field {
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
  contenders: Field
  /** Memory of each before it was asked for anything. */
  idle: Record<string, number[]>
  stop: () => Promise<void>
}

/** Words that some thousands, and that some tens of thousands of the organisations have; no other word has their stems. */
const WORDS = { 'common word': 'Lipańsk', 'very common word': 'Nowa' }
const PAGE = 50
const LARGEST_PAGE = 500

/** Fills the database, starts everybody and lays out the scenarios. */
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
    return { databases, contenders, idle, stop, scenarios: await layOut(contenders, cluster, databases, size / 2, log) }
  } catch (error) {
    await stop()
    throw error
  }
}

/** `depth` is in rows: of a million the middle, 10,000 pages deep. */
async function layOut(
  contenders: Field,
  { country }: Cluster,
  databases: Databases,
  depth: number,
  log: (line: string) => void
): Promise<Scenario[]> {
  const { records, lists } = await chooseQuestions(country.ours)
  const enter = (whom: keyof Field, name: string, requests: Entrant['requests']): Entrant => {
    const { pid, origin } = contenders[whom]
    return { name, pid, origin, requests, status: 200 }
  }
  const pair = (small: keyof Field, large: keyof Field, requests: Entrant['requests']) => [
    enter(small, '3,000', requests),
    enter(large, '1,000,000', requests)
  ]
  const words = Object.entries(WORDS).map(([name, word]) => ({ name, word, question: search(word) }))
  for (const { word, question } of words) {
    await compareAnswers([question], contenders.largeUncached.origin, contenders.naive.origin)
    log(`${await hits(databases, word)} organisations have the word «${word}»`)
  }
  const sorts = Object.keys(organisations.sorts).flatMap((name) => [name, `-${name}`])
  const deep = await Promise.all(sorts.map((sort) => deepPage(contenders.largeUncached.origin, sort, depth)))
  log(`the cursors of page ${depth / PAGE} of every order are found`)
  const first = (sort: string) => `/v1/organisations?sort=${sort}&limit=${PAGE}`
  const offset = `/organisation/?orderby.name=asc&limit=${PAGE}&offset=${depth}`
  return [
    // No searches, which find more among more.
    { name: 'grown, cached', entrants: pair('small', 'large', asks([...records, ...lists], 'ours')) },
    { name: 'grown, one record', entrants: pair('smallUncached', 'largeUncached', asks(records, 'ours')) },
    { name: 'grown, list of 50', entrants: pair('smallUncached', 'largeUncached', asks(lists, 'ours')) },
    ...sorts.map((sort, i) => ({
      name: `deep, by ${sort}`,
      entrants: [
        enter('largeUncached', 'first', [{ path: first(sort) }]),
        enter('largeUncached', 'deep', [{ path: deep[i] as string }])
      ]
    })),
    {
      name: 'deep, by offset',
      entrants: [
        enter('largeUncached', 'ours', [{ path: deep[0] as string }]),
        enter('platformatic', 'platformatic', [{ path: offset }])
      ],
      connections: 4,
      rounds: 3,
      seconds: 8
    },
    ...words.map(({ name, question }) => ({
      name,
      entrants: [
        enter('largeUncached', 'uncached', asks([question], 'ours')),
        enter('naive', 'naive', asks([question], 'naive')),
        enter('platformatic', 'platformatic', asks([question], 'platformatic'))
      ],
      connections: 4
    }))
  ]
}

const hits = ({ ours }: Databases, word: string): Promise<number> =>
  run(ours, async (query) =>
    Number(
      (await query(`select count(*) from organisation where search_text like '% ' || fold($1) || '%'`, [word]))[0]
        ?.count
    )
  )

/** The page of 50 after so many rows, by the cursors that the service itself gives. */
async function deepPage(origin: string, sort: string, depth: number): Promise<string> {
  let cursor = ''
  for (let rows = 0; rows < depth; rows += LARGEST_PAGE) {
    const response = await fetch(`${origin}/v1/organisations?sort=${sort}&fields=id&limit=${LARGEST_PAGE}${cursor}`)
    const { meta } = (await response.json()) as { meta: { next_cursor: string } }
    cursor = `&cursor=${encodeURIComponent(meta.next_cursor)}`
  }
  return `/v1/organisations?sort=${sort}&limit=${PAGE}${cursor}`
}
