// API keys: what they permit, how they end, and that no key creates a key with more rights.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { connect } from '../src/db/connect.ts'
import { bootstrapApiKey } from '../src/features/api-keys/lifecycle.ts'
import { type Access, guardAccess, type Scope, scopes } from '../src/http/access.ts'
import { generateApiKey, hashOf } from '../src/http/api-key.ts'
import { countAddresses } from '../src/http/rate-limits.ts'
import { command, write } from '../src/records/write/transaction.ts'
import { database, makeKey, type Setup, setup, type TestResponse, testApp, unlimited } from './helper.ts'

const DAY = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString()
const codes = ({ json }: TestResponse) => [
  json.code,
  ...json.errors.map(({ code, pointer }: { code: string; pointer?: string }) => `${code} ${pointer ?? ''}`.trim())
]
const bearer = (key: string) => ({ authorization: `Bearer ${key}` })

/** Returns the row of a key in the database. */
const rowOf = async ({ db }: Setup, key: string) =>
  db.selectFrom('api_key').selectAll().where('secret_hash', '=', hashOf(key)).executeTakeFirstOrThrow()
const idOf = async (s: Setup, key: string) => (await rowOf(s, key)).id

t.test('GET /v1/me returns the owner, the scopes and the expiry of the key', async (t) => {
  const s = await setup(t)
  const key = await s.key(['contacts:read', 'webhooks'], 'partner')
  const { status, json, headers } = await s.call('GET', 'me', { key })
  t.equal(status, 200)
  t.match(json, {
    owner: 'Obserwatorium CUS',
    label: null,
    audience: 'partner',
    scopes: ['contacts:read', 'webhooks'],
    hint: key.slice(0, 13)
  })
  t.equal(json.id, await idOf(s, key))
  t.strictSame(json.rate_limit, { requests: unlimited.key, window_seconds: 60 })
  t.equal(headers['cache-control'], 'private, no-store')
  t.match(headers.vary, /\bAuthorization\b/)
  t.equal((await s.app.inject({ method: 'HEAD', url: '/v1/me', headers: bearer(key) })).statusCode, 200)

  await t.test('without a key it is 401 and explains how to send one', async (t) => {
    const received = await s.get('me')
    t.strictSame(
      [received.status, received.json.code, received.headers['www-authenticate']],
      [401, 'key_required', 'Bearer realm="konwent"']
    )
  })

  await t.test('a key in the URL is an unknown parameter', async (t) => {
    for (const name of ['key', 'api_key', 'access_token'])
      t.equal((await s.get(`organisations?${name}=${key}`)).status, 400, name)
    t.equal((await s.get(`me?access_token=${key}`)).status, 401)
    t.equal((await s.call('GET', `me?access_token=${key}`, { key })).status, 400)
  })
})

t.test('GET with an invalid key is 401 on every path, for any reason', async (t) => {
  const s = await setup(t)
  const dead: Record<string, string> = {
    unknown: generateApiKey(),
    'with a wrong checksum': `${generateApiKey().slice(0, -1)}!`
  }
  const change = {
    expired: sql`not_before = now() - interval '1 day', expires_at = now()`,
    'to come': sql`not_before = now() + interval '1 hour'`,
    revoked: sql`revoked_at = now()`
  }
  for (const [what, set] of Object.entries(change)) {
    dead[what] = await s.key([...scopes])
    t.equal((await s.call('GET', 'me', { key: dead[what] })).status, 200, `before it is ${what}`)
    await sql`update api_key set ${set} where secret_hash = ${hashOf(dead[what])}`.execute(s.db)
  }
  const bodies = new Set<string>()
  for (const [what, key] of Object.entries(dead)) {
    for (const target of [
      'me',
      'organisations',
      'organisations/cus-belzyce',
      '/nonesuch',
      'livez',
      'api-keys',
      '/',
      '/docs',
      '/openapi.json'
    ]) {
      const received = await s.call('GET', target, { key })
      t.strictSame(
        [received.status, received.json?.code, received.headers['www-authenticate']],
        [401, 'invalid_key', 'Bearer realm="konwent", error="invalid_token"'],
        `${target} with a key that is ${what}`
      )
      const { request_id, instance, ...rest } = received.json
      bodies.add(JSON.stringify(rest))
    }
  }
  t.equal(bodies.size, 1, 'the responses do not reveal the reason')
})

t.test('GET with a key is private, no-store; public responses have Vary: Authorization', async (t) => {
  const s = await setup(t)
  const key = await s.key(['registry:write'])
  for (const target of ['organisations', 'organisations/cus-belzyce', '/openapi.json', '/nonesuch', '/docs']) {
    const [open, own] = [await s.get(target), await s.call('GET', target, { key })]
    t.equal(own.status, open.status, target)
    t.equal(own.headers['cache-control'], 'private, no-store')
    t.not(open.headers['cache-control'], 'private, no-store')
    for (const { headers } of [open, own]) t.match(headers.vary, /(^|, )Authorization(, |$)/)
  }
  const { headers } = await s.get('organisations')
  t.equal(
    (await s.call('GET', 'organisations', { key, headers: { 'if-none-match': headers.etag as string } })).status,
    304
  )
})

