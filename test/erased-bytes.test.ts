// After an erasure and the nightly job, the files of the database contain neither the name nor the address.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import tap, { type Test } from 'tap'
import { connect } from '../src/db/connect.ts'
import { NIGHTLY, rewriteErased } from '../src/features/privacy/erasure/rewrite.ts'
import { emptyDatabase } from './helper.ts'
import { withImports } from './imports.ts'
import { openJobs } from './jobs.ts'

const NAME = 'Kunegunda Xqwrońska'
const PATTERNS = ['Xqwrońska', 'xqwronska', 'gwiazdka77', '602345678'].map((text) => Buffer.from(text))

/** A registry whose person has left old row versions, a rolled back preview and samples of the planner. */
async function erased(t: Test) {
  const registry = await withImports(t)
  const { call, makeKey, connection } = registry
  const writer = await makeKey(['registry:write', 'contacts:read'])
  const admin = await makeKey(['privacy:admin'])
  const [given_name, family_name] = NAME.split(' ')
  const person = await call('POST', 'people', { key: writer, body: { given_name, family_name } })
  const contact = { slug: 'kontakt', printed_holder: { id: person.json.id }, organisation: { slug: 'cus-belzyce' } }
  const body = { ...contact, email: 'gwiazdka77@example.org', phone: '+48602345678' }
  t.equal((await call('POST', 'contacts', { key: writer, body })).status, 201)
  await connection.pool.query(
    `insert into event (slug, title, kind, date_on, occasion) select 'zjazd-' || n, 'Zjazd', 'other', '2022-11-21', $1
     from generate_series(1, 3) as n`,
    [`Jubileusz: ${NAME}.`]
  )
  await registry.preview('resource=people', `slug,given_name,family_name\nx,Kunegunda,Xqwrońska\n`)
  await connection.pool.query('analyze; checkpoint')
  /** Relations whose files contain something of the person. */
  const found = async (): Promise<string[]> => {
    await connection.pool.query('checkpoint')
    const { rows } = await connection.pool.query<{ folder: string; oid: number }>(
      `select current_setting('data_directory') as folder, oid from pg_database where datname = current_database()`
    )
    const { folder, oid } = rows[0] as { folder: string; oid: number }
    const base = join(folder, 'base', String(oid))
    const files = readdirSync(base).filter((file) => {
      const bytes = readFileSync(join(base, file))
      return PATTERNS.some((pattern) => bytes.includes(pattern))
    })
    const { rows: names } = await connection.pool.query<{ name: string }>(
      `select distinct relname as name from pg_class where pg_relation_filenode(oid)::text = any($1::text[]) order by 1`,
      [files.map((file) => file.replace(/[._].*$/, ''))]
    )
    return names.map(({ name }) => name)
  }
  const before = await found()
  for (const name of ['person', 'contact', 'event', 'import_file', 'import_row', 'pg_statistic'])
    t.ok(before.includes(name), `the scan finds what is in ${name}`)
  const erase = () =>
    call('POST', `people/${person.json.id}/erasure`, { key: admin, body: { pseudonymise_name: true } })
  t.equal((await erase()).status, 200)
  return { ...registry, found }
}

tap.test('The job rewrite_erased removes the name and the address from the files of all tables', async (t) => {
  const { found, url, connection, one } = await erased(t)
  t.ok((await found()).length > 0, 'freed pages still contain them after VACUUM')
  const jobs = openJobs(url)
  t.teardown(jobs.close)
  await jobs.completeNightly('rewrite_erased')
  t.strictSame(await found(), [])
  t.equal(await one(`select attempts from job where task = 'rewrite_erased'`), 0, 'it is due the next night')

  const nodes = async () =>
    (await connection.pool.query(`select pg_relation_filenode('person') as person`)).rows[0].person
  const node = await nodes()
  await jobs.completeNightly('rewrite_erased')
  t.equal(await nodes(), node, 'without another erasure nothing is rewritten')
})

tap.test('The job rewrite_erased gives way to readers, and rewrites the rest later', async (t) => {
  const { found, url, connection, one } = await erased(t)
  const db = connect(url, { max: 3, noTimeouts: true, role: 'konwent_app' })
  t.teardown(db.close)
  const options = { ...NIGHTLY, lockTimeoutMs: 50, pauseMs: 1, attempts: 2 }
  const reader = await connection.pool.connect()
  await reader.query('begin')
  await t.rejects(
    rewriteErased(db.db, { ...options, patienceMs: 0 }),
    { message: /transactions are open/ },
    'a transaction that began before may see the erased rows'
  )
  await reader.query('rollback')
  const elsewhere = new pg.Client({ connectionString: await emptyDatabase(t) })
  await elsewhere.connect()
  await elsewhere.query('begin; select pg_current_xact_id()')
  // An erasure that is complete while the other transaction is open.
  await connection.pool.query('select pg_current_xact_id()')
  await t.rejects(
    rewriteErased(db.db, { ...options, patienceMs: 0 }),
    { message: /transactions are open/ },
    'every snapshot reaches back to a writing transaction of another database'
  )
  await elsewhere.end()
  // One of the last tables is in use from the moment when the job has looked for transactions and begun its work.
  const run = rewriteErased(db.db, options)
  while ((await one('select count(*)::int from erasure_rewrite')) === 0)
    await new Promise((resolve) => setTimeout(resolve, 5))
  await reader.query('begin; lock table webhook_endpoint in access share mode')
  const { left } = await run
  t.ok(left.length === 0 || left.includes('public.webhook_endpoint'))
  await reader.query('rollback')
  reader.release()
  t.strictSame((await rewriteErased(db.db, options)).left, [])
  t.strictSame(await found(), [])
})

tap.test('konwent privacy rewrite: a login without the right says how to remove the samples', async (t) => {
  const { url, connection } = await erased(t)
  await connection.pool.query('revoke maintain on pg_catalog.pg_statistic from konwent_app')
  const db = connect(url, { max: 3, noTimeouts: true, role: 'konwent_app' })
  t.teardown(db.close)
  const { done, left, samplesLeft } = await rewriteErased(db.db, NIGHTLY)
  t.ok(done.includes('public.person'))
  t.strictSame([left, samplesLeft], [[], true])
})
