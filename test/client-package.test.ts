// The package clients/typescript as a portal uses it: installed, over real HTTP, with a real receiver of webhooks.
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import t, { type Test } from 'tap'
import {
  createRegistry,
  RegistryError,
  retrying,
  verifyWebhook,
  WebhookError
} from '../clients/typescript/src/index.ts'
import { type Copy, type SyncReport, sync } from '../clients/typescript/src/sync.ts'
import { connect } from '../src/db/connect.ts'
import { startDelivering } from '../src/features/webhooks/sending/delivery-loop.ts'
import { generateSecret, secretText, signedHeaders } from '../src/features/webhooks/sending/event.ts'
import { installClient } from './client-package.ts'
import { declared } from './declared.ts'
import { setup } from './helper.ts'
import { quiet } from './jobs.ts'
import { memoryCopy } from './memory-copy.ts'
import { startReceiver } from './receiver.ts'
import { compile } from './tsc.ts'

const root = resolve(import.meta.dirname, '..')

/** Starts a server that answers with these responses, one after the other, and counts the requests. */
async function startServer(t: Test, answers: [status: number, headers?: Record<string, string>][]) {
  const requests: { method: string; body: string }[] = []
  const server = http.createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString()
    requests.push({ method: request.method ?? '', body })
    const [status, headers = {}] = answers[Math.min(requests.length, answers.length) - 1] ?? [200]
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end('{}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests }
}

t.test('get, pages and list: the records of the service, with types', async (t) => {
  const { app, get } = await setup(t)
  const registry = createRegistry(await app.listen({ host: '127.0.0.1', port: 0 }), { language: 'en' })

  const found = await registry.get('/organisations/{organisation}', { path: { organisation: 'cus-belzyce' } })
  if (found.notModified) return t.fail('no copy was sent')
  t.strictSame(found.data, (await get('organisations/cus-belzyce')).json)
  const again = await registry.get('/organisations/{organisation}', {
    path: { organisation: 'cus-belzyce' },
    etag: found.etag ?? undefined
  })
  t.strictSame([again.notModified, again.etag], [true, found.etag], 'the copy is current')

  const expected = (await get('organisations?kind=cus,gops&sort=name&limit=500')).json.data
  const records = []
  for await (const record of registry.list('/organisations', {
    query: { kind: ['cus', 'gops'], sort: ['name'], limit: 5 }
  }))
    records.push(record)
  t.ok(expected.length > 5, 'several pages')
  t.strictSame(records, expected)
  let pages = 0
  for await (const { data } of registry.pages('/organisations', { query: { limit: 5 } })) {
    pages++
    t.ok(data.length <= 5)
    if (pages === 2) break
  }
  t.equal(pages, 2)
  const named = await registry.get('/organisations', { query: { q: 'Bełżyce&limit=1', limit: 2 } })
  t.strictSame(named.data, (await get(`organisations?q=${encodeURIComponent('Bełżyce&limit=1')}&limit=2`)).json)

  const error = await registry.get('/organisations', { query: { powiat: ['opolski'] } }).catch((error) => error)
  t.ok(error instanceof RegistryError)
  t.strictSame([error.status, error.problem?.code], [400, 'invalid_parameter'])
  const gone = await registry
    .get('/organisations/{organisation}', { path: { organisation: 'a/b' } })
    .catch((error) => error)
  t.strictSame(
    [gone.status, gone.problem.errors[0].parameter],
    [400, 'organisation'],
    'a slash is part of the parameter'
  )
})

t.test('retrying: waits for Retry-After and sends the same request again', async (t) => {
  const soon = { 'retry-after': '0' }
  const busy = await startServer(t, [[429, soon], [503, { 'retry-after': new Date(0).toUTCString() }], [200]])
  const put = { method: 'PUT', body: 'twice' }
  t.equal((await retrying()(busy.url, put)).status, 200)
  t.strictSame(
    busy.requests,
    Array.from({ length: 3 }, () => put)
  )

  const posts = await startServer(t, [[503, soon], [200]])
  t.equal((await retrying()(posts.url, { method: 'POST', body: '{}' })).status, 503, 'may have been executed')
  t.equal(posts.requests.length, 1)
  const keyed = await startServer(t, [[503, soon], [200]])
  const idempotent = { method: 'POST', body: '{}', headers: { 'Idempotency-Key': 'a' } }
  t.equal((await retrying()(new Request(keyed.url, idempotent))).status, 200)
  t.equal(keyed.requests[1]?.body, '{}')

  const down = await startServer(t, [[503, soon]])
  t.equal((await retrying({ attempts: 3 })(down.url)).status, 503, 'the last response')
  t.equal(down.requests.length, 3)
  const far = await startServer(t, [[429, { 'retry-after': '3600' }]])
  t.equal((await retrying()(far.url)).status, 429, 'too long to wait')
  t.equal(far.requests.length, 1)
  const waiting = await startServer(t, [[503, { 'retry-after': '50' }]])
  const abort = new AbortController()
  const request = retrying({
    fetch: async (...parameters) => {
      const response = await fetch(...parameters)
      setImmediate(() => abort.abort())
      return response
    }
  })(waiting.url, { signal: abort.signal })
  await t.rejects(request, { name: 'AbortError' })
})

t.test('sync: a snapshot, then the changes; a merger, an erased cursor and a refused request', async (t) => {
  const { app, call, get, key } = await setup(t)
  const registry = createRegistry(await app.listen({ host: '127.0.0.1', port: 0 }))
  const staff = await key(['registry:write'])
  const { copy, read } = memoryCopy()
  const reports: SyncReport[] = []
  const catchUp = () => sync(registry, copy, { once: true, report: (report) => reports.push(report) })
  const compare = async (t: Test) => {
    const { data } = (await get('organisations?limit=500')).json
    for (const record of data) t.strictSame(read().records.get(`organisation ${record.id}`), record, record.slug)
    t.equal([...read().records.keys()].filter((name) => name.startsWith('organisation ')).length, data.length)
  }
  await catchUp()
  t.strictSame(
    reports.map(({ kind }) => kind),
    ['snapshot']
  )
  await compare(t)

  const body = { name: 'Ośrodek w Nowej', short_name: 'OPS Nowa', kind: 'ops' }
  const made = await call('POST', 'organisations', { key: staff, body })
  t.equal(made.status, 201)
  const into = (await get('organisations/cus-belzyce')).json.id
  const merged = await call('POST', `organisations/${made.json.id}/merger`, {
    key: staff,
    body: { into: { id: into } }
  })
  t.equal(merged.status, 200)
  await catchUp()
  t.match(reports.at(-1), { kind: 'changes', seq: (reports.at(-1) as { head: number }).head })
  t.equal(read().redirects.get(`organisation ${made.json.id}`), into)
  await compare(t)

  const before = read()
  const abort = new AbortController()
  const failing: Copy = {
    ...copy,
    change: async () => {
      throw new Error('disk full')
    }
  }
  const failed = sync(registry, failing, {
    signal: abort.signal,
    report: (report) => {
      t.match(report, { kind: 'failure', error: { message: 'disk full' } })
      abort.abort()
    }
  })
  await t.rejects(failed, { name: 'AbortError' })
  t.equal(read(), before)

  const damaged: Copy = { ...copy, cursor: () => 'wrong' }
  await t.rejects(sync(registry, damaged, { once: true }), { name: 'RegistryError' })
})

t.test('sync: an incomplete snapshot leaves the copy as it was', async (t) => {
  const { app } = await setup(t)
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const { copy, read } = memoryCopy()
  await sync(createRegistry(address), copy, { once: true })
  const { records } = read()
  const abort = new AbortController()
  const cutting = createRegistry(address, {
    fetch: async (...parameters) => {
      const response = await fetch(...parameters)
      const text = await response.text()
      return new Response(text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1), response)
    }
  })
  const restarted: Copy = { ...copy, cursor: () => undefined }
  const report = (report: SyncReport) => {
    t.match(report, { kind: 'failure', error: { message: 'the snapshot is incomplete' } })
    abort.abort()
  }
  await t.rejects(sync(cutting, restarted, { signal: abort.signal, report }), { name: 'AbortError' })
  t.equal(read().records, records)
})

