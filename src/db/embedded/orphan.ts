// Stops the server that a killed process has left running.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const STOP_TIMEOUT_MS = 10_000

/**
 * Stops the server that still runs in the cluster. If postmaster.pid names a process that is not this server, the id of
 * this process is written there: PostgreSQL ignores the lock file of its parent process, and still checks the shared
 * memory that the file names. It could not do that if the file were removed.
 */
export async function stopOrphan(cluster: string): Promise<void> {
  const file = path.join(cluster, 'postmaster.pid')
  if (!fs.existsSync(file)) return
  const content = fs.readFileSync(file, 'utf8')
  const pid = Number.parseInt(content, 10)
  if (!runsIn(pid, cluster)) {
    // A power loss can leave the file empty.
    if (Number.isNaN(pid)) fs.rmSync(file)
    else if (process.platform !== 'win32') fs.writeFileSync(file, content.replace(/^\d+/, String(process.pid)))
    return
  }
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (runsIn(pid, cluster)) process.kill(pid, signal)
    for (const end = Date.now() + STOP_TIMEOUT_MS; Date.now() < end; await sleep(20)) if (!runsIn(pid, cluster)) return
  }
  throw new Error(`an earlier PostgreSQL, process ${pid}, still runs in ${cluster} and does not stop`)
}

/** Whether the process runs in the cluster's folder, as only its server does. `ps` is less exact but needs no /proc. */
export function runsIn(pid: number, cluster: string): boolean {
  try {
    if (process.platform !== 'linux') {
      return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).includes(cluster)
    }
    const [workingFolder, clusterFolder] = [fs.statSync(`/proc/${pid}/cwd`), fs.statSync(cluster)]
    return workingFolder.dev === clusterFolder.dev && workingFolder.ino === clusterFolder.ino
  } catch {
    return false
  }
}
