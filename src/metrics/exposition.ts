// The metrics in Prometheus' text format. Our own numbers are read when they are requested, so nothing is registered
// with the library for each request. A number that is unknown is left out: 0 would be a statement.
import { collectDefaultMetrics, type Metric, Registry } from 'prom-client'
import type { ProcessMeasure, Reading, StoredMeasure } from './measure.ts'
import { DURATION_BOUNDS_MS, type RequestCounts } from './request-counts.ts'
import type { StoredValues } from './stored-values.ts'

export interface MetricSources {
  requests: RequestCounts
  /** Measures of this process. The list may grow later. */
  measures: readonly ProcessMeasure[]
  stored: readonly StoredMeasure[]
  readStored: () => Promise<StoredValues>
}

interface Sample {
  value: number
  labels?: Record<string, string | number>
  metricName?: string
}

const PREFIX = 'konwent_'
const MS_PER_SECOND = 1000

/** Makes the function that returns all metrics as text. */
export function expositionOf({ requests, measures, stored, readStored }: MetricSources): {
  contentType: string
  read: () => Promise<string>
} {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const add = (
    { name, help }: { name: string; help: string },
    type: 'gauge' | 'counter' | 'histogram',
    read: () => Sample[] | Promise<Sample[]>
  ) => {
    const metric = { name: PREFIX + name, help, type, aggregator: 'sum' }
    // The registry needs no more of a metric than its name and get(). The library's own classes have no unknown value.
    registry.registerMetric({ ...metric, get: async () => ({ ...metric, values: await read() }) } as unknown as Metric)
  }

  add({ name: 'http_requests_total', help: 'Responses sent.' }, 'counter', () => requestSamples(requests))
  add(
    { name: 'http_request_duration_seconds', help: 'Time from the headers of the request to the end of the response.' },
    'histogram',
    () => durationSamples(requests)
  )
  add(
    { name: 'database_up', help: 'Whether the database returned the values of the registry in time.' },
    'gauge',
    async () => [{ value: (await readStored()) ? 1 : 0 }]
  )
  for (const measure of stored)
    add(measure, 'gauge', async () => samplesOf(measure, (await readStored())?.get(measure.name)))

  const added = new Set<ProcessMeasure>()
  return {
    contentType: registry.contentType,
    read: () => {
      for (const measure of measures) {
        if (added.has(measure)) continue
        added.add(measure)
        add(measure, measure.type, async () => samplesOf(measure, await measure.read()))
      }
      return registry.metrics()
    }
  }
}

function samplesOf({ label }: { label?: string }, reading: Reading): Sample[] {
  if (reading === undefined) return []
  if (typeof reading === 'number') return [{ value: reading }]
  return [...reading].map(([value, number]) => ({ labels: { [label as string]: value }, value: number }))
}

function requestSamples({ series }: RequestCounts): Sample[] {
  return series.flatMap(({ method, route, computed, cached }) =>
    [...cached]
      .map(([status, value]) => ({ labels: { method, route, status, cached: 'true' }, value }))
      .concat([...computed].map(([status, value]) => ({ labels: { method, route, status, cached: 'false' }, value })))
  )
}

function durationSamples({ series }: RequestCounts): Sample[] {
  const name = `${PREFIX}http_request_duration_seconds`
  return series.flatMap(({ method, route, buckets, total, sumMs }) => {
    const labels = { method, route }
    let upTo = 0
    const bounded = buckets.map((count, i) => {
      upTo += count
      const le = (DURATION_BOUNDS_MS[i] as number) / MS_PER_SECOND
      return { metricName: `${name}_bucket`, labels: { ...labels, le }, value: upTo }
    })
    return [
      ...bounded,
      { metricName: `${name}_bucket`, labels: { ...labels, le: '+Inf' }, value: total },
      { metricName: `${name}_sum`, labels, value: sumMs / MS_PER_SECOND },
      { metricName: `${name}_count`, labels, value: total }
    ]
  })
}
