// The goals of the benchmark, and the reasons for those that are missed.
import type { Deciding, Goal } from './verdicts.ts'

type Values = Partial<Record<'limit' | 'naive' | 'platformatic' | 'no changes', number>>

/**
 * Makes the goals of one scenario: the ratio that the service must reach against each contender in `values`. Reads are
 * compared with the limit by processor time, because autocannon slows down the fastest contenders most.
 */
const atLeast = (
  what: string,
  scenario: string,
  of: string,
  values: Values,
  { why = {}, decides }: { why?: string | Partial<Record<string, string>>; decides?: Deciding } = {}
): Goal[] =>
  Object.entries(values).map(([to, value]) => {
    const reason = typeof why === 'string' ? why : why[to]
    const deciding = decides ?? (to === 'limit' ? 'processor' : undefined)
    return {
      what,
      scenario,
      of,
      to,
      bound: 'at least',
      value,
      ...(deciding && { decides: deciding }),
      ...(reason !== undefined && { why: reason })
    }
  })

/** Makes a goal for a figure that is not a ratio to another contender. */
const atMost = (what: string, scenario: string, of: string, value: number, rest: Partial<Goal> = {}): Goal => ({
  what,
  scenario,
  of,
  bound: 'at most',
  value,
  ...rest
})

const LONGER_RESPONSES =
  'the compared responses are half as long again, because the invented names of the larger data set are longer.'
const SAME_CHECKS =
  'before it sends the same bytes, the service also applies the rate limit, sets a request id, and compares the change ' +
  'log and the ETag.'
const MORE_DATA =
  'platformatic returns rows of one table; the service also returns the territory with its parents, and the parent ' +
  'organisation. PostgreSQL writes this JSON, about 20 µs per record. The floors show what is left without the service.'
const MORE_JSON =
  'most of the time goes into the JSON that PostgreSQL writes, about 20 µs per record and as much per included record; ' +
  'the floors show what is left without the service.'
const MORE_CHECKED =
  'an import also matches each row with the stored records, checks and reports it, and writes the change log, previous ' +
  'values and the audit.'
const ONE_PROCESS = 'the import runs in the same process, and in PostgreSQL on the same two cores; reads wait for both.'
const MORE_LOADED = 'it loads 220 operations with their schemas, and compares the database with its migrations.'
const MORE_WRITTEN =
  'the service also checks the key, the rights and the rules, and writes previous values and a chained audit.'
const MORE_SIGNED =
  'a third is the JSON that PostgreSQL writes; the rest is 500 signed cursors, 500 entries and 370 kB of text.'
const HEAP_STEPS =
  'V8 lets the heap grow by 70 % between two collections; smaller steps would cost a tenth more processor time.'
const SHARED_CORES = 'Varnish shares two cores with the load.'
const ONE_SCAN =
  'the more hits a word has, the sooner a scan of the index by name finds 50 of them; naive has this index as well.'

/** Makes the goal of a read or write: the factor by which it may cost more with a million organisations. */
const grown = (what: string, scenario: string, rest: Partial<Goal> = {}): Goal =>
  atMost(`growth 3,000 → 1,000,000: cost of ${what}`, scenario, '3,000', 1.2, { to: '1,000,000', ...rest })

// Changes per second are fixed, so their processor time per read grows when the machine is slow.
const PER_SECOND = { decides: 'measured' } as const
const CACHED_REASONS = {
  limit: SAME_CHECKS,
  platformatic:
    'by requests per second, the limit itself hardly reaches this goal, because the load shares the cores with the ' +
    'contenders.'
}

