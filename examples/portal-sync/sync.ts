// Stores an exact copy of the public registry in a SQLite file. It takes a snapshot, follows the changes, and starts
// again with a snapshot if the feed cannot continue. It may be killed at any moment: the copy and its cursor change in
// one transaction.
import { createHash } from 'node:crypto'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import createClient from 'openapi-fetch'
import { openCopy } from './copy.ts'
import type { components, paths } from './registry.d.ts'

type Change = components['schemas']['Change']

const base = process.env.REGISTRY_URL ?? 'http://127.0.0.1:3000'
const copy = openCopy(process.env.COPY_FILE ?? 'copy.sqlite')
/** With --once, the client exits as soon as the copy is up to date. */
const once = process.argv.includes('--once')

const registry = createClient<paths, 'application/json' | 'application/problem+json'>({
  baseUrl: `${base}/v1`,
  querySerializer: { array: { style: 'form', explode: false } }
})

/** Outcome of an attempt: whether the copy is up to date, or the seconds to wait before the next attempt. */
type Outcome = { upToDate: boolean } | { retryAfter: number }

/** Replaces the copy with a snapshot of the registry. The copy stays if the snapshot is incomplete. */
async function takeSnapshot(): Promise<Outcome> {
  // Uncompressed: fetch would decompress it, but the digest covers the bytes as sent (RFC 9530).
  const headers = { accept: 'application/x-ndjson', 'accept-encoding': 'identity' }
  const { response } = await registry.GET('/snapshot', { parseAs: 'stream', headers })
  if (!response.ok || !response.body) return { retryAfter: secondsOf(response) }
  const hash = createHash('sha256')
  const bytes = Readable.fromWeb(response.body as never).on('data', (chunk: Uint8Array) => hash.update(chunk))
  await copy.change(async () => {
    copy.clear()
    let count = 0
    let head: { cursor: string; count: number } | undefined
    for await (const line of createInterface({ input: bytes })) {
      const value = JSON.parse(line)
      if (head) {
        copy.put(value.type, value.id, JSON.stringify(value.data))
        count++
      } else head = value.snapshot
    }
    const digest = `sha-256=:${hash.digest('base64')}:`
    if (!head || count !== head.count || digest !== response.headers.get('repr-digest'))
      throw new Error('the snapshot is incomplete')
    copy.cursor = head.cursor
    console.log(`snapshot of ${count} records`)
  })
  return { upToDate: false }
}

/** Applies the next changes. Waits up to 30 seconds if there are none. */
async function follow(after: string): Promise<Outcome> {
  const { data, response } = await registry.GET('/changes', {
    params: { query: { after, limit: 500, include: ['data'], ...(!once && { wait: 30 }) } }
  })
  if (response.status === 410) return takeSnapshot()
  if (!data) return { retryAfter: secondsOf(response) }
  await copy.change(async () => {
    for (const change of data.data) apply(change)
    copy.cursor = data.meta.next_cursor
  })
  if (data.data.length > 0)
    console.log(`${data.data.length} changes, up to number ${data.data.at(-1)?.seq} of ${data.meta.head}`)
  return { upToDate: !data.meta.has_more }
}

/** Applies a change. `data` is the present public record; if it is null, the copy must not contain the record. */
function apply({ op, subject, successor, data }: Change): void {
  if (data) copy.put(subject.type, subject.id, JSON.stringify(data))
  else copy.remove(subject.type, subject.id)
  if (op === 'merge' && successor) copy.redirect(subject.type, subject.id, successor.id)
}

/** Returns the seconds in Retry-After (RFC 9110 10.2.3), or 5. */
const secondsOf = (response: Response): number => Number(response.headers.get('retry-after') ?? 5)

for (let failures = 0; ; ) {
  const outcome = await (copy.cursor === undefined ? takeSnapshot() : follow(copy.cursor)).catch(
    (error: Error): Outcome => {
      console.error(error.message)
      return { retryAfter: Math.min(30, 2 ** failures) * Math.random() }
    }
  )
  if ('upToDate' in outcome) {
    failures = 0
    if (once && outcome.upToDate) break
  } else {
    failures++
    await sleep(outcome.retryAfter * 1000)
  }
}
