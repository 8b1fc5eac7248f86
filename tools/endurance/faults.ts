// The faults, in the order in which they come. A new one is one more entry of the list.
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Slot } from './balancer.ts'
import { type Send, untilDone } from './client.ts'
import type { Registry } from './registry.ts'
import type { Allowed } from './tally.ts'

export interface World extends Registry {
  send: Send
  /** Whether the webhook receiver refuses all requests. */
  setAway: (away: boolean) => void
}

export interface Fault {
  name: string
  /** Whether requests may fail meanwhile. A request without an answer is never counted as acknowledged. */
  allowed: Allowed
  /** Resolves when the fault is over. */
  run: (world: World) => Promise<void>
}

const IMPORTED_ROWS = 2_000
const AWAY_MS = 8_000
const DOWN_MS = 1_000
const POLL_MS = 300
let kills = 0
let imports = 0

async function rollingRestart({ balancer, start }: World): Promise<void> {
  for (const slot of balancer.slots) {
    const ended = await slot.main?.stop()
    if (ended?.code !== 0) throw new Error(`a replica ended with ${ended?.code} after SIGTERM: ${slot.main?.output()}`)
    await start(slot)
    await balancer.allReady()
  }
}

/** Kills replicas one after the other, so that each of them is killed in a long run. */
async function killReplica({ balancer, start }: World): Promise<void> {
  const slot = balancer.slots[kills++ % balancer.slots.length] as Slot
  const child = slot.main?.child
  if (!child) throw new Error('there is no replica to kill')
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
  await sleep(DOWN_MS)
  await start(slot)
  await balancer.allReady()
}

const restartDatabase =
  (mode: 'fast' | 'immediate') =>
  async ({ balancer, database }: World): Promise<void> => {
    await database.stop(mode)
    await sleep(DOWN_MS)
    // The proxy has seen it, or allReady() would resolve with what it knew before.
    while (balancer.slots.some(({ ready }) => ready)) await sleep(POLL_MS)
    await database.start()
    await balancer.allReady()
  }

async function importRows({ send }: World): Promise<void> {
  const no = ++imports
  const rows = Array.from({ length: IMPORTED_ROWS }, (_, i) => `ops-${no}-${i},OPS nr ${no}/${i},OPS ${no}/${i},ops`)
  const body = `slug,name,short_name,kind\n${rows.join('\n')}\n`
  const sent = await untilDone(send, { kind: 'import', method: 'POST', path: 'imports?resource=organisations', body })
  const path = `imports/${sent.json.id}`
  const until = async (wanted: string) => {
    for (;;) {
      const { json } = await untilDone(send, { kind: 'import', path, keyed: true })
      if (json.status === wanted) return json
      if (/fail|refus|invalid/.test(json.status)) throw new Error(`the import is ${JSON.stringify(json)}`)
      await sleep(POLL_MS)
    }
  }
  const { counts } = await until('previewed')
  if (counts.create !== IMPORTED_ROWS) throw new Error(`the preview of the import counts ${JSON.stringify(counts)}`)
  await untilDone(send, { kind: 'import', method: 'POST', path: `${path}/application` })
  await until('applied')
}

export const faults: Fault[] = [
  { name: 'rolling restart', allowed: 'no failures', run: rollingRestart },
  { name: 'replica killed', allowed: 'failures', run: killReplica },
  {
    name: 'webhook receiver away',
    allowed: 'no failures',
    run: async ({ setAway }) => {
      setAway(true)
      await sleep(AWAY_MS)
      setAway(false)
    }
  },
  { name: 'database restarted', allowed: 'failures', run: restartDatabase('fast') },
  { name: 'import', allowed: 'no failures', run: importRows },
  { name: 'database crashed', allowed: 'failures', run: restartDatabase('immediate') },
  {
    name: 'replica killed during an import',
    allowed: 'failures',
    run: async (world) => void (await Promise.all([importRows(world), killReplica(world)]))
  }
]
