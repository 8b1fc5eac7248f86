// Public reads on a real streaming standby: it lags, hangs, is killed, is promoted, or follows another history. A
// response is never behind the change log as the process has seen it, or behind the position that the client sends.
import { execFileSync } from 'node:child_process'
import { appendFileSync, chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { STALE_AFTER_MS } from '../../src/changes/position.ts'
import { type Connection, connect } from '../../src/db/connect.ts'
import { type Embedded, startEmbedded } from '../../src/db/embedded/server.ts'
import { migrate } from '../../src/db/migrate.ts'
import { seed } from '../../src/features/seed/seed.ts'
import { withDatabase } from '../cluster.ts'
import { declared } from '../declared.ts'
import { makeKey } from '../helper.ts'
import { startMain } from '../main-process.ts'
import { startProxy } from '../proxy.ts'
import { addresses, countQueries, replica } from '../replicas.ts'

t.setTimeout(900_000)
const DATABASE = 'konwent'
const READERS = 4
const FACTOR = 0.25
/** Message about a server that is no standby of the database. */
const FOREIGN = /does not lead to a standby that follows this database/

const home = mkdtempSync(join(tmpdir(), 'konwent-standby-'))
t.teardown(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }))
const folders = { primary: join(home, 'primary'), standby: join(home, 'standby') }
chmodSync(home, 0o711)

let primary: Embedded = await startEmbedded({ dataDir: folders.primary })
let standby: Embedded | undefined
t.teardown(async () => {
  await standby?.stop()
  await primary.stop()
})
await fill()
// A copy of the folder of the stopped server is the base of the standby.
await primary.stop()
execFileSync('cp', ['-a', folders.primary, folders.standby])
primary = await startEmbedded({ dataDir: folders.primary })
const password = new URL(primary.url).password
becomeStandby(folders.standby, `host=127.0.0.1 port=${primary.port} user=postgres password=${password}`)
standby = await startEmbedded({ dataDir: folders.standby })
const url = withDatabase(primary.url, DATABASE)
const proxy = await startProxy(() => standby?.port ?? 0)
t.teardown(proxy.close)
const standbyUrl = Object.assign(new URL(url), { port: String(proxy.port) }).href
const owner = connect(url, { max: 2, timeoutFactor: 15 })
t.teardown(owner.close)
const key = await makeKey(owner.db, ['registry:write', 'privacy:admin'])

/** Creates the database of the registry on the primary. */
async function fill(): Promise<void> {
  const admin = connect(primary.url, { max: 1, noTimeouts: true })
  await admin.pool.query(`create database ${DATABASE}`)
  await admin.close()
  const own = connect(withDatabase(primary.url, DATABASE), { max: 1, noTimeouts: true })
  await migrate(own)
  await seed(own.db, declared.datasets)
  await own.close()
}

function becomeStandby(folder: string, conninfo: string): void {
  appendFileSync(join(folder, 'cluster/postgresql.auto.conf'), `\nprimary_conninfo = '${conninfo}'\n`)
  writeFileSync(join(folder, 'cluster/standby.signal'), '')
}

/** Runs a statement on the standby itself, as the superuser. */
async function onStandby(statement: string) {
  const own = connect(Object.assign(new URL(url), { port: String(standby?.port) }).href, { max: 1, timeoutFactor: 15 })
  try {
    return (await own.pool.query(statement)).rows[0]
  } finally {
    await own.close()
  }
}

/** Starts a replica of the service without a response cache, and counts what its standby and its primary read. */
async function start(t: Test, from = url, to = standbyUrl) {
  const lines: string[] = []
  const reads: Connection = connect(to, { max: 4, role: 'konwent_app', timeoutFactor: FACTOR })
  const onStandby = countQueries(reads)
  const served = await replica(t, from, {
    standby: reads.db,
    cacheMegabytes: 0,
    logger: pino({ level: 'info' }, { write: (line: string) => void lines.push(line) })
  })
  t.teardown(reads.close)
  /** Returns the body, and which server was read. */
  const read = async (path: string, headers?: Record<string, string>) => {
    const before = { standby: onStandby(), primary: served.queries() }
    const response = await served.get(path, headers)
    const body = await response.text()
    const at = served.queries() > before.primary ? 'primary' : 'standby'
    return { status: response.status, body, at: onStandby() > before.standby || at === 'primary' ? at : 'neither' }
  }
  /** Repeats a read until the standby serves it. */
  const untilOnStandby = async (path: string) => {
    for (;;) {
      const found = await read(path)
      if (found.at === 'standby') return found
      await sleep(20)
    }
  }
  return { ...served, read, untilOnStandby, onStandby, log: () => lines.join('') }
}

