// Addresses that lead through a real PgBouncer: which are refused at the start, with the reason and the remedy, and
// what a session behind one is like. On a cluster of its own, because roles belong to the cluster.
import { execFile } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual, promisify } from 'node:util'
import { sql } from 'kysely'
import pg from 'pg'
import t, { type Test } from 'tap'
import { enableAppLogin } from '../src/db/app-login.ts'
import { connect, type Db } from '../src/db/connect.ts'
import { startEmbedded } from '../src/db/embedded/server.ts'
import { migrate } from '../src/db/migrate.ts'
import { findDirectFault, findPoolerFault } from '../src/db/pooler.ts'
import { probing } from '../src/db/transaction.ts'
import { openExport } from '../src/records/read/export.ts'
import { withDatabase } from './cluster.ts'
import { startMain } from './main-process.ts'
import { noFormerPgbouncer, noPgbouncer, type Options, startPgbouncer } from './pgbouncer.ts'

t.setTimeout(900_000)
const password = 'a-secret-of-this-test'
const cluster = await startEmbedded({ dataDir: mkdtempSync(join(tmpdir(), 'konwent-pooler-')), throwaway: true })
t.teardown(cluster.stop)
const superuser = new pg.Client({ connectionString: cluster.url })
await superuser.connect()
t.teardown(() => superuser.end())
await superuser.query('create database registry')
await superuser.query('create database other')
const ownerUrl = withDatabase(cluster.url, 'registry')
const owner = connect(ownerUrl, { max: 1, noTimeouts: true })
t.teardown(owner.close)
await migrate(owner)
await enableAppLogin(owner.db, password)
const directUrl = Object.assign(new URL(ownerUrl), { username: 'konwent_app', password }).href

/** Returns why the service does not use the addresses, in the order of its start. */
const faultOf = async (urls: { url: string; directUrl: string }) =>
  (await findDirectFault(urls)) ?? (await findPoolerFault(urls))

const connections = /DATABASE_URL leads through a connection pooler .* Also set DATABASE_DIRECT_URL/
const lost = /loses prepared statements\. Use PgBouncer 1\.21 or newer with max_prepared_statements = 200/
const transactions = /allows no transactions\. Set pool_mode = transaction/

/** A pooler, why it cannot be the only address, and why it cannot be the address for requests. */
const poolers: [name: string, options: Options, alone: RegExp | undefined, pooled: RegExp | undefined][] = [
  ['as documented', {}, connections, undefined],
  ['with round robin', { settings: { server_round_robin: 1 } }, connections, undefined],
  ['that resets each session', { settings: { server_reset_query_always: 1 } }, connections, undefined],
  ['that drops startup options', { settings: { ignore_startup_parameters: 'options' } }, connections, undefined],
  ['without prepared statements', { settings: { max_prepared_statements: 0 } }, connections, lost],
  [
    'without prepared statements, with round robin',
    { settings: { max_prepared_statements: 0, server_round_robin: 1 } },
    connections,
    lost
  ],
  ['in statement mode', { settings: { pool_mode: 'statement' } }, connections, transactions],
  ['in session mode', { settings: { pool_mode: 'session' } }, undefined, undefined]
]
const formerPoolers: typeof poolers = [
  ['in transaction mode', { isFormer: true }, connections, lost],
  ['in session mode', { isFormer: true, settings: { pool_mode: 'session' } }, undefined, undefined]
]

async function checkFaults(t: Test, cases: typeof poolers): Promise<void> {
  for (const [name, options, alone, pooled] of cases) {
    const { url } = await startPgbouncer(t, directUrl, options)
    for (const [expected, urls] of [
      [alone, { url, directUrl: url }],
      [pooled, { url, directUrl }]
    ] as const) {
      const fault = await faultOf(urls)
      const title = `PgBouncer ${name} ${urls.directUrl === url ? 'alone' : 'and a direct address'}`
      if (expected) t.match(fault, expected, title)
      else t.equal(fault, undefined, title)
    }
  }
}

t.test('Addresses without a pooler have no fault', async (t) => {
  t.equal(await faultOf({ url: directUrl, directUrl }), undefined)
  t.equal(await faultOf({ url: directUrl, directUrl: `${directUrl}?application_name=direct` }), undefined)
})

t.test('PgBouncer that cannot work is recognised by its behaviour', { skip: noPgbouncer }, (t) =>
  checkFaults(t, poolers)
)

