// Headers for a shared cache, and the reports that purge it, to a server in place of Varnish. test/slow/varnish.test.ts
// has the real one.
import { randomUUID } from 'node:crypto'
import http, { type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { startPurging } from '../src/cache/purger.ts'
import { responseKeys, surrogateHeaders, surrogateKeys } from '../src/cache/surrogates.ts'
import { readConfig } from '../src/config.ts'
import { connect } from '../src/db/connect.ts'
import { database, makeKey } from './helper.ts'
import { replica, replicas } from './replicas.ts'
import { until } from './varnish.ts'

const SURROGATE = ['surrogate-key', 'surrogate-control', 'surrogate-generation', 'surrogate-position']
const surrogates = ({ headers }: Response) => SURROGATE.map((name) => headers.get(name))

t.test('Surrogate-Key: bounded in bytes', async (t) => {
  const ids = Array.from({ length: 500 }, () => randomUUID() as string)
  const page = ['organisation+', 'organisation.name', ...ids]
  const keys = responseKeys(page).split(' ')
  t.strictSame(keys.slice(0, 3), ['organisation+', 'organisation.name', ids[0]?.slice(-12)], 'ids are shortened')
  t.equal(keys.length, page.length, 'a page of 500 records names them all')
  t.equal(responseKeys([...page, ...Array.from({ length: 500 }, () => randomUUID())]), '*')
  t.equal(surrogateKeys(Array.from({ length: 600 }, () => randomUUID())), undefined)
  t.equal(surrogateKeys(['gmina', 'gmina', '0601011']), 'gmina 0601011')
})

t.test('Surrogate-Control: at most an hour, and not beyond midnight in Poland', async (t) => {
  const control = (now: string) =>
    surrogateHeaders('a', { epoch: 'e', position: 1 }, Date.parse(now))['surrogate-control']
  t.equal(control('2026-06-01T12:00:00Z'), 'max-age=3600')
  t.equal(control('2026-06-01T21:58:00Z'), 'max-age=60')
  t.equal(control('2026-06-01T21:59:30Z'), undefined)
  t.equal(control('2026-12-01T22:58:00Z'), 'max-age=60')
})

t.test('GET: public responses name their dependencies, whether stored or not', async (t) => {
  const url = await database(t)
  const owner = connect(url, { max: 1 })
  t.teardown(owner.close)
  const [one, plain] = [await replica(t, url, { surrogates: true }), await replica(t, url)]
  const path = 'organisations/cus-belzyce'
  const [computed, stored] = [await one.get(path), await one.get(path)]
  const { id } = (await computed.json()) as { id: string }
  const [keys, control, generation, position] = surrogates(computed)
  t.equal(keys, id.slice(-12))
  t.match(control, /^max-age=\d+$/)
  t.ok(generation)
  t.match(position, /^\d+$/)
  t.strictSame(surrogates(stored).toSpliced(1, 1), [keys, generation, position])
  t.match((await one.get('organisations?limit=3')).headers.get('surrogate-key'), /^organisation\S+ .*[0-9a-f]{12}$/)
  const etag = computed.headers.get('etag') as string
  t.equal((await one.get(path, { 'if-none-match': etag })).status, 304)

  const none = SURROGATE.map(() => null)
  t.strictSame(surrogates(await plain.get(path)), none, 'without a Varnish, there are none')
  for (const other of ['organisations/nikt', 'organisations?nonsense=1', 'changes', 'livez'])
    t.strictSame(surrogates(await one.get(other)), none, other)
  const headers = { authorization: `Bearer ${await makeKey(owner.db, ['contacts:read'])}` }
  t.strictSame(surrogates(await one.get(path, headers)), none, 'with a key')
})

t.test('A new epoch drops stored responses, and is another generation', async (t) => {
  const url = await database(t)
  const owner = connect(url, { max: 1 })
  t.teardown(owner.close)
  const one = await replica(t, url, { surrogates: true })
  const path = 'organisations/cus-belzyce'
  const [, , generation] = surrogates(await one.get(path))
  await one.get(path)
  const queries = one.queries()
  await sql`update instance set epoch = default`.execute(owner.db)
  await one.app.feed.sync()
  const [, , renewed] = surrogates(await one.get(path))
  t.not(renewed, generation)
  t.ok(one.queries() > queries, 'the response is computed again')
})

/** A server that takes reports as Varnish does, and keeps them. */
async function startReceiver(t: Test) {
  const state = { generation: '', position: '', status: 200 }
  const reports: IncomingHttpHeaders[] = []
  const server = http.createServer(({ headers, method }, response) => {
    const from = headers['surrogate-from']
    const isContinued = from === state.position && headers['surrogate-generation'] === state.generation
    if (state.status === 200 && method === 'PURGE' && headers['surrogate-position'] && (!from || isContinued)) {
      reports.push(headers)
      state.generation = String(headers['surrogate-generation'])
      state.position = String(headers['surrogate-position'])
    }
    const { generation, position, status } = state
    response.writeHead(status, {
      'surrogate-generation': generation,
      'surrogate-position': position,
      'surrogate-time': String(reports.length)
    })
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, state, reports }
}

t.test('Varnish is emptied first, and then learns the keys of each change', async (t) => {
  const { owner, first, send } = await replicas(t)
  const { url, state, reports } = await startReceiver(t)
  const messages: string[] = []
  const log = (_: object, message: string) => messages.push(message)
  const stop = startPurging({
    urls: [url],
    db: first.app.db,
    subscribe: (listener) => first.app.feed.subscribe(listener),
    log: { info: log, warn: log, error: log }
  })
  t.teardown(stop)
  /** Waits for the first report from now on that fits. */
  const next = async (fits: (report: IncomingHttpHeaders) => boolean) => {
    const from = reports.length
    await until(async () => reports.slice(from).some(fits))
    return reports.slice(from).find(fits) as IncomingHttpHeaders
  }
  const isFull = (report: IncomingHttpHeaders) => report['surrogate-from'] === undefined
  await until(async () => reports.length > 2)
  t.strictSame(reports.map(isFull).slice(0, 3), [true, false, false])
  t.equal(reports[0]?.['surrogate-checked'], '0', 'the time that Varnish stated before the read')
  t.equal(reports[1]?.['surrogate-checked'], '1')
  t.equal(reports[1]?.['surrogate-key'], undefined, 'nothing has changed')

  const changed = next((report) => report['surrogate-key'] !== undefined)
  const response = await send(first, 'PATCH', 'organisations/cus-alwernia', { website: 'https://alwernia.example/' })
  const { id } = (await response.json()) as { id: string }
  const report = await changed
  const keys = String(report['surrogate-key']).split(' ')
  for (const key of ['*', id.slice(-12), 'organisation', 'organisation.website'])
    t.ok(keys.includes(key), `${key} in ${keys}`)
  t.notOk(keys.includes('organisation+'))
  t.equal(report['surrogate-position'], response.headers.get('registry-position'))
  t.ok(Number(report['surrogate-from']) < Number(report['surrogate-position']))

  state.generation = 'another version'
  await next(isFull)
  Object.assign(state, { generation: '', position: '' })
  await next(isFull)
  state.position = '999999999'
  await next(isFull)
  const emptied = next(isFull)
  await sql`update instance set epoch = default`.execute(owner.db)
  await emptied

  state.status = 503
  await until(async () => messages.includes('Varnish is not purged'))
  state.status = 200
  await until(async () => messages.includes('Varnish is purged again'))
  await stop()
  const { length } = reports
  await first.body('organisations')
  t.equal(reports.length, length, 'after the stop, there are no reports')
})

t.test('VARNISH_URLS must be addresses, and needs the response cache', async (t) => {
  const urls = (text: string) => readConfig({ VARNISH_URLS: text }).VARNISH_URLS
  t.strictSame(urls(''), [])
  t.strictSame(urls('http://127.0.0.1:6083/, http://[::1]:6083'), ['http://127.0.0.1:6083', 'http://[::1]:6083'])
  for (const wrong of ['127.0.0.1:6083', 'https://a', 'http://a/path', 'http://a,', 'http://u:p@a'])
    t.throws(() => urls(wrong), { message: /^VARNISH_URLS must be addresses/ }, wrong)
  t.throws(() => readConfig({ VARNISH_URLS: 'http://127.0.0.1:6083', ANSWER_CACHE_MB: '0' }), {
    message: 'VARNISH_URLS must be empty if ANSWER_CACHE_MB is 0'
  })
})
