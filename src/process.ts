// The service as a process: configuration, database, service, and an end that loses nothing.
import closeWithGrace from 'close-with-grace'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { buildApp } from './app.ts'
import { CHANNEL } from './changes/position.ts'
import { type Config, erasureLedgerOf, readConfig, settingsHelp } from './config.ts'
import { connect, type Db } from './db/connect.ts'
import { listen } from './db/listen.ts'
import { isCurrent, mayMigrate, migrate } from './db/migrate.ts'
import { adminKeyExists } from './features/api-keys/queries.ts'
import { features } from './features/index.ts'
import { startJobs } from './features/jobs/job-loop.ts'
import { isEmpty, seed } from './features/seed/seed.ts'
import { startDelivering } from './features/webhooks/sending/delivery-loop.ts'
import { databaseAway } from './http/errors.ts'
import { createLogger } from './logger.ts'
import { registryOf } from './records/registry.ts'

const registry = registryOf(features)
let stopping = false

if (process.argv.includes('--help') || process.argv.includes('-h')) {
  console.log('Usage: npm start\n\nStarts the registry. Settings are environment variables:\n')
  for (const { name, fallback, help } of settingsHelp)
    console.log(`  ${name.padEnd(16)} ${help}${fallback ? ` [${fallback}]` : ''}`)
  process.exit(0)
}

await main().catch((error: Error) => {
  console.error(`The registry did not start: ${error.message}`)
  process.exit(1)
})

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const logger = createLogger(config.LOG_LEVEL)
  // Undone in reverse order, so that the database outlives what uses it.
  const undo: (() => Promise<unknown>)[] = []
  const stop = async () => {
    stopping = true
    for (const step of undo.splice(0).reverse()) await step()
  }
  const { close } = closeWithGrace(
    { delay: 15_000, logger: false, skip: ['SIGINT', 'SIGTERM', 'beforeExit'] },
    async ({ err }) => {
      if (err) logger.fatal({ err }, 'stopped by an unexpected error')
      await stop()
      logger.info('stopped')
    }
  )
  obeySignals(close)
  try {
    const url = config.DATABASE_URL ?? (await startDatabase(config, undo))
    let prepared = false
    const { db, close } = connect(url, {
      max: config.DATABASE_POOL,
      role: 'konwent_app',
      open: () => prepared,
      onError: (err) => logger.warn({ err: { message: err.message } }, 'a database connection broke')
    })
    undo.push(close)
    const app = await buildApp({
      db,
      logger,
      publicBaseUrl: config.PUBLIC_BASE_URL,
      rateLimits: { address: config.RATE_LIMIT, key: config.RATE_LIMIT_KEY, badKeys: config.RATE_LIMIT_BAD_KEYS },
      trustProxy: config.TRUST_PROXY,
      answerCache: config.ANSWER_CACHE_MB,
      erasureLedger: erasureLedgerOf(config),
      webhookLoopback: config.WEBHOOK_ALLOW_LOOPBACK,
      registry
    })
    undo.push(() => app.close())
    // A database of our own is made ready first. Another's may be away for now: the service answers 503 until it is there.
    const ready = prepare(url, logger).then(() => {
      prepared = true
    })
    if (config.DATABASE_URL === null) await ready
    await app.listen({ host: config.HOST, port: config.PORT })
    await Promise.race([ready, new Promise((resolve) => setTimeout(resolve, 3_000).unref())])
    const keyless = config.DATABASE_URL === null && !(await adminKeyExists(db))
    await announce(app, db, keyless)
    // What fails later than that ends the service too: it would answer 503 for ever.
    await ready
    undo.push(listen(url, CHANNEL, app.feed.hinted))
    startWorkers(url, logger, undo, config, app)
  } catch (error) {
    await stop()
    throw error
  }
}

/** Ends the service on the first Ctrl-C or SIGTERM, and when the npm that started it is gone; at once on one that comes later. */
function obeySignals(close: () => void): void {
  let first: number | undefined
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // The terminal sends a Ctrl-C to npm and to us, and npm passes it on: the same one may arrive twice.
      if (first !== undefined && performance.now() - first > 500) process.exit(1)
      if (first === undefined) close()
      first ??= performance.now()
    })
  }
  // The shell between npm and us may die of a SIGTERM without passing it on.
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent && first === undefined) process.kill(process.pid, 'SIGTERM')
  }, 500).unref()
}

