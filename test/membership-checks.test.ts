// Membership checks: yes, no or unknown, never guessed. Receipts are verified with the published keys, as by a third
// party.
import { execFile } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  type JSONWebKeySet,
  jwtVerify
} from 'jose'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { connect } from '../src/db/connect.ts'
import { getOrCreateSigningKey } from '../src/features/membership-checks/key-queries.ts'
import { command, write } from '../src/records/write/transaction.ts'
import { type Setup, setup, testApp } from './helper.ts'

// biome-ignore lint/suspicious/noExplicitAny: responses were already validated against the contract
type Json = any

const { app, db, get, call, key: makeKey, url } = await setup(t, { cacheMegabytes: 4 })
await app.listen({ port: 0, host: '127.0.0.1' })
const base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
const jwks = async () => (await (await fetch(`${base}/.well-known/jwks.json`)).json()) as JSONWebKeySet
const key = await makeKey(['registry:write', 'declarations:decide'])

const path = (query: Record<string, string>) => `membership-checks?${new URLSearchParams(query)}`
async function check(query: Record<string, string>): Promise<Json> {
  const response = await get(path(query))
  if (response.status !== 200) throw new Error(response.text)
  return response.json
}
/** The result of a check in short. */
async function verdict(query: Record<string, string>): Promise<unknown[]> {
  const { answer, reason, organisation, memberships, candidates } = await check(query)
  return [
    answer,
    reason,
    organisation?.slug ?? candidates.map(({ slug }: Json) => slug),
    memberships.map(
      ({ tier, certainty, suspended }: Json) =>
        `${tier} ${certainty}${suspended === null ? ' ?' : suspended ? ' suspended' : ''}`
    )
  ]
}
const write1 = async (method: 'POST' | 'PATCH', where: string, body: object): Promise<Json> => {
  const response = await call(method, where, { body, key, headers: method === 'PATCH' ? { 'if-match': '*' } : {} })
  if (response.status >= 300) throw new Error(response.text)
  return response.json
}

