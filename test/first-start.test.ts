// A process starts on a database that does not fit yet: never migrated, restored, migrated by a newer version. It waits
// and says why, and serves as soon as the cause is gone.
import { spawn } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import t, { type Test } from 'tap'
import { connect } from '../src/db/connect.ts'
import { startEmbedded } from '../src/db/embedded/server.ts'
import { migrate } from '../src/db/migrate.ts'
import { seed } from '../src/features/seed/seed.ts'
import { withDatabase } from './cluster.ts'
import { declared } from './declared.ts'
import { makeKey } from './helper.ts'
import { type Main, startMain } from './main-process.ts'

t.setTimeout(900_000)
const password = 'a-secret-of-this-test'
const cluster = await startEmbedded({ dataDir: mkdtempSync(join(tmpdir(), 'konwent-first-')), throwaway: true })
t.teardown(cluster.stop)
const superuser = new pg.Client({ connectionString: cluster.url, application_name: 'admin' })
await superuser.connect()
t.teardown(() => superuser.end())
await superuser.query(`create role deploy login createrole password '${password}'`)
await superuser.query(`create role web login password '${password}'`)
for (const name of ['never', 'registry']) await superuser.query(`create database ${name} owner deploy`)

const address = (database: string, login?: string): string => {
  const url = new URL(withDatabase(cluster.url, database))
  if (login) Object.assign(url, { username: login, password })
  return url.href
}

/** Runs `konwent` and returns its exit code and output. */
async function konwent(url: string, args: string[]): Promise<{ code: number | null; output: string }> {
  const env = { PATH: process.env.PATH, DATABASE_URL: url }
  const child = spawn(process.execPath, ['src/cli/konwent.ts', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, output }
}

async function untilReady(main: Main): Promise<void> {
  while ((await main.status('/readyz')) !== 200) await sleep(50)
}
async function untilLogged(main: Main, pattern: RegExp): Promise<void> {
  while (!pattern.test(main.output())) await sleep(50)
}

/** Clones the filled database for one test, with what a clone and a restored dump lack. */
async function clone(t: Test, name: string) {
  await superuser.query(`create database ${name} template registry owner deploy`)
  const client = new pg.Client(address(name))
  await client.connect()
  t.teardown(async () => {
    await client.end()
    await superuser.query(`drop database ${name} with (force)`)
  })
  return client
}

// First, because the roles belong to the cluster and the next migration creates them.
t.test('konwent on a database that was never migrated says so', async (t) => {
  for (const args of [
    ['keys', 'create', '--bootstrap', '--owner', 'Obserwatorium CUS'],
    ['keys', 'list'],
    ['seed'],
    ['privacy', 'ledger'],
    ['audit', 'verify']
  ]) {
    const { code, output } = await konwent(address('never', 'deploy'), args)
    t.equal(code, 1, args.join(' '))
    t.equal(output.trim(), 'The database has not been migrated to this version. Run `konwent migrate` first.')
  }
})

t.test('npm start with a login that may not migrate, on a cluster without the roles, waits for them', async (t) => {
  const main = await startMain(t, address('never', 'web'))
  await untilLogged(main, /the database has not been migrated and this login may not do it/)
  t.strictSame([await main.status('/livez'), await main.status('/readyz')], [200, 503])
  const { code, output } = await konwent(address('never', 'deploy'), ['migrate'])
  t.equal(code, 0, output)
  await superuser.query('grant konwent_app to web')
  await untilReady(main)
  t.equal((await main.stop()).code, 0)
})

t.test('npm start with a login that owns the database and may create roles migrates and serves', async (t) => {
  await superuser.query('create database owned owner deploy')
  const main = await startMain(t, address('owned', 'deploy'))
  await untilReady(main)
  const owner = connect(address('owned', 'deploy'), { max: 1, noTimeouts: true })
  const key = await makeKey(owner.db, ['registry:write'])
  await owner.close()
  const written = await fetch(`${main.base}/v1/sources`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ slug: 'zrodlo', kind: 'document', title: 'Źródło' })
  })
  t.equal(written.status, 201)
  t.equal(await main.status('/v1/organisations?format=csv'), 200)
  const { rows } = await superuser.query(`select distinct usename from pg_stat_activity where datname = 'owned'`)
  t.strictSame(rows, [{ usename: 'deploy' }])
  const { rows: special } = await superuser.query(`select rolsuper from pg_roles where rolname = 'deploy'`)
  t.strictSame(special, [{ rolsuper: false }])
  t.equal((await main.stop()).code, 0)
})

t.test('konwent changes prune on a database that was never migrated says so', async (t) => {
  const { code, output } = await konwent(address('postgres'), ['changes', 'prune', '--older-than', '3'])
  t.equal(code, 1)
  t.match(output, /has not been migrated/)
})

