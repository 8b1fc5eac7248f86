// Keeps a Varnish in front of the service fresh (ops/varnish.vcl, decision 64). Any number of processes may do so for the
// same Varnish: it knows up to which change it has been purged, and each report continues from there.
import { readNews } from '../changes/position.ts'
import type { Db } from '../db/connect.ts'
import { Alarm } from '../workers/alarm.ts'
import type { LoopLog } from '../workers/lease-loop.ts'
import { staleTags } from './response-cache.ts'
import { generationOf, surrogateKeys } from './surrogates.ts'

/** Time between two reports. Varnish serves stored responses for a second after the time that a report names. */
const REPORT_INTERVAL_MS = 250
/** Time until the next attempt after a failed one. */
const RETRY_MS = 1_000
const TIMEOUT_MS = 2_000

/** The state that a Varnish reports of itself. */
interface State {
  /** Generation of its responses; empty before the first report. */
  generation: string
  /** The last change that it has been purged of; NaN before the first report. */
  position: number
  /** The time by its own clock, in its own format. */
  time: string
}

export interface PurgerOptions {
  /** Addresses for reports, one for each Varnish. */
  urls: string[]
  db: Db
  /** Registers a listener for new changes. Returns the function that removes it. */
  subscribe: (listener: () => void) => () => void
  log: LoopLog
}

/** Starts to report the changes to each Varnish. Returns the function that stops it. */
export function startPurging({ urls, ...rest }: PurgerOptions): () => Promise<void> {
  const stops = urls.map((url) => purge(url, rest))
  return async () => void (await Promise.all(stops.map((stop) => stop())))
}

function purge(url: string, { db, subscribe, log }: Omit<PurgerOptions, 'urls'>): () => Promise<void> {
  const alarm = new Alarm()
  let isStopping = false

  const run = async () => {
    let state: State | undefined
    let isFailing = false
    let wasEmptied = false
    while (!isStopping) {
      alarm.reset()
      try {
        state ??= await send(url, {})
        // The read begins after the time that Varnish has stated. So it finds every change from before that time.
        const report = await makeReport(db, state)
        const empties = report['surrogate-from'] === undefined
        // Processes of two versions empty it in turn.
        if (empties && !wasEmptied) log.info({ url }, 'Varnish is emptied')
        wasEmptied = empties
        state = await send(url, report)
        if (isFailing) log.info({ url }, 'Varnish is purged again')
        isFailing = false
      } catch (error) {
        if (!isFailing) log.warn({ url, err: { message: messageOf(error) } }, 'Varnish is not purged')
        isFailing = true
        state = undefined
        // A new change is no reason to try again earlier.
        alarm.reset()
      }
      if (!isStopping) await alarm.pause(isFailing ? RETRY_MS : REPORT_INTERVAL_MS)
    }
  }
  const unsubscribe = subscribe(alarm.ring)
  const running = run()
  return async () => {
    isStopping = true
    unsubscribe()
    alarm.ring()
    await running
  }
}

/** fetch() states the reason of a failure as its cause. */
function messageOf(error: unknown): string {
  const { message, cause } = error as Error
  return cause instanceof Error ? `${message}: ${cause.message}` : message
}

/** Returns the headers of a report: what has changed since the state of Varnish. It is emptied if that is not known. */
async function makeReport(db: Db, state: State): Promise<Record<string, string>> {
  const { epoch, head, advance } = await readNews(db, Number.isNaN(state.position) ? undefined : state.position)
  const generation = generationOf(epoch)
  const report = {
    'surrogate-generation': generation,
    'surrogate-position': String(head),
    'surrogate-checked': state.time
  }
  const keys = advance === 'everything' ? undefined : surrogateKeys(staleTags(advance))
  if (advance === 'everything' || keys === undefined || generation !== state.generation) return report
  const continued = { ...report, 'surrogate-from': String(state.position) }
  return advance.length === 0 ? continued : { ...continued, 'surrogate-key': keys }
}

/** Sends a report, or a question without one. Returns the state of Varnish afterwards. */
async function send(url: string, headers: Record<string, string>): Promise<State> {
  const response = await fetch(url, {
    method: 'PURGE',
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS)
  })
  await response.arrayBuffer()
  const time = response.headers.get('surrogate-time')
  if (response.status !== 200 || time === null)
    throw new Error(`no Varnish with ops/varnish.vcl: the response has status ${response.status}`)
  const position = response.headers.get('surrogate-position')
  return {
    generation: response.headers.get('surrogate-generation') ?? '',
    position: position ? Number(position) : Number.NaN,
    time
  }
}
