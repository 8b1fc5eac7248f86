// A shared cache serves each client only what it may see: a real nginx in front of the service, which follows
// Cache-Control and Vary.
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import t from 'tap'
import { setup } from './helper.ts'
import { clientOf, noNginx, type Received, type Send, startNginx } from './nginx.ts'

if (noNginx) t.plan(0, noNginx)
else await run()

async function run(): Promise<void> {
  const { app, key } = await setup(t, { cacheMegabytes: 8 })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const direct = clientOf({ port })
  const bearer = async (...keyArguments: Parameters<typeof key>) => ({
    authorization: `Bearer ${await key(...keyArguments)}`
  })
  const staff = await bearer(['registry:write', 'declarations:decide', 'contacts:read'])
  const partner = await bearer(['contacts:read'], 'partner')
  const idle = await bearer(['webhooks'])
  const callers: Record<string, Record<string, string>> = { nobody: {}, staff, partner, idle }
  const make = async (send: Send, path: string, body: object) => {
    const response = await send(path, { ...staff, 'content-type': 'application/json' }, 'POST', JSON.stringify(body))
    if (response.status !== 201) throw new Error(response.body.toString())
    return JSON.parse(response.body.toString())
  }

  const contact = {
    organisation: { slug: 'cus-belzyce' },
    basis: 'public_task',
    basis_source: 'strona',
    review_on: '2027-11-01'
  }
  await make(direct, '/v1/contacts', {
    ...contact,
    slug: 'kontakt-mieszany',
    email: 'jawny@example.org',
    email_visibility: 'public',
    phone: '+48800111222',
    phone_visibility: 'partner',
    street: 'ul. Tajna 1',
    postal_code: '24-200',
    locality: 'Bełżyce',
    address_visibility: 'staff'
  })
  await make(direct, '/v1/contacts', {
    ...contact,
    slug: 'kontakt-tajny',
    email: 'tajny@example.org',
    email_visibility: 'staff'
  })
  await make(direct, '/v1/declarations', { slug: 'deklaracja-robocza', kind: 'accession', title: 'Deklaracja w toku' })

  /** The compared parts of a response. A problem contains its request id, so only its code is compared. */
  const content = ({ status, headers, body }: Received) => {
    const type = headers['content-type']
    const text = body.toString()
    return { status, type, body: type?.startsWith('application/problem+json') ? JSON.parse(text).code : text }
  }

  t.test('GET: the cache serves only public data, and never to requests with a key', async (t) => {
    const send = await startNginx(t, port)
    const paths = [
      '/v1/contacts',
      '/v1/contacts?format=csv',
      '/v1/contacts?format=ndjson',
      '/v1/contacts/kontakt-mieszany',
      '/v1/contacts/kontakt-tajny',
      '/v1/organisations/cus-belzyce/contacts',
      '/v1/organisations/cus-belzyce?include=contacts',
      '/v1/declarations',
      '/v1/declarations/deklaracja-robocza',
      '/v1/organisations/cus-belzyce'
    ]
    const expected = new Map<string, unknown>()
    for (const path of paths)
      for (const [name, headers] of Object.entries(callers))
        expected.set(`${name} ${path}`, content(await direct(path, headers)))
    const expectedText = (name: string, path: string) => JSON.stringify(expected.get(`${name} ${path}`))
    t.match(expectedText('staff', '/v1/contacts'), 'tajny@example.org')
    t.notMatch(expectedText('partner', '/v1/contacts'), 'tajny@example.org')
    t.match(expectedText('partner', '/v1/contacts'), '+48800111222')
    t.notMatch(expectedText('nobody', '/v1/contacts'), '+48800111222')
    t.match(expectedText('staff', '/v1/declarations'), 'Deklaracja w toku')

    // Every reader follows every other one, whichever fills the cache first.
    const names = Object.keys(callers)
    const cacheResults = new Map<string, string[]>()
    for (let round = 0; round < names.length * 2; round++) {
      for (const path of round % 2 ? [...paths].reverse() : paths) {
        for (let i = 0; i < names.length; i++) {
          const name = names[(round + i * (round < names.length ? 1 : 3)) % names.length] as string
          const response = await send(path, callers[name])
          t.strictSame(content(response), expected.get(`${name} ${path}`), `${name}: ${path}`)
          cacheResults.set(name, [...(cacheResults.get(name) ?? []), `${response.cache} ${response.status}`])
          if (name !== 'nobody') t.match(response.headers['cache-control'], 'no-store', `${name}: ${path}`)
        }
      }
    }
    const hits = (name: string) => cacheResults.get(name)?.filter((one) => one === 'HIT 200').length
    const found = paths.filter((path) => (expected.get(`nobody ${path}`) as { status: number }).status === 200).length
    t.strictSame(names.map(hits), [found * (names.length * 2 - 1), 0, 0, 0], 'the cache stores public responses only')
    t.ok(found < paths.length, 'some paths are not public')
    t.notOk(cacheResults.get('nobody')?.includes('HIT 404'), '404 is not cached')
  })

  t.test('GET returns the format and coding that the client accepts', async (t) => {
    const send = await startNginx(t, port)
    const decoders: Record<string, (bytes: Buffer) => Promise<Buffer>> = {
      gzip: promisify(zlib.gunzip),
      br: promisify(zlib.brotliDecompress),
      zstd: promisify(zlib.zstdDecompress)
    }
    const types = ['application/json', 'text/csv', 'application/x-ndjson', 'text/calendar']
    const codings = ['identity', 'gzip', 'br', 'zstd']
    const wanted = types.flatMap((accept) => codings.map((coding) => ({ accept, 'accept-encoding': coding })))
    const plain = new Map<string, string>()
    for (const accept of types)
      plain.set(accept, (await direct('/v1/events', { accept, 'accept-encoding': 'identity' })).body.toString())
    for (const [round, headers] of [wanted, [...wanted].reverse()].entries()) {
      for (const one of headers) {
        const response = await send('/v1/events', one)
        const { accept, 'accept-encoding': coding } = one
        const name = `${accept} ${coding}`
        t.equal(response.status, 200, name)
        t.equal(response.headers['content-type']?.split(';')[0], accept, name)
        t.equal(response.headers['content-encoding'] ?? 'identity', coding, name)
        const decode = decoders[coding] ?? (async (bytes: Buffer) => bytes)
        // A calendar contains its time of creation.
        const text = (await decode(response.body)).toString().replace(/^DTSTAMP:.*$/gm, '')
        t.equal(text, plain.get(accept)?.replace(/^DTSTAMP:.*$/gm, ''), name)
        t.equal(response.cache, round === 0 ? 'MISS' : 'HIT', name)
      }
    }
  })

  t.test('GET with If-None-Match is 304 from the cache, for the same representation only', async (t) => {
    const send = await startNginx(t, port)
    const path = '/v1/organisations?limit=50'
    const zipped = await send(path, { 'accept-encoding': 'gzip' })
    const plain = await send(path, { 'accept-encoding': 'identity' })
    const [zippedTag, plainTag] = [zipped.headers.etag as string, plain.headers.etag as string]
    t.not(zippedTag, plainTag)
    const revisit = async (coding: string, tag: string) => {
      const { status, cache, headers, body } = await send(path, { 'accept-encoding': coding, 'if-none-match': tag })
      return [status, cache, headers.etag, body.length > 0]
    }
    t.strictSame(await revisit('gzip', zippedTag), [304, 'HIT', zippedTag, false])
    t.strictSame(await revisit('identity', plainTag), [304, 'HIT', plainTag, false])
    t.strictSame(
      await revisit('identity', zippedTag),
      [200, 'HIT', plainTag, true],
      'the ETag of a compressed copy does not match'
    )
    t.strictSame(await revisit('gzip', '"another"'), [200, 'HIT', zippedTag, true])
    const revalidated = await send(path, { 'accept-encoding': 'identity', ...idle })
    t.not(revalidated.cache, 'HIT', 'a request with a key is not served from the cache')
    t.equal(revalidated.body.toString(), plain.body.toString())
    const head = await send(path, { 'accept-encoding': 'identity' }, 'HEAD')
    t.strictSame(
      [head.status, head.cache, head.headers['content-length'], head.body.length],
      [200, 'HIT', String(plain.body.length), 0]
    )
  })

  t.test('GET: problems are not cached, in any language', async (t) => {
    const send = await startNginx(t, port)
    const languages: [string, RegExp][] = [
      ['pl', /Nie ma takiego zasobu/],
      ['en', /There is no such resource/],
      ['pl', /Nie ma takiego zasobu/]
    ]
    const path = '/v1/organisations/ops-jeszcze-nie'
    for (const [language, words] of languages) {
      const { status, headers, body, cache } = await send(path, { 'accept-language': language })
      t.strictSame([status, headers['content-language'], cache], [404, language, 'MISS'])
      t.match(JSON.parse(body.toString()).detail, words)
    }
    await make(send, '/v1/organisations', {
      slug: 'ops-jeszcze-nie',
      name: 'Ośrodek Pomocy Społecznej Jeszcze Nie',
      short_name: 'OPS',
      kind: 'ops'
    })
    t.equal((await send(path)).status, 200, 'a new record is available at once')

    for (const [headers, status] of [
      [{ authorization: 'Bearer csk_live_wrong' }, 401],
      [{}, 200],
      [{ authorization: 'Bearer csk_live_wrong' }, 401],
      [idle, 200],
      [{ accept: 'image/png' }, 406],
      [{ accept: 'application/json' }, 200]
    ] as const)
      t.equal((await send('/v1/people', headers)).status, status, JSON.stringify(Object.keys(headers)))
    for (const status of [400, 400])
      t.strictSame(await send('/v1/people?nonsense=1').then((response) => [response.status, response.cache]), [
        status,
        'MISS'
      ])
  })

  t.test('GET after a write returns the written state; receipts are never cached', async (t) => {
    const send = await startNginx(t, port)
    const path = '/v1/organisations/cus-alwernia?fields=website'
    const website = async (headers: Record<string, string> = {}) =>
      JSON.parse((await send(path, headers)).body.toString()).website
    const before = await website()
    const type = 'application/merge-patch+json'
    const patched = await send(
      '/v1/organisations/cus-alwernia',
      { ...staff, 'content-type': type, 'if-match': '*' },
      'PATCH',
      '{"website":"https://alwernia.example/"}'
    )
    t.equal(patched.status, 200)
    const position = patched.headers['registry-position'] as string
    t.equal(
      await website({ 'registry-position': position }),
      'https://alwernia.example/',
      'with the Registry-Position of the write'
    )
    t.equal(await website(staff), 'https://alwernia.example/', 'with the key')
    t.equal(await website(), before, 'other clients may get a copy up to a minute old')

    for (const path of ['/v1/membership-checks?organisation=cus-alwernia', '/readyz']) {
      const caches = [(await send(path)).cache, (await send(path)).cache]
      t.strictSame(caches, ['MISS', 'MISS'], path)
    }
    const keys = '/.well-known/jwks.json'
    t.strictSame([(await send(keys)).cache, (await send(keys)).cache], ['MISS', 'HIT'], 'public keys may be cached')
  })
}
