// Prepared statements: which are prepared, how many per connection, and the effect of changed schemas, servers and
// connections.
import { sql } from 'kysely'
import t from 'tap'
import { connect, type Db } from '../src/db/connect.ts'
import { MAX_PREPARED, MAX_UNPREPARED } from '../src/db/prepared.ts'
import { database, setup } from './helper.ts'

interface Prepared {
  statement: string
  parameters: string[]
  generic: number
  custom: number
}

/** Returns the prepared statements of the connection of the pool. */
const preparedOn = async (db: Db): Promise<Prepared[]> => {
  const { rows } = await sql<Prepared>`select statement, parameter_types::text[] as parameters,
      generic_plans as generic, custom_plans as custom
    from pg_prepared_statements where statement not like '%pg_prepared_statements%'`.execute(db)
  return rows
}
const times = async (count: number, work: (i: number) => Promise<unknown>) => {
  for (let i = 0; i < count; i++) await work(i)
}

t.test('Only repeated statements are prepared, up to a maximum', async (t) => {
  const { db, close } = connect(await database(t), { max: 1, timeoutFactor: 15 })
  t.teardown(close)
  const run = (i: number) => sql`select ${sql.lit(i)}::int + ${i}::int as sum`.execute(db)
  await times(2 * MAX_PREPARED, run)
  t.strictSame(await preparedOn(db), [], 'no statement that was sent once')
  await times(2 * MAX_PREPARED, run)
  const again = await preparedOn(db)
  t.ok(again.length <= MAX_PREPARED && again.length > MAX_PREPARED - 5, `${again.length} are prepared`)
  const last = 2 * MAX_PREPARED - 1
  const { rows } = await sql<{ sum: number }>`select ${sql.lit(last)}::int + ${3}::int as sum`.execute(db)
  t.strictSame(rows, [{ sum: last + 3 }], 'a statement beyond the maximum works unprepared')

  await times(3, () => sql`create table if not exists made (n int)`.execute(db))
  await times(3, (i) => sql.raw(`insert into made values (${i}); insert into made values (${i})`).execute(db))
  t.strictSame(
    (await sql`select count(*) as n from made`.execute(db)).rows,
    [{ n: 6 }],
    'several statements in one text are not prepared'
  )
})

t.test('A full connection is replaced when other statements repeat', async (t) => {
  const { db, close } = connect(await database(t), { max: 1, timeoutFactor: 15 })
  t.teardown(close)
  const run = (i: number) => sql`select ${sql.lit(i)}::int + ${i}::int as sum`.execute(db)
  const pid = async () => (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]?.pid
  const before = await pid()
  await times(2, () => times(MAX_PREPARED, run))
  t.equal(await pid(), before)
  const late = async () => (await preparedOn(db)).filter(({ statement }) => statement.startsWith('select 5000::'))
  await times(20, () => run(5_000))
  t.equal(await pid(), before, 'not after a few statements')
  t.strictSame(await late(), [])
  // It is not replaced within a transaction.
  await db
    .transaction()
    .execute((tx) => times(MAX_UNPREPARED, () => sql`select ${sql.lit(5_000)}::int + ${5_000}::int as sum`.execute(tx)))
  t.not(await pid(), before)
  await times(2, () => run(5_000))
  t.equal((await late()).length, 1, 'now the new statement is prepared')
})

t.test('A prepared statement survives changes of its tables', async (t) => {
  const url = await database(t)
  const { db, close } = connect(url, { max: 1, timeoutFactor: 15 })
  const other = connect(url, { max: 1, timeoutFactor: 15 })
  t.teardown(() => Promise.all([close(), other.close()]))
  const all = () => sql`select * from grown where n >= ${0} order by n`.execute(db)
  const change = (text: string) => sql.raw(text).execute(other.db)
  await change('create table grown (n int); insert into grown values (1)')
  await times(8, all)
  t.equal((await preparedOn(db)).length, 1)

  await change('alter table grown add column name text')
  t.strictSame((await all()).rows, [{ n: 1, name: null }], 'with another result, at once')
  await times(3, all)
  await change('create index grown_idx on grown (n)')
  t.strictSame((await all()).rows, [{ n: 1, name: null }], 'with an index')

  await change('alter table grown add column more text')
  const inTransaction = () =>
    db.transaction().execute((tx) => sql`select * from grown where n >= ${0} order by n`.execute(tx))
  await t.rejects(inTransaction(), { code: '0A000' }, 'a transaction ends with the error of PostgreSQL')
  t.strictSame((await inTransaction()).rows, [{ n: 1, name: null, more: null }], 'the next transaction works')

  await times(3, all)
  await sql`deallocate all`.execute(db)
  t.strictSame((await all()).rows, [{ n: 1, name: null, more: null }], 'after DEALLOCATE ALL')
  await change('alter table grown drop column n')
  await t.rejects(all(), { code: '42703' }, 'and errors are reported')
})

t.test('A closed connection loses its statements', async (t) => {
  const url = await database(t)
  const { db, close } = connect(url, { max: 1, timeoutFactor: 15 })
  const admin = connect(url, { max: 1, timeoutFactor: 15 })
  t.teardown(() => Promise.all([close(), admin.close()]))
  const add = (n: number) => sql<{ sum: number }>`select ${n}::int + 1 as sum`.execute(db)
  await times(3, add)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(admin.db)
  const response = async () => (await add(41)).rows
  // The query that meets the closed connection fails; later ones do not.
  let rows: { sum: number }[] | undefined
  for (const end = Date.now() + 600_000; rows === undefined && Date.now() < end; )
    rows = await response().catch(() => undefined)
  t.strictSame(rows, [{ sum: 42 }])
  await times(2, () => add(1))
  t.equal((await preparedOn(db)).length, 1, 'prepared on the new connection')
})

t.test('GET of records and lists is planned once, whatever the values', async (t) => {
  const url = await database(t)
  const one = connect(url, { max: 1, role: 'konwent_app', timeoutFactor: 15 })
  t.teardown(one.close)
  const { get } = await setup(t, { db: one.db })
  const slugs = (await get('organisations?limit=20&fields=slug')).json.data.map(({ slug }: { slug: string }) => slug)
  for (const slug of slugs) await get(`organisations/${slug}`)
  const record = (await preparedOn(one.db)).find(({ statement }) => /where .*"o"\."slug" = \$1$/s.test(statement))
  t.strictSame(record?.parameters, ['text'], 'a record by its slug')
  t.ok((record?.generic ?? 0) > 10, `${record?.generic} times with the generic plan`)

  let next = 'organisations?kind=cus,ops&limit=2'
  for (let page = 0; page < 9; page++) {
    const { json } = await get(next)
    next = `organisations?kind=cus,ops&limit=2&cursor=${json.meta.next_cursor}`
  }
  const list = (await preparedOn(one.db)).find(
    ({ statement }) => statement.includes('limit 3') && statement.includes('$1')
  )
  t.strictSame(
    [...new Set(list?.parameters)],
    ['text', 'uuid'],
    'only the position is a parameter, in each part of the table'
  )
  t.match(list?.statement, `'{"cus","ops"}'`, 'values on which the plan depends are literals')

  for (const value of ["Bełżyce' or 1=1 --", '\\', '$1', "''"]) {
    t.strictSame(
      (await get(`organisations?seat=${encodeURIComponent(value)}`)).json.data,
      [],
      `and are escaped: ${value}`
    )
  }
})
