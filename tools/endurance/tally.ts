// Counts the requests and decides whether a failed one is allowed: only while a fault is under way that cuts requests.

export type Allowed = 'failures' | 'no failures'

export interface Finished {
  /** Kind of the request, a row of the table. */
  kind: string
  method: string
  path: string
  /** Status of the response; 0 if there was none, or not all of it. */
  status: number
  /** Why there was no response, or the code of the problem in it. */
  error?: string
  /** Times of `performance.now()`. */
  from: number
  to: number
}

interface Phase {
  name: string
  allowed: Allowed
  from: number
  to: number
}

export interface Counts {
  total: number
  byStatus: Map<number, number>
  failedInFault: number
  failedInRestart: number
  failedInCalm: number
}

/** Statuses that are right for a kind. */
const RIGHT = [200, 201, 202, 204, 304]
const RIGHT_OF: Record<string, number[]> = { 'source before it exists': [404] }
const MAX_EXAMPLES = 60

export class Tally {
  readonly counts = new Map<string, Counts>()
  readonly stale: string[] = []
  readonly lost: string[] = []
  /** Failures that no fault explains, the first of them. */
  readonly examples: string[] = []
  staleChecks = 0
  readonly #phases: Phase[] = []
  readonly #started = performance.now()

  /** Opens a phase. Returns the function that ends it. */
  begin(name: string, allowed: Allowed): () => void {
    const phase = { name, allowed, from: performance.now(), to: Number.POSITIVE_INFINITY }
    this.#phases.push(phase)
    return () => {
      phase.to = performance.now()
    }
  }

  add({ kind, method, path, status, error = '', from, to }: Finished): void {
    const row = this.#row(kind)
    row.total++
    row.byStatus.set(status, (row.byStatus.get(status) ?? 0) + 1)
    if ((RIGHT_OF[kind] ?? RIGHT).includes(status)) return
    const during = this.#phases.filter((phase) => phase.from <= to && phase.to >= from)
    if (during.some(({ allowed }) => allowed === 'failures')) {
      row.failedInFault++
      return
    }
    const isRestart = during.some(({ name }) => name === 'rolling restart')
    if (isRestart) row.failedInRestart++
    else row.failedInCalm++
    const names = during.map(({ name }) => name).join(', ') || 'no fault'
    if (this.examples.length < MAX_EXAMPLES)
      this.examples.push(
        `${this.clock()} ${kind}: ${method} ${path} ${status} ${error} after ${Math.round(to - from)} ms (${names})`
      )
  }

  /** Sum over all kinds. */
  sum(count: 'total' | 'failedInFault' | 'failedInRestart' | 'failedInCalm'): number {
    return [...this.counts.values()].reduce((sum, row) => sum + row[count], 0)
  }

  /** Number of responses with this status. */
  statuses(status: number): number {
    return [...this.counts.values()].reduce((sum, { byStatus }) => sum + (byStatus.get(status) ?? 0), 0)
  }

  /** Minutes and seconds since the start. */
  clock(): string {
    const seconds = Math.round((performance.now() - this.#started) / 1000)
    return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`
  }

  table(): string {
    const lines = [
      '| requests | total | statuses (0: no response) | failed in faults | in rolling restarts | otherwise |',
      '|---|--:|---|--:|--:|--:|'
    ]
    for (const [kind, row] of [...this.counts].sort(([a], [b]) => a.localeCompare(b))) {
      const statuses = [...row.byStatus].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`)
      const cells = [kind, row.total, statuses.join(', '), row.failedInFault, row.failedInRestart, row.failedInCalm]
      lines.push(`| ${cells.join(' | ')} |`)
    }
    return lines.join('\n')
  }

  #row(kind: string): Counts {
    const row = this.counts.get(kind) ?? {
      total: 0,
      byStatus: new Map(),
      failedInFault: 0,
      failedInRestart: 0,
      failedInCalm: 0
    }
    this.counts.set(kind, row)
    return row
  }
}
