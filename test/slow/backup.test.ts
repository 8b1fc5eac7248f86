// `konwent backup` and `konwent restore` with the real programs, from one cluster into another. The logins are those of
// a server without a superuser.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import t from 'tap'
import { createRegistry } from '../../clients/typescript/src/index.ts'
import { type SyncReport, sync } from '../../clients/typescript/src/sync.ts'
import { appPassword, forge, konwent, password, refusalOf, startServer } from '../backups.ts'
import { type Main, startMain } from '../main-process.ts'
import { compareWithLists, memoryCopy } from '../memory-copy.ts'
import { noClients } from '../postgres-clients.ts'

t.setTimeout(900_000)

const folder = mkdtempSync(join(tmpdir(), 'konwent-backup-test-'))
t.teardown(() => rmSync(folder, { recursive: true, force: true }))
const backups = join(folder, 'backups')
const ledger = join(folder, 'erasures.ndjson')

/** A client with a key. */
const clientOf = (base: string, key: string) => async (method: string, path: string, body?: unknown) => {
  const headers = {
    authorization: `Bearer ${key}`,
    ...(body !== undefined && { 'content-type': 'application/json' })
  }
  const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
  const response = await fetch(base + path, init)
  // biome-ignore lint/suspicious/noExplicitAny: bodies of many shapes
  return { status: response.status, json: (await response.json().catch(() => null)) as any }
}

/** Waits until the service is ready. */
async function untilReady(main: Main): Promise<void> {
  while ((await main.status('/readyz')) !== 200) await sleep(20)
}

