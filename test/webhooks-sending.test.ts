// One attempt to send a webhook: allowed addresses, time limits, evaluation of the response, and the next attempt.
import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import tls from 'node:tls'
import { Webhook } from 'standardwebhooks'
import t, { type Test } from 'tap'
import { readConfig } from '../src/config.ts'
import { isGlobal, readTarget } from '../src/features/webhooks/sending/addresses.ts'
import { generateSecret, secretText, signedHeaders } from '../src/features/webhooks/sending/event.ts'
import { MAX_WAIT_MS, readRetryAfter, waitAfter } from '../src/features/webhooks/sending/retries.ts'
import { createSender, type Sender, type SenderOptions } from '../src/features/webhooks/sending/send.ts'
import { startReceiver } from './receiver.ts'

t.setTimeout(900_000)

const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgSeMoO2eUGaTPBUiZ
at3mqBNdc+7Dd2JESZsY5xF8suehRANCAAQ7Wx836ACKSMhIdexPSLdLN1GtZZNe
KuejTbZo0UHiZdgjW7cC7AUxJFFVEDlBBURuh3jPvx4yrHrwrWH8ixNw
-----END PRIVATE KEY-----`
/** Self-signed certificate of localhost, valid until 2120. */
const cert = `-----BEGIN CERTIFICATE-----
MIIBQjCB6KADAgECAgEBMAoGCCqGSM49BAMCMBQxEjAQBgNVBAMMCWxvY2FsaG9z
dDAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFowFDESMBAGA1UEAwwJ
bG9jYWxob3N0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEO1sfN+gAikjISHXs
T0i3SzdRrWWTXirno022aNFB4mXYI1u3AuwFMSRRVRA5QQVEbod4z78eMqx68K1h
/IsTcKMpMCcwFAYDVR0RBA0wC4IJbG9jYWxob3N0MA8GA1UdEwEB/wQFMAMBAf8w
CgYIKoZIzj0EAwIDSQAwRgIhALOXmMhkbiYk7OZzZp98ZS/Z6O2CsYJwmO63o/lP
BscCAiEA8DJntWFJu0Po51Z3ZpOHtsipYgL9FZNzfUrmtfJwYQs=
-----END CERTIFICATE-----`

const words = (text: string) => text.trim().split(/\s+/)

t.test('isGlobal(): accepts public addresses only', async (t) => {
  for (const address of words(
    '8.8.8.8 1.1.1.1 193.0.14.129 172.15.255.255 172.32.0.1 100.63.0.1 169.253.1.1 223.255.255.254 ' +
      '2606:4700::1111 2a00:1450:4001::1 2001:4860::8888'
  ))
    t.ok(isGlobal(address), address)
  const refused = words(`
    0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1
    172.31.255.255 192.0.0.1 192.0.0.170 192.0.2.1
    192.31.196.1 192.52.193.1 192.88.99.1 192.168.1.1 192.175.48.1 198.18.0.1 198.19.255.255 198.51.100.1
    203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
    :: ::1 ::127.0.0.1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:8.8.8.8 ::ffff:7f00:1 ::ffff:0:127.0.0.1
    64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::1 100::1 100:0:0:1::1
    2001::1 2001:0:7f00:1::1 2001:2::1 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1:: 2002:a00:1::
    2002:808:808:: 2620:4f:8000::1 3fff::1 4000::1 5f00::1
    fc00::1 fd12:3456::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 localhost example.org 2130706433 0x7f000001
    0177.0.0.1 127.1 127.0.0.1.`)
  for (const address of refused) t.notOk(isGlobal(address), address)
  t.notOk(isGlobal(''))
})

t.test('readTarget(): refuses forbidden URLs in every notation', async (t) => {
  const fine = [
    'https://portal.example.org/hook',
    'https://portal.example.org:443/hook?token=1',
    'https://8.8.8.8/',
    'https://[2606:4700::1111]/',
    'https://bełżyce.pl/',
    'HTTPS://PORTAL.EXAMPLE.ORG'
  ]
  for (const url of fine) t.type(readTarget(url, false), 'object', url)
  const table: [string, string][] = [
    ...words(
      'http://portal.example.org/ ftp://portal.example.org/ file:///etc/passwd gopher://portal.example.org ' +
        'javascript:alert(1) ws://a.example.org data:,x'
    ).map((url): [string, string] => [url, 'not_https']),
    ...words(
      'https://portal.example.org:8443/ https://portal.example.org:80/ https://portal.example.org:22 ' +
        'https://portal.example.org:0/'
    ).map((url): [string, string] => [url, 'other_port']),
    ...words(
      'https://user@portal.example.org/ https://user:secret@portal.example.org/ https://8.8.8.8@10.0.0.1/ ' +
        'https://:secret@portal.example.org'
    ).map((url): [string, string] => [url, 'with_credentials']),
    ['https://portal.example.org/#a', 'with_fragment'],
    ['https://portal.example.org/#', 'with_fragment'],
    ...words(
      'https:// portal.example.org //portal.example.org https://exa<mple.org https://1.2.3.4.5/ https://256.1.1.1/ ' +
        'https://[fe80::1%25eth0]/ https://[::1'
    ).map((url): [string, string] => [url, 'not_a_url']),
    ...words(`
      https://localhost/ https://LOCALHOST/ https://localhost./ https://a.localhost/ https://portal/
      https://portal.local/ https://db.internal/ https://nas.lan/ https://x.home.arpa/ https://x.onion/
      https://1.0.0.127.in-addr.arpa/ https://portal.example.org./ https://127.0.0.1/ https://127.0.0.1./
      https://127.1/ https://2130706433/ https://0x7f000001/ https://0x7f.1/ https://017700000001/
      https://0177.0.0.01/ https://%31%32%37.0.0.1/ https://①②⑦.0.0.1/ https://127。0。0。1/ https://0/ https://10.1/
      https://169.254.169.254/latest/meta-data/ https://2852039166/ https://[::1]/
      https://[::]/ https://[::ffff:127.0.0.1]/ https://[::ffff:a00:1]/ https://[64:ff9b::a00:1]/
      https://[2002:7f00:1::]/ https://[fd00::1]/ https://[fe80::1]/ https:127.0.0.1 https:\\\\127.0.0.1\\
    `).map((url): [string, string] => [url, 'not_public'])
  ]
  for (const [url, fault] of table) t.equal(readTarget(url, false), fault, url)
  t.equal(
    readTarget('https://exa\tmple.org\n@10.0.0.1', false),
    'with_credentials',
    'tabs and line feeds in a URL are handled as by the URL parser'
  )

  const allowed = ['http://localhost:3000/', 'http://127.0.0.1/hook', 'https://[::1]:8443/', 'http://127.1:8080/']
  for (const url of allowed) t.match(readTarget(url, true), { loopback: true }, `${url}, with WEBHOOK_ALLOW_LOOPBACK`)
  for (const url of words(
    'http://portal.example.org/ https://portal.example.org:8443/ https://10.0.0.1/ http://10.0.0.1/ ' +
      'https://169.254.169.254/ ftp://localhost/ http://user@localhost/'
  ))
    t.type(readTarget(url, true), 'string', `${url}, with WEBHOOK_ALLOW_LOOPBACK`)
})

t.test('waitAfter(): ten attempts within about 75 hours, with a tenth of jitter', async (t) => {
  const { WEBHOOK_RETRY_DELAYS: delays } = readConfig({})
  const total = (random: number) =>
    Array.from({ length: 9 }, (_, i) => waitAfter(i + 1, delays, random) as number).reduce((sum, wait) => sum + wait) /
    3_600_000
  t.ok(Math.abs(total(0.5) - 75) < 1, `${total(0.5)} hours`)
  t.ok(total(0) > 67 && total(1) < 84)
  t.equal(waitAfter(10, delays, 0.5), undefined, 'no eleventh attempt')
  t.equal(waitAfter(1, delays, 0.5), 5_000)
  t.equal(waitAfter(1, delays, 0), 4_500)
  t.equal(waitAfter(1, delays, 1), 5_500)
  t.equal(waitAfter(1, delays, 0.5, 60_000), 60_000, 'Retry-After makes it later')
  t.equal(waitAfter(4, delays, 0.5, 60_000), 7_200_000, 'and never earlier')
  t.equal(waitAfter(1, delays, 0.5, 10 * MAX_WAIT_MS), MAX_WAIT_MS, 'nor later than a day')
  t.equal(waitAfter(10, delays, 0.5, 60_000), undefined)
  for (const text of ['', '0', '5,', '-5', '1.5', 'x', '1000000', '5;5', Array.from({ length: 21 }, () => 1).join()])
    t.throws(() => readConfig({ WEBHOOK_RETRY_DELAYS: text }), /WEBHOOK_RETRY_DELAYS must be up to 20 numbers/, text)
  t.throws(() => readConfig({ WEBHOOK_ALLOW_LOOPBACK: 'yes' }), /WEBHOOK_ALLOW_LOOPBACK must be one of true, false/)
  t.equal(readConfig({}).WEBHOOK_ALLOW_LOOPBACK, false)

  const now = new Date('2026-11-22T10:00:00Z')
  const headers: [string | undefined, number][] = [
    [undefined, 0],
    ['', 0],
    ['120', 120_000],
    [' 120 ', 120_000],
    ['0', 0],
    ['-1', 0],
    ['1.5', 0],
    ['soon', 0],
    ['999999999', MAX_WAIT_MS],
    ['99999999999999999999', 0],
    ['Sun, 22 Nov 2026 10:01:00 GMT', 60_000],
    ['Sun, 22 Nov 2026 09:00:00 GMT', 0],
    ['Fri, 31 Dec 9999 23:59:59 GMT', MAX_WAIT_MS],
    ['Sun, 99 Nov 2026 10:01:00 GMT', 0],
    ['2026-11-22T10:01:00Z', 0]
  ]
  for (const [header, wait] of headers) t.equal(readRetryAfter(header, now), wait, String(header))
})

function sender(t: Test, options: Partial<SenderOptions> = {}): Sender {
  const one = createSender({ allowLoopback: true, ...options })
  t.teardown(() => one.close())
  return one
}

t.test('POST to a receiver: the signature can be verified with each valid secret', async (t) => {
  const receiver = await startReceiver(t)
  const secrets = [generateSecret(), generateSecret()]
  const id = '01993a5e-7c00-7000-8000-000000000001'
  const body = '{"type":"organisation.updated","data":{"name":"Bełżyce"}}'
  const outcome = await sender(t).send(`${receiver.url}?a=1`, body, signedHeaders(id, body, secrets, new Date()))
  t.strictSame(outcome, { status: 204, failure: null, retryAfter: 0 })
  const [got] = receiver.received
  t.match(got, {
    method: 'POST',
    path: '/hook?a=1',
    body,
    headers: { 'content-type': 'application/json', 'webhook-id': id, host: `localhost:${receiver.port}` }
  })
  for (const secret of secrets)
    t.strictSame(new Webhook(secretText(secret)).verify(body, got?.headers ?? {}), JSON.parse(body))
  t.throws(() => new Webhook(secretText(generateSecret())).verify(body, got?.headers ?? {}), /No matching signature/)
  t.throws(
    () => new Webhook(secretText(secrets[0] as Buffer)).verify(`${body} `, got?.headers ?? {}),
    /No matching signature/
  )
  t.match(secretText(secrets[0] as Buffer), /^whsec_[0-9A-Za-z+/]{43}=$/)
})

t.test(
  'Response of a receiver: 2xx is a success, everything else a failure, and redirects are not followed',
  async (t) => {
    const statuses = [
      200, 201, 202, 204, 299, 300, 301, 302, 303, 307, 308, 304, 400, 401, 404, 410, 429, 500, 503, 599
    ]
    const elsewhere = await startReceiver(t)
    const receiver = await startReceiver(t, (response, { path }) => {
      response.writeHead(Number(path.slice(1)), { location: elsewhere.url, 'retry-after': '7' }).end()
    })
    const { send } = sender(t)
    for (const status of statuses) {
      const failure = status < 300 ? null : status < 400 ? 'redirected' : 'rejected'
      t.strictSame(
        await send(`http://localhost:${receiver.port}/${status}`, '{}', {}),
        { status, failure, retryAfter: failure ? 7_000 : 0 },
        String(status)
      )
    }
    t.equal(elsewhere.received.length, 0)
  }
)

