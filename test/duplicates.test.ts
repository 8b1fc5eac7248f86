// New records that the registry may already have: over HTTP, in imports, and at the same time.
import tap from 'tap'
import { setup } from './helper.ts'
import { withImports } from './imports.ts'

const CUS = { name: 'Centrum Usług Społecznych w Bełżycach', short_name: 'CUS Bełżyce nowy', kind: 'cus' }

tap.test('POST /v1/organisations: an organisation on record is not created a second time unawares', async (t) => {
  const { call, get, key } = await setup(t)
  const writer = await key(['registry:write'])
  const create = (body: object, query = '') => call('POST', `organisations${query}`, { key: writer, body })
  const existing = (await get('organisations/cus-belzyce')).json
  const similar: [string, object][] = [
    ['the same name', CUS],
    ['other case', { ...CUS, name: CUS.name.toUpperCase() }],
    ['without diacritics', { ...CUS, name: 'Centrum Uslug Spolecznych w Belzycach' }],
    ['more blanks and quotes', { ...CUS, name: '„Centrum  Usług  Społecznych” w Bełżycach' }],
    ['hyphens', { ...CUS, name: 'Centrum Usług Społecznych - w Bełżycach' }],
    ['the abbreviation', { ...CUS, name: 'CUS w Bełżycach', short_name: 'C.U.S. Bełżyce' }],
    ['the short name alone', { ...CUS, name: 'Centrum Wsparcia', short_name: 'CUS Bełżyce' }],
    ['kind and gmina', { ...CUS, name: 'Centrum Wsparcia', short_name: 'Centrum', territory: { code: '060901' } }],
    [
      'another name',
      { ...CUS, name: 'Centrum', short_name: 'C', names: [{ name: 'CUS w Bełżycach', kind: 'variant' }] }
    ]
  ]
  for (const [text, body] of similar) {
    const { json, status } = await create(body)
    t.equal(status, 409, text)
    t.match(
      json,
      {
        code: 'possible_duplicate',
        errors: [{ pointer: '/name', code: 'possible_duplicate' }],
        records: [{ id: existing.id, slug: 'cus-belzyce', name: existing.name, url: '/v1/organisations/cus-belzyce' }]
      },
      text
    )
    t.match(json.detail, /cus-belzyce.*confirm_new=true/, text)
  }
  const check = () => get(`membership-checks?name=${encodeURIComponent(existing.name)}`)
  t.equal((await check()).json.answer, 'yes', 'nothing was stored')
  for (const body of [
    { ...CUS, name: 'Gminny Ośrodek Pomocy Społecznej w Bełżycach', short_name: 'GOPS Bełżyce', kind: 'gops' },
    { ...CUS, name: 'Centrum Usług Społecznych w Bychawie', short_name: 'CUS Bychawa' }
  ])
    t.equal((await create(body)).status, 201, body.name)
  t.equal((await check()).json.answer, 'yes')

  const put = await call('PUT', 'organisations/cus-belzyce-2', {
    key: writer,
    body: CUS,
    headers: { 'if-none-match': '*' }
  })
  t.match(put.json, { status: 409, code: 'possible_duplicate' }, 'PUT creates as well')
  const insisted = await create(CUS, '?confirm_new=true')
  t.match(insisted.json, { name: CUS.name, slug: 'cus-belzyce-nowy' })
  t.equal((await create(CUS, '?confirm=true')).status, 400)
})

tap.test('POST /v1/organisations: a former name counts, and is shown as such', async (t) => {
  const { call, key } = await setup(t)
  const writer = await key(['registry:write'])
  const transformed = await call('POST', 'organisations/gops-krzywda/transformation', {
    key: writer,
    body: {
      name: 'Centrum Usług Społecznych w Krzywdzie',
      short_name: 'CUS Krzywda',
      happened: { on: '2026-11-01' },
      creation_mode: 'transformation_ops'
    }
  })
  t.equal(transformed.status, 200)
  const body = { name: 'Gminny Ośrodek Pomocy Społecznej w Krzywdzie', short_name: 'Ośrodek', kind: 'gops' }
  const refused = await call('POST', 'organisations', { key: writer, body })
  t.match(refused.json, {
    status: 409,
    records: [{ id: transformed.json.id, name: 'Centrum Usług Społecznych w Krzywdzie', matched_name: body.name }]
  })
  t.match(refused.json.detail, new RegExp(`pod inną nazwą «${body.name}»`))
})

tap.test('POST /v1/organisations: of two equal requests at once, one creates the record', async (t) => {
  const { call, key, connection } = await setup(t)
  const writer = await key(['registry:write'])
  const bodies = [
    { name: 'Gminny Ośrodek Pomocy Społecznej w Wólce', short_name: 'GOPS Wólka', kind: 'gops' },
    { name: 'Stowarzyszenie «Razem»', short_name: 'Razem', kind: 'ngo', slug: 'razem' }
  ]
  for (const body of bodies) {
    const sent = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        call('POST', 'organisations', { key: writer, body: 'slug' in body ? { ...body, slug: `razem-${i}` } : body })
      )
    )
    t.strictSame(sent.map(({ status }) => status).sort(), [201, 409, 409, 409, 409, 409], body.name)
    for (const { json, status } of sent) if (status === 409) t.equal(json.code, 'possible_duplicate')
    const { rows } = await connection.pool.query('select count(*)::int as n from organisation where name = $1', [
      body.name
    ])
    t.equal(rows[0].n, 1)
  }
})

