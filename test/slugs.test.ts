// Slugs that nobody typed, slugs that are taken, and names in other scripts.
import tap from 'tap'
import { fold } from '../src/records/polish.ts'
import { setup } from './helper.ts'
import { withImports } from './imports.ts'

tap.test('POST /v1/people: names in other scripts get a slug and are found in both spellings', async (t) => {
  const { call, get, key } = await setup(t)
  const writer = await key(['registry:write'])
  const names: [string, string, RegExp, string[]][] = [
    ['Олена', 'Шевченко', /^olena-shevchenko$/, ['Шевченко', 'shevchenko', 'ШЕВЧЕНКО олена', 'Olena Shevchenko']],
    ['Юлія', 'Лук’янчук', /^yuliia-lukianchuk$/, ["Лук'янчук", 'lukianchuk', 'Yuliia']],
    ['Søren', 'Ørsted', /^soren-orsted$/, ['orsted', 'Ørsted', 'ØRSTED søren']],
    ['Łukasz', 'Żak', /^lukasz-zak$/, ['zak', 'Żak', 'łukasz']],
    ['Jürgen', 'Weiß', /^jurgen-weiss$/, ['weiss', 'Weiß', 'jürgen']],
    ['Γιώργος', 'Παπαδόπουλος', /^giorgos-papadopoulos$/, ['Παπαδόπουλος', 'papadopoulos']],
    ['محمد', 'علي', /^person-[a-z0-9]{6}$/, ['محمد', 'مُحمد علي']],
    ['伟', '王', /^person-[a-z0-9]{6}$/, ['王', '王伟']]
  ]
  for (const [given_name, family_name, slug, searches] of names) {
    const made = await call('POST', 'people', { key: writer, body: { given_name, family_name } })
    t.equal(made.status, 201, family_name)
    t.match(made.json.slug, slug, family_name)
    for (const q of searches) {
      const { data } = (await get(`people?q=${encodeURIComponent(q)}`)).json
      t.ok(
        data.some(({ id }: { id: string }) => id === made.json.id),
        `${family_name}: q=${q}`
      )
    }
  }
  t.equal((await get(`people?q=${encodeURIComponent('Ковальчук')}`)).json.data.length, 0)
  const again = { given_name: 'Olena', family_name: 'Shevchenko' }
  t.match((await call('POST', 'people', { key: writer, body: again })).json, {
    status: 409,
    code: 'possible_duplicate',
    records: [{ name: 'Олена Шевченко' }]
  })
})

tap.test('fold() in the database and in the service give the same result', async (t) => {
  const { connection } = await setup(t)
  const letters = [..."зггγγξχουαυευηυμπθaŁłøßæє ї\u0306\u0308иіїйюя'’ʼ王عَЩЖЄабвÉØÆıİςΣ–„”_%ąŻ9カ가ə"]
  const texts = Array.from({ length: 3000 }, (_, i) =>
    Array.from({ length: 7 }, (_, j) => letters[(i * 31 + j * j * 17 + ((i * j) % 13)) % letters.length]).join('')
  )
  const latin = Array.from({ length: 0x530 }, (_, i) => `a${String.fromCodePoint(i + 1)}b`)
  const all = [...texts, ...latin]
  const { rows } = await connection.pool.query('select text, fold(text) from unnest($1::text[]) as text', [all])
  t.equal(rows.length, all.length)
  for (const { text, fold: folded } of rows) if (fold(text) !== folded) t.equal(folded, fold(text), text)
  t.notOk(
    rows.some(({ fold: folded }) => fold(folded) !== folded),
    'a folded text stays'
  )
})

