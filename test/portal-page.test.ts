// A gmina applies on a portal of another origin (examples/portal-page), in a real browser; staff request the missing
// statement and accept. An enquiry becomes a study visit in the calendar, a correction comes in with its source, and a
// refused application is purged.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import axe, { type AxeResults } from 'axe-core'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { createPortal } from '../examples/portal-page/portal.ts'
import { advice, type Body, visit, withApplications } from './applications.ts'
import { launchBrowser, noBrowser } from './browser.ts'
import { openJobs } from './jobs.ts'

t.setTimeout(600_000)

async function withPortal(t: Test) {
  const registry = await withApplications(t)
  const address = await registry.app.listen({ host: '127.0.0.1', port: 0 })
  const mails: { to: string; text: string }[] = []
  const server = createPortal({
    registry: address,
    key: registry.portal,
    mail: async (to, text) => void mails.push({ to, text })
  }).listen(0, '127.0.0.1')
  t.teardown(() => server.close())
  await once(server, 'listening')
  const page = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { ...registry, mails, page }
}

t.test('A gmina joins through the page of a portal', { skip: noBrowser }, async (t) => {
  const { call, get, key, page: url, mails, staff, accept } = await withPortal(t)
  const clerk = await key(['registry:write', 'declarations:decide'])
  const organisation = { name: 'MOPR w Próbnej', short_name: 'MOPR Próbna', slug: 'mopr-probna', kind: 'mopr' }
  t.equal((await call('POST', 'organisations', { key: clerk, body: organisation })).status, 201)

  const browser = await launchBrowser(t)
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  page.setDefaultTimeout(120_000)
  const troubles: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(message.text())
  })
  page.on('pageerror', (error) => troubles.push(error.message))
  await page.goto(url)
  await page.locator('body[data-ready]').waitFor()
  t.match(await page.locator('#members').innerText(), /Centrum Usług Społecznych w Bełżycach/i)
  t.match(await page.locator('#events').innerText(), '2022-11-21')
  t.ok(await page.evaluate(`document.getElementById('map').decode().then(() => true)`), 'the map is a picture')
  t.equal(await page.evaluate('document.documentElement.scrollWidth'), 390, 'nothing is wider than a phone')
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })`
  )
  t.strictSame(
    violations.map(({ id }) => id),
    []
  )

  const fill = async (values: Record<string, string>) => {
    for (const [name, value] of Object.entries(values)) await page.locator(`[name=${name}]`).fill(value)
  }
  await fill({
    organisation: 'mopr-probnaa',
    given_name: 'Żaneta',
    family_name: 'Łącka',
    post_title: 'Dyrektorka',
    email: 'sekretariat@mopr.example'
  })
  await page.getByRole('button', { name: 'Wyślij zgłoszenie' }).click()
  await page.getByText('W rejestrze nie ma').waitFor()
  t.equal(mails.length, 0, 'a refused form sends no mail')
  troubles.length = 0 // The browser logs the 422.

  await fill({ organisation: 'mopr-probna' })
  await page.getByRole('button', { name: 'Wyślij zgłoszenie' }).click()
  await page.getByText('Przyjęto zgłoszenie KZ-').waitFor()
  t.match(await page.locator('#receipt').innerText(), /Administratorem danych jest Fundacja/)
  await page.getByRole('button', { name: 'Wyślij zgłoszenie' }).click()
  await page.waitForLoadState('networkidle')
  t.equal(mails.length, 1, 'a second click sends no second application')
  t.equal(mails[0]?.to, 'sekretariat@mopr.example')
  const token = /kzp_\S+/.exec(mails[0]?.text ?? '')?.[0] as string
  t.notOk((await page.content()).includes(token), 'the page does not have the token of the mail')
  await fill({ token })
  await page.getByRole('button', { name: 'Potwierdź zgłoszenie' }).click()
  await page.getByText('Stan zgłoszenia: potwierdzone').waitFor()
  t.strictSame(troubles, [])

  // Staff take it over, send the declaration back for the missing statement, and accept it.
  const { data } = (await call('GET', 'applications?state=confirmed', { key: staff })).json
  t.equal(data.length, 1)
  const taken = await accept(data[0].id)
  t.equal(taken.status, 200)
  const declaration = taken.json.result.path.replace('/v1/', '')
  const submit = (query = '') => call('POST', `${declaration}/submission${query}`, { key: clerk })
  const early = await submit()
  t.equal(early.status, 422)
  t.match(JSON.stringify(early.json.errors), 'chce przekształcić się', 'the message names the missing statement')
  t.equal((await submit('?leave_to_decision=true')).status, 200)
  const missing = [{ statement: 'assistance_centre_becoming_cus' }]
  t.equal((await call('POST', `${declaration}/return`, { key: clerk, body: { missing } })).status, 200)
  const statements = ['assistance_centre_becoming_cus']
  const completed = await call('PATCH', declaration, { key: clerk, body: { statements }, headers: { 'if-match': '*' } })
  t.equal(completed.status, 200)
  t.equal((await submit()).status, 200)
  const decided = await call('POST', `${declaration}/acceptance`, { key: clerk, body: { decided_on: '2026-11-20' } })
  t.equal(decided.status, 200)
  const { json: joined } = await get('memberships?organisation=mopr-probna')
  t.match(joined.data, [{ status: 'active', tier: 'ordinary' }])

  // Another visitor: this browser may show the list that it has for a minute.
  const other = await (await browser.newContext()).newPage()
  await other.goto(url)
  await other.locator('body[data-ready]').waitFor()
  t.match(await other.locator('#members').innerText(), 'MOPR w Próbnej')
})

t.test(
  'An enquiry becomes a visit, a correction a change with its source, and of a refusal no byte is left',
  async (t) => {
    const registry = await withPortal(t)
    const { db, get, confirmed, accept, refuse, status, tablesWith, page, mails, confirm, idOf } = registry
    const jobs = openJobs(registry.url)
    t.teardown(jobs.close)

    // The form that is refused comes through the server of the portal, like all forms of its page.
    const form = await fetch(`${page}/zgloszenia`, {
      method: 'POST',
      headers: { origin: page, 'content-type': 'application/json' },
      body: JSON.stringify({ ...advice, message: 'Tajemnica porady', email: 'porada@tajemnica.example' })
    })
    t.equal(form.status, 202)
    const { receipt, status_token: statusToken } = (await form.json()) as { receipt: string; status_token: string }
    t.equal((await confirm(/kzp_\S+/.exec(mails[0]?.text ?? '')?.[0] as string)).status, 200)
    const refused = await idOf(receipt)
    t.equal((await refuse(refused)).status, 200)
    t.match((await status(statusToken)).json, { state: 'refused', reason: 'Nie dotyczy Konwentu.' })

    const enquiry = await confirmed(visit)
    t.equal((await accept(enquiry.id, { date: { on: '2099-05-20' } })).status, 200)
    t.match((await get('events?format=ics')).text, 'SUMMARY:Wizyta studyjna – MOPR Chełm')

    const correction = await confirmed({
      kind: 'correction',
      subject: { type: 'organisation', slug: 'cus-swidnik' },
      changes: { website: 'cus.swidnik.example' },
      evidence: 'https://bip.swidnik.example/',
      applicant: { name: 'Ksawery Zxcvicz' },
      email: 'ksawery.zxcvicz@gmina.example'
    })
    t.equal((await accept(correction.id, { source: { slug: 's003', field: 'website' } })).status, 200)
    const { json: corrected } = await get('organisations/cus-swidnik?include=sources')
    t.equal(corrected.website, 'cus.swidnik.example')
    t.ok(corrected.sources.some((each: Body) => each.source === 's003' && each.field === 'website'))

    t.ok((await tablesWith('Tajemnica porady')).includes('application'), 'the scan finds what is there')
    await sql`update application set due_at = now() - interval '1 s' where id = ${refused}`.execute(db)
    await jobs.completeNightly('end_applications')
    for (const text of ['Tajemnica porady', 'tajemnica.example', receipt])
      t.strictSame(await tablesWith(text), [], `no byte of «${text}» is left`)
    t.equal((await status(statusToken)).status, 404)
  }
)

t.test('The server of the page takes forms of its own page only', async (t) => {
  const { page, mails } = await withPortal(t)
  const post = (headers: Record<string, string>, body = '{}', path = '/zgloszenia') =>
    fetch(`${page}${path}`, { method: 'POST', headers, body })
  const own = { origin: page, 'content-type': 'application/json' }
  const statuses = async (...all: Promise<Response>[]) => (await Promise.all(all)).map(({ status }) => status)
  t.strictSame(
    await statuses(
      post({ ...own, origin: 'https://inny.example' }),
      post({ 'content-type': 'application/json' }),
      post({ ...own, 'content-type': 'text/plain' }),
      post(own, '[]'),
      post(own, '{'),
      post(own, `{"a":"${'a'.repeat(20_000)}"}`),
      post(own),
      post(own, '{"token":"x"}', '/zgloszenia/stan'),
      post(own, '{}', '/zgloszenia/inne'),
      fetch(`${page}/../portal.ts`),
      fetch(`${page}/portal.ts`)
    ),
    [403, 403, 403, 400, 400, 400, 400, 400, 404, 404, 404]
  )
  t.equal(mails.length, 0)
  for (const path of ['/', '/page.js', '/config.json'])
    t.notMatch(await (await fetch(`${page}${path}`)).text(), /csk_live_/, 'the key stays on the server')
})
