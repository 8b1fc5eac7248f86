// One process of the service: configuration, database, app, workers, and a graceful stop.
import { setTimeout as sleep } from 'node:timers/promises'
import closeWithGrace from 'close-with-grace'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Logger } from 'pino'
import { announce } from './announcement.ts'
import { buildApp } from './app.ts'
import { startBackgroundWork } from './background-work.ts'
import { type Config, erasureLedgerOf, readConfig, settingsHelp, unknownSettings } from './config.ts'
import { connect, type Database } from './db/connect.ts'
import { isPooled } from './db/pooler.ts'
import { adminKeyExists } from './features/api-keys/queries.ts'
import { features } from './features/index.ts'
import { checkLedger } from './features/privacy/erasure/ledger.ts'
import { createLogger } from './logger.ts'
import { poolMeasures } from './metrics/process-measures.ts'
import { prepare } from './preparation.ts'
import { registryOf } from './records/registry.ts'

/**
 * Wait for the database before the service listens. Until then the port is closed: a proxy then tries another process,
 * which it would not do after a 503. It is short if the database is away, and long while a check or a migration is
 * under way or connections are slow: a busy machine needs more than the short time for them.
 */
const LISTEN_WAIT_MS = 3_000
const LONGEST_LISTEN_WAIT_MS = 20_000
const CONNECT_RETRY_MS = 200
/** Longest stop after the drain. */
const STOP_LIMIT_MS = 15_000
/** Signals within this time count as one. */
const SAME_SIGNAL_MS = 500
/** Time limits on the standby, as a part of those on the primary: a read that fails there begins again on the primary. */
const STANDBY_TIMEOUT_FACTOR = 0.25
const PARENT_CHECK_MS = 500

const registry = registryOf(features)
const stopping = new AbortController()

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
  const logger = await createLogger(config.LOG_LEVEL)
  for (const { name, nearest } of unknownSettings(process.env))
    logger.warn({ variable: name, nearest }, 'an environment variable looks like a setting and is none')
  // Steps of the stop, run in reverse order, so that the database stops last.
  const stopSteps: (() => Promise<unknown>)[] = []
  const stop = async () => {
    stopping.abort()
    for (const step of stopSteps.splice(0).reverse()) await step()
  }
  let signal: NodeJS.Signals | undefined
  /** Tells proxies that the service is about to stop, and serves until they know. */
  let drain = async () => {}
  const { close } = closeWithGrace(
    { delay: STOP_LIMIT_MS + config.DRAIN_SECONDS * 1000, logger: false, skip: ['SIGINT', 'SIGTERM', 'beforeExit'] },
    async ({ err }) => {
      if (err) logger.fatal({ err }, 'stopped by an unexpected error')
      else if (signal === 'SIGTERM') await drain()
      await stop()
      logger.info('stopped')
    }
  )
  handleSignals((received) => {
    signal = received
    close()
  })
  try {
    const url = config.DATABASE_URL ?? (await startDatabase(config, stopSteps))
    const erasureLedger = erasureLedgerOf(config)
    if (erasureLedger !== null) await checkLedger(erasureLedger)
    const urls = { url, directUrl: config.DATABASE_DIRECT_URL ?? url }
    const preparation = prepare({ urls, logger, registry, erasureLedger, signal: stopping.signal })
    const onConnectionError = ({ message }: Error) => {
      // The stop ends an embedded database with the connections that are still open.
      if (!stopping.signal.aborted) logger.warn({ err: { message } }, 'a database connection broke')
    }
    const {
      db,
      pools: ownPools,
      close
    } = connect(url, {
      max: config.DATABASE_POOL,
      isPooled: isPooled(urls),
      role: 'konwent_app',
      open: preparation.isDone,
      onError: onConnectionError,
      onUnsafeSetting: unsafeSettingLog(logger)
    })
    stopSteps.push(close)
    const pools = new Map<string, pg.Pool>(Object.entries(ownPools))
    const standby =
      config.DATABASE_READ_URL === null
        ? null
        : connect(config.DATABASE_READ_URL, {
            max: config.DATABASE_POOL,
            timeoutFactor: STANDBY_TIMEOUT_FACTOR,
            role: 'konwent_app',
            open: preparation.isDone,
            onError: onConnectionError
          })
    if (standby) {
      stopSteps.push(standby.close)
      pools.set('standby', standby.pools.requests)
    }
    const app = await buildApp({
      db,
      standby: standby?.db ?? null,
      logger,
      publicBaseUrl: config.PUBLIC_BASE_URL,
      rateLimits: { address: config.RATE_LIMIT, key: config.RATE_LIMIT_KEY, badKeys: config.RATE_LIMIT_BAD_KEYS },
      trustProxy: config.TRUST_PROXY,
      cacheMegabytes: config.ANSWER_CACHE_MB,
      surrogates: config.VARNISH_URLS.length > 0,
      erasureLedger,
      webhookLoopback: config.WEBHOOK_ALLOW_LOOPBACK,
      checkReadiness: preparation.checkSchema,
      registry
    })
    stopSteps.push(() => app.close())
    app.server.maxConnections = config.MAX_CONNECTIONS
    app.measures.push(...poolMeasures(pools))
    if (config.METRICS_PORT !== null) {
      const { startMetrics } = await import('./metrics/start.ts')
      stopSteps.push(await startMetrics(app, { host: config.HOST, port: config.METRICS_PORT }, logger))
    }
    // A restored database has an earlier history.
    app.feed.onAdvance((advance) => advance === 'everything' && preparation.recheck())
    // Wait for an embedded database. An external one may be unavailable: the service responds 503 until it is ready.
    const { ready } = preparation
    if (config.DATABASE_URL === null) await ready
    const listenBy = performance.now() + LONGEST_LISTEN_WAIT_MS
    const isBlocked = Promise.all([preparation.blocked, sleep(LISTEN_WAIT_MS, undefined, { ref: false })])
    await Promise.race([ready, isBlocked, sleep(LONGEST_LISTEN_WAIT_MS, undefined, { ref: false })])
    if (preparation.isDone()) await openConnections(db, config.DATABASE_POOL, listenBy)
    await app.listen({ host: config.HOST, port: config.PORT })
    // An embedded database has no other process that could take over.
    if (config.DATABASE_URL !== null)
      drain = async () => {
        if (preparation.isDone() && app.drain()) await sleep(config.DRAIN_SECONDS * 1000)
      }
    const keyless = config.DATABASE_URL === null && !(await adminKeyExists(db))
    await announce(app, db, keyless)
    // A later failure also ends the process, which would otherwise respond 503 forever.
    await ready
    stopSteps.push(...startBackgroundWork({ app, url: urls.directUrl, config, logger, pools }))
  } catch (error) {
    await stop()
    throw error
  }
}

