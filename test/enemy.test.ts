// Attacks and bad luck: keys revoked during a request, writes that block, cycles.
import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import tap from 'tap'
import { type Setup, setup } from './helper.ts'

const any = { 'if-match': '*' }

/** Sends the head of a POST and the first byte of its body. The returned function sends the rest. */
async function begin({ app }: Setup, path: string, key: string, body: object): Promise<() => Promise<number>> {
  if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' })
  const text = JSON.stringify(body)
  const socket = net.connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  await once(socket, 'connect')
  const head = [
    'host: registry',
    `authorization: Bearer ${key}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(text)}`,
    'connection: close'
  ]
  socket.write(`POST /v1/${path} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n${text[0]}`)
  // Long enough for the service to check the key.
  await sleep(100)
  return async () => {
    socket.write(text.slice(1))
    const [response] = (await once(socket, 'data')) as [Buffer]
    socket.destroy()
    return Number(/^HTTP\/1\.1 (\d+)/.exec(response.toString())?.[1])
  }
}

tap.test('POST with a body that arrives after its key was revoked or restricted is refused', async (t) => {
  const registry = await setup(t)
  const { call, db } = registry
  const admin = await registry.key(['keys:admin', 'registry:write'])
  const newcomer = async () =>
    (
      await call('POST', 'api-keys', {
        key: admin,
        body: { owner: 'A', audience: 'staff', scopes: ['keys:admin', 'registry:write'] }
      })
    ).json
  const counts = async () =>
    (
      await sql<{
        keys: number
        people: number
      }>`select (select count(*) from api_key)::int as keys, (select count(*) from person)::int as people`.execute(db)
    ).rows[0]
  const revoked = await newcomer()
  const narrowed = await newcomer()
  const before = await counts()
  const wanted = { owner: 'B', audience: 'staff', scopes: ['keys:admin', 'registry:write'] }
  const late = [
    await begin(registry, 'api-keys', revoked.key, wanted),
    await begin(registry, `api-keys/${narrowed.id}/rotation`, revoked.key, {}),
    await begin(registry, 'people', revoked.key, { given_name: 'Jan', family_name: 'Późny' }),
    await begin(registry, 'api-keys', narrowed.key, wanted)
  ]
  await call('POST', `api-keys/${revoked.id}/revocation`, { key: admin })
  await call('PATCH', `api-keys/${narrowed.id}`, { key: admin, headers: any, body: { scopes: ['registry:write'] } })
  const statuses: number[] = []
  for (const finish of late) statuses.push(await finish())
  t.same(statuses, [401, 401, 401, 403])
  t.same(await counts(), before, 'nothing was created')
})

tap.test('GET while fifty writers wait for one row works', async (t) => {
  const registry = await setup(t)
  const { call, get } = registry
  const key = await registry.key(['registry:write'])
  const other = await registry.connection.pool.connect()
  await other.query("begin; select from organisation where slug = 'cus-belzyce' for update")
  const writers = Array.from({ length: 50 }, () =>
    call('PATCH', 'organisations/cus-belzyce', { key, headers: any, body: { seat: 'Bełżyce' } })
  )
  await sleep(300)
  for (let i = 0; i < 5; i++) t.equal((await get('people?limit=1')).status, 200, 'readers neither wait nor get a 503')
  t.same(new Set((await Promise.all(writers)).map(({ status }) => status)), new Set([503]))
  await other.query('rollback')
  other.release()
  t.equal(
    (await call('PATCH', 'organisations/cus-belzyce', { key, headers: any, body: { seat: null } })).status,
    200,
    'afterwards the next write works'
  )
})

tap.test('POST and PATCH /organisations with thousands of names: all are found', async (t) => {
  const registry = await setup(t)
  const { call, get, db } = registry
  const key = await registry.key(['registry:write'])
  const names = Array.from({ length: 2_000 }, (_, i) => ({ name: `Ośrodek pomocy pod numerem ${i}x`, kind: 'variant' }))
  const made = await call('POST', 'organisations', {
    key,
    body: { name: 'Wielonazwa', short_name: 'Wielonazwa', kind: 'other', territory: { code: '060913' }, names }
  })
  t.equal(made.status, 201)
  const found = async (words: string) =>
    (await get(`organisations?q=${encodeURIComponent(words)}&fields=slug`)).json.data.some(
      ({ slug }: { slug: string }) => slug === 'wielonazwa'
    )
  t.ok(await found('pod numerem 1999x'))
  await call('PATCH', 'organisations/wielonazwa', {
    key,
    headers: any,
    body: { names: [{ name: 'Jedyna', kind: 'former' }] }
  })
  t.notOk(await found('pod numerem 1999x'))
  t.ok(await found('jedyna'))
  await sql`update organisation_name set name = 'Ostatnia' where name = 'Jedyna'`.execute(db)
  t.same([await found('jedyna'), await found('ostatnia')], [false, true])
  await sql`insert into territory_name (territory_code, name, valid)
    values ('060913', 'Dawnogmina', '[1990-01-01,1991-01-01)')`.execute(db)
  t.ok(await found('dawnogmina'))
  await sql`delete from territory_name where name = 'Dawnogmina'`.execute(db)
  t.notOk(await found('dawnogmina'))
})

