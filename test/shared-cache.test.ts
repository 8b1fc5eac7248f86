// A shared cache serves each client only what it may see: a real nginx in front of the service, which follows
// Cache-Control and Vary.
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import t from 'tap'
import { setup } from './helper.ts'
import { clientOf, noNginx, startNginx } from './nginx.ts'
import { compareReaders, readersOf } from './readers.ts'

if (noNginx) t.plan(0, noNginx)
else await run()

async function run(): Promise<void> {
  const { app, key } = await setup(t, { cacheMegabytes: 8 })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const direct = clientOf({ port })
  const readers = await readersOf({ key }, direct)
  const { callers, make } = readers
  const { staff, idle } = callers

  t.test('GET: the cache serves only public data, and never to requests with a key', async (t) => {
    const send = await startNginx(t, port)
    const { cacheResults, found } = await compareReaders(t, readers, { send, direct })
    const names = Object.keys(callers)
    const hits = (name: string) => cacheResults.get(name)?.filter((one) => one === 'HIT 200').length
    t.strictSame(names.map(hits), [found * (names.length * 2 - 1), 0, 0, 0], 'the cache stores public responses only')
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
