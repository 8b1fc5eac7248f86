// The snapshot: the whole public registry at one moment, written once to a file that clients can verify. The feed
// continues at its cursor.
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, readlinkSync } from 'node:fs'
import http, { type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { sql } from 'kysely'
import t from 'tap'
import { connect } from '../src/db/connect.ts'
import { declared } from './declared.ts'
import { type Setup, setup } from './helper.ts'

interface Entry {
  type: string
  id: string
  // biome-ignore lint/suspicious/noExplicitAny: records have many shapes
  data: any
}
interface Head {
  cursor: string
  count: number
  taken_at: string
}

const SOON = 30_000

async function until(what: string, so: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + SOON
  while (!(await so())) {
    if (performance.now() > end) throw new Error(`not in time: ${what}`)
    await sleep(20)
  }
}

/** Parses the head and the entries of an NDJSON snapshot. */
function parse(text: string): { head: Head; entries: Entry[] } {
  const [first, ...rest] = text.trimEnd().split('\n')
  return { head: JSON.parse(first as string).snapshot, entries: rest.map((line) => JSON.parse(line)) }
}
const take = async ({ get }: Setup) => parse((await get('snapshot?format=ndjson')).text)
const nameOf = ({ type, id }: { type: string; id: string }) => `${type} ${id}`
const digestOf = (bytes: Buffer) => `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`
const touch = ({ db }: Setup, street: string) =>
  sql`update organisation set street = ${street} where slug = 'cus-belzyce'`.execute(db)

const registry = await setup(t)
const { app, db, get } = registry

t.test('GET /v1/snapshot contains every public record as at its own address', async (t) => {
  const received = await get('snapshot?format=ndjson')
  const { head, entries } = parse(received.text)
  t.equal(received.headers['content-type'], 'application/x-ndjson; charset=utf-8')
  t.equal(received.headers['content-disposition'], 'inline; filename="snapshot.ndjson"')
  t.equal(entries.length, head.count)
  t.equal(new Set(entries.map(nameOf)).size, head.count, 'each once')
  t.ok(received.text.endsWith('}\n'))

  const { rows } = await sql<{
    name: string
  }>`select subject_type as name from record_type where journaled order by 1`.execute(db)
  const journaled = rows.map(({ name }) => name)
  t.ok(journaled.length > 15 && journaled.includes('organisation'), journaled.join(', '))
  t.strictSame([...new Set(entries.map(({ type }) => type))].sort(), journaled, 'every type in the change log')
  for (const type of journaled) {
    const resource = declared.resources.get(type)
    const of = entries.filter((entry) => entry.type === type)
    t.equal(of.length, (await get(`${resource?.path}?count=exact&limit=1`)).json.meta.total, type)
    for (const { id, data } of [of[0], of.at(-1)] as Entry[])
      t.strictSame(data, (await get(`${resource?.path}/${id}`)).json, `${type} ${id}`)
  }

  const seen = new Set<string>()
  const early: string[] = []
  for (const entry of entries) {
    for (const [property, type] of Object.entries({
      organisation: 'organisation',
      person: 'person',
      post: 'post',
      part_of: undefined
    })) {
      const id = entry.data[property]?.id
      if (type && id && !seen.has(`${type} ${id}`)) early.push(`${nameOf(entry)}: ${property}`)
    }
    seen.add(nameOf(entry))
  }
  t.strictSame(early, [], 'records come after those to which they refer')
})

t.test('GET /v1/snapshot is available only as NDJSON', async (t) => {
  for (const [path, headers] of [
    ['snapshot', {}],
    ['snapshot', { accept: 'application/x-ndjson' }],
    ['snapshot?format=ndjson', { accept: 'application/json' }]
  ] as const) {
    t.equal((await get(path, headers)).headers['content-type'], 'application/x-ndjson; charset=utf-8', path)
  }
  t.strictSame(
    [
      (await get('snapshot', { accept: 'text/csv' })).status,
      (await get('snapshot?format=csv')).status,
      (await get('snapshot?limit=1')).status
    ],
    [406, 400, 400]
  )
  t.strictSame(
    [(await get('snapshot', { accept: 'application/json' })).status, (await get('snapshot?format=json')).status],
    [406, 400]
  )
})

t.test('GET /v1/snapshot has a digest in every coding, and is 304 while unchanged', async (t) => {
  const decoders = {
    identity: (bytes: Buffer) => bytes,
    zstd: zstdDecompressSync,
    br: brotliDecompressSync,
    gzip: gunzipSync
  }
  const etags = new Set<string>()
  const path = 'snapshot?format=ndjson'
  const plain = await get(path)
  for (const [coding, decode] of Object.entries(decoders)) {
    const requestHeaders = { 'accept-encoding': coding }
    const { headers, bytes } = await get(path, requestHeaders)
    t.equal(headers['content-encoding'], coding === 'identity' ? undefined : coding)
    t.equal(headers['repr-digest'], digestOf(bytes), `${coding}: digest of the bytes as sent (RFC 9530)`)
    t.equal(headers['content-length'], String(bytes.length))
    t.ok(decode(bytes).equals(plain.bytes))
    etags.add(headers.etag as string)
    for (const condition of [headers.etag as string, `W/${headers.etag}, "x"`, '*']) {
      const again = await get(path, { ...requestHeaders, 'if-none-match': condition })
      t.strictSame(
        [again.status, again.text, again.headers.etag, again.headers['content-encoding']],
        [304, '', headers.etag, undefined],
        condition
      )
    }
    const head = await app.inject({ method: 'HEAD', url: `/v1/${path}`, headers: requestHeaders })
    const headerNames = [
      'etag',
      'repr-digest',
      'content-length',
      'content-type',
      'content-encoding',
      'link',
      'cache-control'
    ]
    t.strictSame(
      headerNames.map((name) => head.headers[name]),
      headerNames.map((name) => headers[name]),
      'HEAD has the same headers'
    )
    t.equal(head.body, '')
  }
  t.equal(etags.size, 4)
})

t.test('GET /v1/snapshot has the cursor at which the feed continues', async (t) => {
  const { head } = await take(registry)
  const { headers } = await get('snapshot?format=ndjson')
  t.equal(headers.link, `</v1/changes?after=${head.cursor}>; rel="next"`)
  t.equal(headers['cache-control'], 'public, no-cache')
  t.strictSame((await get(`changes?after=${head.cursor}`)).json.data, [])
  await touch(registry, 'ul. Pierwsza 1')
  const { data } = (await get(`changes?after=${head.cursor}&include=data`)).json
  t.equal(data.filter(({ type }: { type: string }) => type === 'organisation.updated').length, 1)
})

t.test('GET /v1/snapshot is written once per state of the registry', async (t) => {
  const first = await get('snapshot?format=ndjson')
  await sleep(50)
  t.equal((await get('snapshot?format=ndjson')).text, first.text, 'the same file with the same timestamp')
  await touch(registry, 'ul. Druga 2')
  const unbuilt = await app.inject({ method: 'HEAD', url: '/v1/snapshot?format=ndjson' })
  t.strictSame(
    [
      unbuilt.statusCode,
      unbuilt.headers['content-type'],
      unbuilt.headers.etag,
      unbuilt.headers['content-length'],
      unbuilt.headers['repr-digest']
    ],
    [200, 'application/x-ndjson; charset=utf-8', undefined, undefined, undefined],
    'HEAD writes no file'
  )
  const responses = await Promise.all(
    Array.from({ length: 8 }, () => get('snapshot?format=ndjson', { 'if-none-match': first.headers.etag as string }))
  )
  t.equal(new Set(responses.map(({ text }) => text)).size, 1, 'one file for all simultaneous requests')
  t.not(responses[0]?.text, first.text)
  t.match(responses[0]?.text, /ul\. Druga 2/)
})

t.test('GET /v1/snapshot contains neither deleted nor non-public data', async (t) => {
  const { key, call } = registry
  const authorization = await key(['registry:write', 'contacts:read', 'declarations:decide', 'privacy:admin'])
  const made = await call('POST', 'people', {
    key: authorization,
    body: { slug: 'do-usuniecia', given_name: 'Zdzisława', family_name: 'Niepowtarzalska' }
  })
  await sql`update contact set email = 'tajny@example.org', email_visibility = 'partner'
    where slug = 'kontakt-przewodniczacej'`.execute(db)
  for (const requestHeaders of [undefined, authorization]) {
    const received = await call('GET', 'snapshot?format=ndjson', { ...(requestHeaders && { key: requestHeaders }) })
    t.match(received.text, /Niepowtarzalska/)
    t.notMatch(received.text, /tajny@/, 'a key adds nothing')
    t.equal(received.headers['cache-control'], requestHeaders ? 'private, no-store' : 'public, no-cache')
  }
  t.equal(
    (
      await call('DELETE', `people/${made.json.id}`, {
        key: authorization,
        headers: { 'if-match': made.headers.etag as string }
      })
    ).status,
    204
  )
  t.notMatch((await get('snapshot?format=ndjson')).text, /Niepowtarzalska/, 'at once')
})

t.test('GET /v1/snapshot and the feed after it yield the registry, despite parallel writes', async (t) => {
  const registry = await setup(t)
  const { db, get } = registry
  let stop = false
  const count = { writes: 0 }
  const random = (n: number) => Math.floor(Math.random() * n)
  const writer = async (name: string) => {
    for (let i = 0; !stop; i++) {
      const slug = `${name}-${random(8)}`
      const statements = [
        sql`insert into linked_site (slug, name, url, kind)
          values (${slug}, ${`Strona ${i}`}, 'https://example.org', 'portal')
          on conflict (slug) do update set name = excluded.name`,
        sql`delete from linked_site where slug = ${slug}`,
        sql`update organisation set street = ${`ul. Zmienna ${name} ${i}`} where slug = 'cus-belzyce'`,
        sql`update organisation set name = ${`Centrum Usług Społecznych nr ${i}`} where slug = 'cus-swidnik'`,
        sql`insert into person (slug, given_name, family_name) values (${slug}, 'Łucja', 'Żółkiewska')
          on conflict (slug) do update set given_name = ${i % 2 ? 'Anna' : 'Ewa'}`,
        sql`delete from person where slug = ${slug}`
      ]
      const picked = Array.from(
        { length: 1 + random(3) },
        () => statements[random(statements.length)] as (typeof statements)[number]
      )
      await db.transaction().execute(async (tx) => {
        for (const statement of picked) await statement.execute(tx)
      })
      count.writes++
    }
  }
  const working = ['a', 'b', 'c'].map(async (name) => {
    while (!stop)
      await writer(name).catch((error: { code?: string }) => error.code === '40P01' || Promise.reject(error))
  })
  const snapshots: { head: Head; entries: Entry[] }[] = []
  const cursors = () => new Set(snapshots.map(({ head }) => head.cursor)).size
  while (snapshots.length < 12 || count.writes <= 20 || cursors() <= 3) snapshots.push(await take(registry))
  stop = true
  await Promise.all(working)
  t.comment(`${snapshots.length} snapshots of ${cursors()} moments during ${count.writes} transactions`)

  const sorted = (records: Map<string, unknown>) => [...records].sort(([a], [b]) => (a < b ? -1 : 1))
  const final = await take(registry)
  const expected = sorted(new Map(final.entries.map((entry) => [nameOf(entry), entry.data])))
  for (const { head, entries } of snapshots) {
    t.equal(entries.length, head.count)
    const copy = new Map(entries.map((entry) => [nameOf(entry), entry.data]))
    let { cursor } = head
    for (let more = true; more; ) {
      const { data, meta } = (await get(`changes?after=${cursor}&limit=500&include=data`)).json
      for (const { subject, data: record } of data) {
        if (record) copy.set(nameOf(subject), record)
        else copy.delete(nameOf(subject))
      }
      cursor = meta.next_cursor
      more = meta.has_more
    }
    t.strictSame(sorted(copy), expected, `from ${head.cursor}`)
    // A `refreshed` entry leaves the version of the record unchanged.
    const applied = (await get(`changes?after=${head.cursor}&limit=500`)).json.data
    for (const { type, subject, version } of applied) {
      const then = entries.find((entry) => nameOf(entry) === nameOf(subject))
      if (then && version !== null && !type.endsWith('.refreshed') && version <= then.data.version)
        t.fail('a change occurs twice', { type, subject, version })
    }
  }
})

// --- Larger than memory ---

const large = await setup(t)
const filler = connect(large.url, { max: 1, noTimeouts: true })
await filler.pool.query(`set session_replication_role = replica;
  insert into organisation (slug, name, short_name, kind, street, search_text)
  select 'osrodek-' || i, 'Ośrodek nr ' || i, 'OPS ' || i, 'ops', repeat('ul. Główna ', 10) || i, ' osrodek'
  from generate_series(1, 12000) as i`)
await filler.close()
await large.app.listen({ host: '127.0.0.1', port: 0 })
const { port } = large.app.server.address() as AddressInfo

async function open(path: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const request = http.get({ port, path, headers, agent: false })
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  return response
}
async function bytesOf(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  return Buffer.concat(chunks)
}
const openFiles = () =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return /konwent-.*\(deleted\)/.test(readlinkSync(`/proc/self/fd/${fd}`))
    } catch {
      return false
    }
  }).length