t.test('migrate() after a restore grants the rights on the database itself', async (t) => {
  const filled = connect(address('registry', 'deploy'), { max: 1, noTimeouts: true })
  await migrate(filled)
  await seed(filled.db, declared.datasets)
  await filled.close()
  const restored = await clone(t, 'restored')
  const rights = async () => {
    const { rows } = await restored.query(`select has_database_privilege('konwent_owner', current_database(), 'create')
      as creates, has_database_privilege('konwent_app', current_database(), 'temporary') as makes_temporary`)
    return rows[0]
  }
  t.strictSame(await rights(), { creates: false, makes_temporary: true })
  // The cluster does not let this login change the rights of the database.
  await superuser.query('alter database restored owner to postgres')
  await superuser.query('grant konwent_owner to web')
  await superuser.query('alter role konwent_app reset timezone')
  const refused = await konwent(address('restored', 'web'), ['migrate'])
  t.match(refused.output, /must still run this in psql: grant create on database restored to konwent_owner; revoke/)
  t.match(
    refused.output,
    `An administrator of the role konwent_app must still run this in psql: alter role konwent_app set "TimeZone" = 'UTC'`
  )
  await superuser.query('revoke konwent_owner from web')
  t.equal((await konwent(address('restored'), ['migrate'])).output.trim(), 'Nothing to migrate.')
  t.strictSame(await rights(), { creates: true, makes_temporary: false })
  const { rows } = await superuser.query(
    `select 'TimeZone=UTC' = any(setconfig) as is_utc from pg_db_role_setting where setrole = 'konwent_app'::regrole`
  )
  t.strictSame(rows, [{ is_utc: true }])
})

t.test('npm start after a restore is not ready before konwent privacy replay', async (t) => {
  const database = await clone(t, 'forgetful')
  const { rows } = await database.query('select id, slug from person order by slug limit 2')
  const folder = mkdtempSync(join(tmpdir(), 'konwent-ledger-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const ledger = join(folder, 'erasures.ndjson')
  const entry = (person: string, pseudonymised: boolean) =>
    `${JSON.stringify({ person, pseudonymised, erased_at: '2026-11-01T00:00:00Z' })}\n`
  // A person whom the backup does not have is no obstacle.
  writeFileSync(ledger, entry('0190a000-0000-7000-8000-000000000000', true) + entry(rows[0].id, false))
  const main = await startMain(t, address('forgetful'), { ERASURE_LEDGER: ledger })
  await untilLogged(main, /the database has forgotten erasures of the ledger; waiting for `konwent privacy replay`/)
  for (const path of ['/readyz', `/v1/people/${rows[0].id}`, '/v1/people']) t.equal(await main.status(path), 503, path)
  const replayed = await konwent(address('forgetful'), ['privacy', 'replay', ledger])
  t.equal(replayed.code, 0, replayed.output)
  await untilReady(main)
  t.equal(await main.status(`/v1/people/${rows[0].id}`), 410)

  // While the service runs, another backup is restored: the history of the registry is an earlier one.
  // A process that has not seen the last change cannot see that the history is shorter.
  const { rows: heads } = await database.query('select seq::text as position from feed_head')
  const headers = { 'registry-position': heads[0].position }
  t.equal((await fetch(`${main.base}/v1/people/${rows[1].id}`, { headers })).status, 200)
  appendFileSync(ledger, entry(rows[1].id, true))
  await database.query(`with head as (update feed_head set seq = seq - 1 returning seq)
    delete from change where seq > (select seq from head)`)
  while ((await main.status(`/v1/people/${rows[1].id}`)) !== 503) await sleep(50)
  t.equal(await main.status('/readyz'), 503)
  await konwent(address('forgetful'), ['privacy', 'replay', ledger])
  await untilReady(main)
  t.equal(await main.status(`/v1/people/${rows[1].id}`), 410)
  t.equal((await main.stop()).code, 0)
})

t.test('npm start with a ledger that cannot be written does not start', async (t) => {
  await t.rejects(startMain(t, address('registry'), { ERASURE_LEDGER: tmpdir() }), {
    message: /ended with 1: The registry did not start: the erasure ledger cannot be written: EISDIR/
  })
  await t.rejects(startMain(t, address('registry'), { ERASURE_LEDGER: '/nonesuch/erasures.ndjson' }), {
    message: /the erasure ledger cannot be written: ENOENT/
  })
})

t.test('An older version serves a newer database as long as it fits, and says which one is older', async (t) => {
  const database = await clone(t, 'newer')
  await database.query(`insert into migration (file, checksum) values ('9001_expand.sql', 'a');
    update migration set checksum = 'newer' where file = 'functions/settle.sql'`)
  const main = await startMain(t, address('newer'))
  await untilReady(main)
  t.match(main.output(), /this version is older than the database: a newer version has migrated it\. It still fits/)
  t.match(main.output(), '9001_expand.sql')
  t.equal(await main.status('/v1/organisations'), 200)
  const migrated = await konwent(address('newer'), ['migrate'])
  t.equal(migrated.code, 1)
  t.equal(
    migrated.output.trim(),
    'The database has the migration 9001_expand.sql, which this version does not know: a newer version has migrated ' +
      'it, and this version is older. Install that version.'
  )

  await database.query(`insert into migration (file, checksum, breaks_older) values ('9002_contract.sql', 'b', true)`)
  const readiness = await fetch(`${main.base}/readyz`)
  t.equal(readiness.status, 503)
  t.match(await readiness.json(), { code: 'version_outdated' })
  const late = await startMain(t, address('newer'))
  await untilLogged(late, /this version is older than the database and does not fit it/)
  t.equal(await late.status('/readyz'), 503)
  const listed = await konwent(address('newer'), ['keys', 'list'])
  t.equal(listed.code, 1)
  t.match(listed.output, /^A newer version has migrated the database .*9002_contract\.sql.* this version is older/)
})
