// The change feed: complete, in order, and it detects when it cannot continue.
import { execFile } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import t from 'tap'
import { connect } from '../src/db/connect.ts'
import { announceWithdrawals } from '../src/features/changes/queries.ts'
import { WaitSlots } from '../src/features/changes/waiting.ts'
import { command, write } from '../src/records/write/transaction.ts'
import { declared } from './declared.ts'
import { keepFewTerritories } from './few-territories.ts'
import { database, type Setup, setup, type TestResponse, testApp } from './helper.ts'

interface Entry {
  seq: number
  id: string
  cursor: string
  type: string
  op: string
  subject: { type: string; id: string; href: string }
  version: number | null
  fields: string[]
  request_id: string | null
  successor: { id: string; href: string } | null
  data: Record<string, unknown> | null
}

/** Creates an organisation without references. */
async function makeOrganisation({ call }: Setup, key: string, slug: string): Promise<TestResponse> {
  return call('POST', 'organisations', { key, body: { slug, name: `Ośrodek ${slug}`, short_name: slug, kind: 'ops' } })
}

/** Returns the cursor of the newest change. */
async function headOf({ get }: Setup): Promise<string> {
  let next: string | undefined
  for (;;) {
    const { json } = await get(`changes?limit=500${next ? `&after=${next}` : ''}`)
    next = json.meta.next_cursor as string
    if (!json.meta.has_more) return next
  }
}

