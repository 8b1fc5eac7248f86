// Identifiers of clients and proxies in the log: the trace (W3C Trace Context) and X-Request-Id.
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import t from 'tap'
import { loggedIdsOf, RecentTraces, traceOf, traceparentOf } from '../../src/http/trace-context.ts'
import { setup } from '../helper.ts'

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const PARENT = '00f067aa0ba902b7'
const VALID = `00-${TRACE}-${PARENT}-01`

t.test('traceOf(): accepts valid traceparents only', async (t) => {
  t.strictSame(traceOf({ traceparent: VALID }), { traceId: TRACE, parentId: PARENT, flags: '01' })
  t.ok(traceOf({ traceparent: `01-${TRACE}-${PARENT}-01` }), 'a later version')
  t.ok(traceOf({ traceparent: `01-${TRACE}-${PARENT}-01-more` }), 'a later version with more fields')
  for (const traceparent of [
    '',
    VALID.toUpperCase(),
    ` ${VALID}`,
    `${VALID}\n`,
    `${VALID}-more`,
    `${VALID}, ${VALID}`,
    VALID.slice(1),
    VALID.slice(0, -1),
    `${VALID}0`,
    `ff-${TRACE}-${PARENT}-01`,
    `00-${'0'.repeat(32)}-${PARENT}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE}-${PARENT}-0g`,
    `01-${TRACE}-${PARENT}-01more`,
    `01-${TRACE}-${PARENT}-01-${'x'.repeat(201)}`
  ])
    t.equal(traceOf({ traceparent }), undefined, JSON.stringify(traceparent))
  t.equal(traceparentOf(traceOf({ traceparent: `01-${TRACE}-${PARENT}-01-more` }) as never), VALID)
})

t.test('loggedIdsOf(): bounded ids of proxies', async (t) => {
  t.equal(loggedIdsOf({}), undefined)
  for (const id of ['0d1f', 'Root=1-67891233-abcdef012345678912345678', 'a_b.c:d/e+f==', 'x'.repeat(100)])
    t.strictSame(loggedIdsOf({ 'x-request-id': id }), { proxy_request_id: id })
  for (const id of ['', 'a b', 'jan@example.org', 'Łucja', 'a"b', 'a,b', 'x'.repeat(101), 'a\n'])
    t.strictSame(loggedIdsOf({ 'x-request-id': id }), {}, JSON.stringify(id))
})

t.test('RecentTraces: of writes with a trace', async (t) => {
  const traces = new RecentTraces()
  traces.remember('a', { traceparent: VALID })
  traces.remember('b', { traceparent: 'nonsense' })
  t.equal(traces.of('a')?.traceId, TRACE)
  t.strictSame([traces.of('b'), traces.of('c'), traces.of(null)], [undefined, undefined, undefined])
})

t.test('GET: every log entry has the ids of the request, from memory too, and no other', async (t) => {
  const lines: Record<string, unknown>[] = []
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(JSON.parse(String(chunk)))
      done()
    }
  })
  const { app } = await setup(t, { logger: pino({ level: 'info' }, sink), cacheMegabytes: 8 })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const send = async (headers: Record<string, string>) => {
    const before = lines.length
    const request = http.get({ host: '127.0.0.1', port, path: '/v1/organisations/cus-belzyce', headers })
    const [response] = (await once(request, 'response')) as [http.IncomingMessage]
    await response.toArray()
    while (!lines.slice(before).some(({ msg }) => msg === 'answered')) await new Promise(setImmediate)
    return { entry: lines.slice(before).find(({ msg }) => msg === 'answered'), id: response.headers['request-id'] }
  }
  const headers = { traceparent: VALID, 'x-request-id': 'nginx-1' }
  for (const cached of [undefined, true]) {
    const { entry, id } = await send(headers)
    t.match(entry, { trace_id: TRACE, parent_id: PARENT, proxy_request_id: 'nginx-1', reqId: id })
    t.equal(entry?.cached, cached)
    t.not(id, 'nginx-1', 'the id of the response is our own')
  }
  const { entry } = await send({ traceparent: 'x', 'x-request-id': 'jan@example.org' })
  t.equal(entry?.cached, true)
  for (const name of ['trace_id', 'parent_id', 'proxy_request_id']) t.notOk(name in (entry as object), name)
})