t.test('GET of a route needs the scope that the route declares', async (t) => {
  const s = await setup(t)
  const app = await testApp({ db: s.db })
  t.teardown(() => app.close())
  const listByMethod = { GET: 'api-keys', POST: 'api-keys' } as const
  for (const scope of scopes) {
    const key = await s.key([scope])
    for (const [method, target] of Object.entries(listByMethod) as ['GET' | 'POST', string][]) {
      const received = await s.call(method, target, { key, ...(method === 'POST' && { body: {} }) })
      if (scope === 'keys:admin')
        t.equal(received.status, method === 'POST' ? 400 : 200, `${method} ${target} with ${scope}`)
      else
        t.strictSame(
          [received.status, received.json.code, received.headers['www-authenticate']],
          [403, 'insufficient_scope', 'Bearer realm="konwent", error="insufficient_scope", scope="keys:admin"'],
          `${method} ${target} with ${scope}`
        )
    }
  }
  t.equal((await s.call('POST', 'api-keys', { body: {} })).status, 401)

  await t.test('every operation with a scope refuses requests without a key and keys without the scope', async (t) => {
    const powerless = await s.key(['webhooks'], 'partner')
    let seen = 0
    // biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document is JSON of many shapes
    for (const [template, item] of Object.entries<any>(s.contract.document.paths)) {
      for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
        const operation = item[method]
        if (!operation || operation.security.some((requirement: object) => Object.keys(requirement).length === 0))
          continue
        seen++
        const target = `/v1${template.replace(/\{\w+\}/g, '01993a5e-7c00-7000-8000-000000000001')}`
        const send = (headers: object) =>
          app.inject({ method: method.toUpperCase() as 'GET', url: target, headers: headers as never })
        t.equal((await send({})).statusCode, 401, `${method} ${target} without a key`)
        const scope = /scopes? `([a-z:]+)`/.exec(operation.description)?.[1]
        if (scope === undefined) t.equal(template, '/me', `${method} ${template} declares its scope`)
        else if (scope !== 'webhooks')
          t.equal((await send(bearer(powerless))).statusCode, 403, `${method} ${target} with a key for another scope`)
      }
    }
    t.ok(seen >= 7, `${seen} operations`)
  })
})

t.test('buildApp() refuses a route without an access rule, or with another one in its contract', async (t) => {
  const start = (route: { access?: Access; security?: Record<string, string[]>[] }) => async () => {
    const app = (await import('fastify')).default()
    guardAccess(app, unlimited, countAddresses(1), {
      find: async () => undefined,
      used: () => {},
      isValid: () => sql`true`,
      first: async (_tx, id) => id
    })
    const { access, security } = route
    app.get('/x', {
      config: access === undefined ? {} : { access },
      schema: security ? { security } : { hide: true },
      handler: async () => ''
    })
    await app.close()
  }
  await t.rejects(start({}), { message: 'GET /x declares no access rule' })
  await t.rejects(start({ access: 'registry:rule' as Scope }), {
    message: /an unknown access rule: registry:rule/
  })
  await t.rejects(start({ access: 'public', security: [{ apiKey: [] }] }), { message: /contradicts its access rule/ })
  for (const security of [[{}], [{}, { apiKey: [] }]])
    await t.rejects(start({ access: 'key', security }), { message: /contradicts its access rule/ })
  await t.resolves(start({ access: 'public', security: [{}, { apiKey: [] }] }))
  await t.resolves(start({ access: 'imports', security: [{ apiKey: [] }] }))
})

