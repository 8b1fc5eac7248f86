// Webhooks: endpoints over HTTP, and the deliveries of the worker.
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { Webhook } from 'standardwebhooks'
import t, { type Test } from 'tap'
import { connect } from '../src/db/connect.ts'
import { type DeliveryOptions, startDelivering } from '../src/features/webhooks/sending/delivery-loop.ts'
import { leaseDeliveries, pruneDeliveries } from '../src/features/webhooks/sending/delivery-queries.ts'
import { command, write } from '../src/records/write/transaction.ts'
import { declared } from './declared.ts'
import { type Setup, setup, type TestResponse } from './helper.ts'
import { quiet } from './jobs.ts'
import { startReceiver, until } from './receiver.ts'

const URL = 'https://portal.example.org/konwent/webhooks'
const codes = ({ status, json }: TestResponse) => [
  status,
  json.code,
  ...json.errors.map(({ code, pointer }: { code: string; pointer?: string }) => `${code} ${pointer ?? ''}`.trim())
]

/** Creates a valid key of a holder. */
async function keyOf(s: Setup, owner: string, ...[scopes, audience]: Parameters<Setup['key']>): Promise<string> {
  const key = await s.key(scopes, audience)
  await sql`update api_key set owner = ${owner} where hint = ${key.slice(0, 13)}`.execute(s.db)
  return key
}

/** Starts a worker with the rights of the service and with short delays. */
function deliver(t: Test, s: Setup, options: Partial<DeliveryOptions> = {}) {
  const { db, close } = connect(s.url, { max: 2, role: 'konwent_app' })
  const log = { ...quiet, error: (context: object, message: string) => void t.fail(message, context) }
  const worker = startDelivering({
    db,
    baseUrl: '',
    resources: declared.resources,
    allowLoopback: true,
    delays: Array.from({ length: 9 }, () => 50),
    log,
    ...options
  })
  let stopped: Promise<void> | undefined
  const stop = () => {
    stopped ??= worker.stop().then(close)
    return stopped
  }
  t.teardown(stop)
  return { stop }
}

let named = 0
/** Changes a public record. Returns the id of the change, which is the id of the event. */
async function makeChange(s: Setup, slug = 'cus-belzyce'): Promise<string> {
  named += 1
  await sql`update organisation set website = ${`https://example.org/${named}`} where slug = ${slug}`.execute(s.db)
  const { rows } = await sql<{ id: string }>`select id from change order by seq desc limit 1`.execute(s.db)
  return rows[0]?.id as string
}

const deliveries = async (s: Setup) =>
  (
    await sql<{
      event: string
      status: string
      attempts: number
      response_status: number | null
      failure: string | null
      wait: number
    }>`
    select event_id as event, status, attempts, response_status, failure,
      extract(epoch from due_at - now())::float8 as wait from webhook_delivery order by id`.execute(s.db)
  ).rows

