// One response lists all that is wrong with a request: form, check digits, references. A conflict names the record.
import { sql } from 'kysely'
import t from 'tap'
import { setup } from './helper.ts'
import { withImports } from './imports.ts'

const { call, get, key, db } = await setup(t)
const writer = await key(['registry:write', 'declarations:decide', 'contacts:read'])
const send = (method: 'POST' | 'PUT' | 'PATCH', path: string, body: unknown, headers: Record<string, string> = {}) =>
  call(method, path, { key: writer, body, headers })
// biome-ignore lint/suspicious/noExplicitAny: a body of any shape
const placesOf = ({ json }: { json: any }) =>
  json.errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code])

const BROKEN = {
  short_name: 'OP',
  kind: 'ops',
  nip: '7162442112',
  regon: '123456780',
  krs: '1',
  dyrektor: 'Anna',
  territory: { code: '999999' },
  part_of: { slug: 'nie-ma' },
  latitude: 51.1234567,
  established: { on: '1.03.1990' },
  closed: { not_before: '2021-01-02', not_after: '2021-01-01' },
  names: [{ name: 'Inna nazwa' }],
  sources: [{ source: 'nie-ma-zrodla' }, { source: 5 }, { source: 's000' }]
}
const PLACES = [
  ['/closed', 'organisation_closed_invalid'],
  ['/dyrektor', 'unknown_property'],
  ['/established/on', 'invalid_format'],
  ['/krs', 'invalid_format'],
  ['/latitude', 'coordinate_too_precise'],
  ['/name', 'missing'],
  ['/names/0/kind', 'missing'],
  ['/nip', 'organisation_nip_invalid'],
  ['/part_of', 'unknown_reference'],
  ['/regon', 'organisation_regon_invalid'],
  ['/sources/0/source', 'unknown_reference'],
  ['/sources/1/source', 'invalid_type'],
  ['/territory', 'unknown_reference']
]

t.test('POST, PUT /v1/organisations: form, check digits and references at once', async (t) => {
  const made = await send('POST', 'organisations', BROKEN)
  t.equal(made.status, 400)
  t.equal(made.json.code, 'invalid_request')
  t.strictSame(placesOf(made).sort(), PLACES)
  const details = new Map(made.json.errors.map(({ pointer, detail }: Record<string, string>) => [pointer, detail]))
  t.equal(details.get('/name'), 'Pole «name» jest wymagane.')
  t.match(details.get('/nip'), /poprawną cyfrę kontrolną/)
  t.equal(details.get('/territory'), 'W rejestrze nie ma rekordu «999999».')
  t.match(details.get('/established/on'), /RRRR-MM-DD, np\. 1990-03-01\.$/)
  t.equal(made.json.detail, made.json.errors[0].detail, 'the form comes first')
  const put = await send('PUT', 'organisations/nowa-proba', { ...BROKEN, slug: 'inna' })
  t.equal(put.status, 400)
  t.strictSame(placesOf(put).sort(), [...PLACES, ['/slug', 'differs_from_path']].sort())
  const english = await send('POST', 'organisations', BROKEN, { 'accept-language': 'en' })
  t.match(english.json.errors.map(({ detail }: { detail: string }) => detail).join(), 'The field «name» is required.')
})

