// Readers that compare each response with the writes acknowledged before the request was sent.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer, Call, Send } from './client.ts'
import type { Tally } from './tally.ts'
import { numberOf, SEAT, type SourceCheck, type Tracked } from './writers.ts'

/**
 * Longest age of a response without a key, in milliseconds. The registry measures it from the arrival of the request,
 * which is after it was sent. So the bound needs no allowance for a slow machine.
 */
export const BOUND_MS = 1_000

interface Reading {
  kind: string
  path: (tracked: Tracked) => string
  headers?: (tracked: Tracked) => Record<string, string>
  keyed?: boolean
  boundMs: number
  /** The records of the response that show tracked organisations. */
  // biome-ignore lint/suspicious/noExplicitAny: bodies of several shapes
  shown: (json: any, tracked: Tracked) => { id: string; short_name: string }[]
}

const record = ({ id }: Tracked) => `organisations/${id}`

const readings: Reading[] = [
  { kind: 'record', path: record, boundMs: BOUND_MS, shown: (json) => [json] },
  { kind: 'record with a key', path: record, keyed: true, boundMs: 0, shown: (json) => [json] },
  {
    kind: 'record with Registry-Position',
    path: record,
    headers: ({ acknowledged }) => ({ 'registry-position': acknowledged.at(-1)?.position ?? '0' }),
    boundMs: 0,
    shown: (json) => [json]
  },
  {
    kind: 'list',
    path: () => `organisations?seat=${encodeURIComponent(SEAT)}&fields=id,short_name&limit=100`,
    boundMs: BOUND_MS,
    shown: (json) => json.data
  },
  {
    kind: 'list in another order, with a key',
    path: () => `organisations?seat=${encodeURIComponent(SEAT)}&fields=id,short_name&sort=-short_name&limit=100`,
    keyed: true,
    boundMs: 0,
    shown: (json) => json.data
  },
  {
    kind: 'membership that shows the name',
    path: ({ membership }) => `memberships/${membership}`,
    boundMs: BOUND_MS,
    shown: (json) => [json.organisation]
  }
]

/** Requests without tracked records, for the load. */
const others = [
  'organisations?member=true&sort=-short_name',
  'organisations/match?name=CUS+w+Swidniku',
  'organisations/cus-belzyce?include=memberships,appointments',
  'statistics/memberships',
  'events?format=ics',
  'sources?limit=3'
]

/** Reads in turn until it is over. Stale responses go to the tally. */
export async function read(
  send: Send,
  tracked: Tracked[],
  tally: Tally,
  first: number,
  pauseMs: number,
  isOver: () => boolean
): Promise<void> {
  const copies = new Map<string, { etag: string; json: unknown }>()
  for (let turn = first; !isOver(); turn++) {
    const reading = readings[turn % readings.length] as Reading
    const one = tracked[Math.floor(turn / readings.length) % tracked.length] as Tracked
    const path = reading.path(one)
    const call: Call = {
      kind: reading.kind,
      path,
      headers: reading.headers?.(one) ?? {},
      keyed: reading.keyed ?? false
    }
    const copy = copies.get(`${reading.kind} ${path}`)
    if (copy) call.headers = { ...call.headers, 'if-none-match': copy.etag }
    const answer = await send(call)
    const json = answer.status === 304 ? copy?.json : answer.json
    if (answer.status === 200 || answer.status === 304) {
      copies.set(`${reading.kind} ${path}`, { etag: answer.headers.get('etag') ?? '', json })
      judge(reading, one, json, answer, tracked, tally)
    }
    if (turn % 3 === 0) await send({ kind: 'other reads', path: others[(turn / 3) % others.length] as string })
    await sleep(pauseMs)
  }
}

/** Compares what a response shows with what had been acknowledged. */
function judge(reading: Reading, one: Tracked, json: unknown, answer: Answer, tracked: Tracked[], tally: Tally): void {
  const shown = new Map(reading.shown(json, one).map(({ id, short_name }) => [id, numberOf(short_name)]))
  const expected = reading.path(one).includes('?') ? tracked : [one]
  tally.staleChecks++
  for (const { id, sent, acknowledged } of expected) {
    const known = acknowledged.findLast(({ at }) => at + reading.boundMs < answer.sentAt)?.n
    const number = shown.get(id)
    if (known === undefined || (number !== undefined && number >= known && number <= sent)) continue
    tally.stale.push(`${tally.clock()} ${reading.kind}: ${id} shows ${number} instead of ${known} (${answer.status})`)
  }
}

/** Checks that a new source is found: at once with its position, and after the bound without it. */
export const sourceCheck =
  (send: Send, tally: Tally): SourceCheck =>
  async (path, { headers, receivedAt }) => {
    const missing = (kind: string) => tally.stale.push(`${tally.clock()} ${kind}: ${path} is missing`)
    const header = { 'registry-position': headers.get('registry-position') ?? '' }
    const atOnce = { kind: 'new source with Registry-Position', path, headers: header }
    tally.staleChecks += 2
    if ((await send(atOnce)).status === 404) missing(atOnce.kind)
    await sleep(Math.max(0, receivedAt + BOUND_MS + 1 - performance.now()))
    const later = { kind: 'new source', path }
    if ((await send(later)).status === 404) missing(later.kind)
  }
