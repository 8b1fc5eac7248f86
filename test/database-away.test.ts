// The database goes away in every way it can: not there yet, refusing, cut in use and idle, shut down, locked, silent. The service answers
// 503 meanwhile, recovers by itself, and never dies of it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { buildApp } from '../src/app.ts'
import { connect } from '../src/db/connect.ts'
import { startEmbedded } from '../src/db/embedded/server.ts'
import { migrate } from '../src/db/migrate.ts'
import { seed } from '../src/features/seed/seed.ts'
import { withDatabase } from './cluster.ts'
import { readContract } from './contract.ts'
import { killDuringImports } from './database-kills.ts'
import { declared } from './declared.ts'
import { unlimited } from './helper.ts'
import { type Main, startMain } from './main-process.ts'
import { startProxy } from './proxy.ts'

/** What a client waits at most, in milliseconds, whatever the database does: connecting, or the query that has no answer, and some slack. */
const PATIENCE = 60_000

const dataDir = mkdtempSync(join(tmpdir(), 'konwent-away-'))
let postgres = await startEmbedded({ dataDir })
const proxy = await startProxy(() => postgres.port)
t.teardown(async () => {
  await proxy.close()
  await postgres.stop()
  rmSync(dataDir, { recursive: true, force: true })
})
await administer('create database konwent')
await administer('create database empty')
/** Address of a database through the proxy. */
const through = (database: string) => {
  const url = new URL(withDatabase(postgres.url, database))
  url.port = String(proxy.port)
  return url.href
}
const filled = connect(withDatabase(postgres.url, 'konwent'), { max: 1 })
await migrate(filled)
await seed(filled.db, declared.datasets)
await filled.close()

