// Keys as their holders and their administrators meet them: what they open, how they end, and that nobody gets more than he may give.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { buildApp } from '../src/app.ts'
import { connect } from '../src/db/connect.ts'
import { bootstrapApiKey } from '../src/features/api-keys/lifecycle.ts'
import { type Access, countAddresses, guardAccess, type Scope, scopes } from '../src/http/access.ts'
import { generateApiKey, hashOf } from '../src/http/api-key.ts'
import { command, write } from '../src/records/write/transaction.ts'
import { type Answer, database, makeKey, type Setup, setup, unlimited } from './helper.ts'

const DAY = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString()
const codes = ({ json }: Answer) => [
  json.code,
  ...json.errors.map(({ code, pointer }: { code: string; pointer?: string }) => `${code} ${pointer ?? ''}`.trim())
]
const bearer = (key: string) => ({ authorization: `Bearer ${key}` })

/** The key's own row, as the database has it. */
const rowOf = async ({ db }: Setup, key: string) =>
  db.selectFrom('api_key').selectAll().where('secret_hash', '=', hashOf(key)).executeTakeFirstOrThrow()
const idOf = async (s: Setup, key: string) => (await rowOf(s, key)).id

t.test('GET /v1/me tells a key what it is and may', async (t) => {
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

  await t.test('without a key it is 401 and says how to send one', async (t) => {
    const answer = await s.get('me')
    t.strictSame(
      [answer.status, answer.json.code, answer.headers['www-authenticate']],
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

t.test('GET with a key that is not valid is 401 everywhere, whatever is wrong with it', async (t) => {
  const s = await setup(t)
  const dead: Record<string, string> = {
    unknown: generateApiKey(),
    'of a wrong checksum': `${generateApiKey().slice(0, -1)}!`
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
      const answer = await s.call('GET', target, { key })
      t.strictSame(
        [answer.status, answer.json?.code, answer.headers['www-authenticate']],
        [401, 'invalid_key', 'Bearer realm="konwent", error="invalid_token"'],
        `${target} with a key that is ${what}`
      )
      const { request_id, instance, ...rest } = answer.json
      bodies.add(JSON.stringify(rest))
    }
  }
  t.equal(bodies.size, 1, 'and none is told from another')
})

t.test(
  'answers to a key are for its holder alone, public ones tell caches that a key makes a difference',
  async (t) => {
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
  }
)

t.test('a route opens to the scope that it declares and to no other', async (t) => {
  const s = await setup(t)
  const app = await buildApp({
    db: s.db,
    logger: pino({ level: 'silent' }),
    publicBaseUrl: null,
    rateLimits: unlimited,
    trustProxy: false
  })
  t.teardown(() => app.close())
  const asked = { GET: 'api-keys', POST: 'api-keys' } as const
  for (const scope of scopes) {
    const key = await s.key([scope])
    for (const [method, target] of Object.entries(asked) as ['GET' | 'POST', string][]) {
      const answer = await s.call(method, target, { key, ...(method === 'POST' && { body: {} }) })
      if (scope === 'keys:admin')
        t.equal(answer.status, method === 'POST' ? 400 : 200, `${method} ${target} with ${scope}`)
      else
        t.strictSame(
          [answer.status, answer.json.code, answer.headers['www-authenticate']],
          [403, 'insufficient_scope', 'Bearer realm="konwent", error="insufficient_scope", scope="keys:admin"'],
          `${method} ${target} with ${scope}`
        )
    }
  }
  t.equal((await s.call('POST', 'api-keys', { body: {} })).status, 401)

  await t.test(
    'every operation of the contract that needs a key refuses who has none, and whose key lacks the scope',
    async (t) => {
      const powerless = await s.key(['webhooks'], 'partner')
      let seen = 0
      // biome-ignore lint/suspicious/noExplicitAny: the document is JSON of many shapes
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
          const scope = /scope `([a-z:]+)`/.exec(operation.description)?.[1]
          if (scope === undefined) t.equal(template, '/me', `${method} ${template} names its scope`)
          else if (scope !== 'webhooks')
            t.equal(
              (await send(bearer(powerless))).statusCode,
              403,
              `${method} ${target} with a key for something else`
            )
        }
      }
      t.ok(seen >= 7, `${seen} operations`)
    }
  )
})

t.test('a route without an access rule, or whose contract says another, is refused at the start', async (t) => {
  const start = (route: { access?: Access; security?: Record<string, string[]>[] }) => async () => {
    const app = (await import('fastify')).default()
    guardAccess(app, unlimited, countAddresses(1), {
      find: async () => undefined,
      used: () => {},
      isValid: () => sql`true`
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
    message: /an access rule that does not exist: registry:rule/
  })
  await t.rejects(start({ access: 'public', security: [{ apiKey: [] }] }), { message: /another security/ })
  for (const security of [[{}], [{}, { apiKey: [] }]])
    await t.rejects(start({ access: 'key', security }), { message: /another security/ })
  await t.resolves(start({ access: 'public', security: [{}, { apiKey: [] }] }))
  await t.resolves(start({ access: 'imports', security: [{ apiKey: [] }] }))
})

t.test('POST /v1/api-keys makes a key whose text is shown once', async (t) => {
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
    'not for longer than the key that made it'
  )
  const text: string = made.json.key
  t.equal(made.json.hint, text.slice(0, 13))
  t.strictSame((await s.call('GET', 'me', { key: text })).json.scopes, ['contacts:read', 'webhooks'])

  await t.test('and nowhere else', async (t) => {
    const { id } = made.json
    const patched = await s.call('PATCH', `api-keys/${id}`, {
      key,
      body: { label: 'Strona główna' },
      headers: { 'if-match': made.headers.etag as string }
    })
    const list = await s.call('GET', 'api-keys?sort=owner&count=exact', { key })
    const one = await s.call('GET', `api-keys/${id}`, { key })
    const again = await s.call('POST', `api-keys/${id}/revocation`, { key })
    for (const answer of [patched, list, one, again]) {
      t.equal(answer.status, 200)
      t.notOk(answer.text.includes(text))
    }
    t.equal(one.json.key, null)
    t.match(list.json.data, [
      { owner: 'Obserwatorium CUS', key: null },
      { owner: 'Portal', key: null, label: 'Strona główna' }
    ])
    const secret = text.slice(13)
    const { rows } = await sql<{ table: string; found: boolean }>`
      select table_name as "table", query_to_xml(format('select * from %I', table_name), true, false, '')::text like ${`%${secret}%`} as found
      from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(s.db)
    t.ok(rows.length > 40)
    t.strictSame(
      rows.filter(({ found }) => found),
      [],
      'no table holds it'
    )
    t.ok(lines.length >= 6, 'the requests were logged')
    for (const secret of [text, key])
      t.notOk(
        lines.some((line) => line.includes(secret.slice(9))),
        'no line of the log holds it'
      )
  })

  await t.test('its deeds are in the audit, by names of fields only', async (t) => {
    const { rows } = await sql<{ action: string; key_id: string; fields: string[] }>`
      select action, key_id, fields from audit where ${made.json.id} = any(subject_ids) order by seq`.execute(s.db)
    t.strictSame(
      rows.map(({ action }) => action),
      ['api_key.created', 'api_key.updated', 'api_key.revoked']
    )
    t.ok(rows.every(({ key_id }) => key_id === made.json.created_by.id))
    t.strictSame(rows[1]?.fields, ['label'])
    const { rows: journal } = await sql`select 1 from change where subject_type = 'api_key'`.execute(s.db)
    t.strictSame(journal, [], 'the public journal knows nothing of keys')
  })

  await t.test('sent again with its Idempotency-Key it makes one key and does not tell the text again', async (t) => {
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
  'POST /v1/api-keys makes no key that is wider or lives longer than its maker, or breaks another rule',
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
      const answer = await post(body)
      t.strictSame([answer.status, ...codes(answer)], [422, 'rule_broken', expected], JSON.stringify(body))
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
    t.strictSame(await s.db.selectFrom('api_key').select('id').execute(), before, 'none of them made a key')

    await t.test('moments as RFC 3339 has them are understood: leap seconds, small letters, offsets', async (t) => {
      await sql`update api_key set expires_at = now() + interval '9 days' where secret_hash = ${hashOf(key)}`.execute(
        s.db
      )
      const day = inDays(3).slice(0, 10)
      const next = inDays(4).slice(0, 10)
      for (const [sent, kept] of [
        [`${day}T23:59:60Z`, `${next}T00:00:00.000Z`],
        [`${day}t12:30:59.5z`, `${day}T12:30:59.500Z`],
        [`${day}T12:30:00+02:00`, `${day}T10:30:00.000Z`]
      ] as const) {
        const made = await post({ expires_at: sent })
        t.equal(made.status, 201, sent)
        t.equal(new Date(made.json.expires_at).toISOString(), kept, sent)
      }
    })
    t.equal((await post({ not_before: inDays(0.3) })).status, 201, 'a key that is to begin later')
  }
)

t.test('PATCH /v1/api-keys/{api_key} changes a valid key within the bounds of the one that does it', async (t) => {
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
  t.equal((await patch({})).json.version, 2, 'nothing changed is no version')
  const shown = (await s.call('GET', target, { key })).json.expires_at
  t.equal((await patch({ expires_at: shown })).json.version, 2, 'a moment sent back as it is shown neither')
  const micro = shown.replace(/\d{6}Z$/, '000001Z')
  const exact = await patch({ expires_at: micro })
  t.strictSame([exact.json.expires_at, exact.json.version], [micro, 3], 'and one is kept to the microsecond')
  etag = exact.headers.etag as string
  t.equal((await patch({ scopes: ['imports'] })).status, 403)
  t.strictSame(codes(await patch({ expires_at: inDays(2) })), ['rule_broken', 'api_key_outlives_maker /expires_at'])
  t.strictSame(codes(await patch({ expires_at: inDays(-0.1) })), ['rule_broken', 'in_the_past /expires_at'])
  t.equal((await patch({ not_before: inDays(0.1) })).status, 400, 'what is not for changing')
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

  await t.test('a use of the key is no change of it', async (t) => {
    await s.call('GET', 'me', { key: json.key })
    t.equal((await patch({ label: 'x' })).status, 200)
  })

  await t.test('a dead key does not come back', async (t) => {
    await s.call('POST', `${target}/revocation`, { key })
    etag = (await s.call('GET', target, { key })).headers.etag as string
    t.strictSame(codes(await patch({ expires_at: inDays(0.9) })), ['wrong_state'])
  })

  await t.test('keys wider than the own one can be narrowed, not widened or rotated', async (t) => {
    const wide = await s.key([...scopes])
    const other = `api-keys/${await idOf(s, wide)}`
    const match = { 'if-match': '*' }
    t.equal(
      (await s.call('POST', `${other}/rotation`, { key, body: {} })).status,
      403,
      'a rotation would hand the wider one over'
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
  })
})

t.test('POST /v1/api-keys/{api_key}/rotation gives the holder a new key beside the old one', async (t) => {
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
  t.ok(left > 3_590_000 && left <= 3_600_000, 'the old one for an hour more')
  await sql`update api_key set expires_at = now() where id = ${json.id}`.execute(s.db)
  t.equal((await s.call('GET', 'me', { key: old })).status, 401, 'and then no more')
  t.equal((await s.call('GET', 'me', { key: made.json.key })).status, 200)

  await t.test('at once, without a body, and out of range', async (t) => {
    const leaked: string = made.json.key
    t.equal((await rotate(leaked, { grace_seconds: 7 * 86_400 + 1 })).status, 400)
    t.equal((await rotate(leaked, { grace_seconds: -1 })).status, 400)
    const next = await rotate(leaked, { grace_seconds: 0 })
    t.equal(next.status, 201)
    t.equal((await s.call('GET', 'me', { key: leaked })).status, 401, 'revoked at once')
    t.equal((await rotate(leaked)).json.code, 'wrong_state', 'a dead key is not rotated')
    t.equal((await rotate(next.json.key)).status, 201, 'without a body')
    t.ok(
      (await rowOf(s, next.json.key)).expires_at.getTime() - Date.now() < DAY,
      'the grace adds no time to a key that ends before'
    )
    t.equal((await rotate(next.json.key)).json.code, 'wrong_state', 'a key is replaced once')
  })

  await t.test('the last admin key may replace itself', async (t) => {
    const next = await rotate(key, { grace_seconds: 0 })
    t.equal(next.status, 201)
    t.equal((await s.call('GET', 'me', { key })).status, 401)
    t.strictSame((await s.call('GET', 'me', { key: next.json.key })).json.scopes.sort(), [
      'contacts:read',
      'keys:admin'
    ])
  })
})

t.test('POST /v1/api-keys/{api_key}/revocation ends a key at once, but not the last admin key', async (t) => {
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
  // Keys that are not valid now do not count.
  const asleep = [await s.key(['keys:admin']), await s.key(['keys:admin'])]
  await sql`update api_key set not_before = now() + interval '1 hour' where secret_hash = ${hashOf(asleep[0] as string)}`.execute(
    s.db
  )
  await sql`update api_key set revoked_at = now() where secret_hash = ${hashOf(asleep[1] as string)}`.execute(s.db)
  for (const [what, attempt] of Object.entries(attempts)) {
    const answer = await attempt()
    t.strictSame([answer.status, answer.json.code], [409, 'last_admin_key'], what)
  }
  t.equal(
    (await s.call('PATCH', own, { key, headers: match, body: { owner: 'Nowa nazwa', scopes: ['keys:admin'] } })).status,
    200,
    'what leaves it an admin is fine'
  )
  await s.key(['keys:admin'])
  for (const what of ['shortening', 'revocation'] as const)
    t.equal((await attempts[what]()).status, 200, `${what} beside another`)
})

t.test('POST …/revocation: two admins who revoke each other at once leave one', async (t) => {
  const s = await setup(t)
  for (let round = 1; round <= 5; round++) {
    const pair = [await s.key(['keys:admin']), await s.key(['keys:admin'])] as const
    const ids = [await idOf(s, pair[0]), await idOf(s, pair[1])] as const
    const answers = await Promise.all([
      s.call('POST', `api-keys/${ids[1]}/revocation`, { key: pair[0] }),
      s.call('POST', `api-keys/${ids[0]}/revocation`, { key: pair[1] })
    ])
    const statuses = answers.map(({ status }) => status).sort()
    // The second may even come too late to be let in.
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

t.test('requests are counted by key, and wrong keys by address in a bucket of their own', async (t) => {
  const s = await setup(t, { rateLimits: { address: 4, key: 3, badKeys: 2 } })
  const [one, two] = [await s.key(['imports']), await s.key(['imports'])]
  const ask = async (remoteAddress: string, headers: Record<string, string> = {}, url = '/v1/sources?limit=1') => {
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
    const { status, headers } = await ask(address, bearer(one))
    t.equal(status, 200)
    t.equal(headers['ratelimit-policy'], '"minute";q=3;w=60')
    t.match(headers.ratelimit, new RegExp(`^"minute";r=${left};t=\\d+$`))
  }
  const refused = await ask('192.0.2.3', bearer(one))
  t.strictSame([refused.status, refused.code], [429, 'rate_limited'])
  t.match(refused.headers['retry-after'], /^\d+$/)
  t.equal((await ask('192.0.2.1', bearer(two))).status, 200, 'another key')
  t.match(
    (await ask('192.0.2.1')).headers.ratelimit,
    /^"minute";r=3;/,
    'requests with a key are not counted by address'
  )
  for (let i = 0; i < 3; i++) await ask('192.0.2.1')
  t.equal((await ask('192.0.2.1')).status, 429)
  t.equal((await ask('192.0.2.1', bearer(two))).status, 200, 'a key works from an address that is used up')

  for (const bad of [generateApiKey(), 'nonsense']) {
    const answer = await ask('198.51.100.1', bearer(bad))
    t.equal(answer.status, 401)
    t.match(answer.headers['ratelimit-policy'], 'q=4')
  }
  for (const key of [generateApiKey(), 'nonsense', two]) {
    const answer = await ask('198.51.100.1', bearer(key))
    t.equal(answer.status, 429, 'then every key from there, even a good one')
    t.match(answer.headers['retry-after'], /^\d+$/)
    t.equal(answer.headers['ratelimit-policy'], '"minute";q=2;w=60')
  }
  t.equal((await ask('198.51.100.1', bearer(two), '/livez')).status, 429)
  t.equal((await ask('198.51.100.1')).status, 200, 'who sends none is served')
  t.equal((await ask('198.51.100.2', bearer(two))).status, 200, 'and so is the key from elsewhere')
})

t.test('while the database is away a malformed key is still 401, one that may exist is 503', async (t) => {
  const { db, close } = connect('postgres://nobody@127.0.0.1:1/none', { max: 1 })
  const app = await buildApp({
    db,
    logger: pino({ level: 'silent' }),
    publicBaseUrl: null,
    rateLimits: unlimited,
    trustProxy: false
  })
  t.teardown(async () => {
    await app.close()
    await close()
  })
  const ask = async (url: string, authorization?: string) => {
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
      t.equal(await ask(url, text), 401, `${url} ${text}`)
    t.equal(await ask(url, `Bearer ${generateApiKey()}`), 503, url)
  }
  t.equal(await ask('/v1/me'), 401, 'without a key it is needed all the same')
})

t.test('when a key was last used is noted outside of requests, and is no change', async (t) => {
  const s = await setup(t)
  const key = await s.key(['imports'])
  const service = connect(s.url, { max: 2, role: 'konwent_app' })
  t.teardown(service.close)
  const app = await buildApp({
    db: service.db,
    logger: pino({ level: 'silent' }),
    publicBaseUrl: null,
    rateLimits: unlimited,
    trustProxy: false
  })
  const before = await rowOf(s, key)
  const count = async () => (await sql<{ n: number }>`select count(*) as n from audit`.execute(s.db)).rows[0]?.n
  const audited = await count()
  const asked = Date.now()
  await app.inject({ url: '/v1/me', headers: bearer(key) })
  t.equal((await rowOf(s, key)).last_used_at, null, 'not in the request')
  await app.close()
  const { last_used_at, ...rest } = await rowOf(s, key)
  t.ok(last_used_at && Math.abs(last_used_at.getTime() - asked) < 5_000, 'but at the latest when the service closes')
  t.strictSame({ ...rest, last_used_at: null }, before, 'neither version nor updated_at moved')
  t.equal(await count(), audited, 'and the audit has no entry')
})

t.test('OPTIONS lets pages of any origin write with a key', async (t) => {
  const asked = 'authorization,content-type,idempotency-key,if-match'
  const { app } = await setup(t)
  const { statusCode, headers } = await app.inject({
    method: 'OPTIONS',
    url: '/v1/api-keys',
    headers: {
      origin: 'https://example.org',
      'access-control-request-method': 'PATCH',
      'access-control-request-headers': asked
    }
  })
  t.equal(statusCode, 204)
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])
    t.match(headers['access-control-allow-methods'], method)
  t.equal(headers['access-control-allow-headers'], asked)
  const exposed = (await app.inject('/v1/livez')).headers['access-control-expose-headers']
  for (const name of ['ETag', 'Location', 'Idempotent-Replayed', 'WWW-Authenticate', 'Retry-After'])
    t.match(exposed, name)
})

const root = path.resolve(import.meta.dirname, '..')

/** Runs a command of ours to its end. */
async function run(
  args: string[],
  settings: Record<string, string>
): Promise<{ code: number | null; out: string; err: string }> {
  const { child, said } = start(args, settings)
  const [code] = await once(child, 'close')
  return { code, ...said() }
}

function start(
  args: string[],
  settings: Record<string, string>
): { child: ChildProcess; said: () => { out: string; err: string } } {
  const { TEST_DATABASE_URL: _url, DATABASE_URL: _other, ...env } = process.env
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const said = { out: '', err: '' }
  for (const [stream, name] of [
    [child.stdout, 'out'],
    [child.stderr, 'err']
  ] as const) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said[name] += text
    })
  }
  return { child, said: () => said }
}

t.test('konwent keys create --bootstrap: five at once make one key', async (t) => {
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
  t.match(made?.out, /^csk_live_[0-9A-Za-z]{38}\n$/, 'its text is all that is printed')
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

  await t.test('and again once no admin key is valid any more', async (t) => {
    await db.updateTable('api_key').set({ revoked_at: new Date() }).execute()
    await makeKey(db, ['imports'])
    const settled = await Promise.allSettled(
      Array.from({ length: 5 }, () => write(db, command, (tx) => bootstrapApiKey(tx, { owner })))
    )
    t.equal(settled.filter(({ status }) => status === 'fulfilled').length, 1)
  })
})

t.test('konwent keys: the whole life of a key on the host', async (t) => {
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

t.test('npm start says how to make the first key, and it can be made beside the running service', async (t: Test) => {
  const DATA_DIR = fs.mkdtempSync(path.join(os.tmpdir(), 'konwent-keys-'))
  t.teardown(() => fs.rmSync(DATA_DIR, { recursive: true, force: true, maxRetries: 5 }))
  const settings = { DATA_DIR, PORT: '0', LOG_LEVEL: 'info' }
  const announced = async (service: ReturnType<typeof start>) => {
    for (const end = Date.now() + 60_000; Date.now() < end; await sleep(50))
      if (service.said().out.includes('Ctrl-C stops it')) break
    return /Społecznych: (\S+)$/m.exec(service.said().out)?.[1] ?? ''
  }
  const stop = async ({ child }: ReturnType<typeof start>) => {
    const closed = once(child, 'close')
    child.kill('SIGTERM')
    await closed
  }
  const service = start(['src/main.ts'], settings)
  t.teardown(() => void service.child.kill('SIGKILL'))
  const base = await announced(service)
  const hint =
    /^ {2}npm run konwent --silent -- (keys create --bootstrap --owner '.+')$/m.exec(service.said().out)?.[1] ?? ''
  const args = (hint.match(/'[^']*'|\S+/g) ?? []).map((part) => part.replaceAll("'", ''))
  const first = await run(['src/cli/konwent.ts', ...args], settings)
  t.equal(first.code, 0, first.err)
  const key = first.out.trim()
  const me = await fetch(`${base}/v1/me`, { headers: bearer(key) })
  t.equal(me.status, 200, 'the running service knows the key at once')
  t.notOk(service.said().out.includes(key.slice(9)), 'and writes it nowhere')
  t.equal((await run(['src/cli/konwent.ts', ...args], settings)).code, 1, 'a second one is refused')
  await stop(service)

  const { code, out } = await run(['src/cli/konwent.ts', 'keys', 'list'], settings)
  t.equal(code, 0, 'while the service is stopped the command starts the database itself')
  t.match(out, / valid /)
  const again = start(['src/main.ts'], settings)
  t.teardown(() => void again.child.kill('SIGKILL'))
  await announced(again)
  t.notMatch(again.said().out, '--bootstrap', 'who has a key need not be told')
  await stop(again)
})
