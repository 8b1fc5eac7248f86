// The cost of requests in units of the rate limit.
import t from 'tap'
import { tooMany } from '../../src/http/rate-limits.ts'
import { database, setup, unlimited } from '../helper.ts'
import { replica } from '../replicas.ts'

const limits = { ...unlimited, address: 1_200, key: 6_000 }
const twenty = 'organisations?limit=500&include=memberships,names,sources'
const remaining = (ratelimit: unknown): number => Number(/;r=(\d+);/.exec(String(ratelimit))?.[1])

/** Paths below /v1 and their costs. */
const costs: [path: string, cost: number, headers?: Record<string, string>][] = [
  ['organisations', 1],
  ['organisations/cus-belzyce', 1],
  ['organisations/cus-belzyce?include=memberships,names,sources', 1],
  ['organisations/nonesuch', 1],
  ['nonesuch?limit=500', 1],
  ['vocabularies', 1],
  ['organisations?limit=1', 1],
  ['organisations?limit=100', 1],
  ['organisations?limit=101', 2],
  ['organisations?limit=500', 5],
  ['organisations?include=memberships', 2],
  ['organisations?include=memberships,names', 3],
  ['organisations?include=memberships&include=names', 3],
  ['organisations?as_of=2022-08-31', 2],
  ['organisations?limit=500&as_of=2022-08-31&include=names', 15],
  [twenty, 20],
  ['organisations/cus-belzyce/memberships', 1],
  ['organisations/cus-belzyce/memberships?limit=500&include=sources', 10],
  ['organisations?format=csv', 20],
  ['organisations?format=csv&limit=500', 5],
  ['organisations?format=json', 1],
  ['organisations?format=ndjson&include=names', 40],
  ['organisations?format=csv&fields=name,current_head.person', 40],
  ['organisations?format=csv&fields=name,current_head.person&include=current_head', 40],
  ['organisations', 20, { accept: 'text/csv' }],
  ['organisations', 1, { accept: 'application/json, text/csv;q=0.5' }],
  ['organisations', 1, { accept: 'image/png' }],
  ['organisations?format=json', 1, { accept: 'text/csv' }],
  ['organisations?limit=100', 1, { accept: 'text/csv' }],
  ['events?format=ics', 20],
  ['organisations?format=svg', 20],
  ['snapshot', 20],
  ['changes', 1],
  ['changes?limit=500', 5],
  ['changes?include=data', 2],
  ['changes?limit=500&include=data', 10],
  ['statistics/memberships', 5],
  // Requests that are refused for their parameters.
  ['organisations?limit=501', 1],
  ['organisations?limit=many', 1],
  ['organisations?limit=500&include=nonesuch', 5],
  ['organisations?format=nonesuch', 1]
]

t.test('GET costs units by limit, includes and format, without a key and with one', async (t) => {
  const { app, key } = await setup(t, { rateLimits: limits })
  for (const scope of ['none', 'imports'] as const) {
    const authorization = scope === 'none' ? undefined : `Bearer ${await key([scope])}`
    for (const [i, [path, cost, headers]] of costs.entries()) {
      const send = async (url: string) => {
        const response = await app.inject({
          url,
          headers: { ...headers, ...(authorization && { authorization }) },
          // Every case has an address of its own.
          remoteAddress: `192.0.2.${i}`
        })
        return remaining(response.headers.ratelimit)
      }
      const before = await send('/v1/vocabularies')
      t.equal(before - (await send(`/v1/${path}`)), cost, `${path} ${JSON.stringify(headers ?? {})} ${scope}`)
    }
  }
})

t.test('Writes and checks cost one unit, and HEAD as much as GET', async (t) => {
  const { app, key } = await setup(t, { rateLimits: limits })
  const headers = { authorization: `Bearer ${await key(['registry:write'])}` }
  const left = async (method: 'POST' | 'HEAD', path: string, body = {}) => {
    const response = await app.inject({ method, url: `/v1/${path}`, headers, ...(method === 'POST' && { body }) })
    return remaining(response.headers.ratelimit)
  }
  t.equal(await left('POST', 'eligibility-checks', { organisation: { slug: 'cus-belzyce' } }), 5_999)
  t.equal(await left('POST', 'organisations'), 5_998)
  t.equal(await left('HEAD', twenty), 5_978)
})