t.test('Response of a receiver: at most 64 kB are read, within the time limit of an attempt', async (t) => {
  let written = 0
  let ended = false
  const endless = await startReceiver(t, (response) => {
    response.writeHead(200)
    const more = () => {
      while (!ended && response.write('x'.repeat(16_384))) written += 16_384
    }
    response.on('drain', more).on('close', () => {
      ended = true
    })
    more()
  })
  const big = await sender(t).send(endless.url, '{}', {})
  t.strictSame(big, { status: 200, failure: null, retryAfter: 0 }, 'the status counts')
  t.ok(written < 20_000_000, `the receiver wrote ${written} bytes, most of them into buffers`)

  const silent = await startReceiver(t, () => {})
  t.strictSame(
    await sender(t, { timeout: 300 }).send(silent.url, '{}', {}),
    { status: null, failure: 'timeout', retryAfter: 0 },
    'no response'
  )
  const dripping = await startReceiver(t, (response) => {
    response.writeHead(200)
    const drip = setInterval(() => response.write('.'), 50)
    response.on('close', () => clearInterval(drip))
  })
  t.strictSame(
    await sender(t, { timeout: 300 }).send(dripping.url, '{}', {}),
    { status: 200, failure: null, retryAfter: 0 },
    'a body that arrives byte by byte'
  )
  const headless = net.createServer((socket) => {
    socket.on('error', () => {})
    const drip = setInterval(() => socket.write('HTTP/1.1 100 Continue\r\n\r\n'), 50)
    socket.on('close', () => clearInterval(drip))
  })
  headless.listen(0, '127.0.0.1')
  await once(headless, 'listening')
  t.teardown(() => void headless.close())
  const url = `http://127.0.0.1:${(headless.address() as AddressInfo).port}/`
  t.strictSame(
    await sender(t, { timeout: 300 }).send(url, '{}', {}),
    { status: null, failure: 'timeout', retryAfter: 0 },
    '1xx responses without end'
  )
  const hanging = sender(t, { timeout: 300, resolve: () => new Promise(() => {}) })
  t.strictSame(
    await hanging.send('https://portal.example.org/', '{}', {}),
    { status: null, failure: 'timeout', retryAfter: 0 },
    'a name server that does not respond'
  )
})