t.test('GET /v1/membership-checks returns yes, no or unknown for the real data', async (t) => {
  const today = (await sql<{ day: string }>`select (now() at time zone 'Europe/Warsaw')::date as day`.execute(db))
    .rows[0]?.day as string
  const founder = ['ordinary certain']
  const questions: [Record<string, string>, unknown[]][] = [
    [{ organisation: 'cus-swidnik' }, ['yes', 'member', 'cus-swidnik', founder]],
    [
      { organisation: '01a1fdfa-461c-7029-916d-901672aff040', as_of: '2021-09-16' },
      ['yes', 'member', 'cus-swidnik', founder]
    ],
    [{ organisation: 'cus-swidnik', as_of: '2021-09-15' }, ['no', 'no_membership', 'cus-swidnik', []]],
    [{ organisation: 'cus-swidnik', as_of: '2099-01-01' }, ['unknown', 'day_not_come', 'cus-swidnik', founder]],
    // The day of joining is not known, but not before the founding of the Konwent
    [
      { organisation: 'cus-zyrardow', as_of: '2022-08-31' },
      ['unknown', 'dates_not_known', 'cus-zyrardow', ['ordinary possible']]
    ],
    [{ organisation: 'cus-zyrardow', as_of: '2021-09-15' }, ['no', 'no_membership', 'cus-zyrardow', []]],
    [{ organisation: 'cus-zyrardow', as_of: '2026-11-21' }, ['yes', 'member', 'cus-zyrardow', founder]],
    [{ organisation: 'rops-lublin' }, ['yes', 'member', 'rops-lublin', ['supporting certain']]],
    // On record and not a member, but its department is one
    [{ organisation: 'umwl' }, ['no', 'no_membership', 'umwl', []]],
    [{ organisation: 'luw' }, ['unknown', 'part_is_member', 'luw', []]],
    [{ organisation: 'luw', as_of: '2021-09-15' }, ['no', 'no_membership', 'luw', []]],
    [{ organisation: 'cus-nowhere' }, ['unknown', 'organisation_not_known', [], []]],
    [{ organisation: '01a1fdfa-0000-7000-8000-000000000000' }, ['unknown', 'organisation_not_known', [], []]],
    [{ nip: '5261040828' }, ['unknown', 'organisation_not_known', [], []]],
    [{ regon: '000331501' }, ['unknown', 'organisation_not_known', [], []]],
    [{ name: 'CUS w Swidniku' }, ['yes', 'member', 'cus-swidnik', founder]],
    [
      { name: 'Centrum Usług Społecznych w Żyrardowie', as_of: '2022-08-31' },
      ['unknown', 'dates_not_known', 'cus-zyrardow', ['ordinary possible']]
    ],
    [{ name: 'CUS Wojciechów' }, ['unknown', 'organisation_not_known', ['cus-wojcieszkow'], []]],
    [{ name: 'Bractwo Kurkowe' }, ['unknown', 'organisation_not_known', [], []]]
  ]
  for (const [query, expected] of questions) {
    const found = await verdict(query)
    // Further candidates are tested with the matching.
    if (query.name === 'CUS Wojciechów') (found[2] as string[]).length = 1
    t.strictSame(found, expected, JSON.stringify(query))
  }
  const { candidates } = await check({ organisation: 'luw' })
  t.strictSame(
    candidates.map(({ slug }: Json) => slug),
    ['luw-wps'],
    'the part that is a member is returned'
  )
  const { as_of, checked_at, journal_position, asked_by, asked, memberships } = await check({
    organisation: 'cus-swidnik'
  })
  const { rows } = await sql<{ seq: number }>`select seq from feed_head`.execute(db)
  t.strictSame([as_of, asked_by, asked, journal_position], [today, 'organisation', 'cus-swidnik', rows[0]?.seq])
  t.ok(Math.abs(Date.parse(checked_at) - Date.now()) < 60_000)
  t.strictSame(memberships[0].joined, { on: '2021-09-16', not_before: null, not_after: null })
})