t.test('POST /v1/webhook-endpoints creates an endpoint and returns its secret once', async (t) => {
  const s = await setup(t)
  const key = await s.key(['webhooks'], 'partner')
  const body = { url: URL, description: 'Portal', types: ['organisation', 'membership.ended'] }
  const made = await s.call('POST', 'webhook-endpoints', { key, body, headers: { 'idempotency-key': 'a' } })
  t.equal(made.status, 201)
  t.match(made.json, {
    ...body,
    owner: 'Obserwatorium CUS',
    status: 'active',
    disabled_because: null,
    failing_since: null,
    pending: 0,
    secret_rotated_at: null,
    version: 1
  })
  t.match(made.json.secret, /^whsec_[0-9A-Za-z+/]{43}=$/)
  t.equal(made.headers['cache-control'], 'private, no-store')
  t.equal(made.headers.location, `/v1/webhook-endpoints/${made.json.id}`)
  const { secret } = made.json

  const again = await s.call('POST', 'webhook-endpoints', { key, body, headers: { 'idempotency-key': 'a' } })
  t.strictSame(
    [again.status, again.json.id, again.json.secret, again.headers['idempotent-replayed']],
    [201, made.json.id, null, 'true']
  )
  const other = await s.call('POST', 'webhook-endpoints', {
    key,
    body: { url: URL },
    headers: { 'idempotency-key': 'a' }
  })
  t.equal(other.json.code, 'idempotency_key_reused')
  const got = await s.call('GET', `webhook-endpoints/${made.json.id}`, { key })
  t.strictSame(got.json, { ...made.json, secret: null })
  t.strictSame((await s.call('GET', 'webhook-endpoints?status=active', { key })).json.data, [got.json])
  t.strictSame((await s.call('GET', 'webhook-endpoints?status=paused,disabled', { key })).json.data, [])

  const etag = got.headers.etag as string
  const path = `webhook-endpoints/${made.json.id}`
  t.equal((await s.call('PATCH', path, { key, body: { description: null } })).status, 428)
  const patched = await s.call('PATCH', path, {
    key,
    body: { description: null, types: null, url: 'https://example.org/' },
    headers: { 'if-match': etag }
  })
  t.match(patched.json, { description: null, types: null, url: 'https://example.org/', secret: null, version: 2 })
  t.equal((await s.call('PATCH', path, { key, body: {}, headers: { 'if-match': etag } })).status, 412)
  t.equal((await s.call('DELETE', path, { key })).status, 428)
  t.equal((await s.call('DELETE', path, { key, headers: { 'if-match': etag } })).status, 412)

  await t.test('…/rotation: one old secret stays valid for a while', async (t) => {
    const first = await s.call('POST', `${path}/rotation`, { key, body: {} })
    t.equal(first.status, 200)
    t.match(first.json.secret, /^whsec_/)
    t.not(first.json.secret, secret)
    t.ok(Math.abs(Date.parse(first.json.previous_secret_until) - Date.now() - 86_400_000) < 60_000)
    const second = await s.call('POST', `${path}/rotation`, {
      key,
      body: { grace_seconds: 60 },
      headers: { 'idempotency-key': 'r' }
    })
    t.ok(Math.abs(Date.parse(second.json.previous_secret_until) - Date.now() - 60_000) < 60_000)
    t.equal(
      (
        await s.call('POST', `${path}/rotation`, {
          key,
          body: { grace_seconds: 60 },
          headers: { 'idempotency-key': 'r' }
        })
      ).json.secret,
      null
    )
    const storedSecrets = await sql<{
      text: string
    }>`select 'whsec_' || encode(secret, 'base64') as text from webhook_secret order by id`.execute(s.db)
    t.strictSame(
      storedSecrets.rows.map(({ text }) => text),
      [first.json.secret, second.json.secret]
    )
    const leaked = await s.call('POST', `${path}/rotation`, { key, body: { grace_seconds: 0 } })
    t.equal(leaked.json.previous_secret_until, null)
    const left = await sql<{
      text: string
    }>`select 'whsec_' || encode(secret, 'base64') as text from webhook_secret`.execute(s.db)
    t.strictSame(
      left.rows.map(({ text }) => text),
      [leaked.json.secret],
      'after a rotation without grace, no old secret signs'
    )
    t.equal((await s.call('POST', `${path}/rotation`, { key, body: { grace_seconds: 604_801 } })).status, 400)
    const { rows } = await sql<{ action: string; fields: string[] }>`
      select action, fields from audit where subject_type = 'webhook_endpoint' order by seq`.execute(s.db)
    t.strictSame(
      rows.map(({ action }) => action),
      [
        'webhook_endpoint.created',
        'webhook_endpoint.updated',
        ...Array.from({ length: 3 }, () => 'webhook_endpoint.rotated')
      ]
    )
    t.equal(
      (await sql`select from change where subject_type like 'webhook%'`.execute(s.db)).rows.length,
      0,
      'endpoints are not in the change log'
    )
  })

  const { headers } = await s.call('GET', path, { key })
  t.equal((await s.call('DELETE', path, { key, headers: { 'if-match': headers.etag as string } })).status, 204)
  t.equal((await s.call('GET', path, { key })).status, 404)
  t.equal((await sql`select from webhook_secret`.execute(s.db)).rows.length, 0)
})

