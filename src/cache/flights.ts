// Flights: requests under way. Identical requests wait for their response instead of running the same queries.
import type { IncomingMessage } from 'node:http'
import { codingOf } from '../http/codings.ts'
import { fieldsOf } from '../http/header-fields.ts'

/** Limit of requests that wait for one response. Further requests are handled on their own. */
const MAX_WAITING = 1_000
const MAX_URL_LENGTH = 2_000
const MAX_ACCEPT_LENGTH = 500
/** Health probes are never cached and never wait. */
const HEALTH_PROBE = /^(\/v1)?\/(livez|readyz)(\?|$)/

export interface Flight {
  key: string
  /** The request that is being handled. */
  owner: IncomingMessage
  /** Position in the change log that this process had seen when the request began. */
  since: number
  waiting: (() => void)[]
}

export class Flights {
  readonly #byKey = new Map<string, Flight>()

  /** Adds a request to the flight of its key. Returns false if there is none that began at the position `since`. */
  join(key: string, since: number | undefined, go: () => void): boolean {
    const flight = this.#byKey.get(key)
    // A flight that began before the last change may return the former state.
    if (!flight || flight.since !== since || flight.waiting.length >= MAX_WAITING) return false
    flight.waiting.push(go)
    return true
  }

  begin(key: string, owner: IncomingMessage, since: number): Flight {
    const flight: Flight = { key, owner, since, waiting: [] }
    this.#byKey.set(key, flight)
    return flight
  }

  /** Returns the flight that this request began; undefined if it began none, or if a later flight replaced it. */
  of(request: IncomingMessage): Flight | undefined {
    const key = keyOf(request)
    const flight = key === undefined ? undefined : this.#byKey.get(key)
    return flight?.owner === request ? flight : undefined
  }

  /** Ends a flight. The waiting requests continue: with the cached response, or on their own. */
  land(flight: Flight): void {
    if (this.#byKey.get(flight.key) === flight) this.#byKey.delete(flight.key)
    for (const go of flight.waiting.splice(0)) go()
  }
}

/** Returns the cache key of a request: URL, Accept and content coding. Undefined for a request that is never cached. */
export function keyOf(request: IncomingMessage): string | undefined {
  const { method, url = '/', headers, httpVersion } = request
  if ((method !== 'GET' && method !== 'HEAD') || headers.authorization !== undefined) return undefined
  // Requests with a body, and requests that the router refuses.
  if (headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined) return undefined
  if (httpVersion !== '1.1' || headers.upgrade !== undefined || fieldsOf(request, 'host').length !== 1) return undefined
  const accept = headers.accept ?? ''
  if (url.length > MAX_URL_LENGTH || accept.length > MAX_ACCEPT_LENGTH) return undefined
  if (HEALTH_PROBE.test(url)) return undefined
  return `${url}\n${accept}\n${codingOf(headers['accept-encoding']) ?? ''}`
}
