// Varnish in front of the service, as in operation (ops/varnish.vcl).
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../src/db/embedded/free-port.ts'
import { noVarnish, startVarnish } from '../tools/varnish.ts'
import { ours } from './contenders.ts'
import type { Databases } from './database.ts'
import { type Running, start } from './processes.ts'

/** Starts a process of the service with Varnish in front of it. Logs a message and starts nothing without Varnish. */
export async function startSharedCache(
  databases: Databases,
  log: (line: string) => void
): Promise<Pick<Running, 'pid' | 'origin' | 'stop'> | undefined> {
  if (noVarnish) {
    log(`no shared cache: ${noVarnish}`)
    return undefined
  }
  const port = await freePort()
  const varnish = await startVarnish([port])
  try {
    const service = await start({ ...ours(databases, { VARNISH_URLS: varnish.purgeUrl }), port })
    const origin = `http://127.0.0.1:${varnish.port}`
    while ((await fetch(`${origin}/readyz`)).status !== 200) await sleep(100)
    const stop = async () => {
      await service.stop()
      await varnish.stop()
    }
    return { pid: await varnish.pid(), origin, stop }
  } catch (error) {
    await varnish.stop()
    throw error
  }
}