t.test('POST and PATCH /v1/webhook-endpoints refuse addresses of internal networks, and unknown types', async (t) => {
  const s = await setup(t)
  const key = await s.key(['webhooks'])
  const refuse = async (body: object) => codes(await s.call('POST', 'webhook-endpoints', { key, body }))
  t.strictSame(await refuse({ url: 'http://portal.example.org/' }), [422, 'rule_broken', 'webhook_url_not_https /url'])
  t.strictSame(await refuse({ url: 'https://portal.example.org:8443/' }), [
    422,
    'rule_broken',
    'webhook_url_other_port /url'
  ])
  t.strictSame(await refuse({ url: 'https://user:secret@portal.example.org/' }), [
    422,
    'rule_broken',
    'webhook_url_with_credentials /url'
  ])
  t.strictSame(await refuse({ url: 'https://portal.example.org/#a' }), [
    422,
    'rule_broken',
    'webhook_url_with_fragment /url'
  ])
  for (const url of [
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::ffff:10.0.0.1]/',
    'https://localhost/',
    'https://169.254.169.254/latest'
  ])
    t.strictSame(await refuse({ url }), [422, 'rule_broken', 'webhook_url_not_public /url'], url)
  t.strictSame(
    await refuse({ url: 'http://localhost:3000/' }),
    [422, 'rule_broken', 'webhook_url_not_https /url'],
    'WEBHOOK_ALLOW_LOOPBACK is off'
  )
  t.strictSame(await refuse({ url: 'https://[::1' }), [400, 'invalid_request', 'invalid_format /url'])
  t.strictSame(await refuse({ url: URL, types: ['organisation', 'organizacja', 'api_key.created'] }), [
    422,
    'rule_broken',
    'unknown_type /types/1',
    'unknown_type /types/2'
  ])
  t.strictSame(await refuse({ url: URL, types: [] }), [400, 'invalid_request', 'too_few_values /types'])
  t.strictSame(await refuse({ url: URL, secret: 'whsec_x' }), [400, 'invalid_request', 'read_only_property /secret'])
  const { json } = await s.call('POST', 'webhook-endpoints', { key, body: { url: URL } })
  const patch = (body: object) =>
    s.call('PATCH', `webhook-endpoints/${json.id}`, { key, body, headers: { 'if-match': '*' } })
  t.strictSame(codes(await patch({ url: 'https://10.0.0.1/' })), [422, 'rule_broken', 'webhook_url_not_public /url'])
  t.strictSame(codes(await patch({ types: ['konwent'] })), [422, 'rule_broken', 'unknown_type /types/0'])

  for (let i = 1; i < 10; i++) await s.call('POST', 'webhook-endpoints', { key, body: { url: URL } })
  t.strictSame(codes(await s.call('POST', 'webhook-endpoints', { key, body: { url: URL } })), [
    422,
    'rule_broken',
    'too_many_webhook_endpoints'
  ])
  const other = await keyOf(s, 'Inny portal', ['webhooks'])
  t.equal(
    (await s.call('POST', 'webhook-endpoints', { key: other, body: { url: URL } })).status,
    201,
    'each holder has own endpoints'
  )
})

t.test(
  'GET /v1/webhook-endpoints and /v1/webhook-deliveries return those of the holder, with any of the holder’s keys',
  async (t) => {
    const s = await setup(t)
    const owner = 'Portal A'
    const [mine, alsoMine, staff, stranger, admin, reader] = [
      await keyOf(s, owner, ['webhooks'], 'partner'),
      await keyOf(s, owner, ['webhooks', 'contacts:read'], 'partner'),
      await keyOf(s, owner, ['webhooks'], 'staff'),
      await keyOf(s, 'Portal B', ['webhooks'], 'partner'),
      await s.key(['webhooks', 'keys:admin']),
      await s.key(['contacts:read'])
    ]
    const { id } = (await s.call('POST', 'webhook-endpoints', { key: mine, body: { url: URL } })).json
    const tested = await s.call('POST', `webhook-endpoints/${id}/test`, { key: alsoMine })
    t.match(tested.json, {
      endpoint: { id, url: URL },
      type: 'webhook_endpoint.tested',
      status: 'pending',
      attempts: 0,
      subject_id: null
    })
    t.equal(tested.headers.location, `/v1/webhook-deliveries/${tested.json.id}`)

    const paths = [
      `webhook-endpoints/${id}`,
      `webhook-endpoints/${id}/deliveries`,
      `webhook-deliveries/${tested.json.id}`
    ]
    const lists = ['webhook-endpoints', 'webhook-deliveries']
    for (const key of [mine, alsoMine, admin]) {
      for (const path of paths) t.equal((await s.call('GET', path, { key })).status, 200, path)
      for (const path of lists) t.equal((await s.call('GET', path, { key })).json.data.length, 1, path)
    }
    const acts: [string, object?][] = [
      [`webhook-endpoints/${id}/rotation`, {}],
      [`webhook-endpoints/${id}/pause`],
      [`webhook-endpoints/${id}/resumption`],
      [`webhook-endpoints/${id}/test`],
      [`webhook-endpoints/${id}/replay`, {}],
      [`webhook-deliveries/${tested.json.id}/redelivery`]
    ]
    for (const key of [staff, stranger]) {
      for (const path of paths) t.equal((await s.call('GET', path, { key })).status, 404, path)
      for (const path of lists)
        t.strictSame(
          (await s.call('GET', `${path}?count=exact`, { key })).json,
          { data: [], meta: { next_cursor: null, total: 0 } },
          path
        )
      t.strictSame((await s.call('GET', `webhook-deliveries?endpoint=${id}`, { key })).json.data, [])
      for (const [path, body] of acts) t.equal((await s.call('POST', path, { key, body })).status, 404, path)
      t.equal(
        (await s.call('PATCH', `webhook-endpoints/${id}`, { key, body: {}, headers: { 'if-match': '*' } })).status,
        404
      )
      t.equal((await s.call('DELETE', `webhook-endpoints/${id}`, { key, headers: { 'if-match': '*' } })).status, 404)
    }
    for (const path of [...paths, ...lists]) {
      t.equal((await s.call('GET', path, { key: reader })).json.code, 'insufficient_scope', path)
      t.equal((await s.get(path)).json.code, 'key_required', path)
    }
    for (const [path, body] of acts)
      t.equal((await s.call('POST', path, { key: alsoMine, body })).status, path.endsWith('test') ? 201 : 200, path)

    const secrets = ['secret from webhook_secret', 'url from webhook_endpoint', 'id from webhook_delivery']
    for (const what of secrets) {
      const readonly = s.connection.db
        .transaction()
        .execute((tx) => sql.raw(`set local role konwent_readonly; select ${what}`).execute(tx))
      await t.rejects(readonly, { code: '42501' }, `reports may not select ${what}`)
    }
  }
)

