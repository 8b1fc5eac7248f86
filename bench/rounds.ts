// Measures contenders in turn, round by round in random order, so that what disturbs the machine disturbs all of them.
import autocannon, { type Request } from 'autocannon'
import { familyTime, processorTime, resident } from './processes.ts'
import { figure, median, shuffled } from './statistics.ts'

const CONNECTIONS = 16
/** Seconds of load before anything is measured, for all at once. */
const WARM = 1
/** Seconds that a turn takes beside its load. */
const TURN = 0.06

/** One who takes part in a scenario. */
export interface Entrant {
  name: string
  pid: number
  origin: string
  requests: Request[]
  /** The one status that is right. */
  status: number
  /** What goes on while it is measured. */
  meanwhile?: { start: () => Promise<void>; stop: () => Promise<void> }
}

/** What one contender showed in one round. */
export interface Sample {
  /** Requests a second. */
  speed: number
  /** Processor time for one request, in microseconds. */
  node: number
  postgres: number
  /** Resident memory of the contender afterwards, in MiB. */
  resident: number
  /** Bytes of one answer with its headers. */
  bytes: number
}

export interface Scenario {
  name: string
  entrants: Entrant[]
  /** Instead of those of the plan, where single answers take long. */
  connections?: number
  rounds?: number
  seconds?: number
}

export interface Plan {
  rounds: number
  /** Seconds of one contender's turn. */
  seconds: number
  /** When all has to be over, in minutes from now. */
  minutes: number
  /** The PostgreSQL that all share. */
  postgres: number
}

export type Samples = Record<string, Record<string, Sample[]>>

/** Everybody in every scenario; with fewer rounds towards the end when time runs short. */
export async function measureAll(scenarios: Scenario[], plan: Plan, log: (line: string) => void): Promise<Samples> {
  const begun = performance.now()
  const samples: Samples = {}
  for (const [i, scenario] of scenarios.entries()) {
    const { name, seconds = plan.seconds, rounds = plan.rounds } = scenario
    const turns = scenarios.slice(i).reduce((sum, { entrants }) => sum + entrants.length, 0)
    const left = plan.minutes * 60 - (performance.now() - begun) / 1000 - 2 * (scenarios.length - i)
    const affordable = Math.max(3, Math.min(rounds, Math.floor(left / turns / (seconds + TURN))))
    samples[name] = await measure(scenario, affordable, seconds, plan.postgres)
    const speeds = Object.entries(samples[name]).map(
      ([who, list]) => `${who} ${figure(median(list.map(({ speed }) => speed)))}`
    )
    log(`${name}, ${affordable} rounds, requests/s: ${speeds.join(', ')}`)
  }
  return samples
}

/** Samples of each entrant, one for each round. Throws when an answer has another status than it should. */
async function measure(
  { entrants, connections = CONNECTIONS }: Scenario,
  rounds: number,
  seconds: number,
  postgres: number
): Promise<Record<string, Sample[]>> {
  await Promise.all(entrants.map((entrant) => shoot(entrant, connections, WARM)))
  const samples: Record<string, Sample[]> = Object.fromEntries(entrants.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const entrant of shuffled(entrants)) {
      await entrant.meanwhile?.start()
      const before = { node: processorTime(entrant.pid), postgres: familyTime(postgres) }
      const { speed, requests, bytes } = await shootUntilAnswered(entrant, connections, seconds)
      const used = (now: number, then: number) => ((now - then) / requests) * 1e6
      samples[entrant.name]?.push({
        speed,
        node: used(processorTime(entrant.pid), before.node),
        postgres: used(familyTime(postgres), before.postgres),
        resident: resident(entrant.pid),
        bytes
      })
      await entrant.meanwhile?.stop()
    }
  }
  return samples
}

/** Longer, where a whole turn brings not one answer. */
async function shootUntilAnswered(entrant: Entrant, connections: number, seconds: number): Promise<Shots> {
  for (const patience of [1, 4, 16]) {
    const shots = await shoot(entrant, connections, seconds * patience)
    if (shots.requests > 0) return shots
  }
  throw new Error(`${entrant.name} answers nothing within ${seconds * 16} s`)
}

interface Shots {
  speed: number
  requests: number
  bytes: number
}

async function shoot(
  { name, origin, requests, status }: Entrant,
  connections: number,
  seconds: number
): Promise<Shots> {
  const result = await autocannon({
    url: origin,
    connections,
    duration: seconds,
    sampleInt: 50,
    timeout: 30,
    requests,
    setupClient: (client) => {
      // An order of its own: nobody asks for the same at the same moment as all others.
      client.setRequests(shuffled(requests))
      // It would read every body as UTF-8, which takes longest for the compressed ones; nobody looks at them.
      client.pipelinedRequests.addBody = () => {}
    },
    skipAggregateResult: true
  })
  const { totalCompletedRequests: total, errors, statusCodeStats, totalBytes } = result
  const right = statusCodeStats[status]?.count ?? 0
  if (errors > 0 || right !== total) {
    throw new Error(
      `${name}: ${total} answers to ${requests[0]?.path}, ${errors} errors, not all ${status}: ${JSON.stringify(statusCodeStats)}`
    )
  }
  return {
    speed: total / ((result.finish.getTime() - result.start.getTime()) / 1000),
    requests: total,
    bytes: totalBytes / total
  }
}