t.test('GET /v1/changes', async (t) => {
  const s = await setup(t)
  const { app, db, get, call } = s
  const writer = await s.key(['registry:write'])

  t.test(
    'GET /v1/changes from the beginning, page by page: without gaps, and each cursor is the position after its change',
    async (t) => {
      const whole: Entry[] = []
      let link = '/v1/changes?limit=100'
      for (;;) {
        const { json, headers } = await get(link)
        whole.push(...json.data)
        link = /^<([^>]+)>; rel="next"$/.exec(headers.link as string)?.[1] as string
        t.equal(new URL(link, 'http://x').searchParams.get('after'), json.meta.next_cursor)
        t.equal(json.meta.has_more, whole.length < json.meta.head)
        if (!json.meta.has_more) break
      }
      const { rows } = await sql<{ seq: number; id: string }>`select seq, id from change order by seq`.execute(db)
      t.ok(rows.length > 300)
      t.strictSame(
        whole.map(({ seq, id }) => ({ seq, id })),
        rows
      )
      t.strictSame(
        rows.map(({ seq }) => seq),
        rows.map((_, i) => i + 1)
      )
      const some = whole[122] as Entry
      t.equal((await get(`changes?limit=1&after=${some.cursor}`)).json.data[0].seq, 124)
      t.strictSame(new Set(whole.map(({ data }) => data)), new Set([null]), 'no data unless requested')
    }
  )

  t.test('GET /v1/changes?include=data: each record is the same as at its own address', async (t) => {
    const records = new Map<string, Entry>()
    let next = ''
    for (;;) {
      const { json } = await get(`changes?limit=500&include=data${next && `&after=${next}`}`)
      for (const entry of json.data as Entry[]) records.set(entry.subject.href, entry)
      next = json.meta.next_cursor
      if (!json.meta.has_more) break
    }
    for (const [href, { data }] of records) t.strictSame(data, (await get(href)).json, href)
    t.strictSame([...new Set([...records.values()].map(({ subject }) => subject.type))].sort(), await journaledTypes(s))
  })

  t.test('GET /v1/changes has the verb, the version and the request of each change', async (t) => {
    const after = await headOf(s)
    const made = await makeOrganisation(s, writer, 'ops-zmiana')
    const other = await makeOrganisation(s, writer, 'ops-druga')
    const changed = await call('PATCH', 'organisations/ops-zmiana', {
      key: writer,
      body: { website: 'example.org' },
      headers: { 'if-match': made.headers.etag as string }
    })
    const merged = await call('POST', 'organisations/ops-zmiana/merger', {
      key: writer,
      body: { into: { slug: 'ops-druga' } }
    })
    t.equal(merged.status, 200, merged.text)
    const { etag } = (await get('organisations/ops-druga')).headers
    await call('DELETE', 'organisations/ops-druga', { key: writer, headers: { 'if-match': etag as string } })
    const { json } = await get(`changes?include=data&after=${after}`)
    const [one, two] = [made.json.id, other.json.id]
    const entries = (json.data as Entry[]).map(
      ({ type, op, subject, version, fields, request_id, successor, data }) => ({
        type,
        op,
        id: subject.id,
        href: subject.href,
        version,
        website: fields.includes('website'),
        request_id,
        successor,
        data
      })
    )
    const gone = { version: null, website: false, successor: null, data: null }
    const href = (id: string) => `/v1/organisations/${id}`
    const [id1, id2] = [
      { id: one, href: href(one) },
      { id: two, href: href(two) }
    ]
    t.match(entries, [
      {
        ...gone,
        ...id1,
        type: 'organisation.created',
        op: 'upsert',
        version: 1,
        request_id: made.headers['request-id']
      },
      {
        ...gone,
        ...id2,
        type: 'organisation.created',
        op: 'upsert',
        version: 1,
        request_id: other.headers['request-id']
      },
      {
        ...gone,
        ...id1,
        type: 'organisation.updated',
        op: 'upsert',
        version: 2,
        website: true,
        request_id: changed.headers['request-id']
      },
      // The remaining record takes over the address of the other.
      {
        ...gone,
        ...id2,
        type: 'organisation.updated',
        op: 'upsert',
        version: 2,
        website: true,
        request_id: merged.headers['request-id']
      },
      {
        ...gone,
        ...id1,
        type: 'organisation.merged',
        op: 'merge',
        successor: id2,
        request_id: merged.headers['request-id']
      },
      { ...gone, ...id2, type: 'organisation.deleted', op: 'delete' }
    ])
    t.equal(entries.length, 6)
  })

  t.test('GET /v1/changes?types= filters by types and verbs, and the cursor moves past other changes', async (t) => {
    const { json: all } = await get('changes?limit=500')
    const { json } = await get('changes?limit=500&types=person,organisation.deleted')
    const matching = (all.data as Entry[]).filter(
      ({ type }) => type.startsWith('person.') || type === 'organisation.deleted'
    )
    t.strictSame(
      json.data.map(({ id }: Entry) => id).slice(0, matching.length),
      matching.map(({ id }) => id)
    )
    const { json: none } = await get('changes?types=organisation.nonesuch')
    t.strictSame(none.data, [])
    t.equal(none.meta.has_more, false)
    t.equal(none.meta.next_cursor, await headOf(s), 'the cursor of an empty page is behind all skipped changes')
    const { json: first } = await get('changes?types=person&limit=1')
    t.equal(first.meta.next_cursor, first.data[0].cursor, 'the cursor of a full page is behind its last change')
    const unknown = await get('changes?types=organisation,api_key', { 'accept-language': 'en' })
    t.equal(unknown.status, 400)
    t.match(unknown.json.errors, [{ parameter: 'types', code: 'unknown_value' }])
    t.match(unknown.json.detail, /there is no record type «api_key»/)
  })

  t.test('GET /v1/changes: a filter with few matches examines a limited number of changes per page', async (t) => {
    // One and a half times the changes that a page examines. Inserted directly, because only their number counts.
    await sql`with head as (update feed_head set seq = seq + 15000 returning seq - 15000 as before)
      insert into change (seq, type, op, subject_type, subject_id)
        select before + n, 'event.updated', 'upsert', 'event', 'x' from head, generate_series(1, 15000) n`.execute(db)
    const last = await makeOrganisation(s, writer, 'ops-na-koncu')
    let [pages, found, next] = [0, [] as Entry[], '']
    for (let more = true; more; pages++) {
      const { json } = await get(`changes?types=organisation&limit=500${next && `&after=${next}`}`)
      found = found.concat(json.data)
      more = json.meta.has_more
      next = json.meta.next_cursor
    }
    t.equal(pages, 2, 'the first page has has_more')
    t.equal(found.at(-1)?.subject.id, last.json.id)
  })

  t.test('GET /v1/changes as NDJSON, HEAD, 304 and 406', async (t) => {
    const json = await get('changes?limit=3')
    const lines = await get('changes?limit=3', { accept: 'application/x-ndjson' })
    t.strictSame(
      lines.text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
      json.json.data
    )
    t.match(lines.headers.link, json.json.meta.next_cursor)
    t.equal(json.headers['cache-control'], 'no-cache')
    t.equal((await get('changes?limit=3', { 'if-none-match': json.headers.etag as string })).status, 304)
    t.equal((await get('changes', { accept: 'text/csv' })).status, 406)
    const head = await app.inject({ method: 'HEAD', url: '/v1/changes?limit=3' })
    t.equal(head.statusCode, 200)
    t.equal(head.body, '')
    t.equal(head.headers.etag, json.headers.etag)
  })

  t.test(
    'GET /v1/changes: a cursor from which the feed cannot continue is 410 and links to the snapshot',
    async (t) => {
      const expired = async (cursor: string, why: string) => {
        const received = await get(`changes?after=${cursor}`)
        t.equal(received.status, 410, why)
        t.equal(received.json?.code, 'cursor_expired', why)
        t.equal(received.headers.link, '</v1/snapshot>; rel="alternate"', why)
      }
      const cursor = await headOf(s)
      const flip = (text: string, at: number) => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)
      await expired(flip(cursor, 5), 'the number was changed')
      await expired(flip(cursor, 20), 'the id was changed')
      await expired(flip(cursor, 47), 'the signature was changed')
      t.equal((await get(`changes?after=${cursor.slice(1)}`)).status, 400, 'a malformed cursor')
      t.equal((await get('changes?after=')).status, 400)

      const earlier = (await get('changes?limit=10')).json.meta.next_cursor
      await makeOrganisation(s, writer, 'ops-ahead')
      const ahead = await headOf(s)
      // As after a restore: the history is the same up to a point, and then different.
      await sql`with gone as (delete from change where seq = (select seq from feed_head))
      update feed_head set seq = seq - 1`.execute(db)
      await expired(ahead, 'ahead of the head')
      t.equal((await get(`changes?after=${cursor}`)).status, 200, 'an earlier cursor still works')
      await makeOrganisation(s, writer, 'ops-instead')
      await expired(ahead, 'another change has this number now')
      await sql`update instance set epoch = uuidv7()`.execute(db)
      await expired(cursor, 'of an earlier epoch')
      await expired(earlier, 'of an earlier epoch')
      t.equal((await get('changes?limit=1')).status, 200)
    }
  )

  t.test('GET /v1/changes refuses invalid and conflicting parameters', async (t) => {
    for (const query of ['wait=0', 'wait=31', 'limit=501', 'include=sources', 'types=', 'cursor=x', 'types=a,a'])
      t.equal((await get(`changes?${query}`)).status, 400, query)
    for (const query of ['wait=5', 'limit=5']) {
      const { status, json } = await get(`changes?${query}`, { accept: 'text/event-stream' })
      t.equal(status, 400, query)
      t.equal(json.errors[0].code, 'conflicting_parameter')
    }
    t.equal((await get('changes', { accept: 'text/event-stream', 'last-event-id': 'nonesuch' })).status, 400)
  })

  t.test(
    'GET /v1/changes?wait= responds as soon as there is a change, and uses no database connection until then',
    async (t) => {
      const after = await headOf(s)
      const began = performance.now()
      const waiting = Promise.all([
        get(`changes?after=${after}&wait=30`),
        get(`changes?after=${after}&include=data&wait=30`)
      ])
      const busy = Promise.all(
        Array.from({ length: 20 }, () => get(`changes?after=${after}&wait=30&types=organisation`))
      )
      await new Promise((resolve) => setTimeout(resolve, 300))
      t.equal((await get('organisations?limit=1')).status, 200, 'other requests are served meanwhile')
      const made = await makeOrganisation(s, writer, 'ops-doczekana')
      const [one, two] = await waiting
      for (const { json } of [one, two, ...(await busy)]) {
        t.strictSame(
          json.data.map(({ subject }: Entry) => subject.id),
          [made.json.id]
        )
      }
      t.equal(one.headers['cache-control'], 'no-store')
      t.equal(two.json.data[0].data.slug, 'ops-doczekana')
      t.ok(performance.now() - began < 20_000)
      const patient = await get(`changes?after=${one.json.meta.next_cursor}&wait=1`)
      t.strictSame(patient.json.data, [])
      t.equal(patient.json.meta.next_cursor, one.json.meta.next_cursor)
    }
  )

  t.test('GET /v1/changes?wait= continues to wait if the filter excludes the new changes', async (t) => {
    const after = await headOf(s)
    const waiting = get(`changes?after=${after}&wait=2&types=person`)
    await new Promise((resolve) => setTimeout(resolve, 200))
    await makeOrganisation(s, writer, 'ops-nie-ta')
    const { json } = await waiting
    t.strictSame(json.data, [])
    t.equal(json.meta.next_cursor, await headOf(s), 'but the cursor moves')
  })

  t.test('GET /v1/changes: waiting clients do not delay the shutdown of the service', async (t) => {
    const own = await setup(t)
    const after = await headOf(own)
    const received = own.get(`changes?after=${after}&wait=30`)
    const address = await own.app.listen({ host: '127.0.0.1', port: 0 })
    const stream = await fetch(`${address}/v1/changes?after=${after}`, { headers: { accept: 'text/event-stream' } })
    const began = performance.now()
    await Promise.all([own.app.close(), stream.text()])
    t.equal((await received).status, 200)
    t.equal((await received).json.meta.next_cursor, after)
    t.ok(performance.now() - began < 15_000)
  })

  t.test(
    'GET /v1/changes as text/event-stream: past changes, new changes, and resuming from Last-Event-ID',
    async (t) => {
      const address = await app.listen({ host: '127.0.0.1', port: 0 })
      const after = await headOf(s)
      const open = async (headers: Record<string, string> = {}, query = '') => {
        const abort = new AbortController()
        const response = await fetch(`${address}/v1/changes?after=${after}${query}`, {
          headers: { accept: 'text/event-stream', ...headers },
          signal: abort.signal
        })
        return { response, events: eventsOf(response), close: () => abort.abort() }
      }
      const first = await makeOrganisation(s, writer, 'ops-strumien-1')
      const { response, events, close } = await open({}, '&include=data')
      t.equal(response.status, 200)
      t.equal(response.headers.get('content-type'), 'text/event-stream')
      t.equal(response.headers.get('cache-control'), 'no-store')
      const next = async (from: AsyncGenerator<Event>) => (await from.next()).value as Event
      const one = await next(events)
      t.equal(one.data.type, 'organisation.created')
      t.equal(one.data.subject.id, first.json.id)
      t.equal(one.data.data?.slug, 'ops-strumien-1')
      t.equal(one.id, one.data.cursor)
      const second = await makeOrganisation(s, writer, 'ops-strumien-2')
      const two = await next(events)
      t.equal(two.data.subject.id, second.json.id, 'without another request')
      close()
      const again = await open({ 'last-event-id': one.id })
      t.equal((await next(again.events)).data.id, two.data.id, 'Last-Event-ID takes precedence over after')
      again.close()
      const gone = await open({ 'last-event-id': `${'A'.repeat(47)}B` })
      t.equal(gone.response.status, 410, 'before the stream begins')
      const filtered = await open({}, '&types=person')
      const id = await positionOf(filtered.response)
      t.equal(id, await headOf(s), 'an id without data is the position of skipped changes')
      filtered.close()
      const head = await fetch(`${address}/v1/changes`, { method: 'HEAD', headers: { accept: 'text/event-stream' } })
      t.equal(head.status, 200)
      t.equal(await head.text(), '', 'and HEAD ends')
    }
  )
})

