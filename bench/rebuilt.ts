// How many cached responses a change invalidates: hot addresses are requested again after a change, and the log of the
// service says which of them it computed.
import { createInterface } from 'node:readline'
import type { Request } from 'autocannon'
import type { Workload } from './addresses.ts'
import { ours } from './contenders.ts'
import { patches, patchHeaders } from './country-scenarios.ts'
import type { Databases } from './database.ts'
import { type Running, start } from './processes.ts'

const TIMEOUT_MS = 10_000
const WARM_UP_PASSES = 10

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
  const requestAll = hotRequests(
    service,
    [...records, ...lists, ...searches].map((target) => target.ours)
  )
  try {
    // A response is not stored if the change log moves meanwhile, or if the database is slow to answer.
    for (let passes = 1; (await requestAll()) > 0; passes++)
      if (passes === WARM_UP_PASSES) throw new Error(`after ${passes} passes, some hot addresses are not cached`)
    const rebuilt: number[] = []
    for (const change of patches(records, 'ours', patchHeaders(key)).slice(0, changes)) {
      await sendChange(service.origin, change)
      rebuilt.push(await requestAll())
    }
    return rebuilt
  } finally {
    await service.stop()
  }
}

/** Returns a function that requests all paths and returns how many of the responses were computed. */
function hotRequests({ origin, stdout }: Running, paths: string[]): () => Promise<number> {
  const answered = { cached: 0, computed: 0 }
  createInterface({ input: stdout }).on('line', (line) => {
    const { msg, method, cached }: Entry = line.startsWith('{') ? JSON.parse(line) : {}
    if (msg === 'answered' && method === 'GET') answered[cached ? 'cached' : 'computed']++
  })
  return async () => {
    const before = { ...answered }
    for (const path of paths) await (await fetch(origin + path)).arrayBuffer()
    const logged = () => answered.cached + answered.computed - before.cached - before.computed
    for (const end = performance.now() + TIMEOUT_MS; logged() < paths.length; await new Promise(setImmediate))
      if (performance.now() > end) throw new Error(`the log has ${logged()} of ${paths.length} responses`)
    return answered.computed - before.computed
  }
}

async function sendChange(origin: string, { path, method = 'PATCH', headers = {}, body = '' }: Request): Promise<void> {
  const response = await fetch(origin + path, { method, headers, body })
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${path} returned ${response.status}: ${text}`)
}
