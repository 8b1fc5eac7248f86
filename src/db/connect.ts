import { Socket } from 'node:net'
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, type Transaction } from 'kysely'
import pg from 'pg'
import { PreparingClient } from './prepared.ts'
import { Slots } from './slots.ts'
import type { DB } from './types.ts'

/** May run anywhere, in a transaction or not. */
export type Db = Kysely<DB>
/** Demands the caller's transaction: a write outside one does not compile. */
export type Tx = Transaction<DB>

/** A database with what it takes to write to it and to export from it; a transaction has neither. */
export class Database extends Kysely<DB> {
  readonly exports: ExportPool
  /** Bounds the connections that writes hold at once. They wait for locks, and reads must not wait for them. */
  readonly writers: Slots
  /** Runs after each committed write, before its response. In a service the cache follows the change log here; in a command nobody does. */
  afterWrite: () => Promise<void> = async () => {}

  constructor(pool: PostgresPool, exports: ExportPool, writers: Slots) {
    super({ dialect: new PostgresDialect({ pool }) })
    this.exports = exports
    this.writers = writers
  }
}

/** What transactions can be written on: the database, or one connection of it with what a write takes. */
export type WritableDb = Db & Pick<Database, 'writers' | 'afterWrite'>

export interface Connection {
  db: Database
  pool: pg.Pool
  close: () => Promise<void>
}

// Dates stay the text that PostgreSQL prints: a day has no hour, and Date would give it one. int8 and numeric never leave the exact range here.
const DATE = 1082
const INT8 = 20
const NUMERIC = 1700
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === DATE) return (text: string) => text
    if (oid === INT8 || oid === NUMERIC) return Number
    return pg.types.getTypeParser(oid, format as 'text')
  }) as pg.CustomTypesConfig['getTypeParser']
}

// Milliseconds. Public responses take a few. What takes longer than this is a database that is away; together with the wait for a look at the
// change log they let every request end with 503 within five seconds.
const CONNECT = 2_000
const STATEMENT = 4_000
const QUERY = 4_000
/** For the probe of a connection after another one got no answer. */
const PROBE = 1_000
const CLOSE = 1_000
/** Message of pg for a query that took longer than `query_timeout`. */
const QUERY_TIMED_OUT = 'Query read timeout'
// Seconds between probes of the server. It ignores them on a Unix socket.
const KEEPALIVE = '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4'
// An export takes long, and lasts as long as its client does.
const EXPORT = 15 * 60_000

/** Exports of lists that may be under way at once, and how many of them may wait for their clients; one connection is for the snapshot. */
const LISTS = 4
const STREAMS = 2
const EXPORT_TURN = 4_000

/** Connections for reads that take long: they neither hold those that other requests wait for, nor end by the limits of these. */
export interface ExportPool {
  connect: () => Promise<pg.PoolClient & ExportClient>
  options: object
  lists: Slots
  streams: Slots
}

// Part of the connections that writes may hold at once, and milliseconds that a write waits for one.
const WRITERS = 0.5
const TURN = 2_000

export interface ConnectOptions {
  max: number
  /** Lifts the limits of time, for migrations and imports, which may take long. */
  patient?: boolean
  /** Factor for the limits of time but that for locks, for tests on a machine that is slow. */
  patience?: number
  /** Takes on a role, so that a login that may more does not use it. The login must be a member of it, or the role itself. */
  role?: 'konwent_app'
  /** As long as it says no, every query fails as if the database were away. */
  open?: () => boolean
  /** Hears of connections that break, in use or idle; without a listener on both the process would die of it. */
  onError?: (error: Error) => void
}