t.test('GET /v1/changes?wait= with the response cache: waiting requests do not wait for each other', async (t) => {
  const s = await setup(t, { cacheMegabytes: 8 })
  const address = await s.app.listen({ host: '127.0.0.1', port: 0 })
  const after = await headOf(s)
  const waitForChange = (wait: number) =>
    fetch(`${address}/v1/changes?after=${after}&wait=${wait}`).then(
      (response) => response.json() as Promise<{ data: Entry[] }>
    )
  const patient = [waitForChange(30), waitForChange(30), waitForChange(30)]
  t.strictSame((await waitForChange(1)).data, [])
  const began = performance.now()
  const made = await makeOrganisation(s, await s.key(['registry:write']), 'ops-obok')
  for (const { data } of await Promise.all(patient)) t.equal(data[0]?.subject.id, made.json.id)
  t.ok(performance.now() - began < 20_000, 'the others did not start to wait after the response to the first')
})

t.test('GET /v1/changes as text/event-stream stays open while the database is away', async (t) => {
  const url = await database(t)
  let away = false
  const service = connect(url, { max: 4, role: 'konwent_app', open: () => !away })
  const { db, close } = connect(url, { max: 1 })
  const app = await testApp({ db: service.db })
  t.teardown(async () => {
    await app.close()
    await service.close()
    await close()
  })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const after = (await app.inject('/v1/changes?types=event.nonesuch')).json().meta.next_cursor
  const response = await fetch(`${address}/v1/changes?after=${after}`, { headers: { accept: 'text/event-stream' } })
  // The database goes away at the moment when the stream learns of the change.
  let wakeUps = 0
  app.feed.subscribe(() => {
    wakeUps++
    away = true
    setTimeout(() => {
      away = false
    }, 500)
  })
  await sql`update organisation set website = 'away.example' where slug = 'cus-belzyce'`.execute(db)
  const events = eventsOf(response)
  const { value } = await events.next()
  t.equal(wakeUps, 1)
  t.equal((value as Event).data.type, 'organisation.updated')
  await events.return(undefined)
})

