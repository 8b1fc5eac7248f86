import { type KeyObject, randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import helmet from '@fastify/helmet'
import swagger from '@fastify/swagger'
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { Flights } from './cache/flights.ts'
import { ResponseCache } from './cache/response-cache.ts'
import {
  addPositionHeader,
  type CachingServerOptions,
  countBy,
  createCachingServer,
  responseStore,
  SYNC_WAIT_MS
} from './cache/server.ts'
import { type Feed, watchFeed } from './changes/position.ts'
import { Standby } from './changes/standby.ts'
import { committedDocuments } from './contract/committed.ts'
import { components } from './contract/components.ts'
import { shapeDocument } from './contract/document.ts'
import { info, servers } from './contract/info.ts'
import { describeTags } from './contract/tags.ts'
import type { Database, Db } from './db/connect.ts'
import { probing } from './db/transaction.ts'
import { findCaller, findFirstKey, isValidKey } from './features/api-keys/queries.ts'
import { recordRefusals } from './features/api-keys/refusal-log.ts'
import { recordKeyUses } from './features/api-keys/use-log.ts'
import { features } from './features/index.ts'
import { type Ledger, openLedger } from './features/privacy/erasure/ledger.ts'
import { countOptions, guardAccess, scopeList } from './http/access.ts'
import { readBodies } from './http/bodies.ts'
import { ArrayParameterNames } from './http/canonical-url.ts'
import {
  afterPendingResponses,
  closeConnectionsInStages,
  isUnread,
  type SlowClientLimits,
  slowClientLimits
} from './http/connections.ts'
import { allowOtherOrigins } from './http/cors.ts'
import { cachedCursorKey } from './http/cursor.ts'
import { announceDeprecations } from './http/deprecation.ts'
import { ApiError } from './http/errors.ts'
import { refuseOtherMethods } from './http/other-methods.ts'
import { clientErrorHandler, frameworkErrors, handleProblems } from './http/problem-handler.ts'
import { countAddresses, type RateLimits } from './http/rate-limits.ts'
import { childLoggerFactory, logResponses } from './http/request-log.ts'
import { readableUrl, readRawUrl, refuseBrokenUrl, screenUrl } from './http/url-guard.ts'
import { schemaController } from './http/validation.ts'
import type { ProcessMeasure } from './metrics/measure.ts'
import { cacheMeasures, connectionMeasures, feedMeasures } from './metrics/process-measures.ts'
import { RequestCounts } from './metrics/request-counts.ts'
import { mountFeatures } from './records/mount.ts'
import { type Registry, registryOf } from './records/registry.ts'

/** If readiness was last requested longer ago, nobody watches it. */
const READINESS_POLL_LIMIT_MS = 60_000

declare module 'fastify' {
  interface FastifyInstance {
    db: Database
    /** The position in the change log that this process has seen. */
    feed: Feed
    /** Counts of responses, for monitoring. */
    requests: RequestCounts
    /** Numbers of this process for monitoring. Parts of the service add theirs. */
    measures: ProcessMeasure[]
    /** Record of erasures outside of the database; null if there is none. */
    erasureLedger: Ledger | null
    /** Whether webhooks may be sent to this machine. */
    webhookLoopback: boolean
    /** Precedes the path of every link in a response; empty for relative links. */
    baseUrl: string
    /** Returns the key that signs cursors. It is in the database, so that all processes accept each other's cursors. */
    cursorKey: () => Promise<KeyObject>
    /** Throws if the process is not ready to serve, for `/readyz`. */
    checkReadiness: () => Promise<void>
    /**
     * Closes readiness before a stop. Requests are still answered. Returns whether anybody has requested readiness
     * lately and should be given time to see it.
     */
    drain: () => boolean
  }
}

export interface Dependencies {
  db: Database
  /** A standby of the database for public reads. Default: none. */
  standby?: Db | null
  logger: FastifyBaseLogger
  publicBaseUrl: string | null
  rateLimits: RateLimits
  trustProxy: false | string[]
  /** Size of the response cache in megabytes. Default: 0, no cache. */
  cacheMegabytes?: number
  /** Longest wait of a request for news of the change log, in milliseconds. Default: `SYNC_WAIT_MS`. */
  cacheSyncWaitMs?: number
  /** Whether public responses have headers for a shared cache that the service purges. Default: no. */
  surrogates?: boolean
  /** File with erasures outside of the database. Default: none. */
  erasureLedger?: string | null
  /** Whether webhooks may be sent to this machine. Default: no. */
  webhookLoopback?: boolean
  /** How long the service waits for slow clients. Default: `slowClientLimits`. */
  slowClients?: SlowClientLimits
  /** Throws if the database does not fit this version. Default: no check. */
  checkReadiness?: (db: Db) => Promise<void>
  /** The declarations of the features. Default: those of all features. */
  registry?: Registry
}

/** Builds the service, ready for `listen` or `inject`. It neither opens nor closes the database. */
export async function buildApp({
  db,
  standby = null,
  logger,
  publicBaseUrl,
  rateLimits,
  trustProxy,
  cacheMegabytes = 0,
  cacheSyncWaitMs = SYNC_WAIT_MS,
  surrogates = false,
  erasureLedger = null,
  webhookLoopback = false,
  slowClients = slowClientLimits,
  checkReadiness = async () => {},
  registry = registryOf(features)
}: Dependencies): Promise<FastifyInstance> {
  const feed = watchFeed(db, { followsWal: standby !== null })
  db.afterWrite = feed.afterWrite
  const cache = cacheMegabytes > 0 ? new ResponseCache(feed, cacheMegabytes * 1024 * 1024) : null
  const flights = new Flights()
  const requests = new RequestCounts()
  const arrays = new ArrayParameterNames()
  const addresses = countAddresses(rateLimits.address)
  const failed = new Set<Socket>()
  let closing = false
  let readinessRequestedAt = Number.NEGATIVE_INFINITY
  const app: FastifyInstance = fastify({
    loggerInstance: logger,
    // One entry per response is logged (http/request-log.ts), without the query string and the address of the client.
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory,
    trustProxy,
    schemaController,
    clientErrorHandler: (error, socket) => {
      // Only the first error of a connection counts. What follows cannot be parsed either.
      if (failed.has(socket)) return
      failed.add(socket)
      socket.once('close', () => failed.delete(socket))
      afterPendingResponses(
        socket,
        () => void (readRawUrl(app.server, error, socket) || clientErrorHandler(error, socket))
      )
    },
    // Fastify's type is generic over the kinds of routes; this handler accepts every request.
    frameworkErrors: frameworkErrors as never,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    // Longer than any request line, because the router responds to a longer parameter without hooks. The schemas limit
    // path parameters.
    routerOptions: { maxParamLength: 20_000, ignoreTrailingSlash: false },
    rewriteUrl: screenUrl(arrays.names),
    bodyLimit: 1024 * 1024,
    // Bodies have limits of their own (http/receive-body.ts), because a file may take long.
    requestTimeout: 0,
    // Requests that arrive on open connections during the stop are answered, not refused.
    return503OnClosing: false,
    // Fastify's type does not list the options. These are the ones that it sets on a server of its own.
    serverFactory: (handler, options) =>
      createCachingServer(
        {
          cache,
          flights,
          count: countBy(addresses, trustProxy),
          logger,
          requests,
          closing: () => closing,
          syncWaitMs: cacheSyncWaitMs,
          urlOf: (request) => readableUrl(request, arrays.names)
        },
        handler,
        { ...(options as unknown as CachingServerOptions), headersMs: slowClients.headersMs }
      )
  })
  // Responses are JSON already when they reach the serialiser. The tests check them against the contract.
  app.setSerializerCompiler(() => (value) => JSON.stringify(value))
  app.decorate('db', db)
  app.decorate('registry', registry)
  app.decorate('feed', feed)
  app.decorate('standby', standby && new Standby(standby, feed, logger))
  app.decorate('requests', requests)
  app.decorate('measures', [
    ...connectionMeasures(app.server),
    ...feedMeasures(feed),
    ...(cache ? cacheMeasures(cache, requests) : [])
  ])
  app.decorate('responses', cache && responseStore(cache, flights, surrogates))
  app.decorateRequest('choice', null)
  app.addHook('onClose', async () => feed.close())
  app.decorate('erasureLedger', erasureLedger ? openLedger(erasureLedger) : null)
  app.decorate('webhookLoopback', webhookLoopback)
  app.decorate('baseUrl', publicBaseUrl ?? '')
  app.decorate('cursorKey', cachedCursorKey(db))
  app.decorate('checkReadiness', async () => {
    readinessRequestedAt = performance.now()
    if (closing) throw stopping()
    await probing(db, checkReadiness)
  })
  app.decorate('drain', () => {
    closing = true
    return performance.now() - readinessRequestedAt < READINESS_POLL_LIMIT_MS
  })
  handleProblems(app, registry.book, recordRefusals(app))
  readBodies(app, slowClients)
  closeConnectionsInStages(app.server)
  // Expectations other than 100-continue are ignored (RFC 9110 10.1.1). Node would send an empty 417.
  app.server.on('checkExpectation', (request, response) => void app.server.emit('request', request, response))

  app.addHook('onRequest', async (request, reply) => void reply.header('request-id', request.id))
  // While the service stops, connections are closed after their response. Otherwise they would keep the process alive.
  app.addHook('preClose', async () => {
    closing = true
  })
  app.addHook('onSend', async ({ raw }, reply) => {
    // Node may report the end of a body that came together with its headers only after this turn.
    if (isUnread(raw)) await setImmediate()
    if (closing || isUnread(raw)) reply.header('connection', 'close')
  })
  logResponses(app, requests)
  const urls = new Map<string, Set<string>>()
  app.addHook('onRoute', ({ url, method, schema }) => {
    urls.set(url, new Set([...(urls.get(url) ?? []), ...[method].flat()]))
    arrays.add(schema?.querystring)
  })
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    crossOriginResourcePolicy: { policy: 'cross-origin' }
  })
  countOptions(app, rateLimits)
  await allowOtherOrigins(app)
  announceDeprecations(app)
  guardAccess(app, rateLimits, addresses, {
    find: (hash) => findCaller(db, hash),
    used: recordKeyUses(app),
    isValid: isValidKey,
    first: findFirstKey
  })
  app.addHook('onRequest', refuseBrokenUrl)
  addPositionHeader(app)
  for (const schema of components.values()) if (!app.getSchema(schema.$id as string)) app.addSchema(schema)

  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info,
      servers,
      ...describeTags(registry.tags),
      webhooks: registry.webhooks,
      components: {
        securitySchemes: {
          apiKey: {
            type: 'http',
            scheme: 'bearer',
            description: `An API key as bearer token: \`csk_live_\` and 38 letters and digits. ${scopeList}`
          }
        }
      }
    },
    stripBasePath: true,
    convertConstToEnum: false,
    refResolver: {
      buildLocalReference: (json, _base, _fragment, i) => (typeof json.$id === 'string' ? json.$id : `schema-${i}`)
    },
    transformObject: shapeDocument
  })
  for (const { rootOperations = [] } of registry.features) for (const mount of rootOperations) mount(app)
  await app.register(async (v1) => mountFeatures(v1, registry), { prefix: '/v1' })
  for (const [path, file] of Object.entries(committedDocuments(app.baseUrl)))
    app.get(path, { config: { access: 'public' }, schema: { hide: true } }, (request, reply) =>
      file.send(request, reply)
    )
  refuseOtherMethods(app, urls)
  await app.ready()
  return app
}

const stopping = () =>
  new ApiError('shutting_down', {
    pl: 'Ta instancja rejestru kończy pracę.',
    en: 'This process of the registry is stopping.'
  })
