// Latency of reads at a fixed rate, with and without an import under way.
import { once } from 'node:events'
import { Agent, get, type IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeRows, sendFile } from './imports.ts'
import type { Running } from './processes.ts'
import { quantile, shuffled } from './statistics.ts'

const IMPORTED_ROWS = 5_000
const READS_PER_SECOND = 200
/** Duration of the reads without an import. */
const IDLE_MS = 4_000

/** Returns the 99th percentile of the latency of hot reads, in ms, with and without an import. */
export async function measureLatency(
  service: Running,
  key: string,
  paths: string[],
  rounds: number
): Promise<Record<string, number[]>> {
  const figures: Record<string, number[]> = { idle: [], importing: [] }
  // The reads are hot: every response is cached before the first measurement.
  for (const path of paths) await (await fetch(service.origin + path)).arrayBuffer()
  for (let round = 0; round < rounds; round++) {
    const rows = makeRows(`p99-${round}`, IMPORTED_ROWS)
    const ways: [string, () => Promise<void>][] = [
      ['idle', () => sleep(IDLE_MS)],
      ['importing', () => sendFile(service.origin, key, rows)]
    ]
    for (const [name, work] of shuffled(ways)) figures[name]?.push(await p99During(service.origin, paths, work))
  }
  return figures
}

/** Sends reads at a fixed rate until the work is done. A late response does not delay the next request. */
async function p99During(origin: string, paths: string[], work: () => Promise<void>): Promise<number> {
  const agent = new Agent({ keepAlive: true })
  const latencies: number[] = []
  const pending = new Set<Promise<void>>()
  const order = shuffled(paths)
  let sent = 0
  const read = async () => {
    const begun = performance.now()
    const request = get(`${origin}${order[sent++ % order.length]}`, { agent })
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    for await (const _chunk of response);
    if (response.statusCode !== 200) throw new Error(`a read returned ${response.statusCode}`)
    latencies.push(performance.now() - begun)
  }
  const failures: unknown[] = []
  const timer = setInterval(() => {
    const one = read()
      .catch((error) => void failures.push(error))
      .then(() => void pending.delete(one))
    pending.add(one)
  }, 1000 / READS_PER_SECOND)
  try {
    await work()
  } finally {
    clearInterval(timer)
    await Promise.all(pending)
    agent.destroy()
  }
  if (failures.length > 0) throw failures[0]
  return quantile(latencies, 0.99)
}
