// The service as users start it: a process with signals, a data folder and a port. Also the commands of the images.
import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import t, { type Test } from 'tap'
import { parse } from 'yaml'
import { settingsHelp } from '../../src/config.ts'
import { connect } from '../../src/db/connect.ts'
import { localeFlags } from '../../src/db/embedded/cluster.ts'
import { lockDataDir } from '../../src/db/embedded/data-dir-lock.ts'
import { freePort } from '../../src/db/embedded/free-port.ts'
import { withDatabase } from '../cluster.ts'
import { database } from '../helper.ts'

const root = path.resolve(import.meta.dirname, '../..')
const main = [process.execPath, 'src/main.js']
const posix = process.platform !== 'win32'
const has = (command: string) => spawnSync(command, ['--version'], { env: machine() }).status === 0

/** The environment without our settings, and without the folders that npm and the test runner add to PATH. */
function machine(): NodeJS.ProcessEnv {
  const settings = new Set([...settingsHelp.map(({ name }) => name), 'TEST_DATABASE_URL'])
  const entries = Object.entries(process.env).filter(([name]) => !settings.has(name) && !/^npm_/i.test(name))
  const bins = (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => !folder.endsWith(path.join('node_modules', '.bin')))
  return { ...Object.fromEntries(entries), PATH: bins.join(path.delimiter) }
}

// The first process of a container may never collect orphans, so a zombie counts as ended.
function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || !/\) [ZX] /.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

async function until(what: () => boolean, patience = 10_000): Promise<boolean> {
  for (const end = Date.now() + patience; Date.now() < end; await sleep(20)) if (what()) return true
  return false
}

/** Returns the process id of the PostgreSQL of a data folder. */
function postgresOf(dataDir: string): number | undefined {
  const file = path.join(dataDir, 'cluster', 'postmaster.pid')
  return fs.existsSync(file) ? Number.parseInt(fs.readFileSync(file, 'utf8'), 10) : undefined
}

function folder(t: Test): string {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'konwent-start-'))
  t.teardown(async () => {
    const postgres = postgresOf(dataDir)
    if (postgres && alive(postgres)) {
      process.kill(postgres, 'SIGQUIT')
      await until(() => !alive(postgres))
    }
    fs.rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
  })
  return dataDir
}

async function listen(port = 0): Promise<net.Server> {
  const server = net.createServer().listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}

interface Started {
  child: ChildProcess
  /** Returns all output so far. */
  output: () => string
  /** Exit code and signal, when all processes that it started have closed its output. */
  ended: Promise<[number | null, NodeJS.Signals | null]>
}

/** Starts a command in a process group of its own, like a terminal, so that Ctrl-C can be sent to the whole group. */
function run(t: Test, [file, ...args]: string[], settings: Record<string, string>): Started {
  const child = spawn(file as string, args, {
    cwd: root,
    detached: posix,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...machine(), ...settings }
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
  }
  const ended = once(child, 'close') as Started['ended']
  t.teardown(() => signal(child, 'SIGKILL'))
  return { child, output: () => text, ended }
}

/** Sends a signal to the whole process group, like the keyboard. */
function signal({ pid }: ChildProcess, name: NodeJS.Signals): void {
  try {
    process.kill(posix ? -(pid as number) : (pid as number), name)
  } catch {
    // Already ended.
  }
}

/** Waits for the announcement and returns its address. Otherwise throws an error with the output. */
async function announced({ child, output }: Started): Promise<string> {
  await until(() => output().includes('Ctrl-C stops it.') || child.exitCode !== null, 60_000)
  const base = /^Rejestr .*: (http:\S+)$/m.exec(output())?.[1]
  if (!base) throw new Error(`no announcement, output: ${output()}`)
  return base
}

/** Runs a command until it ends. */
async function finish(
  t: Test,
  command: string[],
  settings: Record<string, string>
): Promise<{ code: number | null; text: string }> {
  const { output, ended } = run(t, command, settings)
  const [code] = await ended
  return { code, text: output() }
}

const json = async (url: string) =>
  (await fetch(url)).json() as Promise<{ data: unknown[]; meta: { total: number }; updated_at: string }>

/** Whether no process has locked the folder. */
function isFree(dataDir: string): boolean {
  try {
    lockDataDir(dataDir)()
    return true
  } catch {
    return false
  }
}

/** Checks that no PostgreSQL is left, the folder is unlocked, and the port is free. */
async function checkNothingLeft(t: Test, dataDir: string, port: number, postgres: number): Promise<void> {
  t.ok(await until(() => !alive(postgres)), 'no PostgreSQL is left')
  t.ok(await until(() => isFree(dataDir)), 'the folder is free')
  t.strictSame(fs.readdirSync(dataDir).sort(), ['cluster', 'erasures.ndjson', 'lock', 'lock.pid', 'password'])
  const server = await listen(port)
  t.pass('the port is free')
  server.close()
}