t.test('verifyWebhook: accepts what the registry sends, and nothing else', async (t) => {
  const s = await setup(t, { webhookLoopback: true })
  const { db, close } = connect(s.url, { max: 2, role: 'konwent_app' })
  const { resources } = declared
  const worker = startDelivering({ db, baseUrl: '', resources, allowLoopback: true, delays: [50], log: quiet })
  t.teardown(() => worker.stop().then(close))
  const receiver = await startReceiver(t)
  const key = await s.key(['webhooks'], 'partner')
  const made = await s.call('POST', 'webhook-endpoints', { key, body: { url: receiver.url } })
  t.equal(made.status, 201)
  t.equal((await s.call('POST', `webhook-endpoints/${made.json.id}/test`, { key })).status, 201)
  await receiver.reached(1)
  const [sent] = receiver.received as [(typeof receiver.received)[number]]
  t.match(await verifyWebhook(sent.body, sent.headers, made.json.secret), {
    type: 'webhook_endpoint.tested',
    data: { id: made.json.id }
  })
})

t.test('verifyWebhook: each fault is a WebhookError', async (t) => {
  const [old, secret] = [generateSecret(), generateSecret()]
  const now = new Date('2026-11-22T09:00:00Z')
  const body = '{"type":"organisation.updated","name":"Bełżyce"}'
  const headers = signedHeaders('msg-1', body, [old, secret], now)
  const verify = (
    changed: { body?: string | Uint8Array<ArrayBuffer>; headers?: Record<string, string>; now?: Date },
    secrets: string | string[] = secretText(secret)
  ) => verifyWebhook(changed.body ?? body, { ...headers, ...changed.headers }, secrets, { now: changed.now ?? now })

  const event = JSON.parse(body)
  t.strictSame(await verify({}), event, 'the second of two signatures')
  t.strictSame(await verify({}, [secretText(generateSecret()), secretText(old)]), event, 'one of two secrets')
  t.strictSame(await verify({ body: new TextEncoder().encode(body) }), event, 'bytes')
  t.strictSame(await verifyWebhook(body, new Headers(headers), secretText(secret), { now }), event, 'Headers')
  t.strictSame(await verify({ now: new Date(now.getTime() + 300_000) }), event, 'five minutes late')
  await t.rejects(verify({ body: body.replace('B', 'b') }), WebhookError, 'another body')
  await t.rejects(verify({}, secretText(generateSecret())), WebhookError, 'another secret')
  await t.rejects(verify({ headers: { 'webhook-id': 'msg-2' } }), WebhookError, 'another id')
  await t.rejects(verify({ now: new Date(now.getTime() + 301_000) }), WebhookError, 'too old')
  await t.rejects(verify({ now: new Date(now.getTime() - 301_000) }), WebhookError, 'in the future')
  for (const signature of [
    '',
    'v1,',
    'v1,===',
    'v2,AAAA',
    'v1a,AAAA',
    (headers['webhook-signature'] ?? '').replaceAll('v1,', '')
  ])
    await t.rejects(verify({ headers: { 'webhook-signature': signature } }), WebhookError, `«${signature}»`)
  for (const timestamp of ['', 'abc', '1e9', '-1', ' 1'])
    await t.rejects(verify({ headers: { 'webhook-timestamp': timestamp } }), WebhookError, `«${timestamp}»`)
  await t.rejects(verify({}, 'not a secret'), TypeError, 'a fault of the receiver itself')
  await t.rejects(verify({}, []), WebhookError, 'no secret')
})

