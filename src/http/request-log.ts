// One log entry per response, and the counts of responses for monitoring.
import type { FastifyBaseLogger, FastifyInstance, FastifyServerOptions } from 'fastify'
import type { RequestCounts } from '../metrics/request-counts.ts'
import { type LoggedIds, loggedIdsOf, RecentTraces } from './trace-context.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Traces of the latest writes. */
    traces: RecentTraces
  }
}

/** Makes the logger of a request: all its entries have the ids of the client and of the proxy. */
export const childLoggerFactory: NonNullable<FastifyServerOptions['childLoggerFactory']> = (
  logger,
  bindings,
  options,
  { headers }
) => {
  const ids = loggedIdsOf(headers)
  return logger.child(ids ? { ...bindings, ...ids } : bindings, options)
}

export interface SentResponse {
  method: string
  /** Pattern of the route. A path may contain a slug, which is made of a name. */
  route: string | null
  status: number
  /** Time since the headers of the request. */
  ms: number
  /** Whether the response came from memory. */
  cached?: boolean
}

/** Counts and logs a response. `ids` are those that the logger does not have already. */
export function noteResponse(
  requests: RequestCounts,
  log: FastifyBaseLogger,
  { method, route, status, ms, cached = false }: SentResponse,
  ids?: LoggedIds & { reqId: string }
): void {
  requests.add(method, route, status, ms, cached)
  const entry = { ...ids, method, route, status, ms: Math.round(ms * 10) / 10 }
  log.info(cached ? { ...entry, cached } : entry, 'answered')
}

/** Methods that change nothing, so no webhook follows from them. */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Logs and counts every response. Remembers the traces of writes. */
export function logResponses(app: FastifyInstance, requests: RequestCounts): void {
  app.decorate('traces', new RecentTraces())
  app.addHook('onRequest', async ({ id, method, headers }) => {
    if (!SAFE.has(method)) app.traces.remember(id, headers)
  })
  app.addHook('onResponse', async ({ method, routeOptions, log }, { statusCode: status, elapsedTime: ms }) =>
    noteResponse(requests, log, { method, route: routeOptions.url ?? null, status, ms })
  )
}
