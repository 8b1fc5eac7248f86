// The database goes away in every way: not there yet, refusing, cut in use and idle, shut down, locked, silent. The
// service responds with 503 meanwhile, recovers by itself, and never ends.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import t, { type Test } from 'tap'
import { connect } from '../../src/db/connect.ts'
import { startEmbedded } from '../../src/db/embedded/server.ts'
import { migrate } from '../../src/db/migrate.ts'
import { seed } from '../../src/features/seed/seed.ts'
import { withDatabase } from '../cluster.ts'
import { readContract } from '../contract.ts'
import { killDuringImports } from '../database-kills.ts'
import { declared } from '../declared.ts'
import { testApp } from '../helper.ts'
import { type Main, startMain } from '../main-process.ts'
import { startProxy } from '../proxy.ts'

/** Longest time of a response in milliseconds: connecting, or a query without a result, and some reserve. */
const TIME_LIMIT_MS = 60_000

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
/** URL of a database through the proxy. */
const through = (database: string) => {
  const url = new URL(withDatabase(postgres.url, database))
  url.port = String(proxy.port)
  return url.href
}
const filled = connect(withDatabase(postgres.url, 'konwent'), { max: 1 })
await migrate(filled)
await seed(filled.db, declared.datasets)
await filled.close()

/** Runs a statement as the superuser, without the proxy. */
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

/** Starts a service in this process with the database behind the proxy. Each response is compared with the contract. */
async function serve(t: Test) {
  const broken: string[] = []
  const connection = connect(through('konwent'), { max: 4, onError: ({ message }) => broken.push(message) })
  const app = await testApp({ db: connection.db })
  t.teardown(async () => {
    await app.close()
    await connection.close()
  })
  const contract = readContract()
  const get = async (path: string): Promise<Answer> => {
    const start = performance.now()
    const response = await app.inject({ url: path, headers: { 'accept-encoding': 'identity' } })
    const type = String(response.headers['content-type'])
    const json = /json/.test(type) && !/ndjson/.test(type) ? { json: response.json() } : {}
    const received = {
      status: response.statusCode,
      headers: response.headers as Answer['headers'],
      text: response.body,
      ...json,
      ms: performance.now() - start
    }
    for (const fault of contract.check('get', path, received)) faults.add(`GET ${path}: ${fault}`)
    return received
  }
  return { get, broken, pool: connection.pool }
}

// Each reads the database in another way: one query, several, a transaction, a stream of pages, a cached directory.
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

/**
 * Sends all requests at the same time and checks the status. On a slow machine new connections can take longer than the
 * service waits, so a success is waited for.
 */
async function expectAll(t: Test, { get }: Awaited<ReturnType<typeof serve>>, status: number): Promise<number> {
  const send = () => Promise.all(reading.map(get))
  let responses = await send()
  const isReached = () => status !== 200 || responses.every((received) => received.status === status)
  for (const start = performance.now(); !isReached() && performance.now() - start < 120_000; ) {
    await sleep(200)
    responses = await send()
  }
  t.strictSame(
    responses.map((received, i) => `${received.status} ${reading[i]}`),
    reading.map((path) => `${status} ${path}`)
  )
  if (status === 503) {
    for (const { headers, text } of responses) {
      t.equal(headers['retry-after'], '5')
      t.match(JSON.parse(text), { code: 'database_unavailable', status: 503, errors: [] })
      t.notOk(
        /ECONN|terminat|timeout|pg|127\.0|password/i.test(text.replaceAll('urn:problem-type:', '')),
        'the problem reveals no internals'
      )
    }
  }
  return Math.max(...responses.map(({ ms }) => ms))
}

/** Repeats a request until it has the status, for at most two minutes. Returns the milliseconds. */
async function until(send: () => Promise<number>, status: number): Promise<number> {
  const start = performance.now()
  while (performance.now() - start < 120_000) {
    if ((await send()) === status) return Math.round(performance.now() - start)
    await sleep(50)
  }
  throw new Error(`no ${status} in two minutes`)
}

