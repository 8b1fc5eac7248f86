// Times are correct in any time zone of the session. The service sets it to UTC, also if a pooler drops startup options.
import { decodeJwt } from 'jose'
import { sql } from 'kysely'
import t from 'tap'
import { connect } from '../src/db/connect.ts'
import { listErasures } from '../src/features/privacy/erasure/queries.ts'
import { previewTerc } from '../src/features/territories/terc-queries.ts'
import { leaseDeliveries, returnLease } from '../src/features/webhooks/sending/delivery-queries.ts'
import { declared } from './declared.ts'
import { database, type Setup, setupOn } from './helper.ts'
import { startDroppingOptions } from './startup-options.ts'

const url = await database(t)
const name = new URL(url).pathname.slice(1)
const admin = connect(url, { max: 1, timeoutFactor: 15 })
t.teardown(admin.close)
await admin.pool.query(`alter database ${name} set timezone to 'Europe/Warsaw'`)
const direct = await setupOn(t, url)
const warsaw = await setupOn(t, url, { timeZone: 'Europe/Warsaw' })
const { db } = direct

const zoneOf = async ({ connection }: Setup) => (await connection.pool.query('show timezone')).rows[0].TimeZone

const key = await direct.key([
  'registry:write',
  'contacts:read',
  'imports',
  'webhooks',
  'keys:admin',
  'audit:read',
  'declarations:decide',
  'applications:decide'
])
const privacy = await direct.key(['privacy:admin'])
const near = (moment: string) =>
  /^\d{4}-.*\.\d{6}Z$/.test(moment) && Math.abs(Date.parse(moment) - Date.now()) < 300_000
const write = async (method: 'POST' | 'PATCH', path: string, body: unknown, headers = {}, by = key) => {
  const response = await warsaw.call(method, path, {
    key: by,
    body,
    headers: { ...(method === 'PATCH' && { 'if-match': '*' }), ...headers }
  })
  if (response.status >= 300) throw new Error(response.text)
  return response.json
}
const DAY = 'Konferencja próbna'
const event = {
  title: DAY,
  kind: 'conference',
  date: { on: '2026-10-25' },
  starts_at: '2026-10-25T00:30:00.123456Z',
  ends_at: '2026-10-25T03:30:00+02:00'
}

t.test('The service sets the time zone, also behind a pooler that drops startup options', async (t) => {
  const through = await setupOn(t, await startDroppingOptions(t, url))
  t.strictSame([await zoneOf(direct), await zoneOf(through), await zoneOf(warsaw)], ['UTC', 'UTC', 'Europe/Warsaw'])
})

t.test('POST and PATCH: a moment is stored as sent and returned in UTC', async (t) => {
  const made = await write('POST', 'events', event)
  t.match(
    made,
    { starts_at: '2026-10-25T00:30:00.123456Z', ends_at: '2026-10-25T01:30:00.000000Z' },
    'also in the repeated hour'
  )
  t.ok(near(made.updated_at), made.updated_at)
  const changed = await write('PATCH', `events/${made.id}`, { ends_at: '2026-10-25T02:30:00+01:00', address: 'Sala A' })
  t.equal(changed.ends_at, made.ends_at)
  t.match((await direct.get(`events/${made.id}`)).json, {
    starts_at: made.starts_at,
    ends_at: made.ends_at,
    updated_at: changed.updated_at
  })
  const endpoint = await write('POST', 'webhook-endpoints', { url: 'https://example.org/hook' })
  await write('POST', `webhook-endpoints/${endpoint.id}/rotation`, { grace_seconds: 3600 })
  await write('POST', 'api-keys', { owner: 'Próba', audience: 'partner', scopes: ['contacts:read'] })
  await write('POST', 'imports?resource=people', 'slug,given_name\nanna-ostasz,Anna\n', { 'content-type': 'text/csv' })
  await write('POST', 'people/anna-ostasz/restriction', { reason: 'objection' }, {}, privacy)
})

