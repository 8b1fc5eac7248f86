// Rights in the database: konwent_owner owns everything, the service is konwent_app, reports use konwent_readonly.
// On a cluster of its own, because roles belong to the whole cluster. The login that migrates is not a superuser.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import t, { type Test } from 'tap'
import { enableAppLogin } from '../src/db/app-login.ts'
import { type Connection, type ConnectOptions, connect } from '../src/db/connect.ts'
import { startEmbedded } from '../src/db/embedded/server.ts'
import { isCurrent, mayMigrate, migrate } from '../src/db/migrate.ts'
import { seed } from '../src/features/seed/seed.ts'
import { declared } from './declared.ts'

t.setTimeout(900_000)
const root = resolve(import.meta.dirname, '..')
const password = 'a-secret-of-this-test'
let serverLog = ''
const cluster = await startEmbedded({
  dataDir: mkdtempSync(join(tmpdir(), 'konwent-roles-')),
  throwaway: true,
  log: (line) => {
    serverLog += `${line}\n`
  }
})
t.teardown(cluster.stop)

/** URL of a database for a login, or for the superuser. */
function address(database: string, login?: string): string {
  const url = new URL(cluster.url)
  url.pathname = `/${database}`
  if (login) Object.assign(url, { username: login, password })
  return url.href
}

const opened: Connection[] = []
t.teardown(() => Promise.all(opened.map(({ close }) => close())))
function open(database: string, login?: string, options: Partial<ConnectOptions> = {}): Connection {
  const connection = connect(address(database, login), { max: 2, ...options })
  opened.push(connection)
  return connection
}

const superuser = open('postgres').pool
await superuser.query(`alter system set log_statement = 'all'`)
await superuser.query('select pg_reload_conf()')
await superuser.query(`create role deploy login createrole password '${password}'`)
for (const name of ['registry', 'second', 'empty', 'forgotten'])
  await superuser.query(`create database ${name} owner deploy`)

// Both create the roles at the same time.
const deploy = open('registry', 'deploy', { noTimeouts: true })
const [applied] = await Promise.all([migrate(deploy), migrate(open('second', 'deploy', { noTimeouts: true }))])
await enableAppLogin(deploy.db, password)
await superuser.query(`alter role konwent_readonly login password '${password}'`)
const everything = open('registry').pool
const app = open('registry', 'konwent_app')
const readonly = open('registry', 'konwent_readonly').pool
await seed(open('registry', 'konwent_app', { noTimeouts: true }).db, declared.datasets)

const list = async (at: pg.Pool, statement: string): Promise<string[]> =>
  (await at.query({ text: statement, rowMode: 'array' })).rows.map(([first]) => first)
const one = async (at: pg.Pool, statement: string) => (await list(at, statement))[0]

/** Returns the SQLSTATE with which a statement is refused. Rolls the statement back. */
async function refusal(at: pg.Pool, statement: string): Promise<string | undefined> {
  const client = await at.connect()
  try {
    await client.query('begin')
    await client.query(statement)
    return undefined
  } catch (error) {
    return (error as pg.DatabaseError).code
  } finally {
    await client.query('rollback')
    client.release()
  }
}

const tables = `(select oid, relname as name from pg_class
  where relnamespace = 'public'::regnamespace and relkind = 'r') as tables`
const rights = 'select,insert,update,delete,truncate,references,trigger,maintain'

