// The format of keys and the rules for new and changed keys, without a database.
import fc from 'fast-check'
import t from 'tap'
import { readConfig } from '../../src/config.ts'
import {
  checkGrant,
  defaultExpiry,
  endAfterRotation,
  sortScopes,
  weakensAdminKey,
  yearAfter
} from '../../src/features/api-keys/rules.ts'
import { type Caller, scopes } from '../../src/http/access.ts'
import { generateApiKey, hashOf, hintOf, isApiKey, readAuthorization } from '../../src/http/api-key.ts'
import { ApiError } from '../../src/http/errors.ts'

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const DAY = 86_400_000
const now = new Date('2026-11-21T09:00:00.000Z')
const after = (days: number, from = now) => new Date(from.getTime() + days * DAY)
const host = null
const maker = (expires_at: Date): Caller => ({
  id: 'x',
  owner: 'x',
  audience: 'staff',
  scopes: ['keys:admin'],
  expires_at
})

t.test('generateApiKey(): csk_live_, 32 random characters and a checksum', async (t) => {
  const keys = Array.from({ length: 2_000 }, generateApiKey)
  for (const key of keys) if (!/^csk_live_[0-9A-Za-z]{38}$/.test(key) || !isApiKey(key)) t.fail(key)
  t.equal(new Set(keys).size, keys.length, 'all keys are different')
  // 64,000 digits of 62 kinds: each is expected 1,032 times, and ten standard deviations are 318. A modulo bias of
  // bytes would be a quarter.
  const counts = new Map([...BASE62].map((digit) => [digit, 0]))
  for (const key of keys) for (const digit of key.slice(9, 41)) counts.set(digit, (counts.get(digit) as number) + 1)
  t.strictSame(
    [...counts].filter(([, count]) => Math.abs(count - 1032) > 160),
    [],
    'every digit is equally likely'
  )
})

t.test('generateApiKey(): the checksum is CRC-32 in base 62', async (t) => {
  // From another implementation: zlib.crc32 of Python, in base 62.
  for (const key of [
    'csk_live_000000000000000000000000000000004GyUNc',
    'csk_live_Konwent0Centrow0Uslug0Spolecznyc1yZEe2',
    'csk_live_zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz3UxIQE'
  ])
    t.ok(isApiKey(key), key)
})

t.test('A key with any change is malformed', async (t) => {
  const key = generateApiKey()
  const digit = fc.constantFrom(...BASE62)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 46 }), digit, (at, other) => {
      fc.pre(key[at] !== other)
      return !isApiKey(key.slice(0, at) + other + key.slice(at + 1))
    }),
    { numRuns: 2_000 }
  )
  fc.assert(
    fc.property(fc.integer({ min: 9, max: 45 }), (at) => {
      fc.pre(key[at] !== key[at + 1])
      return !isApiKey(`${key.slice(0, at)}${key[at + 1]}${key[at]}${key.slice(at + 2)}`)
    })
  )
  fc.assert(
    fc.property(fc.string(), (noise) => {
      fc.pre(noise !== '')
      return !isApiKey(key + noise) && !isApiKey(noise + key) && !isApiKey(noise)
    })
  )
  for (const broken of ['', key.slice(0, -1), key.toUpperCase(), key.replace('live', 'test'), `${key}\n`, ` ${key}`])
    t.notOk(isApiKey(broken), broken)
})

t.test('A key is accepted only in Authorization: Bearer', async (t) => {
  const key = generateApiKey()
  for (const header of [`Bearer ${key}`, `bearer ${key}`, `BEARER   ${key} `])
    t.equal(readAuthorization(header), key, header)
  for (const header of [
    '',
    key,
    'Bearer',
    `Bearer${key}`,
    `Basic ${key}`,
    `Bearer ${key} x`,
    `Bearer ${key},${key}`,
    `Bearer ${key.slice(1)}`,
    `Token ${key}`
  ])
    t.equal(readAuthorization(header), undefined, header)
  t.ok(key.startsWith(hintOf(key)))
  t.equal(hintOf(key).length, 13)
  t.equal(hashOf(key).length, 32)
})

t.test('Twelve months are the same as in PostgreSQL', async (t) => {
  for (const [from, to] of [
    ['2026-11-21T09:00:00.000Z', '2027-11-21T09:00:00.000Z'],
    ['2028-02-29T09:00:00.000Z', '2029-02-28T09:00:00.000Z'],
    ['2027-02-28T23:59:59.999Z', '2028-02-28T23:59:59.999Z']
  ] as const)
    t.equal(yearAfter(new Date(from)).toISOString(), to)
})

