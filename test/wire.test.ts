// Writes as raw bytes over sockets: wrong heads, invalid framing, pipelined requests. Never a 500, never silence, and
// nothing is written that was not requested.
import net, { type AddressInfo } from 'node:net'
import { sql } from 'kysely'
import t from 'tap'
import { setup } from './helper.ts'

const { app, db, key: makeKey } = await setup(t)
await app.listen({ host: '127.0.0.1', port: 0 })
const { port } = app.server.address() as AddressInfo
const key = await makeKey(['registry:write'])

/** Sends bytes over a socket of its own. Returns all bytes until the service closes the connection. */
async function exchange(...parts: (string | Buffer)[]): Promise<string> {
  const socket = net.connect(port, '127.0.0.1').setTimeout(5_000, () => socket.destroy(new Error('no response')))
  for (const part of parts) socket.write(part)
  const chunks: Buffer[] = []
  try {
    for await (const chunk of socket) chunks.push(chunk)
  } catch (error) {
    // The service closes the connection instead of reading the rest of a refused body.
    if (chunks.length === 0) throw error
  }
  return Buffer.concat(chunks).toString()
}

/** Returns the status codes of the responses in the received bytes. */
const statuses = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))
const people = async () => (await sql<{ n: number }>`select count(*) as n from person`.execute(db)).rows[0]?.n

const body = (slug: string) => JSON.stringify({ slug, given_name: 'Łucja', family_name: 'Żółkiewska' })
const head = (more: string, line = 'POST /v1/people?confirm_new=true HTTP/1.1') =>
  `${line}\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\n${more}`
