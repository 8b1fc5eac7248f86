// Measures contenders in turn, in a random order each round, so that other load on the machine affects all of them.
import type { Request } from 'autocannon'
import { type LoadResult, sendLoad, type Target } from './load.ts'
import { familyTime, processorTime, type Running, resident } from './processes.ts'
import { figure, median, shuffled } from './statistics.ts'

const CONNECTIONS = 16
/** Seconds of load before the measurement, on all entrants at once. */
const WARM_UP_S = 1
/** Seconds that a turn needs in addition to its load. */
const TURN_OVERHEAD_S = 0.06

/** Requests that can be sent only once, such as those that create a record. */
export interface Supply {
  /** Returns the requests of one turn. */
  requests: () => Request[]
  /** Prepares the rows again after the requests have been sent. */
  refill: () => Promise<void>
}

/** One contender in a scenario. */
export interface Entrant extends Target {
  pid: number
  /** Work that runs during the measurement. */
  background?: { start: () => Promise<void>; stop: () => Promise<void> }
  /** If present, a turn sends its requests once, instead of `requests` for a time. */
  supply?: Supply
}

/** Makes an entrant that must answer 200, unless `rest` says otherwise. */
export const entrantOf = (
  name: string,
  { pid, origin }: Pick<Running, 'pid' | 'origin'>,
  requests: Request[],
  rest: Partial<Entrant> = {}
): Entrant => ({ name, pid, origin, requests, status: 200, ...rest })

/** The measurement of one contender in one round. */
export interface Sample {
  /** Requests per second. */
  speed: number
  /** Processor time of Node per request, in microseconds. */
  node: number
  /** Processor time of PostgreSQL per request, in microseconds. */
  postgres: number
  /** Resident memory of the contender afterwards, in MiB. */
  resident: number
  /** Bytes per response with its headers. */
  bytes: number
}

export interface Scenario {
  name: string
  entrants: Entrant[]
  /** Override the defaults and the plan if single responses take long. */
  connections?: number
  rounds?: number
  seconds?: number
}

export interface Plan {
  rounds: number
  /** Seconds of one contender's turn. */
  seconds: number
  /** Time limit for all scenarios, in minutes from now. */
  minutes: number
  /** Process id of the PostgreSQL that all contenders use. */
  postgres: number
}

export type Samples = Record<string, Record<string, Sample[]>>

/** Measures all scenarios, with fewer rounds (at least 3) if the time runs short. */
export async function measureAll(scenarios: Scenario[], plan: Plan, log: (line: string) => void): Promise<Samples> {
  const begun = performance.now()
  const samples: Samples = {}
  for (const [i, scenario] of scenarios.entries()) {
    const { name, seconds = plan.seconds, rounds = plan.rounds } = scenario
    const turns = scenarios.slice(i).reduce((sum, { entrants }) => sum + entrants.length, 0)
    const left = plan.minutes * 60 - (performance.now() - begun) / 1000 - 2 * (scenarios.length - i)
    const affordable = Math.max(3, Math.min(rounds, Math.floor(left / turns / (seconds + TURN_OVERHEAD_S))))
    samples[name] = await measure(scenario, { ...plan, rounds: affordable, seconds })
    const speeds = Object.entries(samples[name]).map(
      ([who, list]) => `${who} ${figure(median(list.map(({ speed }) => speed)))}`
    )
    log(`${name}, ${affordable} rounds, requests/s: ${speeds.join(', ')}`)
  }
  return samples
}

/** Returns the samples of each entrant, one per round. Throws if a response has another status than expected. */
async function measure(
  { entrants, connections = CONNECTIONS }: Scenario,
  { rounds, seconds, postgres }: Plan
): Promise<Record<string, Sample[]>> {
  await Promise.all(
    entrants.map((entrant) =>
      entrant.supply ? sendSupply(entrant, entrant.supply, connections) : sendLoad(entrant, warmUp(connections))
    )
  )
  const samples: Record<string, Sample[]> = Object.fromEntries(entrants.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const entrant of shuffled(entrants)) {
      await entrant.supply?.refill()
      await entrant.background?.start()
      const before = { node: processorTime(entrant.pid), postgres: familyTime(postgres) }
      const { speed, requests, bytes } = entrant.supply
        ? await sendSupply(entrant, entrant.supply, connections)
        : await sendLoadUntilResponse(entrant, connections, seconds)
      const used = (now: number, then: number) => ((now - then) / requests) * 1e6
      samples[entrant.name]?.push({
        speed,
        node: used(processorTime(entrant.pid), before.node),
        postgres: used(familyTime(postgres), before.postgres),
        resident: resident(entrant.pid),
        bytes
      })
      await entrant.background?.stop()
    }
  }
  return samples
}

const warmUp = (connections: number) => ({ connections, seconds: WARM_UP_S })

function sendSupply(entrant: Entrant, supply: Supply, connections: number): Promise<LoadResult> {
  const requests = supply.requests()
  return sendLoad({ ...entrant, requests }, { connections, amount: requests.length, once: true })
}

/** Sends load for 4 and then 16 times as long if a turn ends without a single response. */
async function sendLoadUntilResponse(entrant: Entrant, connections: number, seconds: number): Promise<LoadResult> {
  for (const factor of [1, 4, 16]) {
    const result = await sendLoad(entrant, { connections, seconds: seconds * factor })
    if (result.requests > 0) return result
  }
  throw new Error(`${entrant.name} sent no response within ${seconds * 16} s`)
}
