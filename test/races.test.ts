// Writes under bad conditions: deadlocks, connections closed at the worst moment, simultaneous identical requests.
import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import tap from 'tap'
import { connect } from '../src/db/connect.ts'
import { type Setup, setup, testApp } from './helper.ts'

const person = { given_name: 'Łucja', family_name: 'Żółkiewska' }
const count = async ({ db }: Setup) =>
  Number((await db.selectFrom('person').select(sql<number>`count(*)`.as('n')).executeTakeFirstOrThrow()).n)
const gapless = async ({ db }: Setup) => {
  const { rows } = await sql<{ right: boolean }>`
    select (select seq from feed_head) = (select count(*) from change)
      and (select seq from audit_head) = (select count(*) from audit) and audit_broken_at() is null
      and not exists (select from pending_change) and not exists (select from pending_transaction) as right`.execute(db)
  return rows[0]?.right
}

tap.test('PATCH that is the victim of a deadlock is retried and succeeds', async (t) => {
  const registry = await setup(t)
  const key = await registry.key(['registry:write'])
  const [membership] = (await registry.get('organisations/cus-belzyce/memberships')).json.data
  const etag = (await registry.get(`memberships/${membership.id}`)).headers.etag as string
  const other = await registry.connection.pool.connect()
  // The other transaction detects deadlocks late, so PostgreSQL cancels that of the service.
  await other.query(
    "begin; set local deadlock_timeout = '10s'; update organisation set legal_form = 'inna' where slug = 'cus-belzyce'"
  )
  const patched = registry.call('PATCH', `memberships/${membership.id}`, {
    key,
    body: { tier_basis_note: 'Uchwała' },
    headers: { 'if-match': etag }
  })
  await sleep(200)
  await other.query(`select from membership where id = '${membership.id}' for update; commit`)
  other.release()
  t.equal((await patched).status, 200)
  const organisation = (await registry.get('organisations/cus-belzyce')).json
  t.match([organisation.legal_form, organisation.version], ['inna', 3], 'both changes are stored')
  t.ok(await gapless(registry))
})

tap.test('GET that is the victim of a deadlock is 503 with Retry-After', async (t) => {
  const registry = await setup(t)
  const other = await registry.connection.pool.connect()
  await other.query("begin; set local deadlock_timeout = '10s'; lock table territory in access exclusive mode")
  const read = registry.get('organisations/cus-belzyce')
  // The read has locked the organisations, and waits for the territories.
  for (let waiting = 0; waiting === 0; ) {
    await sleep(10)
    const { rows } = await other.query(
      "select count(*)::int as n from pg_locks where relation = 'territory'::regclass and not granted"
    )
    waiting = rows[0].n
  }
  await other.query('lock table organisation in access exclusive mode')
  await other.query('rollback')
  other.release()
  const { status, headers, json } = await read
  t.match({ status, code: json.code, after: headers['retry-after'] }, { status: 503, code: 'record_busy', after: '3' })
})

tap.test(
  'POST with a connection closed after COMMIT: repeated, it returns the record and does not create it twice',
  async (t) => {
    const registry = await setup(t)
    const key = await registry.key(['registry:write'])
    const target = Number(new URL(registry.url).port)
    let cutting = true
    // Forwards everything, but drops the response to the first COMMIT.
    const proxy = net.createServer((near) => {
      const far = net.connect(target, '127.0.0.1')
      let committed = false
      near.on('data', (bytes) => {
        committed ||= cutting && bytes.includes('commit\0')
        far.write(bytes)
      })
      far.on('data', (bytes) => {
        if (!committed) return void near.write(bytes)
        // The same packet as COMMIT may contain statements whose responses come first.
        if (!bytes.includes('COMMIT\0')) return
        cutting = false
        near.destroy()
        far.destroy()
      })
      for (const socket of [near, far]) socket.on('error', () => {})
      near.on('close', () => far.destroy())
      far.on('close', () => near.destroy())
    })
    await once(proxy.listen(0, '127.0.0.1'), 'listening')
    const through = new URL(registry.url)
    through.port = String((proxy.address() as AddressInfo).port)
    const service = connect(through.href, { max: 2, role: 'konwent_app' })
    const app = await testApp({ db: service.db })
    t.teardown(async () => {
      await app.close()
      await service.close()
      proxy.close()
    })
    const before = await count(registry)
    const post = () =>
      app.inject({
        method: 'POST',
        url: '/v1/people',
        headers: { authorization: `Bearer ${key}`, 'idempotency-key': 'cut-1' },
        body: person
      })
    const first = await post()
    t.equal(first.statusCode, 503, 'the outcome is unknown to the service')
    t.equal(cutting, false, 'the response to COMMIT was lost')
    t.equal(await count(registry), before + 1, 'but the write was committed')
    const again = await post()
    t.equal(again.statusCode, 201)
    t.equal(again.headers['idempotent-replayed'], 'true')
    t.equal(again.json().family_name, 'Żółkiewska')
    t.equal(await count(registry), before + 1)
    t.ok(await gapless(registry))
  }
)