t.test('GET /v1/changes has refreshed entries for records that show a changed value of another', async (t) => {
  const s = await setup(t)
  await keepFewTerritories(s.connection)
  const { db, get, call } = s
  const [writer, admin] = [await s.key(['registry:write']), await s.key(['privacy:admin'])]

  t.test('record_reference covers everything that a record shows of others', async (t) => {
    const shown = new Map<string, Set<string>>()
    const all: { type: string; id: string; record: Json }[] = []
    for (const type of await journaledTypes(s)) {
      for (let link: string | undefined = `/v1/${declared.resources.get(type)?.path}?limit=500`; link; ) {
        const { json, headers } = await get(link)
        for (const record of json.data) all.push({ type, id: record.id ?? record.code, record })
        link = /^<([^>]+)>; rel="next"$/.exec(headers.link ?? '')?.[1]
      }
    }
    const types = new Map(all.map(({ type, id }) => [id, type]))
    for (const { type, id, record } of all) {
      for (const inner of partsOf(record)) {
        const key = (inner.id ?? inner.code) as string | undefined
        const of = key && types.get(key)
        // An event has its accepted declaration as a part: see below.
        if (!of || key === id || (of === 'declaration' && type === 'event')) continue
        const name = `${of} ${key}`
        shown.set(name, (shown.get(name) ?? new Set()).add(`${type} ${id}`))
      }
    }
    t.ok(shown.size > 100)
    const kinds = new Set<string>()
    for (const { type, id, record } of all) {
      const { rows } = await sql<{
        name: string
      }>`select distinct subject_type || ' ' || subject_id as name from records_showing(${type}, array[${id}])`.execute(
        db
      )
      const entries = rows.map(({ name }) => name)
      // Records that show only its slug
      const bySlug = (
        { legal_act: ['training_topic', 'objective'], source: ['membership_list'] } as Record<string, string[]>
      )[type]
      const expected = bySlug
        ? all
            .filter(
              (each) => bySlug.includes(each.type) && [each.record.legal_act, each.record.source].includes(record.slug)
            )
            .map((each) => `${each.type} ${each.id}`)
        : [...(shown.get(`${type} ${id}`) ?? [])]
      for (const name of expected) kinds.add(`${type} in ${name.split(' ')[0]}`)
      if (entries.sort().join() !== expected.sort().join()) t.strictSame(entries, expected, `${type} ${id}`)
    }
    t.comment([...kinds].sort().join(', '))
    t.ok(kinds.size >= 25, 'many kinds of references are covered')
  })

  t.test('a new name of an organisation refreshes the records that show it; their versions stay', async (t) => {
    const after = await headOf(s)
    const { headers, json } = await get('organisations/cus-belzyce')
    const patched = await call('PATCH', 'organisations/cus-belzyce', {
      key: writer,
      body: { short_name: 'CUS w Bełżycach' },
      headers: { 'if-match': headers.etag as string }
    })
    const { json: page } = await get(`changes?after=${after}&include=data&limit=500`)
    const [first, ...others] = page.data as Entry[]
    t.match(first, { type: 'organisation.updated', subject: { id: json.id } })
    t.ok(others.length >= 6)
    for (const { type, op, version, subject, data, request_id } of others) {
      t.match(type, /^\w+\.refreshed$/)
      t.equal(op, 'upsert')
      t.equal(version, data?.version)
      t.equal(request_id, patched.headers['request-id'])
      t.match(JSON.stringify(data), '"short_name":"CUS w Bełżycach"', subject.href)
    }
    t.strictSame((others.find(({ type }) => type === 'membership.refreshed') as Entry).fields, ['organisation'])
    const quiet = await call('PATCH', 'organisations/cus-belzyce', {
      key: writer,
      body: { website: 'example.org' },
      headers: { 'if-match': patched.headers.etag as string }
    })
    t.equal(quiet.status, 200)
    t.equal(
      (await get(`changes?after=${page.meta.next_cursor}`)).json.data.length,
      1,
      'a property that no record shows refreshes nothing'
    )
  })

  t.test('a declaration is a part of the event at which it was adopted', async (t) => {
    const after = await headOf(s)
    const draft = {
      slug: 'w-toku',
      kind: 'accession',
      title: 'Deklaracja w toku',
      event: { slug: 'konferencja-2022-11-21' }
    }
    const made = await call('POST', 'declarations', { key: writer, body: draft })
    t.equal(made.status, 201, made.text)
    t.strictSame((await get(`changes?after=${after}`)).json.data, [], 'no entry for a declaration that is not accepted')
    // Directly in the database, because the API refuses changes of an accepted declaration.
    await sql`update declaration set title = 'Deklaracja Konwentu'
      where event_id is not null and status = 'accepted'`.execute(db)
    const { json } = await get(`changes?after=${after}&include=data&types=event`)
    t.match(json.data, [
      { type: 'event.updated', fields: ['declaration'], data: { declaration: { title: 'Deklaracja Konwentu' } } }
    ])
    t.equal(json.data.length, 1)
  })

  t.test('erasure or restriction of a person refreshes the records that showed the person', async (t) => {
    const after = await headOf(s)
    const { json: restricted } = await get('people/anna-ostasz')
    await call('POST', 'people/anna-ostasz/restriction', { key: admin, body: { reason: 'objection' } })
    const { json: erased } = await get('people/zofia-mikusek')
    await call('POST', 'people/zofia-mikusek/erasure', { key: admin, body: { pseudonymise_name: true } })
    const { json } = await get(`changes?after=${after}&include=data&limit=500`)
    const entries = new Map((json.data as Entry[]).map((entry) => [entry.subject.href, entry]))
    for (const { id } of [restricted, erased]) t.match(entries.get(`/v1/people/${id}`), { op: 'redact', data: null })
    t.notMatch(JSON.stringify(json), /Ostasz|Mikusek/)
    for (const href of ['declarations/deklaracja-2021-09-16', 'events/konferencja-2022-11-21']) {
      const record = (await get(href)).json
      t.strictSame(entries.get(`/v1/${href.split('/')[0]}/${record.id}`)?.data, record, href)
    }
  })
})

