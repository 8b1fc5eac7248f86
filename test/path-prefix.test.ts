// Behind a proxy that serves the registry below a path, every link of a response leads back to the registry.
import { createServer, request as forward } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { setup } from './helper.ts'

// biome-ignore lint/suspicious/noExplicitAny: parsed JSON of any kind
type Json = any

const PREFIX = '/uslugi/rejestr'

// The proxy listens first, because the service must know its address.
let port = 0
const proxy = createServer((incoming, outgoing) => {
  const { url = '', method, headers } = incoming
  if (!url.startsWith(`${PREFIX}/`)) {
    outgoing.writeHead(404, { 'content-type': 'text/plain' }).end('outside the prefix')
    return
  }
  const path = url.slice(PREFIX.length)
  const inner = forward({ host: '127.0.0.1', port, method, path, headers }, (response) => {
    outgoing.writeHead(response.statusCode ?? 502, response.headers)
    response.pipe(outgoing)
  })
  incoming.pipe(inner)
})
await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
t.teardown(() => proxy.close())
const base = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}${PREFIX}`

const { app, key } = await setup(t, { publicBaseUrl: base })
await app.listen({ host: '127.0.0.1', port: 0 })
port = (app.server.address() as AddressInfo).port
const writer = await key(['registry:write', 'imports'])

const send = (url: string, init: RequestInit = {}) => fetch(url, { redirect: 'manual', ...init })
const written = (method: string, path: string, body: object, headers = {}) =>
  send(`${base}/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${writer}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body)
  })
const next = (response: Response) => /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1]

t.test('GET follows Link through all pages of a list and of the feed', async (t) => {
  for (const path of ['organisations?limit=7&sort=name&kind=cus,gops', 'changes?limit=100']) {
    let url: string | undefined = `${base}/v1/${path}`
    const seen = new Set<string>()
    for (let pages = 0; url !== undefined && pages < 50; pages++) {
      t.ok(url.startsWith(`${base}/v1/`), url)
      const response: Response = await send(url)
      t.equal(response.status, 200)
      const records = ((await response.json()) as Json).data as Json[]
      for (const record of records) seen.add(JSON.stringify(record))
      const following = next(response)
      url = records.length > 0 ? following : undefined
    }
    t.ok(seen.size > 14, `${path}: ${seen.size}`)
  }
})

t.test('Location of a new record, of a moved one and of an import is an address that works', async (t) => {
  const body = { slug: 'cus-za-posrednikiem', name: 'CUS za pośrednikiem', short_name: 'CUS Pośrednik', kind: 'cus' }
  const made = await written('POST', 'organisations', body)
  t.equal(made.status, 201)
  const location = made.headers.get('location') as string
  t.equal(location, `${base}/v1/organisations/cus-za-posrednikiem`)
  t.equal((await send(location)).status, 200)

  const renamed = await written(
    'PATCH',
    'organisations/cus-za-posrednikiem',
    { slug: 'cus-z-boku' },
    { 'if-match': '*' }
  )
  t.equal(renamed.status, 200)
  const moved = await send(`${location}?fields=slug`)
  t.equal(moved.status, 308)
  t.equal(moved.headers.get('location'), `${base}/v1/organisations/cus-z-boku?fields=slug`)
  t.equal((await send(moved.headers.get('location') as string)).status, 200)

  const started = await send(`${base}/v1/imports?resource=organisations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${writer}`, 'content-type': 'text/csv' },
    body: 'slug,website\ncus-z-boku,https://cus.example.org\n'
  })
  t.equal(started.status, 202)
  const report = started.headers.get('location') as string
  t.ok(report.startsWith(`${base}/v1/imports/`), report)
  t.equal((await send(report, { headers: { authorization: `Bearer ${writer}` } })).status, 200)
})

t.test('every absolute path of the entry points, the contract and problems has the prefix', async (t) => {
  const documents = ['/', '/v1', '/.well-known/api-catalog', '/v1/organisations/nie-ma', '/v1/organisations?kolor=1']
  for (const path of documents) {
    const response = await send(`${base}${path}`, { headers: { accept: '*/*' } })
    const text = `${await response.text()} ${response.headers.get('link') ?? ''}`
    for (const [, link] of text.matchAll(/"href":"([^"]+)"|<(\/[^>]*)>/g))
      if (link) t.ok(link.startsWith(base) || /^https:\/\//.test(link), `${path}: ${link}`)
  }
  const contract = (await (await send(`${base}/openapi.json`)).json()) as Json
  t.strictSame(
    contract.servers.map(({ url }: Json) => url),
    [`${base}/v1`]
  )
  const catalog = (await (await send(`${base}/.well-known/api-catalog`)).json()) as Json
  const links: string[] = []
  JSON.stringify(catalog, (name, value) => {
    if (name === 'href') links.push(value)
    return value
  })
  t.ok(links.length > 2)
  for (const link of links) t.equal((await send(link)).status, 200, link)
  const page = await (await send(`${base}/docs/`)).text()
  t.notMatch(page, /(src|href|spec-url)="\//, 'the documentation page loads its files by relative addresses')
})