t.test('GET /v1/membership-checks follows changes of members', async (t) => {
  const add = (body: object) =>
    write1('POST', 'organisations?confirm_new=true', { kind: 'ops', status: 'active', ...body })
  await add({
    slug: 'ops-pierwszy',
    name: 'Ośrodek Pomocy Społecznej w Pierwszym',
    short_name: 'OPS Pierwszy',
    nip: '5261040828',
    regon: '000331501'
  })
  t.strictSame(await verdict({ nip: '5261040828' }), ['no', 'no_membership', 'ops-pierwszy', []], 'a NIP on record')
  t.strictSame(await verdict({ regon: '000331501' }), ['no', 'no_membership', 'ops-pierwszy', []])

  const join = (body: object) =>
    write1('POST', 'memberships', {
      organisation: { slug: 'ops-pierwszy' },
      tier: 'ordinary',
      tier_basis: 'printed',
      ...body
    }) as Promise<{ id: string }>
  await join({ status: 'candidate' })
  t.strictSame(
    await verdict({ nip: '5261040828' }),
    ['no', 'no_membership', 'ops-pierwszy', []],
    'a candidate is not a member'
  )
  const { id } = await join({ joined: { on: '2025-01-01' } })
  t.strictSame(await verdict({ nip: '5261040828' }), ['yes', 'member', 'ops-pierwszy', ['ordinary certain']])

  const basis = 'Uchwała nr 1/2026'
  await write1('POST', `memberships/${id}/suspension`, { effective_on: '2026-02-01', basis })
  await write1('POST', `memberships/${id}/resumption`, { effective_on: '2026-04-01', basis })
  for (const [day, state] of [
    ['2026-01-31', ''],
    ['2026-02-01', ' suspended'],
    ['2026-03-31', ' suspended'],
    ['2026-04-01', '']
  ])
    t.strictSame(
      await verdict({ nip: '5261040828', as_of: day as string }),
      ['yes', 'member', 'ops-pierwszy', [`ordinary certain${state}`]],
      day as string
    )

  await write1('POST', `memberships/${id}/end`, { ended: { not_before: '2026-05-01', not_after: '2026-05-31' }, basis })
  const days: [string, unknown[]][] = [
    ['2026-04-30', ['yes', 'member', 'ops-pierwszy', ['ordinary certain']]],
    ['2026-05-01', ['unknown', 'dates_not_known', 'ops-pierwszy', ['ordinary possible']]],
    ['2026-05-30', ['unknown', 'dates_not_known', 'ops-pierwszy', ['ordinary possible']]],
    ['2026-05-31', ['no', 'no_membership', 'ops-pierwszy', []]]
  ]
  for (const [as_of, expected] of days) t.strictSame(await verdict({ nip: '5261040828', as_of }), expected, as_of)

  // Suspended when it was entered, since an unknown day
  await add({ slug: 'ops-drugi', name: 'Ośrodek Pomocy Społecznej w Drugim', short_name: 'OPS Drugi' })
  const second = await write1('POST', 'memberships', {
    organisation: { slug: 'ops-drugi' },
    tier: 'ordinary',
    tier_basis: 'printed',
    status: 'suspended',
    joined: { on: '2025-01-01' }
  })
  t.strictSame(await verdict({ organisation: 'ops-drugi' }), [
    'yes',
    'member',
    'ops-drugi',
    ['ordinary certain suspended']
  ])
  t.strictSame(await verdict({ organisation: 'ops-drugi', as_of: '2025-06-01' }), [
    'yes',
    'member',
    'ops-drugi',
    ['ordinary certain ?']
  ])
  await write1('POST', `memberships/${second.id}/resumption`, { effective_on: '2026-04-01', basis })
  t.strictSame(await verdict({ organisation: 'ops-drugi', as_of: '2025-06-01' }), [
    'yes',
    'member',
    'ops-drugi',
    ['ordinary certain ?']
  ])
  t.strictSame(await verdict({ organisation: 'ops-drugi' }), ['yes', 'member', 'ops-drugi', ['ordinary certain']])

  // Former addresses lead to the record, also after a merger
  await write1('PATCH', 'organisations/ops-drugi', { slug: 'ops-nowy' })
  t.strictSame((await verdict({ organisation: 'ops-drugi' }))[2], 'ops-nowy')
  const duplicate = await add({
    slug: 'ops-blizniak',
    name: 'Ośrodek Pomocy Społecznej w Drugim',
    short_name: 'OPS Bliźniak'
  })
  const [answer, reason, candidates] = await verdict({ name: 'Ośrodek Pomocy Społecznej w Drugim' })
  t.strictSame(
    [answer, reason, [...(candidates as string[])].sort()],
    ['unknown', 'name_ambiguous', ['ops-blizniak', 'ops-nowy']],
    'two organisations with one name'
  )
  await write1('POST', 'organisations/ops-blizniak/merger', { into: { slug: 'ops-nowy' } })
  for (const identifier of ['ops-blizniak', duplicate.id])
    t.strictSame((await verdict({ organisation: identifier })).slice(0, 3), ['yes', 'member', 'ops-nowy'])
  t.strictSame(
    (await verdict({ name: 'Ośrodek Pomocy Społecznej w Drugim' })).slice(0, 3),
    ['yes', 'member', 'ops-nowy'],
    'the name is unambiguous again'
  )
})