tap.test('POST /v1: a slug that nobody typed is never refused', async (t) => {
  const { call, get, key } = await setup(t)
  const writer = await key(['registry:write'])
  const make = async (path: string, body: object) => {
    const { json, status } = await call('POST', path, { key: writer, body })
    t.equal(status, 201, JSON.stringify(body))
    return json
  }
  const event = { title: 'Posiedzenie Rady Konwentu', kind: 'conference' }
  t.equal((await make('events', event)).slug, 'posiedzenie-rady-konwentu')
  const second = (await make('events', event)).slug
  t.match(second, /^posiedzenie-rady-konwentu-[a-z0-9]{6}$/)
  t.not((await make('events', event)).slug, second)
  t.match((await make('events', { ...event, title: '«…»' })).slug, /^event-[a-z0-9]{6}$/, 'no letters')
  const uuid = '01993a5e-7c00-7000-8000-000000000001'
  t.match((await make('events', { ...event, title: uuid })).slug, new RegExp(`^${uuid}-[a-z0-9]{6}$`), 'as an id')
  const long = (await make('events', { ...event, title: 'a'.repeat(200) })).slug
  t.equal(long.length, 80)
  t.equal((await make('events', { ...event, title: 'a'.repeat(200) })).slug.length, 80)
  const match = await make('organisations', { name: 'Match', short_name: 'Match', kind: 'ngo' })
  t.match(match.slug, /^match-[a-z0-9]{6}$/, 'a path')

  const renamed = await make('people', { given_name: 'Ewa', family_name: 'Lis' })
  const { headers } = await get(`people/${renamed.id}`)
  const patched = await call('PATCH', `people/${renamed.id}`, {
    key: writer,
    body: { slug: 'ewa-lis-wilk', family_name: 'Wilk' },
    headers: { 'if-match': headers.etag as string }
  })
  t.equal(patched.status, 200)
  t.match((await make('people', { given_name: 'Ewa', family_name: 'Lis' })).slug, /^ewa-lis-[a-z0-9]{6}$/, 'a redirect')

  const at = { kind: 'event', title: 'Naraz', slug: undefined }
  const made = await Promise.all(
    Array.from({ length: 5 }, () => call('POST', 'events', { key: writer, body: { ...at, kind: 'conference' } }))
  )
  t.strictSame(
    made.map(({ status }) => status),
    [201, 201, 201, 201, 201],
    'at the same time'
  )
  t.equal(new Set(made.map(({ json }) => json.slug)).size, 5)
})

tap.test('POST, PATCH /v1/people: a typed slug that is taken names the record', async (t) => {
  const { call, get, key, connection } = await setup(t)
  const writer = await key(['registry:write'])
  const holder = (await get('people/anna-ostasz')).json
  const body = { given_name: 'Anna', family_name: 'Inna', slug: 'anna-ostasz' }
  const refused = await call('POST', 'people', { key: writer, body })
  const expected = {
    status: 409,
    code: 'already_exists',
    errors: [{ pointer: '/slug', code: 'person_slug_taken' }],
    records: [{ id: holder.id, slug: 'anna-ostasz', name: holder.display_name, url: '/v1/people/anna-ostasz' }]
  }
  t.match(refused.json, expected)
  t.match(refused.json.detail, /Anna Ostasz.*\/v1\/people\/anna-ostasz/)
  const made = await call('POST', 'people', { key: writer, body: { ...body, slug: 'anna-inna' } })
  const patch = (slug: string, etag: string | undefined) =>
    call('PATCH', 'people/anna-inna', { key: writer, body: { slug }, headers: { 'if-match': String(etag) } })
  t.match((await patch('anna-ostasz', made.headers.etag)).json, expected)
  t.equal((await patch('anna-inna', made.headers.etag)).status, 200, 'its own')

  await connection.pool.query(
    `update person set restricted_at = now(), restriction_reason = 'objection' where id = '${holder.id}'`
  )
  const hidden = await call('POST', 'people', { key: writer, body })
  t.match(hidden.json, { status: 409, code: 'already_exists' })
  t.strictSame(hidden.json.records, [], 'a hidden record is not named')
  t.notMatch(hidden.text, holder.id)
})

tap.test('POST /v1/organisations/{organisation}/transformation: a taken short name gives another slug', async (t) => {
  const { call, key } = await setup(t)
  const writer = await key(['registry:write'])
  const body = { name: 'CUS Krzywda', short_name: 'CUS Świdnik', creation_mode: 'transformation_ops', new_record: true }
  const made = await call('POST', 'organisations/gops-krzywda/transformation', {
    key: writer,
    body: { ...body, happened: { on: '2026-11-01' } }
  })
  t.equal(made.status, 200)
  t.match(made.json.slug, /^cus-swidnik-[a-z0-9]{6}$/)
})

tap.test('POST /v1/imports: rows without a slug get one', async (t) => {
  const { post, work, get, rowsOf, apply, one } = await withImports(t)
  const file = 'given_name,family_name,slug\nОлена,Шевченко,\nAnna,Ostasz-Nowa,\nEwa,Kot,ewa-lis\nEwa,Lis,\nJan,Bąk,\n'
  const sent = await post('resource=people', file)
  await work()
  t.match((await get(`imports/${sent.json.id}`)).json.counts, { create: 5, error: 0 })
  const slugs = async () =>
    (await rowsOf(sent.json.id)).map(
      ({ diff }: { diff: { field: string; after: string }[] }) => diff.find(({ field }) => field === 'slug')?.after
    )
  const previewed = await slugs()
  t.match(previewed, ['olena-shevchenko', 'anna-ostasz-nowa', 'ewa-lis', /^ewa-lis-[a-z0-9]{6}$/, 'jan-bak'])
  t.equal((await apply(sent.json.id)).import.status, 'applied')
  t.equal(
    await one(`select slug from person where family_name = 'Lis' and given_name = 'Ewa'`),
    previewed[3],
    'the slug of the preview is stored'
  )
})