t.test(
  'migrate() as a login without superuser in two databases at the same time: konwent_owner owns everything',
  async (t) => {
    t.ok((applied as string[]).includes('0001_baseline.sql'))
    for (const database of ['registry', 'second']) {
      const { pool } = open(database)
      const strangers = `pg_get_userbyid(owner) <> 'konwent_owner'`
      const extension = (catalogue: string) =>
        `not exists (select from pg_depend
          where classid = '${catalogue}'::regclass and objid = o.oid and deptype = 'e')`
      const schemas = `= 'public'::regnamespace`
      t.strictSame(
        await list(
          pool,
          `select name from (
          select relname::text as name, relowner as owner from pg_class o
            where relnamespace ${schemas} and ${extension('pg_class')}
          union all select proname, proowner from pg_proc o where pronamespace ${schemas} and ${extension('pg_proc')}
          union all select typname, typowner from pg_type o
            where typnamespace ${schemas} and typtype in ('e', 'd') and ${extension('pg_type')}
            ) as own where ${strangers}`
        ),
        [],
        database
      )
      t.ok(
        Number(
          await one(pool, `select count(*)::int from pg_class where pg_get_userbyid(relowner) = 'konwent_owner'`)
        ) > 100
      )
    }
    t.strictSame(
      await list(
        superuser,
        `select rolname from pg_roles where rolname like 'konwent%'
          and (rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls)`
      ),
      [],
      'none of the roles has special rights'
    )
    t.strictSame(
      await list(
        superuser,
        `select roleid::regrole::text from pg_auth_members where pg_get_userbyid(member) like 'konwent%'`
      ),
      [],
      'none is a member of another role'
    )
  }
)

// Read and write, and vacuum after an erasure.
const ALL = 'select,insert,update,delete,maintain'

// Tables on which konwent_app has fewer rights.
const reduced: Record<string, string> = {
  audit: 'select',
  audit_head: 'select',
  change: 'select',
  erasure: 'select,insert',
  feed_head: 'select',
  migration: 'select',
  previous_value: 'select,update,delete,maintain',
  pending_audit: '',
  pending_change: '',
  pending_transaction: '',
  record_part: 'select',
  record_property: 'select',
  record_reference: 'select',
  record_type: 'select',
  signing_key: 'select,insert,update,maintain'
}

t.test('konwent_app may read and write every table except those of the tracking, and nothing more', async (t) => {
  const { rows } = await everything.query(
    `select name, coalesce((select string_agg(r, ',' order by n)
          from unnest(string_to_array('${rights}', ',')) with ordinality as u (r, n)
      where has_table_privilege('konwent_app', oid, r)), '') as rights from ${tables}`
  )
  t.ok(rows.length > 40)
  for (const { name, rights } of rows) t.equal(rights, reduced[name] ?? ALL, name)
  for (const name of Object.keys(reduced))
    t.ok(
      rows.some((row) => row.name === name),
      `${name} exists`
    )
})

// Tables that konwent_readonly may not read, with the reason.
const closed = {
  'has rows or columns that are not public': [
    'citation',
    'contact',
    'declaration',
    'declaration_applicant',
    'declaration_decision',
    'declaration_gap',
    'declaration_return',
    'declaration_signatory',
    'membership_event'
  ],
  'previous values, which only staff may read': ['previous_value'],
  'keys, secrets and the audit': [
    'api_key',
    'audit',
    'audit_head',
    'instance',
    'webhook_endpoint',
    'webhook_secret',
    'signing_key'
  ],
  'applications of visitors': ['application', 'application_count'],
  'internal data of the service': [
    'erasure',
    'erasure_rewrite',
    'idempotency',
    'import',
    'import_file',
    'import_row',
    'job',
    'migration',
    'pending_audit',
    'pending_change',
    'pending_disclosure',
    'pending_transaction',
    'person_former_name',
    'record_part',
    'record_property',
    'record_reference',
    'record_type',
    'redirect',
    'territory_register_state',
    'webhook_delivery',
    'webhook_trouble'
  ]
}

t.test('konwent_readonly reads public data, and a new table is closed to it', async (t) => {
  t.strictSame(
    (
      await list(
        everything,
        `select name::text from ${tables} where not has_any_column_privilege('konwent_readonly', oid, 'select')`
      )
    ).sort(),
    Object.values(closed).flat().sort()
  )
  t.strictSame(
    await list(
      everything,
      `select name from ${tables}
        where has_table_privilege('konwent_readonly', oid, '${rights.replace('select,', '')}')`
    ),
    []
  )
  t.equal(await one(readonly, `select count(*)::int from organisation where slug = 'cus-belzyce'`), 1)
  t.equal(await one(readonly, `select fold('Bełżyce')`), 'belzyce')
})

