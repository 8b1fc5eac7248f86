// The HTTP server ahead of Fastify's router. It sends cached responses and passes all other requests on. For a cached
// response it does what Fastify's hooks do otherwise: rate limit, request id, log.
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import proxyAddr from '@fastify/proxy-addr'
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Feed, STALE_AFTER_MS } from '../changes/position.ts'
import { matches } from '../http/preconditions.ts'
import type { AddressCount } from '../http/rate-limits.ts'
import type { Finished, ResponseStore } from '../http/representation.ts'
import { noteResponse } from '../http/request-log.ts'
import { loggedIdsOf } from '../http/trace-context.ts'
import type { RequestCounts } from '../metrics/request-counts.ts'
import { type Flights, type Wanted, wantedBy } from './flights.ts'
import type { CachedResponse, ResponseCache } from './response-cache.ts'
import { responseKeys, surrogateHeaders } from './surrogates.ts'

/**
 * Header with a position in the change log. In the response to a write it is the position of the write. In a request it
 * is the position that the response must include.
 */
export const POSITION_HEADER = 'registry-position'

/** Age of the last synchronisation with the change log after which another one begins in the background. */
const SYNC_AFTER_MS = 400
/** Default of `syncWaitMs`. */
export const SYNC_WAIT_MS = 500
/** Headers that differ for each response, or that Node writes. */
const PER_REQUEST_HEADERS = new Set([
  'request-id',
  'ratelimit',
  'ratelimit-policy',
  'connection',
  'keep-alive',
  'content-length',
  'transfer-encoding',
  'date',
  POSITION_HEADER
])
const BODY_HEADERS = new Set(['content-type', 'content-encoding', 'content-disposition'])
/** Headers that a cacheable response may have in `Vary`: the cache key or the checks of this server cover them. */
const VARY = /^(accept|accept-encoding|authorization|registry-position)$/i

/** Counts a request by its cost and returns the rate limit headers; undefined if the limit is exceeded. */
export type Count = (request: IncomingMessage, cost: number) => Promise<string[] | undefined>

/** The parts of the service that the server uses. */
export interface CachingServerContext {
  /** Null if the cache is disabled. */
  cache: ResponseCache | null
  flights: Flights
  count: Count
  logger: FastifyBaseLogger
  requests: RequestCounts
  /** Longest wait for a synchronisation. After that the request is handled without the cache. */
  syncWaitMs: number
  /** Returns the URL of a request in the form that the router reads. */
  urlOf: (request: IncomingMessage) => string
  /** Whether the service is stopping. Fastify then asks clients to close their connections. */
  closing: () => boolean
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** The settings that Fastify makes on a server of its own. */
export interface CachingServerOptions {
  keepAliveTimeout: number
  requestTimeout: number
  connectionTimeout: number
  /** Longest time for the headers of a request, in milliseconds. */
  headersMs: number
}

/** Share of `headersMs` after which Node looks for late connections. */
const CHECK_SHARE = 0.05

/** Creates the HTTP server. It sends cached responses; `handler` handles all other requests. */
export function createCachingServer(
  context: CachingServerContext,
  handler: Handler,
  { keepAliveTimeout, requestTimeout, connectionTimeout, headersMs }: CachingServerOptions
): Server {
  const { cache } = context
  // screenUrl() refuses a request without Host, with problem details. Node's own response would be empty.
  const listener = cache ? withCache(context, cache, handler) : handler
  const connectionsCheckingInterval = Math.ceil(headersMs * CHECK_SHARE)
  const headersTimeout = headersMs - connectionsCheckingInterval
  const server = createServer(
    { requireHostHeader: false, requestTimeout, headersTimeout, connectionsCheckingInterval },
    listener
  )
  server.setTimeout(connectionTimeout)
  return Object.assign(server, { keepAliveTimeout })
}

function withCache(
  { flights, count, logger, requests, closing, urlOf, syncWaitMs }: CachingServerContext,
  cache: ResponseCache,
  handler: Handler
): Handler {
  const { feed } = cache

  const compute: Handler = (request, response) => {
    cache.misses++
    handler(request, response)
  }

  const send = (request: IncomingMessage, response: ServerResponse, cached: CachedResponse) => {
    const start = performance.now()
    const surrogate = surrogateHeadersOf(cached, feed)
    void count(request, cached.cost).then((limitHeaders) => {
      // The handler counts again and sends 429.
      if (limitHeaders === undefined) return handler(request, response)
      const id = randomUUID()
      const notModified = matches(request.headers['if-none-match'], cached.etag)
      if (notModified) {
        response.writeHead(304, [...cached.headersWithoutBody, ...surrogate, 'request-id', id, ...limitHeaders]).end()
      } else {
        response.writeHead(200, [...cached.headers, ...surrogate, 'request-id', id, ...limitHeaders])
        response.end(request.method === 'HEAD' ? undefined : cached.body)
      }
      const { method = 'GET', headers } = request
      const { route } = cached
      const sent = { method, route, status: notModified ? 304 : 200, ms: performance.now() - start, cached: true }
      noteResponse(requests, logger, sent, { reqId: id, ...loggedIdsOf(headers) })
    })
  }

  /** Returns whether the feed could be synchronised in time. */
  const isSynced = (): Promise<boolean> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), syncWaitMs)
      feed
        .sync()
        .then(() => resolve(true))
        .catch(() => resolve(false))
        .finally(() => clearTimeout(timer))
    })

  /** Synchronises with the change log if cached responses may be stale or behind the position in the request. */
  const syncAndRespond = (request: IncomingMessage, response: ServerResponse, wanted: Wanted) => {
    const age = feed.age()
    const position = request.headers[POSITION_HEADER]
    const includesPosition = position === undefined || Number(position) <= (feed.seen ?? -1)
    if (age < STALE_AFTER_MS && includesPosition) {
      if (age > SYNC_AFTER_MS) void feed.sync().catch(() => {})
      return respond(request, response, wanted)
    }
    isSynced().then((synced) => (synced ? respond(request, response, wanted) : compute(request, response)))
  }

  /** Sends the cached response, waits for a flight, or begins one. */
  const respond = (request: IncomingMessage, response: ServerResponse, { address, accept }: Wanted) => {
    if (response.destroyed) return
    const cached = cache.get(address, accept)
    if (cached) return send(request, response, cached)
    const key = cache.keyOf(address, accept)
    const go = () => {
      const stored = cache.get(address, accept)
      if (stored) send(request, response, stored)
      else compute(request, response)
    }
    if (key === undefined) return compute(request, response)
    if (flights.join(key, feed.seen, go)) return
    const { seen, epoch } = feed
    if (seen === undefined || epoch === undefined) return compute(request, response)
    const flight = flights.begin(key, address, request, { since: seen, epoch })
    const land = () => flights.land(flight)
    response.once('finish', land)
    response.once('close', land)
    compute(request, response)
  }

  return (request, response) => {
    request.url = urlOf(request)
    const wanted = closing() ? undefined : wantedBy(request)
    if (wanted === undefined) handler(request, response)
    else syncAndRespond(request, response, wanted)
  }
}