t.test('a contact that stops being public at midnight has an entry', async (t) => {
  const s = await setup(t)
  const { db, get } = s
  const after = await headOf(s)
  const { id } = (await get('contacts?limit=1')).json.data[0]
  const announce = () => write(db, command, announceWithdrawals)
  await announce()
  t.strictSame((await get(`changes?after=${after}`)).json.data, [])
  // As on the next day: no write happens then.
  await db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await sql`update contact set withdrawn_on = current_date - 1 where id = ${id}`.execute(tx)
  })
  await announce()
  await announce()
  const { json } = await get(`changes?after=${after}&include=data`)
  t.equal(json.data.length, 1, 'once')
  t.match(json.data[0], {
    type: 'contact.withdrawn',
    op: 'redact',
    subject: { id },
    version: null,
    fields: [],
    data: null
  })
})

t.test('konwent changes prune', async (t) => {
  const s = await setup(t)
  const { db, get, url } = s
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, ['src/cli/konwent.ts', 'changes', 'prune', ...args], {
      env: { ...process.env, DATABASE_URL: url }
    }).then(
      ({ stdout }) => stdout,
      ({ stderr }) => `failed: ${stderr}`
    )
  const old = (await get('changes?limit=100')).json.meta.next_cursor
  const young = (await get('changes?limit=150')).json.meta.next_cursor
  t.equal(await run('--older-than', '30'), 'Nothing to remove.\n')
  await sql`update change set occurred_at = now() - interval '31 days' where seq <= 120 or seq = 130`.execute(db)
  t.equal(
    await run('--older-than', '30'),
    'Removed 120 changes, up to number 120.\n',
    'one in between stays: numbers have no gaps'
  )
  t.equal((await get(`changes?after=${old}`)).status, 410)
  t.equal((await get(`changes?after=${young}&limit=1`)).json.data[0].seq, 151)
  t.equal((await get('changes?limit=1')).json.data[0].seq, 121, 'the change log begins later')
  const { rows } = await sql<{
    actor: string
    action: string
  }>`select actor, action from audit order by seq desc limit 1`.execute(db)
  t.strictSame(rows, [{ actor: 'command', action: 'change.pruned' }])
  await sql`update change set occurred_at = now() - interval '31 days'`.execute(db)
  t.match(await run('--older-than', '30'), /^Removed \d+ changes/)
  const { json } = await get('changes')
  t.equal(json.data.length, 1, 'the newest stays, because cursors are checked against it')
  t.equal((await get(`changes?after=${json.meta.next_cursor}`)).status, 200)
  for (const wrong of ['0', '1.5', 'x']) t.match(await run('--older-than', wrong), /^failed: .*whole number of days/)
  t.match(await run(), /^failed: .*required option/)
})

