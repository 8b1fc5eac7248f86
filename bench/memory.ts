// Resident memory of a fresh process of the service after many requests of all kinds.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Request } from 'autocannon'
import { requestsTo, type Workload } from './addresses.ts'
import { ours } from './contenders.ts'
import { patches, patchHeaders } from './country-scenarios.ts'
import type { Databases } from './database.ts'
import { sendLoad } from './load.ts'
import { resident, start } from './processes.ts'

const REQUESTS = 40_000
/** Every request for a record, list or search in identity and one coding; one of fifty is a change. */
const READS_PER_CHANGE = 50
/** Time for the process to become idle. */
const QUIET_MS = 1_000

/** Returns the resident memory in MiB, idle and after each 40,000 requests, of `rounds` processes. */
export async function measureMemory(
  databases: Databases,
  workload: Workload,
  key: string,
  rounds: number
): Promise<Record<string, number[]>> {
  const requests = mixedRequests(workload, key)
  const figures: Record<string, number[]> = { before: [], 'after 40,000': [], 'after 80,000': [] }
  for (let round = 0; round < rounds; round++) {
    const service = await start(ours(databases))
    const note = async (name: string) => {
      await sleep(QUIET_MS)
      figures[name]?.push(resident(service.pid))
    }
    const target = { name: 'ours', origin: service.origin, requests, status: 200 }
    try {
      await note('before')
      await sendLoad(target, { connections: 16, amount: REQUESTS })
      await note('after 40,000')
      await sendLoad(target, { connections: 16, amount: REQUESTS })
      await note('after 80,000')
    } finally {
      await service.stop()
    }
  }
  return figures
}

function mixedRequests({ records, lists, searches, included }: Workload, key: string): Request[] {
  const targets = [...records, ...lists, ...searches, ...included]
  const codings = ['gzip', 'br', 'zstd']
  const reads = [
    ...requestsTo('ours', targets),
    ...targets.flatMap((target, i) =>
      requestsTo('ours', [target], { 'accept-encoding': codings[i % codings.length] as string })
    )
  ]
  const changes = patches(records, 'ours', patchHeaders(key)).slice(0, Math.ceil(reads.length / READS_PER_CHANGE))
  return [...reads, ...changes]
}