t.test('POST: 422 if the form is right, with all check digits and references', async (t) => {
  const body = {
    name: 'Ośrodek Próbny',
    short_name: 'OP',
    kind: 'ops',
    nip: '7162442112',
    regon: '123456780',
    part_of: { slug: 'nie-ma' }
  }
  const both = await send('POST', 'organisations', body)
  t.equal(both.status, 422)
  t.equal(both.json.code, 'rule_broken')
  t.strictSame(placesOf(both).sort(), [
    ['/nip', 'organisation_nip_invalid'],
    ['/part_of', 'unknown_reference'],
    ['/regon', 'organisation_regon_invalid']
  ])
  const { part_of: _none, ...sound } = body
  const digits = await send('POST', 'organisations', { ...sound, names: [{ name: 'Inna', kind: 'variant' }] })
  t.equal(digits.status, 422, 'only the database knows')
  t.strictSame(placesOf(digits).sort(), [
    ['/nip', 'organisation_nip_invalid'],
    ['/regon', 'organisation_regon_invalid']
  ])
  const event = await send('POST', 'events', {
    title: 'Próba',
    kind: 'conference',
    form: 'zdalnie',
    venue: { slug: 'nie-ma' },
    programme: [
      { kind: 'opening', speakers: [{ role: 'opening', person: { slug: 'nikt' } }, { person: { id: 'x' } }] }
    ],
    links: [{ title: 'Strona', url: 'cusy.example' }]
  })
  t.equal(event.status, 400)
  t.match(placesOf(event).sort(), [
    ['/form', 'unknown_value'],
    ['/links/0/url', 'invalid_format'],
    ['/programme/0/speakers/0/person', 'unknown_reference'],
    ['/programme/0/speakers/1/person/id', 'invalid_format'],
    ['/programme/0/speakers/1/role', 'missing'],
    ['/venue', 'unknown_reference']
  ])
})

t.test('PATCH: all at once, after the record, its version and the scope', async (t) => {
  const body = {
    nip: '7162442112',
    krs: '1',
    established: { not_after: '1500-01-01' },
    territory: { code: '999999' },
    part_of: 7
  }
  t.equal((await send('PATCH', 'organisations/nie-ma', body, { 'if-match': '*' })).status, 404)
  t.equal((await send('PATCH', 'organisations/cus-belzyce', body)).status, 428)
  t.equal((await send('PATCH', 'organisations/cus-belzyce', body, { 'if-match': '"v999-x"' })).status, 412)
  const patched = await send('PATCH', 'organisations/cus-belzyce', body, { 'if-match': '*' })
  t.equal(patched.status, 400)
  t.match(placesOf(patched).sort(), [
    ['/established', /^organisation_established_/],
    ['/krs', 'invalid_format'],
    ['/nip', 'organisation_nip_invalid'],
    ['/part_of', 'invalid_type'],
    ['/territory', 'unknown_reference']
  ])
  const { id } = (await get('memberships?limit=1')).json.data[0]
  const clerk = await key(['registry:write'])
  const change = { tier: 'złota', organisation: { slug: 'nie-ma' } }
  const memberships = (caller: string) =>
    call('PATCH', `memberships/${id}`, { key: caller, body: change, headers: { 'if-match': '*' } })
  t.equal((await memberships(clerk)).status, 403, 'a key without the scope learns nothing')
  t.strictSame(placesOf(await memberships(writer)).sort(), [
    ['/organisation', 'unknown_reference'],
    ['/tier', 'unknown_value']
  ])
  t.equal((await call('PATCH', 'organisations/cus-belzyce', { body, headers: { 'if-match': '*' } })).status, 401)
})

t.test('POST: a rule that depends on a faulty property is not reported', async (t) => {
  const faulty = await send('POST', 'memberships', {
    organisation: { slug: 'ptps' },
    tier: 'supporting',
    tier_basis: 'printed',
    status: 'ended',
    ended: { on: '2020-01-01' },
    end_basis: 7
  })
  t.strictSame(placesOf(faulty), [['/end_basis', 'invalid_type']])
  const contact = { slug: 'proba-wielu', organisation: { slug: 'nie-ma' }, phone: '81 827 26 94', postal_code: '20' }
  t.match(placesOf(await send('POST', 'contacts', contact)).sort(), [
    ['/organisation', 'unknown_reference'],
    ['/phone', 'phone_not_e164'],
    ['/postal_code', String]
  ])
})

t.test('POST: the number of errors is limited', async (t) => {
  const sources = Array.from({ length: 40 }, (_, i) => ({ source: `brak-${i}` }))
  const { json } = await send('POST', 'organisations', { short_name: 'OP', kind: 'ops', sources })
  t.equal(json.errors.length, 20)
  t.match(json.errors[0], { pointer: '/name', code: 'missing' })
})

