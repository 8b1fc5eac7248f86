// Identifiers of other systems in requests: the trace of the client (W3C Trace Context) and the id of a proxy. They are
// only logged and passed on. Everything that this service decides or returns uses its own request id.
import type { IncomingHttpHeaders } from 'node:http'
import { LRUCache } from 'lru-cache'

/**
 * `traceparent` of version 00, or of a later one, whose first fields are the same (W3C Trace Context 3.2.2, 4.3). Ids of
 * zeros only are invalid, and so is the version ff. Several headers are one text with commas, which does not match.
 */
const TRACEPARENT =
  /^(?!ff)(?<version>[0-9a-f]{2})-(?!0{32})(?<trace>[0-9a-f]{32})-(?!0{16})(?<parent>[0-9a-f]{16})-(?<flags>[0-9a-f]{2})(?<rest>-[ -~]{0,200})?$/
/** Ids as proxies make them. Other text is not logged: it could be anything. */
const PROXY_ID = /^[A-Za-z0-9_.:=/+-]{1,100}$/

export interface Trace {
  /** 32 hexadecimal digits. */
  traceId: string
  /** 16 hexadecimal digits: the operation of the client that sent the request. */
  parentId: string
  /** Two hexadecimal digits. */
  flags: string
}

/** Returns the trace of a request; undefined without a valid `traceparent`. */
export function traceOf({ traceparent }: IncomingHttpHeaders): Trace | undefined {
  if (typeof traceparent !== 'string') return undefined
  const { version, trace, parent, flags, rest } = TRACEPARENT.exec(traceparent)?.groups ?? {}
  if (trace === undefined || parent === undefined || flags === undefined) return undefined
  return version === '00' && rest !== undefined ? undefined : { traceId: trace, parentId: parent, flags }
}

/** Returns the `traceparent` that continues a trace, in version 00. */
export const traceparentOf = ({ traceId, parentId, flags }: Trace): string => `00-${traceId}-${parentId}-${flags}`

/** The identifiers in a log entry. */
export interface LoggedIds {
  trace_id?: string
  parent_id?: string
  proxy_request_id?: string
}

/** Returns the identifiers for the log entries of a request; undefined if it has none. */
export function loggedIdsOf(headers: IncomingHttpHeaders): LoggedIds | undefined {
  const proxyId = headers['x-request-id']
  if (headers.traceparent === undefined && proxyId === undefined) return undefined
  const trace = traceOf(headers)
  return {
    ...(trace && { trace_id: trace.traceId, parent_id: trace.parentId }),
    ...(typeof proxyId === 'string' && PROXY_ID.test(proxyId) && { proxy_request_id: proxyId })
  }
}

const MAX_REMEMBERED = 10_000

/**
 * The traces of the latest writes of this process, by request id. Deliveries of webhooks that follow from a write
 * continue its trace, as long as this process sends them and remembers it.
 */
export class RecentTraces {
  readonly #traces = new LRUCache<string, Trace>({ max: MAX_REMEMBERED })

  remember(requestId: string, headers: IncomingHttpHeaders): void {
    const trace = traceOf(headers)
    if (trace) this.#traces.set(requestId, trace)
  }

  of(requestId: string | null): Trace | undefined {
    return requestId === null ? undefined : this.#traces.get(requestId)
  }
}
