// The embedded server for a command. If the service is running, the command uses the server of the service, because two
// servers cannot share a data folder.
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DataDirInUse } from './data-dir-lock.ts'
import { runsIn } from './orphan.ts'
import { type Embedded, startEmbedded } from './server.ts'

const START_TIMEOUT_MS = 10_000
const POLL_INTERVAL_MS = 200

/**
 * Returns the server that another process runs in the data folder, or starts one. `stop` only stops a server that was
 * started here. Throws like startEmbedded(), and if the server of the other process is not ready within 10 s.
 */
export async function attachOrStart(dataDir: string): Promise<Pick<Embedded, 'url' | 'stop'>> {
  for (const end = Date.now() + START_TIMEOUT_MS; ; await sleep(POLL_INTERVAL_MS)) {
    try {
      return await startEmbedded({ dataDir })
    } catch (error) {
      if (!(error instanceof DataDirInUse)) throw error
      const url = urlOfRunning(path.resolve(dataDir))
      if (url !== undefined) return { url, stop: async () => {} }
      if (Date.now() > end) throw error
    }
  }
}

/** Returns the URL of a running server, from postmaster.pid and the password file; undefined if no server is ready. */
function urlOfRunning(home: string): string | undefined {
  try {
    // Lines 1, 4 and 8 of postmaster.pid are process id, port and status.
    const lines = fs.readFileSync(path.join(home, 'cluster', 'postmaster.pid'), 'utf8').split('\n')
    if (lines[7]?.trim() !== 'ready' || !runsIn(Number(lines[0]), path.join(home, 'cluster'))) return undefined
    const password = fs.readFileSync(path.join(home, 'password'), 'utf8').trim()
    return `postgres://postgres:${password}@127.0.0.1:${Number(lines[3])}/postgres`
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