/** Makes the counter of requests without a key. It uses the address of the client as reported by trusted proxies. */
export function countBy(addresses: AddressCount, trustProxy: false | string[]): Count {
  const trusted = trustProxy && proxyAddr.compile(trustProxy)
  return async (request, cost) => {
    const ip = trusted ? proxyAddr(request, trusted) : (request.socket.remoteAddress ?? '')
    const { exceeded, headers } = await addresses(ip, cost)
    return exceeded ? undefined : ['ratelimit-policy', headers['ratelimit-policy'], 'ratelimit', headers.ratelimit]
  }
}

/** Adds the position in the change log to the response of every write, so that the client can read it anywhere. */
export function addPositionHeader(app: FastifyInstance): void {
  app.addHook('onSend', async ({ method }, reply) => {
    const { seen } = app.feed
    if (method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS' && reply.statusCode < 300 && seen !== undefined)
      reply.header(POSITION_HEADER, String(seen))
  })
}

/**
 * Returns the store for responses of flights. Other requests store nothing: they have a key or are not cacheable. With
 * `surrogates`, the responses have headers for a shared cache.
 */
export const responseStore = (cache: ResponseCache, flights: Flights, surrogates: boolean): ResponseStore => ({
  isAwaited: ({ raw }) => flights.of(raw) !== undefined,
  release: ({ raw }) => {
    const flight = flights.of(raw)
    if (flight) flights.land(flight)
  },
  store: (request, reply, finished, dependsOn) => {
    const flight = flights.of(request.raw)
    if (!flight || request.caller) return
    const headers = reply.getHeaders()
    if (!/^public\b/.test(String(headers['cache-control']))) return
    const vary = String(headers.vary ?? '').split(/\s*,\s*/)
    if (!vary.every((name) => VARY.test(name))) return
    const surrogateKeys = surrogates ? responseKeys(dependsOn) : undefined
    const response = { ...cachedResponseOf(finished, headers, request), surrogateKeys }
    cache.store(flight.address, response, dependsOn, flight.since, request.choice)
    if (surrogateKeys === undefined) return
    reply.headers(surrogateHeaders(surrogateKeys, { epoch: flight.epoch, position: flight.since }))
  }
})

/** Returns names and values of the headers for a shared cache. A stored response includes all that the feed has seen. */
function surrogateHeadersOf({ surrogateKeys }: CachedResponse, { epoch, seen: position }: Feed): string[] {
  if (surrogateKeys === undefined || epoch === undefined || position === undefined) return []
  return Object.entries(surrogateHeaders(surrogateKeys, { epoch, position })).flat()
}

function cachedResponseOf(
  { etag, type, coding, bytes }: Finished,
  replyHeaders: ReturnType<FastifyReply['getHeaders']>,
  { cost, routeOptions: { url: route = '' } }: FastifyRequest
): Omit<CachedResponse, 'surrogateKeys'> {
  const general: string[] = []
  const ofBody: string[] = [
    'content-type',
    type,
    ...(coding ? ['content-encoding', coding] : []),
    'content-length',
    String(bytes.length)
  ]
  for (const [name, value] of Object.entries(replyHeaders)) {
    if (PER_REQUEST_HEADERS.has(name) || name === 'content-type' || name === 'content-encoding') continue
    for (const each of [value].flat()) (BODY_HEADERS.has(name) ? ofBody : general).push(name, String(each))
  }
  return { etag, headers: [...general, ...ofBody], headersWithoutBody: general, body: bytes, cost, route }
}
