// Cached responses: never older than allowed, never those of another reader, and without queries. Over real sockets,
// because the cache is ahead of Fastify.
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { type CachedResponse, ResponseCache } from '../src/cache/response-cache.ts'
import type { Advance, Feed } from '../src/changes/position.ts'
import { connect } from '../src/db/connect.ts'
import { database, makeKey, testApp } from './helper.ts'
import { addresses, replica, replicas } from './replicas.ts'

t.test('GET from the cache costs no query, in any coding, as HEAD, and as 304', async (t) => {
  const { first, bare } = await replicas(t)
  const paths = [
    'organisations/cus-belzyce',
    'organisations?limit=50',
    'organisations?q=swidniku',
    'statistics/memberships',
    'people?format=csv&limit=20',
    'openapi'
  ]
  for (const path of paths.slice(0, 5)) {
    for (const coding of ['identity', 'gzip', 'br', 'zstd']) {
      const headers = { 'accept-encoding': coding }
      const made = await first.get(path, headers)
      const text = await made.text()
      const before = first.queries()
      const again = await first.get(path, headers)
      t.equal(await again.text(), text)
      for (const name of [
        'etag',
        'content-type',
        'content-encoding',
        'cache-control',
        'vary',
        'link',
        'content-disposition',
        'x-content-type-options'
      ])
        t.equal(again.headers.get(name), made.headers.get(name), name)
      t.not(again.headers.get('request-id'), made.headers.get('request-id'))
      t.ok(
        Number(/r=(\d+)/.exec(again.headers.get('ratelimit') ?? '')?.[1]) <
          Number(/r=(\d+)/.exec(made.headers.get('ratelimit') ?? '')?.[1]),
        'it counts for the rate limit'
      )
      const etag = made.headers.get('etag') as string
      for (const condition of [etag, '*', `W/${etag}`, `"other", ${etag}`]) {
        const { status, headers: revalidatedHeaders } = await first.get(path, {
          ...headers,
          'if-none-match': condition
        })
        t.equal(status, 304, condition)
        t.equal(revalidatedHeaders.get('etag'), etag)
        t.equal(revalidatedHeaders.get('vary'), made.headers.get('vary'))
        t.equal(revalidatedHeaders.get('content-type'), null)
      }
      t.equal((await first.get(path, { ...headers, 'if-none-match': '"other"' })).status, 200)
      const head = await fetch(`${first.base}/v1/${path}`, { method: 'HEAD', headers })
      t.equal(head.headers.get('content-length'), again.headers.get('content-length'))
      t.equal(await head.text(), '')
      t.equal(first.queries(), before, `${path} in ${coding}`)
    }
    t.equal(await first.body(path), await bare.body(path), 'the response is the same as without the cache')
  }
})

t.test('GET with If-None-Match also fills the cache', async (t) => {
  const { first } = await replicas(t)
  const etag = (await first.get('events')).headers.get('etag') as string
  const second = await replica(t, (await database(t)) as string)
  t.equal((await second.get('events', { 'if-none-match': etag })).status, 304, 'the same data has the same ETag')
  const before = second.queries()
  t.equal((await second.get('events', { 'if-none-match': etag })).status, 304)
  t.equal(second.queries(), before)
})

t.test('GET by many clients at the same time costs one query', async (t) => {
  const { first } = await replicas(t)
  await first.get('organisations/cus-swidnik')
  const before = first.queries()
  const responses = await Promise.all(
    Array.from({ length: 40 }, () => first.body('memberships?include=sources&limit=20'))
  )
  t.equal(new Set(responses).size, 1)
  t.ok(first.queries() - before <= 2, `${first.queries() - before} queries`)
})

t.test('PATCH: the replica that wrote returns the change at once and keeps unrelated responses', async (t) => {
  const { first, send } = await replicas(t)
  const [own, other, list] = ['organisations/cus-belzyce', 'people/anna-ostasz', 'organisations?limit=500']
  for (let i = 0; i < 20; i++) {
    await Promise.all([own, other, list].map((path) => first.body(path)))
    const saved = await send(first, 'PATCH', own, { seat: `nr ${i}` })
    t.equal(saved.status, 200)
    t.match(saved.headers.get('registry-position'), /^\d+$/)
    t.equal(JSON.parse(await first.body(own)).seat, `nr ${i}`)
    t.match(await first.body(list), `nr ${i}`)
    const before = first.queries()
    await first.body(other)
    t.equal(first.queries(), before, 'another record stays cached')
  }
})