t.test('SECURITY DEFINER functions have a fixed search path, and only the intended ones can be called', async (t) => {
  const own = `pg_proc where pg_get_userbyid(proowner) = 'konwent_owner' and pronamespace = 'public'::regnamespace`
  t.ok(Number(await one(everything, `select count(*)::int from ${own} and prosecdef`)) > 5)
  t.strictSame(
    await list(
      everything,
      `select proname from ${own} and prosecdef and not coalesce(proconfig &&
          '{"search_path=public, pg_temp","search_path=pg_catalog, public, pg_temp"}', false)`
    ),
    [],
    'each has a fixed search path with temporary tables last'
  )
  const callable = (role: string) =>
    list(
      everything,
      `select proname::text from ${own} and prosecdef and has_function_privilege('${role}', oid, 'execute') order by 1`
    )
  t.strictSame(await callable('konwent_app'), ['mark_change', 'record_audit'])
  t.strictSame(await callable('konwent_readonly'), [])
  // As the function of another trigger, it would treat any rows as rows of a table of the registry.
  t.strictSame(
    await list(
      everything,
      `select proname from ${own} and (prorettype = 'trigger'::regtype or proname ~ '^(track|register)_')
          and has_function_privilege('konwent_app', oid, 'execute')`
    ),
    []
  )
  t.strictSame(
    await list(everything, `select proname from ${own} and has_function_privilege('public', oid, 'execute')`),
    [],
    'no function is callable by public'
  )
})

t.test('konwent_app can write: a change is in the change log and the audit', async (t) => {
  const before = await one(everything, 'select seq::int from feed_head')
  await app.pool.query(`update organisation set website = 'https://example.org/' where slug = 'cus-belzyce'`)
  await app.pool.query(`select record_audit('contact.read', 'contact', '{1}', '{email}')`)
  t.equal(await one(everything, 'select seq::int from feed_head'), Number(before) + 1)
  t.strictSame(await list(everything, 'select action from audit order by seq desc limit 2'), [
    'contact.read',
    'organisation.updated'
  ])
  t.equal(await one(everything, 'select audit_broken_at()'), null)
})

