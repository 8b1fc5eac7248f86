// Followers of the change log: a reader that waits for changes, and a portal with a copy.
import { setTimeout as sleep } from 'node:timers/promises'
import { createRegistry } from '../../clients/typescript/src/index.ts'
import { sync } from '../../clients/typescript/src/sync.ts'
import { differencesFromLists, memoryCopy } from '../../test/memory-copy.ts'
import { type Send, untilDone } from './client.ts'
import { BOUND_MS } from './readers.ts'

/** A change of the change log. */
export interface Change {
  seq: number
  id: string
  type: string
  subject: string
  fields: string[]
}

const RETRY_MS = 200
const PAGE = 500

interface Page {
  data: { seq: number; id: string; type: string; subject: { id: string }; fields: string[] | null }[]
  meta: { next_cursor: string; has_more: boolean; head: number }
}

const changesOf = ({ data }: Page): Change[] =>
  data.map(({ seq, id, type, subject, fields }) => ({ seq, id, type, subject: subject.id, fields: fields ?? [] }))

/** Returns the cursor of the present end of the change log. */
export async function newestCursor(send: Send): Promise<string> {
  return (await changesAfter(send, undefined)).cursor
}

/** Reads all changes after a cursor, without waiting. */
export async function changesAfter(
  send: Send,
  after: string | undefined
): Promise<{ changes: Change[]; cursor: string }> {
  const changes: Change[] = []
  for (let cursor = after; ; ) {
    const from = cursor === undefined ? '' : `&after=${cursor}`
    const { json } = await untilDone(send, { kind: 'changes', path: `changes?limit=${PAGE}${from}` })
    const page: Page = json
    changes.push(...changesOf(page))
    cursor = page.meta.next_cursor
    if (!page.meta.has_more) return { changes, cursor }
  }
}

/** Waits for changes again and again, and collects them. Its last page was requested after `isOver` became true. */
export async function follow(send: Send, after: string, changes: Change[], isOver: () => boolean): Promise<void> {
  let cursor = after
  for (let isComplete = false; !isComplete; ) {
    const isEnding = isOver()
    const { status, json } = await send({
      kind: 'changes with wait',
      path: `changes?after=${cursor}&wait=10&limit=${PAGE}`
    })
    if (status === 200) {
      changes.push(...changesOf(json))
      cursor = json.meta.next_cursor
      isComplete = isEnding && !json.meta.has_more
    } else await sleep(RETRY_MS)
  }
}

export interface Portal {
  /** Records by type and id. */
  records: () => Map<string, unknown>
  cursor: () => string | undefined
  /** Compares with the registry at this address, while nobody writes. Returns the names of different records. */
  compare: () => Promise<{ count: number; differences: string[] }>
  /** Brings the copy up to date with the registry at another address. Returns the kinds of what it did. */
  catchUp: (base: string) => Promise<string[]>
  stop: () => Promise<void>
}

/** Starts a portal that keeps a copy of the registry in memory up to date. */
export function startPortal(base: string): Portal {
  const { copy, read } = memoryCopy()
  const ending = new AbortController()
  const running = sync(createRegistry(base), copy, { signal: ending.signal }).catch((error: unknown) => {
    if (!ending.signal.aborted) throw error
  })
  const catchUp = async (at: string) => {
    const kinds: string[] = []
    await sync(createRegistry(at), copy, { once: true, report: ({ kind }) => void kinds.push(kind) })
    return kinds
  }
  return {
    records: () => read().records,
    cursor: () => read().cursor,
    compare: async () => {
      // After this, no response is older than the last write.
      await sleep(BOUND_MS)
      const { meta } = (await (await fetch(`${base}/v1/changes?limit=1`)).json()) as Page
      // The first six bytes of the cursor are the number of the last change.
      const reached = () => Buffer.from(read().cursor ?? '', 'base64url').subarray(0, 6)
      while (Number.parseInt(reached().toString('hex') || '0', 16) < meta.head) await sleep(RETRY_MS)
      return differencesFromLists(base, read().records)
    },
    catchUp,
    stop: async () => {
      ending.abort()
      await running
    }
  }
}