t.test('PATCH keeps lists without the record whose filters and order do not use the changed property', async (t) => {
  const { first, send } = await replicas(t)
  const own = 'organisations/cus-belzyce'
  // Pages of one record each, none of which is the changed one.
  const unaffected = ['organisations?limit=1', 'organisations?kind=rops&limit=1', 'organisations?q=rops&limit=1']
  const affected = ['organisations?seat=Lublin&limit=1', 'organisations?sort=-updated_at&limit=1']
  for (const path of [...unaffected, ...affected]) t.notMatch(await first.body(path), 'cus-belzyce', path)
  t.equal((await send(first, 'PATCH', own, { seat: 'Bełżyce Nowe' })).status, 200)
  for (const [path, isCached] of [
    ...unaffected.map((each) => [each, true] as const),
    ...affected.map((each) => [each, false] as const)
  ]) {
    const before = first.queries()
    await first.body(path)
    t.equal(first.queries() === before, isCached, path)
  }
  t.match(await first.body('organisations?sort=-updated_at&limit=1'), 'cus-belzyce')
  const named = await send(first, 'PATCH', own, { name: 'Aaa' })
  t.equal(named.status, 200)
  t.match(await first.body('organisations?limit=1'), 'cus-belzyce', 'it moves onto the first page')
})

t.test('GET with Registry-Position returns the written state on any replica; without it within a second', async (t) => {
  const { first, second, send } = await replicas(t)
  const path = 'organisations/cus-belzyce'
  for (let i = 0; i < 20; i++) {
    await second.body(path)
    const saved = await send(first, 'PATCH', path, { seat: `nr ${i}` })
    const position = saved.headers.get('registry-position') as string
    t.equal(JSON.parse(await second.body(path, { 'registry-position': position })).seat, `nr ${i}`)
  }
  for (const odd of ['', 'x', '1e400', '-1', '99999999999999999999'])
    t.equal((await second.get(path, { 'registry-position': odd })).status, 200, odd)
  await send(first, 'PATCH', path, { seat: 'last' })
  await sleep(1_000)
  t.equal(JSON.parse(await second.body(path)).seat, 'last')
})

t.test('GET with a key neither uses nor fills the cache', async (t) => {
  const { first, bare, key } = await replicas(t)
  const path = 'contacts?limit=500'
  const open = await first.body(path)
  const authorization = { authorization: `Bearer ${key}` }
  const keyed = await first.get(path, authorization)
  t.equal(keyed.headers.get('cache-control'), 'private, no-store')
  t.match(keyed.headers.get('vary'), 'Authorization')
  t.equal(await keyed.text(), await bare.body(path, authorization))
  t.equal(await first.body(path), open)
  t.equal(
    (await first.get(path, { authorization: 'Bearer nonsense' })).status,
    401,
    'an invalid key does not use the cache either'
  )
  const raw = `organisations?limit=7`
  await first.body(raw, authorization)
  const before = first.queries()
  await first.body(raw)
  t.ok(first.queries() > before, 'a response to a key was not cached')
})

t.test('POST …/restriction, its end and …/erasure invalidate all cached responses with the person', async (t) => {
  const { first, bare, owner } = await replicas(t)
  const key = await makeKey(owner.db, ['privacy:admin'])
  const paths = await addresses(first)
  const write = (method: string, path: string, body?: object) =>
    fetch(`${first.base}/v1/people/anna-ostasz/${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) })
    })
  const steps: [string, () => Promise<Response>][] = [
    ['restricted', () => write('POST', 'restriction', { reason: 'objection' })],
    ['processed again', () => write('DELETE', 'restriction')],
    ['erased', () => write('POST', 'erasure', { pseudonymise_name: true })]
  ]
  for (const [what, step] of steps) {
    for (const path of paths) await first.body(path)
    const { status } = await step()
    t.ok(status < 300, `${what}: ${status}`)
    const wrong: string[] = []
    for (const path of paths) if ((await first.body(path)) !== (await bare.body(path))) wrong.push(path)
    t.same(wrong, [], what)
  }
})

t.test('GET while the database is away is 503, also for cached responses', async (t) => {
  const url = await database(t)
  let open = true
  const service = connect(url, { max: 4, role: 'konwent_app', open: () => open })
  const app = await testApp({ db: service.db, cacheMegabytes: 8 })
  await app.listen({ port: 0, host: '127.0.0.1' })
  t.teardown(async () => {
    await app.close()
    await service.close()
  })
  const get = async () =>
    (await fetch(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}/v1/organisations/cus-belzyce`)).status
  t.equal(await get(), 200)
  open = false
  await sleep(1_000)
  t.equal(await get(), 503)
  open = true
  t.equal(await get(), 200)
})

t.test('GET from the cache is rate limited', async (t) => {
  const url = await database(t)
  const { get } = await replica(t, url, { rateLimits: { address: 5, key: 5, badKeys: 5 } })
  const statuses: number[] = []
  for (let i = 0; i < 8; i++) statuses.push((await get('organisations/cus-belzyce')).status)
  t.same(statuses, [200, 200, 200, 200, 200, 429, 429, 429])
})