const forgery = `'organisation.updated', 'organisation', '{}', '{}'`
const abuses: [statement: string, code: string][] = [
  [`update audit set actor = 'command'`, '42501'],
  ['delete from audit', '42501'],
  ['truncate audit', '42501'],
  [
    `insert into audit (seq, occurred_at, actor, action, subject_type, subject_ids, fields, hash)
      values (1, now(), 'command', ${forgery}, sha256(''))`,
    '42501'
  ],
  [`merge into audit using (select 1 as seq) s on audit.seq = s.seq when matched then delete`, '42501'],
  ['select from audit for update', '42501'],
  [`update audit_head set hash = sha256('')`, '42501'],
  [`update change set op = 'delete'`, '42501'],
  ['delete from change', '42501'],
  [
    `insert into change (seq, type, op, subject_type, subject_id)
      values (999, 'organisation.deleted', 'delete', 'organisation', '1')`,
    '42501'
  ],
  ['truncate change', '42501'],
  ['update feed_head set seq = 0', '42501'],
  ['insert into pending_transaction values (pg_current_xact_id())', '42501'],
  ['select from pending_change', '42501'],
  [`select touch('organisation', '{}', 'name')`, '42501'],
  [`select register_record('organisation')`, '42501'],
  ['select begin_settling()', '42501'],
  ['drop trigger fan_out on change', '42501'],
  ['create table mine (id int)', '42501'],
  ['create temporary table mine (id int)', '42501'],
  ['create schema mine', '42501'],
  ['create function mine() returns int language sql return 1', '42501'],
  ['create extension pgcrypto', '42501'],
  ['drop table organisation', '42501'],
  ['alter table organisation add column mine int', '42501'],
  ['alter table audit owner to konwent_app', '42501'],
  ['create index mine on organisation (name)', '42501'],
  ['truncate organisation', '42501'],
  ['alter table organisation disable trigger all', '42501'],
  ['alter table organisation disable trigger track_update', '42501'],
  ['create trigger mine after insert on organisation execute function settle()', '42501'],
  ['alter function settle() owner to konwent_app', '42501'],
  // Granting a right that one may not grant is only a warning.
  ['grant update on audit to konwent_app; update audit set seq = 0', '42501'],
  [`delete from migration`, '42501'],
  [`update record_type set journaled = false`, '42501'],
  [`set session_replication_role = 'replica'`, '42501'],
  [`select set_config('session_replication_role', 'replica', true)`, '42501'],
  ['set role konwent_owner', '42501'],
  ['set role postgres', '42501'],
  ['set session authorization postgres', '42501'],
  ['create role mine superuser', '42501'],
  ['alter role konwent_app superuser', '42501'],
  ['grant konwent_owner to konwent_app', '42501'],
  [`copy organisation to program 'cat'`, '42501'],
  [`copy organisation to '/tmp/konwent-stolen'`, '42501'],
  [`copy organisation (name) from '/etc/passwd'`, '42501'],
  [`select pg_read_file('/etc/passwd')`, '42501'],
  [`select lo_import('/etc/passwd')`, '42501'],
  ['select rolpassword from pg_authid', '42501'],
  ['select passwd from pg_shadow', '42501'],
  ['select pg_reload_conf()', '42501'],
  ['drop table job', '42501']
]

t.test('konwent_app is refused everything else', async (t) => {
  for (const [statement, code] of abuses) t.equal(await refusal(app.pool, statement), code, statement)
})

t.test('konwent_readonly is refused every change and every secret', async (t) => {
  const secrets = [
    'secret_hash from api_key',
    'secret from webhook_secret',
    'cursor_key from instance',
    'private_key from signing_key',
    'email from contact',
    'title from declaration',
    '* from audit',
    'rolpassword from pg_authid'
  ]
  for (const what of secrets) t.equal(await refusal(readonly, `select ${what}`), '42501', what)
  const writes = [
    `update person set given_name = 'Jan'`,
    'delete from membership',
    `insert into source (slug, kind) values ('a', 'document')`,
    'create table mine (id int)'
  ]
  for (const write of writes) {
    t.equal(await refusal(readonly, write), '25006', `${write}, in a read-only transaction`)
    t.equal(
      await refusal(readonly, `set transaction read write; ${write}`),
      '42501',
      `${write}, in a read-write transaction`
    )
  }
  for (const statement of [
    'set role konwent_app',
    `select record_audit('a.b', 'a', '{}', '{}')`,
    `copy organisation to program 'cat'`
  ])
    t.equal(await refusal(readonly, `set transaction read write; ${statement}`), '42501', statement)
})

t.test('Time limits apply to every login of the roles with any client', async (t) => {
  const begin = async (login: string) => {
    const client = new pg.Client(address('registry', login))
    await client.connect()
    t.teardown(() => client.end())
    return client
  }
  const [service, reports, blocker] = await Promise.all([
    begin('konwent_app'),
    begin('konwent_readonly'),
    begin('konwent_app')
  ])
  const names = [
    'statement_timeout',
    'lock_timeout',
    'idle_in_transaction_session_timeout',
    'default_transaction_read_only'
  ]
  const settings = async (client: pg.Client) =>
    (await client.query(`select array(select current_setting(n) from unnest($1::text[]) as n) as s`, [names])).rows[0].s
  t.strictSame(await settings(service), ['4s', '2s', '5s', 'off'])
  t.strictSame(await settings(reports), ['30s', '2s', '1min', 'on'])

  await t.rejects(service.query('select pg_sleep(10)'), { code: '57014' }, 'a longer query is cancelled')
  await blocker.query(`begin; select from source where slug = 's000' for update`)
  await t.rejects(
    service.query(`update source set title = 'b' where slug = 's000'`),
    { code: '55P03' },
    'a longer wait for a lock is cancelled'
  )
  await blocker.query('rollback')

  t.strictSame((await app.pool.query('show statement_timeout')).rows, [{ statement_timeout: '4s' }])
  const patient = open('registry', 'konwent_app', { noTimeouts: true }).pool
  t.strictSame(
    (await patient.query('show statement_timeout')).rows,
    [{ statement_timeout: '0' }],
    'an import has a longer limit'
  )
})