t.test(
  'npm start: the first start loads the seed and prints what to try, the second start finds the data',
  async (t) => {
    const dataDir = folder(t)
    const port = await freePort()
    const settings = { DATA_DIR: dataDir, PORT: String(port) }
    let mark = performance.now()
    // Without the coverage loader, which would be loaded into every process and measured, too.
    const bare = posix ? ['env', '-u', 'NODE_OPTIONS', '-u', 'NODE_V8_COVERAGE', ...main] : main
    const first = run(t, bare, settings)
    const base = await announced(first)
    const took = performance.now() - mark
    t.comment(`first start ${Math.round(took)} ms`)
    t.equal(base, `http://127.0.0.1:${port}`)
    const announcement = first.output().slice(first.output().indexOf('\nRejestr ')).trimEnd()
    t.match(
      fs.readFileSync(path.join(root, 'README.md'), 'utf8'),
      announcement.replaceAll(base, 'http://127.0.0.1:3000'),
      'as in the README'
    )

    if (process.platform === 'linux') {
      // The workers start after the announcement.
      await sleep(3_000)
      const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${first.child.pid}/status`, 'utf8'))?.[1])
      t.comment(`resident memory ${Math.round(kilobytes / 1024)} MB`)
      // The benchmark measures memory. This only detects a start that keeps most of what it reads.
      t.ok(kilobytes < 256 * 1024, 'under 256 MB')
    }

    const lists = ['organisations', 'memberships', 'people', 'events']
    const totals = await Promise.all(
      lists.map(async (list) => `${(await json(`${base}/v1/${list}?count=exact&limit=1`)).meta.total} ${list}`)
    )
    t.match(first.output(), `\n  ${totals.join(', ')}\n`)
    t.notMatch(totals.join(), /\b0 /)
    const [, docs = '', contract = ''] = /Documentation: (\S+) +Contract: (\S+)$/m.exec(first.output()) ?? []
    t.match((await fetch(docs)).headers.get('content-type'), 'text/html')
    t.ok('openapi' in (await json(contract)))
    const commands = [...first.output().matchAll(/^ {2}(curl .+)$/gm)].map(([, command]) => command as string)
    t.equal(commands.length, 3)
    for (const command of commands) {
      await t.test(command, { skip: has('curl') ? false : 'curl is not installed' }, async (t) => {
        const { stdout } = await promisify(execFile)('bash', ['-c', `${command} --silent --fail-with-body`])
        t.type(JSON.parse(stdout), 'object')
      })
    }
    const { updated_at } = await json(`${base}/v1/organisations/cus-belzyce`)

    let postgres = postgresOf(dataDir) as number
    mark = performance.now()
    signal(first.child, 'SIGINT')
    t.strictSame(await first.ended, [0, null], 'Ctrl-C ends it with code 0')
    t.comment(`stop ${Math.round(performance.now() - mark)} ms`)
    await checkNothingLeft(t, dataDir, port, postgres)

    mark = performance.now()
    const second = run(t, main, settings)
    await announced(second)
    const again = performance.now() - mark
    t.comment(`second start ${Math.round(again)} ms`)
    t.ok(again < 120_000, 'it does not wait for the former process')
    t.match(second.output(), `\n  ${totals.join(', ')}\n`)
    t.equal(
      (await json(`${base}/v1/organisations/cus-belzyce`)).updated_at,
      updated_at,
      'the seed was not loaded again'
    )
    postgres = postgresOf(dataDir) as number
    second.child.kill('SIGTERM')
    t.strictSame(await second.ended, [0, null], 'SIGTERM ends it with code 0')
    await checkNothingLeft(t, dataDir, port, postgres)
  }
)

t.test('npm start after a killed service cleans up what it left', async (t) => {
  const dataDir = folder(t)
  const settings = { DATA_DIR: dataDir, PORT: '0' }
  const killed = run(t, main, settings)
  await announced(killed)
  const orphan = postgresOf(dataDir) as number
  killed.child.kill('SIGKILL')
  await killed.ended
  t.ok(alive(orphan), 'its PostgreSQL still runs')
  const next = run(t, main, settings)
  const base = await announced(next)
  t.notOk(alive(orphan), 'the next start ends it')
  t.equal((await json(`${base}/v1/organisations?member=true&count=exact`)).meta.total, 26)

  await t.test('a second service in the same folder does not start', async (t) => {
    const { code, text } = await finish(t, main, settings)
    t.equal(code, 1)
    t.equal(
      text,
      `The registry did not start: ${dataDir} is already in use by process ${next.child.pid}: ` +
        'stop it, or set DATA_DIR and PORT to run a second one\n'
    )
    t.equal((await fetch(`${base}/readyz`)).status, 200, 'the first one continues')
  })

  await t.test('with a port in use, the error names it and no process is left', async (t) => {
    const other = folder(t)
    const port = new URL(base).port
    const { code, text } = await finish(t, main, { DATA_DIR: other, PORT: port })
    t.equal(code, 1)
    t.match(text, new RegExp(`^The registry did not start: .*\\b${port}\\b.*\n$`))
    t.strictSame(fs.readdirSync(other).sort(), ['cluster', 'erasures.ndjson', 'lock', 'lock.pid', 'password'])
    t.ok(isFree(other))
    t.equal(postgresOf(other), undefined, 'no PostgreSQL is left')
  })

  signal(next.child, 'SIGTERM')
  t.strictSame(await next.ended, [0, null])
})

t.test('Ctrl-C that arrives twice ends npm start in order', { skip: !posix }, async (t) => {
  const dataDir = folder(t)
  const twice = run(t, main, { DATA_DIR: dataDir, PORT: '0' })
  await announced(twice)
  signal(twice.child, 'SIGINT')
  await sleep(5)
  signal(twice.child, 'SIGINT')
  t.strictSame(await twice.ended, [0, null])
  t.match(twice.output(), '"stopped"')

  // npm forwards signals to the shell of the script. A shell may forward them, keep them, or be replaced by the script.
  for (const shell of ['/bin/sh', '/bin/bash'].filter((file) => fs.existsSync(file))) {
    for (const [how, send] of [
      ['Ctrl-C', (child: ChildProcess) => signal(child, 'SIGINT')],
      ['SIGTERM to npm alone', (child: ChildProcess) => void child.kill('SIGTERM')]
    ] as const) {
      await t.test(
        `npm start by ${shell}, ${how}`,
        { skip: has('npm') ? false : 'npm is not installed' },
        async (t) => {
          const port = await freePort()
          const started = run(t, ['npm', 'start'], {
            DATA_DIR: dataDir,
            PORT: String(port),
            npm_config_script_shell: shell
          })
          await announced(started)
          const postgres = postgresOf(dataDir) as number
          send(started.child)
          await started.ended
          t.match(started.output(), '"stopped"')
          await checkNothingLeft(t, dataDir, port, postgres)
        }
      )
    }
  }
})

t.test('npm start with an invalid setting names it without its value', async (t) => {
  const { code, text } = await finish(t, main, {
    PORT: 'abc',
    DATABASE_URL: 'mysql://x:secret@db/konwent',
    LOG_LEVEL: 'loud',
    RATE_LIMIT: '0'
  })
  t.equal(code, 1)
  t.equal(text.trimEnd().split('\n').length, 1)
  for (const name of ['PORT', 'DATABASE_URL', 'LOG_LEVEL', 'RATE_LIMIT']) t.match(text, `${name} must be `)
  for (const value of ['abc', 'mysql', 'secret', 'loud']) t.notMatch(text, value)
})

t.test('npm start -- --help lists every setting', async (t) => {
  const { code, text } = await finish(t, [...main, '--help'], {})
  t.equal(code, 0)
  for (const { name, help, fallback } of settingsHelp)
    t.match(text, new RegExp(`^ {2}${name} .*${help.slice(0, 20)}.*${fallback ? `\\[${fallback}\\]` : ''}$`, 'm'))
})

t.test('npm start while the database is away keeps running and reports it', async (t) => {
  const started = run(t, main, {
    DATABASE_URL: `postgres://nobody:secret@127.0.0.1:${await freePort()}/none`,
    PORT: '0'
  })
  const base = await announced(started)
  t.match(started.output(), 'the database is unavailable; trying again')
  t.equal((await fetch(`${base}/livez`)).status, 200)
  t.equal((await fetch(`${base}/readyz`)).status, 503)
  started.child.kill('SIGTERM')
  t.strictSame(await started.ended, [0, null])
  t.notMatch(started.output(), 'secret')
})