t.test('POST …/pause, …/resumption, …/test, …/replay, …/redelivery refuse what the state does not allow', async (t) => {
  const s = await setup(t)
  const key = await s.key(['webhooks'])
  const { id } = (await s.call('POST', 'webhook-endpoints', { key, body: { url: URL, types: ['organisation'] } })).json
  const path = `webhook-endpoints/${id}`
  const act = (name: string, body?: object) => s.call('POST', `${path}/${name}`, { key, body })
  t.equal((await act('resumption')).json.version, 1, 'an active endpoint stays active')
  t.match((await act('pause')).json, { status: 'paused', version: 2 })
  t.match((await act('pause')).json, { status: 'paused', version: 2 })
  t.strictSame(codes(await act('test')), [409, 'wrong_state'])
  await makeChange(s)
  t.match((await s.call('GET', path, { key })).json, { pending: 1 }, 'deliveries are stored while paused')
  await sql`update person set family_name = 'Nowak' where slug = 'anna-ostasz'`.execute(s.db)
  t.match((await s.call('GET', path, { key })).json, { pending: 1 }, 'only those of the chosen types')
  t.match((await act('resumption')).json, { status: 'active', version: 3 })

  await sql`update webhook_endpoint set status = 'disabled', disabled_because = 'failing' where id = ${id}`.execute(
    s.db
  )
  await makeChange(s)
  t.match(
    (await s.call('GET', path, { key })).json,
    { pending: 1, status: 'disabled', disabled_because: 'failing' },
    'no more deliveries are stored'
  )
  const [delivery] = (await s.call('GET', `${path}/deliveries`, { key })).json.data
  for (const received of [
    await act('pause'),
    await act('test'),
    await act('replay', {}),
    await s.call('POST', `webhook-deliveries/${delivery.id}/redelivery`, { key })
  ])
    t.strictSame(codes(received), [409, 'wrong_state'])
  t.match((await act('resumption')).json, { status: 'active', disabled_because: null })

  await t.test('a replay starts after a cursor, sends events again, and has a limit', async (t) => {
    await sql`update webhook_delivery set status = 'delivered', attempts = 3`.execute(s.db)
    const last = (await s.call('GET', 'changes?types=organisation&limit=500', {})).json
    const { rows } = await sql<{
      count: number
      type: string
    }>`select count(*)::int from change where subject_type = 'organisation'`.execute(s.db)
    t.equal((await act('replay', { after: last.meta.next_cursor })).json.pending, 0, 'nothing since')
    t.equal((await act('replay', { after: last.data.at(-3).cursor })).json.pending, 2)
    t.equal((await act('replay', {})).json.pending, rows[0]?.count, 'from the beginning')
    const list = await s.call('GET', `${path}/deliveries?limit=500&status=pending`, { key })
    t.ok(
      list.json.data.every(
        ({ type, attempts }: { type: string; attempts: number }) => type.startsWith('organisation.') && attempts === 0
      )
    )
    t.strictSame(codes(await act('replay', { after: 'x' })).slice(0, 2), [400, 'invalid_request'])
    t.strictSame(
      codes(
        await act('replay', {
          after: `${last.meta.next_cursor.slice(0, -1)}${last.meta.next_cursor.endsWith('A') ? 'B' : 'A'}`
        })
      ),
      [410, 'cursor_expired']
    )
    await sql`insert into change (seq, type, op, subject_type, subject_id)
      select h.seq + n, 'organisation.updated', 'upsert', 'organisation', 'x'
      from feed_head h, generate_series(1, 10001) n`.execute(s.db)
    t.strictSame(codes(await act('replay', {})), [422, 'rule_broken', 'replay_too_long /after'])
  })
})