t.test(
  'A login with more rights serves as konwent_app but can leave the role; the login konwent_app itself cannot',
  async (t) => {
    for (const login of [undefined, 'deploy']) {
      const { pool } = open('registry', login, { role: 'konwent_app', max: 1 })
      t.equal(await one(pool, 'select current_user::text'), 'konwent_app')
      t.equal(await refusal(pool, 'delete from audit'), '42501')
      await pool.query('reset role')
      t.equal(await one(pool, 'select current_user::text'), 'konwent_app', 'RESET ROLE changes nothing')
      await pool.query('set role none')
      t.not(await one(pool, 'select current_user::text'), 'konwent_app', 'SET ROLE NONE does')
    }
    const { pool } = open('registry', 'konwent_app', { role: 'konwent_app', max: 1 })
    await pool.query('set role none')
    t.equal(await one(pool, 'select current_user::text'), 'konwent_app', 'not if the login is konwent_app itself')

    const options = encodeURIComponent('-c role=none -c statement_timeout=0 -c work_mem=5MB')
    const url = `${address('registry')}?options=${options}`
    const connection = connect(url, { max: 1, role: 'konwent_app' })
    opened.push(connection)
    t.strictSame(
      await list(
        connection.pool,
        `select unnest(array[current_user, current_setting('statement_timeout'), current_setting('work_mem')])`
      ),
      ['konwent_app', '4s', '5MB'],
      'options in the URL apply, but do not remove the role'
    )
  }
)

