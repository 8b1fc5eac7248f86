import { existsSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import axe, { type AxeResults } from 'axe-core'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { type Browser, chromium, type Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { buildApp } from '../src/app.ts'
import { connect } from '../src/db/connect.ts'
import { unlimited } from './helper.ts'

t.setTimeout(900_000) // axe checks tens of thousands of nodes, twice

// The service without a database: neither the page nor the contract queries it.
const docsApp = async (): Promise<FastifyInstance> => {
  const { db, close } = connect('postgres://nowhere.invalid/none', { max: 1 })
  t.teardown(close)
  return buildApp({
    db,
    logger: pino({ level: 'silent' }),
    publicBaseUrl: null,
    rateLimits: unlimited,
    trustProxy: false
  })
}

const scripts = ['/docs/init.js', '/docs/redoc.standalone.js']

t.test('GET /docs is a page that loads only from its own service', async (t) => {
  const app = await docsApp()
  t.teardown(() => app.close())

  const page = await app.inject('/docs')
  t.equal(page.statusCode, 200)
  t.equal(page.headers['content-type'], 'text/html; charset=utf-8')
  t.equal(page.headers['cache-control'], 'no-cache')
  t.equal(
    page.headers['content-security-policy'],
    "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; " +
      "img-src data:; connect-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
  )
  t.ok(page.body.includes('<title>Rejestr Konwentu CUS – dokumentacja API / API documentation</title>'))
  t.match(page.body, /<html lang="\w+">/)

  const addresses = [...page.body.matchAll(/\b(?:src|href)="([^"]*)"/g)].map(([, address]) => address)
  t.ok(addresses.includes('openapi.json'), 'a link to the document without JavaScript')
  t.strictSame(
    addresses.filter((address) => /^(?!data:)(\w+:|\/)/.test(address ?? '')),
    [],
    'relative, for a prefix or a proxy'
  )
})

t.test('GET /docs and its scripts are 304 for their ETag', async (t) => {
  const app = await docsApp()
  t.teardown(() => app.close())

  for (const url of ['/docs', ...scripts]) {
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

t.test('GET /docs/*.js are cacheable scripts; Redoc does not load its logo', async (t) => {
  const app = await docsApp()
  t.teardown(() => app.close())

  for (const url of scripts) {
    const script = await app.inject(url)
    t.equal(script.statusCode, 200)
    t.equal(script.headers['content-type'], 'text/javascript; charset=utf-8')
    t.equal(script.headers['cache-control'], 'public, max-age=3600')
    t.notOk(/cdn\.redoc\.ly|googleapis|src:"https?:/.test(script.body), `${url} loads nothing from another host`)
  }
})

t.test('GET /docs/redoc.standalone.js is compressed by Accept-Encoding', async (t) => {
  const app = await docsApp()
  t.teardown(() => app.close())
  const get = (accepted: string) =>
    app.inject({ url: '/docs/redoc.standalone.js', headers: { 'accept-encoding': accepted } })

  const [plain, zipped] = [await get('identity'), await get('gzip, deflate, br')]
  t.equal(zipped.headers['content-encoding'], 'gzip')
  t.equal(plain.headers['content-encoding'], undefined)
  t.ok(gunzipSync(zipped.rawPayload).equals(plain.rawPayload), 'the same script')
  t.not(zipped.headers.etag, plain.headers.etag)
  for (const { headers } of [plain, zipped]) t.equal(headers.vary, 'Accept-Encoding, Authorization, Registry-Position')
  for (const refusal of ['', 'br', 'gzip;q=0'])
    t.equal((await get(refusal)).headers['content-encoding'], undefined, `'${refusal}'`)
})

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const skip = existsSync(executablePath)
  ? false
  : `no browser at ${executablePath}; install chromium or set CHROMIUM_PATH`

t.test('GET /docs in a browser', { skip }, async (t) => {
  const app = await docsApp()
  t.teardown(() => app.close())
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync'
    ]
  })
  t.teardown(() => browser.close())
  const summary = firstSummary((await app.inject('/openapi.json')).json())

  await t.test('desktop', async (t) => {
    const { page, faults } = await openDocs(browser, address, summary, { width: 1280, height: 900 })
    await noViolations(t, page, 'body')
    await page.getByRole('main').getByRole('heading').filter({ hasText: summary }).first().scrollIntoViewIfNeeded()
    await page.getByRole('textbox', { name: 'Search' }).fill(summary)
    await page.locator('[data-role="search:results"]').getByText(summary, { exact: true }).first().waitFor()
    await noViolations(t, page, '.menu-content')
    t.strictSame(faults, [])
  })

  await t.test('phone', async (t) => {
    const { page, faults } = await openDocs(browser, address, summary, { width: 390, height: 844 })
    t.equal(await page.evaluate('document.documentElement.scrollWidth'), 390, 'nothing is wider than the screen')
    await noViolations(t, page, 'body')
    const button = page.getByRole('button', { name: 'Menu', exact: true })
    await button.press('Enter')
    await page.getByRole('textbox', { name: 'Search' }).waitFor()
    t.equal(await button.getAttribute('aria-expanded'), 'true')
    await noViolations(t, page, '.menu-content')
    t.strictSame(faults, [])
  })
})

interface Document {
  paths: Record<string, Record<string, { summary?: string }>>
}

function firstSummary({ paths }: Document) {
  const summary = Object.values(paths)
    .flatMap((path) => Object.values(path))
    .find((operation) => operation.summary)?.summary
  if (!summary) throw new Error('no operation with a summary in the document')
  return summary
}

// Opens the page and waits for text of the document, because axe finds no faults on a blank page. `faults` collects
// requests to other hosts, errors and violations of the policy.
async function openDocs(
  browser: Browser,
  address: string,
  summary: string,
  viewport: { width: number; height: number }
) {
  const page = await browser.newPage({ viewport })
  // Rendering the whole contract takes minutes on a busy machine. Only the time limit of the test applies.
  page.setDefaultTimeout(0)
  const faults: string[] = []
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(`${address}/`) && !url.startsWith(`blob:${address}/`) && !url.startsWith('data:'))
      faults.push(`request ${url}`)
  })
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(error.message))
  await page.goto(`${address}/docs`)
  await page.getByRole('main').getByRole('heading').filter({ hasText: summary }).first().waitFor()
  return { page, faults }
}

// axe is injected by the debugger, not by a <script>, so that the policy of the page applies.
async function noViolations(t: Test, page: Page, part: string) {
  await page.evaluate(axe.source)
  const options = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations'] }
  const { violations, passes } = await page.evaluate<AxeResults>(`axe.run('${part}', ${JSON.stringify(options)})`)
  t.ok(
    passes.some(({ id }) => id === 'color-contrast'),
    `axe has checked text in ${part}`
  )
  t.strictSame(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join('\n')}`),
    [],
    part
  )
}
