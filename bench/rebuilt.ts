// How many cached responses a change invalidates: hot addresses are requested again after a change, and the log of the
// service says which of them it computed.
import { createInterface } from 'node:readline'
import type { Workload } from './addresses.ts'
import { ours } from './contenders.ts'
import { patches, patchHeaders } from './country-scenarios.ts'
import type { Databases } from './database.ts'
import { start } from './processes.ts'

const TIMEOUT_MS = 10_000

interface Entry {
  msg?: string
  method?: string
  cached?: boolean
}

/** Returns the number of hot addresses that the service computes again after a change of one website, per change. */
export async function measureRebuilt(
  databases: Databases,
  { records, lists, searches }: Workload,
  key: string,
  changes: number
): Promise<number[]> {
  const service = await start(ours(databases, { LOG_LEVEL: 'info' }))
  const answered = { cached: 0, computed: 0 }
  createInterface({ input: service.stdout }).on('line', (line) => {
    const { msg, method, cached }: Entry = line.startsWith('{') ? JSON.parse(line) : {}
    if (msg === 'answered' && method === 'GET') answered[cached ? 'cached' : 'computed']++
  })
  const hot = [...records, ...lists, ...searches].map(({ ours }) => service.origin + ours)
  /** Requests all hot addresses. Returns how many of the responses were computed. */
  const requestAll = async (): Promise<number> => {
    const before = { ...answered }
    for (const url of hot) await (await fetch(url)).arrayBuffer()
    const total = () => answered.cached + answered.computed - before.cached - before.computed
    for (const end = performance.now() + TIMEOUT_MS; total() < hot.length; await new Promise(setImmediate))
      if (performance.now() > end) throw new Error(`the log has ${total()} of ${hot.length} responses`)
    return answered.computed - before.computed
  }
  try {
    if ((await requestAll()) === 0 || (await requestAll()) > 0) throw new Error('hot addresses are not cached')
    const rebuilt: number[] = []
    for (const { method, path, headers, body } of patches(records, 'ours', patchHeaders(key)).slice(0, changes)) {
      const changed = await fetch(service.origin + path, {
        method: method ?? 'PATCH',
        headers: headers ?? {},
        body: body ?? null
      })
      if (changed.status !== 200) throw new Error(`${path} returned ${changed.status}: ${await changed.text()}`)
      await changed.arrayBuffer()
      rebuilt.push(await requestAll())
    }
    return rebuilt
  } finally {
    await service.stop()
  }
}
