// A page of another origin reads and writes in a real browser, with nothing but fetch() and EventSource.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { launchBrowser, noBrowser } from './browser.ts'
import { setup } from './helper.ts'

t.setTimeout(600_000)

t.test('A page of another origin', { skip: noBrowser }, async (t) => {
  const { app, call, key } = await setup(t)
  const api = `${await app.listen({ host: '127.0.0.1', port: 0 })}/v1`
  const writer = await key(['registry:write'])
  const portal = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html; charset=utf-8').end('<!doctype html><title>Portal</title>')
  ).listen(0, '127.0.0.1')
  t.teardown(() => portal.close())
  await once(portal, 'listening')
  const browser = await launchBrowser(t)
  const page = await browser.newPage()
  page.setDefaultTimeout(0)
  // Another name of the host makes it another origin.
  await page.goto(`http://localhost:${(portal.address() as AddressInfo).port}/`)
  const send = (path: string, init: object = {}) =>
    page.evaluate<{ status: number; headers: Record<string, string>; text: string }>(`(async () => {
      const response = await fetch(${JSON.stringify(`${api}/${path}`)}, ${JSON.stringify(init)})
      return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() }
    })()`)

  await t.test('reads a list page by page', async (t) => {
    const first = await send('organisations?kind=cus&kind=gops&limit=5')
    t.equal(first.status, 200)
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.link ?? '')?.[1] as string
    t.ok(next, 'Link is readable')
    t.ok(first.headers.ratelimit, 'RateLimit is readable')
    const second = await send(next.replace('/v1/', ''))
    t.equal(JSON.parse(second.text).data.length, 5)
    t.notSame(JSON.parse(second.text).data, JSON.parse(first.text).data)
  })

  await t.test('reads a record again only if it has changed', async (t) => {
    const { headers } = await send('organisations/cus-belzyce')
    t.ok(headers.etag, 'ETag is readable')
    const again = await send('organisations/cus-belzyce', {
      cache: 'no-store',
      headers: { 'if-none-match': headers.etag }
    })
    t.equal(again.status, 304)
  })

  await t.test('changes a record with a key, after a preflight', async (t) => {
    const { headers } = await send('organisations/cus-belzyce')
    const changed = await send('organisations/cus-belzyce', {
      method: 'PATCH',
      headers: { authorization: `Bearer ${writer}`, 'content-type': 'application/json', 'if-match': headers.etag },
      body: JSON.stringify({ street: 'ul. Źródlana 1' })
    })
    t.equal(changed.status, 200)
    t.equal(JSON.parse(changed.text).street, 'ul. Źródlana 1')
    const created = await send('posts', {
      method: 'POST',
      headers: { authorization: `Bearer ${writer}`, 'content-type': 'application/json' },
      body: JSON.stringify({ organisation: { slug: 'cus-belzyce' }, role: 'head', title: 'Dyrektorka' })
    })
    t.equal(created.status, 201)
    t.match(created.headers.location, '/v1/posts/', 'Location is readable')
  })

  await t.test('reads why a request was refused', async (t) => {
    const unknown = await send('organisations/nie-ma-takiej', { headers: { 'accept-language': 'pl' } })
    t.equal(unknown.status, 404)
    t.match(JSON.parse(unknown.text).detail, 'Nie ma takiego zasobu')
    const forged = await send('me', { headers: { authorization: 'Bearer csk_live_nonesuch' } })
    t.equal(forged.status, 401)
    t.ok(forged.headers['www-authenticate'], 'WWW-Authenticate is readable')
    t.equal((await send('nie-ma')).status, 404)
  })

  await t.test('is told of a change by EventSource, with onmessage', async (t) => {
    const { id, slug } = JSON.parse((await send('organisations?kind=gops&limit=1')).text).data[0]
    await page.evaluate(`new Promise((opened, failed) => {
      const source = new EventSource(${JSON.stringify(`${api}/changes`)})
      source.onopen = opened
      source.onerror = failed
      window.changed = new Promise((told) => {
        source.onmessage = ({ data }) => {
          const change = JSON.parse(data)
          if (change.type !== 'organisation.updated' || change.subject.id !== ${JSON.stringify(id)}) return
          source.close()
          told(change)
        }
      })
    })`)
    const change = { key: writer, body: { street: 'ul. Cicha 7' }, headers: { 'if-match': '*' } }
    t.equal((await call('PATCH', `organisations/${slug}`, change)).status, 200)
    t.match(await page.evaluate('changed'), { subject: { id }, fields: ['street'] })
  })
})