t.test('PgBouncer before 1.21 cannot work in transaction mode', { skip: noFormerPgbouncer }, (t) =>
  checkFaults(t, formerPoolers)
)

t.test('Both addresses must lead to one database', { skip: noPgbouncer }, async (t) => {
  const { url } = await startPgbouncer(t, directUrl)
  t.match(await faultOf({ url, directUrl: `${url}?application_name=direct` }), /^DATABASE_DIRECT_URL leads through/)
  t.equal(
    await faultOf({ url, directUrl: withDatabase(directUrl, 'other') }),
    'DATABASE_URL and DATABASE_DIRECT_URL lead to different databases'
  )
})

t.test('A session behind PgBouncer has role, time zone and limits by default', { skip: noPgbouncer }, async (t) => {
  const { url, reconnect } = await startPgbouncer(t, directUrl)
  const { db, pool, close } = connect(url, { max: 1, isPooled: true, timeoutFactor: 15 })
  t.teardown(close)
  const limits = async (on: Db) =>
    (
      await sql<{ limits: string[] }>`select array[current_user::text, current_setting('TimeZone'),
        current_setting('statement_timeout'), current_setting('lock_timeout'),
        current_setting('idle_in_transaction_session_timeout')] as limits`.execute(on)
    ).rows[0]?.limits
  t.strictSame(await limits(db), ['konwent_app', 'UTC', '4s', '2s', '5s'])
  const exported = await openExport(db)
  await exported.begin()
  t.strictSame(await limits(exported.db), ['konwent_app', 'UTC', '15min', '2s', '30s'], 'of an export')
  await exported.close()
  t.strictSame(await probing(db, limits), ['konwent_app', 'UTC', '15s', '500ms', '5s'], 'of readiness')
  t.strictSame(await limits(db), ['konwent_app', 'UTC', '4s', '2s', '5s'], 'they end with the transaction')

  const wrong: [set: string, fault: string][] = [
    [`set timezone = 'Europe/Warsaw'`, 'TimeZone = Europe/Warsaw'],
    ['set statement_timeout = 0', 'statement_timeout = 0'],
    ['set lock_timeout = 0', 'lock_timeout = 0'],
    [`set statement_timeout = '1h'`, 'statement_timeout = 1h']
  ]
  for (const [set, fault] of wrong) {
    await superuser.query(`alter role konwent_app ${set}`)
    await reconnect()
    const found = new RegExp(`a session behind the connection pooler has ${fault}\\. Log in as konwent_app, run`)
    t.match(await findPoolerFault({ url, directUrl }), found)
    ;(await pool.connect()).release(true)
    await t.rejects(sql`select 1`.execute(db), found, 'also later, for each new connection')
    await migrate(owner)
    await reconnect()
    t.equal(await findPoolerFault({ url, directUrl }), undefined, `${set} was mended by a migration`)
    t.strictSame(await limits(db), ['konwent_app', 'UTC', '4s', '2s', '5s'])
  }

  const stranger = connect(url.replace(password, 'another-secret'), { max: 1, isPooled: true })
  t.teardown(stranger.close)
  await t.rejects(sql`select 1`.execute(stranger.db), { refusesLogin: true, message: /SASL authentication failed/ })
  const others = await startPgbouncer(t, ownerUrl)
  t.match(await findPoolerFault({ url: others.url, directUrl }), /has role = postgres, /)
})

t.test(
  'A direct session gets role, time zone and limits although a pooler drops them',
  { skip: noPgbouncer },
  async (t) => {
    const settings = { pool_mode: 'session', ignore_startup_parameters: 'options' }
    const { url } = await startPgbouncer(t, ownerUrl, { settings })
    const { pool, close } = connect(url, { max: 1, role: 'konwent_app' })
    t.teardown(close)
    const { rows } = await pool.query(`select array[current_user::text, current_setting('TimeZone'),
    current_setting('statement_timeout'), current_setting('lock_timeout'),
    current_setting('idle_in_transaction_session_timeout')] as found`)
    t.strictSame(rows[0].found, ['konwent_app', 'UTC', '4s', '2s', '5s'])

    const refusing = await startPgbouncer(t, ownerUrl, { settings: { pool_mode: 'session' } })
    const other = connect(refusing.url, { max: 1, role: 'konwent_app' })
    t.teardown(other.close)
    await t.rejects(sql`select 1`.execute(other.db), {
      refusesLogin: true,
      message: /^unsupported startup parameter.*Set DATABASE_DIRECT_URL/
    })
  }
)