tap.test('PATCH by sixty writers of a locked row: all get 503 in bounded time', async (t) => {
  const registry = await setup(t)
  const key = await registry.key(['registry:write'])
  const other = await registry.connection.pool.connect()
  await other.query("begin; select from person where slug = 'anna-ostasz' for update")
  const startedAt = performance.now()
  const responses = await Promise.all(
    Array.from({ length: 60 }, () =>
      registry.call('PATCH', 'people/anna-ostasz', {
        key,
        body: { academic_title: 'dr' },
        headers: { 'if-match': '*' }
      })
    )
  )
  // Sequential batches of two seconds on two connections would take a minute for the last writer.
  t.ok(performance.now() - startedAt < 20_000, 'waiting for connection and lock together')
  t.ok(responses.every(({ status, json }) => status === 503 && json.code === 'record_busy'))
  await other.query('rollback')
  other.release()
})

tap.test('PUT of one new slug by ten clients at the same time: one creates it, nine get a conflict', async (t) => {
  const registry = await setup(t)
  const key = await registry.key(['registry:write'])
  const before = await count(registry)
  const responses = await Promise.all(
    Array.from({ length: 10 }, () =>
      registry.call('PUT', 'people/lucja-z', { key, body: person, headers: { 'if-none-match': '*' } })
    )
  )
  t.equal(responses.filter(({ status }) => status === 201).length, 1)
  t.ok(responses.every(({ status }) => [201, 409, 412].includes(status)))
  t.equal(await count(registry), before + 1)
  t.ok(await gapless(registry))
})

tap.test(
  'Forty parallel writers of several kinds leave change log and audit without gaps and the chain intact',
  async (t) => {
    const registry = await setup(t)
    const key = await registry.key(['registry:write'])
    const create = 'people?confirm_new=true'
    // On a slow machine a write can wait longer for a lock than the service does. The answer says to repeat it.
    const send: typeof registry.call = async (...request) => {
      const response = await registry.call(...request)
      return response.json?.code === 'record_busy' ? send(...request) : response
    }
    const responses = await Promise.all(
      Array.from({ length: 40 }, async (_, i) => {
        if (i % 4 === 0) return send('POST', create, { key, body: { ...person, slug: `osoba-${i}` } })
        if (i % 4 === 1)
          return send('POST', 'posts', {
            key,
            body: { organisation: { slug: 'cus-swidnik' }, title: `Stanowisko ${i}` }
          })
        if (i % 4 === 2) return send('POST', create, { key, body: { ...person, slug: 'zawsze-ta-sama' } })
        return send('PATCH', 'organisations/cus-swidnik', {
          key,
          body: { seat: `Świdnik ${i}` },
          headers: { 'if-match': '*' }
        })
      })
    )
    t.strictSame(
      responses.filter(({ status }) => ![200, 201, 409].includes(status)).map(({ text }) => text),
      []
    )
    t.equal(responses.filter(({ status }) => status === 201).length, 21)
    t.ok(await gapless(registry))
  }
)

tap.test('A failure midway leaves no row and no entry in change log or audit', async (t) => {
  const registry = await setup(t)
  const key = await registry.key(['registry:write'])
  await sql`create function fail() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`.execute(
    registry.db
  )
  await sql`create trigger fail before insert on citation for each row execute function fail()`.execute(registry.db)
  const before = await count(registry)
  const failed = await registry.call('POST', 'people', { key, body: { ...person, sources: [{ source: 's000' }] } })
  t.equal(failed.status, 500)
  t.equal(await count(registry), before)
  t.ok(await gapless(registry))
})