async function startDatabase(config: Config, undo: (() => Promise<unknown>)[]): Promise<string> {
  const { startEmbedded } = await import('./db/embedded/server.ts')
  const embedded = await startEmbedded({ dataDir: config.DATA_DIR })
  undo.push(embedded.stop)
  return embedded.url
}

/**
 * Migrates, and loads the Konwent's data into a registry that was never filled. Waits for a database that is away, and with a login that
 * may not migrate for somebody else to do it.
 */
async function prepare(url: string, logger: ReturnType<typeof createLogger>): Promise<void> {
  while (!stopping) {
    const own = connect(url, { max: 1, patient: true })
    const { db, close } = connect(url, { max: 1, patient: true, role: 'konwent_app' })
    try {
      if (await mayMigrate(own.db)) {
        const applied = await migrate(own)
        if (applied.length > 0) logger.debug({ applied }, 'migrated')
      }
      if (await isCurrent(db)) {
        if (await isEmpty(db))
          logger.debug({ records: await seed(db, registry.datasets) }, 'loaded the data of the Konwent')
        return
      }
      logger.warn('the database has not been migrated and this login may not do it; waiting for `konwent migrate`')
    } catch (error) {
      if (stopping) return
      if (!databaseAway(error)) throw error
      logger.warn('the database is away; trying again')
    } finally {
      await own.close()
      await close()
    }
    await new Promise((resolve) => setTimeout(resolve, 2_000))
  }
}

/** Starts the workers of this process: webhooks, imports and nightly tasks. Any number of processes may run them on one database. */
function startWorkers(
  url: string,
  logger: ReturnType<typeof createLogger>,
  undo: (() => Promise<unknown>)[],
  config: Config,
  { baseUrl, feed }: FastifyInstance
): void {
  const onError = (err: Error) => logger.warn({ err: { message: err.message } }, 'a database connection broke')
  const control = connect(url, { max: 3, role: 'konwent_app', onError })
  const work = connect(url, { max: 4, patient: true, role: 'konwent_app', onError })
  // Writes of the workers count as writes of this process.
  work.db.afterWrite = feed.wrote
  const jobs = startJobs({ control: control.db, work: work.db, tasks: registry.tasks, log: logger })
  const deliveries = startDelivering({
    db: control.db,
    baseUrl,
    resources: registry.resources,
    delays: config.WEBHOOK_RETRY_DELAYS,
    allowLoopback: config.WEBHOOK_ALLOW_LOOPBACK,
    log: logger,
    subscribe: (listener) => feed.subscribe(listener)
  })
  undo.push(control.close, work.close, deliveries.stop, jobs.stop)
}

/** Says what is served and what to try; while nobody holds an admin key also how to make the first. */
async function announce(app: FastifyInstance, db: Db, keyless: boolean): Promise<void> {
  const address = app.server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const host =
    typeof address === 'object' && address && !['::', '0.0.0.0'].includes(address.address)
      ? address.address
      : '127.0.0.1'
  const base = app.baseUrl || `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  const counts = await sql<{ organisations: number; memberships: number; people: number; events: number }>`
    select (select count(*) from organisation) as organisations, (select count(*) from membership) as memberships,
      (select count(*) from person) as people, (select count(*) from event) as events`
    .execute(db)
    .then(({ rows }) => rows[0])
    .catch(() => undefined)
  const firstKey = `
Changing the registry needs a key. The first one is made in another terminal while this runs:
  npm run konwent --silent -- keys create --bootstrap --owner 'Obserwatorium CUS'
`
  console.log(`
Rejestr Konwentu Centrów Usług Społecznych: ${base}
  ${counts ? `${counts.organisations} organisations, ${counts.memberships} memberships, ${counts.people} people, ${counts.events} events` : 'the database is away for now; the service answers 503 until it is there'}
  Documentation: ${base}/docs   Contract: ${base}/openapi.json

Try:
  curl '${base}/v1/organisations/cus-belzyce?include=memberships,appointments'
  curl '${base}/v1/organisations/match?name=CUS+w+Swidniku'
  curl '${base}/v1/statistics/memberships?as_of=2022-08-31'
${keyless ? firstKey : ''}
Ctrl-C stops it.
`)
}
