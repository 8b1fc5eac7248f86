// The position in the change log that this process has seen. The response cache and the readers of the change feed
// learn of changes here.
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'

/** A change of a record. */
export interface ChangedRecord {
  type: string
  id: string
  /** Properties that changed. Null if the record was added or removed, or if that cannot be excluded. */
  properties: string[] | null
}

/** The records that have changed since the last read, or `everything` if they are unknown or too many to list. */
export type Advance = ChangedRecord[] | 'everything'

/** The WAL that a standby must have replayed to include everything that the primary had at a time. */
export interface WalPosition {
  /** Identifier of the cluster that primary and standby share. */
  system: string
  /** Number of the timeline that the primary writes. */
  timeline: number
  /** Position up to which the WAL was flushed, as PostgreSQL writes it: `0/3000148`. */
  lsn: string
}

export interface Feed {
  /** Number of the last change that this process has seen; undefined before the first read. */
  readonly seen: number | undefined
  /** The history to which `seen` belongs: it is new after a restore. Undefined before the first read. */
  readonly epoch: string | undefined
  /** Position in the WAL at the last read. Undefined if the feed does not follow it, or if the database is no primary. */
  readonly wal: WalPosition | undefined
  /** Milliseconds since the start of the last successful read; Infinity if there was none or its result is in doubt. */
  readonly age: () => number
  /**
   * Reads the change log and returns its head. It includes every transaction that was committed before the call. Throws
   * if the database is unavailable.
   */
  sync: () => Promise<number>
  /** Reads after a write of this process. Never throws: on failure `age` is Infinity. */
  afterWrite: () => Promise<void>
  /** Reads after a notification of another process, if anybody in this process needs the changes. */
  onNotify: () => void
  /** Adds a listener that is called before `seen` moves. For a cache, which must never lag behind. */
  onAdvance: (listener: (advance: Advance) => void) => void
  /** Calls the listener within about half a second after each change. Returns the function to unsubscribe. */
  subscribe: (listener: (head: number) => void) => () => void
  close: () => void
}

/** Channel of NOTIFY, which settle() sends with each change. It is only a hint; the change log is authoritative. */
export const CHANNEL = 'konwent_feed'
/** Age of the last read after which the state that it found is not used before another read, in milliseconds. */
export const STALE_AFTER_MS = 900
/** Time between reads while there are subscribers. */
const POLL_INTERVAL_MS = 500
/**
 * Time between a notification and the read. Writes of this process are read at once, so most notifications need no read
 * of their own.
 */
const NOTIFY_DELAY_MS = 10
/** If there are more changes at once, they are not listed. */
const MAX_LISTED_CHANGES = 1_000

/**
 * Properties of a change that left the record in the set of its type. Records of a limited type may become visible by
 * any change.
 */
const changedProperties = sql<string[] | null>`
  case when e.op = 'upsert' and split_part(e.type, '.', 2) in ('updated', 'refreshed')
    and cardinality(e.fields) > 0 and t.limited is false then e.fields end`

/** Evaluated after the snapshot of its statement, so it covers all that the statement reads. */
const walPosition = sql<WalPosition | null>`
  (select case when not pg_is_in_recovery() then json_build_object(
    'system', (select system_identifier::text from pg_control_system()),
    'timeline', ('x' || left(pg_walfile_name(pg_current_wal_flush_lsn()), 8))::bit(32)::int,
    'lsn', pg_current_wal_flush_lsn()) end)`

/** The changes since a position in the change log. */
export interface News {
  epoch: string
  head: number
  advance: Advance
  /** Null if it was not asked for, or if the database is no primary. */
  wal: WalPosition | null
}

/**
 * Reads the changes after the position `seen`. Without one, or if it is none of this database, everything is new.
 * `followsWal`: whether the position in the WAL is read too.
 */
