// The change feed as server-sent events (HTML standard, 9.2). Each change is one event, and its id is the cursor after
// the change. Events have no type, because `onmessage` of EventSource receives only those.
import { setTimeout as pause } from 'node:timers/promises'
import type { Feed } from '../../changes/position.ts'
import { databaseUnavailable } from '../../http/database-unavailable.ts'
import { ApiError } from '../../http/errors.ts'
import { hasMore, type Page } from './page.ts'
import { type WaitSlot, waitBeyond } from './waiting.ts'

/** Time between comments while there are no changes. Proxies usually close an idle connection after a minute. */
const HEARTBEAT_MS = 15_000
/** Delay before a disconnected client reconnects. It is random, so that not all clients reconnect at once. */
const RECONNECT_MS = { least: 2_000, spread: 3_000 }
/** Delay before the next read while the database is unavailable. */
const DATABASE_RETRY_MS = 1_000

/** An event without data. The client does not dispatch it, but remembers its id. */
const positionEvent = (cursor: string) => `id: ${cursor}\n\n`

/**
 * Yields the text of the stream, from the first page until the signal of the slot aborts. `read` returns the page after
 * a cursor; `knownHead` is a change number that the page must have taken into account. The stream stays open while the
 * database is unavailable, because browsers do not reconnect after a 503.
 */
export async function* eventStream(
  feed: Feed,
  first: Page,
  slot: WaitSlot,
  read: (after: string, knownHead: number) => Promise<Page>
): AsyncGenerator<string> {
  try {
    yield `retry: ${RECONNECT_MS.least + Math.floor(Math.random() * RECONNECT_MS.spread)}\n\n`
    for (let page: Page | undefined = first, latest = first; ; ) {
      if (page) {
        const events = page.entries.map(({ cursor, json }) => `id: ${cursor}\ndata: ${json}\n\n`).join('')
        yield page.entries.at(-1)?.cursor === page.next ? events : events + positionEvent(page.next)
        latest = page
      }
      const head: number | undefined = hasMore(latest)
        ? latest.head
        : await waitBeyond(feed, latest.seq, HEARTBEAT_MS, slot.signal)
      if (slot.signal.aborted) return
      page = undefined
      if (head === undefined) yield ':\n\n'
      else page = await read(latest.next, head).catch(ignoreOutage)
      if (head !== undefined && !page)
        await pause(DATABASE_RETRY_MS, undefined, { signal: slot.signal }).catch(() => {})
    }
  } catch (error) {
    // The stream ends. The client reconnects with its last id and then gets the 410.
    if (!(error instanceof ApiError && error.code === 'cursor_expired')) throw error
  } finally {
    slot.release()
  }
}

/** Returns undefined if the database is unavailable. Throws every other error. */
function ignoreOutage(error: unknown): undefined {
  if (!databaseUnavailable(error)) throw error
}
