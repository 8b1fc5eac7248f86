// Identifiers of an organisation, and the verification of organisations, appointments and contacts.
import t from 'tap'
import type { Setup } from './helper.ts'
import { withImports } from './imports.ts'

t.setTimeout(300_000)
const ADDRESS = 'AE:PL-12345-67890-ABCDE-12'
const registry = await withImports(t)
const staff = await registry.makeKey(['registry:write', 'contacts:read', 'audit:read'])
const clerk = await registry.makeKey(['registry:write'])
const partner = await registry.makeKey(['contacts:read'], 'partner')

const patch = (path: string, body: object, key = staff) =>
  registry.call('PATCH', path, { key, headers: { 'if-match': '*' }, body })
const codes = ({ status, json }: Awaited<ReturnType<Setup['call']>>) => [
  status,
  ...(json.errors ?? []).map(({ code, pointer }: Record<string, string>) => `${code} ${pointer}`)
]
const head = async () => (await registry.db.selectFrom('feed_head').select('seq').executeTakeFirstOrThrow()).seq
const changesAfter = async (seq: number) =>
  (
    await registry.db.selectFrom('change').select(['type', 'fields']).where('seq', '>', seq).orderBy('seq').execute()
  ).map(({ type, fields }) => `${type} ${fields.join()}`)
const anonymous = (path: string) => registry.call('GET', path)
const slugsOf = async (path: string, key?: string) =>
  (await registry.call('GET', path, { ...(key && { key }) })).json.data.map(({ slug }: { slug: string }) => slug)

t.test('PATCH /organisations/{organisation} stores the identifiers, which find the organisation', async (t) => {
  const body = { e_delivery: ADDRESS, bip: 'https://bip.cusbelzyce.example/', wikidata: 'Q123456789' }
  const saved = await patch('organisations/cus-belzyce', body)
  t.match(saved.json, body)
  t.strictSame(await slugsOf(`organisations?e_delivery=${ADDRESS}`), ['cus-belzyce'])
  t.strictSame(await slugsOf('organisations?wikidata=Q123456789'), ['cus-belzyce'])
  const { json: node } = await registry.get('organisations/cus-belzyce?format=jsonld')
  t.strictSame(node.sameAs, [body.bip, 'https://www.wikidata.org/entity/Q123456789'])
  t.match(
    node.identifier.find(({ propertyID }: { propertyID: string }) => propertyID === 'e-Doręczenia'),
    { value: ADDRESS }
  )
  const csv = await anonymous('organisations?e_delivery=AE:PL-12345-67890-ABCDE-12&format=csv')
  t.match(csv.text, /,e_delivery,bip,wikidata,/)
  t.match(csv.text, `,${ADDRESS},${body.bip},Q123456789,`)
})

t.test('PATCH /organisations/{organisation} refuses other forms, and an address of another gmina', async (t) => {
  const faulty = { e_delivery: 'ae:pl-12345-67890-abcde-12', bip: 'bip.example.pl', wikidata: 'q5', verified_on: 'x' }
  t.strictSame(codes(await patch('organisations/cus-swidnik', faulty)), [
    400,
    'invalid_format /e_delivery',
    'invalid_format /bip',
    'invalid_format /wikidata',
    'invalid_format /verified_on'
  ])
  const taken = await patch('organisations/cus-swidnik', { e_delivery: ADDRESS })
  t.strictSame(codes(taken), [409, 'organisation_e_delivery_taken /e_delivery'])
  t.match(taken.json.records, [{ slug: 'cus-belzyce' }])
  const { status } = await registry.call('POST', 'organisations', {
    key: staff,
    body: {
      name: 'Urząd Miejski w Bełżycach',
      short_name: 'UM Bełżyce',
      kind: 'gmina',
      territory: { code: (await anonymous('organisations/cus-belzyce')).json.territory.code },
      e_delivery: ADDRESS
    }
  })
  t.equal(status, 201, 'parts of one gmina may share the address')
  t.equal((await patch('organisations/um-belzyce', { e_delivery: null })).status, 200)
})