export async function readNews(db: Db, seen: number | undefined, { followsWal = false } = {}): Promise<News> {
  const rows = await db
    .selectFrom(['feed_head as h', 'instance as i'])
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('change as e')
          .leftJoin('record_type as t', 't.subject_type', 'e.subject_type')
          .select(['e.subject_type', 'e.subject_id', changedProperties.as('properties')])
          // With a value or a limit that the planner may look at, every read would be planned anew.
          .where('e.seq', '>', sql<number>`(select ${seen ?? null}::bigint)`)
          .orderBy('e.seq')
          .limit(sql.lit(MAX_LISTED_CHANGES))
          .as('c'),
      (join) => join.onTrue()
    )
    .select(['i.epoch', 'h.seq as head', 'c.subject_type as type', 'c.subject_id as id', 'c.properties'])
    .$if(followsWal, (query) => query.select(walPosition.as('wal')))
    .execute()
  const [first] = rows
  if (first === undefined) throw new Error('the database has no change log')
  const changes = rows.filter((row): row is typeof row & ChangedRecord => row.id !== null)
  // The difference also reveals a restored database, whose head has moved back.
  const isIncomplete = seen === undefined || changes.length !== first.head - seen
  return {
    epoch: first.epoch,
    head: first.head,
    advance: isIncomplete ? 'everything' : changes,
    wal: first.wal ?? null
  }
}

/**
 * Follows the change log: on demand, every half a second while there are subscribers, and after notifications.
 * `followsWal`: whether each read also finds the position in the WAL, for reads on a standby.
 */
export function watchFeed(db: Db, { followsWal = false } = {}): Feed {
  let seen: number | undefined
  let epoch: string | undefined
  let wal: WalPosition | undefined
  let readAt = Number.NEGATIVE_INFINITY
  const advanceListeners: ((advance: Advance) => void)[] = []
  const subscribers = new Set<(head: number) => void>()
  let running: Promise<number> | undefined
  let queued: Promise<number> | undefined
  let timer: NodeJS.Timeout | undefined
  let notifiedAt = 0
  let noticeTimer: NodeJS.Timeout | undefined

  const readChanges = async (): Promise<number> => {
    const start = performance.now()
    const news = await readNews(db, seen, { followsWal })
    const { head } = news
    const advance = epoch === undefined || epoch === news.epoch ? news.advance : 'everything'
    if (advance === 'everything' || advance.length > 0) for (const listener of advanceListeners) listener(advance)
    const advanced = head !== seen
    seen = head
    epoch = news.epoch
    wal = news.wal ?? undefined
    readAt = start
    if (advanced) for (const listener of [...subscribers]) listener(head)
    return head
  }
  // One read at a time. A call during a read waits for the next one: the present read may have begun before the change.
  const sync = (): Promise<number> => {
    if (!running) {
      running = readChanges().finally(() => {
        running = undefined
      })
      return running
    }
    const next = async () => {
      await running?.catch(() => {})
      queued = undefined
      return sync()
    }
    queued ??= next()
    return queued
  }
  const schedule = () => {
    timer = setTimeout(
      () =>
        void sync()
          .catch(() => {})
          .finally(() => subscribers.size > 0 && schedule()),
      POLL_INTERVAL_MS
    )
    timer.unref()
  }

  const readIfNotified = () => {
    noticeTimer = undefined
    if (readAt < notifiedAt) void sync().catch(() => {})
  }

  return {
    get seen() {
      return seen
    },
    get epoch() {
      return epoch
    },
    get wal() {
      return wal
    },
    age: () => performance.now() - readAt,
    sync,
    afterWrite: async () => {
      await sync().catch(() => {
        readAt = Number.NEGATIVE_INFINITY
      })
    },
    onNotify: () => {
      notifiedAt = performance.now()
      const isInUse = subscribers.size > 0 || notifiedAt - readAt < POLL_INTERVAL_MS * 2
      if (isInUse) noticeTimer ??= setTimeout(readIfNotified, NOTIFY_DELAY_MS).unref()
    },
    onAdvance: (listener) => void advanceListeners.push(listener),
    subscribe: (listener) => {
      subscribers.add(listener)
      if (subscribers.size === 1) {
        clearTimeout(timer)
        schedule()
      }
      return () => void subscribers.delete(listener)
    },
    close: () => {
      clearTimeout(timer)
      clearTimeout(noticeTimer)
      subscribers.clear()
    }
  }
}
