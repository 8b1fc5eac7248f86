// What stands before the router: requests whose answer is in memory get it from there, all others go on. Nothing that Fastify's hooks do for
// every answer is left out here: the counting of requests, their ids, the log.
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import proxyAddr from '@fastify/proxy-addr'
import type { FastifyBaseLogger, FastifyInstance, FastifyReply } from 'fastify'
import type { AddressCount } from '../http/access.ts'
import { matches } from '../http/preconditions.ts'
import type { Finished, ResponseStore } from '../http/representation.ts'
import { type Flights, keyOf } from './flights.ts'
import type { Answer, AnswerCache } from './response-cache.ts'

/** Header with which the answer to a write tells a position in the journal, and a request the one that its answer must not be behind. */
export const POSITION = 'registry-position'

/** Milliseconds since the last look at the journal after which another one begins, and after which answers wait for it. */
const LOOK = 400
const STALE = 900
/** Milliseconds that a request waits for that look at most. After that it is handled like one that is not cached. */
const LOOK_WAIT_MS = 500
/** Headers that are each answer's own, or that Node writes. */
const OWN = new Set([
  'request-id',
  'ratelimit',
  'ratelimit-policy',
  'connection',
  'keep-alive',
  'content-length',
  'transfer-encoding',
  'date',
  POSITION
])
const OF_BODY = new Set(['content-type', 'content-encoding', 'content-disposition'])
/** What an answer may vary by: the key of the cache holds it, or requests with it are not answered from memory. */
const VARY = /^(accept|accept-encoding|authorization|registry-position)$/i

/** Counts a request of a client; gives the headers that tell him so, or nothing when there were too many. */
export type Count = (request: IncomingMessage) => Promise<string[] | undefined>

export interface Front {
  /** Null if no responses are stored. */
  cache: AnswerCache | null
  flights: Flights
  count: Count
  logger: FastifyBaseLogger
  /** Set when the service stops: Fastify tells clients then to close their connections. */
  closing: () => boolean
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** What Fastify sets on a server that it makes itself. */
export interface CachingServerOptions {
  keepAliveTimeout: number
  requestTimeout: number
  connectionTimeout: number
}

/** The server of the service: answers from memory what it can, and hands over the rest. */
export function createCachingServer(
  front: Front,
  handler: Handler,
  { keepAliveTimeout, requestTimeout, connectionTimeout }: CachingServerOptions
): Server {
  const { cache } = front
  // A request without Host is refused by screenUrl, with a problem; Node would answer with nothing.
  const server = createServer({ requireHostHeader: false }, cache ? answerFirst(front, cache, handler) : handler)
  server.setTimeout(connectionTimeout)
  return Object.assign(server, { keepAliveTimeout, requestTimeout })
}

function answerFirst({ flights, count, logger, closing }: Front, cache: AnswerCache, handler: Handler): Handler {
  const { feed } = cache

  const send = (request: IncomingMessage, response: ServerResponse, answer: Answer) => {
    const begun = performance.now()
    void count(request).then((told) => {
      if (told === undefined) return handler(request, response)
      const id = randomUUID()
      const same = matches(request.headers['if-none-match'], answer.etag)
      if (same) {
        response.writeHead(304, [...answer.headersWithoutBody, 'request-id', id, ...told]).end()
      } else {
        response.writeHead(200, [...answer.headers, 'request-id', id, ...told])
        response.end(request.method === 'HEAD' ? undefined : answer.body)
      }
      const ms = Math.round((performance.now() - begun) * 10) / 10
      logger.info(
        { reqId: id, method: request.method, route: answer.route, status: same ? 304 : 200, ms, cached: true },
        'answered'
      )
    })
  }

  /** Whether the feed could be looked at in time. */
  const isSynced = (): Promise<boolean> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), LOOK_WAIT_MS)
      feed
        .sync()
        .then(() => resolve(true))
        .catch(() => resolve(false))
        .finally(() => clearTimeout(timer))
    })

  /** The feed has been looked at lately enough; otherwise nobody can know what is still right. */
  const look = (request: IncomingMessage, response: ServerResponse, key: string) => {
    const age = feed.age()
    const position = request.headers[POSITION]
    const current = position === undefined || Number(position) <= (feed.seen ?? -1)
    if (age < STALE && current) {
      if (age > LOOK) void feed.sync().catch(() => {})
      return answer(request, response, key)
    }
    isSynced().then((synced) => (synced ? answer(request, response, key) : handler(request, response)))
  }

  const answer = (request: IncomingMessage, response: ServerResponse, key: string) => {
    if (response.destroyed) return
    const known = cache.get(key)
    if (known) return send(request, response, known)
    const go = () => {
      const made = cache.get(key)
      if (made) send(request, response, made)
      else handler(request, response)
    }
    if (flights.join(key, feed.seen, go)) return
    if (feed.seen === undefined) return handler(request, response)
    const flight = flights.begin(key, request, feed.seen)
    const land = () => flights.land(flight)
    response.once('finish', land)
    response.once('close', land)
    handler(request, response)
  }

  return (request, response) => {
    const key = closing() ? undefined : keyOf(request)
    if (key === undefined) handler(request, response)
    else look(request, response, key)
  }
}

/** Counts requests without a key by address, which is that of the connection unless a proxy is believed to name another. */
export function countBy(addresses: AddressCount, trustProxy: false | string[]): Count {
  const trusted = trustProxy && proxyAddr.compile(trustProxy)
  return async (request) => {
    const { exceeded, headers } = await addresses(
      trusted ? proxyAddr(request, trusted) : (request.socket.remoteAddress ?? '')
    )
    return exceeded ? undefined : ['ratelimit-policy', headers['ratelimit-policy'], 'ratelimit', headers.ratelimit]
  }
}

/** Tells whoever wrote which position in the journal holds it, for reading from another replica. */
export function tellPosition(app: FastifyInstance): void {
  app.addHook('onSend', async ({ method }, reply) => {
    const { seen } = app.feed
    if (method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS' && reply.statusCode < 300 && seen !== undefined)
      reply.header(POSITION, String(seen))
  })
}

/** Stores the responses of flights. A request that began no flight stores nothing: its client has a key, or its response is not public. */
export const responseStore = (cache: AnswerCache, flights: Flights): ResponseStore => ({
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
    cache.keep(flight.key, answerOf(finished, headers, request.routeOptions.url ?? ''), dependsOn, flight.since)
  }
})

function answerOf(
  { etag, type, coding, bytes }: Finished,
  given: ReturnType<FastifyReply['getHeaders']>,
  route: string
): Answer {
  const shared: string[] = []
  const ofBody: string[] = [
    'content-type',
    type,
    ...(coding ? ['content-encoding', coding] : []),
    'content-length',
    String(bytes.length)
  ]
  for (const [name, value] of Object.entries(given)) {
    if (OWN.has(name) || name === 'content-type' || name === 'content-encoding') continue
    for (const each of [value].flat()) (OF_BODY.has(name) ? ofBody : shared).push(name, String(each))
  }
  return { etag, headers: [...shared, ...ofBody], headersWithoutBody: shared, body: bytes, route }
}
