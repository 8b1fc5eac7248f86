// Whole lists over real sockets: one snapshot in constant memory, at the speed of the client. A broken stream never
// looks complete.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import http, { type IncomingMessage } from 'node:http'
import net, { type AddressInfo, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import fc from 'fast-check'
import { sql } from 'kysely'
import t from 'tap'
import { connect } from '../../src/db/connect.ts'
import { withLiterals } from '../../src/db/literals.ts'
import { setup } from '../helper.ts'

/** Rows for several times the part of a list that is held in memory. */
const MANY = 40_000
/** Time limit for every expected event, also on a busy machine. */
const SOON = 30_000

const registry = await setup(t, { cacheMegabytes: 32 })
const { app, db, url, get, key: makeKey } = registry
const filler = connect(url, { max: 1, noTimeouts: true })
// Without triggers: versions and the change log do not matter here, and would take a minute.
await filler.pool.query(`set session_replication_role = replica;
  insert into organisation (slug, name, short_name, kind, seat, street, website, search_text)
  select 'osrodek-' || i, 'Ośrodek „Żółć" \\ nr ' || i, 'OPS ' || i, 'ops', 'Żabia Wola',
    repeat('ul. Główna ', 10) || i, 'https://example.org/' || i, ' osrodek'
  from generate_series(1, ${MANY}) as i;
  reset session_replication_role;
  analyze organisation`)
t.teardown(filler.close)
await app.listen({ host: '127.0.0.1', port: 0 })
const { port } = app.server.address() as AddressInfo
/** The sockets of the server. */
const accepted: Socket[] = []
app.server.on('connection', (socket) => void accepted.push(socket))

const LONG = '/v1/organisations?format=ndjson'
const longLists = [LONG, '/v1/organisations?format=csv', '/v1/organisations?format=geojson']

interface Got {
  status: number
  headers: http.IncomingHttpHeaders
  bytes: Buffer
}

/** Resolves with a response after its head, before its body is read. It has a connection of its own. */
async function open(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
  at = port
): Promise<IncomingMessage> {
  const request = http.request({ port: at, path, method, headers, agent: false })
  request.end()
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  return response
}

/** Returns the bytes of a body. Throws if it does not end properly. */
async function bytesOf(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function fetchAll(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Got> {
  const response = await open(path, headers, method)
  return { status: response.statusCode as number, headers: response.headers, bytes: await bytesOf(response) }
}

const linesOf = (bytes: Buffer) => bytes.toString().split('\n').slice(0, -1)

/** Returns the states of the connections for exports, and what they wait for. */
async function exportsUnderWay(): Promise<{ pid: number; event: string | null }[]> {
  const { rows } = await sql<{ pid: number; event: string | null }>`
    select pid, wait_event as event from pg_stat_activity
    where datname = current_database() and application_name = 'konwent export' and xact_start is not null`.execute(db)
  return rows
}

/** Waits until the condition holds. Throws after the time limit. */
async function until(what: string, so: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + SOON
  while (!(await so())) {
    if (performance.now() > end) throw new Error(`not in time: ${what}`)
    await sleep(20)
  }
}
const untilIdle = () => until('no transaction is open', async () => (await exportsUnderWay()).length === 0)

t.test('GET of a list that exceeds the buffer returns all records', async (t) => {
  const { status, headers, bytes } = await fetchAll(LONG)
  const lines = linesOf(bytes)
  const total = (await get('organisations?count=exact&limit=1')).json.meta.total
  t.strictSame([status, lines.length], [200, total])
  t.ok(total > MANY && bytes.length > 20e6, `${bytes.length} bytes`)
  t.equal(headers['transfer-encoding'], 'chunked')
  t.equal(headers['content-type'], 'application/x-ndjson; charset=utf-8')
  t.equal(headers['content-disposition'], 'inline; filename="organisations.ndjson"')

  // Pages at several depths, including the first and the last.
  let cursor: string | null = null
  let at = 0
  for (let page = 0; page === 0 || cursor !== null; page++) {
    const { data, meta }: { data: object[]; meta: { next_cursor: string | null } } = (
      await get(`organisations?limit=500${cursor ? `&cursor=${cursor}` : ''}`)
    ).json
    if (page % 20 === 0 || meta.next_cursor === null)
      t.strictSame(
        lines.slice(at, at + data.length).map((line) => JSON.parse(line)),
        data,
        `page ${page}`
      )
    at += data.length
    cursor = meta.next_cursor
  }
  t.equal(at, lines.length)

  for (const path of longLists.slice(1)) {
    const { bytes } = await fetchAll(path)
    const count = path.endsWith('csv')
      ? bytes.toString().split('\r\n').length - 2
      : JSON.parse(bytes.toString()).features.length
    t.equal(count, total, path)
  }
})

t.test('GET of a long list in each content coding', async (t) => {
  const plain = await fetchAll(LONG)
  const etags = new Set([plain.headers.etag])
  const decoders = { zstd: zstdDecompressSync, br: brotliDecompressSync, gzip: gunzipSync }
  for (const [coding, decode] of Object.entries(decoders)) {
    const { headers, bytes } = await fetchAll(LONG, { 'accept-encoding': coding })
    t.equal(headers['content-encoding'], coding)
    t.ok(decode(bytes).equals(plain.bytes), coding)
    t.ok(bytes.length < plain.bytes.length / 3, `${coding}: ${bytes.length} bytes`)
    etags.add(headers.etag)
  }
  t.equal(etags.size, 4, 'each coding has its own ETag')
})

t.test('GET and HEAD of a long list with its ETag', async (t) => {
  const response = await open(LONG)
  const { etag } = response.headers
  response.destroy()
  await untilIdle()
  t.match(etag, /^"[\w-]+"$/, 'strong')
  for (const condition of [etag as string, `"other", W/${etag}`, '*']) {
    for (const method of ['GET', 'HEAD']) {
      const { status, headers, bytes } = await fetchAll(LONG, { 'if-none-match': condition }, method)
      t.strictSame([status, headers.etag, bytes.length], [304, etag, 0], `${method} If-None-Match: ${condition}`)
    }
  }
  const head = await fetchAll(LONG, {}, 'HEAD')
  t.strictSame(
    [head.status, head.headers.etag, head.headers['content-length'], head.bytes.length],
    [200, etag, undefined, 0]
  )
  t.strictSame((await fetchAll(LONG, { 'if-none-match': '"other"' })).status, 200)
  t.not(
    (await fetchAll('/v1/organisations?format=ndjson&sort=-name', {}, 'HEAD')).headers.etag,
    etag,
    'of another list'
  )
  t.not((await fetchAll('/v1/organisations?format=csv', {}, 'HEAD')).headers.etag, etag, 'of another format')

  await sql`update organisation set street = 'ul. Inna 1' where slug = 'cus-belzyce'`.execute(db)
  // A change made beside the service is known within a second.
  await app.feed.sync()
  const changed = await fetchAll(LONG, { 'if-none-match': etag as string })
  t.equal(changed.status, 200, 'after a change it is 200')
  t.not(changed.headers.etag, etag)
  await untilIdle()
})

t.test('GET of a long list returns one snapshot, despite parallel writes', async (t) => {
  const before = linesOf((await fetchAll(LONG)).bytes)
  const response = await open(LONG)
  await sql`update organisation set street = 'ul. Zmieniona 1'
    where slug in ('osrodek-1', 'osrodek-39999', 'cus-belzyce')`.execute(db)
  await sql`delete from organisation where slug = 'osrodek-9'`.execute(db)
  await sql`insert into organisation (slug, name, short_name, kind) values ('zz', 'Żżż', 'Żżż', 'ops')`.execute(db)
  await app.feed.sync()
  t.strictSame(linesOf(await bytesOf(response)), before)
  const after = linesOf((await fetchAll(LONG)).bytes).map((line) => JSON.parse(line))
  t.equal(after.filter(({ street }) => street === 'ul. Zmieniona 1').length, 3)
  t.strictSame([after.some(({ slug }) => slug === 'osrodek-9'), after.some(({ slug }) => slug === 'zz')], [false, true])
})

t.test('GET of a long list waits for a slow client without filling memory, for at most a minute', async (t) => {
  global.gc?.()
  const resident = process.memoryUsage.rss()
  const response = await open(LONG)
  await until('the database waits for us', async () =>
    (await exportsUnderWay()).some(({ event }) => event === 'ClientWrite')
  )
  await sleep(500)
  t.strictSame(
    (await exportsUnderWay()).map(({ event }) => event),
    ['ClientWrite'],
    'while the client reads nothing'
  )
  const grown = process.memoryUsage.rss() - resident
  t.ok(grown < 60e6, `${Math.round(grown / 1e6)} MB more, of a list of more than 20`)
  const socket = accepted.at(-1) as Socket
  t.equal(socket.timeout, 60_000)
  socket.setTimeout(200)
  await untilIdle()
  await t.rejects(bytesOf(response), 'the end of the response is visibly broken')
})

const linux = process.platform === 'linux'
t.test('GET of a long list needs constant memory', { skip: !linux && 'needs /proc' }, async (t) => {
  const main = spawn(process.execPath, ['src/main.js'], {
    env: { ...process.env, DATABASE_URL: url, PORT: '0', RATE_LIMIT: '100000', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  t.teardown(() => main.kill('SIGKILL'))
  let output = ''
  main.stdout.on('data', (chunk) => {
    output += chunk
  })
  await until('it listens', () => /127\.0\.0\.1:\d+/.test(output))
  const port = Number(/127\.0\.0\.1:(\d+)/.exec(output)?.[1])
  const memory = (name: string) =>
    Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${main.pid}/status`, 'utf8'))?.[1]) / 1000
  // The process has started when its memory does not change any more.
  let before = 0
  await until('it rests', async () => {
    const last = before
    await sleep(1_000)
    before = memory('VmRSS')
    return Math.abs(before - last) < 2
  })
  // From here on, the peak is measured (proc(5)).
  writeFileSync(`/proc/${main.pid}/clear_refs`, '5')
  let bytes = 0
  for (const coding of ['identity', 'identity', 'zstd', 'identity', 'identity', 'identity', 'identity']) {
    for await (const chunk of await open(LONG, { 'accept-encoding': coding }, 'GET', port)) bytes += chunk.length
  }
  const grown = memory('VmHWM') - before
  // V8 collects the buffers of streams after about 100 MB, whatever the length.
  t.ok(bytes > 190e6)
  t.ok(
    grown < 150,
    `${Math.round(before)} MB, and ${Math.round(grown)} MB more at the peak of sending ${Math.round(bytes / 1e6)} MB`
  )
})

t.test('GET of a long list ends visibly broken if the database goes away', async (t) => {
  for (const path of longLists) {
    for (const coding of ['identity', 'zstd', 'gzip', 'br']) {
      const response = await open(path, { 'accept-encoding': coding })
      t.equal(response.statusCode, 200)
      await until('the export has started', async () => (await exportsUnderWay()).length === 1)
      for (const { pid } of await exportsUnderWay()) await sql`select pg_terminate_backend(${pid})`.execute(db)
      await t.rejects(bytesOf(response), { code: 'ECONNRESET' }, `${path} ${coding}`)
      await untilIdle()
    }
  }
  t.equal((await fetchAll(LONG)).status, 200, 'the next one is complete')
})

t.test('GET of a list is a problem if the database goes away before the first byte', async (t) => {
  for (const path of [...longLists, '/v1/links?format=ndjson']) {
    const locker = connect(url, { max: 1, timeoutFactor: 15 })
    await locker.pool.query('begin; lock table organisation, linked_site in access exclusive mode')
    const received = fetchAll(path)
    await until('it waits', async () => (await exportsUnderWay()).some(({ event }) => event === 'relation'))
    for (const { pid } of await exportsUnderWay()) await sql`select pg_terminate_backend(${pid})`.execute(db)
    const { status, headers, bytes } = await received
    t.strictSame([status, headers['content-type']], [503, 'application/problem+json; charset=utf-8'], path)
    t.strictSame(
      [headers.etag, headers['content-disposition'], headers['content-encoding']],
      [undefined, undefined, undefined]
    )
    t.equal(JSON.parse(bytes.toString()).code, 'database_unavailable')
    t.ok(headers['retry-after'])
    await locker.pool.query('rollback')
    await locker.close()
  }
  await untilIdle()
})

t.test('GET of a long list: a disconnected client leaves no query and no connection', async (t) => {
  // While the database works on the query and has nothing to send, so that it does not notice the closed socket.
  await filler.pool.query(
    'alter table organisation enable row level security; ' +
      'create policy slow on organisation using (pg_sleep(60) is not null)'
  )
  const socket = net.connect(port, '127.0.0.1')
  socket.write(`GET ${LONG} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
  await until('it works', async () => (await exportsUnderWay()).some(({ event }) => event === 'PgSleep'))
  socket.destroy()
  await untilIdle()
  await filler.pool.query('drop policy slow on organisation; alter table organisation disable row level security')

  // During the transfer, in any coding, more often than there are connections.
  for (let i = 0; i < 12; i++) {
    const response = await open(longLists[i % 3] as string, {
      'accept-encoding': ['identity', 'zstd', 'gzip', 'br'][i % 4] as string
    })
    await once(response, 'readable')
    response.destroy()
  }
  await untilIdle()
  t.equal((await fetchAll(LONG)).status, 200)
})

t.test('GET of long lists, too many at the same time', async (t) => {
  const slow = await Promise.all([open(LONG), open(LONG)])
  t.strictSame(
    slow.map(({ statusCode }) => statusCode),
    [200, 200],
    'two at the same time, without waiting for each other'
  )
  const refused = await fetchAll(LONG)
  const problem = JSON.parse(refused.bytes.toString())
  t.strictSame([refused.status, problem.code, refused.headers['retry-after']], [503, 'too_many_exports', '10'])
  t.match(problem.detail, /całych list/)
  for (let i = 0; i < 10; i++) {
    t.equal((await fetchAll('/v1/memberships?format=csv')).status, 200, 'a short list works')
    t.equal((await get('organisations?limit=500')).status, 200, 'a page works')
  }
  const whole = await Promise.all(slow.map(bytesOf))
  t.ok(whole[0]?.equals(whole[1] as Buffer))
  t.equal((await fetchAll(LONG)).status, 200, 'another one afterwards')
  await untilIdle()
})

const openFiles = () =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return /konwent-.*\(deleted\)/.test(readlinkSync(`/proc/self/fd/${fd}`))
    } catch {
      return false
    }
  }).length

t.test('GET of a long list with contacts:read is audited before the first byte', async (t) => {
  const authorization = `Bearer ${await makeKey(['contacts:read'])}`
  await sql`update contact set email = 'tajny@example.org', email_visibility = 'partner'
    where slug = 'kontakt-przewodniczacej'`.execute(db)
  const path = `${LONG}&include=contacts`
  const entries = async () =>
    (await sql<{ n: number }>`select count(*) as n from audit where action = 'contact.read'`.execute(db)).rows[0]
      ?.n as number
  const before = await entries()
  const response = await open(path, { authorization })
  t.equal(await entries(), before + 1, 'at the first byte')
  const { etag } = response.headers
  const bytes = await bytesOf(response)
  t.match(bytes.toString(), /tajny@example\.org/)
  t.equal(Number(response.headers['content-length']), bytes.length)
  t.equal(response.headers['cache-control'], 'private, no-store')
  t.equal(linesOf(bytes).length, (await get('organisations?count=exact&limit=1')).json.meta.total)
  t.equal((await fetchAll(path, { authorization, 'if-none-match': etag as string })).status, 304)
  const zipped = await fetchAll(path, { authorization, 'accept-encoding': 'gzip' })
  t.ok(gunzipSync(zipped.bytes).equals(bytes))
  t.strictSame((await fetchAll(path, { authorization }, 'HEAD')).bytes.length, 0)
  t.equal(await entries(), before + 3, 'HEAD reads nothing')
  t.notMatch((await fetchAll(path)).bytes.toString(), /tajny/, 'without the key, the value is not included')

  await sql`revoke execute on function record_audit from konwent_app`.execute(db)
  const refused = await fetchAll(path, { authorization })
  t.strictSame([refused.status, JSON.parse(refused.bytes.toString()).code], [503, 'audit_unavailable'])
  await sql`grant execute on function record_audit to konwent_app`.execute(db)

  // A client that reads nothing occupies the file, not the connection.
  const slow = await open(path, { authorization })
  await untilIdle()
  t.equal(openFiles(), 1)
  slow.destroy()
  await until('the file is gone', () => openFiles() === 0)
})

// --- Filters as literals ---

const nasty = fc.oneof(
  fc.constantFrom(
    "'",
    "''",
    '\\',
    "\\'",
    '"',
    '\\"',
    "'; drop table organisation; --",
    '$1',
    '$$',
    "E'\\x27'",
    '{}',
    '{"a",NULL}',
    'NULL',
    '%',
    '_',
    '\u0001',
    '\u0002',
    '\n'
  ),
  fc.constantFrom('Żółć', 'ʼ', '’', '＇', '🦆', 'e\u0301', '\u200b', '\u2028', 'ﬁ'),
  fc.string({ unit: 'grapheme', maxLength: 12 })
)
const text = fc.array(nasty, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('').replaceAll('\0', ''))

t.test('withLiterals(): literals mean the same as parameters', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      text,
      fc.array(fc.option(text), { maxLength: 4 }),
      fc.integer(),
      fc.boolean(),
      async (one, many, number, yes) => {
        const wellFormed = (value: string | null) => value?.toWellFormed() ?? null
        const [first, list] = [one.toWellFormed(), many.map(wellFormed)]
        const query = sql<object>`select ${first}::text as first, ${list}::text[] as list,
          ${number}::integer as number, ${yes}::boolean as yes, ${null}::text as nothing`
        const literal = withLiterals(query)
        t.notMatch(literal, /\$\d+(?=::)/)
        const { rows } = await filler.pool.query(literal)
        if (JSON.stringify(rows) !== JSON.stringify((await query.execute(db)).rows)) throw new Error(literal)
      }
    ),
    { numRuns: 300 }
  )
  t.throws(() => withLiterals(sql`select ${'a\0b'}`), /NUL/, 'the protocol would end the statement there')
  t.throws(() => withLiterals(sql`select ${{}}`), /object/)
})