t.test('GET while the database is not there yet is 503, then 200', async (t) => {
  await proxy.down()
  const service = await serve(t)
  await expectAll(t, service, 503)
  for (const [path, status] of notReading) t.equal((await service.get(path)).status, status, path)
  await proxy.up()
  t.ok(
    (await until(async () => (await service.get('/v1/readyz')).status, 200)) < TIME_LIMIT_MS,
    'it becomes ready soon'
  )
  await expectAll(t, service, 200)
})

t.test('GET with a database without tables is 503', async (t) => {
  const connection = connect(withDatabase(postgres.url, 'empty'), { max: 2 })
  const app = await testApp({ db: connection.db })
  t.teardown(async () => {
    await app.close()
    await connection.close()
  })
  for (const url of ['/v1/readyz', '/v1/organisations']) t.equal((await app.inject({ url })).statusCode, 503, url)
})

t.test('GET with broken connections, idle or in use, is 503 or 200', async (t) => {
  const service = await serve(t)
  await expectAll(t, service, 200)
  for (const [how, end] of [
    ['terminated by the server', terminateAll],
    ['cut by the proxy', async () => proxy.cut()]
  ] as const) {
    await expectAll(t, service, 200)
    const before = service.broken.length
    await end()
    await sleep(100)
    t.ok(service.broken.length > before, `idle connections ${how} are detected`)
    await expectAll(t, service, 200)

    const statuses = new Map<number, number>()
    let going = true
    const send = async () => {
      for (let i = 0; going || i < 5; i++) {
        const { status } = await service.get(reading[i % reading.length] as string)
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }
    }
    const clients = Promise.all(Array.from({ length: 6 }, send))
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
    t.ok(statuses.get(200) && statuses.get(503), 'some requests failed, not all')
    await expectAll(t, service, 200)
  }
})

t.test('GET while the database does not respond is 503 within a bounded time', async (t) => {
  const service = await serve(t)
  await expectAll(t, service, 200)
  proxy.stall()
  t.teardown(() => proxy.resume())
  const [first, second] = [await expectAll(t, service, 503), await expectAll(t, service, 503)]
  t.comment(`at most ${Math.round(first)} ms on old connections, ${Math.round(second)} ms on new ones`)
  t.ok(first < TIME_LIMIT_MS && second < TIME_LIMIT_MS)
  for (const [path, status] of notReading) {
    const received = await service.get(path)
    t.equal(received.status, status, path)
    t.ok(received.ms < TIME_LIMIT_MS)
  }
  proxy.resume()
  t.ok((await until(async () => (await service.get('/v1/readyz')).status, 200)) < TIME_LIMIT_MS)
  await expectAll(t, service, 200)
})

t.test('GET after connections became silent works on new connections', async (t) => {
  const service = await serve(t)
  await expectAll(t, service, 200)
  proxy.stallOpen()
  // Each costs the requests that wait on it one bounded time, and no later requests.
  const lost = await Promise.all(reading.map(service.get))
  t.ok(lost.every(({ status, ms }) => (status === 503 || status === 200) && ms < TIME_LIMIT_MS))
  t.ok(lost.some(({ status }) => status === 503))
  t.ok((await expectAll(t, service, 200)) < TIME_LIMIT_MS)
})

t.test('GET of a locked table is 503, and requests do not queue up', async (t) => {
  const service = await serve(t)
  const client = new pg.Client(withDatabase(postgres.url, 'konwent'))
  await client.connect()
  t.teardown(() => client.end())
  await client.query('begin')
  await client.query('lock table organisation in access exclusive mode')
  const locked = await service.get('/v1/organisations')
  t.equal(locked.status, 503)
  t.ok(locked.ms < TIME_LIMIT_MS)
  t.equal((await service.get('/v1/sources')).status, 200, 'other tables work')
  await client.query('rollback')
  t.equal((await service.get('/v1/organisations')).status, 200)
})

