// Connections that clients use badly: repeated headers, hang-ups, bodies that nobody reads, slow senders, raw UTF-8
// behind a slow request. Requests are raw bytes over sockets.
import net, { type AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import root, { type Test } from 'tap'
import type { Dependencies } from '../../src/app.ts'
import { slowClientLimits } from '../../src/http/connections.ts'
import { setup } from '../helper.ts'

type Entry = { level: number; msg: string; err?: { message: string; code?: string } }

/** Starts the service on a port, with its log. */
async function listen(t: Test, options: Partial<Dependencies> = {}) {
  const log: Entry[] = []
  const waiting: (() => void)[] = []
  const stream = new Writable({
    write: (line, _encoding, done) => {
      log.push(JSON.parse(String(line)))
      for (const check of waiting) check()
      done()
    }
  })
  const service = await setup(t, { logger: pino({ level: 'debug' }, stream), ...options })
  await service.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = service.app.server.address() as AddressInfo
  /** Waits for a log entry with this text. */
  const logged = (text: string) =>
    new Promise<Entry>((resolve) => {
      const check = () => {
        const entry = log.find(({ msg }) => msg.includes(text))
        if (entry) resolve(entry)
      }
      waiting.push(check)
      check()
    })
  return { ...service, port, log, logged, open: () => new Client(port) }
}

/** A client that may keep its side open after the service has closed the other one. */
class Client {
  readonly socket: net.Socket
  readonly #chunks: Buffer[] = []
  /** Everything received until the service closes its side. */
  readonly ended: Promise<string>
  /** The connection is gone. */
  readonly closed: Promise<unknown>

  constructor(port: number) {
    this.socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    this.socket.on('data', (chunk) => this.#chunks.push(chunk)).on('error', () => {})
    root.teardown(() => this.socket.destroy())
    this.closed = new Promise((resolve) => this.socket.once('close', resolve))
    const ended = new Promise((resolve) => this.socket.once('end', resolve))
    this.ended = Promise.race([ended, this.closed]).then(() => Buffer.concat(this.#chunks).toString())
  }

  send(...parts: (string | Buffer)[]): this {
    for (const part of parts) this.socket.write(part)
    return this
  }

  /** Waits until something has been received. */
  async received(): Promise<void> {
    if (this.#chunks.length === 0) await new Promise((resolve) => this.socket.once('data', resolve))
  }
}

const statuses = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))
const codeOf = (text: string) => /"code":"(\w+)"/.exec(text)?.[1]
const head = (line: string, ...fields: string[]) =>
  `${[`${line} HTTP/1.1`, 'Host: localhost', ...fields].join('\r\n')}\r\n\r\n`

root.test('GET and POST with two Authorization headers are 400, in any order', async (t) => {
  const { open, key } = await listen(t, { cacheMegabytes: 8 })
  const valid = `Authorization: Bearer ${await key(['registry:write'])}`
  const forged = `AUTHORIZATION: Bearer csk_live_${'x'.repeat(38)}`
  for (const pair of [
    [valid, forged],
    [forged, valid],
    [valid, valid],
    ['Authorization:', valid]
  ]) {
    for (const line of ['GET /v1/me', 'GET /v1/organisations?limit=1', 'POST /v1/people', 'GET /v1/livez']) {
      const text = await open().send(head(line, ...pair, 'Connection: close')).ended
      t.strictSame(statuses(text), [400], line)
      t.match(text, /www-authenticate: Bearer realm="konwent", error="invalid_request"/i)
      t.match(text, /"code":"repeated_header"/)
    }
  }
  for (let i = 0; i < 2; i++) {
    const text = await open().send(head('GET /v1/organisations?limit=1', 'Host: other', 'Connection: close')).ended
    t.strictSame(statuses(text), [400], 'two Host headers, cached or not')
    const fine = await open().send(head('GET /v1/organisations?limit=1', 'Connection: close')).ended
    t.strictSame(statuses(fine), [200])
  }
})

root.test('POST by a client that disconnects in the middle of a body is logged with the true cause', async (t) => {
  const { open, key, log, logged, app } = await listen(t)
  const authorization = `Authorization: Bearer ${await key(['registry:write', 'imports'])}`
  const heads = [
    head('POST /v1/people', authorization, 'Content-Type: application/json', 'Content-Length: 900'),
    head('POST /v1/people', authorization, 'Content-Type: application/json', 'Transfer-Encoding: chunked'),
    head('POST /v1/eligibility-checks', 'Content-Type: application/json', 'Content-Length: 900'),
    head('POST /v1/imports?resource=people', authorization, 'Content-Type: text/csv', 'Content-Length: 900')
  ]
  for (const request of heads) {
    for (const end of ['reset', 'close'] as const) {
      log.length = 0
      const client = open()
      const begun = new Promise((resolve) => app.server.once('request', resolve))
      client.send(request, request.includes('chunked') ? '1\r\n{\r\n' : '{')
      await begun
      if (end === 'reset') client.socket.resetAndDestroy()
      else client.socket.destroy()
      const entry = await logged('the client closed the connection before the end of the body')
      t.equal(entry.level, 20, 'debug')
      t.equal(entry.err?.message, 'aborted')
      await open().send(head('GET /v1/livez', 'Connection: close')).ended
      t.strictSame(
        log.filter(({ level, msg }) => level > 30 || /database/.test(msg)),
        [],
        'nothing else'
      )
    }
  }
})

root.test('A response before the end of the body closes the connection in stages', async (t) => {
  const { open, key, app } = await listen(t)
  const authorization = `Authorization: Bearer ${await key(['imports'])}`
  const announced = 'Content-Length: 2000000000'
  const json = 'Content-Type: application/json'
  const cases: [string, string, number][] = [
    ['no key', head('POST /v1/people', json, announced), 401],
    ['an invalid key', head('POST /v1/people', 'Authorization: Bearer x', json, announced), 401],
    ['a missing scope', head('POST /v1/people', authorization, json, announced), 403],
    ['too large', head('POST /v1/imports?resource=people', authorization, 'Content-Type: text/csv', announced), 413],
    ['another method', head('POST /v1/organisations/cus-belzyce', json, announced), 405],
    ['an unknown path', head('POST /v1/nonesuch', json, announced), 404],
    ['a body of GET', head('GET /v1/organisations?limit=1', announced), 200],
    ['bytes that are not HTTP', 'BREW / HTTP/1.1\r\n\r\n', 400]
  ]
  const block = Buffer.alloc(64 * 1024, 120)
  for (const [what, request, status] of cases) {
    const client = open().send(request)
    // Never stops sending: the end of the connection is the work of the service alone.
    let sent = 0
    const flood = () => {
      while (!client.socket.destroyed && client.socket.write(block)) sent += block.length
    }
    client.socket.on('drain', flood)
    flood()
    const text = await client.ended
    t.strictSame(statuses(text), [status], `${what}: the response arrives`)
    if (status !== 400) t.match(text, /\r\nconnection: close\r\n/i, what)
    await client.closed
    t.ok(sent < 1_000_000_000, what)
  }
  for (const [what, request] of cases) {
    const gone = new Promise((resolve) =>
      app.server.once('connection', (socket: net.Socket) => socket.once('close', resolve))
    )
    const client = open().send(request)
    await client.ended
    await gone
    t.pass(`${what}: a client that neither sends nor closes is disconnected`)
    client.socket.destroy()
  }
})

root.test('A request behind a refused body is not run, and a complete one keeps its connection', async (t) => {
  const { open, key, connection } = await listen(t)
  const authorization = `Authorization: Bearer ${await key(['registry:write'])}`
  const body = JSON.stringify({ slug: 'za-odmowa', given_name: 'Łucja', family_name: 'Żółkiewska' })
  const json = 'Content-Type: application/json'
  const behind = head('POST /v1/people', authorization, json, `Content-Length: ${Buffer.byteLength(body)}`) + body
  const refused = open().send(head('POST /v1/people', json, 'Content-Length: 5'))
  await refused.received()
  refused.send('12345', behind)
  t.strictSame(statuses(await refused.ended), [401])
  // The service reads to the end of the connection.
  const gone = new Promise((resolve) => refused.socket.once('close', resolve))
  refused.socket.end()
  await gone
  const count = await connection.pool.query(`select 1 from person where slug = 'za-odmowa'`)
  t.equal(count.rowCount, 0, 'the request behind the refused body was not run')
  const kept = open().send(`${head('POST /v1/people', json, 'Content-Length: 2')}{}`)
  await kept.received()
  kept.send(head('GET /v1/livez', 'Connection: close'))
  t.strictSame(statuses(await kept.ended), [401, 200], 'the body arrived with its request')
})

root.test(
  'Slow clients: late headers and late bodies are 408; a file may take as long as its rate allows',
  async (t) => {
    const { open, key } = await listen(t, { slowClients: { headersMs: 400, bodyMs: 400, uploadBytesPerSecond: 0.001 } })
    const authorization = `Authorization: Bearer ${await key(['registry:write', 'imports'])}`
    const late = await open().send('GET /v1/livez HTTP/1.1\r\nHost: local').ended
    t.strictSame([statuses(late), codeOf(late)], [[408], 'request_timeout'], 'the headers')
    t.strictSame(statuses(await open().ended), [408], 'a client that sends nothing')
    const csv = 'slug,given_name,family_name\nwolne-lacze,Wolna,Łączność\n'
    const upload = open().send(
      head(
        'POST /v1/imports?resource=people',
        authorization,
        'Content-Type: text/csv',
        `Content-Length: ${Buffer.byteLength(csv)}`,
        'Connection: close'
      ),
      csv.slice(0, 10)
    )
    // Only after the upload has begun, so that its base time has passed as well.
    await new Promise((resolve) => upload.socket.write('', resolve))
    for (const more of ['Content-Length: 900', 'Transfer-Encoding: chunked']) {
      const slow = open().send(head('POST /v1/people', authorization, 'Content-Type: application/json', more))
      if (!more.includes('chunked')) slow.send('{')
      const text = await slow.ended
      t.strictSame([statuses(text), codeOf(text)], [[408], 'request_timeout'], more)
      t.match(text, /\r\nconnection: close\r\n/i)
    }
    upload.send(csv.slice(10))
    t.strictSame(statuses(await upload.ended), [202], 'the slow upload')
    const stopped = open().send(
      head('POST /v1/imports?resource=people', authorization, 'Content-Type: text/csv', 'Content-Length: 900')
    )
    t.strictSame(statuses(await stopped.ended), [408], 'an upload without a byte')
  }
)

root.test('Slow clients: the limits of the service', async (t) => {
  const { app } = await listen(t)
  t.strictSame(slowClientLimits, { headersMs: 10_000, bodyMs: 15_000, uploadBytesPerSecond: 10_000 })
  t.ok(app.server.headersTimeout > 8_000 && app.server.headersTimeout < 10_000, 'with the interval of the check')
  t.equal(app.server.requestTimeout, 0, 'bodies have their own limit')
})

root.test('GET with raw UTF-8 behind a slow request waits for its turn', async (t) => {
  const { open, app, get, call, key } = await listen(t)
  const writer = await key(['registry:write'])
  const person = (slug: string) => ({ key: writer, body: { slug, given_name: 'Łucja', family_name: 'Żółkiewska' } })
  const refused = () => new Promise((resolve) => app.server.once('clientError', resolve))
  for (const [i, bytes] of [
    head('GET /v1/organisations?fields=slug&q=Bełżyce', 'Connection: close'),
    'BREW / HTTP/1.1\r\n\r\n'
  ].entries()) {
    const { meta } = (await get('changes?limit=500')).json
    let after = meta.next_cursor
    for (let more = meta.has_more; more; ) {
      const page = (await get(`changes?limit=500&after=${after}`)).json.meta
      after = page.next_cursor
      more = page.has_more
    }
    const first = refused()
    const client = open().send(head(`GET /v1/changes?wait=30&after=${after}`))
    await new Promise((resolve) => app.server.once('request', resolve))
    client.send(bytes)
    await first
    // More of what cannot be parsed changes nothing.
    const second = refused()
    client.send('x')
    await second
    t.equal((await call('POST', 'people?confirm_new=true', person(`kolejka-${i}`))).status, 201)
    const text = await client.ended
    t.strictSame(statuses(text), [200, i === 0 ? 200 : 400])
    t.ok(text.indexOf(`"person.created"`) > 0 && text.indexOf('"person.created"') < text.lastIndexOf('HTTP/1.1'), text)
    if (i === 0) t.match(text.slice(text.lastIndexOf('HTTP/1.1')), /cus-belzyce/)
    client.socket.destroy()
  }
})

root.test('GET /readyz is 503 from the announcement of a stop on, which the log does not call a failure', async (t) => {
  const { app, get, log, logged } = await listen(t)
  t.equal((await get('/readyz')).status, 200)
  t.equal(app.drain(), true, 'a proxy polls')
  t.match(await get('/readyz'), { status: 503, json: { code: 'shutting_down' } })
  t.equal((await get('organisations?limit=1')).status, 200, 'requests are served until the proxy has noticed')
  t.match(await logged('This process of the registry is stopping.'), { level: 30 })
  t.strictSame(
    log.filter(({ level }) => level >= 40),
    []
  )
})