t.test('A committed change is sent: signed, without data, with the cursor of the feed', async (t) => {
  const s = await setup(t, { webhookLoopback: true })
  const key = await s.key(['webhooks', 'registry:write'])
  const [all, some] = [await startReceiver(t), await startReceiver(t)]
  const made = (await s.call('POST', 'webhook-endpoints', { key, body: { url: all.url } })).json
  const narrow = (
    await s.call('POST', 'webhook-endpoints', { key, body: { url: some.url, types: ['membership', 'person.created'] } })
  ).json
  deliver(t, s, { baseUrl: 'https://rejestr.example.org', subscribe: (listener) => s.app.feed.subscribe(listener) })

  const before = (await s.call('GET', 'changes?types=event.nonesuch')).json.meta.next_cursor
  const received = await s.call('POST', 'people', { key, body: { given_name: 'Barbara', family_name: 'Wąsik' } })
  await Promise.all([all.reached(1), some.reached(1)])
  for (const [receiver, { secret }] of [
    [all, made],
    [some, narrow]
  ] as const) {
    const [got] = receiver.received
    const event = new Webhook(secret).verify(got?.body as string, got?.headers ?? {}) as {
      data: Record<string, unknown>
    }
    const [change] = (await s.call('GET', `changes?after=${before}&limit=1`)).json.data
    t.strictSame(event, {
      type: 'person.created',
      timestamp: change.occurred_at,
      data: {
        seq: change.seq,
        id: change.id,
        cursor: change.cursor,
        op: 'upsert',
        subject: {
          type: 'person',
          id: received.json.id,
          href: `https://rejestr.example.org/v1/people/${received.json.id}`
        },
        version: 1,
        fields: change.fields,
        successor: null
      }
    })
    t.equal(got?.id, change.id)
    t.notMatch(got?.body, /Barbara|Wąsik|wasik/)
    t.equal(got?.headers['user-agent'], 'konwent-registry')
  }
  const failed = s.db.transaction().execute(async (tx) => {
    await sql`update organisation set website = 'https://example.org/never' where slug = 'cus-belzyce'`.execute(tx)
    await sql`set constraints all immediate`.execute(tx)
    throw new Error('taken back')
  })
  await t.rejects(failed, { message: 'taken back' })
  const tested = await s.call('POST', `webhook-endpoints/${made.id}/test`, { key })
  await all.reached(2)
  const [, test] = all.received
  t.strictSame(new Webhook(made.secret).verify(test?.body as string, test?.headers ?? {}), {
    type: 'webhook_endpoint.tested',
    timestamp: tested.json.created_at,
    data: { id: made.id, href: `https://rejestr.example.org/v1/webhook-endpoints/${made.id}` }
  })
  t.equal(test?.id, tested.json.event_id)
  const settled = await until(async () => {
    const { json } = await s.call('GET', `webhook-deliveries/${tested.json.id}`, { key })
    return json.status === 'delivered' && json
  }, 'the test event is delivered')
  t.match(settled, { attempts: 1, response_status: 204, failure: null, next_attempt_at: null })
  t.equal(some.received.length, 1)
  t.strictSame(
    (
      await s.call('GET', `webhook-endpoints/${made.id}/deliveries?status=delivered&event=${tested.json.event_id}`, {
        key
      })
    ).json.data,
    [settled]
  )

  await t.test('after a rotation, there are two signatures for a while', async (t) => {
    const rotated = (await s.call('POST', `webhook-endpoints/${made.id}/rotation`, { key, body: {} })).json
    const id = await makeChange(s)
    await all.reached(3)
    const got = all.received[2]
    t.equal(got?.id, id)
    t.equal(got?.headers['webhook-signature']?.split(' ').length, 2)
    for (const secret of [made.secret, rotated.secret])
      t.ok(new Webhook(secret).verify(got?.body as string, got?.headers ?? {}))
    await sql`update webhook_secret set expires_at = now() where expires_at is not null`.execute(s.db)
    await makeChange(s)
    await all.reached(4)
    const later = all.received[3]
    t.ok(new Webhook(rotated.secret).verify(later?.body as string, later?.headers ?? {}))
    t.throws(() => new Webhook(made.secret).verify(later?.body as string, later?.headers ?? {}))
  })
})

