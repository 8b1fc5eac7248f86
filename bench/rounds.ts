// Measures contenders in turn, in a random order each round, so that other load on the machine affects all of them.
import autocannon, { type Request } from 'autocannon'
import { familyTime, processorTime, resident } from './processes.ts'
import { figure, median, shuffled } from './statistics.ts'

const CONNECTIONS = 16
/** Seconds of load before the measurement, on all entrants at once. */
const WARM_UP_S = 1
/** Seconds that a turn needs in addition to its load. */
const TURN_OVERHEAD_S = 0.06

/** One contender in a scenario. */
export interface Entrant {
  name: string
  pid: number
  origin: string
  requests: Request[]
  /** The expected status. Any other ends the run. */
  status: number
  /** Work that runs during the measurement. */
  background?: { start: () => Promise<void>; stop: () => Promise<void> }
}

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
    samples[name] = await measure(scenario, affordable, seconds, plan.postgres)
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
  rounds: number,
  seconds: number,
  postgres: number
): Promise<Record<string, Sample[]>> {
  await Promise.all(entrants.map((entrant) => sendLoad(entrant, connections, WARM_UP_S)))
  const samples: Record<string, Sample[]> = Object.fromEntries(entrants.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const entrant of shuffled(entrants)) {
      await entrant.background?.start()
      const before = { node: processorTime(entrant.pid), postgres: familyTime(postgres) }
      const { speed, requests, bytes } = await sendLoadUntilResponse(entrant, connections, seconds)
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

/** Sends load for 4 and then 16 times as long if a turn ends without a single response. */
async function sendLoadUntilResponse(entrant: Entrant, connections: number, seconds: number): Promise<LoadResult> {
  for (const factor of [1, 4, 16]) {
    const result = await sendLoad(entrant, connections, seconds * factor)
    if (result.requests > 0) return result
  }
  throw new Error(`${entrant.name} sent no response within ${seconds * 16} s`)
}

interface LoadResult {
  speed: number
  requests: number
  bytes: number
}

async function sendLoad(
  { name, origin, requests, status }: Entrant,
  connections: number,
  seconds: number
): Promise<LoadResult> {
  const result = await autocannon({
    url: origin,
    connections,
    duration: seconds,
    sampleInt: 50,
    timeout: 30,
    requests,
    setupClient: (client) => {
      // Each connection has an order of its own, so that not all request the same path at the same moment.
      client.setRequests(shuffled(requests))
      // autocannon would decode every body as UTF-8, which takes longest for compressed ones. The bodies are not used.
      client.pipelinedRequests.addBody = () => {}
    },
    skipAggregateResult: true
  })
  const { totalCompletedRequests: total, errors, statusCodeStats, totalBytes } = result
  const right = statusCodeStats[status]?.count ?? 0
  if (errors > 0 || right !== total) {
    throw new Error(
      `${name}: ${total} responses to ${requests[0]?.path}, ${errors} errors, ` +
        `not all ${status}: ${JSON.stringify(statusCodeStats)}`
    )
  }
  return {
    speed: total / ((result.finish.getTime() - result.start.getTime()) / 1000),
    requests: total,
    bytes: totalBytes / total
  }
}