t.test('a key without an expiry gets the usual one, and never outlives its maker', async (t) => {
  t.strictSame(defaultExpiry('staff', now, host), after(90))
  t.strictSame(defaultExpiry('partner', now, host), yearAfter(now))
  t.strictSame(defaultExpiry('partner', now, maker(after(30))), after(30))
  t.strictSame(defaultExpiry('staff', now, maker(after(300))), after(90))
  t.strictSame(defaultExpiry('staff', now, host, after(200)), after(200), 'a rotation takes no time away')
  t.strictSame(defaultExpiry('staff', now, maker(after(30)), after(200)), after(30))
})

t.test('Rules for the properties of a new key', async (t) => {
  const faults = (
    audience: 'partner' | 'staff',
    given: (typeof scopes)[number][],
    expires_at: Date,
    by: Caller | null = host
  ) => {
    try {
      checkGrant({ audience, scopes: given, not_before: now, expires_at }, by)
      return []
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      t.equal(error.code, 'rule_broken')
      return error.faults.map(({ code, pointer }) => `${code} ${pointer}`)
    }
  }
  t.strictSame(faults('staff', [...scopes], after(90)), [])
  t.strictSame(faults('partner', ['contacts:read', 'webhooks'], yearAfter(now)), [])
  const open = ['applications:submit', 'contacts:read', 'webhooks']
  for (const scope of scopes.filter((scope) => !open.includes(scope)))
    t.strictSame(faults('partner', ['webhooks', scope], after(1)), ['api_key_partner_scopes /scopes'], scope)
  for (const end of [now, after(-1), new Date(yearAfter(now).getTime() + 1)])
    t.strictSame(faults('staff', ['imports'], end), ['api_key_lifetime /expires_at'])
  t.strictSame(faults('staff', ['imports'], after(10), maker(after(10))), [])
  t.strictSame(faults('staff', ['imports'], new Date(after(10).getTime() + 1), maker(after(10))), [
    'api_key_outlives_maker /expires_at'
  ])
  t.strictSame(sortScopes(['webhooks', 'registry:write', 'webhooks']), ['registry:write', 'webhooks'])
})

t.test('endAfter(): the end of a rotated key', async (t) => {
  const key = { not_before: after(-10), expires_at: after(10) }
  t.strictSame(endAfterRotation(key, 3600, now), { expires_at: new Date(now.getTime() + 3_600_000) })
  t.strictSame(endAfterRotation(key, 0, now), { revoked_at: now }, 'at once')
  t.strictSame(endAfterRotation({ ...key, expires_at: after(1) }, 7 * 86_400, now), {}, 'never later than before')
  t.strictSame(
    endAfterRotation({ ...key, not_before: after(8) }, 7 * 86_400, now),
    { revoked_at: now },
    'a key that would never have become valid'
  )
})

t.test('Changes that remove an admin key are recognised', async (t) => {
  const admin = {
    audience: 'staff' as const,
    scopes: ['keys:admin' as const],
    not_before: after(-1),
    expires_at: after(9),
    revoked_at: null
  }
  const weaker = {
    revoked: { revoked_at: now },
    narrowed: { scopes: ['imports' as const] },
    shorter: { expires_at: after(8) }
  }
  for (const [what, change] of Object.entries(weaker)) {
    t.ok(weakensAdminKey(admin, { ...admin, ...change }, now), what)
    for (const [kind, other] of Object.entries({
      expired: { expires_at: after(-0.5) },
      revoked: { revoked_at: after(-0.5) },
      'to come': { not_before: after(1) },
      'no admin': { scopes: ['webhooks' as const] }
    }))
      t.notOk(
        weakensAdminKey({ ...admin, ...other }, { ...admin, ...other, ...change }, now),
        `${what}, of a key that is ${kind}`
      )
  }
  t.notOk(
    weakensAdminKey(admin, { ...admin, expires_at: after(10), scopes: ['imports', 'keys:admin'] }, now),
    'longer and wider'
  )
})

t.test('TRUST_PROXY accepts addresses and ranges, but not all addresses', async (t) => {
  const read = (TRUST_PROXY: string) => readConfig({ TRUST_PROXY }).TRUST_PROXY
  t.equal(read(''), false)
  t.strictSame(read('10.0.0.0/8, 2001:db8::/32,127.0.0.1,::1'), ['10.0.0.0/8', '2001:db8::/32', '127.0.0.1', '::1'])
  for (const wrong of [
    'true',
    '1',
    '*',
    'loopback',
    '0.0.0.0/0',
    '::/0',
    '10.0.0.0/0',
    '10/8',
    '10.0.0.0/33',
    '127.0.0.1,',
    'proxy.example',
    '127.0.0.1;::1'
  ])
    t.throws(() => read(wrong), { message: /^TRUST_PROXY must be IP addresses or CIDR ranges/ }, wrong)
})
