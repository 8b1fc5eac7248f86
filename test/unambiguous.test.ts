// Input with one possible meaning is accepted in each of its forms: media type parameters, UUIDs in capitals, a change
// as JSON, repeated array parameters, tracking parameters of shared links.
import { type AddressInfo, connect as connectTo } from 'node:net'
import t, { type Test } from 'tap'
import { canonicalUrl } from '../src/http/canonical-url.ts'
import { database, setup } from './helper.ts'
import { replica } from './replicas.ts'

const s = await setup(t)
const { app, call, get, key } = s
const writer = await key(['registry:write', 'contacts:read', 'imports'])
const admin = await key(['keys:admin', 'audit:read', 'registry:write'])

const accept = (path: string, accept: string) => get(path, { accept })

t.test('parameters of a media type in Accept decide nothing', async (t) => {
  const types: [accept: string, type: string][] = [
    ['application/json; charset=utf-8', 'application/json; charset=utf-8'],
    ['application/json;charset="UTF-8"', 'application/json; charset=utf-8'],
    ['text/csv; charset=utf-8', 'text/csv; charset=utf-8; header=present'],
    ['text/csv; header=present; charset=utf-8', 'text/csv; charset=utf-8; header=present'],
    ['application/x-ndjson;charset=utf-8', 'application/x-ndjson; charset=utf-8'],
    ['text/csv;q=0.2, application/json;charset=utf-8;q=0.9', 'application/json; charset=utf-8'],
    ['text/csv;charset=utf-8, application/json;q=0.9', 'text/csv; charset=utf-8; header=present'],
    ['application/json;charset=utf-8;q=0, */*;q=0.1', 'text/csv; charset=utf-8; header=present']
  ]
  for (const [header, type] of types) {
    const { status, headers } = await accept('organisations?limit=1', header)
    t.equal(status, 200, header)
    t.equal(headers['content-type'], type, header)
  }
  t.equal((await accept('people?limit=1', 'text/vcard; version=4.0')).status, 200)
  for (const header of ['application/json;charset=utf-8;q=0', 'application/json; charset=iso-8859-2', 'text/html'])
    t.equal((await accept('organisations?limit=1', header)).status, 406, header)
  const { json } = await accept('organisations?limit=1', 'text/html')
  t.match(json.detail, /application\/json, text\/csv, .*, application\/x-ndjson,/, 'the list has no parameters')
  const others: [path: string, type: string][] = [
    ['statistics/memberships', 'application/json'],
    ['changes', 'application/x-ndjson'],
    ['snapshot', 'application/x-ndjson'],
    ['signing-keys', 'application/jwk-set+json']
  ]
  for (const [path, type] of others) t.equal((await accept(path, `${type}; charset=utf-8`)).status, 200, path)
})

t.test('a UUID in capitals is the same UUID, in path, filter and body', async (t) => {
  const { json } = await get('organisations/cus-belzyce')
  const capitals = json.id.toUpperCase()
  t.equal((await get(`organisations/${capitals}`)).json.id, json.id)
  t.equal((await get(`memberships?organisation=${capitals}`)).json.data.length, 1)
  t.equal((await get(`organisations/${capitals}/history`)).status, 200)
  const body = { organisation: { id: capitals }, role: 'head', title: 'Dyrektor Próbny' }
  const made = await call('POST', 'posts', { key: writer, body })
  t.equal(made.status, 201)
  t.equal(made.json.organisation.id, json.id)
  const one = (await get(`posts/${made.json.id.toUpperCase()}`)).json
  t.equal(one.id, made.json.id)
  t.equal((await get('organisations/CUS-BELZYCE')).status, 400, 'a slug has one form')
  t.equal((await get('organisations?q=01A1FDFA-0000-7000-8000-000000000000')).status, 200, 'a search word is no id')
})