t.test('WaitingRoom: limits the waiting clients in total and per client', (t) => {
  const client = (ip: string) => {
    const raw = Object.assign(new EventEmitter(), { destroyed: false })
    return { request: { caller: null, ip } as never, reply: { raw } as never, raw }
  }
  const slots = new WaitSlots(3, 2)
  const [a, b, c, d] = ['192.0.2.1', '192.0.2.1', '192.0.2.2', '192.0.2.3'].map(client) as [
    Client,
    Client,
    Client,
    Client
  ]
  type Client = ReturnType<typeof client>
  const taken = [a, b].map(({ request, reply }) => slots.acquire(request, reply, 'long_poll'))
  t.throws(() => slots.acquire(a.request, a.reply, 'long_poll'), {
    code: 'rate_limited',
    headers: { 'retry-after': '10' }
  })
  slots.acquire(c.request, c.reply, 'long_poll')
  t.throws(() => slots.acquire(d.request, d.reply, 'long_poll'), {
    code: 'too_many_waiting',
    headers: { 'retry-after': '10' }
  })
  taken[0]?.release()
  taken[0]?.release()
  t.equal(slots.size, 2, 'a slot is given back once')
  b.raw.emit('close')
  t.equal(taken[1]?.signal.aborted, true, 'who is gone waits no longer')
  t.equal(slots.size, 1)
  const slot = slots.acquire(d.request, d.reply, 'long_poll')
  t.equal(slot.signal.aborted, false)
  slots.close()
  t.equal(slot.signal.aborted, true)
  t.equal(slots.acquire(a.request, a.reply, 'long_poll').signal.aborted, true, 'after closing, nobody waits')
  t.end()
})

