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
  address: string
  /** The request that is being handled. */
  owner: IncomingMessage
  /** Position in the change log that this process had seen when the request began. */
  since: number
  /** The history to which `since` belongs. */
  epoch: string
  waiting: (() => void)[]
}

export class Flights {
  readonly #byKey = new Map<string, Flight>()
  readonly #byOwner = new Map<IncomingMessage, Flight>()

  /** Adds a request to the flight of its key. Returns false if there is none that began at the position `since`. */
  join(key: string, since: number | undefined, go: () => void): boolean {
    const flight = this.#byKey.get(key)
    // A flight that began before the last change may return the former state.
    if (!flight || flight.since !== since || flight.waiting.length >= MAX_WAITING) return false
    flight.waiting.push(go)
    return true
  }

  begin(
    key: string,
    address: string,
    owner: IncomingMessage,
    { since, epoch }: Pick<Flight, 'since' | 'epoch'>
  ): Flight {
    const flight: Flight = { key, address, owner, since, epoch, waiting: [] }
    this.#byKey.set(key, flight)
    this.#byOwner.set(owner, flight)
    return flight
  }

  /** Returns the flight that this request began and that has not landed. */
  of(request: IncomingMessage): Flight | undefined {
    return this.#byOwner.get(request)
  }

  /** Ends a flight. The waiting requests continue: with the cached response, or on their own. */
  land(flight: Flight): void {
    if (this.#byKey.get(flight.key) === flight) this.#byKey.delete(flight.key)
    this.#byOwner.delete(flight.owner)
    for (const go of flight.waiting.splice(0)) go()
  }
}

/** The parts of a request that decide its response, beside the state of the registry. */
export interface Wanted {
  /** URL and content coding. */
  address: string
  /** The Accept header; empty if there is none. */
  accept: string
}

/** Returns what a request wants from the cache. Undefined for a request that is never cached. */
export function wantedBy(request: IncomingMessage): Wanted | undefined {
  const { method, url = '/', headers, httpVersion } = request
  if ((method !== 'GET' && method !== 'HEAD') || headers.authorization !== undefined) return undefined
  // Requests with a body, and requests that the router refuses.
  if (headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined) return undefined
  if (httpVersion !== '1.1' || headers.upgrade !== undefined || fieldsOf(request, 'host').length !== 1) return undefined
  const accept = headers.accept ?? ''
  if (url.length > MAX_URL_LENGTH || accept.length > MAX_ACCEPT_LENGTH) return undefined
  if (HEALTH_PROBE.test(url)) return undefined
  return { address: `${url}\n${codingOf(headers['accept-encoding']) ?? ''}`, accept }
}