t.test('a seven-digit TERC symbol means the gmina if its kind agrees', async (t) => {
  const { json } = await get('territories/060901')
  t.equal(json.teryt7, '0609013')
  t.strictSame((await get('territories/0609013')).json, json)
  t.equal((await get('territories/0609013/history')).status, (await get('territories/060901/history')).status)
  const listed = async (code: string) => (await get(`organisations?gmina=${code}&fields=slug`)).json.data
  t.strictSame(await listed('0609013'), await listed('060901'))
  t.ok((await listed('0609013')).length > 0)
  t.equal((await get('memberships?gmina=0609013,061205')).status, 200)

  const reasons: [symbol: string, pl: string][] = [
    ['0609012', 'Ostatnia cyfra oznacza rodzaj gminy. Gmina «Bełżyce» ma symbol 0609013.'],
    [
      '0609014',
      'Symbol 0609014 oznacza miasto w gminie miejsko-wiejskiej, a nie gminę. Gmina «Bełżyce» ma symbol 0609013.'
    ],
    ['0609015', 'Symbol 0609015 oznacza obszar wiejski w gminie miejsko-wiejskiej, a nie gminę.']
  ]
  for (const [symbol, reason] of reasons) {
    const polish = { 'accept-language': 'pl' }
    const record = await call('GET', `territories/${symbol}`, { headers: polish })
    t.equal(record.status, 404, symbol)
    t.match(record.json.detail, reason)
    const list = await call('GET', `organisations?gmina=${symbol}`, { headers: polish })
    t.equal(list.status, 400, symbol)
    t.match(list.json.errors[0].detail, reason)
    t.strictSame(list.json.candidates, [{ parameter: 'gmina', value: '0609013', label: 'Bełżyce' }])
    const body = { name: 'Ośrodek Próbny', short_name: 'OPS Próba', kind: 'ops', territory: { code: symbol } }
    const made = await call('POST', 'organisations', { key: writer, body, headers: polish })
    t.equal(made.status, 422, symbol)
    t.match(made.json.errors[0], { pointer: '/territory', detail: reason })
  }
  t.equal((await get('territories/9999999')).status, 404)
  t.equal((await get('organisations?gmina=9999991')).status, 400)
  for (const wrong of ['06090134', '060', '06090']) t.equal((await get(`territories/${wrong}`)).status, 400, wrong)

  const body = { name: 'Ośrodek Siedmiu Cyfr', short_name: 'OPS Siedem', kind: 'ops', territory: { code: '0609013' } }
  const made = await call('POST', 'organisations', { key: writer, body })
  t.equal(made.status, 201)
  t.equal(made.json.territory.code, '060901')
  const path = `organisations/${made.json.slug}`
  t.equal((await call('DELETE', path, { key: writer, headers: { 'if-match': '*' } })).status, 204)
})

t.test('a change may be sent as JSON or as merge patch', async (t) => {
  for (const type of [
    'application/json',
    'application/json; charset=utf-8',
    'application/json;',
    'application/merge-patch+json',
    'Application/JSON; charset="UTF-8"'
  ]) {
    const street = `ul. ${type.length}`
    const headers = { 'content-type': type, 'if-match': '*' }
    const changed = await call('PATCH', 'organisations/cus-belzyce', { key: writer, body: { street }, headers })
    t.equal(changed.status, 200, type)
    t.equal(changed.json.street, street)
    t.ok(changed.json.name, 'the other properties stay')
  }
  for (const type of [
    'application/json; charset=iso-8859-2',
    'application/json; version=1',
    'text/plain',
    'json',
    ''
  ]) {
    const headers = { 'content-type': type, 'if-match': '*' }
    const refused = await call('PATCH', 'organisations/cus-belzyce', { key: writer, body: { street: 'x' }, headers })
    t.equal(refused.status, 415, type)
  }
})

t.test('a repeated array parameter is the list of its values', async (t) => {
  const once = await get('organisations?kind=cus,gops&limit=2')
  const twice = await get('organisations?kind=cus&kind=gops&limit=2')
  t.same(twice.json, once.json)
  t.equal(twice.headers.link, once.headers.link)
  const { next_cursor: cursor } = once.json.meta
  t.equal((await get(`organisations?kind=cus&kind=gops&limit=2&cursor=${cursor}`)).status, 200)
  t.same(
    (await get('organisations?kind=cus,ops&kind=gops&limit=3')).json,
    (await get('organisations?kind=cus,ops,gops&limit=3')).json
  )
  t.equal((await get('organisations?kind=cus&kind=cus')).json.errors[0].code, 'repeated_value')
  for (const path of [
    'organisations?limit=1&limit=2',
    'organisations?q=a&q=b',
    'organisations?as_of=2021-09-16&as_of=2022-01-01'
  ]) {
    const { status, json } = await get(path)
    t.equal(status, 400, path)
    t.equal(json.errors[0].code, 'repeated_parameter', path)
  }
  const many = Array.from({ length: 101 }, (_, i) => `organisation=o-${i}`).join('&')
  t.equal((await get(`memberships?${many}`)).json.errors[0].code, 'too_many_values')
})