t.test('POST /v1/api-keys creates a key and returns its text once', async (t) => {
  const lines: string[] = []
  const s = await setup(t, { logger: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }) })
  const key = await s.key([...scopes])
  const made = await s.call('POST', 'api-keys', {
    key,
    body: { owner: 'Portal', audience: 'partner', scopes: ['webhooks', 'contacts:read'] }
  })
  t.equal(made.status, 201)
  t.match(made.headers['cache-control'], 'no-store')
  t.equal(made.headers.location, `/v1/api-keys/${made.json.id}`)
  t.match(made.json, {
    owner: 'Portal',
    label: null,
    audience: 'partner',
    scopes: ['contacts:read', 'webhooks'],
    revoked_at: null,
    version: 1
  })
  t.strictSame(made.json.created_by, { id: await idOf(s, key), owner: 'Obserwatorium CUS', hint: key.slice(0, 13) })
  t.equal(
    new Date(made.json.expires_at).getTime(),
    (await rowOf(s, key)).expires_at.getTime(),
    'expires no later than the key that created it'
  )
  const text: string = made.json.key
  t.equal(made.json.hint, text.slice(0, 13))
  t.strictSame((await s.call('GET', 'me', { key: text })).json.scopes, ['contacts:read', 'webhooks'])

  await t.test('the text of a key is stored and logged nowhere', async (t) => {
    const { id } = made.json
    const patched = await s.call('PATCH', `api-keys/${id}`, {
      key,
      body: { label: 'Strona główna' },
      headers: { 'if-match': made.headers.etag as string }
    })
    const list = await s.call('GET', 'api-keys?sort=owner&count=exact', { key })
    const one = await s.call('GET', `api-keys/${id}`, { key })
    const again = await s.call('POST', `api-keys/${id}/revocation`, { key })
    for (const received of [patched, list, one, again]) {
      t.equal(received.status, 200)
      t.notOk(received.text.includes(text))
    }
    t.equal(one.json.key, null)
    t.match(list.json.data, [
      { owner: 'Obserwatorium CUS', key: null },
      { owner: 'Portal', key: null, label: 'Strona główna' }
    ])
    const secret = text.slice(13)
    const { rows } = await sql<{ table: string; found: boolean }>`
      select table_name as "table",
        query_to_xml(format('select * from %I', table_name), true, false, '')::text like ${`%${secret}%`} as found
      from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(s.db)
    t.ok(rows.length > 40)
    t.strictSame(
      rows.filter(({ found }) => found),
      [],
      'no table contains it'
    )
    t.ok(lines.length >= 6, 'the requests were logged')
    for (const secret of [text, key])
      t.notOk(
        lines.some((line) => line.includes(secret.slice(9))),
        'no line of the log contains it'
      )
  })

  await t.test('its changes are in the audit, with names of fields only', async (t) => {
    const { rows } = await sql<{ action: string; key_id: string; fields: string[] }>`
      select action, key_id, fields from audit where ${made.json.id} = any(subject_ids) order by seq`.execute(s.db)
    t.strictSame(
      rows.map(({ action }) => action),
      ['api_key.created', 'api_key.updated', 'api_key.revoked']
    )
    t.ok(rows.every(({ key_id }) => key_id === made.json.created_by.id))
    t.strictSame(rows[1]?.fields, ['label'])
    const { rows: changeLog } = await sql`select 1 from change where subject_type = 'api_key'`.execute(s.db)
    t.strictSame(changeLog, [], 'the change log has no entries for keys')
  })

  await t.test('repeated with the same Idempotency-Key, it creates one key and omits its text', async (t) => {
    const headers = { 'idempotency-key': 'e3c5b1f6' }
    const body = { owner: 'Drugi portal', audience: 'partner', scopes: ['webhooks'] }
    const first = await s.call('POST', 'api-keys', { key, headers, body })
    const second = await s.call('POST', 'api-keys', { key, headers, body })
    t.strictSame([first.status, second.status, second.headers['idempotent-replayed']], [201, 201, 'true'])
    t.strictSame({ ...first.json, key: null }, second.json)
    t.type(first.json.key, 'string')
  })
})

t.test(
  'POST /v1/api-keys refuses more rights or a later expiry than that of the calling key, and other broken rules',
  async (t) => {
    const s = await setup(t)
    const key = await s.key(['keys:admin', 'contacts:read', 'webhooks'])
    const post = (body: object) =>
      s.call('POST', 'api-keys', { key, body: { owner: 'X', audience: 'staff', scopes: ['webhooks'], ...body } })
    const before = await s.db.selectFrom('api_key').select('id').execute()

    const wider = await post({ scopes: ['webhooks', 'registry:write', 'audit:read'] })
    t.strictSame([wider.status, wider.json.code], [403, 'insufficient_scope'])
    t.match(wider.headers['www-authenticate'], 'scope="registry:write audit:read"')
    for (const [body, expected] of [
      [{ expires_at: inDays(2) }, 'api_key_outlives_maker /expires_at'],
      [{ expires_at: inDays(400) }, 'api_key_lifetime /expires_at'],
      [{ expires_at: inDays(-1) }, 'api_key_lifetime /expires_at'],
      [{ not_before: inDays(3) }, 'api_key_lifetime /expires_at'],
      [{ not_before: inDays(-1) }, 'in_the_past /not_before'],
      [{ audience: 'partner', scopes: ['keys:admin'] }, 'api_key_partner_scopes /scopes']
    ] as const) {
      const received = await post(body)
      t.strictSame([received.status, ...codes(received)], [422, 'rule_broken', expected], JSON.stringify(body))
    }
    for (const body of [
      { scopes: [] },
      { scopes: ['webhooks', 'webhooks'] },
      { scopes: ['registry:*'] },
      { scopes: 'webhooks' },
      { owner: '' },
      { owner: ' x' },
      { audience: 'admin' },
      { expires_at: '2027-02-30T00:00:00Z' },
      { expires_at: 'infinity' },
      { key: generateApiKey() },
      { id: '01993a5e-7c00-7000-8000-000000000001' },
      { revoked_at: null }
    ])
      t.equal((await post(body)).status, 400, JSON.stringify(body))
    t.strictSame(await s.db.selectFrom('api_key').select('id').execute(), before, 'no key was created')

    await t.test('accepts times as in RFC 3339: leap seconds, lower-case letters, offsets', async (t) => {
      await sql`update api_key set expires_at = now() + interval '9 days' where secret_hash = ${hashOf(key)}`.execute(
        s.db
      )
      const day = inDays(3).slice(0, 10)
      const next = inDays(4).slice(0, 10)
      for (const [sent, stored] of [
        [`${day}T23:59:60Z`, `${next}T00:00:00.000Z`],
        [`${day}t12:30:59.5z`, `${day}T12:30:59.500Z`],
        [`${day}T12:30:00+02:00`, `${day}T10:30:00.000Z`]
      ] as const) {
        const made = await post({ expires_at: sent })
        t.equal(made.status, 201, sent)
        t.equal(new Date(made.json.expires_at).toISOString(), stored, sent)
      }
    })
    t.equal((await post({ not_before: inDays(0.3) })).status, 201, 'a key that becomes valid later')
  }
)

t.test('PATCH /v1/api-keys/{api_key} changes a valid key within the rights of the calling key', async (t) => {
  const s = await setup(t)
  const key = await s.key(['keys:admin', 'contacts:read', 'webhooks'])
  const { json, headers } = await s.call('POST', 'api-keys', {
    key,
    body: { owner: 'Portal', audience: 'staff', scopes: ['webhooks'], expires_at: inDays(0.5) }
  })
  const target = `api-keys/${json.id}`
  let etag = headers.etag as string
  const patch = (body: object, match = etag) =>
    s.call('PATCH', target, { key, body, headers: match ? { 'if-match': match } : {} })

  t.equal((await patch({ owner: 'Y' }, '')).status, 428)
  const wider = await patch({ scopes: ['webhooks', 'contacts:read'], owner: 'Portal gminy' })
  t.equal(wider.status, 200)
  t.match(wider.json, { owner: 'Portal gminy', scopes: ['contacts:read', 'webhooks'], version: 2 })
  t.equal((await patch({ owner: 'Z' })).status, 412, 'a stale ETag')
  etag = wider.headers.etag as string
  t.equal((await patch({})).json.version, 2, 'without a change, the version stays')
  const shown = (await s.call('GET', target, { key })).json.expires_at
  t.equal((await patch({ expires_at: shown })).json.version, 2, 'the same moment as in the response changes nothing')
  const micro = shown.replace(/\d{6}Z$/, '000001Z')
  const exact = await patch({ expires_at: micro })
  t.strictSame([exact.json.expires_at, exact.json.version], [micro, 3], 'a moment is stored to the microsecond')
  etag = exact.headers.etag as string
  t.equal((await patch({ scopes: ['imports'] })).status, 403)
  t.strictSame(codes(await patch({ expires_at: inDays(2) })), ['rule_broken', 'api_key_outlives_maker /expires_at'])
  t.strictSame(codes(await patch({ expires_at: inDays(-0.1) })), ['rule_broken', 'in_the_past /expires_at'])
  t.equal((await patch({ not_before: inDays(0.1) })).status, 400, 'a property that cannot be changed')
  t.equal(
    (
      await s.call('PATCH', 'api-keys/01993a5e-7c00-7000-8000-000000000001', {
        key,
        body: {},
        headers: { 'if-match': '*' }
      })
    ).status,
    404
  )

  await t.test('using the key does not change its version', async (t) => {
    await s.call('GET', 'me', { key: json.key })
    t.equal((await patch({ label: 'x' })).status, 200)
  })

  await t.test('a revoked key cannot be changed', async (t) => {
    await s.call('POST', `${target}/revocation`, { key })
    etag = (await s.call('GET', target, { key })).headers.etag as string
    t.strictSame(codes(await patch({ expires_at: inDays(0.9) })), ['wrong_state'])
  })

  await t.test(
    'keys with more rights than the calling key can be restricted, but not extended or rotated',
    async (t) => {
      const wide = await s.key([...scopes])
      const other = `api-keys/${await idOf(s, wide)}`
      const match = { 'if-match': '*' }
      t.equal(
        (await s.call('POST', `${other}/rotation`, { key, body: {} })).status,
        403,
        'a rotation would hand over the key with more rights'
      )
      t.equal(
        (await s.call('PATCH', other, { key, headers: match, body: { scopes: ['registry:write', 'imports'] } })).status,
        200
      )
      t.equal(
        (await s.call('PATCH', other, { key, headers: match, body: { scopes: ['registry:write', 'audit:read'] } }))
          .status,
        403
      )
    }
  )
})

t.test('POST /v1/api-keys/{api_key}/rotation creates a new key; the old one stays valid for a while', async (t) => {
  const s = await setup(t)
  const key = await s.key(['keys:admin', 'contacts:read'])
  const old = await s.key(['contacts:read'], 'partner')
  const rotate = (text: string, body?: object) =>
    idOf(s, text).then((id) => s.call('POST', `api-keys/${id}/rotation`, { key, ...(body && { body }) }))

  const made = await rotate(old, { grace_seconds: 3600 })
  t.equal(made.status, 201)
  t.equal(made.headers.location, `/v1/api-keys/${made.json.id}`)
  t.match(made.json, { owner: 'Obserwatorium CUS', audience: 'partner', scopes: ['contacts:read'], replaced_by: null })
  for (const text of [old, made.json.key])
    t.equal((await s.call('GET', 'me', { key: text })).status, 200, 'both are valid')
  const { json } = await s.call('GET', `api-keys/${await idOf(s, old)}`, { key })
  t.equal(json.replaced_by.id, made.json.id)
  const left = Date.parse(json.expires_at) - Date.now()
  t.ok(left > 3_590_000 && left <= 3_600_000, 'the old one expires in an hour')
  await sql`update api_key set expires_at = now() where id = ${json.id}`.execute(s.db)
  t.equal((await s.call('GET', 'me', { key: old })).status, 401, 'afterwards it is invalid')
  t.equal((await s.call('GET', 'me', { key: made.json.key })).status, 200)

  await t.test('with immediate revocation, without a body, and out of range', async (t) => {
    const leaked: string = made.json.key
    t.equal((await rotate(leaked, { grace_seconds: 7 * 86_400 + 1 })).status, 400)
    t.equal((await rotate(leaked, { grace_seconds: -1 })).status, 400)
    const next = await rotate(leaked, { grace_seconds: 0 })
    t.equal(next.status, 201)
    t.equal((await s.call('GET', 'me', { key: leaked })).status, 401, 'revoked at once')
    t.equal((await rotate(leaked)).json.code, 'wrong_state', 'a revoked key cannot be rotated')
    t.equal((await rotate(next.json.key)).status, 201, 'without a body')
    t.ok(
      (await rowOf(s, next.json.key)).expires_at.getTime() - Date.now() < DAY,
      'a key that expires earlier is not extended'
    )
    t.equal((await rotate(next.json.key)).json.code, 'wrong_state', 'a key can be rotated once')
  })

  await t.test('the last admin key can rotate itself', async (t) => {
    const next = await rotate(key, { grace_seconds: 0 })
    t.equal(next.status, 201)
    t.equal((await s.call('GET', 'me', { key })).status, 401)
    t.strictSame((await s.call('GET', 'me', { key: next.json.key })).json.scopes.sort(), [
      'contacts:read',
      'keys:admin'
    ])
  })
})

t.test('POST /v1/api-keys/{api_key}/revocation revokes a key at once, but not the last admin key', async (t) => {
  const s = await setup(t)
  const key = await s.key([...scopes])
  const own = `api-keys/${await idOf(s, key)}`
  const other = await s.key(['imports'])
  const target = `api-keys/${await idOf(s, other)}/revocation`
  const { json } = await s.call('POST', target, { key })
  t.type(json.revoked_at, 'string')
  t.equal((await s.call('GET', 'me', { key: other })).status, 401)
  t.strictSame((await s.call('POST', target, { key })).json, json, 'a second time changes nothing')
  t.equal((await s.call('POST', 'api-keys/01993a5e-7c00-7000-8000-000000000001/revocation', { key })).status, 404)

  const match = { 'if-match': '*' }
  const attempts = {
    revocation: () => s.call('POST', `${own}/revocation`, { key }),
    narrowing: () => s.call('PATCH', own, { key, headers: match, body: { scopes: ['imports'] } }),
    shortening: () => s.call('PATCH', own, { key, headers: match, body: { expires_at: inDays(0.01) } })
  }
  // Keys that are not valid at present do not count.
  const inactive = [await s.key(['keys:admin']), await s.key(['keys:admin'])]
  await sql`update api_key set not_before = now() + interval '1 hour'
    where secret_hash = ${hashOf(inactive[0] as string)}`.execute(s.db)
  await sql`update api_key set revoked_at = now() where secret_hash = ${hashOf(inactive[1] as string)}`.execute(s.db)
  for (const [what, attempt] of Object.entries(attempts)) {
    const received = await attempt()
    t.strictSame([received.status, received.json.code], [409, 'last_admin_key'], what)
  }
  t.equal(
    (await s.call('PATCH', own, { key, headers: match, body: { owner: 'Nowa nazwa', scopes: ['keys:admin'] } })).status,
    200,
    'a change that leaves it an admin key is accepted'
  )
  await s.key(['keys:admin'])
  for (const what of ['shortening', 'revocation'] as const)
    t.equal((await attempts[what]()).status, 200, `${what} with another admin key`)
})

t.test('POST …/revocation: of two admins who revoke each other at the same time, one key remains', async (t) => {
  const s = await setup(t)
  for (let round = 1; round <= 5; round++) {
    const pair = [await s.key(['keys:admin']), await s.key(['keys:admin'])] as const
    const ids = [await idOf(s, pair[0]), await idOf(s, pair[1])] as const
    const responses = await Promise.all([
      s.call('POST', `api-keys/${ids[1]}/revocation`, { key: pair[0] }),
      s.call('POST', `api-keys/${ids[0]}/revocation`, { key: pair[1] })
    ])
    const statuses = responses.map(({ status }) => status).sort()
    // The second request may even arrive too late to be authenticated.
    t.ok(statuses[0] === 200 && [401, 409].includes(statuses[1] as number), statuses.join())
    const alive = await s.db.selectFrom('api_key').select('id').where('revoked_at', 'is', null).execute()
    t.equal(alive.length, 1, `round ${round}`)
    await s.db.updateTable('api_key').set({ revoked_at: new Date() }).execute()
  }
})

t.test('GET /v1/api-keys filters', async (t) => {
  const s = await setup(t)
  const key = await s.key(['keys:admin'])
  await s.key(['contacts:read'], 'partner')
  const gone = await s.key(['imports', 'contacts:read'])
  await sql`update api_key set revoked_at = now() where secret_hash = ${hashOf(gone)}`.execute(s.db)
  const count = async (query: string) =>
    (await s.call('GET', `api-keys?count=exact&limit=1&${query}`, { key })).json.meta.total
  for (const [query, expected] of Object.entries({
    'audience=partner': 1,
    'audience=staff': 2,
    'scope=contacts:read': 2,
    'scope=keys:admin,imports': 2,
    'active=true': 2,
    'active=false': 1,
    'active=true&scope=contacts:read': 1
  }))
    t.equal(await count(query), expected, query)
  t.equal((await s.call('GET', 'api-keys?scope=everything', { key })).status, 400)
})

t.test('GET: requests are counted by key, and invalid keys separately by address', async (t) => {
  const s = await setup(t, { rateLimits: { address: 4, key: 3, badKeys: 2 } })
  const [one, two] = [await s.key(['imports']), await s.key(['imports'])]
  const request = async (remoteAddress: string, headers: Record<string, string> = {}, url = '/v1/sources?limit=1') => {
    const response = await s.app.inject({ url, remoteAddress, headers })
    return {
      status: response.statusCode,
      headers: response.headers,
      code: response.statusCode < 400 ? undefined : response.json().code
    }
  }
  for (const [left, address] of [
    [2, '192.0.2.1'],
    [1, '192.0.2.2'],
    [0, '2001:db8::1']
  ] as const) {
    const { status, headers } = await request(address, bearer(one))
    t.equal(status, 200)
    t.equal(headers['ratelimit-policy'], '"minute";q=3;w=60')
    t.match(headers.ratelimit, new RegExp(`^"minute";r=${left};t=\\d+$`))
  }
  const refused = await request('192.0.2.3', bearer(one))
  t.strictSame([refused.status, refused.code], [429, 'rate_limited'])
  t.match(refused.headers['retry-after'], /^\d+$/)
  t.equal((await request('192.0.2.1', bearer(two))).status, 200, 'another key')
  t.match(
    (await request('192.0.2.1')).headers.ratelimit,
    /^"minute";r=3;/,
    'requests with a key are not counted by address'
  )
  for (let i = 0; i < 3; i++) await request('192.0.2.1')
  t.equal((await request('192.0.2.1')).status, 429)
  t.equal((await request('192.0.2.1', bearer(two))).status, 200, 'a key works from an address beyond its limit')

  for (const bad of [generateApiKey(), 'nonsense']) {
    const received = await request('198.51.100.1', bearer(bad))
    t.equal(received.status, 401)
    t.match(received.headers['ratelimit-policy'], 'q=4')
  }
  for (const key of [generateApiKey(), 'nonsense', two]) {
    const received = await request('198.51.100.1', bearer(key))
    t.equal(received.status, 429, 'then every key from there is refused, including valid ones')
    t.match(received.headers['retry-after'], /^\d+$/)
    t.equal(received.headers['ratelimit-policy'], '"minute";q=2;w=60')
  }
  t.equal((await request('198.51.100.1', bearer(two), '/livez')).status, 429)
  t.equal((await request('198.51.100.1')).status, 200, 'a request without a key is accepted')
  t.equal((await request('198.51.100.2', bearer(two))).status, 200, 'the valid key works from another address')
})

t.test('GET while the database is away: a malformed key is 401, a well-formed one 503', async (t) => {
  const { db, close } = connect('postgres://nobody@127.0.0.1:1/none', { max: 1 })
  const app = await testApp({ db })
  t.teardown(async () => {
    await app.close()
    await close()
  })
  const request = async (url: string, authorization?: string) => {
    const response = await app.inject({ url, headers: authorization === undefined ? {} : { authorization } })
    for (const name of ['ratelimit', 'ratelimit-policy']) t.ok(response.headers[name], name)
    return response.statusCode
  }
  for (const url of ['/v1/me', '/v1/organisations', '/v1/api-keys', '/v1/vocabularies']) {
    for (const text of [
      '',
      'Bearer',
      'Bearer csk_live_x',
      `Bearer ${generateApiKey().replace(/.$/, '!')}`,
      `Basic ${generateApiKey()}`
    ])
      t.equal(await request(url, text), 401, `${url} ${text}`)
    t.equal(await request(url, `Bearer ${generateApiKey()}`), 503, url)
  }
  t.equal(await request('/v1/me'), 401, 'without a key it is 401')
})

t.test('The last use of a key is stored outside of requests, and is not a change', async (t) => {
  const s = await setup(t)
  const key = await s.key(['imports'])
  const service = connect(s.url, { max: 2, role: 'konwent_app' })
  t.teardown(service.close)
  const app = await testApp({ db: service.db })
  const before = await rowOf(s, key)
  const count = async () => (await sql<{ n: number }>`select count(*) as n from audit`.execute(s.db)).rows[0]?.n
  const audited = await count()
  const requestedAt = Date.now()
  await app.inject({ url: '/v1/me', headers: bearer(key) })
  t.equal((await rowOf(s, key)).last_used_at, null, 'not stored during the request')
  await app.close()
  const { last_used_at, ...rest } = await rowOf(s, key)
  t.ok(
    last_used_at && Math.abs(last_used_at.getTime() - requestedAt) < 5_000,
    'stored at the latest when the service closes'
  )
  t.strictSame({ ...rest, last_used_at: null }, before, 'version and updated_at are unchanged')
  t.equal(await count(), audited, 'the audit has no entry')
})

t.test('OPTIONS allows pages of any origin to write with a key', async (t) => {
  const requestedHeaders = 'authorization,content-type,idempotency-key,if-match'
  const { app } = await setup(t)
  const { statusCode, headers } = await app.inject({
    method: 'OPTIONS',
    url: '/v1/api-keys',
    headers: {
      origin: 'https://example.org',
      'access-control-request-method': 'PATCH',
      'access-control-request-headers': requestedHeaders
    }
  })
  t.equal(statusCode, 204)
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])
    t.match(headers['access-control-allow-methods'], method)
  t.equal(headers['access-control-allow-headers'], requestedHeaders)
  const exposed = (await app.inject('/v1/livez')).headers['access-control-expose-headers']
  for (const name of ['ETag', 'Location', 'Idempotent-Replayed', 'WWW-Authenticate', 'Retry-After'])
    t.match(exposed, name)
})

const root = path.resolve(import.meta.dirname, '..')

/** Runs a command of the project until it ends. */
async function run(
  args: string[],
  settings: Record<string, string>
): Promise<{ code: number | null; out: string; err: string }> {
  const { child, output } = start(args, settings)
  const [code] = await once(child, 'close')
  return { code, ...output() }
}

function start(
  args: string[],
  settings: Record<string, string>
): { child: ChildProcess; output: () => { out: string; err: string } } {
  const { TEST_DATABASE_URL: _url, DATABASE_URL: _other, ...env } = process.env
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const output = { out: '', err: '' }
  for (const [stream, name] of [
    [child.stdout, 'out'],
    [child.stderr, 'err']
  ] as const) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output[name] += text
    })
  }
  return { child, output: () => output }
}

t.test('konwent keys create --bootstrap: five at the same time create one key', async (t) => {
  const DATABASE_URL = await database(t)
  const owner = 'Obserwatorium CUS'
  const results = await Promise.all(
    Array.from({ length: 5 }, () =>
      run(['src/cli/konwent.ts', 'keys', 'create', '--bootstrap', '--owner', owner], { DATABASE_URL })
    )
  )
  t.strictSame(results.map(({ code }) => code).sort(), [0, 1, 1, 1, 1])
  for (const { err } of results.filter(({ code }) => code === 1))
    t.match(err, 'A key with the scope «keys:admin» is already valid')
  const made = results.find(({ code }) => code === 0)
  t.match(made?.out, /^csk_live_[0-9A-Za-z]{38}\n$/, 'it prints only the text of the key')
  const { db, close } = connect(DATABASE_URL, { max: 8 })
  t.teardown(close)
  const rows = await db.selectFrom('api_key').selectAll().execute()
  t.match(rows, [{ owner, audience: 'staff', scopes: [...scopes], created_by_id: null }])
  t.ok(rows[0]?.secret_hash.equals(hashOf((made?.out ?? '').trim())))
  const { rows: audit } = await sql<{
    action: string
    actor: string
  }>`select action, actor from audit where subject_type = 'api_key'`.execute(db)
  t.strictSame(audit, [{ action: 'api_key.created', actor: 'command' }])

  await t.test('it works again when no admin key is valid any more', async (t) => {
    await db.updateTable('api_key').set({ revoked_at: new Date() }).execute()
    await makeKey(db, ['imports'])
    const settled = await Promise.allSettled(
      Array.from({ length: 5 }, () => write(db, command, (tx) => bootstrapApiKey(tx, { owner })))
    )
    t.equal(settled.filter(({ status }) => status === 'fulfilled').length, 1)
  })
})

t.test('konwent keys: creates, lists, rotates and revokes keys on the host', async (t) => {
  const s = await setup(t)
  const konwent = (...args: string[]) => run(['src/cli/konwent.ts', 'keys', ...args], { DATABASE_URL: s.url })
  const made = await konwent(
    'create',
    '--owner',
    'Portal',
    '--audience',
    'partner',
    '--scopes',
    'webhooks,contacts:read',
    '--label',
    'Mapa',
    '--days',
    '30'
  )
  t.equal(made.code, 0)
  const key = made.out.trim()
  const { json } = await s.call('GET', 'me', { key })
  t.match(json, { owner: 'Portal', label: 'Mapa', audience: 'partner', scopes: ['contacts:read', 'webhooks'] })
  t.ok(Math.abs(Date.parse(json.expires_at) - Date.now() - 30 * DAY) < 60_000)
  t.match(made.err, json.id)

  const rotated = await konwent('rotate', json.id, '--grace-days', '1')
  t.equal(rotated.code, 0)
  for (const text of [key, rotated.out.trim()]) t.equal((await s.call('GET', 'me', { key: text })).status, 200)
  const list = await konwent('list')
  t.match(list.out, new RegExp(`^${json.id} +${json.hint} +valid .*Portal$`, 'm'))
  t.equal(list.out.trim().split('\n').length, 3)
  t.equal((await konwent('revoke', json.id)).code, 0)
  t.equal((await s.call('GET', 'me', { key })).status, 401)
  t.match((await konwent('list')).out, new RegExp(`^${json.id} .* revoked `, 'm'))

  for (const [args, message] of [
    [['create', '--owner', 'x'], '--scopes is required'],
    [['create', '--owner', 'x', '--scopes', 'everything'], 'there is no scope «everything»'],
    [
      ['create', '--owner', 'x', '--scopes', 'imports', '--audience', 'partner'],
      "A partner's key can only have these scopes"
    ],
    [['create', '--owner', 'x', '--scopes', 'imports', '--days', '367'], '--days must be a whole number from 1 to 366'],
    [
      ['create', '--owner', 'x', '--bootstrap', '--scopes', 'imports'],
      '--bootstrap creates a staff key with all scopes'
    ],
    [['rotate', json.id], 'The key was revoked or has expired'],
    [['revoke', 'x'], 'the id of a key must be a UUID']
  ] as [string[], string][]) {
    const { code, out, err } = await konwent(...args)
    t.strictSame([code, out], [1, ''], args.join(' '))
    t.match(err, message)
  }
})

t.test('npm start explains how to create the first key, which works while the service runs', async (t: Test) => {
  const DATA_DIR = fs.mkdtempSync(path.join(os.tmpdir(), 'konwent-keys-'))
  t.teardown(() => fs.rmSync(DATA_DIR, { recursive: true, force: true, maxRetries: 5 }))
  const settings = { DATA_DIR, PORT: '0', LOG_LEVEL: 'info' }
  const announced = async (service: ReturnType<typeof start>) => {
    for (const end = Date.now() + 600_000; Date.now() < end; await sleep(50))
      if (service.output().out.includes('Ctrl-C stops it')) break
    return /Społecznych: (\S+)$/m.exec(service.output().out)?.[1] ?? ''
  }
  const stop = async ({ child }: ReturnType<typeof start>) => {
    const closed = once(child, 'close')
    child.kill('SIGTERM')
    await closed
  }
  const service = start(['src/main.js'], settings)
  t.teardown(() => void service.child.kill('SIGKILL'))
  const base = await announced(service)
  const hint =
    /^ {2}npm run konwent --silent -- (keys create --bootstrap --owner '.+')$/m.exec(service.output().out)?.[1] ?? ''
  const args = (hint.match(/'[^']*'|\S+/g) ?? []).map((part) => part.replaceAll("'", ''))
  const first = await run(['src/cli/konwent.ts', ...args], settings)
  t.equal(first.code, 0, first.err)
  const key = first.out.trim()
  const me = await fetch(`${base}/v1/me`, { headers: bearer(key) })
  t.equal(me.status, 200, 'the running service accepts the key at once')
  t.notOk(service.output().out.includes(key.slice(9)), 'it does not print the key')
  t.equal((await run(['src/cli/konwent.ts', ...args], settings)).code, 1, 'a second one is refused')
  await stop(service)

  const { code, out } = await run(['src/cli/konwent.ts', 'keys', 'list'], settings)
  t.equal(code, 0, 'while the service is stopped, the command starts the database itself')
  t.match(out, / valid /)
  const again = start(['src/main.js'], settings)
  t.teardown(() => void again.child.kill('SIGKILL'))
  await announced(again)
  t.notMatch(again.output().out, '--bootstrap', 'no hint if a key exists')
  await stop(again)
})