t.test('konwent backup, and konwent restore into a new cluster', { skip: noClients }, async (t) => {
  const first = await startServer(t)
  await first.create('registry')
  const admin = { DATABASE_URL: first.url('registry', 'konwent_admin'), ERASURE_LEDGER: ledger }
  const migrated = await konwent({ ...admin, DATABASE_APP_PASSWORD: appPassword }, 'migrate')
  t.equal(migrated.code, 0, migrated.err)
  // None of this is in a dump of one database.
  for (const statement of [
    'create role reports login',
    'grant konwent_readonly to reports',
    `alter role konwent_readonly login`,
    `alter role konwent_readonly set statement_timeout = '45s'`,
    'revoke connect on database registry from public',
    'grant connect on database registry to konwent_app, reports',
    `alter database registry set work_mem = '5MB'`,
    // Only a superuser may set this.
    'alter database registry set log_min_duration_statement = 60000',
    `alter role reports in database registry set search_path = "$user", public`
  ])
    await first.query(statement)
  await first.query('grant select on training_topic to reports', 'registry')

  const before = await startMain(t, first.url('registry', 'konwent_app'), { ERASURE_LEDGER: ledger })
  await untilReady(before)
  const key = (await konwent(admin, 'keys', 'create', '--bootstrap', '--owner', 'Obserwatorium CUS')).out.trim()
  const call = clientOf(before.base, key)
  const person = async (family_name: string): Promise<string> => {
    const { status, json } = await call('POST', '/v1/people', { given_name: 'Łucja', family_name })
    t.equal(status, 201)
    return json.id
  }
  const organisation = async (at: typeof call, no: number) => {
    const body = { name: `Ośrodek Pomocy Społecznej nr ${no}`, short_name: `OPS ${no}`, kind: 'ops' }
    t.equal((await at('POST', '/v1/organisations', body)).status, 201)
  }
  const forgotten = await person('Brzęczyszczykiewicz')
  const erasedBefore = await person('Szczebrzeszyńska')
  const erase = (id: string) => call('POST', `/v1/people/${id}/erasure`, { pseudonymise_name: true })
  t.equal((await erase(erasedBefore)).status, 200)
  await organisation(call, 1)
  const { receipt } = (await call('GET', '/v1/membership-checks?organisation=cus-swidnik')).json
  const { copy, read } = memoryCopy()
  const reports: SyncReport[] = []
  const catchUp = (base: string) =>
    sync(createRegistry(base), copy, { once: true, report: (report) => reports.push(report) })
  await catchUp(before.base)
  const cursorBefore = read().cursor

  // Other writes go on. The backup is of one moment, or the restore would find other numbers of rows.
  let isWriting = true
  const writing = (async () => {
    for (let no = 100; isWriting; no++) await organisation(call, no)
  })()
  const taken = await konwent(admin, 'backup', backups, '--keep-days', '35')
  isWriting = false
  await writing
  t.equal(taken.code, 0, taken.err)
  const backup = taken.out.trim()
  const known = /\d+:[0-9a-f]{64}/.exec(taken.err)?.[0] as string
  const manifest = JSON.parse(readFileSync(join(backup, 'manifest.json'), 'utf8'))

  await t.test('the backup is complete and closed to others', async (t) => {
    const files = ['SHA256SUMS', 'database.dump', 'erasures.ndjson', 'manifest.json']
    t.strictSame(readdirSync(backup).sort(), files)
    t.equal(statSync(backup).mode & 0o777, 0o700)
    for (const name of files) t.equal(statSync(join(backup, name)).mode & 0o777, 0o600, name)
    t.equal(spawnSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: backup }).status, 0)
    for (const name of files) {
      const content = readFileSync(join(backup, name), 'latin1')
      for (const secret of [password, encodeURIComponent(password), appPassword])
        t.notOk(content.includes(secret), name)
    }
    t.match(manifest, { rows: { person: manifest.rows.person }, audit: { intact: true } })
  })

  // After the backup
  await organisation(call, 2)
  t.equal((await erase(forgotten)).status, 200)
  await catchUp(before.base)
  t.equal(reports.at(-1)?.kind, 'changes')
  const cursorAfter = read().cursor
  t.equal((await before.stop()).code, 0)

  const second = await startServer(t)
  await second.create('registry')
  const settings = {
    DATABASE_URL: second.url('registry', 'konwent_admin'),
    DATABASE_APP_PASSWORD: appPassword,
    ERASURE_LEDGER: ledger
  }
  const tables = () =>
    second.query(`select relname from pg_class where relnamespace = 'public'::regnamespace`, 'registry')
  const forged = (change: object) => forge(backup, (files) => void Object.assign(files.manifest, change))
  const restore = (from: string, changed: Record<string, string> = {}, ...options: string[]) =>
    konwent({ ...settings, ...changed }, 'restore', from, ...options)

  await t.test('konwent restore refuses what it cannot restore, and changes nothing', async (t) => {
    const refused = async (message: RegExp, from: string, changed: Record<string, string> = {}) => {
      const { code, out, err } = await restore(from, changed)
      t.strictSame([code, out], [1, ''])
      t.match(err, message)
      t.notMatch(err, /secret/)
    }
    const damaged = forged({})
    const dump = readFileSync(join(damaged, 'database.dump'))
    dump.writeUInt8(dump.readUInt8(5_000) ^ 1, 5_000)
    writeFileSync(join(damaged, 'database.dump'), dump)
    await refused(/damaged: database.dump does not match/, damaged)
    rmSync(join(damaged, 'SHA256SUMS'))
    await refused(/not a complete backup: SHA256SUMS is missing/, damaged)
    await refused(/cannot be read: ENOENT/, join(folder, 'none'))
    const newer = { migrations: ['9999_future.sql'], version: '99.0.0' }
    await refused(/newer version 99\.0\.0 of the registry/, forged(newer))
    await refused(/another format/, forged({ format: 2 }))
    await refused(/needs PostgreSQL 99 or newer/, forged({ postgresql: 99 }))
    await refused(/pg_restore on the PATH is version \d+; 99 is required/, forged({ pg_dump: 99 }))

    await refused(/pass the newest erasure ledger/, backup, { ERASURE_LEDGER: '' })
    await refused(/ledger .*none.* cannot be used: ENOENT/, backup, { ERASURE_LEDGER: join(folder, 'none') })
    await second.query('create table present ()', 'registry')
    await refused(/registry is not empty \(present\)/, backup)
    await second.query('drop table present', 'registry')
    await second.query('create role stranger login')
    await second.query(`alter role stranger password '${appPassword}'`)
    const stranger = new URL(second.url('registry', 'konwent_app'))
    stranger.username = 'stranger'
    await refused(/must own the database registry/, backup, { DATABASE_URL: stranger.href })
    await second.query(`create database latin template template0 encoding 'LATIN2' locale 'C'`)
    await refused(/encoding UTF8, not LATIN2/, backup, { DATABASE_URL: second.url('latin') })
    await refused(/Run this in psql first: create role "reports" login$/m, backup)
    t.strictSame(
      await second.query(`select rolname from pg_roles where rolname ~ '^konwent_' and rolname <> 'konwent_admin'`),
      []
    )
    t.strictSame(await tables(), [])
  })
  // So that this login may set its settings.
  await second.query('set role konwent_admin; create role reports login')

  await t.test('a restore that stops half-way keeps the service out', async (t) => {
    const cut = forge(backup, (files) => {
      files.dump = files.dump.subarray(0, files.dump.length / 2)
    })
    t.match(await restore(cut), { code: 1, err: /nothing was restored: pg_restore failed: / })
    t.strictSame(await tables(), [])

    const half = { DATABASE_URL: second.url('half', 'konwent_admin') }
    await second.create('half')
    const different = await restore(forged({ rows: { ...manifest.rows, person: 7 } }), half)
    t.equal(different.code, 1)
    t.match(different.err, /not complete: tables have other numbers of rows than at the backup: person\n/)
    t.match(different.err, /The service cannot connect to this database\. Drop it/)
    await second.query(`alter role konwent_app login password '${appPassword}'`)
    t.equal(await refusalOf(second.url('half', 'konwent_app'), 'select 1'), '42501')
    await second.query('drop database half')

    await second.create('half')
    const chained = forged({ audit: { ...manifest.audit, last_seq: 1 } })
    t.match(await restore(chained, half), { code: 1, err: /the chain of the audit differs/ })
    await second.query('drop database half')
    await second.query('alter role konwent_app nologin')
  })

  await t.test('after the restore, all is as at the backup, and no erasure is undone', async (t) => {
    // The service waits for the database from before the restore.
    const starting = startMain(t, second.url('registry', 'konwent_app'), { ERASURE_LEDGER: ledger })
    const { code, out, err } = await restore(backup)
    t.equal(code, 0, err)
    t.match(out, /^Restored: \d+ tables with \d+ rows, as of /)
    t.match(out, `The audit is as at the backup: ${known}\nNothing to migrate.\nErased again: 1. Already erased: 1.`)
    const refused =
      `alter database "registry" set "log_min_duration_statement" to '60000' (permission denied to set parameter ` +
      '"log_min_duration_statement")'
    const samples = 'grant maintain on pg_catalog.pg_statistic to konwent_app (a superuser)'
    // The roles exist since the restore that stopped half-way.
    const member = 'grant "konwent_readonly" to "reports" with admin false, inherit true, set true (if it should still'
    t.ok(err.includes(`Still to do: ${refused}\nStill to do: ${member}`), err)
    t.ok(err.endsWith(`Still to do: ${samples}\n`), err)
    await second.query('grant konwent_readonly to reports')
    const after = await starting
    await untilReady(after)
    const again = clientOf(after.base, key)
    for (const id of [forgotten, erasedBefore]) t.equal((await again('GET', `/v1/people/${id}`)).status, 410)

    t.match((await konwent(settings, 'audit', 'verify', '--known', known)).err, /The audit is intact/)
    const { payload } = await jwtVerify(receipt, createRemoteJWKSet(new URL(`${after.base}/.well-known/jwks.json`)))
    t.match(payload, { answer: 'yes' })
    for (const cursor of [cursorBefore, cursorAfter])
      t.match(await again('GET', `/v1/changes?after=${cursor}`), { status: 410, json: { code: 'cursor_expired' } })
    t.equal((await again('GET', '/v1/organisations/ops-2')).status, 404, 'a change after the backup is lost')
    await catchUp(after.base)
    t.equal(reports.filter(({ kind }) => kind === 'snapshot').length, 2, 'the portal starts again')
    await compareWithLists(t, after.base, read().records)
    await organisation(again, 3)
    await catchUp(after.base)
    t.equal(reports.at(-1)?.kind, 'changes')
    await compareWithLists(t, after.base, read().records)
    t.equal((await after.stop()).code, 0)

    const compared = await konwent({ ...settings, ERASURE_LEDGER: ledger }, 'backup', join(folder, 'of-the-second'))
    t.equal(compared.code, 0, compared.err)
    const now = JSON.parse(readFileSync(join(compared.out.trim(), 'manifest.json'), 'utf8'))
    const settable = ({ name }: { name: string }) => name !== 'log_min_duration_statement'
    const expected = { ...manifest.rights, settings: manifest.rights.settings.filter(settable) }
    t.strictSame(now.rights, expected, 'roles, members, settings and rights')
    t.not(now.epoch, manifest.epoch)
    const unchanged = Object.keys(manifest.rows).filter((table) => manifest.rows[table] === now.rows[table])
    t.ok(unchanged.length > 50 && unchanged.includes('membership'), `${unchanged.length} tables`)
    t.equal(now.rows.person, manifest.rows.person)
    const app = second.url('registry', 'konwent_app')
    for (const statement of [
      'update audit set actor = null',
      'delete from change',
      'create table mine ()',
      'create temporary table mine ()',
      'alter table person add column mine text',
      'set role konwent_owner'
    ])
      t.equal(await refusalOf(app, statement), '42501', statement)
  })

  await t.test('a superuser restores beside it, and needs nothing else', async (t) => {
    await second.query(`create database drill template template0 encoding 'UTF8' locale 'C' locale_provider libc`)
    const { code, err } = await restore(backup, { DATABASE_URL: second.url('drill') })
    const collation = 'the collation was C.UTF-8 (provider builtin): if this was not intended, restore again'
    t.strictSame([code, err], [0, `Still to do: ${collation}\n`])
    const settings = await second.query(
      `select setconfig from pg_db_role_setting where setrole = 0 and setdatabase =
        (select oid from pg_database where datname = 'drill')`
    )
    t.strictSame(settings, [{ setconfig: ['log_min_duration_statement=60000', 'work_mem=5MB'] }])
  })

  await t.test('konwent backup refuses, and leaves nothing', async (t) => {
    const present = readdirSync(backups)
    const app = await konwent({ DATABASE_URL: first.url('registry', 'konwent_app') }, 'backup', backups)
    t.match(app.err, /the login konwent_app may not read every table .*: a backup needs the login of the owner/)
    const missing = await konwent({ ...admin, ERASURE_LEDGER: join(folder, 'none') }, 'backup', backups)
    t.match(missing.err, /the erasure ledger .*none cannot be used: ENOENT/)
    await first.query('create table closed (); create role other; alter table closed owner to other', 'registry')
    t.match((await konwent(admin, 'backup', backups)).err, /may not read every table \(closed\)/)
    t.strictSame(readdirSync(backups), present)
    await first.query('drop table closed', 'registry')
  })

  await t.test('a broken audit is reported, and saved', async (t) => {
    await first.query('delete from audit where seq = 7', 'registry')
    const { code, out, err } = await konwent(admin, 'backup', join(folder, 'broken'))
    t.equal(code, 1)
    t.match(err, /The backup is complete, but the audit is not intact: entry 8/)
    t.match(JSON.parse(readFileSync(join(out.trim(), 'manifest.json'), 'utf8')), { audit: { first_broken: 8 } })
  })
})