t.test('GET: a request that costs more than remains is 429 and consumes nothing', async (t) => {
  const { get } = await setup(t, { rateLimits: { ...unlimited, address: 30 } })
  t.equal(remaining((await get(twenty)).headers.ratelimit), 10)
  for (const [language, detail] of [
    ['pl', /^Przekroczono limit 30 jednostek na minutę: to żądanie kosztuje 20, a pozostało 10\. Proszę spróbować za/],
    ['en', /^The limit of 30 units per minute is exceeded: this request costs 20, and 10 remain\. Please try again in/]
  ] as const) {
    const { status, headers, json } = await get(twenty, { 'accept-language': language })
    t.strictSame([status, json.code], [429, 'rate_limited'])
    t.match(json.detail, detail)
    const seconds = /^"minute";r=10;t=(\d+)$/.exec(headers.ratelimit ?? '')?.[1]
    t.equal(headers['retry-after'], seconds, 'the window ends then')
    t.ok(json.detail.endsWith(` ${seconds} s.`))
    t.equal(headers['ratelimit-policy'], '"minute";q=30;w=60')
  }
  t.match(await get('organisations'), { status: 200, headers: { ratelimit: /;r=9;/ } }, 'a smaller request is answered')
})

t.test('GET costs at most the whole limit, so that every request is possible once', async (t) => {
  const { app, key } = await setup(t, { rateLimits: { address: 10, key: 3, badKeys: 10 } })
  const as = { authorization: `Bearer ${await key(['imports'])}` }
  for (const headers of [{}, as]) {
    const send = () => app.inject({ url: `/v1/${twenty}`, headers })
    const [first, second] = [await send(), await send()]
    t.strictSame([first.statusCode, remaining(first.headers.ratelimit)], [200, 0])
    t.strictSame([second.statusCode, remaining(second.headers.ratelimit)], [429, 0])
  }
})

t.test('OPTIONS costs one unit of its own limit, whatever the address asks for', async (t) => {
  const { app } = await setup(t, { rateLimits: limits })
  const send = (method: 'OPTIONS' | 'GET') => app.inject({ method, url: `/v1/${twenty}` })
  const left = [await send('OPTIONS'), await send('OPTIONS'), await send('GET')].map(({ headers }) => headers.ratelimit)
  t.strictSame(left.map(remaining), [1_199, 1_198, 1_180])
})

t.test('GET costs the same from the cache, with 304, and together with equal requests', async (t) => {
  const { get, queries } = await replica(t, await database(t), { rateLimits: limits })
  const left = async (headers?: Record<string, string>) => {
    const response = await get(twenty, headers)
    await response.arrayBuffer()
    return [response.status, remaining(response.headers.get('ratelimit')), response.headers.get('etag') ?? ''] as const
  }
  const first = await left()
  t.equal(first[1], 1_180)
  const before = queries()
  t.equal((await left())[1], 1_160)
  t.strictSame((await left({ 'if-none-match': first[2] })).slice(0, 2), [304, 1_140])
  t.equal(queries(), before, 'both are from the cache')
  const csv = async () => {
    const response = await get('events', { accept: 'text/csv' })
    await response.arrayBuffer()
    return remaining(response.headers.get('ratelimit'))
  }
  const together = await Promise.all([csv(), csv(), csv()])
  t.strictSame(together.sort(), [1_080, 1_100, 1_120])
})

t.test('The message about the limit has the right form of the noun', async (t) => {
  const { detail } = tooMany({ limit: 1, cost: 1, remaining: 0, exceeded: true, seconds: 7, headers: {} as never })
  t.match(detail, {
    pl: 'Przekroczono limit 1 jednostki na minutę: to żądanie kosztuje 1, a pozostało 0. Proszę spróbować za 7 s.',
    en: 'The limit of 1 unit per minute is exceeded: this request costs 1, and 0 remain. Please try again in 7 s.'
  })
})
