// PostgreSQL refuses or weakens what the service relies on: the login, writes of old sessions, durable commits, and
// tables that somebody locks. The processes are real, on a cluster of their own, because roles belong to the cluster.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import t, { type Test } from 'tap'
import { enableAppLogin } from '../../src/db/app-login.ts'
import { connect } from '../../src/db/connect.ts'
import { startEmbedded } from '../../src/db/embedded/server.ts'
import { migrate } from '../../src/db/migrate.ts'
import { seed } from '../../src/features/seed/seed.ts'
import { withDatabase } from '../cluster.ts'
import { declared } from '../declared.ts'
import { makeKey, testApp } from '../helper.ts'
import { startMain } from '../main-process.ts'

t.setTimeout(900_000)
const password = 'a-secret-of-this-test'
const cluster = await startEmbedded({ dataDir: mkdtempSync(join(tmpdir(), 'konwent-refusals-')), throwaway: true })
t.teardown(cluster.stop)
const superuser = new pg.Client({ connectionString: cluster.url, application_name: 'admin' })
await superuser.connect()
t.teardown(() => superuser.end())
await superuser.query('create database registry')
const ownerUrl = withDatabase(cluster.url, 'registry')
const owner = connect(ownerUrl, { max: 2, noTimeouts: true })
t.teardown(owner.close)
await migrate(owner)
await enableAppLogin(owner.db, password)
await seed(owner.db, declared.datasets)
const appUrl = Object.assign(new URL(ownerUrl), { username: 'konwent_app', password }).href

