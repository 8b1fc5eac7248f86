// How far a process has seen the journal. Everything that has to know of changes looks here: the cache of answers, those who wait for changes.
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'

/** One record that has changed. */
export interface Touched {
  type: string
  id: string
}

/** What changed since the last look: the records, or that they are too many to name. */
export type Advance = Touched[] | 'much'

export interface Feed {
  /** Number of the last change that this process has seen; undefined before the first look. */
  readonly seen: number | undefined
  /** Milliseconds since the last look began that succeeded; Infinity when there was none, or when it is in doubt. */
  readonly age: () => number
  /** Looks at the journal now; resolves with its head, at least that of every transaction committed before the call. Throws when the database is away. */
  sync: () => Promise<number>
  /** Looks after a write of this process, and tells the other processes; never throws, since the write is done: what cannot be seen is in doubt. */
  wrote: () => Promise<void>
  /** Looks when somebody needs to know: another process has said that there is something new. */
  hinted: () => void
  /** Hears of what changed, before `seen` tells of it. For what must never lag behind, such as a cache. */
  onAdvance: (listener: (advance: Advance) => void) => void
  /** Hears of every advance of the journal while it is subscribed, within about half a second. Returns how to stop. */
  subscribe: (listener: (head: number) => void) => () => void
  close: () => void
}

/** The channel of NOTIFY on which processes tell each other that there is something new. It is a hint: the journal is the truth. */
export const CHANNEL = 'konwent_feed'
/** Milliseconds between looks while somebody waits for changes. */
const INTERVAL = 500
/** More changes than this are not told apart. */
const MANY = 1_000

/** Follows the journal: on demand, every half a second while somebody is subscribed, and at once when another process says so. */
export function watchFeed(db: Db): Feed {
  let seen: number | undefined
  let lookedAt = Number.NEGATIVE_INFINITY
  const advances: ((advance: Advance) => void)[] = []
  const subscribers = new Set<(head: number) => void>()
  let running: Promise<number> | undefined
  let queued: Promise<number> | undefined
  let telling = false
  let timer: NodeJS.Timeout | undefined

  const look = async (): Promise<number> => {
    const begun = performance.now()
    const tell = telling
    telling = false
    const rows = await db
      .selectFrom('feed_head as h')
      .leftJoinLateral(
        (eb) =>
          eb
            .selectFrom('change')
            .select(['subject_type', 'subject_id'])
            .where('seq', '>', sql<number>`${seen ?? null}::bigint`)
            .orderBy('seq')
            .limit(MANY)
            .as('c'),
        (join) => join.onTrue()
      )
      .select(['h.seq as head', 'c.subject_type as type', 'c.subject_id as id'])
      .$if(tell, (query) => query.select(sql`pg_notify(${CHANNEL}, '')`.as('told')))
      .execute()
    const head = rows[0]?.head ?? 0
    const changes = rows.filter((row): row is typeof row & Touched => row.id !== null)
    // A journal that runs backwards is that of a database that was restored.
    const much = seen === undefined || changes.length !== head - seen
    if (much || changes.length > 0) for (const hear of advances) hear(much ? 'much' : changes)
    const advanced = head !== seen
    seen = head
    lookedAt = begun
    if (advanced) for (const hear of [...subscribers]) hear(head)
    return head
  }
  // One look at a time. Who asks while one is under way needs the next one: that one may have begun before what he wants to see.
  const sync = (): Promise<number> => {
    if (!running) {
      running = look().finally(() => {
        running = undefined
      })
      return running
    }
    const after = async () => {
      await running?.catch(() => {})
      queued = undefined
      return sync()
    }
    queued ??= after()
    return queued
  }
  const tick = () => {
    timer = setTimeout(
      () =>
        void sync()
          .catch(() => {})
          .finally(() => subscribers.size > 0 && tick()),
      INTERVAL
    )
    timer.unref()
  }

  return {
    get seen() {
      return seen
    },
    age: () => performance.now() - lookedAt,
    sync,
    wrote: async () => {
      telling = true
      await sync().catch(() => {
        lookedAt = Number.NEGATIVE_INFINITY
      })
    },
    hinted: () => {
      if (subscribers.size > 0 || performance.now() - lookedAt < INTERVAL * 2) void sync().catch(() => {})
    },
    onAdvance: (listener) => void advances.push(listener),
    subscribe: (listener) => {
      subscribers.add(listener)
      if (subscribers.size === 1) {
        clearTimeout(timer)
        tick()
      }
      return () => void subscribers.delete(listener)
    },
    close: () => {
      clearTimeout(timer)
      subscribers.clear()
    }
  }
}