t.test('The package: no dependencies, types for consumers, the version of the contract', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'konwent-client-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  await installClient(folder)
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(
    join(folder, 'portal.ts'),
    `import { createRegistry, type RecordOf, verifyWebhook } from 'konwent-registry-client'
import { sync } from 'konwent-registry-client/sync'
const registry = createRegistry('http://127.0.0.1:1')
export async function names(): Promise<string[]> {
  const found: RecordOf<'/organisations'>[] = []
  for await (const one of registry.list('/organisations', { query: { member: true } })) found.push(one)
  return found.map(({ short_name }) => short_name)
}
// @ts-expect-error: an unknown parameter
registry.list('/organisations', { query: { membre: true } })
// @ts-expect-error: a list in pages has an end
registry.list('/changes')
// @ts-expect-error: the parameter in the path is missing
registry.get('/organisations/{organisation}')
console.log(typeof sync, typeof verifyWebhook)
`
  )
  const options = '--noEmit --strict --exactOptionalPropertyTypes --target es2022 --lib es2022,dom --module nodenext'
  t.equal(await compile([...options.split(' '), 'portal.ts'], folder), '', 'compiles without types of Node')
  const { dependencies, peerDependencies, version } = JSON.parse(
    readFileSync(join(root, 'clients/typescript/package.json'), 'utf8')
  )
  t.strictSame([dependencies, peerDependencies], [undefined, undefined])
  t.equal(version, JSON.parse(readFileSync(join(root, 'openapi/openapi.json'), 'utf8')).info.version)
})
