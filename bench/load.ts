// Sends load with autocannon and counts the responses.
import autocannon, { type Request } from 'autocannon'
import { shuffled } from './statistics.ts'

/** The requests to one process, and the status that it must return. */
export interface Target {
  name: string
  origin: string
  requests: Request[]
  /** The expected status. Any other ends the run. */
  status: number
}

export interface Load {
  connections: number
  /** Seconds of load. Ignored if `amount` is set. */
  seconds?: number
  /** Number of requests. */
  amount?: number
  /** Whether each request is sent only once. `amount` is then the number of requests. */
  once?: boolean
}

export interface LoadResult {
  /** Requests per second. */
  speed: number
  requests: number
  bytes: number
}

/** Returns the speed of a target. Throws if a response has another status than expected. */
export async function sendLoad(target: Target, { connections, seconds = 0, amount, once }: Load): Promise<LoadResult> {
  const { name, origin, requests, status } = target
  const shares = once ? sharesOf(requests, connections) : []
  const result = await autocannon({
    url: origin,
    connections,
    ...(amount === undefined ? { duration: seconds } : { amount }),
    sampleInt: 50,
    timeout: 30,
    requests,
    setupClient: (client) => {
      // Each connection has an order of its own, so that not all request the same path at the same moment.
      client.setRequests(shares.pop() ?? shuffled(requests))
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

/** Deals the requests out to the connections, so that no two send the same. */
const sharesOf = (requests: Request[], connections: number): Request[][] =>
  Array.from({ length: connections }, (_, share) => requests.filter((_, i) => i % connections === share))
