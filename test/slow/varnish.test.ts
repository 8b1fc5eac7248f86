// Varnish as a shared cache (ops/varnish.vcl, decision 64), with a real Varnish and several processes of the service.
import { createServer, type Socket } from 'node:net'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { connect } from '../../src/db/connect.ts'
import { noVarnish } from '../../tools/varnish.ts'
import { database, makeKey } from '../helper.ts'
import { clientOf, type Send } from '../nginx.ts'
import { compareReaders, readersOf } from '../readers.ts'
import { type Replica, replica } from '../replicas.ts'
import { type Front, portOf, purgeBy, startFront, startOrigin, until, untilStored } from '../varnish.ts'

if (noVarnish) t.plan(0, noVarnish)
else await run()

/** Starts two replicas behind Varnish, which both purge, and one without any cache. */
async function start(t: Test) {
  const url = await database(t)
  const owner = connect(url, { max: 2, timeoutFactor: 15 })
  t.teardown(owner.close)
  const options = { surrogates: true, trustProxy: ['127.0.0.1'] }
  const [first, second] = [await replica(t, url, options), await replica(t, url, options)]
  const bare = await replica(t, url, { cacheMegabytes: 0 })
  const front = await startFront(t, [portOf(first), portOf(second)])
  const stops = [purgeBy(t, first, front), purgeBy(t, second, front)]
  const key = await makeKey(owner.db, ['registry:write', 'contacts:read', 'privacy:admin'])
  const write = async (at: Replica, method: string, path: string, body: unknown = undefined) => {
    const response = await fetch(`${at.base}/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        'if-match': '*',
        'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
      },
      ...(body !== undefined && { body: JSON.stringify(body) })
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return { position: Number(response.headers.get('registry-position')), text }
  }
  return { owner, first, second, bare, front, stops, write, direct: clientOf({ port: portOf(bare) }) }
}

/** The body of a response; of a problem, which contains its request id, status and code. */
async function textOf(send: Send, path: string): Promise<string> {
  const { status, body } = await send(path)
  return status === 200 ? body.toString() : `${status} ${JSON.parse(body.toString()).code}`
}

/** Waits until Varnish has been purged of the changes up to a position. */
const untilPurged = ({ report }: Front, position: number): Promise<void> =>
  until(async () => Number((await report()).position) >= position)

async function run(): Promise<void> {
  t.test('GET: Varnish serves only public data from its cache, and never to requests with a key', async (t) => {
    const { front, direct, owner } = await start(t)
    const readers = await readersOf({ key: (scopes, audience) => makeKey(owner.db, scopes, audience) }, direct)
    await untilStored(front.send, '/v1/contacts')
    const { cacheResults } = await compareReaders(t, readers, { send: front.send, direct })
    t.ok(cacheResults.get('nobody')?.includes('HIT 200'))
    t.notOk(cacheResults.get('nobody')?.includes('HIT 404'), '404 is not stored')
    for (const name of ['staff', 'partner', 'idle'])
      t.notMatch(cacheResults.get(name)?.join(), 'HIT', `${name} is never served from the cache`)
    for (const headers of [{ cookie: 'a=b' }, { 'registry-position': '1' }])
      t.equal((await front.send('/v1/contacts', headers)).cache, undefined, JSON.stringify(headers))
  })

  t.test('GET: Varnish returns what the service returns, whatever the client accepts', async (t) => {
    const { front, direct } = await start(t)
    const { send } = front
    const accepts = [
      '',
      '*/*',
      'application/json',
      'text/csv',
      'application/json, text/plain, */*',
      'text/html,*/*;q=0.8'
    ]
    const codings = ['', 'gzip', 'br, gzip', 'gzip, deflate, br, zstd', 'gzip;q=0, br', '*', 'identity', 'x-gzip']
    const all = accepts.flatMap((accept) => codings.map((coding) => ({ accept, coding })))
    const headersOf = ({ accept, coding }: (typeof all)[number]) => ({
      ...(accept && { accept }),
      ...(coding && { 'accept-encoding': coding })
    })
    const path = '/v1/organisations'
    await untilStored(send, path)
    for (const one of [...all, ...all]) {
      const [received, expected] = [await send(path, headersOf(one)), await direct(path, headersOf(one))]
      const parts = ({ status, headers, body }: typeof received) => [
        status,
        headers['content-type'],
        headers['content-encoding'],
        headers.etag,
        headers['cache-control'],
        headers.vary,
        body.toString('base64')
      ]
      t.strictSame(parts(received), parts(expected), JSON.stringify(one))
    }
    const { headers } = await send(path)
    const forbidden = /^(surrogate-|xkey|x-varnish|via|age$)/
    t.strictSame(
      Object.keys(headers).filter((name) => forbidden.test(name)),
      [],
      'keys stay inside'
    )
    await untilStored(send, path)
    const stored = await send(path)
    if (stored.cache === 'HIT') t.notOk(stored.headers.ratelimit, 'the rate limit of another client is not stored')
    const again = await send(path, { 'if-none-match': stored.headers.etag as string })
    t.strictSame([again.status, again.body.length], [304, 0])
    t.strictSame((await send(path, { range: 'bytes=0-9' })).body, stored.body, 'ranges are ignored, as by the service')
    const head = await send(path, {}, 'HEAD')
    t.strictSame([head.status, head.headers['content-length'], head.body.length], [200, String(stored.body.length), 0])
    const unknown = await send('/v1/organisations?nonsense=1', { 'accept-language': 'en' })
    t.strictSame([unknown.status, unknown.headers['content-language']], [400, 'en'])
    for (const length of [12_000, 17_000]) {
      const long = `/v1/organisations?q=${'a'.repeat(length)}`
      t.equal((await send(long)).status, (await direct(long)).status, `a path of ${length} characters`)
    }
    t.equal((await send('/', {}, 'PURGE')).status, (await direct('/', {}, 'PURGE')).status, 'clients cannot purge')
  })

  t.test('A change is visible through Varnish: of a record, of lists, of includes, and an erasure', async (t) => {
    const { first, second, front, write, direct } = await start(t)
    const person = JSON.parse((await direct('/v1/people?limit=1')).body.toString()).data[0]
    const paths = [
      '/v1/organisations/cus-alwernia',
      '/v1/organisations/cus-alwernia?include=memberships',
      '/v1/organisations',
      '/v1/organisations?q=alwernia',
      '/v1/organisations?sort=-name&limit=500',
      '/v1/organisations?format=csv',
      '/v1/memberships?include=current_head&limit=500',
      '/v1/statistics/memberships',
      `/v1/people/${person.id}`,
      '/v1/people?limit=500',
      '/v1/appointments?limit=500'
    ]
    for (const each of paths) t.equal((await direct(each)).status, 200, each)
    const changes: [string, string, unknown][] = [
      ['PATCH', 'organisations/cus-alwernia', { website: 'https://alwernia.example/' }],
      ['PATCH', 'organisations/cus-alwernia', { name: 'Centrum Usług Społecznych w Nowej Alwerni' }],
      ['POST', 'organisations', { slug: 'ops-nowy', name: 'Ośrodek Alwernia', short_name: 'OPS', kind: 'ops' }],
      ['DELETE', 'organisations/ops-nowy', undefined],
      ['POST', `people/${person.id}/erasure`, { pseudonymise_name: true }]
    ]
    for (const [i, [method, path, body]] of changes.entries()) {
      for (const each of paths) if (!each.includes('format=')) await untilStored(front.send, each)
      const before = new Map(await Promise.all(paths.map(async (each) => [each, await textOf(direct, each)] as const)))
      const { position } = await write(i % 2 ? first : second, method, path, body)
      await untilPurged(front, position)
      let changed = 0
      for (const each of paths) {
        const expected = await textOf(direct, each)
        if (expected !== before.get(each)) changed++
        // A process may lag by up to a second, but what Varnish has stored may not.
        const received = await front.send(each)
        if (received.cache === 'HIT') t.equal(received.body.toString(), expected, `${method} ${path}: ${each}`)
        await until(async () => (await textOf(front.send, each)) === expected)
      }
      t.ok(changed > 0, `${method} ${path} changes some of the responses`)
    }
  })

  t.test('Under load, no stored response lacks a change of which Varnish has been purged', async (t) => {
    const { first, second, front, write } = await start(t)
    const CHANGES = 60
    const paths = ['/v1/organisations/cus-alwernia?fields=website', '/v1/organisations?q=alwernia&fields=website']
    const numberIn = (text: string) => Number(/alwernia\.example\/(\d+)/.exec(text)?.[1] ?? -1)
    let purged = -1
    let done = false
    let hits = 0
    const stale: unknown[] = []
    const reader = async (path: string) => {
      while (!done) {
        const needed = purged
        const { body, cache } = await front.send(path)
        if (cache === 'HIT') hits++
        if (cache === 'HIT' && numberIn(body.toString()) < needed) stale.push({ needed, body: body.toString() })
      }
    }
    const readers = [...paths, ...paths, ...paths].map(reader)
    for (let i = 0; i < CHANGES || hits < CHANGES; i++) {
      const website = `https://alwernia.example/${i}`
      const { position } = await write(i % 2 ? first : second, 'PATCH', 'organisations/cus-alwernia', { website })
      await untilPurged(front, position)
      purged = i
    }
    done = true
    await Promise.all(readers)
    t.strictSame(stale, [])
  })

  t.test('Without reports, Varnish passes all requests on; a new epoch and a restart empty it', async (t) => {
    const { first, front, stops, owner, write, bare } = await start(t)
    const path = '/v1/organisations/cus-alwernia'
    await untilStored(front.send, path)
    const { generation } = await front.report()
    await sql`update instance set epoch = default`.execute(owner.db)
    await until(async () => (await front.report()).generation !== generation)
    await untilStored(front.send, path)
    await front.restart()
    await untilStored(front.send, path)

    await stops[0]?.()
    await untilStored(front.send, path)
    await stops[1]?.()
    await until(async () => (await front.send(path)).cache === undefined)
    await write(first, 'PATCH', 'organisations/cus-alwernia', { website: 'https://alwernia.example/' })
    for (let i = 0; i < 20; i++) t.equal((await front.send(path)).cache, undefined, 'nothing is served from the cache')
    await until(async () => (await textOf(front.send, path)) === (await bare.body('organisations/cus-alwernia')))
    purgeBy(t, first, front)
    await untilStored(front.send, path)
    t.match(await textOf(front.send, path), 'https://alwernia.example/')
  })

  t.test('A process that ends fails no read', async (t) => {
    const { second, front } = await start(t)
    await untilStored(front.send, '/v1/organisations')
    await second.app.close()
    for (let i = 1; i <= 30; i++) t.equal((await front.send(`/v1/organisations?limit=${i}`)).status, 200)
  })

  t.test('Rate limits see the addresses of clients, and stored responses cost nothing', async (t) => {
    const { first } = await start(t)
    const front = await startFront(t, [portOf(first)])
    purgeBy(t, first, front)
    const remaining = async (address: string, headers: Record<string, string> = {}) => {
      const response = await front.send('/v1/organisations', { 'x-forwarded-for': address, ...headers })
      return { cache: response.cache, left: Number(/r=(\d+)/.exec(String(response.headers.ratelimit))?.[1]) }
    }
    const cookie = { cookie: 'a=b' }
    const before = await remaining('203.0.113.7', cookie)
    t.equal((await remaining('203.0.113.7', cookie)).left, before.left - 1)
    t.equal((await remaining('203.0.113.8', cookie)).left, before.left)
    await untilStored(front.send, '/v1/organisations')
    t.equal((await remaining('203.0.113.8', cookie)).left, before.left - 1)
  })

  t.test('A response that is stored after the purge that concerns it is not served again', async (t) => {
    const origin = await startOrigin(t)
    // Varnish has checked the response and waits, until the test lets it store it.
    const waiting: Socket[] = []
    let isOpen = false
    const gate = createServer((socket) => {
      if (isOpen) socket.end()
      else waiting.push(socket)
    })
    await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve))
    t.teardown(() => gate.close())
    const { port } = gate.address() as { port: number }
    const front = await startFront(
      t,
      [origin.port],
      `import vtc;
sub vcl_backend_response { if (bereq.url ~ "gate") { vtc.barrier_sync("127.0.0.1:${port}"); } }`
    )
    const { send } = front
    const report = async (generation: string, position: number, rest: Record<string, string> = {}) => {
      const { time } = await front.report()
      await front.report({
        'surrogate-generation': generation,
        'surrogate-position': String(position),
        'surrogate-checked': String(time),
        ...rest
      })
    }
    const respond = (generation: string, position: number, body: string) =>
      origin.respond(
        {
          'surrogate-key': 'a b',
          'surrogate-control': 'max-age=100',
          'surrogate-generation': generation,
          'surrogate-position': String(position)
        },
        body
      )
    /** Reports as often as the service does, so that Varnish serves what it has stored, and tells from where. */
    const live = async (path: string, generation: string, position: number) => {
      await report(generation, position, { 'surrogate-from': String(position) })
      const { cache, body } = await send(path)
      return [cache, body.toString()]
    }
    /** Waits for a HIT, with reports. */
    const liveUntilStored = (path: string, generation: string, position: number) =>
      until(async () => (await live(path, generation, position))[0] === 'HIT')

    await report('g', 1)
    await until(async () => (await send('/ready')).status === 200)
    respond('g', 1, 'old')
    await liveUntilStored('/plain', 'g', 1)
    respond('g', 0, 'behind')
    t.strictSame(
      [await live('/behind', 'g', 1), await live('/behind', 'g', 1)],
      [
        [undefined, 'behind'],
        [undefined, 'behind']
      ],
      'a response that lacks a change is not stored'
    )
    respond('other', 5, 'other')
    await live('/other', 'g', 1)
    t.equal((await live('/other', 'g', 1))[0], undefined, 'nor is one of another generation')
    respond('g', 1, 'old')
    await report('g', 2, { 'surrogate-from': '0', 'surrogate-key': 'a' })
    t.equal((await front.report()).position, '1', 'a report that does not continue the last one changes nothing')
    await report('g', 2, { 'surrogate-from': '1', 'surrogate-key': 'c' })
    await liveUntilStored('/plain', 'g', 2)
    await report('g', 3, { 'surrogate-from': '2', 'surrogate-key': 'a' })
    respond('g', 3, 'new')
    t.strictSame(await live('/plain', 'g', 3), [undefined, 'new'], 'the purge removes it')

    /** Requests a path, reports a change while Varnish holds the response, and lets Varnish store the response. */
    const hold = async (path: string, position: number, change: () => Promise<void>) => {
      isOpen = false
      respond('g', position, 'held')
      const held = send(path)
      await until(async () => waiting.length > 0)
      await change()
      waiting.pop()?.end()
      t.equal((await held).body.toString(), 'held')
      isOpen = true
    }
    await hold('/gate', 3, () => report('g', 4, { 'surrogate-from': '3', 'surrogate-key': 'b' }))
    respond('g', 4, 'new')
    t.strictSame(await live('/gate', 'g', 4), [undefined, 'new'], 'purged by a key')
    await liveUntilStored('/gate', 'g', 4)
    await hold('/second-gate', 4, () => report('restored', 1))
    respond('restored', 1, 'new')
    t.strictSame(await live('/second-gate', 'restored', 1), [undefined, 'new'], 'purged of everything')
    await liveUntilStored('/second-gate', 'restored', 1)
  })
}