t.test('a shared link works with the parameters that others append', async (t) => {
  const shared = ['fbclid=IwAR0&', 'utm_source=x&utm_medium=mail&', 'gclid=1&UTM_campaign=y&']
  for (const extra of shared)
    for (const format of ['csv', 'ics', 'jsonld']) {
      const plain = await get(`events?format=${format}&limit=2`)
      const { status, text, headers } = await get(`events?${extra}format=${format}&limit=2`)
      t.equal(status, 200, extra + format)
      t.equal(text, plain.text)
      t.equal(headers.link, plain.headers.link)
    }
  t.equal((await get('organisations?format=svg&utm_source=x')).status, 200)
  t.equal((await get('/docs?fbclid=x')).status, 200)
  const refused: [path: string, options?: { key: string }][] = [
    ['events?fbclid=x'],
    ['events?format=json&fbclid=x'],
    ['events?format=csv&fbclidx=1'],
    ['events?format=csv&fbclid=x', { key: writer }]
  ]
  for (const [path, options] of refused) t.equal((await call('GET', path, options)).status, 400, path)
})

t.test('the canonical URL', (t) => {
  const arrays = new Set(['kind', 'sort'])
  const urls: [given: string, canonical: string][] = [
    ['/v1/x', '/v1/x'],
    ['/v1/x?', '/v1/x?'],
    ['/v1/x?kind=a&q=b&kind=c', '/v1/x?kind=a,c&q=b'],
    ['/v1/x?kind=a&kind=&kind=c', '/v1/x?kind=a,,c'],
    ['/v1/x?kind&kind=a', '/v1/x?kind&kind=a'],
    ['/v1/x?q=a&q=b', '/v1/x?q=a&q=b'],
    ['/v1/x?kind=a%26b&kind=c=d', '/v1/x?kind=a%26b,c=d'],
    ['/v1/x?format=csv&utm_source=a', '/v1/x?format=csv'],
    ['/docs?utm_source=a', '/docs'],
    ['/v1/x?utm_source=a', '/v1/x?utm_source=a'],
    ['/v1/x?format=ndjson&utm_source=a', '/v1/x?format=ndjson&utm_source=a']
  ]
  for (const [given, canonical] of urls) {
    t.equal(canonicalUrl(given, arrays, true), canonical, given)
    t.equal(canonicalUrl(canonical, arrays, true), canonical, `${canonical} stays`)
  }
  t.equal(canonicalUrl('/docs?utm_source=a', arrays, false), '/docs?utm_source=a')
  t.end()
})

t.test('equal requests have one entry in the cache', async (t) => {
  const { get: ask, queries } = await replica(t, await database(t))
  await (await ask('organisations?kind=cus,gops&limit=2')).text()
  await (await ask('events?format=csv&limit=2')).text()
  const before = queries()
  t.equal((await ask('organisations?kind=cus&kind=gops&limit=2')).status, 200)
  t.equal((await ask('events?format=csv&limit=2&fbclid=x')).status, 200)
  t.equal((await ask('events?utm_source=y&format=csv&limit=2')).status, 200)
  t.equal(queries(), before)
})

t.test('line breaks in a searched name are spaces', async (t) => {
  const plain = await get('organisations/match?name=CUS%20w%20%C5%9Awidniku')
  const broken = await get('organisations/match?name=CUS%20w%0D%0A%C5%9Awidniku')
  t.same(broken.json.candidates, plain.json.candidates)
  t.equal(broken.json.chosen, 'cus-swidnik')
  t.equal((await get('organisations?q=cus%09belzyce')).json.data.length, 1)
  t.equal((await get('organisations/cus%0Abelzyce')).status, 400)
  t.equal((await get('organisations?q=a%00b')).status, 400)
})

