import { Socket } from 'node:net'
import { Kysely, PostgresDialect, type PostgresPool, type Transaction } from 'kysely'
import pg from 'pg'
import { acquireHealthy, type Health, kyselyPool } from './healthy-pool.ts'
import { PreparingClient } from './prepared.ts'
import {
  findWrongSettings,
  type Limits,
  REQUEST_LIMITS,
  repairSession,
  type SessionSettings,
  startupOptions
} from './session.ts'
import { Slots } from './slots.ts'
import type { DB } from './types.ts'
import { valueTypes } from './value-types.ts'

/** For reads: the database or a transaction. */
export type Db = Kysely<DB>
/** For writes: a transaction, so that a write outside of one does not compile. */
export type Tx = Transaction<DB>

/** A database that also allows writes and exports. A transaction does not. */
export class Database extends Kysely<DB> {
  readonly exports: ExportPool
  /** Limits the connections that writes use at once. Writes wait for locks, and reads must not wait for them. */
  readonly writers: Slots
  /**
   * A connection for readiness, so that requests that wait for locks do not make the service look unready, and the limits
   * of its transactions.
   */
  readonly probe: { db: Db; limits: Partial<Limits> }
  /** Runs after each committed write, before its response. The service synchronises its cache here. */
  afterWrite: () => Promise<void> = async () => {}

  constructor(pool: PostgresPool, probe: Database['probe'], exports: ExportPool, writers: Slots) {
    super({ dialect: new PostgresDialect({ pool }) })
    this.probe = probe
    this.exports = exports
    this.writers = writers
  }
}

/** The database, or one connection of it with the members that a write needs. */
export type WritableDb = Db & Pick<Database, 'writers' | 'afterWrite'>

export interface Connection {
  db: Database
  /** The pool of requests. */
  pool: pg.Pool
  /** All pools: for requests, exports, and readiness. */
  pools: { requests: pg.Pool; exports: pg.Pool; readiness: pg.Pool }
  close: () => Promise<void>
}

const CONNECT_TIMEOUT_MS = 2_000
const QUERY_TIMEOUT_MS = 4_000
const CLOSE_TIMEOUT_MS = 1_000
/** Longest use of a connection. A session keeps defaults of the database that have changed since. */
const MAX_LIFETIME_S = 15 * 60
const PROBE_TIMEOUT_MS = 1_000
const PROBE_LOCK_TIMEOUT_MS = 500

// Imports compute between two statements.
const NO_LIMITS: Limits = { statementMs: 0, lockMs: 0, idleMs: 30_000 }

/** Limit of concurrent exports of lists. One further connection is for the snapshot. */
const MAX_LIST_EXPORTS = 4
/** Limit of exports that wait for their clients at once. */
const MAX_STREAMED_EXPORTS = 2
const EXPORT_WAIT_MS = 4_000

/** Separate connections for long reads, with longer time limits, so that other requests do not wait for them. */
export interface ExportPool {
  connect: () => Promise<pg.PoolClient & ExportClient>
  options: { max: number }
  lists: Slots
  streams: Slots
}

/** Share of the connections that writes may use at once. */
const WRITERS_SHARE = 0.5
const WRITER_WAIT_MS = 2_000

export interface ConnectOptions {
  max: number
  /** Removes all time limits, for migrations and imports. */
  noTimeouts?: boolean
  /** Factor for all time limits except that of locks, for tests on slow machines. */
  timeoutFactor?: number
  /** Role to set, so that a login with more rights does not use them. The login must be a member of the role. */
  role?: SessionSettings['role']
  /**
   * Whether the URL leads through a connection pooler that shares sessions. Nothing is set then: a connection is refused
   * unless its login has role, time zone and limits by default.
   */
  isPooled?: boolean
  /** While it returns false, every query fails as if the database were unavailable. */
  open?: () => boolean
  /** Called when a connection breaks, in use or idle. Without listeners on both, the process would end. */
  onError?: (error: Error) => void
  /** Called when a setting of a new session was unsafe and has been corrected. */
  onUnsafeSetting?: (setting: string) => void
}