const last = 'Connection: close\r\n'
const sized = (slug: string, more = '') => head(`${more}Content-Length: ${Buffer.byteLength(body(slug))}\r\n\r\n`)
const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`
const chunked = (slug: string, end = '0\r\n\r\n') =>
  `${chunk(body(slug).slice(0, 20))}${chunk(body(slug).slice(20))}${end}`

t.test('POST with unusual headers', async (t) => {
  const many = Array.from({ length: 300 }, (_, i) => `x${i}: y\r\n`).join('')
  const cases: [string, (slug: string) => string, number[]][] = [
    ['none', (slug) => sized(slug, last) + body(slug), [201]],
    ['Expect: nonsense', (slug) => sized(slug, `Expect: nonsense\r\n${last}`) + body(slug), [201]],
    ['Expect: 100-continue', (slug) => sized(slug, `Expect: 100-continue\r\n${last}`) + body(slug), [100, 201]],
    ['many headers', (slug) => sized(slug, many + last) + body(slug), [201]],
    ['too many headers', (slug) => sized(slug, many.repeat(4) + last) + body(slug), [431]],
    [
      'another method in a header',
      (slug) => sized(slug, `X-HTTP-Method-Override: DELETE\r\nX-Method: DELETE\r\n${last}`) + body(slug),
      [201]
    ],
    ['an upgrade', (slug) => sized(slug, 'Connection: Upgrade, close\r\nUpgrade: h2c\r\n') + body(slug), [201]],
    ['two keys', (slug) => sized(slug, `Authorization: Bearer ${key}\r\n${last}`) + body(slug), [400]],
    [
      'two Idempotency-Keys',
      (slug) => sized(slug, `Idempotency-Key: a\r\nIdempotency-Key: b\r\n${last}`) + body(slug),
      [400]
    ],
    ['an Idempotency-Key of Latin-1', (slug) => sized(slug, `Idempotency-Key: \u00f3\r\n${last}`) + body(slug), [400]],
    [
      'a Content-Type in two lines',
      (slug) => sized(slug, `Content-Type: application/json\r\n${last}`) + body(slug),
      [415]
    ],
    [
      'an If-Match, which POST does not accept',
      (slug) => sized(slug, `If-Match: "v1-x"\r\n${last}`) + body(slug),
      [201]
    ]
  ]
  for (const [i, [what, request, expected]] of cases.entries()) {
    const before = await people()
    const text = await exchange(request(`naglowki-${i}`))
    t.strictSame(statuses(text), expected, what)
    t.equal((await people()) === before, expected.at(-1) !== 201, what)
  }
})

t.test('POST with unusual framing', async (t) => {
  const te = (coding: string) => head(`Transfer-Encoding: ${coding}\r\n${last}\r\n`)
  const cases: [string, (slug: string) => string, number[]][] = [
    ['chunked', (slug) => te('chunked') + chunked(slug), [201]],
    ['Chunked', (slug) => te('Chunked') + chunked(slug), [201]],
    ['a trailer', (slug) => te('chunked') + chunked(slug, '0\r\nAuthorization: Bearer x\r\n\r\n'), [201]],
    ['a chunk with an extension', (slug) => te('chunked') + chunked(slug).replace('\r\n', ';a="b"\r\n'), [201]],
    ['identity', (slug) => te('identity') + body(slug), [400]],
    ['gzip, chunked', (slug) => te('gzip, chunked') + chunked(slug), [400]],
    ['chunked, chunked', (slug) => te('chunked, chunked') + chunked(slug), [400]],
    ['chunked, identity', (slug) => te('chunked, identity') + chunked(slug), [400]],
    ['xchunked', (slug) => te('xchunked') + chunked(slug), [400]],
    ['a tab', (slug) => te('\tchunked\t') + chunked(slug), [400]],
    ['an invalid chunk size', (slug) => `${te('chunked')}zz\r\n${body(slug)}\r\n0\r\n\r\n`, [400]],
    ['a negative chunk size', (slug) => `${te('chunked')}-1\r\n${body(slug)}\r\n0\r\n\r\n`, [400]],
    [
      'a chunk size beyond all limits',
      (slug) => `${te('chunked')}ffffffffffffffffff\r\n${body(slug)}\r\n0\r\n\r\n`,
      [400]
    ],
    [
      'a chunk size above the limit',
      (slug) => `${te('chunked')}fffffff\r\n${body(slug).repeat(20_000)}\r\n0\r\n\r\n`,
      [413]
    ],
    ['an endless chunk extension', (slug) => `${te('chunked')}1;${'a'.repeat(20_000)}\r\n${body(slug)}`, [400]],
    [
      'two equal lengths',
      (slug) => sized(slug, `Content-Length: ${Buffer.byteLength(body(slug))}\r\n${last}`) + body(slug),
      [400]
    ],
    ['a folded line', (slug) => sized(slug, `X-Y: a\r\n b\r\n${last}`) + body(slug), [400]],
    ['lines that end with LF only', (slug) => (sized(slug, last) + body(slug)).replaceAll('\r\n', '\n'), [400]]
  ]
  for (const [i, [what, request, expected]] of cases.entries()) {
    const before = await people()
    const text = await exchange(request(`ramki-${i}`))
    t.strictSame(statuses(text), expected, what)
    t.equal((await people()) === before, expected.at(-1) !== 201, what)
  }
})

t.test('POST several times on one connection', async (t) => {
  const keepAlive = (slug: string) => sized(slug) + body(slug)
  const cases: [string, (string | Buffer)[], number[]][] = [
    [
      'three pipelined requests',
      [keepAlive('rura-1'), keepAlive('rura-2'), sized('rura-3', last) + body('rura-3')],
      [201, 201, 201]
    ],
    ['the same record twice', [keepAlive('rura-4'), sized('rura-4', last) + body('rura-4')], [201, 409]],
    ['garbage after a request', [keepAlive('rura-5'), '\u0000\u0001 garbage\r\n\r\n'], [201, 400]],
    ['one byte too many', [`${keepAlive('rura-6')}x`, head(`${last}Content-Length: 2\r\n\r\n{}`)], [201, 400]],
    [
      'a body that contains a request',
      [head(`Content-Length: 4\r\n\r\n{}\r\n`), sized('rura-7', last) + body('rura-7')],
      [201, 400]
    ],
    ['refused before its body is read', [head('Content-Length: 9999999\r\n\r\n'), keepAlive('rura-8')], [413]],
    [
      'one byte at a time',
      [...Buffer.from(sized('rura-9', last) + body('rura-9'))].map((byte) => Buffer.from([byte])),
      [201]
    ]
  ]
  for (const [what, parts, expected] of cases) {
    const before = Number(await people())
    // Node runs pipelined requests in parallel and sends the responses in order.
    t.strictSame(statuses(await exchange(...parts)).sort(), expected, what)
    t.equal(Number(await people()) - before, expected.filter((status) => status === 201).length, what)
  }
})

t.test('POST with a client that disconnects midway writes nothing', async (t) => {
  const before = await people()
  for (const [i, share] of [0, 0.3, 0.9].entries()) {
    const text = sized(`urwane-${i}`) + body(`urwane-${i}`)
    const socket = net.connect(port, '127.0.0.1')
    await new Promise((resolve) => socket.write(text.slice(0, Math.floor(text.length * share)), resolve))
    socket.resetAndDestroy()
  }
  t.strictSame(statuses(await exchange(sized('urwane-9', last), body('urwane-9'))), [201], 'the service still responds')
  t.equal(await people(), Number(before) + 1)
})