/** A statement of the administrator, past the proxy. */
async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url, application_name: 'admin' })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}
const terminateAll = () =>
  administer(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'konwent'`)

interface Answer {
  status: number
  headers: Record<string, string | undefined>
  text: string
  json?: unknown
  ms: number
}

const faults = new Set<string>()

/** A service in this process on the database behind the proxy; each answer is held against the contract. */
async function serve(t: Test) {
  const broken: string[] = []
  const connection = connect(through('konwent'), { max: 4, onError: ({ message }) => broken.push(message) })
  const app = await buildApp({
    db: connection.db,
    logger: pino({ level: 'silent' }),
    publicBaseUrl: null,
    rateLimits: unlimited,
    trustProxy: false
  })
  t.teardown(async () => {
    await app.close()
    await connection.close()
  })
  const contract = readContract(app)
  const get = async (path: string): Promise<Answer> => {
    const start = performance.now()
    const response = await app.inject({ url: path, headers: { 'accept-encoding': 'identity' } })
    const type = String(response.headers['content-type'])
    const json = /json/.test(type) && !/ndjson/.test(type) ? { json: response.json() } : {}
    const answer = {
      status: response.statusCode,
      headers: response.headers as Answer['headers'],
      text: response.body,
      ...json,
      ms: performance.now() - start
    }
    for (const fault of contract.check('get', path, answer)) faults.add(`GET ${path}: ${fault}`)
    return answer
  }
  return { get, broken, pool: connection.pool }
}

// Each reads the database in another way: one query, several, a transaction, a stream of pages, a remembered directory.
const reading = [
  '/v1/readyz',
  '/v1/organisations',
  '/v1/organisations?powiat=0612&include=memberships,contacts&count=exact',
  '/v1/organisations?format=csv',
  '/v1/organisations?format=geojson',
  '/v1/organisations/cus-belzyce',
  '/v1/organisations/cus-belzyce/memberships',
  '/v1/organisations/match?name=CUS+w+Swidniku',
  '/v1/events?format=ics',
  '/v1/statistics/memberships'
]
const notReading: [string, number][] = [
  ['/v1/livez', 200],
  ['/livez', 200],
  ['/', 200],
  ['/openapi.json', 200],
  ['/docs', 200],
  ['/v1/vocabularies', 200],
  ['/v1/organisations?limit=0', 400],
  ['/v1/organisations?nonesuch=1', 400],
  ['/nonesuch', 404]
]

/** Asks all at once and expects the status. */
async function expectAll(t: Test, { get }: Awaited<ReturnType<typeof serve>>, status: number): Promise<number> {
  const answers = await Promise.all(reading.map(get))
  t.strictSame(
    answers.map((answer, i) => `${answer.status} ${reading[i]}`),
    reading.map((path) => `${status} ${path}`)
  )
  if (status === 503) {
    for (const { headers, text } of answers) {
      t.equal(headers['retry-after'], '5')
      t.match(JSON.parse(text), { code: 'database_unavailable', status: 503, errors: [] })
      t.notOk(
        /ECONN|terminat|timeout|pg|127\.0|password/i.test(text.replaceAll('urn:problem-type:', '')),
        'nothing of the inside is told'
      )
    }
  }
  return Math.max(...answers.map(({ ms }) => ms))
}

/** Asks until the status comes, for two minutes at most; tells after how many milliseconds it came. */
async function until(ask: () => Promise<number>, status: number): Promise<number> {
  const start = performance.now()
  while (performance.now() - start < 120_000) {
    if ((await ask()) === status) return Math.round(performance.now() - start)
    await sleep(50)
  }
  throw new Error(`no ${status} in two minutes`)
}

t.test('a service built while the database is away answers 503 until it is there', async (t) => {
  await proxy.down()
  const service = await serve(t)
  await expectAll(t, service, 503)
  for (const [path, status] of notReading) t.equal((await service.get(path)).status, status, path)
  await proxy.up()
  t.ok((await until(async () => (await service.get('/v1/readyz')).status, 200)) < PATIENCE, 'it is ready soon')
  await expectAll(t, service, 200)
})

t.test('a database without tables is a database that is away', async (t) => {
  const connection = connect(withDatabase(postgres.url, 'empty'), { max: 2 })
  const app = await buildApp({
    db: connection.db,
    logger: pino({ level: 'silent' }),
    publicBaseUrl: null,
    rateLimits: unlimited,
    trustProxy: false
  })
  t.teardown(async () => {
    await app.close()
    await connection.close()
  })
  for (const url of ['/v1/readyz', '/v1/organisations']) t.equal((await app.inject({ url })).statusCode, 503, url)
})

t.test('connections that break, idle or in use, are 503 or 200 and never more', async (t) => {
  const service = await serve(t)
  await expectAll(t, service, 200)
  for (const [how, end] of [
    ['terminated by the server', terminateAll],
    ['cut on the way', async () => proxy.cut()]
  ] as const) {
    await expectAll(t, service, 200)
    const before = service.broken.length
    await end()
    await sleep(100)
    t.ok(service.broken.length > before, `idle connections ${how} are heard of`)
    await expectAll(t, service, 200)

    const statuses = new Map<number, number>()
    let going = true
    const ask = async () => {
      for (let i = 0; going || i < 5; i++) {
        const { status } = await service.get(reading[i % reading.length] as string)
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }
    }
    const clients = Promise.all(Array.from({ length: 6 }, ask))
    for (let i = 0; i < 25; i++) {
      await sleep(20)
      await end()
    }
    going = false
    await clients
    t.comment(`${how}: ${[...statuses].map(([status, count]) => `${count} of ${status}`).join(', ')}`)
    t.strictSame(
      [...statuses.keys()].filter((status) => status !== 200 && status !== 503),
      [],
      `in use, ${how}`
    )
    t.ok(statuses.get(200) && statuses.get(503), 'some requests were hit, not all')
    await expectAll(t, service, 200)
  }
})

t.test('a database that does not answer is 503 within a bounded time', async (t) => {
  const service = await serve(t)
  await expectAll(t, service, 200)
  proxy.stall()
  t.teardown(() => proxy.resume())
  const [first, second] = [await expectAll(t, service, 503), await expectAll(t, service, 503)]
  t.comment(`at most ${Math.round(first)} ms on old connections, ${Math.round(second)} ms on new ones`)
  t.ok(first < PATIENCE && second < PATIENCE)
  for (const [path, status] of notReading) {
    const answer = await service.get(path)
    t.equal(answer.status, status, path)
    t.ok(answer.ms < PATIENCE)
  }
  proxy.resume()
  t.ok((await until(async () => (await service.get('/v1/readyz')).status, 200)) < PATIENCE)
  await expectAll(t, service, 200)
})

t.test('connections that have gone silent for good are given up', async (t) => {
  const service = await serve(t)
  await expectAll(t, service, 200)
  proxy.stallOpen()
  // Each of them costs those who wait on it one bounded time, and nobody after them.
  const lost = await Promise.all(reading.map(service.get))
  t.ok(lost.every(({ status, ms }) => (status === 503 || status === 200) && ms < PATIENCE))
  t.ok(lost.some(({ status }) => status === 503))
  t.ok((await expectAll(t, service, 200)) < PATIENCE)
})

t.test('a locked table is 503 and not a queue', async (t) => {
  const service = await serve(t)
  const client = new pg.Client(withDatabase(postgres.url, 'konwent'))
  await client.connect()
  t.teardown(() => client.end())
  await client.query('begin')
  await client.query('lock table organisation in access exclusive mode')
  const locked = await service.get('/v1/organisations')
  t.equal(locked.status, 503)
  t.ok(locked.ms < PATIENCE)
  t.equal((await service.get('/v1/sources')).status, 200, 'others go on')
  await client.query('rollback')
  t.equal((await service.get('/v1/organisations')).status, 200)
})

t.test('a database that is stopped and comes back on its data', async (t) => {
  const service = await serve(t)
  await expectAll(t, service, 200)
  await postgres.stop()
  await expectAll(t, service, 503)
  postgres = await startEmbedded({ dataDir })
  t.comment(`ready ${await until(async () => (await service.get('/v1/readyz')).status, 200)} ms after it is back`)
  await expectAll(t, service, 200)
})

async function stops(t: Test, { stop, output }: Main, within = 10_000): Promise<void> {
  const { code, ms } = await stop()
  t.equal(code, 0, `SIGTERM ends it with 0 (${output()})`)
  t.ok(ms < within, `after ${ms} ms`)
}

t.test(
  'the process starts without the database, fills it when it comes, and lives through what happens to it',
  async (t) => {
    await proxy.down()
    const main = await startMain(t, through('empty'))
    t.match(main.output(), 'the database is away for now')
    t.equal(await main.status('/v1/livez'), 200)
    t.equal(await main.status('/v1/readyz'), 503)
    t.equal(await main.status('/v1/organisations'), 503)
    await proxy.up()
    t.comment(
      `filled ${await until(() => main.status('/v1/organisations/cus-belzyce'), 200)} ms after the database is there`
    )
    for (const end of [terminateAll, async () => proxy.cut(), terminateAll, async () => proxy.cut()]) {
      await Promise.all([...Array.from({ length: 8 }, () => main.status('/v1/organisations')), end()])
      await until(() => main.status('/v1/organisations'), 200)
    }
    t.equal(main.child.exitCode, null, 'it lives')
    t.notOk(
      /127\.0\.0\.1:\d+\/empty|password|:[0-9a-f]{40,}@/.test(main.output()),
      'and logs no address of the database'
    )
    await stops(t, main)
  }
)

t.test('the process stops with 0 while the database is away or silent', async (t) => {
  const away = await startMain(t, through('konwent'))
  const silent = await startMain(t, through('konwent'))
  t.equal(await silent.status('/v1/organisations'), 200)
  proxy.stall()
  const waiting = silent.status('/v1/events').catch(() => 0)
  await sleep(200)
  await stops(t, silent, 10_000)
  t.equal(await waiting, 503, 'who still waited has an answer')
  proxy.resume()

  await proxy.down()
  t.equal(await away.status('/v1/readyz'), 503)
  await stops(t, away)
  const never = await startMain(t, through('konwent'))
  await stops(t, never)
  await proxy.up()
})

t.test('GET /livez answers at once whatever the database does, and every other path in its turn', async (t) => {
  const connection = connect(through('konwent'), { max: 4 })
  const app = await buildApp({
    db: connection.db,
    logger: pino({ level: 'silent' }),
    publicBaseUrl: null,
    rateLimits: unlimited,
    trustProxy: false,
    answerCache: 8
  })
  t.teardown(async () => {
    proxy.resume()
    await app.close()
    await connection.close()
  })
  const base = await app.listen({ host: '127.0.0.1', port: 0 })
  const ask = async (path: string) => {
    const response = await fetch(base + path)
    await response.arrayBuffer()
    return response.status
  }
  t.strictSame(await Promise.all(['/v1/organisations', '/readyz', '/livez'].map(ask)), [200, 200, 200])
  proxy.stall()
  // What was cached must not be taken for right any longer.
  await sleep(1_000)
  const order: string[] = []
  const note = async (path: string, status: number) => {
    t.equal(await ask(path), status, path)
    order.push(path)
  }
  const pending = [note('/v1/organisations?limit=7', 503), note('/readyz', 503), note('/nonesuch', 404)]
  await note('/livez', 200)
  await note('/v1/livez', 200)
  await Promise.all(pending)
  t.strictSame(
    order,
    ['/livez', '/v1/livez', '/nonesuch', '/readyz', '/v1/organisations?limit=7'],
    'each as soon as it can'
  )
  proxy.resume()
  await until(() => ask('/readyz'), 200)
})

t.test('PostgreSQL is killed and cut off during imports: each ends, and the process lives', (t) =>
  killDuringImports(t, 2)
)

t.test('every answer was one of the contract', async (t) => {
  t.strictSame([...faults], [])
})