async function send(base: string, method: string, path: string, body: unknown) {
  const response = await fetch(`${base}/v1/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      'if-match': '*',
      'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
    },
    body: JSON.stringify(body)
  })
  return {
    status: response.status,
    position: Number(response.headers.get('registry-position')),
    text: await response.text()
  }
}

/**
 * Changes a source again and again through one process, and reads it through another, until `work` is done. Returns the
 * reads that were older than what the reading process had seen, or than the position that the client had sent.
 */
async function readWhile(
  t: Test,
  reader: Awaited<ReturnType<typeof start>>,
  writer: { base: string },
  slug: string,
  work: (reads: () => number) => Promise<void>
) {
  t.equal((await send(writer.base, 'POST', 'sources', { slug, kind: 'document', title: '0' })).status, 201)
  await reader.app.feed.sync()
  const acknowledged: { position: number; no: number }[] = []
  const stale: string[] = []
  let [done, reads] = [false, 0]
  const write = async () => {
    for (let no = 1; !done; no++) {
      const { status, position, text } = await send(writer.base, 'PATCH', `sources/${slug}`, { title: String(no) })
      if (status !== 200) t.fail(`PATCH: ${status}`, { text })
      acknowledged.push({ position, no })
      // Time for the standby to serve some reads between two changes.
      await sleep(30)
    }
  }
  const read = async (_: unknown, client: number) => {
    while (!done) {
      const last = acknowledged.at(-1)
      const sends = client % 2 === 0 && last !== undefined
      const { seen } = reader.app.feed
      const known = acknowledged.findLast(({ position }) => position <= (seen ?? 0))
      const least = (sends ? last : known)?.no ?? 0
      const response = await reader.get(`sources/${slug}`, sends ? { 'registry-position': String(last.position) } : {})
      const text = await response.text()
      if (response.status !== 200) t.fail(`GET: ${response.status}`, { text })
      else if (Number(JSON.parse(text).title) < least) stale.push(`${JSON.parse(text).title} instead of ${least}`)
      reads++
    }
  }
  const all = Promise.all([write(), ...Array.from({ length: READERS }, read)])
  await work(() => reads).finally(() => {
    done = true
  })
  await all
  t.comment(`${reads} reads of ${slug} during ${acknowledged.length} changes, ${stale.length} stale`)
  return stale
}

t.test('GET: lists and records are read on the standby, with the responses of the primary', async (t) => {
  const served = await start(t)
  const bare = await replica(t, url, { cacheMegabytes: 0 })
  const paths = (await addresses(bare)).filter((path) => !/^statistics|\/match/.test(path))
  for (const path of [...paths, 'organisations?count=exact&limit=3', 'people/nikt']) {
    const { status, body } = await served.untilOnStandby(path)
    const expected = await bare.get(path)
    if (status !== expected.status) t.fail(`${path} is ${status}`)
    if (status === 200 && body !== (await expected.text())) t.fail(`${path} differs`)
  }
  t.comment(`${paths.length} addresses`)
  t.match(served.log(), /"public reads use the standby"/)
  const { at } = await served.read('organisations', { authorization: `Bearer ${key}` })
  t.equal(at, 'primary', 'requests with a key are read on the primary')
  t.equal((await served.read('organisations', { 'registry-position': '999999999' })).at, 'primary')
})

t.test('A process with DATABASE_READ_URL', async (t) => {
  const main = await startMain(t, url, { DATABASE_READ_URL: standbyUrl, LOG_LEVEL: 'info', DRAIN_SECONDS: '0' })
  while (!main.output().includes('public reads use the standby')) t.equal(await main.status('/v1/sources'), 200)
  t.equal((await main.stop()).code, 0)
})

t.test('The standby follows: no read is stale', async (t) => {
  const [reader, writer] = [await start(t), await replica(t, url)]
  await reader.untilOnStandby('sources')
  const before = reader.onStandby()
  const stale = await readWhile(t, reader, writer, 'w-toku', async () => {
    while (reader.onStandby() < before + 100) await sleep(50)
  })
  t.strictSame(stale, [])
})

t.test('The standby stops replaying: an erased person is not shown, on any process', async (t) => {
  const [reader, writer] = [await start(t), await replica(t, url)]
  const cached = await replica(t, url, { standby: connectStandby(t).db })
  const person = { slug: 'zaneta-swierszcz', given_name: 'Żaneta', family_name: 'Świerszcz' }
  t.equal((await send(writer.base, 'POST', 'people', person)).status, 201)
  const { body: shownBefore } = await reader.untilOnStandby('people/zaneta-swierszcz')
  t.match(shownBefore, /Świerszcz/)
  const path = `people/${JSON.parse(shownBefore).id}`
  t.match(await cached.body(path), /Świerszcz/)

  await onStandby('select pg_wal_replay_pause()')
  while ((await onStandby('select pg_get_wal_replay_pause_state() as state')).state !== 'paused') await sleep(20)
  const erased = await send(writer.base, 'POST', `${path}/erasure`, { pseudonymise_name: true })
  t.equal(erased.status, 200, erased.text)
  while (reader.app.feed.age() < STALE_AFTER_MS) await sleep(20)
  const first = await reader.read(path)
  t.equal(first.status, 410, 'what this process has seen is too old for the standby')
  t.equal(first.at, 'primary')
  for (const { app } of [reader, cached]) await app.feed.sync()
  const { shown } = await onStandby(`select count(*)::int as shown from person where family_name = 'Świerszcz'`)
  t.equal(shown, 1, 'the standby still has the person')
  for (let i = 0; i < 5; i++) {
    for (const each of [path, 'people?q=Świerszcz', 'people?limit=500']) {
      const { body, at } = await reader.read(each)
      t.notMatch(body, /Świerszcz/)
      t.equal(at, 'primary')
      t.notMatch(await cached.body(each), /Świerszcz/)
    }
  }
  await onStandby('select pg_wal_replay_resume()')
  const { status, body } = await reader.untilOnStandby('people?limit=500')
  t.equal(status, 200)
  t.notMatch(body, /Świerszcz/)
})

t.test('The standby lags by 10 s: no read is stale', async (t) => {
  const [reader, writer] = [await start(t), await replica(t, url)]
  await reader.untilOnStandby('sources')
  await onStandby(`alter system set recovery_min_apply_delay = '10s'`)
  await onStandby('select pg_reload_conf()')
  while ((await onStandby('show recovery_min_apply_delay')).recovery_min_apply_delay !== '10s') await sleep(20)
  const stale = await readWhile(t, reader, writer, 'opozniona', async (reads) => {
    while (reads() < 400) await sleep(50)
  })
  t.strictSame(stale, [])
  await reader.untilOnStandby('sources')
  await onStandby('alter system reset recovery_min_apply_delay')
  await onStandby('select pg_reload_conf()')
})

t.test('The standby hangs, then is killed: no read fails or is stale, and it is used again', async (t) => {
  const [reader, writer] = [await start(t), await replica(t, url)]
  await reader.untilOnStandby('sources')
  const stale = await readWhile(t, reader, writer, 'bez-repliki', async (reads) => {
    const more = async (count: number) => {
      for (const target = reads() + count; reads() < target; ) await sleep(20)
    }
    const usedAgain = async () => {
      for (const before = reader.onStandby(); reader.onStandby() < before + 20; ) await sleep(20)
    }
    proxy.stall()
    await more(100)
    proxy.resume()
    await usedAgain()
    process.kill(standby?.pid as number, 'SIGKILL')
    await standby?.stop()
    await more(100)
    standby = await startEmbedded({ dataDir: folders.standby })
    await usedAgain()
  })
  t.strictSame(stale, [])
  t.match(reader.log(), /"the standby cannot be used; reads go to the primary"/)
})

t.test('The standby is promoted: it is not used, whatever its history', async (t) => {
  const [reader, writer] = [await start(t), await replica(t, url)]
  await reader.untilOnStandby('sources')
  await onStandby('select pg_promote()')
  await onStandby(`update source set title = 'Z innej historii'`)
  for (let i = 0; i < 20 || !FOREIGN.test(reader.log()); i++) {
    const { body, at } = await reader.read('sources?limit=500')
    t.equal(at, 'primary')
    t.notMatch(body, /Z innej historii/)
  }
  t.equal((await send(writer.base, 'POST', 'sources', { slug: 'utracona', kind: 'document', title: 'X' })).status, 201)

  // The former primary has changes that the new one lacks, and is ahead of it by both positions. As a standby without a
  // primary, it stays on its timeline.
  for (const title of ['a', 'b', 'c']) await owner.pool.query('update source set title = $1', [title])
  await owner.pool.query('select pg_switch_wal()')
  await owner.close()
  await primary.stop()
  becomeStandby(folders.primary, '')
  primary = await startEmbedded({ dataDir: folders.primary })
  const [from, to] = [standby?.port, primary.port].map(
    (port) => Object.assign(new URL(url), { port: String(port) }).href
  )
  const after = await start(t, from, to)
  let isLost = true
  while (isLost && !FOREIGN.test(after.log())) isLost = (await after.read('sources/utracona')).status === 404
  t.ok(isLost, 'the source is not shown')
  t.equal(after.onStandby(), 0)
})

function connectStandby(t: Test): Connection {
  const connection = connect(standbyUrl, { max: 2, role: 'konwent_app', timeoutFactor: FACTOR })
  t.teardown(connection.close)
  return connection
}