t.test('GET: faults of several parameters at once', async (t) => {
  const several = await get('organisations?colour=red&limit=0&nip=1&kind=cus&kind=zamek&count=maybe')
  t.equal(several.status, 400)
  t.match(several.json.errors.map(({ parameter, code }: Record<string, string>) => [parameter, code]).sort(), [
    ['colour', 'unknown_parameter'],
    ['count', 'unknown_value'],
    ['kind', 'unknown_value'],
    ['limit', 'out_of_range'],
    ['nip', 'invalid_format']
  ])
  const unknown = await get('appointments?person=nikt&organisation=nie-ma,cus-belzyce')
  t.equal(unknown.status, 400)
  t.strictSame(unknown.json.errors.map(({ parameter, code }: Record<string, string>) => [parameter, code]).sort(), [
    ['organisation', 'unknown_reference'],
    ['person', 'unknown_reference']
  ])
  const mixed = await get('appointments?colour=red&certainty=certain&limit=0&person=nikt')
  t.strictSame(mixed.json.errors.map(({ parameter, code }: Record<string, string>) => [parameter, code]).sort(), [
    ['colour', 'unknown_parameter'],
    ['limit', 'out_of_range'],
    ['person', 'unknown_reference']
  ])
  const contradicting = await get('appointments?certainty=certain&person=nikt')
  t.strictSame(contradicting.json.errors.map(({ parameter }: Record<string, string>) => parameter).sort(), [
    'certainty',
    'person'
  ])
  const within = await get('organisations/cus-belzyce/appointments?limit=0&person=nikt')
  t.match(within.json.errors, [{ parameter: 'limit' }, { parameter: 'person' }], 'a list under a record')
  t.equal((await get('organisations/NIE/appointments?limit=0')).json.errors.length, 1, 'the path comes first')
  const many = Array.from({ length: 60 }, (_, i) => `brak-${i}`).join()
  t.equal((await get(`appointments?person=${many}&organisation=${many}`)).json.errors.length, 20)
  const territories = await get('organisations?voivodeship=Lublin&part_of=nie-ma')
  t.equal(territories.json.errors.length, 2)
  t.match(territories.json.candidates, [{ value: '06' }])
})

t.test('409: the record that has the value is named', async (t) => {
  const holder = { name: 'Ośrodek Pierwszy', short_name: 'Pierwszy', kind: 'ngo' }
  const numbers = { nip: '5261040828', regon: '000331501', krs: '0000000017' }
  const first = await send('POST', 'organisations', { ...holder, ...numbers, territory: { code: '060913' } })
  t.equal(first.status, 201)
  for (const [name, value] of Object.entries(numbers)) {
    const other = { name: `Fundacja ${name}`, short_name: `F ${name}`, kind: 'ngo', [name]: value }
    const refused = await send('POST', 'organisations', other)
    t.match(refused.json, {
      status: 409,
      code: 'already_exists',
      errors: [{ pointer: `/${name}`, code: `organisation_${name}_taken` }],
      records: [{ id: first.json.id, name: holder.name, url: `/v1/organisations/${first.json.slug}` }]
    })
    t.match(refused.json.detail, `Chodzi o rekord «${holder.name}» (/v1/organisations/${first.json.slug}).`)
    t.match(refused.json.detail, /Jeśli to ta sama organizacja/, 'how to go on')
  }
  const second = await send('POST', 'organisations', { name: 'Fundacja Druga', short_name: 'Druga', kind: 'ngo' })
  const patch = { nip: numbers.nip }
  const changed = await send('PATCH', `organisations/${second.json.slug}`, patch, { 'if-match': '*' })
  t.match(changed.json, { status: 409, records: [{ id: first.json.id }] })

  const post = { organisation: { slug: 'cus-belzyce' }, role: 'deputy_head', title: 'Zastępca do spraw prób' }
  const held = await send('POST', 'posts', post)
  t.match((await send('POST', 'posts', post)).json, { status: 409, records: [{ id: held.json.id, name: post.title }] })
  const { data } = (await get('publications?limit=1')).json
  const publication = { title: 'Inna', kind: 'handbook', no: data[0].no }
  t.match((await send('POST', 'publications', publication)).json, {
    status: 409,
    errors: [{ pointer: '/no' }],
    records: [{ id: data[0].id }]
  })
})