t.test('GET /v1/membership-checks requires exactly one well-formed identifier', async (t) => {
  const refused: [Record<string, string>, string[]][] = [
    [{}, ['organisation']],
    [{ as_of: '2026-11-21' }, ['organisation']],
    [{ nip: '5261040828', name: 'CUS' }, ['nip', 'name']],
    [{ nip: '526104082' }, ['nip']],
    [{ regon: '12345' }, ['regon']],
    // A wrong check digit, digits in another order, zeros only
    [{ nip: '5261040827' }, ['nip']],
    [{ nip: '5621040828' }, ['nip']],
    [{ nip: '0000000000' }, ['nip']],
    [{ regon: '000331502' }, ['regon']],
    [{ regon: '00033150100001' }, ['regon']],
    [{ krs: '0000000000' }, ['krs']],
    [{ krs: '85688' }, ['krs']],
    [{ krs: '0000085688', nip: '5261040828' }, ['nip', 'krs']],
    [{ name: ' ' }, ['name']],
    [{ organisation: 'cus-swidnik', as_of: 'today' }, ['as_of']],
    [{ person: 'anna-ostasz' }, ['person']]
  ]
  for (const [query, parameters] of refused) {
    const { status, json } = await get(path(query))
    t.strictSame(
      [status, json.code, json.errors.map(({ parameter }: Json) => parameter)],
      [400, 'invalid_parameter', parameters],
      JSON.stringify(query)
    )
  }
  t.equal(
    (await get(path({}))).json.detail,
    'Należy podać dokładnie jeden z parametrów: «organisation», «nip», «regon», «krs», «name».'
  )
  t.match((await get(path({ nip: '5261040827' }))).json.errors[0], { code: 'nip_invalid', parameter: 'nip' })
  t.equal((await get(path({ organisation: 'cus-swidnik' }), { accept: 'text/csv' })).status, 406)
})

t.test('GET /v1/membership-checks finds an organisation by its KRS number', async (t) => {
  t.strictSame(await verdict({ krs: '0000085688' }), ['unknown', 'organisation_not_known', [], []])
  const ngo = { slug: 'fundacja-z-krs', name: 'Fundacja z KRS', short_name: 'Fundacja', kind: 'ngo', status: 'active' }
  await write1('POST', 'organisations', { ...ngo, krs: '0000085688' })
  t.strictSame(await verdict({ krs: '0000085688' }), ['no', 'no_membership', 'fundacja-z-krs', []])
})

t.test('Parts of one gmina share its NIP: the check by it is unknown and lists them', async (t) => {
  const nip = '7162442111'
  const add = (slug: string, more: object) =>
    call('POST', 'organisations', {
      key,
      body: { slug, name: `Jednostka ${slug}`, short_name: slug, kind: 'ops', status: 'active', nip, ...more }
    })
  const codes = ({ status, json }: { status: number; json: Json }) => [status, json.errors?.[0]?.code]
  const belzyce = { territory: { code: '060303' } }
  t.equal((await add('czesc-gminy-1', belzyce)).status, 201)
  t.strictSame((await verdict({ nip })).slice(0, 3), ['no', 'no_membership', 'czesc-gminy-1'])
  t.equal((await add('czesc-gminy-2', belzyce)).status, 201)
  t.strictSame(await verdict({ nip }), ['unknown', 'number_ambiguous', ['czesc-gminy-1', 'czesc-gminy-2'], []])
  const foreign = { territory: { code: '060401' } }
  t.strictSame(codes(await add('inna-gmina', foreign)), [409, 'organisation_nip_taken'], 'of another gmina')
  t.strictSame(codes(await add('bez-gminy', {})), [409, 'organisation_nip_taken'], 'of no gmina')
  const change = (slug: string, body: object) =>
    call('PATCH', `organisations/${slug}`, { key, body, headers: { 'if-match': '*' } })
  t.strictSame(codes(await change('czesc-gminy-2', foreign)), [409, 'organisation_nip_taken'], 'moved away')
  t.strictSame(codes(await change('czesc-gminy-2', { territory: null })), [409, 'organisation_nip_taken'])
  // A statement may move all parts at once.
  await sql`update organisation set territory_code = '060401' where nip = ${nip}`.execute(db)
  const both = await Promise.all([add('wyscig-1', foreign), add('wyscig-2', belzyce)])
  t.strictSame(both.map(({ status }) => status).sort(), [201, 409])
  t.equal((await get(`organisations?nip=${nip}&fields=slug`)).json.data.length, 3)
})

