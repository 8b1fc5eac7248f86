// Conditions that the database must meet before this process serves it: migrated, filled, and no erasure forgotten.
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import { connect, type Db } from './db/connect.ts'
import { ConnectError } from './db/connect-error.ts'
import { brokenSchemaCheck, mayMigrate, migrate, NewerDatabaseError, readSchemaState } from './db/migrate.ts'
import { type DatabaseUrls, findDirectFault, findPoolerFault } from './db/pooler.ts'
import { readLedger } from './features/privacy/erasure/ledger.ts'
import { countForgotten } from './features/privacy/erasure/queries.ts'
import { isEmpty, loadRegisters, seed } from './features/seed/seed.ts'
import { databaseUnavailable } from './http/database-unavailable.ts'
import { ApiError } from './http/errors.ts'
import type { Registry } from './records/registry.ts'

const RETRY_MS = 2_000
/** SQLSTATEs at a connect: the role konwent_app does not exist yet, and the login may not use it or the database. */
const ROLE_MISSING = new Set(['22023', '42501'])

export interface PreparationOptions {
  urls: DatabaseUrls
  logger: FastifyBaseLogger
  registry: Registry
  /** File with erasures outside of the database; null for none. */
  erasureLedger: string | null
  /** Ends the wait. */
  signal: AbortSignal
}

export interface Preparation {
  /** Resolves when the database can be served for the first time. Rejects if waiting cannot help. */
  ready: Promise<void>
  /** Resolves when an obstacle is found that may last, such as a database that refuses connections. */
  blocked: Promise<void>
  /** Whether the database can be served. */
  isDone: () => boolean
  /** Checks again whether the database knows all erasures. If not, the process does not serve it until it does. */
  recheck: () => void
  /** Throws if a newer version has migrated the database in a way that breaks this version. */
  checkSchema: (db: Db) => Promise<void>
}

/** Something that waiting may remove, with its log entry. */
interface Obstacle {
  level: 'warn' | 'error'
  message: string
  context?: object
  /** Whether the database did not respond in time, as on a busy machine. */
  slow?: boolean
}

/**
 * Migrates the database if the login may, and loads the Konwent's data into an empty registry. Waits while the database
 * is unavailable, refuses the login, has not been migrated, does not fit this version, or has forgotten erasures.
 */
export function prepare(options: PreparationOptions): Preparation {
  const { logger, erasureLedger, signal } = options
  let done = false
  let broken: Promise<(db: Db) => Promise<boolean>> | undefined
  const blocked = Promise.withResolvers<void>()

  const wait = async () => {
    let logged = ''
    while (!signal.aborted) {
      const obstacle = await prepareOnce(options)
      if (!obstacle) {
        done = true
        return
      }
      if (!obstacle.slow) blocked.resolve()
      const entry = JSON.stringify(obstacle)
      if (entry !== logged) logger[obstacle.level](obstacle.context ?? {}, obstacle.message)
      logged = entry
      await sleep(RETRY_MS, undefined, { signal }).catch(() => {})
    }
  }
  const recheck = async (file: string) => {
    done = !(await findObstacle(options, (db) => findForgotten(db, file)))
    if (!done) await wait()
  }
  const ready = wait()
  // It may be rejected before anybody awaits it.
  ready.catch(() => {})
  return {
    ready,
    blocked: blocked.promise,
    isDone: () => done,
    recheck: () => {
      if (done && erasureLedger !== null)
        recheck(erasureLedger).catch((err: Error) => logger.error({ err }, 'the erasure ledger cannot be checked'))
    },
    checkSchema: async (db) => {
      broken ??= brokenSchemaCheck()
      if (await (await broken)(db)) throw outdated()
    }
  }
}