/** A change feed that the test controls. */
function fakeFeed() {
  const listeners: ((advance: Advance) => void)[] = []
  const state = { seen: 1 as number | undefined }
  const feed = {
    get seen() {
      return state.seen
    },
    onAdvance: (listener: (advance: Advance) => void) => listeners.push(listener)
  } as unknown as Feed
  const advance = (changes: Advance) => {
    for (const notify of listeners) notify(changes)
    state.seen = (state.seen ?? 0) + 1
  }
  return { feed, advance }
}
const response = (bytes: number): CachedResponse => ({
  etag: '"a"',
  cost: 1,
  headers: [],
  headersWithoutBody: [],
  body: Buffer.alloc(bytes),
  route: '/'
})
const noon = Date.UTC(2026, 5, 1, 12)
const [one, two] = ['01a1fdfa-4618-7420-8bc8-e47d55b4c534', '01a1fdfa-4618-7420-8bc8-e47d55b4c535']

t.test('ResponseCache: bounded in bytes, invalidated by dependencies', async (t) => {
  const { feed, advance } = fakeFeed()
  const cache = new ResponseCache(feed, 1_000_000, () => noon)
  for (let i = 0; i < 1_000; i++) cache.store(`/${i}`, response(10_000), ['*'], 1)
  t.ok(cache.size.bytes <= 1_000_000 && cache.size.responses > 50, 'the oldest are removed')
  cache.store('/huge', response(500_000), ['*'], 1)
  t.equal(cache.get('/huge'), undefined, 'a very large response is not stored')
  cache.store('/late', response(1), ['*'], 0)
  t.equal(cache.get('/late'), undefined, 'a response older than a change is not stored')
  const fill = () => {
    cache.store('/any', response(1), ['*'], feed.seen as number)
    cache.store('/list', response(1), ['person', 'post'], feed.seen as number)
    cache.store('/one', response(1), [one], feed.seen as number)
    cache.store('/two', response(1), [two, 'event', 'territory'], feed.seen as number)
    cache.store('/page', response(1), [one, 'event.title', 'source+'], feed.seen as number)
    return addresses.filter((key) => cache.get(key)).length
  }
  const addresses = ['/any', '/list', '/one', '/two', '/page']
  const left = () => addresses.filter((key) => cache.get(key))
  const [other, third] = ['01a1fdfa-4618-7420-8bc8-e47d55b4c536', '01a1fdfa-4618-7420-8bc8-e47d55b4c537']
  const cases: [Advance, string[]][] = [
    [[{ type: 'person', id: one, properties: ['slug'] }], ['/two']],
    [[{ type: 'event', id: other, properties: ['date'] }], ['/list', '/one', '/page']],
    [[{ type: 'event', id: other, properties: ['date', 'title'] }], ['/list', '/one']],
    [[{ type: 'event', id: other, properties: null }], ['/list', '/one', '/page']],
    [[{ type: 'organisation', id: two, properties: null }], ['/list', '/one', '/page']],
    [[{ type: 'territory', id: '0609', properties: ['name'] }], ['/list', '/one', '/page']],
    [[{ type: 'source', id: third, properties: null }], ['/list', '/one', '/two']],
    [[{ type: 'source', id: third, properties: ['title'] }], ['/list', '/one', '/two', '/page']],
    ['everything', []]
  ]
  for (const [changes, isStored] of cases) {
    t.equal(fill(), 5)
    advance(changes)
    t.same(left(), isStored, JSON.stringify(changes))
  }
})

t.test('ResponseCache: nothing is stored over midnight in Poland', async (t) => {
  const day = Date.UTC(2026, 6, 1)
  const minutes = (hour: number, minute: number) => day + (hour * 60 + minute) * 60_000
  let now = 0
  const { feed } = fakeFeed()
  const cache = new ResponseCache(feed, 1_000_000, () => now)
  const isStored = (made: number, read: number) => {
    now = made
    cache.store('/x', response(1), ['*'], 1)
    now = read
    const known = cache.get('/x') !== undefined
    now = made
    return known
  }
  t.equal(isStored(minutes(12, 0), minutes(21, 58)), true)
  t.equal(isStored(minutes(12, 0), minutes(22, 0)), false, 'midnight in summer is 22:00 UTC')
  t.equal(isStored(minutes(21, 59.5), minutes(21, 59.6)), false, 'clocks may differ')
  t.equal(isStored(minutes(22, 0.5), minutes(22, 0.6)), false)
  t.equal(isStored(minutes(22, 2), minutes(22, 58)), true)
  t.equal(isStored(minutes(22, 2), minutes(23, 0)), false, 'midnight in winter is 23:00 UTC')
  t.equal(isStored(minutes(23, 2), minutes(24 + 21, 58)), true)
  t.equal(isStored(minutes(23, 2), minutes(24 + 22, 0)), false)
})
