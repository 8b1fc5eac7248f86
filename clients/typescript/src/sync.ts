// Keeps an exact copy of the public registry: takes a snapshot, follows the changes, and starts again with a snapshot
// if the feed cannot continue. Needs `node:crypto`, which Node, Deno and Bun have.
import { createHash } from 'node:crypto'
import { errorOf, type Registry, RegistryError } from './client.ts'
import type { components } from './registry.d.ts'
import { sleep } from './retrying.ts'

type Change = components['schemas']['Change']
type MaybeLater<T> = T | Promise<T>

/** Writes to the copy within one transaction. */
export interface CopyWriter {
  /** Removes all records. Redirects may stay. */
  clear: () => MaybeLater<unknown>
  /** Stores a record in place of an earlier one. `type` is `organisation`, for example; `id` may be a code. */
  put: (type: string, id: string, data: Record<string, unknown>) => MaybeLater<unknown>
  /** Removes a record, if there is one, and everything derived from it. */
  remove: (type: string, id: string) => MaybeLater<unknown>
  /** A record was merged into another, which old addresses should lead to. */
  redirect?: (type: string, id: string, successor: string) => MaybeLater<unknown>
  /** Stores the cursor up to which the copy is right. */
  moveTo: (cursor: string) => MaybeLater<unknown>
}

/** Your store. Records and cursor must change in one transaction: the process may be killed at any moment. */
export interface Copy {
  /** Returns the stored cursor, or undefined before the first snapshot. */
  cursor: () => MaybeLater<string | undefined>
  /** Runs the work in one transaction, and takes everything back if it throws. */
  change: (work: (writer: CopyWriter) => Promise<void>) => Promise<void>
}

/** An event of the work: a snapshot was taken, changes were applied, or an attempt failed and is repeated. */
export type SyncReport =
  | { kind: 'snapshot'; records: number }
  | { kind: 'changes'; count: number; seq: number; head: number }
  | { kind: 'failure'; error: Error; retryAfter: number }

export interface SyncOptions {
  /** Ends as soon as the copy is up to date. Otherwise, it is kept up to date until the signal. */
  once?: boolean
  /** Ends the work. `sync` then rejects with the reason of the signal. */
  signal?: AbortSignal
  report?: (report: SyncReport) => void
}

const LONGEST_WAIT_SECONDS = 30
const PAGE_SIZE = 500

/**
 * Brings the copy up to date and, without `once`, keeps it so. Failures of the network, of the registry and of the copy
 * are reported and repeated after a while. Rejects if the registry refuses the request itself (a RegistryError with a
 * status from 400 to 499), such as after an update of the client alone.
 */
export async function sync(registry: Registry, copy: Copy, options: SyncOptions = {}): Promise<void> {
  const { once = false, signal, report } = options
  for (let failures = 0; ; ) {
    try {
      const cursor = await copy.cursor()
      const upToDate = await (cursor === undefined
        ? takeSnapshot(registry, copy, options)
        : follow(registry, copy, cursor, options))
      failures = 0
      if (once && upToDate) return
    } catch (error) {
      signal?.throwIfAborted()
      if (isFinal(error)) throw error
      const retryAfter = Math.min(LONGEST_WAIT_SECONDS, 2 ** failures++) * Math.random()
      report?.({ kind: 'failure', error: error as Error, retryAfter })
      await sleep(retryAfter, signal)
    }
  }
}

function isFinal(error: unknown): boolean {
  return error instanceof RegistryError && error.status < 500 && error.status !== 408 && error.status !== 429
}

/** Replaces the copy with a snapshot of the registry. The copy stays if the snapshot is incomplete. */
async function takeSnapshot(registry: Registry, copy: Copy, { signal, report }: SyncOptions): Promise<boolean> {
  const response = await registry.fetch('/snapshot', {
    // Uncompressed: fetch would decompress it, but the digest covers the bytes as sent (RFC 9530).
    headers: { accept: 'application/x-ndjson', 'accept-encoding': 'identity' },
    ...(signal && { signal })
  })
  if (!response.ok || !response.body) throw await errorOf(response)
  const { body, headers } = response
  let records = 0
  await copy.change(async (writer) => {
    await writer.clear()
    records = 0
    let head: { cursor: string; count: number } | undefined
    const hash = createHash('sha256')
    for await (const line of linesOf(body, (bytes) => hash.update(bytes))) {
      const value = JSON.parse(line)
      if (head) {
        await writer.put(value.type, value.id, value.data)
        records++
      } else head = value.snapshot
    }
    const digest = `sha-256=:${hash.digest('base64')}:`
    if (!head || records !== head.count || digest !== headers.get('repr-digest'))
      throw new Error('the snapshot is incomplete')
    await writer.moveTo(head.cursor)
  })
  report?.({ kind: 'snapshot', records })
  return false
}

/** Applies the next changes. Waits up to 30 seconds if there are none. Returns whether the copy is up to date. */
async function follow(registry: Registry, copy: Copy, after: string, options: SyncOptions): Promise<boolean> {
  const { once, signal, report } = options
  const query = { after, limit: PAGE_SIZE, include: ['data' as const], ...(!once && { wait: LONGEST_WAIT_SECONDS }) }
  const answer = await registry.get('/changes', { query, ...(signal && { signal }) }).catch((error: unknown) => {
    // The registry was restored from a backup, or the change log no longer goes back that far.
    if (error instanceof RegistryError && error.status === 410) return undefined
    throw error
  })
  if (!answer?.data) return takeSnapshot(registry, copy, options)
  const { data: changes, meta } = answer.data
  await copy.change(async (writer) => {
    for (const change of changes) await apply(writer, change)
    await writer.moveTo(meta.next_cursor)
  })
  const last = changes.at(-1)
  if (last) report?.({ kind: 'changes', count: changes.length, seq: last.seq, head: meta.head })
  return !meta.has_more
}

/** Applies a change. `data` is the present public record; if it is null, the copy must not contain the record. */
async function apply(writer: CopyWriter, { op, subject, successor, data }: Change): Promise<void> {
  if (data) await writer.put(subject.type, subject.id, data)
  else await writer.remove(subject.type, subject.id)
  if (op === 'merge' && successor) await writer.redirect?.(subject.type, subject.id, successor.id)
}

/** Splits a stream into lines. Passes all bytes on first. */
async function* linesOf(stream: ReadableStream<Uint8Array>, see: (bytes: Uint8Array) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const bytes of stream) {
    see(bytes)
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  rest += decoder.decode()
  if (rest !== '') yield rest
}