t.test('PATCH with verified_on is a verification: a change of this property only', async (t) => {
  for (const day of ['2199-12-31', '2200-01-01', '1799-12-31'])
    t.equal((await patch('organisations/cus-belzyce', { verified_on: day })).status, 422, day)
  t.strictSame(codes(await patch('organisations/cus-belzyce', { verified_on: '2199-12-31' })), [
    422,
    'in_the_future /verified_on'
  ])
  const before = await head()
  const [appointment] = (await anonymous('organisations/cus-belzyce/appointments')).json.data
  const [contact] = (await anonymous('organisations/rada-konwentu/contacts')).json.data
  for (const path of ['organisations/cus-belzyce', `appointments/${appointment.id}`, `contacts/${contact.slug}`]) {
    const saved = await patch(path, { verified_on: '2026-10-15' })
    t.match(saved.json, { verified_on: '2026-10-15', verified_by: 'Obserwatorium CUS' }, path)
    t.match((await anonymous(path)).json, { verified_on: '2026-10-15', verified_by: null }, 'the day alone is public')
    for (const key of [clerk, partner])
      t.equal((await registry.call('GET', path, { key })).json.verified_by, null, 'the holder needs audit:read')
  }
  t.strictSame(
    await changesAfter(before),
    ['organisation', 'appointment', 'contact'].map((type) => `${type}.updated verified_on`),
    'records that show them do not change'
  )
  const seq = await head()
  t.equal((await patch('organisations/cus-belzyce', { verified_on: '2026-10-15' })).status, 200)
  t.equal(await head(), seq, 'the same day again changes nothing')
  t.equal(
    (await patch('organisations/cus-belzyce', { verified_by: 'Ja' })).json.errors[0].code,
    'derived_property',
    'the registry sets the author'
  )
  const { json, headers } = await anonymous('organisations/cus-belzyce')
  const body = { name: json.name, short_name: json.short_name, kind: json.kind }
  const put = await registry.call('PUT', 'organisations/cus-belzyce', {
    key: clerk,
    headers: { 'if-match': String(headers.etag) },
    body
  })
  t.match(put.json, { website: null, verified_on: '2026-10-15' }, 'a PUT without the day does not undo it')
  await patch('organisations/cus-belzyce', { verified_on: null })
  const [row] = await registry.db
    .selectFrom('organisation')
    .select(['verified_on', 'verified_by_id'])
    .where('slug', '=', 'cus-belzyce')
    .execute()
  t.strictSame(row, { verified_on: null, verified_by_id: null })
})

t.test('GET of lists: not_verified_since and verified find what has to be verified', async (t) => {
  await patch('organisations/cus-swidnik', { verified_on: '2025-01-31' })
  await patch('organisations/cus-kramsk', { verified_on: '2026-02-01' })
  const all = 'organisations?tier=ordinary&limit=500'
  const total = (await slugsOf(all)).length
  const due = await slugsOf(`${all}&not_verified_since=2026-02-01`)
  t.equal(due.length, total - 1, 'never verified, or before that day')
  t.ok(due.includes('cus-swidnik'))
  t.notOk(due.includes('cus-kramsk'))
  t.strictSame(await slugsOf(`${all}&not_verified_since=2026-02-01&verified=true`), ['cus-swidnik'])
  t.strictSame(await slugsOf(`${all}&verified=true`), ['cus-kramsk', 'cus-swidnik'])
  t.equal((await slugsOf(`${all}&verified=false`)).length, total - 2)
  for (const list of ['appointments', 'contacts']) {
    const count = async (query: string) => (await anonymous(`${list}?limit=500&${query}`)).json.data.length
    t.equal(await count('verified=true'), 1, list)
    t.equal(await count('not_verified_since=2026-10-15'), (await count('')) - 1, list)
  }
})

t.test('GET /contacts?review_by=… is for staff with contacts:read only', async (t) => {
  const [contact] = (await anonymous('organisations/rada-konwentu/contacts')).json.data
  await patch(`contacts/${contact.slug}`, { review_on: '2026-12-31' })
  const path = 'contacts?review_by=2026-12-31'
  t.strictSame(await slugsOf(path, staff), [contact.slug])
  t.strictSame(await slugsOf('contacts?review_by=2026-12-30', staff), [])
  for (const key of [undefined, clerk, partner]) {
    const { status, json } = await registry.call('GET', path, { ...(key && { key }) })
    t.strictSame([status, json.code], key ? [403, 'insufficient_scope'] : [401, 'key_required'])
  }
})