const cachedReads: Goal[] = [
  ...atLeast(
    'one record, cached',
    'record',
    'ours',
    { limit: 0.8, naive: 7, platformatic: 8 },
    { why: CACHED_REASONS }
  ),
  ...atLeast(
    'list of 50, cached',
    'list',
    'ours',
    { limit: 0.8, naive: 20, platformatic: 30 },
    { why: CACHED_REASONS }
  ),
  ...atLeast(
    'search page, cached',
    'search',
    'ours',
    { limit: 0.8, naive: 14, platformatic: 20 },
    { why: CACHED_REASONS }
  ),
  ...atLeast('304, cached', 'unchanged', 'ours', { limit: 0.8, naive: 7 }, { why: CACHED_REASONS }),
  ...atLeast(
    '200 kB list, gzip, br and zstd in turn, cached',
    'compressed',
    'ours',
    { limit: 2, naive: 50 },
    { decides: 'measured' }
  ),
  ...atLeast(
    'the same reads while 1 record a second changes',
    'changing',
    '1 a second',
    { 'no changes': 0.95 },
    PER_SECOND
  ),
  ...atLeast(
    'the same reads while 10 records a second change',
    'changing',
    '10 a second',
    { 'no changes': 0.8 },
    PER_SECOND
  ),
  atMost('hot addresses computed again after a change of one website', 'rebuilt', 'ours', 2)
]

const uncachedReads: Goal[] = [
  ...atLeast(
    'one record, not cached',
    'record',
    'uncached',
    { naive: 2.5, platformatic: 1 },
    { why: { naive: MORE_JSON, platformatic: MORE_DATA } }
  ),
  ...atLeast(
    'list of 50, not cached',
    'list',
    'uncached',
    { naive: 2, platformatic: 1 },
    { why: { naive: MORE_JSON, platformatic: MORE_DATA } }
  ),
  ...atLeast(
    'list of 50 with memberships, appointments and contacts, not cached',
    'included',
    'uncached',
    { naive: 3 },
    { why: MORE_JSON }
  )
]

const byProcessor = { decides: 'processor', why: MORE_WRITTEN } as const
const writes: Goal[] = [
  ...atLeast('PATCH, 16 at once', 'write', 'ours', { naive: 1.3, platformatic: 0.5 }, byProcessor),
  ...atLeast('POST of a membership, 16 at once', 'membership', 'ours', { naive: 1.2 }, byProcessor),
  ...atLeast('acceptance of a declaration, 16 at once', 'acceptance', 'ours', { naive: 1.2 }, byProcessor)
]

const imports: Goal[] = [
  {
    what: 'import of 10,000 new rows, rows per second',
    ...({ scenario: 'import', of: 'ours', to: 'copy', bound: 'at least', value: 0.2 } as const)
  },
  {
    what: 'import of 10,000 new rows, rows per second',
    ...({ scenario: 'import', of: 'ours', to: 'row by row', bound: 'at least', value: 4, why: MORE_CHECKED } as const)
  },
  atMost('time to import 10,000 rows that change, relative to 10,000 new ones', 'import', 'ours', 1.5, {
    to: 'changed'
  }),
  atMost('p99 of reads during an import of 5,000 rows, relative to none', 'p99', 'importing', 3, {
    to: 'idle',
    why: ONE_PROCESS
  })
]

const resources: Goal[] = [
  atMost('processor time of one page of 500 changes with data', 'processor time', 'page of changes', 15, {
    unit: 'ms',
    why: MORE_SIGNED
  }),
  atMost('processor time of one refused body of 1 MB', 'processor time', 'refused body', 2, { unit: 'ms' }),
  atMost('start to first response with a ready database', 'start', 'ours', 0.75, { unit: 's', why: MORE_LOADED }),
  atMost('start to first response, relative to naive', 'start', 'ours', 2, {
    to: 'naive',
    why: MORE_LOADED
  }),
  atMost('resident memory, idle', 'idle', 'ours', 140, {
    unit: 'MiB',
    why: 'about 50 MiB are sources, compiled code and schemas that it needs, and about 85 MiB are Node itself.'
  }),
  atMost('resident memory after 40,000 mixed requests', 'mixed', 'after 40,000', 200, {
    unit: 'MiB',
    why: HEAP_STEPS
  }),
  atMost('resident memory after 40,000 more, relative to the first', 'mixed', 'after 80,000', 1.05, {
    to: 'after 40,000'
  })
]

