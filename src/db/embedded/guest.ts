// The embedded server for a command that may find the service running: two servers cannot share a data folder, but a guest can use the one there is.
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DataDirInUse, startOf } from './data-dir-lock.ts'
import { type Embedded, startEmbedded } from './server.ts'

const PATIENCE = 10_000

/**
 * The server of a data folder: one that a process runs there already, which `stop` leaves alone, or one started now. Waits for a process that is only starting.
 * Throws as startEmbedded does, and when the process that has the folder in use has no server ready in time.
 */
export async function visitEmbedded(dataDir: string): Promise<Pick<Embedded, 'url' | 'stop'>> {
  for (const end = Date.now() + PATIENCE; ; await sleep(200)) {
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

/** What PostgreSQL itself says of where it listens, and the password that only the owner of the folder can read. */
function urlOfRunning(home: string): string | undefined {
  try {
    // Lines 1, 4 and 8 of postmaster.pid: process, port and status.
    const lines = fs.readFileSync(path.join(home, 'cluster', 'postmaster.pid'), 'utf8').split('\n')
    if (lines[7]?.trim() !== 'ready' || startOf(Number(lines[0])) === undefined) return undefined
    const password = fs.readFileSync(path.join(home, 'password'), 'utf8').trim()
    return `postgres://postgres:${password}@127.0.0.1:${Number(lines[3])}/postgres`
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
