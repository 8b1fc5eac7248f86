// One log entry per response, and the counts of responses for monitoring.
import type { FastifyInstance, FastifyServerOptions } from 'fastify'
import type { RequestCounts } from '../metrics/request-counts.ts'
import { loggedIdsOf, RecentTraces } from './trace-context.ts'

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

/** Methods that change nothing, so no webhook follows from them. */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Logs and counts every response. Remembers the traces of writes. */
export function logResponses(app: FastifyInstance, requests: RequestCounts): void {
  app.decorate('traces', new RecentTraces())
  app.addHook('onRequest', async ({ id, method, headers }) => {
    if (!SAFE.has(method)) app.traces.remember(id, headers)
  })
  app.addHook('onResponse', async (request, reply) => {
    // The pattern of the route is logged, because a path may contain a slug, which is made of a name.
    const { method, routeOptions } = request
    const { statusCode: status, elapsedTime } = reply
    const route = routeOptions.url ?? null
    requests.add(method, route, status, elapsedTime, false)
    request.log.info({ method, route, status, ms: Math.round(elapsedTime * 10) / 10 }, 'answered')
  })
}