t.test('A failed delivery has ten attempts with one id and new signatures, and can be requested again', async (t) => {
  const s = await setup(t, { webhookLoopback: true })
  const key = await s.key(['webhooks'])
  let fine = false
  const receiver = await startReceiver(
    t,
    (response) => void response.writeHead(fine ? 200 : 500).end('{"name": "a secret of the receiver"}')
  )
  const { id, secret } = (await s.call('POST', 'webhook-endpoints', { key, body: { url: receiver.url } })).json
  deliver(t, s)
  const change = await makeChange(s)
  await receiver.reached(10)
  const [failed] = await until(async () => {
    const rows = await deliveries(s)
    return rows[0]?.status === 'failed' && rows
  }, 'it has failed')
  t.match(failed, { attempts: 10, response_status: 500, failure: 'rejected' })
  t.equal(receiver.received.length, 10)
  t.strictSame([...new Set(receiver.received.map((one) => one.id))], [change])
  t.equal(new Set(receiver.received.map(({ body }) => body)).size, 1)
  for (const { body, headers } of receiver.received) t.ok(new Webhook(secret).verify(body, headers))
  const readEndpoint = (await s.call('GET', `webhook-endpoints/${id}`, { key })).json
  t.type(readEndpoint.failing_since, 'string')
  t.equal(readEndpoint.version, 1, 'the version of the endpoint is unchanged')
  const [delivery] = (await s.call('GET', `webhook-deliveries?failure=rejected&status=failed`, { key })).json.data
  t.match(delivery, {
    event_id: change,
    subject_type: 'organisation',
    type: 'organisation.updated',
    next_attempt_at: null
  })
  const dump = await sql<{ text: string }>`select d::text as text from webhook_delivery d`.execute(s.db)
  t.notMatch(dump.rows[0]?.text, 'secret of the receiver', 'nothing of the response is stored')

  fine = true
  const again = await s.call('POST', `webhook-deliveries/${delivery.id}/redelivery`, { key })
  t.match(again.json, { status: 'pending', attempts: 0, failure: null })
  await receiver.reached(11)
  t.equal(receiver.received[10]?.id, change)
  await until(async () => (await deliveries(s))[0]?.status === 'delivered', 'it is delivered')
  t.equal((await s.call('GET', `webhook-endpoints/${id}`, { key })).json.failing_since, null)
})

t.test('Retry-After pauses an endpoint; 410 and five days of failures disable it', async (t) => {
  const s = await setup(t, { webhookLoopback: true })
  const key = await s.key(['webhooks'])
  const busy = await startReceiver(t, (response) => void response.writeHead(429, { 'retry-after': '3600' }).end())
  const gone = await startReceiver(t, (response) => void response.writeHead(410).end())
  const old = await startReceiver(t, (response) => void response.writeHead(500).end())
  const make = async (url: string): Promise<string> =>
    (await s.call('POST', 'webhook-endpoints', { key, body: { url } })).json.id
  const [delayed, ended, failing] = [await make(busy.url), await make(gone.url), await make(old.url)]
  await sql`insert into webhook_trouble (endpoint_id, since)
    values (${failing}, now() - interval '5 days 1 second')`.execute(s.db)
  deliver(t, s)
  await makeChange(s)
  await Promise.all([busy.reached(1), gone.reached(1), old.reached(1)])
  const readEndpoint = async (id: string) => (await s.call('GET', `webhook-endpoints/${id}`, { key })).json
  await until(
    async () =>
      (await readEndpoint(ended)).status === 'disabled' && (await readEndpoint(failing)).status === 'disabled',
    'two endpoints are disabled'
  )
  t.match(await readEndpoint(ended), { disabled_because: 'gone', pending: 0 })
  t.match(await readEndpoint(failing), { disabled_because: 'failing', pending: 1 })
  t.match(await readEndpoint(delayed), { status: 'active', pending: 1 })
  const list = (await s.call('GET', `webhook-endpoints/${delayed}/deliveries`, { key })).json.data
  t.ok(Date.parse(list[0].next_attempt_at) - Date.now() > 3_500_000)
  await makeChange(s)
  await sleep(1_500)
  t.strictSame(
    [busy.received.length, gone.received.length, old.received.length],
    [1, 1, 1],
    'nothing more is sent to any of them'
  )
  t.equal((await readEndpoint(delayed)).pending, 2, 'deliveries for the delayed one are still stored')
  const { rows } = await sql<{ actor: string; journaled: number }>`
    select actor, (select count(*)::int from change where subject_type like 'webhook%') as journaled
    from audit where action = 'webhook_endpoint.disabled'`.execute(s.db)
  t.strictSame(
    rows,
    Array.from({ length: 2 }, () => ({ actor: 'command', journaled: 0 }))
  )
  t.match((await s.call('POST', `webhook-endpoints/${failing}/resumption`, { key })).json, {
    status: 'active',
    failing_since: null
  })
  await old.reached(2)
})