t.test('GET /v1/snapshot uses unlinked files', async (t) => {
  const lines = await bytesOf(await open('/v1/snapshot?format=ndjson'))
  const { head, entries } = parse(lines.toString())
  t.ok(lines.length > 8e6)
  t.equal(entries.length, head.count)
  const packed = await open('/v1/snapshot', { 'accept-encoding': 'zstd' })
  const bytes = await bytesOf(packed)
  t.ok(zstdDecompressSync(bytes).equals(lines))
  t.strictSame(
    [packed.headers['repr-digest'], packed.headers['content-length']],
    [digestOf(bytes), String(bytes.length)]
  )
  t.equal(openFiles(), 1, 'a small snapshot stays in memory')
})

t.test(
  'GET /v1/snapshot: a slow client reads its edition to the end, but only two earlier editions remain',
  async (t) => {
    const slow: IncomingMessage[] = []
    for (let i = 0; i < 4; i++) {
      await touch(large, `ul. Powolna ${i}`)
      slow.push(await open('/v1/snapshot?format=ndjson'))
    }
    t.equal(openFiles(), 3, 'the newest and two earlier editions')
    await t.rejects(
      bytesOf(slow[0] as IncomingMessage),
      { code: 'ECONNRESET' },
      'the client of the oldest is disconnected'
    )
    for (const [i, response] of slow.slice(1).entries()) {
      const bytes = await bytesOf(response)
      t.equal(digestOf(bytes), response.headers['repr-digest'])
      t.match(bytes.toString(), new RegExp(`ul\\. Powolna ${i + 1}"`))
    }
    await until('the other files are closed', () => openFiles() === 1)
  }
)