// Creates an empty database in the PostgreSQL of the tests.
async function emptyDatabase(t: Test): Promise<string> {
  const server = await database(t)
  const name = `empty_${randomBytes(6).toString('hex')}`
  const query = async (sql: string) => {
    const { pool, close } = connect(server, { max: 1 })
    await pool.query(sql)
    await close()
  }
  await query(`create database ${name}`)
  t.teardown(() => query(`drop database ${name} with (force)`))
  return withDatabase(server, name)
}

t.test('npm start with an empty database at DATABASE_URL migrates it and loads the seed', async (t) => {
  const started = run(t, main, {
    DATABASE_URL: await emptyDatabase(t),
    DATA_DIR: path.join(root, 'no-such-folder'),
    PORT: '0'
  })
  const base = await announced(started)
  // It prints its address soon. Until the tables exist, it responds with 503.
  const ready = async () => (await fetch(`${base}/readyz`)).status === 200
  for (const end = Date.now() + 600_000; !(await ready()) && Date.now() < end; ) await sleep(50)
  t.ok(await ready())
  t.equal((await json(`${base}/v1/organisations?member=true&count=exact`)).meta.total, 26)
  started.child.kill('SIGTERM')
  t.strictSame(await started.ended, [0, null])
  t.notOk(fs.existsSync(path.join(root, 'no-such-folder')), 'no embedded PostgreSQL is started')
})