t.test('an include that is always there, and one that does not exist', async (t) => {
  const always = await get('events?include=programme,sources')
  t.equal(always.json.errors[0].code, 'always_included')
  t.match(always.json.detail, 'jest zawsze częścią rekordu')
  t.equal((await get('events?include=programmes')).json.errors[0].code, 'unknown_value')
})

t.test('the audit says that it knows no slug', async (t) => {
  const read = (subject: string) => call('GET', `audit?subject=${subject}`, { key: admin })
  const refused = await read('cus-belzyce')
  t.equal(refused.status, 400)
  t.match(refused.json.detail, 'slug')
  const { id } = (await get('organisations/cus-belzyce')).json
  t.ok((await read(id)).json.data.length > 0)
  t.ok((await read(id.toUpperCase())).json.data.length > 0)
})

t.test('an Idempotency-Key survives the rotation of the key', async (t) => {
  const made = await call('POST', 'api-keys', {
    key: admin,
    body: {
      owner: 'Próba',
      audience: 'staff',
      scopes: ['registry:write']
    }
  })
  t.equal(made.status, 201)
  const post = (key: string) =>
    call('POST', 'posts', {
      key,
      body: { organisation: { slug: 'cus-belzyce' }, title: 'Referent' },
      headers: { 'idempotency-key': 'jeden-raz' }
    })
  const first = await post(made.json.key)
  t.equal(first.status, 201)
  let present = made.json
  for (let i = 0; i < 2; i++) {
    const rotated = await call('POST', `api-keys/${present.id}/rotation`, { key: admin, body: {} })
    t.equal(rotated.status, 201)
    present = rotated.json
  }
  const again = await post(present.key)
  t.equal(again.json.id, first.json.id)
  t.equal(again.headers['idempotent-replayed'], 'true')
})

t.test('If-Match with anything but an ETag says what one looks like', async (t) => {
  for (const tag of ['"1"', '1', 'W/"abc"']) {
    const { status, json } = await call('PATCH', 'organisations/cus-belzyce', {
      key: writer,
      body: { street: 'x' },
      headers: { 'if-match': tag }
    })
    t.equal(status, 412)
    t.match(json.detail, 'cały nagłówek ETag', tag)
  }
})

t.test('files that are no CSV get a hint', async (t) => {
  const send = (type: string, body: Uint8Array) =>
    call('POST', 'imports?resource=organisations', { key: writer, body, headers: { 'content-type': type } })
  const excel = await send('application/vnd.ms-excel', Buffer.from('x'))
  t.equal(excel.status, 415)
  t.match(excel.json.detail, 'Skoroszyt programu Excel (.xlsx)')
  const form = await send('multipart/form-data; boundary=x', Buffer.from('x'))
  t.match(form.json.detail, '--data-binary')
  for (const type of ['text/csv; header=present; charset=utf-8', 'text/csv;charset=utf-8;'])
    t.not((await send(type, Buffer.from('slug,name\n'))).status, 415, type)
  const archive = await send('text/csv', Buffer.from('504b030414000600', 'hex'))
  t.equal(archive.json.errors[0].code, 'spreadsheet_file')
})

t.test('browsers of other origins may read the name of a file', async (t) => {
  const { headers } = await get('events?format=ics', { origin: 'https://cusy.pl' })
  t.match(headers['access-control-expose-headers'], 'Content-Disposition')
  t.ok(headers['content-disposition'])
})

t.test('HTTP/0.9 is refused', async (t) => {
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  t.match(await exchange(t, port, 'GET /v1/organisations\r\n\r\n'), /^HTTP\/1\.1 400 /)
})

/** Sends bytes and returns everything that comes back. */
function exchange(t: Test, port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connectTo(port, '127.0.0.1', () => socket.write(text))
    t.teardown(() => socket.destroy())
    let received = ''
    socket.on('data', (chunk) => {
      received += chunk
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(received))
  })
}