/** Returns what prevents the service; undefined if the database can be served. Throws if waiting cannot help. */
async function prepareOnce({ urls, logger, registry, erasureLedger, signal }: PreparationOptions) {
  const unusable = await findUnusable(signal, () => findDirectFault(urls))
  if (unusable) return unusable
  const own = connect(urls.directUrl, { max: 1, noTimeouts: true })
  try {
    const may = await mayMigrate(own.db)
    if (may) {
      const onBusy = () => logger.info('other sessions use the tables that the migration changes; trying again')
      const applied = await migrate(own, { onBusy }).catch((error: unknown) => {
        if (error instanceof NewerDatabaseError) return []
        throw error
      })
      if (applied.length > 0) logger.debug({ applied }, 'migrated')
    }
  } catch (error) {
    return obstacleOf(error, signal)
  } finally {
    await own.close()
  }
  const obstacle = await findObstacle({ urls, signal }, async (db) => {
    const obstacle = await findSchemaObstacle(db, logger)
    if (obstacle) return obstacle
    if (await isEmpty(db)) logger.debug({ records: await seed(db, registry.datasets) }, "loaded the Konwent's data")
    const records = await loadRegisters(db, registry.datasets)
    if (records > 0) logger.info({ records }, 'loaded the registers that this version brings')
    return erasureLedger === null ? undefined : findForgotten(db, erasureLedger)
  })
  return obstacle ?? findUnusable(signal, () => findPoolerFault(urls))
}

/** Checks an address of the database. */
async function findUnusable(
  signal: AbortSignal,
  findFault: () => Promise<string | undefined>
): Promise<Obstacle | undefined> {
  try {
    const message = await findFault()
    return message === undefined ? undefined : { level: 'error', message }
  } catch (error) {
    return obstacleOf(error, signal)
  }
}

/** Runs a check as the role of the service. */
async function findObstacle(
  { urls, signal }: Pick<PreparationOptions, 'urls' | 'signal'>,
  find: (db: Db) => Promise<Obstacle | undefined>
): Promise<Obstacle | undefined> {
  const { db, close } = connect(urls.directUrl, { max: 1, noTimeouts: true, role: 'konwent_app' })
  try {
    return await find(db)
  } catch (error) {
    if (error instanceof ConnectError && ROLE_MISSING.has(error.code ?? ''))
      return { ...notMigrated, context: { err: causeOf(error) } }
    return obstacleOf(error, signal)
  } finally {
    await close()
  }
}

const notMigrated: Obstacle = {
  level: 'warn',
  message: 'the database has not been migrated and this login may not do it; waiting for `konwent migrate`'
}

async function findSchemaObstacle(db: Db, logger: FastifyBaseLogger): Promise<Obstacle | undefined> {
  const { state, unknown } = await readSchemaState(db)
  if (state === 'pending') return notMigrated
  const context = { unknown }
  if (state === 'newer')
    logger.warn(context, 'this version is older than the database: a newer version has migrated it. It still fits')
  if (state !== 'broken') return undefined
  return {
    level: 'error',
    message:
      'this version is older than the database and does not fit it: a newer version has migrated it. ' +
      'Install the newer version',
    context
  }
}

async function findForgotten(db: Db, file: string): Promise<Obstacle | undefined> {
  const people = await countForgotten(db, await readLedger(file))
  if (people === 0) return undefined
  return {
    level: 'error',
    message: 'the database has forgotten erasures of the ledger; waiting for `konwent privacy replay`',
    context: { people }
  }
}

/** Returns the obstacle if the database is unavailable. Throws any other error. */
function obstacleOf(error: unknown, signal: AbortSignal): Obstacle {
  if (signal.aborted) return { level: 'warn', message: 'the service stops' }
  if (!databaseUnavailable(error)) throw error
  const context = { err: causeOf(error as Error) }
  return error instanceof ConnectError && error.refusesLogin
    ? { level: 'error', message: 'the database refuses the login of the service; trying again', context }
    : // An error without a code is a timeout of this process.
      {
        level: 'warn',
        message: 'the database is unavailable; trying again',
        context,
        slow: context.err.code === undefined
      }
}

const causeOf = (error: Error & { code?: string | undefined }) => ({ message: error.message, code: error.code })

const outdated = () =>
  new ApiError('version_outdated', {
    pl: 'Nowsza wersja rejestru zmieniła bazę danych tak, że ta wersja nie może jej obsługiwać.',
    en: 'A newer version of the registry has migrated the database, and this version cannot serve it any more.'
  })