t.test('Docker: the files and the commands of the image work', async (t) => {
  const read = (name: string) => fs.readFileSync(path.join(root, name), 'utf8')
  // biome-ignore lint/suspicious/noExplicitAny: a compose file has many shapes
  const compose: any = parse(read('docker-compose.yml'), { merge: true })
  const dockerfile = read('Dockerfile')
  const node = (command: string) => command.replace(/^node /, `${process.execPath} `).split(' ')
  const instruction = (name: string): string[] =>
    JSON.parse(new RegExp(`^${name}.* (\\[.*\\])$`, 'm').exec(dockerfile)?.[1] ?? '[]')

  const copied = [...dockerfile.matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, sources = '']) => sources.split(' '))
  for (const source of copied) t.ok(fs.existsSync(path.join(root, source)), `${source} exists`)
  t.strictSame(read('.dockerignore').match(/(?<=^!).+$/gm), copied, 'the build context has exactly the copied files')
  t.match(dockerfile, /^FROM node:24-slim(@sha256:[0-9a-f]{64})?$/m)
  t.match(dockerfile, /^USER node$/m)

  const { postgres, migrate, api } = compose.services
  t.match(postgres.image, /^postgres:18(@sha256:[0-9a-f]{64})?$/)
  t.strictSame(postgres.volumes, ['postgres:/var/lib/postgresql'])
  t.equal(postgres.environment.POSTGRES_INITDB_ARGS, localeFlags.join(' '), 'the collation of the tests')
  t.strictSame(api.depends_on, {
    postgres: { condition: 'service_healthy' },
    migrate: { condition: 'service_completed_successfully' }
  })
  t.strictSame(migrate.depends_on, { postgres: { condition: 'service_healthy' } })
  for (const service of [migrate, api])
    t.match(service, { init: true, read_only: true, security_opt: ['no-new-privileges:true'] })
  t.notMatch(read('docker-compose.yml'), /PASSWORD:-/, 'no default password')
  const ledger = path.posix.dirname(api.environment.ERASURE_LEDGER)
  t.ok(api.volumes.includes(`erasures:${ledger}`), 'the erasure ledger outlives the container')
  t.match(dockerfile, `--owner=node --group=node --mode=0700 ${ledger}\n`, 'and the service may write it')
  const volumes = [...postgres.volumes, ...api.volumes].flatMap((volume: string) => volume.match(/^\w+(?=:)/) ?? [])
  t.strictSame(volumes, Object.keys(compose.volumes))
  const known = new Set(settingsHelp.map(({ name }) => name))
  t.strictSame(
    Object.keys({ ...migrate.environment, ...api.environment }).filter((name) => !known.has(name)),
    [],
    'every variable is a setting'
  )
  t.equal(
    api.environment.DATABASE_URL,
    migrate.environment.DATABASE_URL.replace(`konwent:\${POSTGRES_PASSWORD`, `konwent_app:\${DATABASE_APP_PASSWORD`)
  )
  t.notMatch(JSON.stringify(api), 'POSTGRES_PASSWORD', 'the API does not get the password of the owner')

  const owner = await emptyDatabase(t)
  const DATABASE_APP_PASSWORD = randomBytes(12).toString('hex')
  const service = Object.assign(new URL(owner), { username: 'konwent_app', password: DATABASE_APP_PASSWORD }).href
  const command = migrate.command.join(' ')
  const migration = { DATABASE_URL: owner, DATABASE_APP_PASSWORD }
  const responses = [await finish(t, node(command), migration), await finish(t, node(command), migration)]
  t.strictSame(
    responses.map(({ code }) => code),
    [0, 0]
  )
  t.match(responses[0]?.text, 'Applied: ')
  t.equal(responses[1]?.text, 'Nothing to migrate.\n')

  const PORT = String(await freePort())
  const check = () => finish(t, [process.execPath, ...instruction('HEALTHCHECK').slice(1)], { PORT })
  t.equal((await check()).code, 1, 'unhealthy without a running service')
  const started = run(t, node(instruction('CMD').join(' ')), { DATABASE_URL: service, HOST: '0.0.0.0', PORT })
  t.equal(await announced(started), `http://127.0.0.1:${PORT}`)
  t.equal((await check()).code, 0, 'healthy')
  started.child.kill('SIGTERM')
  t.strictSame(await started.ended, [0, null])
})
