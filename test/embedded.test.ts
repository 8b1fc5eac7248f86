import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import t from 'tap'
import { lockDataDir } from '../src/db/embedded/data-dir-lock.ts'
import { startEmbedded } from '../src/db/embedded/server.ts'

type Context = { teardown: (end: () => unknown) => void }

t.setTimeout(900_000)
const linux = process.platform === 'linux'
const root = process.getuid?.() === 0

// The first process of a container may never collect orphans, so a zombie counts as ended.
function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !linux || !/\) [ZX] /.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

async function until(what: () => boolean): Promise<boolean> {
  for (const end = Date.now() + 240_000; Date.now() < end; await sleep(20)) if (what()) return true
  return false
}

function folder(t: Context): string {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'konwent-embedded-'))
  t.teardown(() => fs.rmSync(dir, { recursive: true, force: true, maxRetries: 5 }))
  return dir
}

// One folder for all tests that need only a cluster, because creating one takes most of the time. Any test can run alone.
const made = folder(t)

async function start(t: Context, dataDir: string, throwaway = false) {
  const server = await startEmbedded({ dataDir, throwaway })
  t.teardown(server.stop)
  return server
}

async function query(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' })
    return rows[0]?.[0]
  } finally {
    await client.end()
  }
}

// Another process that starts the server and prints its address and process id, or the error.
const program = `
const { startEmbedded } = await import(process.argv[1])
try {
  const { url, pid } = await startEmbedded(JSON.parse(process.argv[2]))
  process.on('SIGINT', () => console.log('interrupted'))
  console.log(JSON.stringify({ url, pid }))
  process.stdin.once('data', () => { throw new Error('on purpose') })
} catch (error) {
  console.log(JSON.stringify({ error: error.message }))
}`
type Line = { url: string; pid: number; error?: string }
async function other(
  t: Context,
  dataDir: string,
  throwaway = false
): Promise<Line & { child: ChildProcess; next: () => Promise<string> }> {
  const module = new URL('../src/db/embedded/server.ts', import.meta.url).href
  const args = ['--input-type=module', '--eval', program, module, JSON.stringify({ dataDir, throwaway })]
  const child = spawn(process.execPath, args, { detached: true, stdio: ['pipe', 'pipe', 'ignore'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () => (await lines.next()).value ?? ''
  const line: Line = JSON.parse(await next())
  t.teardown(async () => {
    child.kill('SIGKILL')
    if (!line.pid || !alive(line.pid)) return
    process.kill(line.pid, 'SIGINT')
    await until(() => !alive(line.pid))
  })
  return { ...line, child, next }
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

t.test('startEmbedded(): the first start creates a suitable PostgreSQL, the second start keeps its data', async (t) => {
  const dataDir = made
  const hooks = () =>
    ['SIGINT', 'SIGTERM', 'SIGHUP', 'uncaughtException', 'exit'].map((event) => process.listenerCount(event))
  const before = hooks()
  let mark = performance.now()
  const lines: string[] = []
  const first = await startEmbedded({ dataDir, log: (line) => lines.push(line) })
  t.teardown(first.stop)
  t.comment(`first start ${Math.round(performance.now() - mark)} ms`)
  const queryValue = (sql: string) => query(first.url, sql)
  t.match(await queryValue('select version()'), /^PostgreSQL 18\./)
  for (const name of ['unaccent', 'pg_trgm', 'btree_gist']) await queryValue(`create extension ${name}`)
  t.equal(await queryValue(`select 'ł' < 'm' collate "pl-x-icu"`), true)
  t.equal(await queryValue(`select upper('zażółć')`), 'ZAŻÓŁĆ', 'upper() works beyond ASCII without a system locale')
  t.match(await queryValue('select uuidv7()'), /^[0-9a-f-]{14}7/)
  const setting = (name: string) => queryValue(`show ${name}`)
  t.equal(await setting('server_encoding'), 'UTF8')
  t.equal(await setting('timezone'), 'UTC')
  t.equal(await setting('listen_addresses'), '127.0.0.1')
  t.equal(await setting('unix_socket_directories'), '')
  t.equal(await setting('fsync'), 'on')
  t.equal(new URL(first.url).port, String(first.port))
  t.ok(
    lines.some((line) => line.includes('ready to accept connections')),
    'the log is forwarded'
  )
  await t.rejects(
    query(first.url.replace(/:[0-9a-f]+@/, ':wrong@'), 'select 1'),
    { code: '28P01' },
    'the password is required'
  )
  if (process.platform !== 'win32') t.equal(fs.statSync(path.join(dataDir, 'password')).mode & 0o777, 0o600)
  await queryValue('create table kept as select 42 as answer')
  mark = performance.now()
  await Promise.all([first.stop(), first.stop()])
  t.comment(`stop ${Math.round(performance.now() - mark)} ms`)
  t.notOk(alive(first.pid), 'no process is left')
  t.strictSame(hooks(), before, 'no listener is left')
  t.strictSame(fs.readdirSync(dataDir).sort(), ['cluster', 'lock', 'lock.pid', 'password'])

  mark = performance.now()
  const second = await start(t, dataDir)
  t.comment(`second start ${Math.round(performance.now() - mark)} ms`)
  t.equal(await query(second.url, 'select answer from kept'), 42)
})

t.test('startEmbedded() after a killed process ends the orphaned server', async (t) => {
  const dataDir = made
  const { child, url, pid } = await other(t, dataDir)
  await query(url, 'create table kept_too as select 42 as answer')
  await kill(child)
  t.ok(alive(pid), 'the orphan still runs')
  const server = await start(t, dataDir)
  t.notOk(alive(pid), 'the orphan has ended')
  t.equal(await query(server.url, 'select answer from kept_too'), 42)
})

t.test('startEmbedded() after a killed server waits for its last child processes', async (t) => {
  const { child, url, pid } = await other(t, made)
  const client = new pg.Client(url)
  client.on('error', () => {})
  await client.connect()
  // Busy: it does not notice that the others ended, and holds the shared memory.
  const busy = client
    .query(`do $$ declare until timestamptz = clock_timestamp() + '0.5 s'; begin
    while clock_timestamp() < until loop end loop; end $$`)
    .catch(() => {})
  await sleep(100)
  await kill(child)
  process.kill(pid, 'SIGKILL')
  const server = await start(t, made)
  t.equal(await query(server.url, 'select 1'), 1)
  await busy
})

t.test('startEmbedded() refuses a folder in use; the other process continues', async (t) => {
  const owner = await other(t, made)
  await t.rejects(startEmbedded({ dataDir: made, throwaway: true }), {
    message:
      `${made} is already in use by process ${owner.child.pid}: ` +
      'stop it, or set DATA_DIR and PORT to run a second one'
  })
  t.equal(await query(owner.url, 'select 1'), 1)

  await kill(owner.child)
  await start(t, made)
  await t.rejects(startEmbedded({ dataDir: made }), {
    message: new RegExp(`already in use by process ${process.pid}:`)
  })
})

t.test('startEmbedded() by two processes at the same time: one succeeds', async (t) => {
  const dataDir = folder(t)
  const both = await Promise.all([other(t, dataDir, true), other(t, dataDir, true)])
  const [winner, loser] = both[0].error === undefined ? both : [both[1], both[0]]
  t.equal(
    loser.error,
    `${dataDir} is already in use by process ${winner.child.pid}: ` +
      'stop it, or set DATA_DIR and PORT to run a second one'
  )
  t.equal(await query(winner.url, 'select 1'), 1)
})

t.test('startEmbedded() uses another port if the first is taken meanwhile', async (t) => {
  const blocker = net.createServer().listen(0, '127.0.0.1')
  await once(blocker, 'listening')
  t.teardown(() => blocker.close())
  const blockedAddress = blocker.address()
  const { address } = net.Server.prototype
  t.teardown(() => Object.assign(net.Server.prototype, { address }))
  let requests = 0
  net.Server.prototype.address = function () {
    return requests++ === 0 ? blockedAddress : address.call(this)
  }
  const server = await start(t, made)
  t.equal(requests, 2)
  t.equal(await query(server.url, 'select 1'), 1)
})

t.test('startEmbedded() after a power loss starts', async (t) => {
  const dataDir = made
  const pidFile = path.join(dataDir, 'cluster', 'postmaster.pid')
  const first = await start(t, dataDir)
  const content = fs.readFileSync(pidFile, 'utf8')
  const { uid, gid } = fs.statSync(pidFile)
  await first.stop()
  const restart = async (what: string) => {
    const server = await startEmbedded({ dataDir })
    t.equal(await query(server.url, 'select 1'), 1, what)
    await server.stop()
  }
  const leave = (file: string, text: string) => {
    fs.writeFileSync(file, text)
    if (root) fs.chownSync(file, uid, gid)
  }

  const stranger = spawn('sleep', ['60'], root ? { uid, gid } : {})
  t.teardown(() => stranger.kill())
  leave(pidFile, content.replace(/^\d+/, String(stranger.pid)))
  await restart('a process id that belongs to another process now')
  t.ok(alive(stranger.pid as number), 'the other process still runs')
  leave(pidFile, content)
  await restart('a process id that does not exist')
  leave(pidFile, '')
  await restart('an empty file')

  fs.writeFileSync(path.join(dataDir, 'lock.pid'), String(process.pid))
  await restart('the lock of an earlier process with our process id')
  fs.mkdirSync(path.join(dataDir, 'cluster.half', 'base'), { recursive: true })
  fs.renameSync(path.join(dataDir, 'cluster'), path.join(dataDir, 'cluster.whole'))
  await restart('an incomplete cluster')
  t.strictSame(fs.readdirSync(dataDir).sort(), ['cluster', 'lock', 'lock.pid', 'password'])
})

t.test('startEmbedded() reports why a server does not start', async (t) => {
  await (await start(t, made)).stop()
  const file = path.join(made, 'cluster', 'postgresql.conf')
  const before = fs.readFileSync(file)
  t.teardown(() => fs.writeFileSync(file, before))
  fs.appendFileSync(file, "no_such_setting = 'on'\n")
  const message = /PostgreSQL ended at start \(1\):\n.*unrecognized configuration parameter "no_such_setting"/s
  await t.rejects(startEmbedded({ dataDir: made }), { message })
  t.strictSame(fs.readdirSync(made).sort(), ['cluster', 'lock', 'lock.pid', 'password'])
  lockDataDir(made)() // the folder is unlocked again
})

t.test('startEmbedded({ throwaway }) deletes the folder at the end', async (t) => {
  const dataDir = folder(t)
  const mark = performance.now()
  const server = await start(t, dataDir, true)
  t.comment(`throwaway start ${Math.round(performance.now() - mark)} ms`)
  t.equal(await query(server.url, 'show fsync'), 'off')
  await server.stop()
  t.notOk(fs.existsSync(dataDir))

  const second = folder(t)
  const killed = await other(t, second, true)
  await kill(killed.child)
  t.ok(await until(() => !alive(killed.pid) && !fs.existsSync(second)), 'also if its owner is killed')
})

t.test(
  'startEmbedded(): Ctrl-C reaches this process and not the server',
  { skip: process.platform === 'win32' },
  async (t) => {
    const { child, url, next } = await other(t, made)
    process.kill(-(child.pid as number), 'SIGINT')
    t.equal(await next(), 'interrupted')
    t.equal(await query(url, 'select 1'), 1)
  }
)

t.test('startEmbedded(): the server ends with its process', async (t) => {
  const thrown = await other(t, made)
  thrown.child.stdin?.write('\n')
  await once(thrown.child, 'exit')
  t.ok(await until(() => !alive(thrown.pid)), 'after an uncaught exception')

  const ended = await other(t, made)
  ended.child.stdin?.end()
  await once(ended.child, 'exit')
  t.ok(await until(() => !alive(ended.pid)), 'after normal completion')
})

t.test('startEmbedded() as root names a folder that the user postgres cannot enter', { skip: !root }, async (t) => {
  const closed = path.join(folder(t), 'closed')
  fs.chmodSync(path.dirname(closed), 0o711)
  fs.mkdirSync(closed, { mode: 0o700 })
  await t.rejects(startEmbedded({ dataDir: path.join(closed, 'data') }), {
    message: new RegExp(`which cannot enter ${closed}: allow it \\(chmod`)
  })
  t.strictSame(fs.readdirSync(path.join(closed, 'data')), ['lock', 'lock.pid'], 'no other files are left')
})

t.test('startEmbedded() without the package asks for DATABASE_URL', async (t) => {
  const copy = folder(t)
  fs.cpSync(new URL('../src/db', import.meta.url), copy, { recursive: true })
  fs.writeFileSync(path.join(copy, 'package.json'), '{ "type": "module" }')
  const { startEmbedded } = await import(path.join(copy, 'embedded', 'server.ts'))
  const dataDir = path.join(copy, 'data')
  await t.rejects(startEmbedded({ dataDir }), { message: /^DATABASE_URL must be set/ })
  t.notOk(fs.existsSync(dataDir), 'no files are left')
})