t.test('A slow receiver does not delay others, and gets only a few events at the same time', async (t) => {
  const s = await setup(t, { webhookLoopback: true })
  const key = await s.key(['webhooks'])
  let open = 0
  let most = 0
  let release = () => {}
  const responseHeld = new Promise<void>((resolve) => {
    release = resolve
  })
  const slow = await startReceiver(t, (response) => {
    open += 1
    most = Math.max(most, open)
    void responseHeld.then(() => response.writeHead(204).end(() => (open -= 1)))
  })
  const quick = await startReceiver(t)
  for (const { url } of [slow, slow, slow, quick]) await s.call('POST', 'webhook-endpoints', { key, body: { url } })
  deliver(t, s)
  for (let i = 0; i < 40; i++) await makeChange(s)
  await Promise.all([quick.reached(40), slow.reached(12)])
  t.strictSame([most, slow.received.length], [12, 12], 'four for each of its three endpoints')
  const { rows } = await sql`select from pg_stat_activity
      where state like 'idle in transaction%' and datname = current_database()`.execute(s.db)
  t.equal(rows.length, 0, 'no transaction is open while sending')
  release()
  await slow.reached(120)
  t.equal(new Set(slow.received.map(({ id }) => id)).size, 40)
  t.ok(most <= 12)
})

t.test('Several workers share the deliveries, and a worker that stops releases its leases', async (t) => {
  const s = await setup(t, { webhookLoopback: true })
  const key = await s.key(['webhooks'])
  const receiver = await startReceiver(t)
  await s.call('POST', 'webhook-endpoints', { key, body: { url: receiver.url } })
  const workers = [deliver(t, s), deliver(t, s), deliver(t, s)]
  for (let i = 0; i < 60; i++) await makeChange(s)
  await receiver.reached(60)
  await until(
    async () => (await deliveries(s)).every(({ status, attempts }) => status === 'delivered' && attempts === 1),
    'all are delivered'
  )
  t.equal(receiver.received.length, 60, 'each once')
  await Promise.all(workers.map(({ stop }) => stop()))

  const silent = await startReceiver(t, () => {})
  await sql`update webhook_endpoint set url = ${silent.url}`.execute(s.db)
  const id = await makeChange(s)
  const worker = deliver(t, s)
  await silent.reached(1)
  t.match((await deliveries(s)).at(-1), { event: id, status: 'pending', attempts: 0 })
  await worker.stop()
  t.match((await deliveries(s)).at(-1), { event: id, status: 'pending', attempts: 0, failure: null })
  t.ok(((await deliveries(s)).at(-1)?.wait ?? 1) <= 0, 'it is due again at once')

  // The lease of a worker that died runs out.
  const [lost] = await leaseDeliveries(s.db, new Map(), 10)
  t.equal(lost?.event, id)
  t.strictSame(await leaseDeliveries(s.db, new Map(), 10), [], 'no other worker gets it before')
  await sql`update webhook_delivery set due_at = now() where status = 'pending'`.execute(s.db)
  await sql`update webhook_endpoint set url = ${receiver.url}`.execute(s.db)
  deliver(t, s)
  await receiver.reached(61)
  t.equal(receiver.received[60]?.id, id)
})

