// One process at a time may use a data folder, and one that was killed must not keep it.
import fs from 'node:fs'
import path from 'node:path'

/** A living process has the folder. */
export class DataDirInUse extends Error {}

/**
 * Takes an existing folder for this process; the function it returns gives the folder back and may be called again.
 * Throws DataDirInUse when a living process has it.
 *
 * A stale lock is never overwritten or removed before a new one stands: two processes that find it stale would remove each
 * other's. A newcomer takes the next free number, by a link that only one can make and that is never half-written, and
 * looks around again before it counts.
 */
export function lockDataDir(home: string): () => void {
  const draft = path.join(home, `owner.${process.pid}.draft`)
  fs.rmSync(draft, { force: true }) // an earlier process with our number may have linked it, and writing would renew its lock
  fs.writeFileSync(draft, JSON.stringify({ pid: process.pid, started: startOf(process.pid) }))
  try {
    const lock = linkNext(home, draft)
    const unlock = () => fs.rmSync(lock, { force: true })
    try {
      for (const stale of staleLocks(home, lock)) fs.rmSync(stale, { force: true })
    } catch (error) {
      unlock()
      throw error
    }
    return unlock
  } finally {
    fs.rmSync(draft, { force: true })
  }
}

function linkNext(home: string, draft: string): string {
  for (;;) {
    const numbers = staleLocks(home).map((file) => Number(path.basename(file).split('.')[1]))
    const lock = path.join(home, `owner.${1 + Math.max(0, ...numbers)}.json`)
    try {
      fs.linkSync(draft, lock)
      return lock
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error
    }
  }
}

function staleLocks(home: string, own?: string): string[] {
  const names = fs.readdirSync(home).filter((name) => /^owner\.\d+\.json$/.test(name))
  const files = names.map((name) => path.join(home, name)).filter((file) => file !== own)
  for (const file of files) {
    let owner: { pid: number; started?: string } = { pid: 0 }
    try {
      owner = JSON.parse(fs.readFileSync(file, 'utf8'))
    } catch (error) {
      // Gone in between, or cut short by a power loss
      if (!hasCode(error, 'ENOENT') && !(error instanceof SyntaxError)) throw error
    }
    if (owner.started !== undefined && startOf(owner.pid) === owner.started) {
      throw new DataDirInUse(`${home} is already in use by process ${owner.pid}: stop it, or set DATA_DIR and PORT to run a second one`)
    }
  }
  return files
}

/**
 * Takes a process number, returns when that process began, which tells it from a later one with the same number;
 * undefined when none is alive. Only Linux tells; elsewhere a living process is taken for the same one.
 */
export function startOf(pid: number): string | undefined {
  if (!(pid > 0)) return undefined
  try {
    if (process.platform === 'linux') {
      // Fields 3 (state) and 22 (start in ticks since boot) of proc_pid_stat(5); the name before them may hold anything.
      const line = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
      const [state, ...fields] = line.slice(line.lastIndexOf(')') + 2).split(' ')
      if (state === 'Z' || state === 'X') return undefined
      return `${fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[18]}`
    }
    process.kill(pid, 0)
    return 'alive'
  } catch (error) {
    return hasCode(error, 'EPERM') ? 'alive' : undefined
  }
}

const hasCode = (error: unknown, code: string) => error instanceof Error && 'code' in error && error.code === code