t.test('WaitSlots: a /48 of IPv6 has the places of two clients', async (t) => {
  const slots = new WaitSlots(10, 2)
  const wait = (ip: string) => {
    const raw = Object.assign(new EventEmitter(), { destroyed: false })
    return slots.acquire({ caller: null, ip } as never, { raw } as never, 'event_stream')
  }
  for (const network of [1, 1, 2]) wait(`2001:db8:1:${network}::1`)
  const last = wait('2001:db8:1:3::1')
  t.throws(() => wait('2001:db8:1:4::1'), { code: 'rate_limited' })
  t.throws(() => wait('2001:db8:1:1::2'), { code: 'rate_limited' })
  wait('2001:db8:2:1::1')
  t.strictSame(
    [...slots.count()],
    [
      ['long_poll', 0],
      ['event_stream', 5]
    ]
  )
  last.release()
  last.release()
  wait('2001:db8:1:4::1')
  t.throws(() => wait('2001:db8:1:5::1'), { code: 'rate_limited' }, 'a place is given back once')
})

type Json = Record<string, unknown>

/** Returns all objects within a value. */
function partsOf(value: unknown): Json[] {
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.values(value).flatMap(partsOf)
  return Array.isArray(value) ? inner : [value as Json, ...inner]
}

interface Event {
  id: string
  data: Entry
}

