// Events about applications go only to the holder that sent them; the public gets totals of completed months.
import { sql } from 'kysely'
import t from 'tap'
import { connect } from '../src/db/connect.ts'
import { startDelivering } from '../src/features/webhooks/sending/delivery-loop.ts'
import { advice, type Body, withApplications } from './applications.ts'
import { declared } from './declared.ts'
import { openJobs, quiet } from './jobs.ts'
import { startReceiver } from './receiver.ts'

const registry = await withApplications(t, { webhookLoopback: true, cacheMegabytes: 1 })
const { db, call, get, key, keyOf, url, staff, send, confirmed, accept, refuse } = registry
const portal = await keyOf('Portal z webhookami', ['applications:submit', 'webhooks'])
const other = await keyOf('Inny portal', ['applications:submit', 'webhooks'])

t.test('Events about applications reach only endpoints of their holder', async (t) => {
  const [own, filtered, foreign] = [await startReceiver(t), await startReceiver(t), await startReceiver(t)]
  const endpoint = (url: string, as: string, types: string[] | null = null) =>
    call('POST', 'webhook-endpoints', { key: as, body: { url, types } })
  const sameNamed = await key(['webhooks', 'applications:submit'])
  await sql`update api_key set owner = 'Portal z webhookami' where hint = ${sameNamed.slice(0, 13)}`.execute(db)
  for (const made of [
    await endpoint(own.url, portal),
    await endpoint(filtered.url, portal, ['application.refused', 'organisation']),
    await endpoint(foreign.url, other),
    await endpoint(`${foreign.url}/staff`, sameNamed),
    await endpoint(`${foreign.url}/admin`, await key(['webhooks', 'keys:admin']))
  ])
    t.equal(made.status, 201)
  t.equal((await endpoint(own.url, portal, ['aplikacja'])).status, 422)

  const first = await confirmed(advice, portal)
  await accept(first.id)
  const second = await confirmed(advice, portal)
  await refuse(second.id, 'Tajny powód odmowy')
  const { db: sender, close } = connect(url, { max: 3, noTimeouts: true, role: 'konwent_app' })
  const delivering = startDelivering({
    db: sender,
    baseUrl: '',
    resources: declared.resources,
    delays: [50],
    log: quiet,
    allowLoopback: true
  })
  await own.reached(4)
  await filtered.reached(1)
  await delivering.stop()
  await close()
  const events = own.received.map(({ body }) => JSON.parse(body))
  t.strictSame(
    events.map(({ type, data }) => `${data.id} ${type}`).sort(),
    [
      `${first.id} application.confirmed`,
      `${first.id} application.taken_over`,
      `${second.id} application.confirmed`,
      `${second.id} application.refused`
    ].sort()
  )
  for (const { type, timestamp, data, ...rest } of events) {
    t.strictSame([Object.keys(data), rest], [['id', 'state'], {}], 'id and state only')
    t.equal(type, `application.${data.state}`)
    t.ok(Math.abs(Date.parse(timestamp) - Date.now()) < 600_000)
  }
  t.strictSame(
    filtered.received.map(({ body }) => JSON.parse(body).type),
    ['application.refused']
  )
  t.equal(foreign.received.length, 0, 'no other holder, no namesake and no admin gets them')
  t.equal(first.receipt.id, first.id, 'the receipt has the id')

  const deliveries = await call('GET', 'webhook-deliveries', { key: portal })
  t.match(deliveries.json.data[0], { type: /^application\./, subject_type: 'application', status: 'delivered' })
  t.strictSame((await call('GET', 'webhook-deliveries', { key: other })).json.data, [])
  t.notMatch(deliveries.text, /Tajny|zxcvicz/i)

  await sql`update application set due_at = now() - interval '1 s'`.execute(db)
  const jobs = openJobs(url)
  await jobs.workNightly()
  await jobs.close()
  const { rows } = await sql`select from webhook_delivery where application_id is not null`.execute(db)
  t.equal(rows.length, 0, 'deliveries are deleted with their application')
})

t.test('GET /v1/statistics/applications counts decisions of completed months', async (t) => {
  const before = await get('statistics/applications')
  t.strictSame([before.status, before.json], [200, { months: [] }])
  const { id } = await confirmed(advice)
  await refuse(id)
  await send(advice)
  const after = await get('statistics/applications')
  t.equal(after.headers.etag, before.headers.etag, 'a decision does not show before its month is over')
  await sql`update application_count set month = month - interval '1 month'`.execute(db)
  const { json } = await get('statistics/applications')
  t.strictSame(
    json.months.map(({ kind, decided }: Body) => ({ kind, decided })),
    [{ kind: 'legal_advice', decided: 3 }]
  )
  t.match(json.months[0].month, /^\d{4}-\d\d$/)
  t.equal((await call('GET', 'applications', { key: staff })).status, 200)
})
