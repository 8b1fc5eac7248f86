// One process of the service: configuration, database, app, workers, and a graceful stop.
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
import { databaseUnavailable } from './http/errors.ts'
import { createLogger } from './logger.ts'
import { registryOf } from './records/registry.ts'

/** Longest wait for the database before the address is printed. */
const ANNOUNCE_WAIT_MS = 3_000
/** Signals within this time count as one. */
const SAME_SIGNAL_MS = 500
const PARENT_CHECK_MS = 500
const PREPARE_RETRY_MS = 2_000

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
  // Steps of the stop, run in reverse order, so that the database stops last.
  const stopSteps: (() => Promise<unknown>)[] = []
  const stop = async () => {
    stopping = true
    for (const step of stopSteps.splice(0).reverse()) await step()
  }
  const { close } = closeWithGrace(
    { delay: 15_000, logger: false, skip: ['SIGINT', 'SIGTERM', 'beforeExit'] },
    async ({ err }) => {
      if (err) logger.fatal({ err }, 'stopped by an unexpected error')
      await stop()
      logger.info('stopped')
    }
  )
  handleSignals(close)
  try {
    const url = config.DATABASE_URL ?? (await startDatabase(config, stopSteps))
    let prepared = false
    const { db, close } = connect(url, {
      max: config.DATABASE_POOL,
      role: 'konwent_app',
      open: () => prepared,
      onError: (err) => logger.warn({ err: { message: err.message } }, 'a database connection broke')
    })
    stopSteps.push(close)
    const app = await buildApp({
      db,
      logger,
      publicBaseUrl: config.PUBLIC_BASE_URL,
      rateLimits: { address: config.RATE_LIMIT, key: config.RATE_LIMIT_KEY, badKeys: config.RATE_LIMIT_BAD_KEYS },
      trustProxy: config.TRUST_PROXY,
      cacheMegabytes: config.ANSWER_CACHE_MB,
      erasureLedger: erasureLedgerOf(config),
      webhookLoopback: config.WEBHOOK_ALLOW_LOOPBACK,
      registry
    })
    stopSteps.push(() => app.close())
    // Wait for an embedded database. An external one may be unavailable: the service responds 503 until it is ready.
    const ready = prepare(url, logger).then(() => {
      prepared = true
    })
    if (config.DATABASE_URL === null) await ready
    await app.listen({ host: config.HOST, port: config.PORT })
    await Promise.race([ready, new Promise((resolve) => setTimeout(resolve, ANNOUNCE_WAIT_MS).unref())])
    const keyless = config.DATABASE_URL === null && !(await adminKeyExists(db))
    await announce(app, db, keyless)
    // A later failure also ends the process, which would otherwise respond 503 forever.
    await ready
    stopSteps.push(listen(url, CHANNEL, app.feed.onNotify))
    startWorkers(url, logger, stopSteps, config, app)
  } catch (error) {
    await stop()
    throw error
  }
}

/**
 * Stops the service on the first Ctrl-C or SIGTERM, or when the npm process that started it has ended. A second signal
 * exits at once.
 */
function handleSignals(close: () => void): void {
  let firstSignalAt: number | undefined
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // The terminal sends Ctrl-C to npm and to this process, and npm forwards it: the same signal may arrive twice.
      if (firstSignalAt !== undefined && performance.now() - firstSignalAt > SAME_SIGNAL_MS) process.exit(1)
      if (firstSignalAt === undefined) close()
      firstSignalAt ??= performance.now()
    })
  }
  // The shell between npm and this process may end on SIGTERM without forwarding it.
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent && firstSignalAt === undefined) process.kill(process.pid, 'SIGTERM')
  }, PARENT_CHECK_MS).unref()
}

async function startDatabase(config: Config, stopSteps: (() => Promise<unknown>)[]): Promise<string> {
  const { startEmbedded } = await import('./db/embedded/server.ts')
  const embedded = await startEmbedded({ dataDir: config.DATA_DIR })
  stopSteps.push(embedded.stop)
  return embedded.url
}

/**
 * Migrates the database, and loads the Konwent's data if the registry is empty. Waits while the database is
 * unavailable. If the login may not migrate, it waits until `konwent migrate` has been run.
 */
async function prepare(url: string, logger: ReturnType<typeof createLogger>): Promise<void> {
  while (!stopping) {
    const own = connect(url, { max: 1, noTimeouts: true })
    const { db, close } = connect(url, { max: 1, noTimeouts: true, role: 'konwent_app' })
    try {
      if (await mayMigrate(own.db)) {
        const applied = await migrate(own)
        if (applied.length > 0) logger.debug({ applied }, 'migrated')
      }
      if (await isCurrent(db)) {
        if (await isEmpty(db)) logger.debug({ records: await seed(db, registry.datasets) }, "loaded the Konwent's data")
        return
      }
      logger.warn('the database has not been migrated and this login may not do it; waiting for `konwent migrate`')
    } catch (error) {
      if (stopping) return
      if (!databaseUnavailable(error)) throw error
      logger.warn('the database is unavailable; trying again')
    } finally {
      await own.close()
      await close()
    }
    await new Promise((resolve) => setTimeout(resolve, PREPARE_RETRY_MS))
  }
}

/** Starts the workers for webhooks, imports and nightly tasks. Any number of processes may run them on one database. */
function startWorkers(
  url: string,
  logger: ReturnType<typeof createLogger>,
  stopSteps: (() => Promise<unknown>)[],
  config: Config,
  { baseUrl, feed }: FastifyInstance
): void {
  const onError = (err: Error) => logger.warn({ err: { message: err.message } }, 'a database connection broke')
  const control = connect(url, { max: 3, role: 'konwent_app', onError })
  const work = connect(url, { max: 4, noTimeouts: true, role: 'konwent_app', onError })
  // After a write of a worker, this process synchronises its cache too.
  work.db.afterWrite = feed.afterWrite
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
  stopSteps.push(control.close, work.close, deliveries.stop, jobs.stop)
}

/** Prints the address of the service and commands to try. While there is no admin key, also how to create the first. */
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
  const content = counts
    ? `${counts.organisations} organisations, ${counts.memberships} memberships, ` +
      `${counts.people} people, ${counts.events} events`
    : 'the database is unavailable; the service responds 503 until it is ready'
  const firstKey = `
Changes require a key. Create the first key in another terminal while the service is running:
  npm run konwent --silent -- keys create --bootstrap --owner 'Obserwatorium CUS'
`
  console.log(`
Rejestr Konwentu Centrów Usług Społecznych: ${base}
  ${content}
  Documentation: ${base}/docs   Contract: ${base}/openapi.json

Try:
  curl '${base}/v1/organisations/cus-belzyce?include=memberships,appointments'
  curl '${base}/v1/organisations/match?name=CUS+w+Swidniku'
  curl '${base}/v1/statistics/memberships?as_of=2022-08-31'
${keyless ? firstKey : ''}
Ctrl-C stops it.
`)
}