t.test('GET of a list by any filter returns the same as a whole and in pages', async (t) => {
  const day = fc.constantFrom('2019-07-19', '2022-08-31', '2026-11-22')
  const some = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 }).map((each) => each.join(','))
  const filters: Record<string, Record<string, fc.Arbitrary<string>>> = {
    people: { q: text, sort: fc.constantFrom('name', '-name', 'updated_at') },
    events: { q: text, kind: some(['conference', 'training', 'other']) },
    memberships: {
      as_of: day,
      tier: some(['ordinary', 'supporting', 'honorary']),
      founder: fc.constantFrom('true', 'false'),
      voivodeship: fc.oneof(text, fc.constantFrom('06', 'lubelskie'))
    },
    organisations: {
      seat: fc.oneof(text, fc.constantFrom('Bełżyce', 'SWIDNIK', 'nie ma')),
      kind: some(['cus', 'mops', 'ministry']),
      nip: fc.oneof(text, fc.constant('5261040828')),
      part_of: fc.oneof(text, fc.constantFrom('umwl', 'nie-ma')),
      updated_since: fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-01T00:00:00+01:00'),
      q: fc.oneof(text, fc.constantFrom('swidniku', "o'brien", 'cus \\'))
    }
  }
  const request = fc
    .constantFrom(...Object.keys(filters))
    .chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.record(filters[list] as never, { requiredKeys: [] }) as fc.Arbitrary<Record<string, string>>
      )
    )
  const statuses = new Map<number, number>()
  await fc.assert(
    fc.asyncProperty(request, async ([list, given]) => {
      const query = {
        ...given,
        ...(list === 'organisations' &&
          !given.kind &&
          !given.seat &&
          !given.part_of &&
          !given.nip && { kind: 'cus,mops' })
      }
      const parameters = Object.entries(query)
        .map(([name, value]) => `${name}=${encodeURIComponent(String(value).toWellFormed())}`)
        .join('&')
      const whole = await get(`${list}?${parameters}&format=ndjson`)
      const page = await get(`${list}?${parameters}&limit=500`)
      statuses.set(whole.status, (statuses.get(whole.status) ?? 0) + 1)
      if (whole.status !== page.status) throw new Error(`${whole.status} and ${page.status}`)
      if (whole.status !== 200) return
      if (page.json.meta.next_cursor !== null) throw new Error('more than a page')
      const same =
        JSON.stringify(linesOf(whole.bytes).map((line) => JSON.parse(line))) === JSON.stringify(page.json.data)
      if (!same) throw new Error(`${linesOf(whole.bytes).length} and ${page.json.data.length} records`)
    }),
    { numRuns: 400 }
  )
  t.ok((statuses.get(200) ?? 0) > 100, JSON.stringify([...statuses]))
  t.ok((statuses.get(400) ?? 0) > 10)
})
