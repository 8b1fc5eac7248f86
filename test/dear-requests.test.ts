// Requests that cost the sender little and the service much. The tests assert what limits the cost, never a time.
import { createHmac, createSecretKey } from 'node:crypto'
import Negotiator from 'negotiator'
import t from 'tap'
import { feedCursors } from '../src/features/changes/cursor.ts'
import { jsonFaults } from '../src/http/json.ts'
import { hasTooManyTypes, preferredType } from '../src/http/media-types.ts'
import { database, setup } from './helper.ts'
import { replica } from './replicas.ts'

// biome-ignore lint/suspicious/noExplicitAny: schemas and bodies have many shapes
type Json = any

t.test('POST without a key: every body has a small limit, which the message and the contract state', async (t) => {
  const { call, contract } = await setup(t)
  const open = Object.entries<Json>(contract.document.paths).flatMap(([path, operations]) =>
    Object.entries<Json>(operations)
      .filter(([, { requestBody, security }]) => requestBody && security?.some((each: object) => !('apiKey' in each)))
      .map(([method, operation]) => ({ path, method, operation }))
  )
  t.ok(open.length > 0)
  for (const { path, method, operation } of open) {
    const send = (length: number) =>
      call(method.toUpperCase() as 'POST', path.replace(/^(?!\/v1)/, '/v1'), { body: ' '.repeat(length) })
    const refused = await send(16 * 1024 + 1)
    t.equal(refused.status, 413, path)
    t.equal(refused.json.detail, 'Treść żądania może mieć co najwyżej 16 KiB.')
    t.not((await send(16 * 1024)).status, 413, path)
    t.match(operation.description, /16 KiB/)
    t.ok(operation.responses['413'])
  }
})

t.test('POST and PATCH with thousands of unknown fields: refused at the first few, with the known ones', async (t) => {
  const s = await setup(t)
  const key = await s.key(['registry:write'])
  const many = Object.fromEntries(Array.from({ length: 15_000 }, (_, i) => [`pole_${i}`, i]))
  const headers = { 'if-match': '*' }
  const cases: ['POST' | 'PATCH', string, Json, string][] = [
    ['POST', 'organisations', many, ''],
    ['POST', 'organisations', { name: 'X', short_name: 'X', kind: 'cus', ...many }, ''],
    ['PATCH', 'organisations/cus-belzyce', many, ''],
    ['POST', 'organisations', { name: 'X', territory: many }, '/territory'],
    [
      'POST',
      'events',
      { title: 'X', programme: [{ kind: 'other' }, { kind: 'other', speakers: [many] }] },
      '/programme/1/speakers/0'
    ]
  ]
  for (const [method, path, body, pointer] of cases) {
    const { status, json } = await s.call(method, path, { key, body, ...(method === 'PATCH' && { headers }) })
    t.equal(status, 400, path)
    t.strictSame(
      json.errors.map((error: Json) => [error.pointer, error.code]),
      Array.from({ length: 5 }, (_, i) => [`${pointer}/pole_${i}`, 'unknown_property'])
    )
    t.match(json.errors[0].detail, /^Nieznane pole «pole_0»\. Dostępne: \w+(, \w+)*\.$/)
  }
  const elsewhere: [Json, string, string][] = [
    [{ name: 'X', brak: { w: many } }, '/brak', 'unknown_property'],
    [{ name: many }, '/name', 'invalid_type'],
    [{ names: [many, 1], name: 'X' }, '/names/0/pole_0', 'unknown_property']
  ]
  for (const [body, pointer, code] of elsewhere) {
    const { status, json } = await s.call('POST', 'organisations', { key, body })
    t.equal(status, 400)
    t.match(json.errors[0], { pointer, code })
  }
  // Between the two limits, the schema finds them, beside all other faults.
  const few = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`pole_${i}`, i]))
  const mixed = (await s.call('POST', 'organisations', { key, body: { kind: 'nic', ...few } })).json.errors
  t.equal(mixed.filter(({ code }: Json) => code === 'unknown_property').length, 5)
  t.ok(mixed.some(({ pointer, code }: Json) => pointer === '/name' && code === 'missing'))
  t.ok(mixed.some(({ pointer }: Json) => pointer === '/kind'))

  const seen: number[] = []
  const faults = (_path: unknown, names: string[]) => {
    seen.push(names.length)
    return [{ code: 'x', detail: { pl: 'x', en: 'x' } }]
  }
  t.equal(jsonFaults(JSON.stringify(many), { names: 10, faults }).length, 1)
  t.strictSame(seen, [11], 'nothing is read beyond the limit')
})

