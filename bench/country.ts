// Starts all contenders with the whole country (3,000 organisations) and makes the scenarios.
import { assertSameRecords, chooseWorkload, comparableSearches, type Workload } from './addresses.ts'
import { createKey, startWriter, type Writer } from './changes.ts'
import { idleMemory, limit, naive, ours, platformatic, startAll, uncached } from './contenders.ts'
import { type Contenders, makeScenarios } from './country-scenarios.ts'
import type { Cluster } from './database.ts'
import type { Running } from './processes.ts'
import type { Scenario } from './rounds.ts'

export interface Country {
  contenders: Contenders
  /** Key with all scopes. */
  key: string
  workload: Workload
  scenarios: Scenario[]
  /** Memory of each contender before the load, in MiB. */
  idle: Record<string, number[]>
  stop: () => Promise<void>
}

/**
 * Starts all contenders and makes the scenarios. `folder` is for the recorded responses; `once` is the number of requests
 * of one turn if each can be sent only once.
 */
export async function prepareCountry({ country }: Cluster, folder: string, once: number): Promise<Country> {
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
    const workload = await comparableWorkload(await chooseWorkload(country.ours), others)
    const paths = [workload.records, workload.lists, workload.searches, workload.large]
      .flat()
      .map((target) => target.ours)
    const contenders = {
      limit: (await startAll({ limit: await limit(others.ours.origin, others.twin.origin, paths, folder) })).limit,
      ...others
    }
    running.push(contenders.limit)
    writer = startWriter(contenders.ours, key, workload.slugs)
    const scenarios = await makeScenarios({ contenders, databases: country, workload, writer, key, once })
    return { contenders, key, workload, scenarios, idle, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Returns the workload with the searches that have the same results everywhere. Throws if other reads differ. */
async function comparableWorkload(
  chosen: Workload,
  { uncached, naive }: Pick<Contenders, 'uncached' | 'naive'>
): Promise<Workload> {
  // Not `ours` itself, which must not have done more work than its twin.
  const origins = [uncached.origin, naive.origin] as const
  await assertSameRecords([...chosen.records, ...chosen.lists, ...chosen.large, ...chosen.included], ...origins)
  return { ...chosen, searches: await comparableSearches(chosen.searches, ...origins) }
}