t.test('GET /v1/membership-checks returns a receipt that anyone can verify', async (t) => {
  const response = await get(path({ organisation: 'cus-swidnik' }))
  t.equal(response.headers['cache-control'], 'no-store')
  t.equal(response.headers.etag, undefined)
  const { receipt, reason_pl, reason_en, ...statements } = response.json
  t.match(reason_pl, /pewne\.$/)
  t.match(reason_en, /certainly/)
  const keys = createRemoteJWKSet(new URL(`${base}/.well-known/jwks.json`))
  const rules = { issuer: 'rejestr-konwentu-cus', algorithms: ['Ed25519'], typ: 'membership-check+jwt' }
  const { payload, protectedHeader } = await jwtVerify(receipt, keys, rules)
  const { iss, iat, ...claims } = payload
  t.strictSame(claims, statements, 'the claims equal the response without its sentences')
  t.equal(iat, Math.floor(Date.parse(statements.checked_at) / 1000))
  t.strictSame(Object.keys(protectedHeader).sort(), ['alg', 'kid', 'typ'])

  const [head, body, signature] = receipt.split('.')
  const forged = (change: object) => Buffer.from(JSON.stringify({ ...payload, ...change })).toString('base64url')
  const header = (change: object) =>
    Buffer.from(JSON.stringify({ ...protectedHeader, ...change })).toString('base64url')
  const flipped = Buffer.from(signature, 'base64url')
  flipped[0] = (flipped[0] as number) ^ 1
  const forgeries: [string, string][] = [
    ['another answer', `${head}.${forged({ answer: 'no' })}.${signature}`],
    ['another day', `${head}.${forged({ as_of: '2020-01-01' })}.${signature}`],
    ['another signature', `${head}.${body}.${flipped.toString('base64url')}`],
    ['no signature', `${header({ alg: 'none' })}.${body}.`],
    ['another algorithm', `${header({ alg: 'HS256' })}.${body}.${signature}`],
    ['another type', `${header({ typ: 'JWT' })}.${body}.${signature}`],
    ['another key', `${header({ kid: 'A'.repeat(43) })}.${body}.${signature}`]
  ]
  for (const [what, text] of forgeries) await t.rejects(jwtVerify(text, keys, rules), what)

  const named = await testApp({ db, publicBaseUrl: 'https://rejestr.example' })
  t.teardown(() => named.close())
  const other = (await named.inject('/v1/membership-checks?organisation=cus-swidnik')).json()
  t.equal(decodeJwt(other.receipt).iss, 'https://rejestr.example', 'PUBLIC_BASE_URL is the issuer')
})

t.test('GET /.well-known/jwks.json returns only public keys', async (t) => {
  const response = await fetch(`${base}/.well-known/jwks.json`)
  t.equal(response.status, 200)
  t.equal(response.headers.get('content-type'), 'application/jwk-set+json')
  t.match(response.headers.get('cache-control'), 'max-age=60')
  const { keys } = (await response.json()) as JSONWebKeySet
  t.equal(keys.length, 1)
  t.strictSame(Object.keys(keys[0] as object).sort(), ['alg', 'crv', 'kid', 'kty', 'use', 'x'])
  const again = await fetch(`${base}/.well-known/jwks.json`, {
    headers: { 'if-none-match': response.headers.get('etag') as string }
  })
  t.equal(again.status, 304)
  t.strictSame(JSON.parse((await get('signing-keys')).text), { keys }, 'the API returns the same keys')
  const { links } = (await get('index')).json
  t.ok(links.some(({ href }: Json) => href === '/.well-known/jwks.json'))
  const catalogue = (await (await fetch(`${base}/.well-known/api-catalog`)).json()) as Json
  t.equal(catalogue.linkset[0].related[0].href, '/.well-known/jwks.json')
})