t.test('GET /v1/snapshot is a problem while the database is away, and works again afterwards', async (t) => {
  await touch(large, 'ul. Przerwana 1')
  const locker = connect(large.url, { max: 1 })
  await locker.pool.query('begin; lock table assertion in access exclusive mode')
  const responses = [open('/v1/snapshot'), open('/v1/snapshot')]
  const waiting = () =>
    sql<{
      pid: number
    }>`select pid from pg_stat_activity where datname = current_database()
      and application_name = 'konwent export' and wait_event = 'relation'`.execute(large.db)
  await until('it waits', async () => (await waiting()).rows.length === 1)
  for (const { pid } of (await waiting()).rows) await sql`select pg_terminate_backend(${pid})`.execute(large.db)
  for (const received of responses) {
    const response = await received
    t.strictSame(
      [response.statusCode, response.headers['content-type']],
      [503, 'application/problem+json; charset=utf-8']
    )
    t.strictSame([response.headers['repr-digest'], response.headers.etag], [undefined, undefined])
    t.equal(JSON.parse((await bytesOf(response)).toString()).code, 'database_unavailable')
  }
  await locker.pool.query('rollback')
  await locker.close()
  const { head, entries } = parse((await bytesOf(await open('/v1/snapshot?format=ndjson'))).toString())
  t.equal(entries.length, head.count)
  await until('the files of failed requests are closed', () => openFiles() === 1)
})
