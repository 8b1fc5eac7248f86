// The conditions that must hold at the end of a run.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Send } from './client.ts'
import { untilDone } from './client.ts'
import type { Change } from './followers.ts'
import { numberOf, type Writers } from './writers.ts'

/** Longest time in which nothing arrives while events are missing. Longer than a lease and the longest delay. */
const QUIET_MS = 60_000
const POLL_MS = 500

/** Returns the acknowledged writes that the registry does not have. */
export async function findLost(send: Send, writers: Writers, changes: Change[]): Promise<string[]> {
  const lost: string[] = []
  const renamed = new Map<string, number>()
  for (const { type, subject, fields } of changes)
    if (type === 'organisation.updated' && fields.includes('short_name'))
      renamed.set(subject, (renamed.get(subject) ?? 0) + 1)
  for (const { id, sent, acknowledged } of writers.tracked) {
    const { json } = await untilDone(send, { kind: 'at the end', path: `organisations/${id}`, keyed: true })
    const number = numberOf(json.short_name)
    const last = acknowledged.at(-1)?.n ?? 0
    if (!(number >= last && number <= sent)) lost.push(`${id} has ${number}; ${last} was acknowledged, ${sent} sent`)
    // The first acknowledgement is that of the admission.
    const writes = acknowledged.length - 1
    const logged = renamed.get(id) ?? 0
    if (logged < writes) lost.push(`${id}: ${writes} writes were acknowledged, and the change log has ${logged}`)
  }
  for (const { path } of writers.created) {
    const { status } = await send({ kind: 'at the end', path, keyed: true })
    if (status !== 200) lost.push(`${path} is ${status}`)
  }
  return lost
}

/** Compares what a follower received with the change log. */
export function findMissed(changes: Change[], followed: Change[]): string[] {
  const [ids, received] = [changes.map(({ id }) => id), followed.map(({ id }) => id)]
  const unlike = ids.findIndex((id, i) => received[i] !== id)
  if (unlike === -1 && received.length === ids.length) return []
  return [`the follower received ${received.length} of ${ids.length} changes; the first difference is at ${unlike}`]
}

/** Waits for the webhooks. Returns the changes that have not arrived. */
export async function unsentEvents(changes: Change[], delivered: Set<string>): Promise<Change[]> {
  const missing = () => changes.filter(({ id }) => !delivered.has(id))
  for (let [count, since] = [delivered.size, performance.now()]; performance.now() - since < QUIET_MS; ) {
    if (missing().length === 0) return []
    await sleep(POLL_MS)
    if (delivered.size > count) [count, since] = [delivered.size, performance.now()]
  }
  return missing()
}