t.test('POST /imports with verified_on verifies many records at once; other forms of codes are read', async (t) => {
  const before = await head()
  const made = await registry.preview(
    'resource=organisations',
    [
      'slug,verified_on,e_delivery,wikidata',
      'cus-swidnik,2026-11-01, ae:pl-11111-22222-abcde-33 ,q77',
      'cus-kramsk,2026-11-01,AE:PL 44444 55555 FGHIJ,',
      'cus-belzyce,2199-01-01,,'
    ].join('\n')
  )
  t.match(made.rows, [
    { outcome: 'update' },
    { outcome: 'error', errors: [{ column: 'e_delivery', code: 'invalid_format' }] },
    { outcome: 'error', errors: [{ column: 'verified_on', code: 'in_the_future' }] }
  ])
  const sent = await registry.preview(
    'resource=organisations',
    'Slug;Sprawdzono;ADE;Wikidane\ncus-swidnik;1.11.2026;ae:pl 11111–22222–abcde–33;https://www.wikidata.org/wiki/Q77\n' +
      'cus-kramsk;1.11.2026;;\n'
  )
  await registry.apply(sent.id)
  t.strictSame(await changesAfter(before), [
    'organisation.updated e_delivery,verified_on,wikidata',
    'organisation.updated verified_on'
  ])
  t.match((await registry.call('GET', 'organisations/cus-swidnik', { key: staff })).json, {
    e_delivery: 'AE:PL-11111-22222-ABCDE-33',
    wikidata: 'Q77',
    verified_by: 'Obserwatorium CUS'
  })
  const exported = await registry.call('GET', 'organisations?verified=true&format=csv', { key: staff })
  t.match(exported.text, /Obserwatorium CUS/)
  const again = await registry.preview('resource=organisations', exported.text)
  t.strictSame([...new Set(again.rows.map(({ outcome }: { outcome: string }) => outcome))], ['unchanged'])
})

t.test('GET /statistics/completeness says what is missing of each member; CSV has one row per member', async (t) => {
  const path = 'statistics/completeness?verified_since=2026-01-01'
  const { json } = await anonymous(path)
  const { total, members } = json
  t.strictSame([json.verified_since, total.members], ['2026-01-01', members.length])
  type Member = Record<string, boolean> & { organisation: { slug: string } }
  const rowOf = (slug: string): Member => members.find(({ organisation }: Member) => organisation.slug === slug)
  for (const name of ['website', 'email', 'e_delivery', 'nip', 'place', 'head', 'head_verified', 'verified'])
    t.equal(total[name], members.filter((member: Member) => member[name]).length, name)
  t.match(rowOf('cus-swidnik'), { e_delivery: true, verified: true, verified_on: '2026-11-01', head_verified: false })
  t.match(rowOf('cus-belzyce'), {
    e_delivery: false,
    verified: false,
    verified_on: null,
    head: true,
    head_verified: true
  })
  t.strictSame(
    members.map(({ organisation }: Member) => organisation.slug),
    await slugsOf('organisations?member=true&limit=500'),
    'all members, in the order of their names'
  )
  const csv = (await anonymous(`${path}&format=csv`)).text.trim().split('\r\n')
  t.equal(csv.length, members.length + 1)
  t.match(
    csv[0],
    /^organisation_id,organisation_slug,.*,tier,website,email,e_delivery,nip,place,head,head_verified,verified,/
  )
  t.match((await anonymous(`${path}&format=csv&dialect=excel-pl`)).text, /;tier;website;/)
  for (const filter of ['kind=cus', 'kind_family=cus', 'gmina_kind=rural', 'voivodeship=lubelskie', 'founder=true']) {
    const some = await anonymous(`${path}&${filter}`)
    t.equal(some.status, 200, filter)
    t.ok(some.json.total.members > 0 && some.json.total.members < total.members, filter)
  }
  const few = (await anonymous(`${path}&tier=supporting`)).json
  t.equal(few.total.members, (await slugsOf('organisations?tier=supporting')).length)

  // An e-mail address for partners is not counted, whoever asks.
  const [contact] = (await anonymous('organisations/rada-konwentu/contacts')).json.data
  t.ok(contact, 'a contact is public')
  const made = await registry.call('POST', 'contacts', {
    key: staff,
    body: {
      slug: 'tylko-partnerzy',
      organisation: { slug: 'cus-swidnik' },
      email: 'tylko@partnerzy.example',
      email_visibility: 'partner'
    }
  })
  t.equal(made.status, 201)
  const before = rowOf('cus-swidnik').email
  for (const key of [undefined, staff, partner]) {
    const after = (await registry.call('GET', path, { ...(key && { key }) })).json.members
    t.equal(after.find(({ organisation }: Member) => organisation.slug === 'cus-swidnik').email, before)
  }
  await patch('contacts/tylko-partnerzy', { email: 'tylko@partnerzy.example', email_visibility: 'public' })
  const after = (await anonymous(path)).json.members
  t.equal(after.find(({ organisation }: Member) => organisation.slug === 'cus-swidnik').email, true, 'not stale')
})
