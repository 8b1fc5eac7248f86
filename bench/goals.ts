// The goals, and the comparison of measurements with them.
import { median, quantile, ratiosOf } from './statistics.ts'

/** Measured figures by scenario and contender, one per round. */
export type Figures = Record<string, Record<string, number[]>>

export interface Goal {
  what: string
  scenario: string
  of: string
  /** The contender whose figure of the same round is the divisor. Without it, the figure itself counts. */
  to?: string
  bound: 'at least' | 'at most'
  value: number
  unit?: string
  /** The reason if the goal is missed. Printed only then. */
  why?: string
}

export interface Verdict extends Goal {
  measured: number
  /** First and third quartile of the rounds. */
  spread: [number, number]
  rounds: number
  /** The same ratio in processor time per request, of Node and PostgreSQL together. Null if it was not measured. */
  processor: number | null
  met: boolean
}

/** Returns a verdict per measured goal, in the order of the goals. `costs` is processor time per request, if known. */
export function judge(goals: readonly Goal[], figures: Figures, costs: Figures = {}): Verdict[] {
  return goals.flatMap((goal) => {
    const of = figures[goal.scenario]?.[goal.of]
    const to = goal.to === undefined ? undefined : figures[goal.scenario]?.[goal.to]
    if (!of || (goal.to !== undefined && !to)) return []
    const values = to ? ratiosOf(of, to) : of
    const measured = median(values)
    const met = goal.bound === 'at least' ? measured >= goal.value : measured <= goal.value
    const [cost, others] = [costs[goal.scenario]?.[goal.of], costs[goal.scenario]?.[goal.to ?? '']]
    const processor = cost && others ? median(ratiosOf(others, cost)) : null
    return [
      {
        ...goal,
        measured,
        processor,
        spread: [quantile(values, 0.25), quantile(values, 0.75)],
        rounds: values.length,
        met
      }
    ]
  })
}

/** Whether two processes of the same program differed by at most a tenth. Undefined if they were not measured. */
export function isQuiet(figures: Figures): boolean | undefined {
  const [verdict] = judge([sameProgram], figures)
  return verdict && verdict.measured >= 0.9 && verdict.measured <= 1.1
}

const sameProgram: Goal = {
  what: 'two processes of the service',
  scenario: 'record',
  of: 'twin',
  to: 'ours',
  bound: 'at least',
  value: 0.9
}

type Values = Partial<Record<'limit' | 'naive' | 'platformatic', number>>

/** Makes the goals of one read: the ratio that the service must reach against each contender in `values`. */
const reads = (
  what: string,
  scenario: string,
  of: string,
  values: Values,
  why: string | Partial<Record<string, string>> = {}
): Goal[] =>
  Object.entries(values).map(([to, value]) => {
    const reason = typeof why === 'string' ? why : why[to]
    return { what, scenario, of, to, bound: 'at least', value, ...(reason !== undefined && { why: reason }) }
  })

const LONGER_RESPONSES =
  'the compared responses are half as long again, because the invented names of the larger data set are longer.'

/** Makes the goal of a read: the factor by which it may cost more with a million organisations. */
const grown = (what: string, scenario: string, value: number): Goal[] => [
  {
    what: `growth 3,000 → 1,000,000: cost of ${what}`,
    scenario,
    of: '3,000',
    to: '1,000,000',
    bound: 'at most',
    value,
    why: LONGER_RESPONSES
  }
]

const SHARED_CPU =
  'autocannon uses more of the two cores than the contenders, which reduces the differences between the fastest; ' +
  'the ratio by CPU is that of the contenders alone. Before it sends the same bytes, the service also applies the ' +
  'rate limit, sets a request id, and compares the change log and the ETag: some 10 µs of Node that the limit does ' +
  'not need.'
const MORE_DATA =
  'platformatic returns rows of one table; the service also returns the territory with its parents, and the parent ' +
  'organisation.'
const JSON_COST =
  'most of the cost is PostgreSQL making the JSON (0.8 of 0.9 ms for a page) and Node sending it; other work on the ' +
  'machine makes the processor time more reliable than the rate.'
const INVALIDATION =
  'a change of an organisation invalidates all lists and searches of organisations, and each is computed again once.'
const TRIGGERS =
  'triggers compare each row as JSON and write the version, the change log and a chained audit: more than half of ' +
  'the processor time is that of PostgreSQL.'
const CHECKED_TWICE =
  'each row is looked up, validated and compared twice, in the preview and when the file is applied, and entered ' +
  'into change log and audit.'
const STARTUP =
  'more than two hundred operations with their schemas are built at every start, from 240 source files; Node caches ' +
  'the compiled sources between starts, but not the rest.'
const YOUNG_GENERATION =
  'V8 lets the young generation grow while there is memory; most of it is garbage that is not collected yet.'

