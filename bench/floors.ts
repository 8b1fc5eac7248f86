// Floors: what the same work costs without the code of the service. They show which goals the service cannot reach, and
// what a shared cache in front of it adds.
import { chooseWorkload, pathsOf, requestsTo } from './addresses.ts'
import { createKey } from './changes.ts'
import { floorOfProcess, floorOfSql, limit, naive, ours, platformatic, startAll, uncached } from './contenders.ts'
import { JSON_HEADERS, patches, patchHeaders } from './country-scenarios.ts'
import type { Cluster } from './database.ts'
import type { Running } from './processes.ts'
import { type Entrant, entrantOf, type Scenario } from './rounds.ts'
import { startSharedCache } from './shared-cache.ts'

export interface Floors {
  scenarios: Scenario[]
  stop: () => Promise<void>
}

/** Starts the contenders and makes the scenarios. `folder` is for the recorded responses. */
export async function prepareFloors(
  { country }: Cluster,
  folder: string,
  log: (line: string) => void
): Promise<Floors> {
  const key = createKey(country.ours)
  const services = await startAll({ ours: ours(country), uncached: uncached(country) })
  const running: Pick<Running, 'stop'>[] = Object.values(services)
  const stop = async () => void (await Promise.all(running.map((one) => one.stop())))
  try {
    const { records, lists, included } = await chooseWorkload(country.ours)
    const paths = [...records, ...lists].map((target) => target.ours)
    const recorded = await limit(services.ours.origin, services.uncached.origin, paths, folder)
    const others = await startAll({
      limit: recorded,
      process: floorOfProcess(country, recorded, false),
      isolate: floorOfProcess(country, recorded, true),
      floor: floorOfSql(country),
      naive: naive(country),
      platformatic: platformatic(country)
    })
    running.push(...Object.values(others))
    const varnish = await startSharedCache(country, log)
    if (varnish) running.push(varnish)
    const contenders = { ...services, ...others, ...(varnish && { varnish }) }
    type Name = keyof typeof services | keyof typeof others | 'varnish'
    const entrant = (name: Name, requests: Entrant['requests']) =>
      entrantOf(name, contenders[name] as Running, requests)
    const reads = (names: Name[], targets: typeof records | typeof lists) =>
      names.map((name) => entrant(name, requestsTo(pathsOf(name), targets)))
    const change = (name: Name, headers: Record<string, string>) =>
      entrant(name, patches(records, pathsOf(name), headers))
    return {
      stop,
      scenarios: [
        { name: 'floor of a cached record', entrants: reads(['limit', 'ours', 'process', 'isolate'], records) },
        { name: 'floor of a cached list', entrants: reads(['limit', 'ours', 'process', 'isolate'], lists) },
        ...(varnish
          ? [
              { name: 'record behind Varnish', entrants: reads(['limit', 'ours', 'varnish'], records) },
              { name: 'list behind Varnish', entrants: reads(['limit', 'ours', 'varnish'], lists) }
            ]
          : []),
        { name: 'floor of a record', entrants: reads(['uncached', 'floor', 'naive', 'platformatic'], records) },
        { name: 'floor of a list', entrants: reads(['uncached', 'floor', 'naive', 'platformatic'], lists) },
        { name: 'floor of includes', entrants: reads(['uncached', 'floor', 'naive'], included), connections: 4 },
        {
          name: 'floor of a PATCH',
          entrants: [
            change('ours', patchHeaders(key)),
            change('floor', JSON_HEADERS),
            change('naive', JSON_HEADERS),
            change('platformatic', JSON_HEADERS)
          ]
        }
      ]
    }
  } catch (error) {
    await stop()
    throw error
  }
}
