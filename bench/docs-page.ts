// `npm run bench:docs`: opens the documentation page and Redoc, with the same contract, in turn in a real browser.
// Needs Chromium at /usr/bin/chromium or CHROMIUM_PATH. Writes nothing.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { type Browser, chromium } from 'playwright-core'
import { buildApp } from '../src/app.ts'
import { connect } from '../src/db/connect.ts'
import { figure, median, ratiosOf, shuffled } from './statistics.ts'

const ROUNDS = 3
/** The page counts as ready after its main thread has done almost nothing for this long. */
const QUIET_MS = 1_000
const LIMIT_MS = 120_000
const viewports = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } }

interface Visit {
  /** CPU time of the main thread until the page is quiet, seconds. */
  cpu: number
  elements: number
  /** JavaScript heap after a forced collection, MB. */
  heap: number
  /** Bytes over the wire, MB. */
  received: number
}

const redocPage = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Redoc</title>
<redoc spec-url="/openapi.json"></redoc><script src="/redoc.js"></script></html>`
const bundle = readFileSync(new URL(import.meta.resolve('redoc/bundles/redoc.standalone.js')))
const contract = readFileSync(new URL('../openapi/openapi.json', import.meta.url))
const files: Record<string, [type: string, body: string | Buffer]> = {
  '/': ['text/html', redocPage],
  '/redoc.js': ['text/javascript', bundle],
  '/openapi.json': ['application/json', contract]
}
const redoc = createServer((request, response) => {
  const [type, body] = files[request.url ?? ''] ?? ['text/plain', '']
  response.setHeader('content-type', type).end(body)
}).listen(0, '127.0.0.1')

// The page and the contract need no database.
const nowhere = connect('postgres://nowhere.invalid/none', { max: 1 })
const app = await buildApp({
  db: nowhere.db,
  logger: pino({ level: 'silent' }),
  publicBaseUrl: null,
  rateLimits: { address: 10_000, key: 10_000, badKeys: 10_000 },
  trustProxy: false
})
const pages = {
  ours: `${await app.listen({ host: '127.0.0.1', port: 0 })}/docs`,
  redoc: `http://127.0.0.1:${(redoc.address() as AddressInfo).port}/`
}

async function visit(browser: Browser, url: string, viewport: { width: number; height: number }): Promise<Visit> {
  // A context of its own, so that nothing is cached.
  const context = await browser.newContext({ viewport })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  await session.send('Network.enable')
  let bytes = 0
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  const metric = async (name: string) =>
    (await session.send('Performance.getMetrics')).metrics.find((each) => each.name === name)?.value ?? 0
  await page.goto(url, { timeout: LIMIT_MS })
  await page.getByText('declarations').first().waitFor({ state: 'attached', timeout: LIMIT_MS })
  let cpu = await metric('TaskDuration')
  for (let waited = 0; waited < LIMIT_MS; waited += QUIET_MS) {
    await sleep(QUIET_MS)
    const before = cpu
    cpu = await metric('TaskDuration')
    if (cpu - before < 0.05) break
  }
  const elements = await page.evaluate<number>(`(() => {
    const count = (root) =>
      [...root.querySelectorAll('*')].reduce((sum, { shadowRoot }) => sum + 1 + (shadowRoot ? count(shadowRoot) : 0), 0)
    return count(document)
  })()`)
  await session.send('HeapProfiler.collectGarbage')
  const heap = (await metric('JSHeapUsedSize')) / 1e6
  await context.close()
  return { cpu, elements, heap, received: bytes / 1e6 }
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking']
})
try {
  for (const [device, viewport] of Object.entries(viewports)) {
    const visits: Record<keyof typeof pages, Visit[]> = { ours: [], redoc: [] }
    for (let round = 0; round < ROUNDS; round++)
      for (const name of shuffled(['ours', 'redoc'] as const))
        visits[name].push(await visit(browser, pages[name], viewport))
    console.log(`${device}, medians of ${ROUNDS} visits each; the ratio is ours to Redoc, round by round`)
    for (const quantity of ['cpu', 'elements', 'heap', 'received'] as const) {
      const [ours, theirs] = [visits.ours.map((each) => each[quantity]), visits.redoc.map((each) => each[quantity])]
      const ratio = figure(median(ratiosOf(ours, theirs)))
      console.log(`  ${quantity.padEnd(9)} ${figure(median(ours))}, Redoc ${figure(median(theirs))}, ratio ${ratio}`)
    }
  }
} finally {
  await browser.close()
  redoc.close()
  await app.close()
  await nowhere.close()
}