t.test('GET: every list, record, feed and format is the same over both connections', async (t) => {
  // Two of these are one hour apart and the same on Polish clocks.
  const moments = [
    '2026-10-25T00:30:00Z',
    '2026-10-25T01:30:00Z',
    '2026-07-01T10:00:00.000001Z',
    '2026-01-01T23:30:00Z'
  ]
  const { rows: people } = await sql<{
    id: string
  }>`select id from person where restricted_at is null order by slug limit 4`.execute(db)
  for (const [i, { id }] of people.entries())
    await sql`update person set updated_at = ${moments[i]}::timestamptz where id = ${id}`.execute(db)

  const listed = [...declared.resources.values()].filter(
    ({ columns, path }) => 'updated_at' in columns && !['audit', 'rows', 'declaration-decisions'].includes(path)
  )
  const tops = [...new Set(listed.map(({ path }) => path))].filter(
    (path) => direct.contract.document.paths[`/${path}`]?.get
  )
  t.ok(tops.length > 20, tops.join())
  const paths = [
    ...tops.map((path) => `${path}?limit=500`),
    ...['events?format=ics', 'events?format=csv', 'events?format=ndjson', 'people?format=csv', 'people?format=ndjson'],
    ...['people?format=vcard', 'organisations?format=jsonld', 'events?format=jsonld', 'events?format=geojson'],
    ...[
      'changes?limit=500&include=data',
      'organisations/cus-belzyce/history',
      'statistics/memberships',
      'memberships?as_of=2026-10-25&certainty=possible'
    ],
    ...['organisations?include=memberships,contacts&limit=500', 'audit?limit=500&sort=seq', 'audit?format=csv']
  ]
  for (const path of paths) {
    const by = path.startsWith('changes') || path.startsWith('statistics') ? {} : { key }
    const responses = []
    for (const { call } of [warsaw, direct]) responses.push(await call('GET', path, by))
    const [other, plain] = responses.map(({ status, text, headers }) => ({
      status,
      text,
      etag: headers.etag,
      modified: headers['last-modified']
    }))
    // Each read of contacts adds an entry to the audit.
    if (path.startsWith('audit')) t.ok(plain?.text.startsWith(String(other?.text.slice(0, 2000))), path)
    else t.strictSame(other, plain, path)
    t.equal(plain?.status, 200, path)
  }
  const record = (await warsaw.get(`people/${people[0]?.id}`)).json
  t.equal(record.updated_at, '2026-10-25T00:30:00.000000Z')

  const snapshot = async ({ get }: Setup) => {
    const [head = '', ...rest] = (await get('snapshot?format=ndjson')).text.trimEnd().split('\n')
    return { head: JSON.parse(head).snapshot, rest }
  }
  const [one, other] = [await snapshot(warsaw), await snapshot(direct)]
  t.strictSame(one.rest, other.rest)
  t.ok(near(one.head.taken_at), one.head.taken_at)
})

t.test('GET: cursors, updated_since, from and to mean the same over both connections', async (t) => {
  for (const path of [
    'people?sort=updated_at',
    'people?sort=-updated_at',
    'events?sort=updated_at',
    'api-keys?sort=-created_at',
    'people?sort=-updated_at,family_name'
  ]) {
    const whole = (await direct.call('GET', `${path}&limit=500`, { key })).json.data.map(({ id }: { id: string }) => id)
    for (const turns of [
      [warsaw, direct],
      [warsaw, warsaw],
      [direct, warsaw]
    ]) {
      const ids: string[] = []
      for (let cursor = '', i = 0; i === 0 || cursor; i++) {
        const paged = `${path}&limit=2${cursor && `&cursor=${cursor}`}`
        const turn = turns[i % 2] as Setup
        const { data, meta } = (await turn.call('GET', paged, { key })).json
        t.equal(
          (await (turn === direct ? warsaw : direct).call('GET', paged, { key })).json.meta.next_cursor,
          meta.next_cursor,
          'the same cursor'
        )
        ids.push(...data.map(({ id }: { id: string }) => id))
        cursor = meta.next_cursor ?? ''
      }
      t.strictSame(ids, whole, path)
    }
  }
  const total = async ({ call }: Setup, query: string) =>
    (await call('GET', `${query}&count=exact&limit=1`, { key })).json.meta.total
  const since = [
    '2026-10-25T00:30:00.000001Z',
    '2026-10-25T01:30:00Z',
    '2026-10-25T02:30:00%2B01:00',
    '2026-10-25T02:30:00%2B02:00',
    '2026-07-01t12:00:00z'
  ]
  for (const moment of since) {
    const counts = []
    for (const each of [warsaw, direct]) {
      counts.push([
        await total(each, `people?updated_since=${moment}`),
        await total(each, `audit?from=${moment}`),
        await total(each, `audit?to=${moment}`)
      ])
    }
    t.strictSame(counts[0], counts[1], moment)
  }
  const all = await total(direct, 'people?updated_since=2026-10-25T00:30:00Z')
  t.equal(await total(warsaw, 'people?updated_since=2026-10-25T00:30:00.000001Z'), all - 1, 'to the microsecond')
})