t.test('Failures: connection refused or closed, not HTTP, headers without end', async (t) => {
  const broken = async (say: (socket: net.Socket) => void) => {
    const server = net.createServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => say(socket))
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    t.teardown(() => void server.close())
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  }
  const { send } = sender(t)
  const unreachable = { status: null, failure: 'unreachable', retryAfter: 0 }
  t.strictSame(await send(await broken((socket) => socket.destroy()), '{}', {}), unreachable)
  t.strictSame(await send(await broken((socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n')), '{}', {}), unreachable)
  t.strictSame(
    await send(
      await broken((socket) => socket.write(`HTTP/1.1 200 OK\r\n${'X-Long: 1\r\n'.repeat(10_000)}`)),
      '{}',
      {}
    ),
    unreachable
  )
  const closed = net.createServer().listen(0, '127.0.0.1')
  await once(closed, 'listening')
  const { port } = closed.address() as AddressInfo
  closed.close()
  t.strictSame(await send(`http://127.0.0.1:${port}/`, '{}', {}), unreachable)
})

t.test('A kept-alive connection that the receiver has closed costs no attempt', async (t) => {
  const receiver = await startReceiver(t, (response) => {
    const { socket } = response
    response.writeHead(204).end(() => setImmediate(() => socket?.resetAndDestroy()))
  })
  const { send } = sender(t)
  for (let i = 0; i < 20; i++) t.equal((await send(receiver.url, '{}', {})).failure, null)
})

t.test('DNS: the addresses of a name are checked when the connection is made', async (t) => {
  const receiver = await startReceiver(t)
  const responses = words('127.0.0.1 10.0.0.1 169.254.169.254 ::1 ::ffff:127.0.0.1 64:ff9b::7f00:1 fd00::1 0.0.0.0')
  for (const address of responses) {
    const resolve = async () => [{ address, family: net.isIP(address) }]
    for (const allowLoopback of [true, false]) {
      const outcome = await sender(t, { allowLoopback, resolve }).send('https://portal.example.org/', '{}', {})
      t.strictSame(
        outcome,
        { status: null, failure: 'forbidden_address', retryAfter: 0 },
        `${address}, ${allowLoopback}`
      )
    }
  }
  const none = sender(t, { resolve: async () => [] })
  t.equal((await none.send('https://portal.example.org/', '{}', {})).failure, 'forbidden_address')
  const unknown = sender(t, {
    resolve: async () => Promise.reject(Object.assign(new Error('no such host'), { code: 'ENOTFOUND' }))
  })
  t.equal((await unknown.send('https://portal.example.org/', '{}', {})).failure, 'unresolved')

  // DNS rebinding: the addresses are checked at the connection, and only permitted ones are used.
  const resolved: string[] = []
  const resolutions = [[{ address: '10.0.0.1', family: 4 }], [{ address: '127.0.0.1', family: 4 }]]
  const rebinding = sender(t, {
    resolve: async (host) => {
      resolved.push(host)
      return resolutions[resolved.length - 1] as (typeof resolutions)[number]
    }
  })
  t.equal((await rebinding.send(receiver.url, '{}', {})).failure, 'forbidden_address', 'localhost with another address')
  t.equal((await rebinding.send(receiver.url, '{}', {})).failure, null)
  t.strictSame(resolved, ['localhost', 'localhost'], 'each connection resolves the name again and uses that address')
  const mixed = sender(t, {
    resolve: async () => [
      { address: '10.0.0.1', family: 4 },
      { address: '127.0.0.1', family: 4 }
    ]
  })
  t.equal(
    (await mixed.send(receiver.url, '{}', {})).failure,
    null,
    'of several addresses, only permitted ones are used'
  )
  t.equal(receiver.received.length, 2)

  const strict = sender(t, { allowLoopback: false })
  for (const url of [
    receiver.url,
    `http://127.0.0.1:${receiver.port}/`,
    `https://127.0.0.1:${receiver.port}/`,
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://localhost/'
  ])
    t.equal(
      (await strict.send(url, '{}', {})).failure,
      'forbidden_address',
      `${url} in the database, without WEBHOOK_ALLOW_LOOPBACK`
    )
  t.equal(receiver.received.length, 2)
})

t.test('TLS: a certificate that is not trusted, or of another host, is refused with any environment', async (t) => {
  const receiver = await startReceiver(t, undefined, { key, cert })
  const port = String(receiver.port)
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
  process.env.HTTPS_PROXY = process.env.HTTP_PROXY = 'http://127.0.0.1:9'
  process.env.NODE_USE_ENV_PROXY = '1'
  const trusted = tls.getCACertificates('default')
  t.teardown(() => {
    for (const name of ['NODE_TLS_REJECT_UNAUTHORIZED', 'HTTPS_PROXY', 'HTTP_PROXY', 'NODE_USE_ENV_PROXY'])
      delete process.env[name]
    tls.setDefaultCACertificates(trusted)
  })
  t.equal((await sender(t).send(receiver.url, '{}', {})).failure, 'insecure', 'self-signed')
  tls.setDefaultCACertificates([...trusted, cert])
  t.equal(
    (await sender(t).send(`https://127.0.0.1:${port}/`, '{}', {})).failure,
    'insecure',
    'for localhost, not for 127.0.0.1'
  )
  t.equal(receiver.received.length, 0)
  t.strictSame(await sender(t).send(receiver.url, '{}', {}), { status: 204, failure: null, retryAfter: 0 }, 'trusted')
  const plain = await startReceiver(t)
  t.equal((await sender(t).send(plain.url.replace('http:', 'https:'), '{}', {})).failure, 'insecure', 'not TLS')
})
