// Writes whose statements are sent together: each error has its effect and its name all the same.
import { sql } from 'kysely'
import tap from 'tap'
import type { Db, Tx } from '../../src/db/connect.ts'
import { pipelined } from '../../src/db/transaction.ts'
import { ApiError } from '../../src/http/errors.ts'
import { type Author, command, write, writeAndRead } from '../../src/records/write/transaction.ts'
import { setup } from '../helper.ts'

const t = tap
const { db } = await setup(t)
let inserted = 0
/** Inserts another person each time. */
const insert = (tx: Tx) =>
  sql`insert into person (slug, given_name, family_name) values (${`lucja-${++inserted}`}, 'Łucja', 'Żółć')`.execute(tx)
const count = async (on: Db = db) =>
  (await sql<{ n: number }>`select count(*)::int as n from person where family_name = 'Żółć'`.execute(on)).rows[0]?.n
const fail = (tx: Tx) => sql`select from missing_table`.execute(tx)

t.test('The read of the response sees the write, and its error undoes it', async (t) => {
  await t.rejects(
    writeAndRead(db, command, insert, fail),
    { code: '42P01' },
    'the reason, not the rollback that follows from it'
  )
  t.equal(await count(), 0)
  const [, seen] = await writeAndRead(db, command, insert, (tx) => count(tx))
  t.equal(seen, 1)
  t.equal(await count(), 1)
})

t.test('A statement that nobody waits for undoes the write if it fails', async (t) => {
  const before = await count()
  const failing = (step: 'before' | 'after') =>
    write(db, command, async (tx, later) => {
      if (step === 'before') later(fail(tx))
      later(insert(tx))
      if (step === 'after') later(fail(tx))
    })
  for (const step of ['before', 'after'] as const) await t.rejects(failing(step), { code: '42P01' }, step)
  t.equal(await count(), before)
  await write(db, command, async (tx, later) => later(insert(tx)))
  t.equal(await count(), (before ?? 0) + 1)
})

t.test('Without a valid key, no other reason is given and nothing is written', async (t) => {
  const before = await count()
  const revoked: Author = { ...command, valid: sql`false` }
  await t.rejects(write(db, revoked, insert), { code: 'invalid_key' })
  await t.rejects(
    write(db, revoked, async (tx, later) => later(insert(tx))),
    { code: 'invalid_key' }
  )
  const refused = write(db, revoked, async (tx) => {
    await insert(tx)
    throw new ApiError('not_found', { pl: 'Nie ma.', en: 'None.' })
  })
  await t.rejects(refused, { code: 'invalid_key' })
  t.equal(await count(), before)
})

t.test('Statements that are begun together run in their order', async (t) => {
  const seen = await pipelined(db, (tx) => {
    const reads = Array.from({ length: 20 }, (_, i) => {
      const set = sql`select set_config('konwent.request_id', ${String(i)}, true)`.execute(tx)
      const read = sql<{ id: string }>`select current_setting('konwent.request_id') as id`.execute(tx)
      return Promise.all([set, read])
    })
    return Promise.all(reads)
  })
  t.strictSame(
    seen.map(([, { rows }]) => rows[0]?.id),
    Array.from({ length: 20 }, (_, i) => String(i))
  )
})
