// Public reads on a standby of the database, as long as it includes all that this process knows of the primary
// (docs/decisions/0066-read-standby.md).
import type { FastifyBaseLogger } from 'fastify'
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import { databaseUnavailable } from '../http/database-unavailable.ts'
import { ApiError } from '../http/errors.ts'
import { type Feed, STALE_AFTER_MS, type WalPosition } from './position.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Serves public reads if it can; null if there is none. */
    standby: Standby | null
  }
}

/** Time without the standby after a failure. */
const PAUSE_MS = 5_000
const FOREIGN = 'DATABASE_READ_URL does not lead to a standby that follows this database'

/** The state that a read must include. */
interface Target extends WalPosition {
  /** Number of a change. */
  seq: number
}

/** `foreign`: it is no standby, or not one of this database. */
type State = 'current' | 'behind' | 'foreign'

/** Reads what is required of the standby. Both positions only move forward, so it holds for all later statements. */
async function stateOf(connection: Db, { system, timeline, lsn, seq }: Target): Promise<State> {
  const { rows } = await sql<{ follows: boolean; includes: boolean }>`
    select pg_is_in_recovery() and s.system_identifier::text = ${system} and c.timeline_id = ${timeline} as follows,
      pg_last_wal_replay_lsn() >= ${lsn}::pg_lsn and h.seq >= ${seq} as includes
    from feed_head h, pg_control_system() s, pg_control_checkpoint() c`.execute(connection)
  if (!rows[0]?.follows) return 'foreign'
  return rows[0].includes ? 'current' : 'behind'
}

export class Standby {
  readonly #db: Db
  readonly #feed: Feed
  readonly #logger: FastifyBaseLogger
  /** Whether reads try the standby. Before the first time, and after a failure, it is tried in the background first. */
  #isUsed = false
  /** Earliest time of the next try, on the clock of `performance.now()`. */
  #nextTryAt = Number.NEGATIVE_INFINITY
  #logged = ''

  /** The feed must follow the WAL of the primary. */
  constructor(db: Db, feed: Feed, logger: FastifyBaseLogger) {
    this.#db = db
    this.#feed = feed
    this.#logger = logger
  }

  /**
   * Runs a read on the standby. Runs it on the primary if the standby is behind the change log as this process has seen
   * it within the last 0.9 s, or behind `position` (a number of a change), or cannot be used. A response of the standby
   * is therefore as recent as a cached one. Errors are those of the read.
   */
  async read<T>(work: (db: Db) => Promise<T>, primary: Db, position: string | string[] | undefined): Promise<T> {
    const required = this.#required(position)
    if (required === undefined || !this.#isReady(required)) return work(primary)
    try {
      const found = await this.#db.connection().execute(async (own) => {
        const state = await stateOf(own, required)
        if (state === 'foreign') this.#pause(FOREIGN)
        return state === 'current' ? { result: await work(own) } : undefined
      })
      if (found) return found.result
    } catch (error) {
      // A response such as 404 or 410.
      if (error instanceof ApiError) throw error
      if (databaseUnavailable(error)) this.#pause((error as Error).message)
    }
    return work(primary)
  }

  /** Returns what the standby must include; undefined if this process does not know it now. */
  #required(position: string | string[] | undefined): Target | undefined {
    const { seen, wal } = this.#feed
    if (this.#feed.age() >= STALE_AFTER_MS) {
      void this.#feed.sync().catch(() => {})
      return undefined
    }
    if (seen === undefined || wal === undefined) return undefined
    return position === undefined || Number(position) <= seen ? { ...wal, seq: seen } : undefined
  }

  #isReady(required: Target): boolean {
    if (!this.#isUsed && performance.now() >= this.#nextTryAt) {
      this.#nextTryAt = performance.now() + PAUSE_MS
      void this.#try(required)
    }
    return this.#isUsed
  }

  async #try(required: Target): Promise<void> {
    try {
      const state = await this.#db.connection().execute((own) => stateOf(own, required))
      if (state === 'foreign') return this.#pause(FOREIGN)
      this.#isUsed = true
      this.#logged = ''
      this.#logger.info('public reads use the standby')
    } catch (error) {
      this.#pause((error as Error).message)
    }
  }

  #pause(reason: string): void {
    this.#isUsed = false
    this.#nextTryAt = performance.now() + PAUSE_MS
    if (reason !== this.#logged) this.#logger.warn({ reason }, 'the standby cannot be used; reads go to the primary')
    this.#logged = reason
  }
}