tap.test('POST /v1/people: a namesake is named if the caller may see the record', async (t) => {
  const { call, get, key, connection } = await setup(t)
  const writer = await key(['registry:write'])
  const create = (body: object, query = '') => call('POST', `people${query}`, { key: writer, body })
  const anna = await create({ given_name: 'Anna', family_name: 'Nowak' })
  t.match(anna.json, { slug: 'anna-nowak' })
  for (const body of [
    { given_name: 'Anna', family_name: 'Nowak' },
    { given_name: 'ANNA', family_name: 'nowak', academic_title: 'dr' },
    { given_name: 'Nowak', family_name: 'Anna' }
  ])
    t.match((await create(body)).json, {
      status: 409,
      code: 'possible_duplicate',
      errors: [{ pointer: '/family_name' }],
      records: [{ id: anna.json.id, slug: 'anna-nowak', name: 'Anna Nowak', url: '/v1/people/anna-nowak' }]
    })
  const second = await create({ given_name: 'Anna', family_name: 'Nowak' }, '?confirm_new=true')
  t.equal(second.status, 201)
  t.match(second.json.slug, /^anna-nowak-[b-df-hj-np-tv-z2-9]{6}$/)
  t.equal((await create({ given_name: 'Anna', family_name: 'Nowak-Kowalska' })).status, 201)

  const hidden = (await create({ given_name: 'Zofia', family_name: 'Ukryta' })).json
  await connection.pool.query(
    `update person set restricted_at = now(), restriction_reason = 'objection' where id = '${hidden.id}'`
  )
  const namesake = await create({ given_name: 'Zofia', family_name: 'Ukryta' })
  t.equal(namesake.status, 201, 'a hidden namesake is not revealed')
  t.notMatch(namesake.text, hidden.id)
  t.equal((await get(`people/${namesake.json.slug}`)).status, 200)
})

tap.test('POST /v1/imports: possible duplicates are reported', async (t) => {
  const { post, work, get, apply, one } = await withImports(t)
  const report = async (query: string, file: string) => {
    const sent = await post(`resource=organisations&${query}`, file)
    await work()
    const { id } = sent.json
    return { id, import: (await get(`imports/${id}`)).json, rows: (await get(`imports/${id}/rows`)).json.data }
  }
  const keyed = await report(
    '',
    `slug,name,short_name,kind\ncus-inny,${CUS.name},CUS Inny,cus\n` +
      'gops-a,Gminny Ośrodek Pomocy Społecznej w Abramowie,GOPS Abramów,gops\n' +
      'gops-b,GOPS w Abramowie,GOPS w Abramowie,gops\n'
  )
  t.match(keyed.import, {
    status: 'previewed',
    counts: { create: 3, error: 0 },
    messages: [{ code: 'possible_duplicates' }]
  })
  t.match(keyed.rows[0], { outcome: 'create', warnings: [{ column: 'name', code: 'possible_duplicate' }] })
  t.match(keyed.rows[0].warnings[0].detail_pl, /cus-belzyce/)
  t.match(keyed.rows[1].warnings, [{ detail_pl: /wiersz 4/ }])
  t.match(keyed.rows[2].warnings, [{ detail_pl: /wiersz 3/ }])
  t.equal((await apply(keyed.id)).import.status, 'applied')

  const file = 'name,short_name,kind\nOPS w Abramowie,OPS Abramów,ops\nOPS w Annopolu,OPS Annopol,ops\n'
  const first = await report('dry_run=false', file)
  t.match(first.import, { status: 'applied', counts: { create: 2 }, messages: [] })
  t.equal(await one(`select slug from organisation where name = 'OPS w Abramowie'`), 'ops-abramow')
  const again = await report('dry_run=false', file)
  t.match(again.import, { status: 'failed', counts: { create: 0, error: 2 } }, 'the same file is not imported again')
  t.match(again.rows[0], { key: null, errors: [{ code: 'possible_duplicate', column: 'name' }] })
  t.match(again.rows[0].errors[0].detail_pl, /ops-abramow.*«slug»/)
  t.equal(await one(`select count(*)::int from organisation where name = 'OPS w Abramowie'`), 1)
})

tap.test(
  'POST /v1/imports/{import_id}/application: a duplicate that came meanwhile makes the preview stale',
  async (t) => {
    const { post, work, get, apply, call, makeKey } = await withImports(t)
    const body = { name: 'OPS w Batorzu', short_name: 'OPS Batorz', kind: 'ops' }
    const sent = await post('resource=organisations', `slug,name,short_name,kind\nbatorz,${body.name},OPS B,ops\n`)
    await work()
    t.match((await get(`imports/${sent.json.id}`)).json, { status: 'previewed', messages: [] })
    t.equal((await call('POST', 'organisations', { key: await makeKey(['registry:write']), body })).status, 201)
    t.equal((await apply(sent.json.id)).import.status, 'stale')
  }
)