t.test('Objects of later migrations belong to konwent_owner and are available to konwent_app', async (t) => {
  const copy = mkdtempSync(join(tmpdir(), 'konwent-later-'))
  t.teardown(() => rmSync(copy, { recursive: true, force: true }))
  for (const folder of ['migrations', 'src/db']) cpSync(join(root, folder), join(copy, folder), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  writeFileSync(join(copy, 'package.json'), '{ "type": "module" }')
  writeFileSync(
    join(copy, 'migrations/9999_later.sql'),
    `create table later (id int generated always as identity, n serial, body text);
     create function later_size() returns bigint language sql stable return (select count(*) from later);
     create function later_trigger() returns trigger language plpgsql as 'begin return new; end';`
  )
  const later = (await import(join(copy, 'src/db/migrate.ts'))) as {
    migrate: typeof migrate
    isCurrent: typeof isCurrent
  }
  const second = open('second', 'deploy', { noTimeouts: true })
  const service = open('second', undefined, { role: 'konwent_app' })
  t.equal(await isCurrent(service.db), true)
  t.equal(await later.isCurrent(service.db), false)
  t.strictSame(await later.migrate(second), ['9999_later.sql'])
  t.equal(await later.isCurrent(service.db), true)
  t.strictSame(
    await list(
      second.pool,
      `select pg_get_userbyid(relowner)::text from pg_class where relname = 'later'
        union all select pg_get_userbyid(proowner) from pg_proc where proname ~ '^later'`
    ),
    ['konwent_owner', 'konwent_owner', 'konwent_owner']
  )
  await service.pool.query(`insert into later (body) values ('a'); update later set body = 'b'`)
  t.equal(await one(service.pool, 'select later_size()'), 1)
  t.equal(await refusal(service.pool, 'drop table later'), '42501')
  t.equal(await refusal(open('second', 'konwent_readonly').pool, 'select from later'), '42501')
})

interface Service {
  child: ChildProcess
  output: () => string
  /** Waits for the first match in the output of the service. Throws if the service ends first. */
  printed: (pattern: RegExp) => Promise<RegExpExecArray>
  base: string
}

async function serve(t: Test, url: string): Promise<Service> {
  const env = { PATH: process.env.PATH, DATABASE_URL: url, PORT: '0', LOG_LEVEL: 'warn' }
  const child = spawn(process.execPath, ['src/main.js'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  t.teardown(() => void child.kill('SIGTERM'))
  let text = ''
  const news = new EventEmitter()
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      news.emit('more')
    })
  let ended = false
  child.once('close', () => {
    ended = true
    news.emit('more')
  })
  const printed = async (pattern: RegExp) => {
    for (;;) {
      const found = pattern.exec(text)
      if (found) return found
      if (ended) throw new Error(`not ${pattern}, but: ${text}`)
      await once(news, 'more')
    }
  }
  const [, base = ''] = await printed(/^Rejestr .*: (http:\S+)$/m)
  return { child, output: () => text, printed, base }
}

const status = async (url: string) => (await fetch(url)).status

t.test('npm start with a login that may not migrate waits for `konwent migrate`, then loads the seed', async (t) => {
  const url = address('empty', 'konwent_app')
  const connection = open('empty', 'konwent_app')
  t.equal(await mayMigrate(connection.db), false)
  t.equal(await mayMigrate(open('empty', 'deploy').db), true)
  await t.rejects(migrate(connection), { code: '42501' })

  const service = await serve(t, url)
  t.ok(
    await service.printed(
      /the database has not been migrated and this login may not do it; waiting for `konwent migrate`/
    )
  )
  t.equal(await status(`${service.base}/livez`), 200)
  for (const path of ['/readyz', '/v1/organisations']) t.equal(await status(service.base + path), 503, path)

  serverLog = ''
  const storedPassword = () => one(superuser, `select rolpassword from pg_authid where rolname = 'konwent_app'`)
  const before = await storedPassword()
  const env = { PATH: process.env.PATH, DATABASE_URL: address('empty', 'deploy'), DATABASE_APP_PASSWORD: password }
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['src/cli/konwent.ts', 'migrate'], {
    cwd: root,
    env
  })
  t.match(stdout, /^Applied: 0001_baseline.sql, /)
  t.equal(stderr, '')
  t.not(await storedPassword(), before, 'the password is set')
  t.match(serverLog, 'alter role konwent_app login password', 'the server log has the statement')
  t.notMatch(serverLog + stdout, password, 'the server log does not contain the password')
  while ((await status(`${service.base}/readyz`)) !== 200) await sleep(50)
  const response = (await (await fetch(`${service.base}/v1/organisations?member=true&count=exact`)).json()) as {
    meta: { total: number }
  }
  t.equal(response.meta.total, 26)

  for (const args of [['migrate'], ['changes', 'prune', '--older-than', '730']]) {
    const refused = promisify(execFile)(process.execPath, ['src/cli/konwent.ts', ...args], {
      cwd: root,
      env: { PATH: process.env.PATH, DATABASE_URL: url }
    })
    await t.rejects(refused, {
      code: 1,
      stderr: /^The login may not do this: permission denied .+\. Use the login of the owner of the database\.\n$/
    })
  }
})

t.test('npm start keeps waiting if its login is disabled meanwhile, and logs why', async (t) => {
  const { child, printed, base } = await serve(t, address('forgotten', 'konwent_app'))
  await printed(/waiting for `konwent migrate`/)
  await superuser.query('alter role konwent_app nologin')
  t.ok(await printed(/role \\"konwent_app\\" is not permitted to log in/))
  t.equal(child.exitCode, null)
  t.equal(await status(`${base}/readyz`), 503)
  await superuser.query('alter role konwent_app login')
})