/** Connects to PostgreSQL 18. It connects with the first query, so it succeeds while the database is unavailable. */
export function connect(
  url: string,
  {
    max,
    noTimeouts = false,
    timeoutFactor = 1,
    role,
    isPooled = false,
    open = () => true,
    onError = () => {},
    onUnsafeSetting = () => {}
  }: ConnectOptions
): Connection {
  // The last of equal settings wins. Options of the URL come first, so that they cannot override ours.
  const target = new URL(url)
  const urlOptions = target.searchParams.get('options') ?? ''
  target.searchParams.delete('options')
  const limits: Limits = noTimeouts
    ? NO_LIMITS
    : {
        ...REQUEST_LIMITS,
        statementMs: REQUEST_LIMITS.statementMs * timeoutFactor,
        idleMs: REQUEST_LIMITS.idleMs * timeoutFactor
      }
  const settings = { limits, role }
  const prepareSession = async (client: pg.ClientBase) => {
    if (!isPooled) return repairSession(client, settings, onUnsafeSetting)
    const fault = await findWrongSettings(client, onUnsafeSetting)
    if (fault !== undefined) throw new Error(fault)
  }
  const poolOf = (own: pg.PoolConfig) =>
    new pg.Pool({
      connectionString: target.href,
      options: isPooled ? urlOptions : `${urlOptions} ${startupOptions(settings)}`,
      types: valueTypes,
      application_name: 'konwent',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS * timeoutFactor,
      idleTimeoutMillis: 30_000,
      // Both sides notice within half a minute that the peer has disappeared.
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      maxLifetimeSeconds: MAX_LIFETIME_S,
      onConnect: prepareSession,
      ...own
    }).on('error', onError)
  const pool = poolOf({
    max,
    Client: clientClass(PreparingClient),
    ...(!noTimeouts && { query_timeout: QUERY_TIMEOUT_MS * timeoutFactor })
  })
  const exports = poolOf({
    max: MAX_LIST_EXPORTS + 1,
    Client: clientClass(ExportClient),
    application_name: 'konwent export'
  })
  const probes = poolOf({
    max: 1,
    Client: clientClass(PreparingClient),
    query_timeout: PROBE_TIMEOUT_MS * timeoutFactor,
    application_name: 'konwent probe'
  })
  const pools = [pool, exports, probes]
  for (const each of pools) each.on('connect', (client) => void client.on('error', onError))
  const health: Health = { suspect: false, notBefore: 0 }
  // The cast is safe, because each pool makes clients of one class only.
  const checked = <C extends pg.Client>(pool: pg.Pool) => ({
    options: pool.options,
    connect: async () => {
      if (!open()) throw notOpen()
      return (await acquireHealthy(pool, CONNECT_TIMEOUT_MS * timeoutFactor, health)) as pg.PoolClient & C
    }
  })
  const exportPool = {
    ...checked<ExportClient>(exports),
    lists: new Slots(MAX_LIST_EXPORTS, EXPORT_WAIT_MS),
    streams: new Slots(MAX_STREAMED_EXPORTS, 0)
  }
  const probe = new Kysely<DB>({
    dialect: new PostgresDialect({
      pool: { ...kyselyPool(checked<PreparingClient>(probes), health), end: () => probes.end() }
    })
  })
  const db = new Database(
    { ...kyselyPool(checked<PreparingClient>(pool), health), end: () => pool.end() },
    { db: probe, limits: { statementMs: PROBE_TIMEOUT_MS * timeoutFactor, lockMs: PROBE_LOCK_TIMEOUT_MS } },
    exportPool,
    new Slots(Math.ceil(max * WRITERS_SHARE), WRITER_WAIT_MS * timeoutFactor)
  )
  // Kysely does not end a pool that it has never used; its idle connections would keep the process alive.
  const end = async () => {
    await Promise.all([db.destroy(), probe.destroy()])
    for (const each of pools) if (!each.ending) await each.end()
  }
  // With a time limit, because a hanging database does not respond to the end of a connection.
  const close = () =>
    Promise.race([end(), new Promise<void>((resolve) => setTimeout(resolve, CLOSE_TIMEOUT_MS).unref())])
  return { db, pool, pools: { requests: pool, exports, readiness: probes }, close }
}

/** Casts a client class: the types of pg declare its constructor without parameters. */
const clientClass = (Client: typeof pg.Client) => Client as unknown as new () => pg.ClientBase

/** A connection whose socket can be closed at once if the database does not respond. */
export class ExportClient extends pg.Client {
  readonly #socket: Socket
  /** When the connection was begun, on the clock of `performance.now()`. */
  readonly begunAt = performance.now()

  constructor(config: pg.ClientConfig) {
    const socket = new Socket()
    super({ ...config, stream: () => socket })
    this.#socket = socket
  }

  breakOff(): void {
    this.#socket.destroy()
  }
}

// The same code as PostgreSQL uses while it starts: cannot_connect_now.
const notOpen = () => Object.assign(new Error('the database is not ready to be served'), { code: '57P03' })
