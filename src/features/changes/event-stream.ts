// The feed as server-sent events (HTML standard, 9.2): one event for each change, its id the cursor after it.
import { setTimeout as pause } from 'node:timers/promises'
import type { Feed } from '../../changes/position.ts'
import { ApiError, databaseUnavailable } from '../../http/errors.ts'
import { hasMore, type Page } from './page.ts'
import { type Seat, waitBeyond } from './waiting.ts'

/** Milliseconds between comments while nothing happens; proxies commonly give up after a minute. */
const HEARTBEAT = 15_000
/** Milliseconds after which a client that was cut off connects again, spread so that not all come at once. */
const RETRY = { least: 2_000, spread: 3_000 }
const DATABASE_AWAY = 1_000

/** An event without data is not dispatched, but a client remembers its id all the same. */
const position = (cursor: string) => `id: ${cursor}\n\n`

/**
 * The text of the stream from the first page on, without end until the seat's signal. `read` reads the page after a cursor for somebody who has
 * heard of that head. While the database is away the stream stays open: browsers do not come back to one that answers 503.
 */
export async function* eventStream(
  feed: Feed,
  first: Page,
  seat: Seat,
  read: (after: string, heard: number) => Promise<Page>
): AsyncGenerator<string> {
  try {
    yield `retry: ${RETRY.least + Math.floor(Math.random() * RETRY.spread)}\n\n`
    for (let page: Page | undefined = first, at = first; ; ) {
      if (page) {
        const events = page.entries
          .map(({ cursor, type, json }) => `id: ${cursor}\nevent: ${type}\ndata: ${json}\n\n`)
          .join('')
        yield page.entries.at(-1)?.cursor === page.next ? events : events + position(page.next)
        at = page
      }
      const head: number | undefined = hasMore(at) ? at.head : await waitBeyond(feed, at.seq, HEARTBEAT, seat.signal)
      if (seat.signal.aborted) return
      page = undefined
      if (head === undefined) yield ':\n\n'
      else page = await read(at.next, head).catch(failure)
      if (head !== undefined && !page) await pause(DATABASE_AWAY, undefined, { signal: seat.signal }).catch(() => {})
    }
  } catch (error) {
    // The client comes back with its last id, and is told then.
    if (!(error instanceof ApiError && error.code === 'cursor_expired')) throw error
  } finally {
    seat.leave()
  }
}

/** Nothing for now when the database is away; throws what else failed. */
function failure(error: unknown): undefined {
  if (!databaseUnavailable(error)) throw error
}
