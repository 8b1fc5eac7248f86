// OPTIONS: CORS preflights, the methods of a path, and their rate limit.
import t from 'tap'
import { setup, unlimited } from '../helper.ts'

const preflight = { origin: 'https://portal.example', 'access-control-request-method': 'GET' }

t.test('OPTIONS of a known path lists its methods; of an unknown path it is 404, but a preflight is 204', async (t) => {
  const { app } = await setup(t)
  const send = (url: string, headers = {}) => app.inject({ method: 'OPTIONS', url, headers })
  const known: [url: string, allow: string][] = [
    ['/v1/organisations', 'GET, HEAD, POST, OPTIONS'],
    ['/v1/organisations/nonesuch', 'GET, HEAD, PUT, PATCH, DELETE, OPTIONS'],
    ['/v1/eligibility-checks', 'POST, OPTIONS'],
    ['/openapi.json', 'GET, HEAD, OPTIONS'],
    ['/', 'GET, HEAD, OPTIONS']
  ]
  const methods = (list: unknown) => String(list).split(', ').sort().join(' ')
  for (const [url, allow] of known) {
    for (const headers of [{}, { origin: preflight.origin }]) {
      const response = await send(url, headers)
      t.equal(response.statusCode, 204, url)
      t.equal(methods(response.headers.allow), methods(allow), url)
      t.equal(response.headers['access-control-allow-origin'], '*')
    }
  }
  for (const url of ['/nonesuch', '/v1/nonesuch', '/v1/organisations/cus-belzyce/nonesuch', '*']) {
    for (const headers of [{}, { origin: preflight.origin }]) {
      const response = await send(url, headers)
      t.strictSame([response.statusCode, response.json().code], [404, 'not_found'], url)
    }
    const { statusCode, headers } = await send(url, preflight)
    t.strictSame([statusCode, headers['access-control-allow-origin']], [204, '*'], `preflight of ${url}`)
  }
  t.equal((await send('/v1/organisations', preflight)).statusCode, 204)
  t.equal((await send('/v1/organisations', { authorization: 'Bearer x' })).statusCode, 401)
  t.equal((await send('/v1/%FF')).statusCode, 400)
})

t.test('OPTIONS is counted in a bucket of its own', async (t) => {
  const { app } = await setup(t, { rateLimits: { ...unlimited, address: 5 } })
  const send = async (method: 'OPTIONS' | 'GET', headers = {}) =>
    (await app.inject({ method, url: '/v1/vocabularies', headers })).statusCode
  for (let i = 0; i < 5; i++) t.equal(await send('OPTIONS', i % 2 === 0 ? preflight : {}), 204)
  const refused = await app.inject({ method: 'OPTIONS', url: '/v1/vocabularies', headers: preflight })
  t.strictSame([refused.statusCode, refused.json().code], [429, 'rate_limited'])
  t.match(refused.headers['retry-after'], /^\d+$/)
  t.equal((await app.inject({ method: 'OPTIONS', url: '/nonesuch' })).statusCode, 429, 'on every path')
  for (let i = 0; i < 5; i++) t.equal(await send('GET'), 200, 'reads have their own limit')
  t.equal(await send('GET'), 429)
})