t.test('konwent uses the direct address, and refuses a pooler in its place', { skip: noPgbouncer }, async (t) => {
  const { url } = await startPgbouncer(t, directUrl)
  const keys = (settings: Record<string, string>) =>
    promisify(execFile)(process.execPath, ['src/cli/konwent.ts', 'keys', 'list'], {
      env: { PATH: process.env.PATH, ...settings }
    })
  await t.rejects(keys({ DATABASE_URL: url }), { code: 1, stderr: connections })
  await t.rejects(keys({ DATABASE_URL: directUrl, DATABASE_DIRECT_URL: url }), {
    code: 1,
    stderr: /^DATABASE_DIRECT_URL leads through/
  })
  t.match((await keys({ DATABASE_URL: url, DATABASE_DIRECT_URL: directUrl })).stdout, /^id +begins with/)
})

t.test('A prepared statement behind PgBouncer survives changes of its tables', { skip: noPgbouncer }, async (t) => {
  const { url } = await startPgbouncer(t, directUrl, { settings: { default_pool_size: 2 } })
  const open = () => connect(url, { max: 2, isPooled: true, timeoutFactor: 15 })
  const [one, other] = [open(), open()]
  t.teardown(() => Promise.all([one.close(), other.close()]))
  const { pool } = connect(ownerUrl, { max: 1, noTimeouts: true })
  t.teardown(() => pool.end())
  await pool.query('create table grown (n int); insert into grown values (1); grant all on grown to konwent_app')
  const read = (on: Db) => sql`select * from grown where n >= ${0} order by n`.execute(on)
  const everywhere = async () => {
    const rows: object[][] = []
    for (let i = 0; i < 3; i++)
      for (const each of await Promise.all([one, one, other, other].map(({ db }) => read(db))))
        rows.push(each.rows as object[])
    return rows
  }
  const prepared = async () =>
    (
      await sql<{ n: number }>`select count(*) as n from pg_prepared_statements
        where statement like '%from grown%' and statement not like '%prepared%'`.execute(one.db)
    ).rows[0]?.n
  t.ok((await everywhere()).every(([row]) => isDeepStrictEqual(row, { n: 1 })))
  t.equal(await prepared(), 1, 'once in the session, for all connections')

  for (const added of ['name', 'more', 'last']) {
    await pool.query(`alter table grown add column ${added} text`)
    const rows = await everywhere()
    t.ok(
      rows.every(([row]) => row && added in row),
      `with the column ${added}, at once`
    )
  }
  t.ok(Number(await prepared()) > 1, 'the changed statement is prepared again')
  await pool.query('alter table grown add column again text')
  const inTransaction = () => one.db.transaction().execute((tx) => read(tx))
  const results = []
  for (let i = 0; i < 4; i++)
    results.push(
      await inTransaction().then(
        ({ rows }) => rows[0],
        ({ code }) => code
      )
    )
  t.ok(
    results.filter((result) => result === '0A000').length <= 2,
    `a transaction fails at most once per connection: ${JSON.stringify(results)}`
  )
  t.match(results.at(-1), { n: 1, again: null })
})

t.test(
  'npm start with a pooler that cannot work waits, names the reason and the remedy, and serves later',
  {
    skip: noFormerPgbouncer
  },
  async (t) => {
    const former = await startPgbouncer(t, directUrl, { isFormer: true })
    const alone = await startMain(t, former.url)
    t.match(alone.output(), connections)
    t.strictSame([await alone.status('/livez'), await alone.status('/readyz')], [200, 503])
    t.equal((await alone.stop()).code, 0)
    const main = await startMain(t, former.url, { DATABASE_DIRECT_URL: directUrl, DRAIN_SECONDS: '0' })
    t.match(main.output(), lost)
    t.equal(await main.status('/readyz'), 503)
    if (noPgbouncer) return
    await former.kill()
    await startPgbouncer(t, directUrl, { port: Number(new URL(former.url).port) })
    while ((await main.status('/readyz')) !== 200) await sleep(50)
    t.equal(await main.status('/v1/organisations'), 200)
    t.equal((await main.stop()).code, 0)
  }
)