/** Ends the sessions of the login konwent_app, and so makes the service connect again. */
const endSessions = () =>
  superuser.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'konwent_app'`)

/** Repeats a request until it has the status. */
async function until(send: () => Promise<number>, status: number): Promise<void> {
  for (let found = await send(); found !== status; found = await send()) {
    if (found >= 500 && found !== 503) throw new Error(`status ${found}`)
    await sleep(50)
  }
}

/** Starts an app in this process. */
async function serve(t: Test, url: string, unsafe: string[] = []) {
  const connection = connect(url, { max: 4, role: 'konwent_app', onUnsafeSetting: (setting) => unsafe.push(setting) })
  const app = await testApp({ db: connection.db })
  t.teardown(async () => {
    await app.close()
    await connection.close()
  })
  const key = await makeKey(owner.db, ['registry:write'])
  let no = 0
  const add = async () => {
    const slug = `zrodlo-${process.pid}-${Date.now()}-${no++}`
    const response = await app.inject({
      method: 'POST',
      url: '/v1/sources',
      headers: { authorization: `Bearer ${key}` },
      payload: { slug, kind: 'document', title: 'Źródło' }
    })
    return response.statusCode
  }
  return { app, add, status: async (url: string) => (await app.inject({ url })).statusCode }
}

const refusals = [
  {
    name: 'a changed password (28P01)',
    refuse: `alter role konwent_app password 'another-secret'`,
    allow: `alter role konwent_app password '${password}'`,
    cause: /password authentication failed for user/
  },
  {
    name: 'a login that is not permitted (28000)',
    refuse: 'alter role konwent_app nologin',
    allow: 'alter role konwent_app login',
    cause: /is not permitted to log in/
  },
  {
    name: 'a revoked CONNECT (42501)',
    refuse: 'revoke connect on database registry from public, konwent_app',
    allow: 'grant connect on database registry to public',
    cause: /permission denied for database/
  },
  {
    name: 'a database that allows no connections (55000)',
    refuse: 'alter database registry allow_connections false',
    allow: 'alter database registry allow_connections true',
    cause: /not currently accepting connections/
  },
  {
    name: 'a connection limit of the role (53300)',
    refuse: 'alter role konwent_app connection limit 0',
    allow: 'alter role konwent_app connection limit -1',
    cause: /too many connections for role/
  }
]

t.test('GET while PostgreSQL refuses the login is 503 with the cause in the log, then 200', async (t) => {
  const main = await startMain(t, appUrl, { ANSWER_CACHE_MB: '0' })
  const paths = ['/readyz', '/v1/organisations', '/v1/organisations?format=csv', '/v1/statistics/memberships']
  for (const path of paths) await until(() => main.status(path), 200)
  for (const { name, refuse, allow, cause } of refusals) {
    await superuser.query(refuse)
    await endSessions()
    const before = main.output().length
    for (const path of paths) t.equal(await main.status(path), 503, `${path} with ${name}`)
    t.match(main.output().slice(before), cause, 'the log has the cause')
    t.equal(await main.status('/livez'), 200)
    await superuser.query(allow)
    for (const path of paths) await until(() => main.status(path), 200)
  }
})

t.test('npm start with a login that PostgreSQL refuses waits, names the cause, and serves later', async (t) => {
  for (const { name, refuse, allow, cause } of refusals) {
    await superuser.query(refuse)
    const main = await startMain(t, appUrl)
    t.match(main.output(), cause, name)
    t.equal(await main.status('/readyz'), 503)
    await superuser.query(allow)
    await until(() => main.status('/readyz'), 200)
    t.equal((await main.stop()).code, 0)
  }
})

t.test('POST after the database was read-only for a while: at most one write fails', async (t) => {
  const { add, status } = await serve(t, ownerUrl)
  await superuser.query('alter database registry set default_transaction_read_only = on')
  // All sessions of the pool begin read-only.
  t.strictSame(await Promise.all([0, 1, 2, 3].map(() => status('/v1/organisations'))), [200, 200, 200, 200])
  t.equal(await add(), 503)
  await superuser.query('alter database registry reset default_transaction_read_only')
  const later = [await add(), await add(), await add(), await add(), await add()]
  t.ok(later.filter((each) => each !== 201).length <= 1, later.join())
  t.strictSame(later.slice(1), [201, 201, 201, 201])
})

t.test(
  'POST commits durably whatever the database, the role or the server says, and the service reports it',
  async (t) => {
    await owner.pool.query(`
    create table seen_commit (value text);
    grant insert on seen_commit to konwent_app;
    create function see_commit() returns trigger language plpgsql as
      $$ begin insert into seen_commit values (current_setting('synchronous_commit')); return null; end $$;
    create trigger see_commit after insert on source execute function see_commit()`)
    t.teardown(() => owner.pool.query('drop trigger see_commit on source; drop table seen_commit'))
    const seen = async () =>
      (await owner.pool.query('with gone as (delete from seen_commit returning value) select distinct value from gone'))
        .rows
    const session = `select usename from pg_stat_activity where application_name = 'konwent'`
    for (const [set, reset] of [
      ['alter database registry set synchronous_commit = off', 'alter database registry reset synchronous_commit'],
      ['alter role konwent_app set synchronous_commit = off', 'alter role konwent_app reset synchronous_commit'],
      ['alter system set synchronous_commit = off', 'alter system reset synchronous_commit']
    ] as const) {
      await superuser.query(set)
      await superuser.query('select pg_reload_conf()')
      const unsafe: string[] = []
      const { add } = await serve(t, appUrl, unsafe)
      t.equal(await add(), 201)
      t.strictSame(await seen(), [{ value: 'on' }], set)
      t.ok(unsafe.includes('synchronous_commit = off'), 'it is reported')
      await superuser.query(reset)
      await superuser.query('select pg_reload_conf()')
    }
    const { add } = await serve(t, appUrl)
    t.equal(await add(), 201)
    t.strictSame(await seen(), [{ value: 'on' }])
    await superuser.query('alter database registry set synchronous_commit = local')
    const unsafe: string[] = []
    const other = await serve(t, appUrl, unsafe)
    t.equal(await other.add(), 201)
    t.strictSame([await seen(), unsafe], [[{ value: 'local' }], []], 'other values stay')
    await superuser.query('alter database registry reset synchronous_commit')
    t.ok((await superuser.query(session)).rowCount)
  }
)

t.test('GET /readyz is 200 while many readers wait for a locked table, and while the jobs are locked', async (t) => {
  const { status } = await serve(t, ownerUrl)
  t.equal(await status('/readyz'), 200)
  const blocker = new pg.Client(ownerUrl)
  await blocker.connect()
  t.teardown(() => blocker.end())
  for (const table of ['organisation', 'job', 'feed_head']) {
    await blocker.query(`begin; lock table ${table} in access exclusive mode`)
    const readers = Array.from({ length: 12 }, () => status('/v1/organisations'))
    t.strictSame([await status('/readyz'), await status('/readyz')], [200, 200], table)
    await Promise.all(readers)
    await blocker.query('rollback')
  }
})
