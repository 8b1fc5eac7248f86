// Counts of responses as plain numbers. Cached responses are counted too, so a count must cost next to nothing. The
// numbers are read when metrics are requested (listener.ts).

/** Upper bounds of the buckets of durations, in milliseconds. */
export const DURATION_BOUNDS_MS = [1, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000]

/** Label of requests that match no route. */
const NO_ROUTE = 'none'

/** The responses of one method and route. */
interface Series {
  method: string
  route: string
  /** Number of responses by status: computed for the request, and from memory. */
  computed: Map<number, number>
  cached: Map<number, number>
  /** Number of responses up to each bound and above the one before it. Slower ones are only in `total`. */
  buckets: number[]
  total: number
  sumMs: number
}

const increment = (counts: Map<number, number>, status: number) => counts.set(status, (counts.get(status) ?? 0) + 1)

export class RequestCounts {
  readonly #byRoute = new Map<string, Map<string, Series>>()

  /**
   * Counts a response. `route` is the pattern of the route, never a path, so that the number of series is limited; null
   * if there is none.
   */
  add(method: string, route: string | null, status: number, ms: number, cached: boolean): void {
    const series = this.#seriesOf(method, route ?? NO_ROUTE)
    increment(cached ? series.cached : series.computed, status)
    series.total++
    series.sumMs += ms
    const bucket = DURATION_BOUNDS_MS.findIndex((bound) => ms <= bound)
    if (bucket >= 0) (series.buckets[bucket] as number)++
  }

  get series(): Series[] {
    return [...this.#byRoute.values()].flatMap((byMethod) => [...byMethod.values()])
  }

  #seriesOf(method: string, route: string): Series {
    let byMethod = this.#byRoute.get(route)
    if (!byMethod) {
      byMethod = new Map()
      this.#byRoute.set(route, byMethod)
    }
    let series = byMethod.get(method)
    if (!series) {
      const buckets = DURATION_BOUNDS_MS.map(() => 0)
      series = { method, route, computed: new Map(), cached: new Map(), buckets, total: 0, sumMs: 0 }
      byMethod.set(method, series)
    }
    return series
  }
}
