// What is to be reached, and how what was measured is held against it.
import { median, quantile, ratiosOf } from './statistics.ts'

/** What was measured: by scenario and contender one figure for each round. */
export type Figures = Record<string, Record<string, number[]>>

export interface Goal {
  what: string
  scenario: string
  of: string
  /** Whose figure of the same round it is divided by; without one the figure itself counts. */
  to?: string
  bound: 'at least' | 'at most'
  value: number
  unit?: string
  /** Why it is missed, where it is; shown only then. */
  why?: string
}

export interface Verdict extends Goal {
  measured: number
  /** Between which the middle half of the rounds lies. */
  spread: [number, number]
  rounds: number
  /** The same ratio in processor time for one request, of Node and PostgreSQL together; null where that was not measured. */
  processor: number | null
  met: boolean
}

/** Verdicts on the goals of which something was measured, in their order; `costs` is processor time, where it is known. */
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

/** Whether two processes of the same program were measured as alike as the noise of a usable machine allows. */
export function isQuiet(figures: Figures): boolean | undefined {
  const [verdict] = judge([twins], figures)
  return verdict && verdict.measured >= 0.9 && verdict.measured <= 1.1
}

export const twins: Goal = {
  what: 'two processes of the service',
  scenario: 'record',
  of: 'twin',
  to: 'ours',
  bound: 'at least',
  value: 0.9
}

type Values = Partial<Record<'limit' | 'naive' | 'platformatic', number>>

/** One row of the table of goals: what the service has to reach against each of the others. */
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

const LONGER =
  'the answers that were compared are half as long again, since the made-up names of the larger set are longer.'

/** How much more a read may cost when there are a million organisations. */
const grown = (what: string, scenario: string, value: number): Goal[] => [
  {
    what: `growth 3,000 → 1,000,000: cost of ${what}`,
    scenario,
    of: '3,000',
    to: '1,000,000',
    bound: 'at most',
    value,
    why: LONGER
  }
]

const ASKED =
  'before the same bytes leave, the request is counted, named, held against the journal and its ETag: some 10 µs of Node that the limit has not.'
const SHARED = `autocannon takes more of the two cores than what it measures, which holds the fastest together; the ratio by CPU is that of the contenders themselves. Then, ${ASKED}`
const WHOLE =
  'platformatic answers with rows of one table; ours have the territory and all that it lies in, and the organisation that they are a part of.'
const MADE =
  'what is left is PostgreSQL making the JSON (0.8 of 0.9 ms for a page) and Node sending it; measured beside other work, the processor time says more than the rate.'
const EMPTIED =
  'a change of an organisation empties all lists and searches of organisations, and each of them is made anew once.'
const TRIGGERS =
  'what changed is found by the database itself, row by row as JSON, with version, journal and a chained audit: more than half of the processor time is that of PostgreSQL.'
const TWICE =
  'each row is looked up, held against the rules and compared twice, when the file is looked through and when it is applied, and journaled and audited.'
const CONTRACT =
  'more than two hundred operations with their schemas are made at every start, from 240 sources; what Node makes of these is kept from one start to the next, the rest is not.'
const YOUNG =
  'V8 lets the young generation grow as long as there is memory; most of it is garbage that was not collected yet.'

export const goals: readonly Goal[] = [
  ...reads('one record, cached', 'record', 'ours', { limit: 0.9, naive: 7, platformatic: 8 }, SHARED),
  ...reads('list of 50, cached', 'list', 'ours', { limit: 0.9, naive: 20, platformatic: 30 }, SHARED),
  ...reads('search page, cached', 'search', 'ours', { limit: 0.9, naive: 14, platformatic: 20 }, SHARED),
  ...reads('304, cached', 'unchanged', 'ours', { limit: 0.9, naive: 7 }, SHARED),
  ...reads('200 kB list, gzip, br and zstd in turn, cached', 'compressed', 'ours', { limit: 2, naive: 50 }),
  ...reads(
    'one record, not cached',
    'record',
    'uncached',
    { naive: 2.2, platformatic: 2.5 },
    { naive: MADE, platformatic: WHOLE }
  ),
  ...reads(
    'list of 50, not cached',
    'list',
    'uncached',
    { naive: 1.8, platformatic: 2.5 },
    { naive: MADE, platformatic: WHOLE }
  ),
  ...reads('the same reads while 1 record a second changes', 'changing', '1 a second', { limit: 0.8 }, EMPTIED),
  ...reads('the same reads while 10 records a second change', 'changing', '10 a second', { limit: 0.5 }, EMPTIED),
  ...reads(
    'writes over HTTP, 16 at once, with journal and audit',
    'write',
    'ours',
    { naive: 1.2, platformatic: 1 },
    TRIGGERS
  ),
  {
    what: 'start to first answer on a ready database',
    scenario: 'start',
    of: 'ours',
    bound: 'at most',
    value: 0.9,
    unit: 's',
    why: CONTRACT
  },
  {
    what: 'resident memory, idle',
    scenario: 'idle',
    of: 'ours',
    bound: 'at most',
    value: 130,
    unit: 'MiB',
    why: CONTRACT
  },
  {
    what: 'resident memory under cached load',
    scenario: 'loaded',
    of: 'ours',
    bound: 'at most',
    value: 180,
    unit: 'MiB',
    why: YOUNG
  },
  ...['name', '-name', 'short_name', '-short_name', 'updated_at', '-updated_at'].map((sort) => ({
    what: `cost of page 10,000 by cursor against that of the first page, sort=${sort}`,
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
  ...reads('search for a word that thousands have, sorted, not cached', 'common word', 'uncached', {
    naive: 20,
    platformatic: 20
  }),
  ...reads(
    'search for a word that tens of thousands have, sorted, not cached',
    'very common word',
    'uncached',
    { naive: 20, platformatic: 20 },
    'the more have the word, the sooner 50 of them are met on the way along the index of names, which naive has as well.'
  ),
  {
    what: 'export of all rows as NDJSON, bytes a second',
    scenario: 'export',
    of: 'ours',
    to: 'psql',
    bound: 'at least',
    value: 0.9
  },
  {
    ...{
      what: 'most memory while exporting',
      scenario: 'export, memory',
      of: 'ours',
      bound: 'at most',
      value: 150,
      unit: 'MiB'
    },
    why: 'the process has its idle memory before it begins, and the export adds little to that.'
  },
  {
    what: 'ready snapshot file, bytes a second',
    scenario: 'export',
    of: 'snapshot',
    to: 'psql',
    bound: 'at least',
    value: 5
  },
  {
    what: 'import of 10,000 rows with journal, rows a second',
    scenario: 'import',
    of: 'ours',
    to: 'copy',
    bound: 'at least',
    value: 0.3,
    why: TWICE
  },
  {
    what: 'import of 10,000 rows with journal, rows a second',
    scenario: 'import',
    of: 'ours',
    to: 'row by row',
    bound: 'at least',
    value: 5,
    why: TWICE
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
      why: YOUNG
    } as const)
  }))
]
