import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import swagger from '@fastify/swagger'
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { Flights } from './cache/flights.ts'
import { AnswerCache } from './cache/response-cache.ts'
import { type CachingServerOptions, countBy, createCachingServer, responseStore, tellPosition } from './cache/server.ts'
import { type Feed, watchFeed } from './changes/position.ts'
import { components } from './contract/components.ts'
import { shapeDocument } from './contract/document.ts'
import { info, servers } from './contract/info.ts'
import type { Database, Db } from './db/connect.ts'
import { findCaller, isValidKey } from './features/api-keys/queries.ts'
import { recordKeyUses } from './features/api-keys/use-log.ts'
import { features } from './features/index.ts'
import { type Ledger, openLedger } from './features/privacy/erasure/ledger.ts'
import { countAddresses, guardAccess, type RateLimits } from './http/access.ts'
import { readBodies } from './http/bodies.ts'
import { ApiError } from './http/errors.ts'
import { clientErrorHandler, frameworkErrors, handleProblems } from './http/problem-handler.ts'
import { NO_CHANGE, sendRepresentation } from './http/representation.ts'
import { readRawUrl, refuseBrokenUrl, screenUrl } from './http/url-guard.ts'
import { schemaController } from './http/validation.ts'
import { mountFeatures } from './records/mount.ts'
import { type Registry, registryOf } from './records/registry.ts'

declare module 'fastify' {
  interface FastifyInstance {
    db: Database
    /** How far this process has seen the journal. */
    feed: Feed
    /** Keeps erasures outside of the database; null when nothing does. */
    erasureLedger: Ledger | null
    /** Whether webhooks may be sent to this machine itself. */
    webhookLoopback: boolean
    /** Put before the path of every link in an answer; empty when links are relative. */
    baseUrl: string
    /** Key that signs cursors, from the database, so that every replica reads every other's. */
    cursorKey: () => Promise<Buffer>
  }
}

export interface Dependencies {
  db: Database
  logger: FastifyBaseLogger
  publicBaseUrl: string | null
  rateLimits: RateLimits
  trustProxy: false | string[]
  /** Megabytes for finished answers; none when absent. */
  answerCache?: number
  /** File that keeps erasures outside of the database; null or absent for none. */
  erasureLedger?: string | null
  /** Whether webhooks may be sent to this machine itself; not when absent. */
  webhookLoopback?: boolean
  /** What the features declare; all of them when absent. */
  registry?: Registry
}