t.test('409: a hidden record is not named, an overlapping one is', async (t) => {
  const person = await send('POST', 'people', { given_name: 'Ewa', family_name: 'Próbna' })
  const post = await send('POST', 'posts', { organisation: { slug: 'cus-belzyce' }, title: 'Doradca' })
  const body = {
    person: { id: person.json.id },
    post: { id: post.json.id },
    capacity: 'substantive',
    started: { on: '2020-01-01' }
  }
  const first = await send('POST', 'appointments', body)
  t.equal(first.status, 201)
  const again = await send('POST', 'appointments', { ...body, started: { on: '2021-01-01' } })
  t.match(again.json, { status: 409, records: [{ id: first.json.id }] })
  t.match(again.json.detail, `Chodzi o rekord /v1/appointments/${first.json.id}.`)
  const membership = {
    person: { id: person.json.id },
    tier: 'honorary',
    tier_basis: 'printed',
    joined: { on: '2020-01-01' }
  }
  const member = await send('POST', 'memberships', membership)
  t.equal(member.status, 201)
  const twice = await send('POST', 'memberships', { ...membership, joined: { on: '2021-01-01' } })
  t.match(twice.json, { status: 409, records: [{ id: member.json.id }] })
  await sql`update person set restricted_at = now(), restriction_reason = 'objection'
    where id = ${person.json.id}::uuid`.execute(db)
  const hidden = await send('POST', 'appointments', { ...body, started: { on: '2022-01-01' } })
  t.equal(hidden.status, 409)
  t.strictSame(hidden.json.records, [])
  t.notMatch(hidden.text, first.json.id)
})

t.test('POST /v1/imports: each row has all of its faults', async (t) => {
  const { post, work, rowsOf, get: read, db: other } = await withImports(t)
  const file = [
    'slug,name,short_name,kind,nip,krs,territory_code,part_of_slug',
    'proba-jeden,Próba Jeden,PJ,zamek,7162442112,12A,999999,nie-ma',
    'proba-dwa,Próba Dwa,PD,ops,7162442112,,999999,',
    'proba-trzy,Próba Trzy,PT,ops,7162442112,0000000000,,',
    'proba-cztery,Próba Cztery,PC,ngo,,,,'
  ]
  const sent = await post('resource=organisations', `${file.join('\n')}\n`)
  await work()
  t.match((await read(`imports/${sent.json.id}`)).json.counts, { create: 1, error: 3 })
  const rows = await rowsOf(sent.json.id)
  const faults = rows.map(({ errors }: { errors: { column: string; code: string }[] }) =>
    errors.map(({ column, code }) => [column, code]).sort()
  )
  t.strictSame(faults, [
    [
      ['kind', 'unknown_value'],
      ['krs', 'invalid_format'],
      ['nip', 'organisation_nip_invalid'],
      ['part_of_slug', 'unknown_reference'],
      ['territory_code', 'unknown_reference']
    ],
    [
      ['nip', 'organisation_nip_invalid'],
      ['territory_code', 'unknown_reference']
    ],
    [
      ['krs', 'organisation_krs_invalid'],
      ['nip', 'organisation_nip_invalid']
    ],
    []
  ])
  const repeated =
    'slug,name,short_name,kind,nip\nproba-a,Próba Alfa,PA,ngo,5260250274\nproba-b,Próba Beta,PB,ngo,5260250274\n'
  const twice = await post('resource=organisations', repeated)
  await work()
  const [, second] = await rowsOf(twice.json.id)
  t.match(second.errors, [{ column: 'nip', code: 'organisation_nip_taken' }])
  t.notMatch(JSON.stringify(second.errors), '/v1/organisations', 'a record of the preview is not named')
  const held = 'slug,name,short_name,kind,krs\nproba-c,Próba Gamma,PG,ngo,0000000001\n'
  await sql`update organisation set krs = '0000000001' where slug = 'cus-belzyce'`.execute(other)
  const named = await post('resource=organisations', held)
  await work()
  t.match(JSON.stringify((await rowsOf(named.json.id))[0].errors), '(/v1/organisations/cus-belzyce)')
})