t.test('GET /membership-checks: a receipt has the moment in UTC', async (t) => {
  const { json } = await warsaw.get('membership-checks?organisation=cus-swidnik')
  t.ok(near(json.checked_at), json.checked_at)
  t.equal(json.as_of, (await direct.get('membership-checks?organisation=cus-swidnik')).json.as_of)
  const claims = decodeJwt(json.receipt)
  t.ok(Math.abs((claims.iat as number) * 1000 - Date.now()) < 300_000)
  t.notMatch(JSON.stringify(claims), /\+0[12]:?00/)
})

t.test('Webhooks: the event has the moment of the feed, and a lease is valid', async (t) => {
  const [endpoint] = (await direct.call('GET', 'webhook-endpoints', { key })).json.data
  await write('POST', `webhook-endpoints/${endpoint.id}/test`, undefined)
  await write('PATCH', 'organisations/cus-belzyce', { street: 'ul. Próbna 1' })
  const leased = await leaseDeliveries(warsaw.connection.db, new Map(), 10)
  t.not(leased.length, 0)
  const feed: { seq: number; occurred_at: string }[] = []
  for (let after = '', more = true; more; ) {
    const { data, meta }: { data: typeof feed; meta: { next_cursor: string; has_more: boolean } } = (
      await direct.get(`changes?limit=500${after}`)
    ).json
    feed.push(...data)
    after = `&after=${meta.next_cursor}`
    more = meta.has_more
  }
  for (const delivery of leased) {
    const { change, created_at } = delivery as unknown as {
      change: { seq: number; occurred_at: string } | null
      created_at: string
    }
    t.ok(near(created_at), created_at)
    if (change) t.equal(change.occurred_at, feed.find(({ seq }) => seq === change.seq)?.occurred_at)
    await returnLease(direct.connection.db, delivery)
  }
  t.equal(
    (await leaseDeliveries(direct.connection.db, new Map(), 10)).length,
    leased.length,
    'a lease released by another connection is free'
  )
})

t.test('POST /people/{person}/erasure and the dossier return moments in UTC', async (t) => {
  const { id } = await write('POST', 'people', { given_name: 'Żaneta', family_name: 'Próba' })
  const dossiers = []
  for (const { call } of [warsaw, direct])
    dossiers.push((await call('GET', `people/${id}/dossier`, { key: privacy })).json)
  for (const dossier of dossiers) dossier.audit = []
  t.strictSame(dossiers[0], dossiers[1])
  const { erased_at } = await write('POST', `people/${id}/erasure`, { pseudonymise_name: true }, {}, privacy)
  t.ok(near(erased_at), erased_at)
  t.strictSame(await listErasures(warsaw.connection.db), await listErasures(direct.connection.db))
  t.equal((await listErasures(warsaw.connection.db, id))[0]?.erased_at, erased_at)
})

t.test('Today is the present day in Poland, independent of the session', async (t) => {
  const tomorrow = (
    await sql<{ day: string }>`select (now() at time zone 'Europe/Warsaw')::date + 1 as day`.execute(db)
  ).rows[0]?.day as string
  // At any moment, one of these has a different date than Poland.
  for (const zone of ['Pacific/Kiritimati', 'Etc/GMT+12']) {
    const far = await setupOn(t, url, { timeZone: zone })
    t.equal(await zoneOf(far), zone)
    for (const path of [
      'memberships?limit=500&as_of=',
      'statistics/memberships',
      'organisations/cus-belzyce?include=memberships',
      'contacts?limit=500'
    ]) {
      const target = path.replace(/as_of=$/, `as_of=${tomorrow}`)
      t.strictSame((await far.get(target)).json, (await direct.get(target)).json, `${zone}: ${target}`)
    }
    t.equal(
      (await far.get('membership-checks?organisation=cus-swidnik')).json.as_of,
      (await direct.get('membership-checks?organisation=cus-swidnik')).json.as_of
    )
    const file = { statedOn: tomorrow, units: [], rows: [] } as never
    const refused = await previewTerc(far.connection.db, file).catch(({ faults }: { faults: unknown }) => faults)
    t.match(refused, [{ code: 'future_file' }], `${zone}: a register with the date of tomorrow is refused`)
  }
})
