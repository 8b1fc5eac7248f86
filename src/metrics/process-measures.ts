// The measures of a process: its connections, its cache, and its position in the change log.
import type { Server } from 'node:net'
import type pg from 'pg'
import type { ResponseCache } from '../cache/response-cache.ts'
import type { Feed } from '../changes/position.ts'
import type { ProcessMeasure, Tally } from './measure.ts'
import type { RequestCounts } from './request-counts.ts'

const MS_PER_SECOND = 1000

/** Returns the measures of connections of clients. */
export function connectionMeasures(server: Server): ProcessMeasure[] {
  let refused = 0
  server.on('drop', () => {
    refused++
  })
  return [
    {
      name: 'http_connections',
      help: 'Open connections of clients.',
      type: 'gauge',
      read: () =>
        new Promise((resolve, reject) =>
          server.getConnections((error, count) => (error ? reject(error) : resolve(count)))
        )
    },
    {
      name: 'http_connections_refused_total',
      help: 'Connections closed at once because of MAX_CONNECTIONS.',
      type: 'counter',
      read: () => refused
    }
  ]
}

/** Returns the measures of the position in the change log. */
export const feedMeasures = (feed: Feed): ProcessMeasure[] => [
  {
    name: 'change_feed_position',
    help: 'Number of the last change that this process has seen.',
    type: 'gauge',
    read: () => feed.seen
  },
  {
    name: 'change_feed_age_seconds',
    help: 'Time since this process last read the change log. It grows while nobody needs the changes.',
    type: 'gauge',
    read: () => (Number.isFinite(feed.age()) ? feed.age() / MS_PER_SECOND : undefined)
  }
]

/** Returns the measures of the response cache. */
export const cacheMeasures = (cache: ResponseCache, requests: RequestCounts): ProcessMeasure[] => [
  {
    name: 'response_cache_hits_total',
    help: 'Responses from memory.',
    type: 'counter',
    read: () => requests.series.reduce((sum, { cached }) => [...cached.values()].reduce((a, b) => a + b, sum), 0)
  },
  {
    name: 'response_cache_misses_total',
    help: 'Requests without a key that no stored response could answer.',
    type: 'counter',
    read: () => cache.misses
  },
  {
    name: 'response_cache_responses',
    help: 'Responses in memory.',
    type: 'gauge',
    read: () => cache.size.responses
  },
  {
    name: 'response_cache_bytes',
    help: 'Size of the responses in memory. ANSWER_CACHE_MB limits it.',
    type: 'gauge',
    read: () => cache.size.bytes
  }
]

/** Returns the measures of pools of database connections, by name. Pools may be added later. */
export function poolMeasures(pools: ReadonlyMap<string, pg.Pool>): ProcessMeasure[] {
  const measure = (name: string, help: string, read: (pool: pg.Pool) => number): ProcessMeasure => ({
    name: `database_connections_${name}`,
    help,
    type: 'gauge',
    label: 'pool',
    read: () => new Map([...pools].map(([pool, each]) => [pool, read(each)]))
  })
  return [
    measure('in_use', 'Database connections in use.', ({ totalCount, idleCount }) => totalCount - idleCount),
    measure('idle', 'Open database connections that nobody uses.', ({ idleCount }) => idleCount),
    measure('waiting', 'Requests and tasks that wait for a database connection.', ({ waitingCount }) => waitingCount),
    measure('limit', 'Largest number of database connections.', ({ options }) => options.max)
  ]
}

/** Returns the measures of the workers. `succeededAt` is in seconds since 1970. */
export const workMeasures = (succeededAt: ReadonlyMap<string, number>, outcomes: Tally): ProcessMeasure[] => [
  {
    name: 'task_succeeded_timestamp_seconds',
    help: 'When a task last succeeded in this process. `verify_audit` verifies the audit.',
    type: 'gauge',
    label: 'task',
    read: () => succeededAt
  },
  {
    name: 'webhook_attempts_total',
    help: 'Attempts of this process to deliver an event, by result: `delivered`, or the cause of the failure.',
    type: 'counter',
    label: 'result',
    read: () => outcomes.counts
  }
]