tap.test(
  'PATCH /organisations/{organisation}: no cycle of parts, also with parallel requests or a merger',
  async (t) => {
    const registry = await setup(t)
    const { call, get } = registry
    const key = await registry.key(['registry:write'])
    const make = async (short_name: string, part_of?: string) =>
      (
        await call('POST', 'organisations', {
          key,
          body: { name: short_name, short_name, kind: 'department', ...(part_of && { part_of: { slug: part_of } }) }
        })
      ).json.slug
    const put = (slug: string, part_of: string) =>
      call('PATCH', `organisations/${slug}`, { key, headers: any, body: { part_of: { slug: part_of } } })
    const top = await make('Pierwszy')
    const middle = await make('Drugi', top)
    const bottom = await make('Trzeci', middle)
    const refused = await put(top, bottom)
    t.equal(refused.status, 422)
    t.match(refused.json.errors, [{ code: 'organisation_not_part_of_itself', pointer: '/part_of' }])
    const [one, two] = [await make('Czwarty'), await make('Piąty')]
    t.same((await Promise.all([put(one, two), put(two, one)])).map(({ status }) => status).sort(), [200, 422])
    t.equal((await put(middle, 'cus-belzyce')).status, 200, 'a move to another organisation is accepted')
    t.equal((await get(`organisations/${bottom}`)).json.kind_family, 'cus', 'the family follows')
    const duplicate = await make('Szósty', bottom)
    const merged = await call('POST', `organisations/${duplicate}/merger`, { key, body: { into: { slug: middle } } })
    t.equal(merged.status, 200)
    const loop = await make('Siódmy', bottom)
    await make('Ósmy', loop)
    const circular = await call('POST', `organisations/${middle}/merger`, { key, body: { into: { slug: loop } } })
    t.equal(circular.status, 422)
    t.match(circular.json.errors, [{ code: 'organisation_not_part_of_itself', pointer: '/into' }])
  }
)

tap.test('POST /declarations/{declaration}/acceptance: an organisation is a member only while it exists', async (t) => {
  const registry = await setup(t)
  const { call } = registry
  const key = await registry.key(['registry:write', 'declarations:decide'])
  let no = 0
  const declare = async (organisation: object) => {
    no += 1
    const short_name = `OPS ${no}`
    const { slug } = (
      await call('POST', 'organisations', {
        key,
        body: { name: short_name, short_name, kind: 'ops', ...organisation }
      })
    ).json
    const signatories = [{ role: 'applicant', list_no: 1, organisation: { slug }, capacity: 'unknown' }]
    const body = {
      kind: 'accession',
      title: `Deklaracja ${no}`,
      tier: 'ordinary',
      statements: ['assistance_centre_becoming_cus'],
      signatories
    }
    const declaration = (await call('POST', 'declarations', { key, body })).json.slug
    const submitted = await call('POST', `declarations/${declaration}/submission`, { key })
    return { slug, declaration, submitted }
  }
  const accept = (declaration: string, joined?: object) =>
    call('POST', `declarations/${declaration}/acceptance`, {
      key,
      body: { decided_on: '2026-11-20', ...(joined && { joined }) }
    })
  const young = await declare({ established: { on: '2020-01-01' } })
  t.match(await accept(young.declaration, { on: '2019-12-31' }), {
    status: 422,
    json: { errors: [{ code: 'before_establishment', pointer: '/joined' }] }
  })
  t.equal((await accept(young.declaration, { on: '2020-01-01' })).status, 200)
  const closed = await declare({ status: 'closed', closed: { on: '2025-01-01' } })
  for (const joined of [undefined, { on: '2025-01-01' }, {}]) {
    t.match(await accept(closed.declaration, joined), {
      status: 422,
      json: { errors: [{ code: 'organisation_closed', pointer: '/joined' }] }
    })
  }
  t.equal(
    (await accept(closed.declaration, { on: '2024-12-31' })).status,
    200,
    'events before the closing are accepted'
  )
  const undated = await declare({ status: 'closed' })
  t.match(undated.submitted, { status: 422, json: { errors: [{ code: 'organisation_closed' }] } })
  const transformed = await declare({ established: { on: '2000-01-01' } })
  const body = {
    name: 'Centrum',
    short_name: 'Centrum',
    happened: { on: '2026-11-01' },
    creation_mode: 'transformation_ops',
    new_record: true
  }
  t.equal((await call('POST', `organisations/${transformed.slug}/transformation`, { key, body })).status, 200)
  t.equal((await accept(transformed.declaration)).status, 422, 'a record with a successor cannot be a member')
})

tap.test('POST /people repeated after a merger returns the remaining record', async (t) => {
  const registry = await setup(t)
  const { call } = registry
  const key = await registry.key(['registry:write'])
  const post = () =>
    call('POST', 'people', {
      key,
      headers: { 'idempotency-key': 'scalona' },
      body: { given_name: 'Anna', family_name: 'Dubel' }
    })
  const { json } = await post()
  await call('POST', `people/${json.slug}/merger`, { key, body: { into: { slug: 'anna-ostasz' } } })
  t.match(await post(), {
    status: 201,
    headers: { 'idempotent-replayed': 'true', location: '/v1/people/anna-ostasz' },
    json: { slug: 'anna-ostasz' }
  })
})

tap.test('GET /people/{person} of a merged person redirects in any notation of the slug', async (t) => {
  const registry = await setup(t)
  const { call, get } = registry
  const key = await registry.key(['registry:write'])
  const { slug } = (await call('POST', 'people', { key, body: { given_name: 'Anna', family_name: 'Dubel' } })).json
  await call('POST', `people/${slug}/merger`, { key, body: { into: { slug: 'anna-ostasz' } } })
  t.match(await get(`people/%61nna-dubel/memberships?limit=1`), {
    status: 308,
    headers: { location: '/v1/people/anna-ostasz/memberships?limit=1' }
  })
  const patched = await call('PATCH', 'people/anna%2Ddubel', { key, headers: any, body: { academic_title: null } })
  t.match(patched, { status: 308, headers: { location: '/v1/people/anna-ostasz' } })
})
