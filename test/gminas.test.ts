// All gminas: a new member is on the map and in the statistics at once, and the list of territories is as fast as the
// short one was.
import { sql } from 'kysely'
import t from 'tap'
import { setup } from './helper.ts'
import { withImports } from './imports.ts'

// biome-ignore lint/suspicious/noExplicitAny: bodies have many shapes and were already validated against the contract
type Json = any

t.test('An organisation of any gmina has its coordinates and its voivodeship at once', async (t) => {
  const { get, call, key, db } = await setup(t)
  const writer = await key(['registry:write'])
  const created = await call('POST', 'organisations', {
    key: writer,
    body: {
      name: 'Centrum Usług Społecznych w Ełku',
      short_name: 'CUS Ełk',
      kind: 'cus',
      territory: { code: '280501' }
    }
  })
  t.equal(created.status, 201)
  const named = await call('POST', 'organisations', {
    key: writer,
    body: { name: 'CUS w Ełku', short_name: 'CUS', kind: 'cus', territory: { code: 'w Ełku' } }
  })
  t.equal(named.status, 400)
  t.match(named.json.detail, /musi być kodem TERYT z 2, 4, 6 albo 7 cyfr, np\. 061205 .*territories\?q=/)
  const { latitude, longitude, coordinates_basis, territory, slug, id } = created.json
  t.strictSame(
    [latitude, longitude, coordinates_basis, territory.voivodeship.name],
    [53.82824, 22.36469, 'geonames-seat', 'warmińsko-mazurskie']
  )
  const stored = await sql`select latitude from organisation where slug = ${slug}`.execute(db)
  t.strictSame(stored.rows, [{ latitude: null }], 'they follow from the gmina')

  const placed = async (path: string) =>
    (await get(path)).json.features.find(
      ({ properties }: Json) => (properties.organisation ?? properties).slug === slug
    )
  t.strictSame((await placed('organisations?format=geojson&limit=500')).geometry, {
    type: 'Point',
    coordinates: [22.36469, 53.82824]
  })
  const listed = async (filter: string) =>
    (await get(`organisations?${filter}&limit=500&fields=slug`)).json.data.some((found: Json) => found.slug === slug)
  t.ok(await listed('located=true'))
  t.notOk(await listed('located=false'))
  t.ok(await listed('voivodeship=28'))
  t.ok(await listed(`gmina=${encodeURIComponent('w mieście Ełk')}`))

  const groups = async () => (await get('statistics/memberships?group_by=voivodeship')).json.groups
  t.notOk((await groups()).some(({ key }: Json) => key === '28'))
  await sql`insert into membership (organisation_id, tier, tier_basis, founder, founding_signatory, status, joined_on)
    values (${id}, 'ordinary', 'decided', false, false, 'active', '2026-11-01')`.execute(db)
  t.match(
    (await groups()).find(({ key }: Json) => key === '28'),
    { certain: 1, possible: 1 }
  )
  t.strictSame((await placed('memberships?format=geojson&limit=500')).geometry.coordinates, [22.36469, 53.82824])
  t.match((await get('memberships?format=svg')).text, 'CUS Ełk')

  const patch = async (body: object) => {
    const { etag = '' } = (await get(`organisations/${slug}`)).headers
    return call('PATCH', `organisations/${slug}`, { key: writer, body, headers: { 'if-match': etag } })
  }
  t.match((await patch({ territory: { code: '141708' } })).json, { latitude: null, coordinates_basis: null })
  t.match((await patch({ territory: { code: '060901' } })).json, { latitude: 51.17415, longitude: 22.28027 })
  const own = { latitude: 51.2, longitude: 22.3, coordinates_basis: 'geonames-seat' }
  t.match((await patch(own)).json, own, 'its own coordinates count more')
  t.match((await patch({ latitude: null, longitude: null, coordinates_basis: null })).json, {
    latitude: 51.17415,
    longitude: 22.28027
  })
})

t.test('A change of the coordinates of a gmina refreshes its organisations', async (t) => {
  const { get, call, key, db } = await setup(t)
  const body = { name: 'OPS w Ełku', short_name: 'OPS Ełk', kind: 'ops', territory: { code: '280501' } }
  const { id } = (await call('POST', 'organisations', { key: await key(['registry:write']), body })).json
  const { rows } = await sql<{ seq: string }>`select seq from feed_head`.execute(db)
  await sql`update territory set latitude = 53.8, longitude = 22.3 where code = '280501'`.execute(db)
  const changes = await sql<{ type: string; subject_id: string }>`
    select type, subject_id from change where seq > ${rows[0]?.seq} order by seq`.execute(db)
  t.strictSame(changes.rows, [
    { type: 'territory.updated', subject_id: '280501' },
    { type: 'organisation.refreshed', subject_id: id }
  ])
  t.equal((await get(`organisations/${id}`)).json.latitude, 53.8)
})

t.test('An export with coordinates of gminas, imported again, changes nothing', async (t) => {
  const { preview, apply, get, db } = await withImports(t)
  const header = 'slug,name,short_name,kind,territory_code,latitude,longitude,coordinates_basis'
  const file = `${header}\nops-elk,OPS w Ełku,OPS Ełk,ops,280501,,,\n`
  const first = await preview('resource=organisations', file)
  t.match(first.counts, { create: 1, error: 0 })
  await apply(first.id)
  t.equal((await get('organisations/ops-elk')).json.latitude, 53.82824)
  t.match((await preview('resource=organisations', file)).counts, { update: 0, unchanged: 1, error: 0 })
  const exported = (await get('organisations?q=elk&format=csv')).text
  t.match(exported, '53.82824')
  t.match((await preview('resource=organisations', exported)).counts, { update: 0, unchanged: 1, error: 0 })
  const { rows } = await sql`select latitude, version from organisation where slug = 'ops-elk'`.execute(db)
  t.strictSame(rows, [{ latitude: null, version: 1 }])
})

t.test('GET /v1/territories: pages and orders the full register with its indexes', async (t) => {
  const { get, db } = await setup(t)
  const all = async (sort: string) => {
    const codes: string[] = []
    for (let path: string | null = `territories?limit=500&fields=code,name&count=exact&sort=${sort}`; path !== null; ) {
      const { data, meta } = (await get(path)).json as Json
      t.equal(meta.total, 2875)
      codes.push(...data.map(({ code }: Json) => code))
      path =
        meta.next_cursor && `territories?limit=500&fields=code,name&count=exact&sort=${sort}&cursor=${meta.next_cursor}`
    }
    return codes
  }
  const byCode = await all('code')
  t.equal(new Set(byCode).size, 2875)
  t.strictSame(byCode, [...byCode].sort())
  const byName = await all('name')
  t.strictSame([...byName].sort(), byCode)
  t.strictSame(await all('-name'), [...byName].reverse())

  await sql`analyze territory`.execute(db)
  const plans: [what: string, index: string, query: ReturnType<typeof sql>][] = [
    [
      'order',
      'territory_alphabetical_idx',
      sql`select code from territory where (name collate "pl-x-icu", code) > ('M', '06')
        order by name collate "pl-x-icu", code limit 51`
    ],
    ['name', 'territory_name_idx', sql`select code from territory u where fold(u.name) = fold('Bełżyce')`]
  ]
  for (const [what, index, query] of plans) {
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${query}`.execute(db)
    t.match(rows.map((row) => row['QUERY PLAN']).join('\n'), index, what)
  }
})