t.test('GET after a restart of the database works again', async (t) => {
  const service = await serve(t)
  await expectAll(t, service, 200)
  await postgres.stop()
  await expectAll(t, service, 503)
  postgres = await startEmbedded({ dataDir })
  t.comment(`ready ${await until(async () => (await service.get('/v1/readyz')).status, 200)} ms after the restart`)
  await expectAll(t, service, 200)
})

async function stops(t: Test, { stop, output }: Main, within = 10_000): Promise<void> {
  const { code, ms } = await stop()
  t.equal(code, 0, `SIGTERM ends it with 0 (${output()})`)
  t.ok(ms < within, `after ${ms} ms`)
}

t.test('npm start without the database waits, loads the seed later, and survives outages', async (t) => {
  await proxy.down()
  const main = await startMain(t, through('empty'))
  t.match(main.output(), 'the database is unavailable')
  t.equal(await main.status('/v1/livez'), 200)
  t.equal(await main.status('/v1/readyz'), 503)
  t.equal(await main.status('/v1/organisations'), 503)
  await proxy.up()
  t.comment(
    `filled ${await until(() => main.status('/v1/organisations/cus-belzyce'), 200)} ms after the database started`
  )
  for (const end of [terminateAll, async () => proxy.cut(), terminateAll, async () => proxy.cut()]) {
    await Promise.all([...Array.from({ length: 8 }, () => main.status('/v1/organisations')), end()])
    await until(() => main.status('/v1/organisations'), 200)
  }
  t.equal(main.child.exitCode, null, 'it lives')
  t.notOk(
    /127\.0\.0\.1:\d+\/empty|password|:[0-9a-f]{40,}@/.test(main.output()),
    'the log does not contain the address of the database'
  )
  await stops(t, main)
})

t.test('npm start: SIGTERM ends it with 0 while the database is away or silent', async (t) => {
  const away = await startMain(t, through('konwent'))
  const silent = await startMain(t, through('konwent'))
  t.equal(await silent.status('/v1/organisations'), 200)
  proxy.stall()
  const waiting = silent.status('/v1/events').catch(() => 0)
  await sleep(200)
  await stops(t, silent, 10_000)
  t.equal(await waiting, 503, 'a waiting request gets a response')
  proxy.resume()

  await proxy.down()
  t.equal(await away.status('/v1/readyz'), 503)
  await stops(t, away)
  const never = await startMain(t, through('konwent'))
  await stops(t, never)
  await proxy.up()
})

t.test('GET /livez always responds at once, and every other path in bounded time', async (t) => {
  const connection = connect(through('konwent'), { max: 4 })
  const app = await testApp({ db: connection.db, cacheMegabytes: 8 })
  t.teardown(async () => {
    proxy.resume()
    await app.close()
    await connection.close()
  })
  const base = await app.listen({ host: '127.0.0.1', port: 0 })
  const send = async (path: string) => {
    const response = await fetch(base + path)
    await response.arrayBuffer()
    return response.status
  }
  t.strictSame(await Promise.all(['/v1/organisations', '/readyz', '/livez'].map(send)), [200, 200, 200])
  proxy.stall()
  // Cached responses must not be treated as current any more.
  await sleep(1_000)
  const order: string[] = []
  const note = async (path: string, status: number) => {
    t.equal(await send(path), status, path)
    order.push(path)
  }
  const pending = [note('/v1/organisations?limit=7', 503), note('/readyz', 503), note('/nonesuch', 404)]
  await note('/livez', 200)
  await note('/v1/livez', 200)
  await Promise.all(pending)
  t.strictSame(
    order,
    ['/livez', '/v1/livez', '/nonesuch', '/readyz', '/v1/organisations?limit=7'],
    'each within its time limit'
  )
  proxy.resume()
  await until(() => send('/readyz'), 200)
})

t.test('POST /v1/imports while PostgreSQL is killed or cut off: each import ends, and the process survives', (t) =>
  killDuringImports(t, 2)
)

t.test('Every response followed the contract', async (t) => {
  t.strictSame([...faults], [])
})