/** The whole service, ready to listen or to be injected into; it neither opens nor closes the database. */
export async function buildApp({
  db,
  logger,
  publicBaseUrl,
  rateLimits,
  trustProxy,
  answerCache = 0,
  erasureLedger = null,
  webhookLoopback = false,
  registry = registryOf(features)
}: Dependencies): Promise<FastifyInstance> {
  const feed = watchFeed(db)
  db.afterWrite = feed.wrote
  const cache = answerCache > 0 ? new AnswerCache(feed, answerCache * 1024 * 1024) : null
  const flights = new Flights()
  const addresses = countAddresses(rateLimits.address)
  const readTwice = new Set<Socket>()
  let closing = false
  const app: FastifyInstance = fastify({
    loggerInstance: logger,
    // One line for each answer is written below, without the query string and the address of the client.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy,
    schemaController,
    clientErrorHandler: (error, socket) =>
      void (readRawUrl(app.server, readTwice, error, socket) || clientErrorHandler(error, socket)),
    // The types of Fastify want a handler for each kind of route; this one takes every request.
    frameworkErrors: frameworkErrors as never,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    // Longer than any request line, since the router would answer past all hooks; the schemas bound what may stand in a path.
    routerOptions: { maxParamLength: 20_000, ignoreTrailingSlash: false },
    rewriteUrl: screenUrl,
    bodyLimit: 1024 * 1024,
    requestTimeout: 30_000,
    // The types of Fastify leave the options open; these are the ones it sets on a server of its own.
    serverFactory: (handler, options) =>
      createCachingServer(
        { cache, flights, count: countBy(addresses, trustProxy), logger, closing: () => closing },
        handler,
        options as unknown as CachingServerOptions
      )
  })
  // Answers are finished JSON when they reach the serialiser; that they are what the contract says is for the tests to show.
  app.setSerializerCompiler(() => (value) => JSON.stringify(value))
  app.decorate('db', db)
  app.decorate('registry', registry)
  app.decorate('feed', feed)
  app.decorate('responses', cache && responseStore(cache, flights))
  app.addHook('onClose', async () => feed.close())
  app.decorate('erasureLedger', erasureLedger ? openLedger(erasureLedger) : null)
  app.decorate('webhookLoopback', webhookLoopback)
  app.decorate('baseUrl', publicBaseUrl ?? '')
  app.decorate('cursorKey', rememberCursorKey(db))
  handleProblems(app, registry.book)
  readBodies(app)
  // Of what a client expects beyond 100-continue the service takes no notice (RFC 9110 10.1.1); Node would answer 417 with nothing.
  app.server.on('checkExpectation', (request, response) => void app.server.emit('request', request, response))

  app.addHook('onRequest', async (request, reply) => void reply.header('request-id', request.id))
  // What is under way when the service stops must not keep its connection, and with it the process, alive afterwards.
  app.addHook('preClose', async () => {
    closing = true
  })
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close')
  })
  app.addHook('onResponse', async (request, reply) => {
    // The pattern of the route: a path may hold a slug, and a slug is made of a name.
    const { method, routeOptions } = request
    request.log.info(
      {
        method,
        route: routeOptions.url ?? null,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10
      },
      'answered'
    )
  })
  const urls = new Map<string, Set<string>>()
  app.addHook('onRoute', ({ url, method }) => {
    urls.set(url, new Set([...(urls.get(url) ?? []), ...[method].flat()]))
  })
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    crossOriginResourcePolicy: { policy: 'cross-origin' }
  })
  await app.register(cors, {
    origin: '*',
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: [
      'ETag',
      'Idempotent-Replayed',
      'Last-Modified',
      'Link',
      'Location',
      'RateLimit',
      'RateLimit-Policy',
      'Registry-Position',
      'Repr-Digest',
      'Request-Id',
      'Retry-After',
      'WWW-Authenticate'
    ],
    maxAge: 86_400,
    strictPreflight: false
  })
  guardAccess(app, rateLimits, addresses, {
    find: (hash) => findCaller(db, hash),
    used: recordKeyUses(app),
    isValid: isValidKey
  })
  app.addHook('onRequest', refuseBrokenUrl)
  tellPosition(app)
  for (const schema of components.values()) if (!app.getSchema(schema.$id as string)) app.addSchema(schema)

  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info,
      servers,
      tags: [...registry.tags],
      webhooks: registry.webhooks,
      components: {
        securitySchemes: {
          apiKey: {
            type: 'http',
            scheme: 'bearer',
            description: 'An API key of the registry, `csk_live_` and 38 letters and digits, as the bearer token.'
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
  // The document never changes while the service runs.
  let document: string | undefined
  app.get('/openapi.json', { config: { access: 'public' }, schema: { hide: true } }, async (request, reply) => {
    document ??= JSON.stringify(app.swagger())
    return sendRepresentation(request, reply, {
      type: 'application/json; charset=utf-8',
      body: document,
      dependsOn: NO_CHANGE
    })
  })
  refuseOtherMethods(app, urls)
  await app.ready()
  return app
}

/** A known path with another method is 405 with Allow (RFC 9110 15.5.6), not 404. */
function refuseOtherMethods(app: FastifyInstance, urls: Map<string, Set<string>>): void {
  for (const [url, methods] of [...urls]) {
    if (url === '*') continue
    const allow = [...methods, ...(methods.has('GET') ? ['HEAD'] : []), 'OPTIONS'].filter(
      (method, i, all) => all.indexOf(method) === i
    )
    app.route({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) => !methods.has(method)) as ['POST'],
      url,
      config: { access: 'public' },
      schema: { hide: true },
      // Before the body is looked at, so that the answer is the same whatever was sent.
      onRequest: async () => {
        const list = allow.join(', ')
        throw new ApiError(
          'method_not_allowed',
          { pl: `Ten zasób przyjmuje: ${list}.`, en: `This resource takes: ${list}.` },
          { headers: { allow: list } }
        )
      },
      handler: async () => null
    })
  }
}

function rememberCursorKey(db: Db): () => Promise<Buffer> {
  let known: Promise<Buffer> | undefined
  return async () => {
    known ??= db
      .selectFrom('instance')
      .select('cursor_key')
      .executeTakeFirstOrThrow()
      .then(({ cursor_key }) => cursor_key)
    try {
      return await known
    } catch (error) {
      known = undefined
      throw error
    }
  }
}