/** Connects to a PostgreSQL 18. Nothing is sent before the first query, so it succeeds while the database is away. */
export function connect(
  url: string,
  { max, patient = false, patience = 1, role, open = () => true, onError = () => {} }: ConnectOptions
): Connection {
  // Given twice, the setting that comes last holds: those of the URL must not undo ours.
  const target = new URL(url)
  const given = target.searchParams.get('options') ?? ''
  target.searchParams.delete('options')
  const limits = patient
    ? '-c statement_timeout=0 -c lock_timeout=0'
    : `-c statement_timeout=${STATEMENT * patience} -c lock_timeout=2s`
  const poolOf = (limits: string, options: pg.PoolConfig) =>
    new pg.Pool({
      connectionString: target.href,
      types,
      application_name: 'konwent',
      connectionTimeoutMillis: CONNECT * patience,
      idleTimeoutMillis: 30_000,
      // A peer that is gone without a word is noticed within half a minute, on both sides.
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      options: `${given} -c timezone=UTC -c idle_in_transaction_session_timeout=30s ${KEEPALIVE} ${limits}${role ? ` -c role=${role}` : ''}`,
      ...options
    }).on('error', onError)
  const pool = poolOf(limits, {
    max,
    Client: clientClass(PreparingClient),
    ...(!patient && { query_timeout: QUERY * patience })
  })
  const exports = poolOf(`-c statement_timeout=${EXPORT} -c lock_timeout=2s`, {
    max: LISTS + 1,
    Client: clientClass(ExportClient),
    application_name: 'konwent export'
  })
  for (const each of [pool, exports]) each.on('connect', (client) => void client.on('error', onError))
  const health = { suspect: false }
  // Each pool makes clients of one class only.
  const gated = <C extends pg.Client>(pool: pg.Pool) => ({
    options: pool.options,
    connect: async () => {
      if (!open()) throw notOpen()
      return (await acquireHealthy(pool, CONNECT * patience, health)) as pg.PoolClient & C
    }
  })
  const exportPool = {
    ...gated<ExportClient>(exports),
    lists: new Slots(LISTS, EXPORT_TURN),
    streams: new Slots(STREAMS, 0)
  }
  const db = new Database(
    { ...lending(gated<PreparingClient>(pool), health), end: () => pool.end() },
    exportPool,
    new Slots(Math.ceil(max * WRITERS), TURN)
  )
  // Kysely leaves a pool alone that it was never asked through; its idle connections would keep the process alive.
  const end = async () => {
    await db.destroy()
    for (const each of [pool, exports]) if (!each.ending) await each.end()
  }
  // A database that hangs does not answer a goodbye.
  const close = () => Promise.race([end(), new Promise<void>((resolve) => setTimeout(resolve, CLOSE).unref())])
  return { db, pool, close }
}

/** The types of pg declare a client's constructor without parameters. */
const clientClass = (Client: typeof pg.Client) => Client as unknown as new () => pg.ClientBase

/** A connection whose socket can be closed at once, when the database does not answer. */
export class ExportClient extends pg.Client {
  readonly #socket: Socket

  constructor(config: pg.ClientConfig) {
    const socket = new Socket()
    super({ ...config, stream: () => socket })
    this.#socket = socket
  }

  breakOff(): void {
    this.#socket.destroy()
  }
}

/** A connection as Kysely uses it. Its type also has a form of query() for cursors, which the registry does not use. */
export const kyselyClient = (
  query: (text: string, values: readonly unknown[]) => Promise<pg.QueryResult>,
  release: () => void
) => ({ query, release }) as unknown as PostgresPoolClient

// As PostgreSQL itself says it while it starts: cannot_connect_now.
const notOpen = () => Object.assign(new Error('the database is not ready to be served'), { code: '57P03' })

/** A connection of the pool, within one time limit for waiting in its queue and for connecting. */
function acquire(pool: pg.Pool, ms: number): Promise<pg.PoolClient> {
  return new Promise((resolve, reject) => {
    let late = false
    const timer = setTimeout(() => {
      late = true
      reject(new Error('timeout exceeded when trying to connect'))
    }, ms)
    pool
      .connect()
      .then((client) => (late ? client.release() : resolve(client)), reject)
      .finally(() => clearTimeout(timer))
  })
}

interface Health {
  /** Whether a query got no response in time: every other connection may be as dead, and is probed before it is used. */
  suspect: boolean
}

async function acquireHealthy(pool: pg.Pool, ms: number, health: Health): Promise<pg.PoolClient> {
  const client = await acquire(pool, ms)
  if (!health.suspect) return client
  // The types of pg lack the time limit of a single query.
  const probe: pg.QueryConfig & { query_timeout: number } = { text: 'select 1', query_timeout: PROBE }
  try {
    await client.query(probe)
  } catch (error) {
    client.release(true)
    throw error
  }
  health.suspect = false
  return client
}

/** The pool as Kysely uses it: its connections prepare statements, and are given up when a query on them got no response in time. */
function lending(
  pool: { connect: () => Promise<pg.PoolClient & PreparingClient>; options: object },
  health: Health
): Pick<PostgresPool, 'connect' | 'options'> {
  return {
    options: pool.options,
    connect: async () => {
      const client = await pool.connect()
      const query = async (text: string, values: readonly unknown[]) => {
        try {
          return await client.run(text, values)
        } catch (error) {
          // pg would put the connection back into the pool, where each later query waits as long.
          if ((error as Error).message === QUERY_TIMED_OUT) {
            health.suspect = true
            void client.end()
          }
          throw error
        }
      }
      const release = (destroy = false) => client.release(destroy || client.isWorn)
      // Without an overload for cursors: Kysely has them only if its dialect is given them.
      return kyselyClient(query, release)
    }
  }
}