t.test('GET with many Accept headers: one cached response for each media type', async (t) => {
  const { get, queries } = await replica(t, await database(t), { cacheMegabytes: 1 })
  const own = 'organisations/cus-belzyce'
  const large = 'memberships?limit=500&include=sources'
  await (await get(own)).text()
  const first = await get(large)
  const [body, etag] = [await first.text(), first.headers.get('etag')]
  t.ok(body.length > 30_000, 'a few copies of it would fill the memory')
  const before = queries()
  const accepted = Array.from({ length: 60 }, (_, i) => `application/json;q=0.${i + 100}, text/html, x/y${i}`)
  for (const accept of accepted) {
    const response = await get(large, { accept })
    t.strictSame([response.headers.get('etag'), await response.text()], [etag, body])
  }
  t.equal(queries(), before, 'they share the response')
  await (await get(own)).text()
  t.equal(queries(), before, 'the responses of others are still in memory')
})

t.test('GET from the cache has the media type that the Accept header chooses', async (t) => {
  const url = await database(t)
  const [cached, bare] = [await replica(t, url), await replica(t, url, { cacheMegabytes: 0 })]
  const headers = [
    undefined,
    '*/*',
    'text/csv',
    'text/*',
    'application/*;q=0.5, text/csv;q=0.4',
    'application/json;q=0, */*',
    'application/geo+json',
    'text/csv;q=0.001, application/json',
    'image/png',
    'application/json;q=0'
  ]
  for (let round = 0; round < 2; round++)
    for (const path of [
      'organisations?limit=3',
      'organisations?limit=3&format=csv',
      'organisations/cus-belzyce',
      'statistics/memberships'
    ])
      for (const accept of headers) {
        const read = async ({ get }: typeof cached) => {
          const response = await get(path, accept === undefined ? {} : { accept })
          const text = response.status === 200 ? await response.text() : ''
          return [response.status, response.headers.get('content-type'), response.headers.get('etag'), text]
        }
        t.strictSame(await read(cached), await read(bare), `${path} ${accept}`)
      }
})

t.test('Accept: the same choice as without a memory, and at most 100 types', async (t) => {
  const available = ['application/json', 'text/csv', 'application/geo+json', 'image/svg+xml']
  const parts = [
    'application/json',
    'text/*',
    '*/*',
    'text/csv',
    'image/svg+xml',
    'a/b',
    'Text/CSV',
    'text/csv; header=present',
    ' ',
    ''
  ]
  const qualities = ['', ';q=0', ';q=0.5', '; q=1.0', ';q=x']
  let seed = 1
  const next = (n: number) => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % n
  }
  for (let i = 0; i < 1_000; i++) {
    const accept = Array.from(
      { length: 1 + next(4) },
      () => `${parts[next(parts.length)]}${qualities[next(qualities.length)]}`
    ).join(',')
    if (accept === '') continue
    const expected = new Negotiator({ headers: { accept } } as never).mediaType([...available])
    t.equal(preferredType(accept, available), expected, accept)
    t.equal(preferredType(accept, available), expected, accept)
  }
  t.notOk(hasTooManyTypes(Array(100).fill('a/b').join()))
  const { get } = await setup(t)
  const response = await get('organisations?limit=1', { accept: `${Array(100).fill('a/b').join()},*/*` })
  t.equal(response.status, 400)
  t.match(response.json.errors, [{ code: 'too_many_values' }])
  t.equal((await get('organisations?limit=1', { accept: `${Array(99).fill('a/b').join()},*/*` })).status, 200)
})

t.test('Cursors of the change feed are HMAC-SHA256 as before', async (t) => {
  const [seq, id] = [123_456_789_012, '01a1fdfa-4618-7420-8bc8-e47d55b4c534']
  for (const length of [0, 16, 32, 64, 65, 200]) {
    const key = Buffer.from(Array.from({ length }, (_, i) => (i * 37) % 256))
    const position = Buffer.alloc(22)
    position.writeUIntBE(seq, 0, 6)
    position.write(id.replaceAll('-', ''), 6, 'hex')
    const signature = createHmac('sha256', key).update('changes\0').update('epoka ż').update(position).digest()
    const expected = Buffer.concat([position, signature.subarray(0, 14)]).toString('base64url')
    t.equal(feedCursors(createSecretKey(key), 'epoka ż')({ seq, id }), expected, `a key of ${length} bytes`)
  }
})
