// konwent migrate: applied migrations do not change, functions follow their text.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t, { type Test } from 'tap'
import { connect } from '../src/db/connect.ts'
import { isCurrent, migrate } from '../src/db/migrate.ts'
import { database, emptyDatabase } from './helper.ts'

t.setTimeout(120_000)

/** Creates a migrated database and a copy of the folder `migrations` that can be changed. */
async function start(t: Test, { empty = false } = {}) {
  const url = await (empty ? emptyDatabase(t) : database(t))
  const open = (max = 1) => {
    const connection = connect(url, { max, noTimeouts: true })
    t.teardown(connection.close)
    return connection
  }
  const connection = open(2)
  const path = mkdtempSync(join(tmpdir(), 'konwent-migrations-'))
  t.teardown(() => rmSync(path, { recursive: true, force: true }))
  cpSync(join(import.meta.dirname, '../migrations'), path, { recursive: true })
  const folder = pathToFileURL(`${path}/`)
  return {
    ...connection,
    open,
    run: (onBusy = () => {}) => migrate(connection, { folder, onBusy }),
    current: () => isCurrent(connection.db, folder),
    text: (file: string) => readFileSync(join(path, file), 'utf8'),
    write: (file: string, text: string) => writeFileSync(join(path, file), text),
    remove: (file: string) => rmSync(join(path, file))
  }
}

const sumOf = (table: string) => `create or replace function a_sum() returns bigint
  return (select sum(n) from ${table})`

t.test('migrate() applies only functions with a changed text again', async (t) => {
  const { run, current, text, write, pool } = await start(t)
  t.equal(await current(), true)
  t.strictSame(await run(), [])
  const file = 'functions/fan_out_changes.sql'
  write(file, text(file).replaceAll('\n', '\r\n'))
  t.equal(await current(), true, 'line ends are ignored')
  write(file, `${text(file)}comment on function type_wanted is 'Another text.';`)
  t.equal(await current(), false)
  t.strictSame(await run(), [file])
  t.equal(await current(), true)
  const { rows } = await pool.query(`select obj_description('type_wanted'::regproc) as comment,
    pg_get_userbyid(proowner) as owner from pg_proc where proname = 'type_wanted'`)
  t.strictSame(rows, [{ comment: 'Another text.', owner: 'konwent_owner' }])
})

t.test('functions come before the migrations that use them, and after those that make what they name', async (t) => {
  for (const empty of [false, true]) {
    const { run, write, pool } = await start(t, { empty })
    write('functions/a_sum.sql', sumOf('counter'))
    write('functions/b_next.sql', 'create or replace function b_next() returns int return c_one() + 1')
    write('functions/c_one.sql', 'create or replace function c_one() returns int return 1')
    write('0901_counter.sql', 'create table counter (n int default b_next()); insert into counter default values')
    write('0902_sum.sql', 'create view total as select a_sum() as n')
    t.strictSame((await run()).slice(-2), ['0901_counter.sql', '0902_sum.sql'])
    t.equal((await pool.query('select n::int from total')).rows[0].n, 2)
  }
  const { run, write, pool } = await start(t)
  write('functions/a_sum.sql', sumOf('nowhere'))
  write('0901_table.sql', 'create table made (n int)')
  await t.rejects(run(), { message: 'relation "nowhere" does not exist' })
  t.equal((await pool.query(`select to_regclass('made') as it`)).rows[0].it, null, 'nothing of the run is kept')
})

t.test('migrate() refuses an edited migration and names the file', async (t) => {
  const { run, current, text, write } = await start(t)
  write('0001_baseline.sql', `${text('0001_baseline.sql')}-- edited`)
  t.equal(await current(), false)
  await t.rejects(run(), { message: /^migrations\/0001_baseline\.sql was edited after .* new migration\.$/ })
})

t.test('migrate() refuses a migration in the wrong place or of a newer version', async (t) => {
  const { run, current, write, remove } = await start(t)
  write('0901_late.sql', 'select 1')
  t.equal(await current(), false)
  t.strictSame(await run(), ['0901_late.sql'])
  write('0002_z.sql', 'select 1')
  await t.rejects(run(), { message: /^migrations\/0002_z\.sql comes before 0901_late\.sql/ })
  remove('0002_z.sql')
  remove('0901_late.sql')
  t.equal(await current(), true, 'an older version can go on serving')
  await t.rejects(run(), { message: /^The database has the migration 0901_late\.sql, .* Install that version\.$/ })
})

t.test('requests go on while a migration waits for tables that other sessions use', async (t) => {
  const { run, write, pool, open } = await start(t)
  write('0901_column.sql', 'alter table organisation add column a_note text')
  for (const table of ['organisation', 'membership']) {
    const [user, reader] = [open(), open()]
    await user.pool.query('begin')
    await user.pool.query(`select count(*) from ${table}`)
    let attempts = 0
    const migrated = run(() => attempts++)
    // If the migration kept its locks, this read would wait until the first transaction ends.
    while (attempts < 2) await reader.pool.query('select count(*) from organisation')
    const { rows } = await pool.query(`select count(*)::int from migration where file = '0901_column.sql'`)
    t.equal(rows[0].count, 0)
    await user.pool.query('commit')
    t.strictSame(await migrated, ['0901_column.sql'])
    await pool.query(`delete from migration where file = '0901_column.sql'`)
    await pool.query('alter table organisation drop column a_note')
  }
})

t.test('changed functions wait for writes only, and not in a deadlock', async (t) => {
  const { run, text, write, open } = await start(t)
  const file = 'functions/fan_out_changes.sql'
  write(file, `${text(file)}comment on function type_wanted is 'Another text.';`)
  const [reader, writer] = [open(), open()]
  await reader.pool.query('begin')
  await reader.pool.query('select count(*) from organisation')
  await writer.pool.query('begin')
  await writer.pool.query('lock table territory in row exclusive mode')
  let attempts = 0
  const applied = run(() => attempts++)
  while (attempts === 0) await reader.pool.query('select 1')
  // The migration has given up its lock of this table, for which it would otherwise wait in a deadlock.
  await writer.pool.query('lock table organisation in row exclusive mode')
  await writer.pool.query('commit')
  t.strictSame(await applied, [file])
  await reader.pool.query('commit')
})