/** Yields the blocks of an event stream. */
async function* blocksOf(response: Response): AsyncGenerator<Record<string, string>> {
  let rest = ''
  for await (const text of (response.body as ReadableStream<Uint8Array>).pipeThrough(
    new TextDecoderStream() as never
  ) as unknown as AsyncIterable<string>) {
    rest += text
    for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
      const lines = rest.slice(0, end).split('\n')
      rest = rest.slice(end + 2)
      yield Object.fromEntries(
        lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)])
      )
    }
  }
}

async function* eventsOf(response: Response): AsyncGenerator<Event> {
  for await (const { id = '', event, data } of blocksOf(response)) {
    // An event with a type would not reach `onmessage` of an EventSource.
    if (event !== undefined) throw new Error(`The event has the type ${event}.`)
    if (data !== undefined) yield { id, data: JSON.parse(data) }
  }
}

/** Resolves with the first id without data. */
async function positionOf(response: Response): Promise<string | undefined> {
  for await (const { id, data } of blocksOf(response)) if (id !== undefined && data === undefined) return id
  return undefined
}

/** Returns the record types that the database tracks with triggers. */
async function journaledTypes({ db }: Setup): Promise<string[]> {
  const { rows } = await sql<{
    name: string
  }>`select subject_type as name from record_type where journaled order by 1`.execute(db)
  return rows.map(({ name }) => name)
}
