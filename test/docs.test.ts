import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import axe, { type AxeResults } from 'axe-core'
import type { FastifyInstance } from 'fastify'
import type { Browser, Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { connect } from '../src/db/connect.ts'
import { launchBrowser, noBrowser } from './browser.ts'
import { setup, testApp } from './helper.ts'

t.setTimeout(600_000)

// The service without a database: neither the page nor the contract queries it.
const docsApp = async (): Promise<FastifyInstance> => {
  const { db, close } = connect('postgres://nowhere.invalid/none', { max: 1 })
  t.teardown(close)
  return testApp({ db })
}

const assets = [
  '/docs',
  '/docs?lang=en',
  '/docs/pl',
  '/docs/openapi-explorer.min.js',
  '/openapi.json',
  '/openapi/pl.json'
]

t.test('GET /docs and /docs/pl are pages that load from their own service alone', async (t) => {
  const app = await docsApp()
  t.teardown(() => app.close())

  const pages = {
    '/docs': 'dokumentacja API',
    '/docs?lang=en': 'API documentation',
    '/docs/pl': 'Dane publiczne może pobrać każdy'
  }
  for (const [path, text] of Object.entries(pages)) {
    const page = await app.inject(path)
    t.equal(page.statusCode, 200)
    t.equal(page.headers['content-type'], 'text/html; charset=utf-8')
    t.equal(page.headers['cache-control'], 'no-cache')
    t.equal(
      page.headers['content-security-policy'],
      "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src data:; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    t.ok(page.body.includes(text))
    t.ok(page.body.includes(`<html lang="${path.endsWith('en') ? 'en' : 'pl'}">`))
    t.equal(page.headers['content-language'], path.endsWith('en') ? 'en' : 'pl')
    t.notMatch(page.body, /\{\{|undefined/)
    const addresses = [...page.body.matchAll(/\b(?:src|href|spec-url)="([^"]*)"/g)].map(([, address]) => address ?? '')
    t.ok(
      addresses.some((address) => address.endsWith('openapi.json')),
      'the document without JavaScript'
    )
    t.strictSame(
      addresses.filter((address) => /^(?!data:)(\w+:|\/)/.test(address)),
      [],
      'relative, for a prefix or a proxy'
    )
  }
})

t.test('GET /docs is in the language of the URL, or else of the browser', async (t) => {
  const app = await docsApp()
  t.teardown(() => app.close())
  const cases: [url: string, accepted: string | undefined, language: string][] = [
    ['/docs', undefined, 'pl'],
    ['/docs', 'pl-PL,pl;q=0.9,en-US;q=0.8,en;q=0.7', 'pl'],
    ['/docs', 'en-GB,en;q=0.9,pl;q=0.8', 'en'],
    ['/docs', 'de', 'pl'],
    ['/docs?lang=en', 'pl', 'en'],
    ['/docs?lang=pl', 'en', 'pl']
  ]
  const documents: Record<string, string> = { pl: 'openapi/pl.json', en: 'openapi.json' }
  for (const [url, accepted, language] of cases) {
    const name = `${url} with ${accepted}`
    const { headers, body } = await app.inject({ url, headers: accepted ? { 'accept-language': accepted } : {} })
    t.equal(headers['content-language'], language, name)
    t.match(headers.vary, /Accept-Language/, name)
    t.ok(body.includes(`<html lang="${language}">`), name)
    t.ok(body.includes(`spec-url="${documents[language]}"`), name)
  }
  const { etag } = (await app.inject('/docs?lang=en')).headers
  t.equal((await app.inject({ url: '/docs?lang=pl', headers: { 'if-none-match': String(etag) } })).statusCode, 200)
  for (const url of ['/docs?lang=de', '/docs?lang=', '/docs?lang=pl&lang=en', '/docs?jezyk=pl']) {
    const refusal = await app.inject(url)
    t.equal(refusal.statusCode, 400, url)
    t.equal(refusal.json().code, 'invalid_parameter', url)
  }
})

t.test('GET /docs/pl leads to lists and files that exist', async (t) => {
  const { get } = await setup(t)
  const app = await docsApp()
  t.teardown(() => app.close())
  const { body } = await app.inject('/docs/pl')
  const links = [...body.matchAll(/href="\.\.\/v1\/([^"]*)"/g)].map(([, link]) => (link ?? '').replaceAll('&amp;', '&'))
  t.ok(links.length > 5)
  for (const link of links) t.equal((await get(link)).status, 200, link)
})

t.test('GET /docs, its script and the contract answer 304 to the ETag held', async (t) => {
  const app = await docsApp()
  t.teardown(() => app.close())

  for (const url of assets) {
    const full = await app.inject(url)
    const etag = String(full.headers.etag)
    t.match(etag, /^"[\w-]+"$/, `${url} has a strong ETag`)
    for (const held of [etag, `"other", W/${etag}`, '*']) {
      const response = await app.inject({ url, headers: { 'if-none-match': held } })
      t.equal(response.statusCode, 304, `${url} with ${held}`)
      t.equal(response.body, '')
      for (const name of ['etag', 'cache-control', 'vary']) t.equal(response.headers[name], full.headers[name], name)
    }
    t.equal((await app.inject({ url, headers: { 'if-none-match': '"other"' } })).statusCode, 200)
  }
})

t.test('GET /docs, its script and the contract are compressed for those who accept it', async (t) => {
  const app = await docsApp()
  t.teardown(() => app.close())
  const decoders = { gzip: gunzipSync, br: brotliDecompressSync, zstd: zstdDecompressSync }
  for (const url of assets) {
    const get = (accepted: string) => app.inject({ url, headers: { 'accept-encoding': accepted } })
    const plain = await get('identity')
    t.equal(plain.headers['content-encoding'], undefined)
    for (const [coding, decode] of Object.entries(decoders)) {
      const coded = await get(coding)
      t.equal(coded.headers['content-encoding'], coding)
      t.ok(decode(coded.rawPayload).equals(plain.rawPayload), `${url} in ${coding}`)
      t.not(coded.headers.etag, plain.headers.etag)
    }
    t.match(plain.headers.vary, /Accept-Encoding/)
    for (const refusal of ['', 'gzip;q=0']) t.equal((await get(refusal)).headers['content-encoding'], undefined)
  }
})

t.test('GET /docs in a browser', { skip: noBrowser }, async (t) => {
  const app = await docsApp()
  t.teardown(() => app.close())
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const browser = await launchBrowser(t)
  const sizes: [name: string, viewport: { width: number; height: number }][] = [
    ['desktop', { width: 1280, height: 900 }],
    ['phone', { width: 390, height: 844 }]
  ]
  for (const [name, viewport] of sizes) {
    await t.test(name, async (t) => {
      for (const route of ['', '#?route=get-/organisations', '#?route=post-/declarations']) {
        const { page, troubles, received } = await openDocs(browser, `${address}/docs${route}`, viewport)
        await page
          .getByText(route.includes('post') ? 'Create one declaration' : 'organisations')
          .first()
          .waitFor()
        t.equal(await page.evaluate('document.documentElement.scrollWidth'), viewport.width, 'nothing is wider')
        await noViolations(t, page)
        // Limits of a reader's machine; Redoc had 110,744 elements and 250 MB.
        const elements = await page.evaluate<number>(countElements)
        t.ok(elements < 5_000, `${elements} elements`)
        t.ok(received() < 1_500_000, `${received()} bytes over the wire`)
        t.strictSame(troubles, [])
        await page.close()
      }
    })
  }

  await t.test('in Polish', async (t) => {
    const desktop = { width: 1280, height: 900 }
    const polish = { locale: 'pl-PL', ready: 'Deklaracje' }
    const { page, troubles, received } = await openDocs(browser, `${address}/docs`, desktop, polish)
    t.equal(await page.getAttribute('html', 'lang'), 'pl')
    await noViolations(t, page)
    await page.getByPlaceholder('Filter').fill('przyjęcie')
    await page.getByPlaceholder('Filter').press('Enter')
    await page.getByText('Przyjęcie deklaracji').first().click()
    await page.getByText('Accepts a submitted declaration').first().waitFor()
    t.match(page.url(), 'acceptance', 'the operation has the same address in both languages')
    await noViolations(t, page)
    t.ok(received() < 1_500_000, `${received()} bytes over the wire`)

    await page.getByRole('link', { name: 'In English' }).click()
    await page.getByText('API documentation').waitFor()
    t.equal(await page.getAttribute('html', 'lang'), 'en')
    await page.getByText('declarations').first().waitFor()
    await page.getByRole('link', { name: 'Po polsku' }).click()
    await page.getByText('Deklaracje').first().waitFor()
    t.equal(await page.getAttribute('html', 'lang'), 'pl')
    t.strictSame(troubles, [])
  })

  await t.test('search finds an operation', async (t) => {
    const { page, troubles } = await openDocs(browser, `${address}/docs`, { width: 1280, height: 900 })
    await page.getByPlaceholder('Filter').fill('declaration')
    await page.getByPlaceholder('Filter').press('Enter')
    await page.getByText('Accept a declaration').first().waitFor()
    t.strictSame(troubles, [])
  })

  await t.test('a request is sent from the page, with the key that was entered', async (t) => {
    const { page, troubles } = await openDocs(browser, `${address}/docs#?route=auth`, { width: 1280, height: 900 })
    await page.getByPlaceholder('api-token').fill('csk_live_nonesuch')
    await page.getByRole('button', { name: 'SET' }).click()
    await page.evaluate(`location.hash = '#?route=get-/me'`)
    const sent = page.waitForRequest((request) => request.url().endsWith('/v1/me'))
    await page.getByRole('button', { name: 'EXECUTE' }).click()
    const request = await sent
    t.equal(await request.headerValue('authorization'), 'Bearer csk_live_nonesuch')
    t.equal((await request.response())?.status(), 401, 'the service refuses a key that does not exist')
    await page.getByText('401').first().waitFor()
    // The browser itself logs the refusal.
    t.strictSame(
      troubles.filter((trouble) => !trouble.includes('401')),
      []
    )
  })
})

// Elements of the page, those in shadow trees included.
const countElements = `(() => {
  let count = 0
  const visit = (root) => {
    for (const element of root.querySelectorAll('*')) {
      count++
      if (element.shadowRoot) visit(element.shadowRoot)
    }
  }
  visit(document)
  return count
})()`

// Opens the page. `troubles` collects requests to other hosts, errors, and violations of the policy.
async function openDocs(
  browser: Browser,
  url: string,
  viewport: { width: number; height: number },
  { locale, ready } = { locale: 'en-GB', ready: 'declarations' }
) {
  const page = await browser.newPage({ viewport, locale })
  // The time limit is that of the test: a busy machine is slow.
  page.setDefaultTimeout(0)
  const troubles: string[] = []
  const { origin } = new URL(url)
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith('data:'))
      troubles.push(`request ${request.url()}`)
  })
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(message.text())
  })
  page.on('pageerror', (error) => troubles.push(error.message))
  let bytes = 0
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await page.goto(url)
  await page.getByText(ready).first().waitFor()
  return { page, troubles, received: () => bytes }
}

// axe comes in through the debugger, not in a <script>, so that the page keeps its policy.
async function noViolations(t: Test, page: Page) {
  await page.evaluate(axe.source)
  const options = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations'] }
  const { violations, passes } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`)
  t.ok(
    passes.some(({ id }) => id === 'color-contrast'),
    'axe has read text'
  )
  t.strictSame(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join('\n')}`),
    []
  )
}