t.test('konwent signing-keys rotate: earlier receipts stay valid until their key is revoked', async (t) => {
  const cli = async (...args: string[]) => {
    const env = { PATH: process.env.PATH, DATABASE_URL: url }
    const { stdout } = await promisify(execFile)(process.execPath, ['src/cli/konwent.ts', 'signing-keys', ...args], {
      cwd: resolve(import.meta.dirname, '..'),
      env
    })
    return stdout.trim()
  }
  const receipt = async () => (await check({ organisation: 'cus-swidnik' })).receipt as string
  const verifies = async (text: string) => {
    try {
      await jwtVerify(text, createLocalJWKSet(await jwks()))
      return true
    } catch {
      return false
    }
  }
  const kidOf = (text: string) => decodeProtectedHeader(text).kid as string
  const first = await receipt()
  const kid = await cli('rotate')
  const second = await receipt()
  t.equal(kidOf(second), kid, 'the new key signs at once')
  t.not(kidOf(first), kid)
  t.strictSame([await verifies(first), await verifies(second)], [true, true])
  t.match(await cli('list'), new RegExp(`^${kid}  active  .*\\n${kidOf(first)}  retired  `))
  const { rows } = await sql<{ secrets: number }>`select count(private_key)::int as secrets from signing_key`.execute(
    db
  )
  t.equal(rows[0]?.secrets, 1, 'a retired key has no private part')

  await cli('revoke', kidOf(first))
  t.strictSame([await verifies(first), await verifies(second)], [false, true])
  await cli('revoke', kidOf(first))
  await cli('revoke', kid)
  const third = await receipt()
  t.not(kidOf(third), kid, 'a revoked active key is replaced')
  t.strictSame([await verifies(second), await verifies(third)], [false, true])
  for (const unknown of ['A'.repeat(43), `-${'A'.repeat(42)}`])
    await t.rejects(cli('revoke', unknown), /there is no such key/)

  const audit = await sql<{ entry: string }>`
    select action || ' ' || actor || ' ' || array_to_string(fields, ',') as entry from audit
    where subject_type = 'signing_key' order by seq`.execute(db)
  t.strictSame(
    audit.rows.map(({ entry }) => entry),
    [
      'signing_key.created command kid,private_key,public_key',
      'signing_key.retired command private_key,retired_at',
      'signing_key.created command kid,private_key,public_key',
      'signing_key.revoked command revoked_at',
      'signing_key.revoked command private_key,retired_at,revoked_at',
      'signing_key.created command kid,private_key,public_key'
    ],
    'the audit has names of fields, never the keys'
  )
  const changes = await sql`select from change where subject_type = 'signing_key'`.execute(db)
  t.equal(changes.rows.length, 0, 'the change log has no entries')
})

t.test('GET /v1/membership-checks: simultaneous first requests create one key', async (t: Test) => {
  const { db, url, get }: Setup = await setup(t)
  const connections = Array.from({ length: 3 }, () => connect(url, { max: 4, role: 'konwent_app', timeoutFactor: 15 }))
  t.teardown(() => Promise.all(connections.map(({ close }) => close())))
  const made = await Promise.all([
    ...connections.flatMap((connection) =>
      [1, 2].map(async () => (await write(connection.db, command, getOrCreateSigningKey)).kid)
    ),
    ...[1, 2].map(
      async () => decodeProtectedHeader((await get(path({ organisation: 'cus-swidnik' }))).json.receipt).kid
    ),
    ...[1, 2].map(async () => JSON.parse((await get('signing-keys')).text).keys[0].kid)
  ])
  t.equal(made.length, 10)
  t.equal(new Set(made).size, 1)
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from signing_key`.execute(db)
  t.equal(rows[0]?.count, 1)
})
