// Measures contenders in turn, round by round in random order, so that what disturbs the machine disturbs all of them.
import autocannon, { type Request } from 'autocannon'
import { familyTime, processorTime, resident } from './processes.ts'
import { shuffled } from './statistics.ts'

export const CONNECTIONS = 16
/** Seconds of load before anything is measured, for all at once. */
const WARM = 1

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

export interface Plan {
  rounds: number
  /** Seconds of one contender's turn. */
  seconds: number
  /** The PostgreSQL that all share. */
  postgres: number
}

/** Samples of each entrant, one for each round. Throws when an answer has another status than it should. */
export async function measure(entrants: Entrant[], { rounds, seconds, postgres }: Plan): Promise<Record<string, Sample[]>> {
  await Promise.all(entrants.map((entrant) => shoot(entrant, WARM)))
  const samples: Record<string, Sample[]> = Object.fromEntries(entrants.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const entrant of shuffled(entrants)) {
      await entrant.meanwhile?.start()
      const before = { node: processorTime(entrant.pid), postgres: familyTime(postgres) }
      const { speed, requests, bytes } = await shootUntilAnswered(entrant, seconds)
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
async function shootUntilAnswered(entrant: Entrant, seconds: number): Promise<Shots> {
  for (const patience of [1, 4, 16]) {
    const shots = await shoot(entrant, seconds * patience)
    if (shots.requests > 0) return shots
  }
  throw new Error(`${entrant.name} answers nothing within ${seconds * 16} s`)
}

interface Shots {
  speed: number
  requests: number
  bytes: number
}

async function shoot({ name, origin, requests, status }: Entrant, seconds: number): Promise<Shots> {
  const result = await autocannon({
    url: origin,
    connections: CONNECTIONS,
    duration: seconds,
    sampleInt: 50,
    timeout: 30,
    requests,
    // Each connection in an order of its own: nobody asks for the same at the same moment as all others.
    setupClient: (client) => client.setRequests(shuffled(requests)),
    skipAggregateResult: true
  })
  const { totalCompletedRequests: total, errors, statusCodeStats, totalBytes } = result
  const right = statusCodeStats[status]?.count ?? 0
  if (errors > 0 || right !== total) {
    throw new Error(`${name}: ${total} answers to ${requests[0]?.path}, ${errors} errors, not all ${status}: ${JSON.stringify(statusCodeStats)}`)
  }
  return { speed: total / ((result.finish.getTime() - result.start.getTime()) / 1000), requests: total, bytes: totalBytes / total }
}