export const goals: readonly Goal[] = [
  ...reads('one record, cached', 'record', 'ours', { limit: 0.9, naive: 7, platformatic: 8 }, SHARED_CPU),
  ...reads('list of 50, cached', 'list', 'ours', { limit: 0.9, naive: 20, platformatic: 30 }, SHARED_CPU),
  ...reads('search page, cached', 'search', 'ours', { limit: 0.9, naive: 14, platformatic: 20 }, SHARED_CPU),
  ...reads('304, cached', 'unchanged', 'ours', { limit: 0.9, naive: 7 }, SHARED_CPU),
  ...reads('200 kB list, gzip, br and zstd in turn, cached', 'compressed', 'ours', { limit: 2, naive: 50 }),
  ...reads(
    'one record, not cached',
    'record',
    'uncached',
    { naive: 2.2, platformatic: 2.5 },
    { naive: JSON_COST, platformatic: MORE_DATA }
  ),
  ...reads(
    'list of 50, not cached',
    'list',
    'uncached',
    { naive: 1.8, platformatic: 2.5 },
    { naive: JSON_COST, platformatic: MORE_DATA }
  ),
  ...reads('the same reads while 1 record a second changes', 'changing', '1 a second', { limit: 0.8 }, INVALIDATION),
  ...reads('the same reads while 10 records a second change', 'changing', '10 a second', { limit: 0.5 }, INVALIDATION),
  ...reads(
    'writes over HTTP, 16 at once, with change log and audit',
    'write',
    'ours',
    { naive: 1.2, platformatic: 1 },
    TRIGGERS
  ),
  {
    what: 'start to first response with a ready database',
    scenario: 'start',
    of: 'ours',
    bound: 'at most',
    value: 0.9,
    unit: 's',
    why: STARTUP
  },
  {
    what: 'resident memory, idle',
    scenario: 'idle',
    of: 'ours',
    bound: 'at most',
    value: 130,
    unit: 'MiB',
    why: STARTUP
  },
  {
    what: 'resident memory under cached load',
    scenario: 'loaded',
    of: 'ours',
    bound: 'at most',
    value: 180,
    unit: 'MiB',
    why: YOUNG_GENERATION
  },
  ...['name', '-name', 'short_name', '-short_name', 'updated_at', '-updated_at'].map((sort) => ({
    what: `cost of page 10,000 by cursor relative to the first page, sort=${sort}`,
    ...({ scenario: `deep, by ${sort}`, of: 'first', to: 'deep', bound: 'at most', value: 1.3 } as const)
  })),
  {
    what: 'page 10,000 by cursor, against OFFSET',
    scenario: 'deep, by offset',
    of: 'ours',
    to: 'platformatic',
    bound: 'at least',
    value: 500
  },
  ...reads('search for a word with thousands of hits, sorted, not cached', 'common word', 'uncached', {
    naive: 20,
    platformatic: 20
  }),
  ...reads(
    'search for a word with tens of thousands of hits, sorted, not cached',
    'very common word',
    'uncached',
    { naive: 20, platformatic: 20 },
    'the more hits a word has, the sooner a scan of the index by name finds 50 of them; naive has this index as well.'
  ),
  {
    what: 'export of all rows as NDJSON, bytes per second',
    scenario: 'export',
    of: 'ours',
    to: 'psql',
    bound: 'at least',
    value: 0.9
  },
  {
    ...{
      what: 'peak memory during an export',
      scenario: 'export, memory',
      of: 'ours',
      bound: 'at most',
      value: 150,
      unit: 'MiB'
    },
    why: 'the idle process already needs most of this memory; the export adds little.'
  },
  {
    what: 'ready snapshot file, bytes per second',
    scenario: 'export',
    of: 'snapshot',
    to: 'psql',
    bound: 'at least',
    value: 5
  },
  {
    what: 'import of 10,000 rows with change log, rows per second',
    scenario: 'import',
    of: 'ours',
    to: 'copy',
    bound: 'at least',
    value: 0.3,
    why: CHECKED_TWICE
  },
  {
    what: 'import of 10,000 rows with change log, rows per second',
    scenario: 'import',
    of: 'ours',
    to: 'row by row',
    bound: 'at least',
    value: 5,
    why: CHECKED_TWICE
  },
  ...grown('cached reads', 'grown, cached', 1.1),
  ...grown('one record, not cached', 'grown, one record', 1.3),
  ...grown('list of 50, not cached', 'grown, list of 50', 1.3),
  ...(['idle', 'loaded'] as const).map((state) => ({
    what: `growth 3,000 → 1,000,000: resident memory, ${state}`,
    ...({
      scenario: `grown, memory ${state}`,
      of: '1,000,000',
      to: '3,000',
      bound: 'at most',
      value: 1.1,
      why: YOUNG_GENERATION
    } as const)
  }))
]