t.test('While the database is away, the worker waits; then it continues', async (t) => {
  const s = await setup(t, { webhookLoopback: true })
  const key = await s.key(['webhooks'])
  const receiver = await startReceiver(t)
  await s.call('POST', 'webhook-endpoints', { key, body: { url: receiver.url } })
  let away = true
  const { db, close } = connect(s.url, { max: 2, role: 'konwent_app', open: () => !away })
  t.teardown(close)
  deliver(t, s, { db })
  await makeChange(s)
  await sleep(500)
  t.equal(receiver.received.length, 0)
  away = false
  await receiver.reached(1)
})

t.test(
  '10,000 changes of one transaction: deliveries for several endpoints at once, and none without endpoints',
  async (t) => {
    const s = await setup(t)
    const key = await s.key(['webhooks'])
    const change = () =>
      write(s.db, command, (tx) =>
        sql`
    insert into source (slug, kind, title)
      select 'wiele-' || ${++named} || '-' || n, 'document', 'Źródło ' || n
      from generate_series(1, 10000) n`.execute(tx)
      )
    await change()
    t.strictSame(await deliveries(s), [])
    for (const types of [null, ['source'], ['source.created', 'person'], ['person']])
      await s.call('POST', 'webhook-endpoints', { key, body: { url: URL, types } })
    await change()
    const { rows } = await sql<{
      pending: number
    }>`select count(d.id)::int as pending
      from webhook_endpoint e left join webhook_delivery d on d.endpoint_id = e.id
      group by e.id order by e.id`.execute(s.db)
    t.strictSame(
      rows.map(({ pending }) => pending),
      [10_000, 10_000, 10_000, 0]
    )
    const { rows: gaps } = await sql`select from webhook_delivery d
        left join change c on c.seq = d.change_seq and c.id = d.event_id where c.seq is null`.execute(s.db)
    t.equal(gaps.length, 0)
    // The endpoints take turns, and none gets more than its share.
    const leased = await leaseDeliveries(s.db, new Map(), 6)
    const each = Object.values(Object.groupBy(leased, ({ endpoint }) => endpoint)).map((some) => some?.length)
    t.strictSame(each, [2, 2, 2])
    t.equal((await leaseDeliveries(s.db, new Map(leased.map(({ endpoint }) => [endpoint, 4])), 100)).length, 0)
  }
)

t.test('Deliveries are stored for 30 days, or longer while they are pending for an active endpoint', async (t) => {
  const s = await setup(t)
  const key = await s.key(['webhooks'])
  const make = async (): Promise<string> =>
    (await s.call('POST', 'webhook-endpoints', { key, body: { url: URL } })).json.id
  const [active, paused] = [await make(), await make()]
  await s.call('POST', `webhook-endpoints/${paused}/pause`, { key })
  await sql`insert into webhook_delivery (id, endpoint_id, status, failure)
    select uuidv7(make_interval(days => -days)), e.id, state::webhook_delivery_status,
      case state when 'failed' then 'timeout'::webhook_failure end
    from webhook_endpoint e, unnest(array['pending', 'delivered', 'failed']) state, unnest(array[29, 31]) days`.execute(
    s.db
  )
  await sql`update webhook_secret set expires_at = now() where endpoint_id = ${paused}`.execute(s.db)
  t.equal(await pruneDeliveries(s.db), false)
  const { rows } = await sql<{
    endpoint_id: string
    n: number
  }>`select endpoint_id, count(*)::int as n from webhook_delivery group by 1 order by 1`.execute(s.db)
  t.strictSame(rows, [
    { endpoint_id: active, n: 4 },
    { endpoint_id: paused, n: 3 }
  ])
  t.equal((await sql`select from webhook_secret`.execute(s.db)).rows.length, 1)
})

t.test('A delivery whose change was pruned from the change log fails with that reason', async (t) => {
  const s = await setup(t, { webhookLoopback: true })
  const key = await s.key(['webhooks'])
  const receiver = await startReceiver(t)
  const { id } = (await s.call('POST', 'webhook-endpoints', { key, body: { url: receiver.url } })).json
  await sql`insert into webhook_delivery (endpoint_id, change_seq) values (${id}, 999999)`.execute(s.db)
  deliver(t, s)
  await until(async () => (await deliveries(s))[0]?.status === 'failed', 'it has failed')
  const { json } = await s.call('GET', 'webhook-deliveries', { key })
  t.match(json.data, [{ type: null, subject_id: null, failure: 'expired', attempts: 0 }])
  t.equal(receiver.received.length, 0)
})