/**
 * Stops the service on the first Ctrl-C or SIGTERM, or when the npm process that started it has ended. A second signal
 * exits at once.
 */
function handleSignals(close: (signal: NodeJS.Signals) => void): void {
  let firstSignalAt: number | undefined
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // The terminal sends Ctrl-C to npm and to this process, and npm forwards it: the same signal may arrive twice.
      if (firstSignalAt !== undefined && performance.now() - firstSignalAt > SAME_SIGNAL_MS) process.exit(1)
      if (firstSignalAt === undefined) close(signal)
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

/** Returns the listener that logs unsafe settings of sessions, each once. */
function unsafeSettingLog(logger: Logger): (setting: string) => void {
  const logged = new Set<string>()
  return (setting) => {
    if (!logged.has(setting))
      logger.warn({ setting }, 'a crash of the database could lose confirmed writes; the service overrides the setting')
    logged.add(setting)
  }
}

/**
 * Opens the connections of requests before the first request. On a busy machine, one takes longer than a request waits
 * for it. `until` is the last time for an attempt, on the clock of `performance.now()`.
 */
async function openConnections(db: Database, count: number, until: number): Promise<void> {
  const open = async () => {
    const used = Array.from({ length: count }, () => db.connection().execute((own) => sql`select 1`.execute(own)))
    const exports = Array.from({ length: db.exports.options.max }, () => db.exports.connect())
    const results = await Promise.allSettled([...used, ...exports])
    for (const each of exports) each.then((client) => client.release()).catch(() => {})
    return results.every(({ status }) => status === 'fulfilled')
  }
  while (!stopping.signal.aborted && performance.now() < until && !(await open())) {
    // Each attempt has waited for its timeout, or failed at once.
    await sleep(CONNECT_RETRY_MS, undefined, { ref: false })
  }
}
