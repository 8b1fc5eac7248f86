// Databases of version 0.1.0: the state of its last migrations is upgraded to the schema of a fresh database.
import t, { type Test } from 'tap'
import { type Connection, connect } from '../src/db/connect.ts'
import { isCurrent, migrate } from '../src/db/migrate.ts'
import { seed } from '../src/features/seed/seed.ts'
import { declared } from './declared.ts'
import { migrateFormerly } from './former.ts'
import { emptyDatabase, setupOn } from './helper.ts'
import { schemaOf } from './schema.ts'

t.setTimeout(180_000)

async function open(t: Test): Promise<Connection & { url: string }> {
  const url = await emptyDatabase(t)
  const connection = connect(url, { max: 2, noTimeouts: true })
  t.teardown(connection.close)
  return { ...connection, url }
}

t.test(
  'migrate() upgrades the last two states of version 0.1.0 to the present schema and keeps their rows',
  async (t) => {
    const fresh = await open(t)
    await migrate(fresh)
    const schema = await schemaOf(fresh.pool)
    t.ok(schema.length > 2000, `${schema.length} lines`)
    for (const last of ['202611220330_refreshed', '202611300450_bulk_changes']) {
      const { db, pool, close, url } = await open(t)
      await migrateFormerly(db, last)
      await pool.query(`insert into territory (code, level, name) values ('06', 'voivodeship', 'lubelskie');
      insert into organisation (slug, name, short_name, kind) values ('ops-dawny', 'Ośrodek dawny', 'OPS', 'ops');
      insert into source (slug, kind) values ('dawne', 'document');
      insert into citation (source_id, organisation_id) select s.id, o.id from source s, organisation o`)
      const readChangeLog = async () => (await pool.query('select * from change order by seq')).rows
      const before = await readChangeLog()
      t.equal(await isCurrent(db), false)
      const applied = await migrate({ db })
      t.match(applied.join(), /^upgrade\/.*,0002_records\.sql,0003_imports_of_any_record\.sql\b/)
      t.equal(await isCurrent(db), true)
      t.strictSame(await migrate({ db }), [], 'and then there is nothing to do')

      const difference = compare(schema, await schemaOf(pool))
      t.strictSame(difference, { missing: [], added: [] }, last)
      t.strictSame(await readChangeLog(), before, 'the change log stays')
      await pool.query(`update organisation set slug = 'ops-nowy'`)
      t.strictSame((await pool.query('select identifier from redirect')).rows, [{ identifier: 'ops-dawny' }])
      const { rows } = await pool.query('select version, search_text from organisation')
      t.strictSame(rows, [{ version: 2, search_text: ' osrodek dawny ops' }])
      t.ok((await seed(db, declared.datasets)) > 200)
      const { get } = await setupOn(t, url)
      t.equal((await get('organisations/ops-dawny')).status, 308)
      await close()
    }
  }
)

t.test('schemaOf(): detects every difference', async (t) => {
  const { db, pool } = await open(t)
  await migrate({ db })
  const before = await schemaOf(pool)
  for (const statement of [
    `comment on column post.title is 'Inny.'`,
    'alter table post alter column title set not null',
    'alter table post drop constraint post_title_not_blank',
    'drop index contact_post_idx',
    'drop trigger track_insert on post',
    'alter function touch reset all',
    'grant select on contact to konwent_readonly',
    'drop policy person_served on person',
    'alter default privileges for role konwent_owner in schema public revoke usage on sequences from konwent_app'
  ]) {
    await pool.query('begin')
    await pool.query(statement)
    const { missing, added } = compare(before, await schemaOf(pool))
    t.ok(missing.length + added.length > 0, statement)
    await pool.query('rollback')
  }
})

t.test('migrate() refuses other states of version 0.1.0, explains what to do, and changes nothing', async (t) => {
  const { db, pool } = await open(t)
  await migrateFormerly(db, '202611212390_roles')
  const before = await schemaOf(pool).catch(() => undefined)
  t.equal(before, undefined, 'tables of the present are not there')
  const message = /^This database is at the migration 202611212390_roles .* Install version 0\.1\.0 .* changed\.$/
  await t.rejects(migrate({ db }), { message })
  t.equal((await pool.query('select count(*)::int as n from kysely_migration')).rows[0].n, 17)
})

t.test('migrate() works after a failed first run of version 0.1.0', async (t) => {
  const { db, pool } = await open(t)
  await pool.query('create table kysely_migration (name text); create table kysely_migration_lock (id text)')
  t.ok((await migrate({ db })).includes('0001_baseline.sql'))
  t.equal((await pool.query(`select to_regclass('kysely_migration') as it`)).rows[0].it, null)
})

function compare(one: string[], other: string[]): { missing: string[]; added: string[] } {
  const [first, second] = [new Set(one), new Set(other)]
  return { missing: one.filter((line) => !second.has(line)), added: other.filter((line) => !first.has(line)) }
}