/** The goals of the service, for what does the same work without its code. */
const floors: Goal[] = [
  ...(['record', 'list'] as const).flatMap((name) => [
    ...atLeast(
      `cached ${name}, sent by bare node:http in the process of the service`,
      `floor of a cached ${name}`,
      'process',
      {
        limit: 0.8
      }
    ),
    ...atLeast(`cached ${name}, sent from a thread of that process`, `floor of a cached ${name}`, 'isolate', {
      limit: 0.8
    })
  ]),
  ...atLeast('SQL and driver alone: one record', 'floor of a record', 'floor', { naive: 2.5, platformatic: 1 }),
  ...atLeast(
    'SQL and driver alone: list of 50',
    'floor of a list',
    'floor',
    { naive: 2, platformatic: 1 },
    { why: MORE_JSON }
  ),
  ...atLeast(
    'SQL and driver alone: list of 50 with three includes',
    'floor of includes',
    'floor',
    { naive: 3 },
    { why: MORE_JSON }
  ),
  ...atLeast(
    'SQL and driver alone: PATCH in one round trip, without any check',
    'floor of a PATCH',
    'floor',
    { naive: 1.3, platformatic: 0.5 },
    { decides: 'processor' }
  )
]

// Varnish uses all cores, which the rate shows.
const sharedCache: Goal[] = (['record', 'list'] as const).flatMap((name) =>
  atLeast(
    `${name} stored by Varnish`,
    `${name} behind Varnish`,
    'varnish',
    { limit: 1.5 },
    { decides: 'measured', why: SHARED_CORES }
  )
)

const deepPages: Goal[] = [
  ...['name', '-name', 'short_name', '-short_name', 'updated_at', '-updated_at'].map((sort) =>
    atMost(`cost of page 10,000 by cursor relative to the first page, sort=${sort}`, `deep, by ${sort}`, 'first', 1.3, {
      to: 'deep'
    })
  ),
  ...atLeast('page 10,000 by cursor, against OFFSET', 'deep, by offset', 'ours', { platformatic: 500 }),
  ...atLeast('search for a word with thousands of hits, sorted, not cached', 'common word', 'uncached', {
    naive: 20,
    platformatic: 20
  }),
  ...atLeast(
    'search for a word with tens of thousands of hits, sorted, not cached',
    'very common word',
    'uncached',
    { naive: 20, platformatic: 20 },
    { why: ONE_SCAN }
  )
]

const exports: Goal[] = [
  {
    what: 'export of all rows as NDJSON, bytes per second',
    ...({ scenario: 'export', of: 'ours', to: 'psql', bound: 'at least', value: 0.9 } as const)
  },
  atMost('peak memory during an export', 'export, memory', 'ours', 200, { unit: 'MiB' }),
  {
    what: 'ready snapshot file, bytes per second',
    ...({ scenario: 'export', of: 'snapshot', to: 'psql', bound: 'at least', value: 5 } as const)
  }
]

const growth: Goal[] = [
  grown('cached reads', 'grown, cached', { why: LONGER_RESPONSES }),
  grown('one record, not cached', 'grown, one record'),
  grown('list of 50, not cached', 'grown, list of 50', { why: LONGER_RESPONSES }),
  grown('PATCH', 'grown, write', { decides: 'processor' }),
  ...(['idle', 'loaded'] as const).map((state) =>
    atMost(`growth 3,000 → 1,000,000: resident memory, ${state}`, `grown, memory ${state}`, '1,000,000', 1.1, {
      to: '3,000'
    })
  )
]

export const goals: readonly Goal[] = [
  ...cachedReads,
  ...uncachedReads,
  ...writes,
  ...imports,
  ...resources,
  ...floors,
  ...sharedCache,
  ...deepPages,
  ...exports,
  ...growth
]
