// Days and moments are limited to a range that every format supports. Lists leave out records that a format cannot
// write.
import fc from 'fast-check'
import { type Logger, pino } from 'pino'
import t from 'tap'
import { connect } from '../src/db/connect.ts'
import { migrate } from '../src/db/migrate.ts'
import { seed } from '../src/features/seed/seed.ts'
import { scopes } from '../src/http/access.ts'
import type { ListWriter } from '../src/records/formats/format.ts'
import { type WriterContext, writeRecord, writerOf } from '../src/records/formats/formats.ts'
import { declared } from './declared.ts'
import {
  type Component,
  type ContentLine,
  componentsOf,
  contentLines,
  parseCsv,
  parseXml,
  unescaped
} from './formats.ts'
import { migrateFormerly } from './former.ts'
import { emptyDatabase, setup, setupOn } from './helper.ts'
import { withImports } from './imports.ts'

// biome-ignore lint/suspicious/noExplicitAny: records have many shapes and were already validated against the contract
type Json = any

const DAYS = {
  pl: /Data w polu .* musi mieścić się między 1800-01-01 a 2199-12-31\./,
  en: /must be between 1800-01-01 and 2199-12-31\./
}
const MOMENTS = {
  pl: /Data i godzina w polu .* musi mieścić się między 1900-01-01T00:00:00Z a 2199-12-31T23:59:59\.999999Z\./,
  en: /must be between 1900-01-01T00:00:00Z and 2199-12-31T23:59:59\.999999Z\./
}

/** Returns a logger that collects its lines. */
function memory(): { logger: Logger; lines: Json[] } {
  const lines: Json[] = []
  return { logger: pino({ level: 'warn' }, { write: (line: string) => void lines.push(JSON.parse(line)) }), lines }
}

const valuesOf = (lines: ContentLine[], name: string): string[] =>
  lines.filter((line) => line.name === name).map(({ value }) => value)
const eventsIn = (text: string): Component[] => {
  const [calendar] = componentsOf(contentLines(Buffer.from(text)))
  if (calendar?.name !== 'VCALENDAR') throw new Error('no calendar')
  return calendar.components.filter(({ name }) => name === 'VEVENT')
}

// --- The database ---

/** Returns the names of all properties with a format in the request bodies. */
function namesInBodies(document: Json, format: string): Set<string> {
  const names = new Set<string>()
  const seen = new Set<string>()
  const visit = (schema: Json): void => {
    if (!schema || typeof schema !== 'object') return
    if (schema.$ref) {
      if (!seen.has(schema.$ref)) visit(document.components.schemas[schema.$ref.split('/').at(-1)])
      seen.add(schema.$ref)
    }
    for (const [name, property] of Object.entries<Json>(schema.properties ?? {})) {
      if (property.format === format) names.add(name)
      visit(property)
    }
    for (const inner of [schema.items, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) visit(inner)
  }
  for (const operations of Object.values<Json>(document.paths))
    for (const operation of Object.values<Json>(operations))
      for (const { schema } of Object.values<Json>(operation.requestBody?.content ?? {})) visit(schema)
  return names
}

// The first and the last follow from the clock, the others from the end of an appointment, which has bounds.
const FOLLOWS = [
  'application_count.month',
  'contact.withdrawal_lifted_on',
  'contact.withdrawn_on',
  'webhook_secret.expires_at'
]

t.test(
  'Every column of days or moments that clients, imports or the seed write has bounds in the database',
  async (t) => {
    const { connection, contract } = await setup(t)
    const written = namesInBodies(contract.document, 'date-time')
    t.strictSame([...written].sort(), ['ends_at', 'expires_at', 'not_before', 'starts_at'], 'moments in bodies')
    // Days come from outside. Moments come from the clock, unless a body has a property with that name. Generated
    // columns follow from others.
    const { rows } = await connection.pool.query(
      `select c.relname || '.' || a.attname as name, exists (
        select from pg_constraint k
        where k.conrelid = c.oid and a.attnum = any(k.conkey)
          and k.conname like '%\\_within\\_bounds' and k.convalidated
      ) as bounded
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0
        and not a.attisdropped and a.attgenerated = ''
        and (a.atttypid in ('date'::regtype, 'date[]'::regtype, 'daterange'::regtype)
          or a.atttypid in ('timestamptz'::regtype, 'timestamp'::regtype) and a.attname = any($1))
      order by 1`,
      [[...written]]
    )
    t.ok(rows.length > 40, `${rows.length}`)
    t.strictSame(
      rows.filter(({ bounded }) => !bounded).map(({ name }) => name),
      FOLLOWS
    )
  }
)

t.test('migrate() with an event in the year 9999 works, and the bounds apply to later writes', async (t) => {
  const { lines, logger } = memory()
  const url = await emptyDatabase(t)
  const connection = connect(url, { max: 2, noTimeouts: true })
  t.teardown(connection.close)
  const { pool } = connection
  // The bounds were part of the last migrations of version 0.1.0.
  await migrateFormerly(connection.db, '202611220330_refreshed')
  await pool.query(`insert into event (slug, title, kind, date_on, starts_at, ends_at)
    values ('nieskonczone', 'Nieskończone', 'other', '2027-03-01', '2027-03-01T10:00:00Z',
      '9999-12-31T23:59:59.9999999Z')`)
  await migrate(connection)
  await seed(connection.db, declared.datasets)
  const { rows } = await pool.query(
    "select conname from pg_constraint where not convalidated and conname like '%\\_within\\_bounds'"
  )
  t.strictSame(rows, [{ conname: 'event_ends_at_within_bounds' }])
  const { app, call, key } = await setupOn(t, url, { logger })

  const calendar = await app.inject('/v1/events?format=ics')
  t.equal(calendar.statusCode, 200)
  t.ok(eventsIn(calendar.body).length >= 2)
  t.notMatch(calendar.body, 'Nieskończone')
  t.match(lines, [{ level: 40, type: 'event', format: 'ics' }])
  const admin = await key(['registry:write'])
  const body = {
    title: 'Inne',
    kind: 'other',
    date: { on: '2027-03-01' },
    starts_at: '2027-03-01T10:00:00Z',
    ends_at: '9999-12-31T00:00:00Z'
  }
  t.equal((await call('POST', 'events', { key: admin, body })).status, 422)
  // The record can be corrected, and then the constraint becomes valid.
  const found = await app.inject('/v1/events/nieskonczone')
  const headers = { 'if-match': String(found.headers.etag) }
  const corrected = await call('PATCH', 'events/nieskonczone', { key: admin, headers, body: { ends_at: null } })
  t.equal(corrected.status, 200, corrected.text)
  await pool.query('alter table event validate constraint event_ends_at_within_bounds')
  t.match((await app.inject('/v1/events?format=ics')).body, 'Nieskończone')
})

// --- Writes ---

t.test(
  'POST, PUT and PATCH /v1/events refuse moments and days out of range with 422, and accept the limits',
  async (t) => {
    const { call, key, get } = await setup(t)
    const admin = await key(['registry:write'])
    let made = 0
    const event = (more: object) => ({
      title: `Próba ${made++}`,
      kind: 'other',
      date: { on: '2027-03-01' },
      starts_at: '2027-03-01T10:00:00Z',
      ...more
    })
    const refused: [body: object, code: string, pointer: string, texts: typeof DAYS][] = [
      ...[
        '9999-12-31T23:59:59.9999999Z',
        '9999-12-31T23:59:59Z',
        '9999-12-31T23:59:60Z',
        '9999-12-31T23:59:59-15:59',
        '2200-01-01T00:00:00Z',
        '2199-12-31T23:59:59.9999995Z',
        '2199-12-31T23:59:59.9999999Z',
        '2199-12-31T23:59:60Z',
        '2199-12-31T23:59:59-00:01',
        '2200-01-01T01:00:00+01:00'
      ].map((ends_at): (typeof refused)[number] => [
        event({ ends_at }),
        'event_ends_at_out_of_range',
        '/ends_at',
        MOMENTS
      ]),
      ...(
        [
          ['1899-12-31T23:59:59.999999Z', '1900-01-01'],
          ['1900-01-01T00:00:00+00:01', '1900-01-01'],
          ['1850-05-01T12:00:00Z', '1850-05-01']
        ] as const
      ).map(([starts_at, on]): (typeof refused)[number] => [
        event({ starts_at, date: { on } }),
        'event_starts_at_out_of_range',
        '/starts_at',
        MOMENTS
      ]),
      ...[
        { on: '0001-01-01' },
        { on: '1799-12-31' },
        { on: '2200-01-01' },
        { on: '9999-12-31' },
        { not_before: '1799-12-31' },
        { not_after: '2200-01-01' },
        { not_before: '2020-01-01', not_after: '9999-12-31' }
      ].map((date): (typeof refused)[number] => [
        event({ date, starts_at: null }),
        'event_date_out_of_range',
        '/date',
        DAYS
      ])
    ]
    for (const [body, code, pointer, { pl, en }] of refused) {
      const response = await call('POST', 'events', { key: admin, body, headers: { 'accept-language': 'pl' } })
      t.match(
        [response.status, response.json.code, response.json.errors[0]],
        [422, 'rule_broken', { code, pointer, detail: pl }],
        JSON.stringify(body)
      )
      const english = await call('PUT', 'events/nowe', {
        key: admin,
        body,
        headers: { 'accept-language': 'en', 'if-none-match': '*' }
      })
      t.match([english.status, english.json.errors[0]], [422, { code, pointer, detail: en }])
    }
    // No clock shows these times, so they are malformed.
    for (const ends_at of [
      '2027-03-01T24:00:00Z',
      '2027-02-29T12:00:00Z',
      '2027-03-01T12:00:00-23:59',
      '2027-03-01T12:00:00+16:00',
      '10000-01-01T00:00:00Z'
    ]) {
      t.equal((await call('POST', 'events', { key: admin, body: event({ ends_at }) })).status, 400, ends_at)
    }
    const accepted = [
      { ends_at: '2199-12-31T23:59:59.999999Z' },
      { ends_at: '2199-12-31T23:59:59.9999994Z' },
      { ends_at: '2200-01-01T00:59:59+01:00' },
      { date: { on: '2199-12-31' }, starts_at: '2199-12-31T22:59:59Z' },
      { date: { on: '1900-01-01' }, starts_at: '1900-01-01T00:00:00Z' },
      { date: { on: '1900-01-01' }, starts_at: '1900-01-01T00:00:00+00:00' },
      { date: { on: '2028-02-29' }, starts_at: '2028-02-29T10:00:00Z' },
      { date: { on: '2017-01-01' }, starts_at: '2017-01-01T00:59:60+01:00' },
      { date: { on: '1800-01-01' }, starts_at: null },
      { date: { not_before: '1800-01-01', not_after: '2199-12-31' }, starts_at: null }
    ]
    for (const more of accepted) {
      const response = await call('POST', 'events', { key: admin, body: event(more) })
      t.equal(response.status, 201, `${JSON.stringify(more)} ${response.text}`)
    }
    const { headers } = await get('events/konferencja-2022-11-21')
    for (const [patch, pointer] of [
      [{ date: { on: '2200-01-01' } }, '/date'],
      [
        { date: { on: '2022-11-21' }, starts_at: '2022-11-21T10:00:00Z', ends_at: '9999-12-31T23:59:59.9999999Z' },
        '/ends_at'
      ]
    ] as const) {
      const response = await call('PATCH', 'events/konferencja-2022-11-21', {
        key: admin,
        headers: { 'if-match': headers.etag as string },
        body: patch
      })
      t.match([response.status, response.json.errors[0].pointer], [422, pointer])
    }
    const whole = await get('events?format=ics')
    t.equal(whole.status, 200)
    t.ok(eventsIn(whole.text).length >= accepted.length - 1)
  }
)

t.test('POST of every other record refuses a day out of range', async (t) => {
  const { call, key, get } = await setup(t)
  const deciding = await key([...scopes])
  const admin = await key(['registry:write', 'declarations:decide', 'contacts:read', 'keys:admin'])
  const organisation = { slug: 'cus-belzyce' }
  const contact = { organisation, email: 'x@example.org', basis: 'public_task', basis_source: 'x' }
  const post = await call('POST', 'posts', { key: admin, body: { organisation, role: 'adviser', title: 'Doradca' } })
  const appointment = { person: { slug: 'anna-ostasz' }, post: { id: post.json.id }, capacity: 'acting' }
  const act = { slug: 'u', title: 'Ustawa', kind: 'act' }
  const cases: [path: string, body: (day: string) => object, pointer: string][] = [
    [
      'organisations',
      (on) => ({ slug: 'a', name: 'A', short_name: 'A', kind: 'cus', established: { on } }),
      '/established'
    ],
    [
      'organisations',
      (on) => ({
        slug: 'b',
        name: 'B',
        short_name: 'B',
        kind: 'cus',
        established: { on: '1800-01-01' },
        closed: { not_after: on }
      }),
      '/closed'
    ],
    [
      'lineage',
      (on) => ({
        successor: { slug: 'cus-kramsk' },
        predecessor_name: 'X',
        predecessor_kind: 'gops',
        happened: { on }
      }),
      '/happened'
    ],
    ['appointments', (on) => ({ ...appointment, started: { on } }), '/started'],
    ['appointments', (on) => ({ ...appointment, ended: { on } }), '/ended'],
    ['appointments', (on) => ({ ...appointment, attested_on: ['2020-01-01', on] }), '/attested_on'],
    [
      'memberships',
      (on) => ({ organisation: { slug: 'ptps' }, tier: 'supporting', tier_basis: 'printed', joined: { on } }),
      '/joined'
    ],
    [
      'memberships',
      (on) => ({
        organisation: { slug: 'ptps' },
        tier: 'supporting',
        tier_basis: 'printed',
        ended: { on },
        end_basis: 'Uchwała',
        status: 'ended'
      }),
      '/ended'
    ],
    ['contacts', (review_on) => ({ ...contact, slug: 'c', review_on }), '/review_on'],
    ['legal-acts', (dated) => ({ ...act, dated }), '/dated'],
    ['legal-acts', (in_force_from) => ({ ...act, dated: '2019-07-19', in_force_from }), '/in_force_from'],
    ['sources', (published_on) => ({ slug: 'z', kind: 'document', title: 'Z', published_on }), '/published_on'],
    [
      'sources',
      (snapshot_not_after) => ({ slug: 'z', kind: 'document', title: 'Z', snapshot_not_after }),
      '/snapshot_not_after'
    ],
    ['sources', (taken_over_on) => ({ slug: 'z', kind: 'document', title: 'Z', taken_over_on }), '/taken_over_on']
  ]
  for (const [path, body, pointer] of cases) {
    for (const day of ['1799-12-31', '2200-01-01', '9999-12-31']) {
      // An end may come before the start, which is another error.
      if (pointer === '/closed' && day < '1800') continue
      const response = await call('POST', path, { key: admin, body: body(day), headers: { 'accept-language': 'pl' } })
      t.match(
        [response.status, response.json.errors?.[0]],
        [422, { pointer, detail: DAYS.pl }],
        `${path} ${pointer} ${day} ${response.text.slice(0, 300)}`
      )
    }
  }
  // The day of a signature has only the lower bound of the calendar.
  const declaration = (on: string) => ({ kind: 'accession', title: `D ${on}`, tier: 'supporting', signed: { on } })
  const late = await call('POST', 'declarations', { key: admin, body: declaration('2200-01-01') })
  t.match([late.status, late.json.errors[0]], [422, { pointer: '/signed', detail: /między 0001-01-01 a 2199-12-31/ }])
  t.equal((await call('POST', 'declarations', { key: admin, body: declaration('0001-01-01') })).status, 201)

  const { json: unknown } = await get('memberships?limit=500')
  const { id } = unknown.data.find(({ status, joined }: Json) => status === 'active' && joined.on === null)
  for (const [step, body, pointer] of [
    ['suspension', { effective_on: '1799-12-31' }, '/effective_on'],
    ['end', { ended: { on: '0001-01-01' } }, '/ended'],
    ['end', { ended: { not_before: '2026-01-01', not_after: '9999-12-31' } }, '/ended']
  ] as const) {
    const response = await call('POST', `memberships/${id}/${step}`, {
      key: deciding,
      body: { ...body, basis: 'Uchwała' }
    })
    t.match(
      [response.status, response.json.errors?.[0]],
      [422, { pointer, detail: DAYS.pl }],
      `${step} ${response.text}`
    )
  }
  const { json } = await call('POST', 'api-keys', {
    key: admin,
    body: {
      owner: 'Partner',
      audience: 'partner',
      scopes: ['contacts:read'],
      not_before: '9999-01-01T00:00:00Z',
      expires_at: '9999-12-31T23:59:59.9999999Z'
    }
  })
  t.strictSame(
    [json.status, json.errors.map(({ pointer }: Json) => pointer).slice(0, 2)],
    [422, ['/not_before', '/expires_at']]
  )
})

t.test('POST /v1/imports reports days and moments out of range row by row', async (t) => {
  const { preview } = await withImports(t)
  const events = [
    'slug,title,kind,date_on,starts_at,ends_at',
    'e1,Pierwsze,other,2027-03-01,2027-03-01T10:00:00Z,9999-12-31T23:59:59.9999999Z',
    'e2,Drugie,other,2027-03-01,2027-03-01T10:00:00Z,2027-03-01T12:00:00Z',
    'e3,Trzecie,other,1799-12-31,,'
  ].join('\n')
  const seen = await preview('resource=events', events)
  t.match(seen.counts, { create: 1, error: 2 })
  t.match(
    seen.rows.map(({ outcome, errors }: Json) => [outcome, errors[0]?.column, errors[0]?.code]),
    [
      ['error', 'ends_at', 'event_ends_at_out_of_range'],
      ['create', undefined, undefined],
      ['error', 'date_on', 'event_date_out_of_range']
    ]
  )
  t.match(seen.rows[0].errors[0].detail_pl, MOMENTS.pl)
})

t.test('GET with extreme days and moments returns an empty list or 400, never 500', async (t) => {
  const { get } = await setup(t)
  const days = ['0001-01-01', '1799-12-31', '2200-01-01', '9999-12-31', '2024-02-29']
  const paths = [
    ...['json', 'csv', 'ics', 'jsonld', 'geojson'].flatMap((format) => [
      `events?format=${format}&from=`,
      `events?format=${format}&to=`
    ]),
    ...['json', 'svg', 'geojson', 'ndjson'].map((format) => `memberships?format=${format}&as_of=`),
    ...['json', 'svg', 'jsonld'].map((format) => `organisations?format=${format}&as_of=`),
    'appointments?format=vcard&as_of=',
    'statistics/memberships?as_of=',
    'statistics/memberships?format=svg&as_of=',
    'membership-checks?organisation=cus-belzyce&as_of='
  ]
  for (const path of paths)
    for (const day of days) t.match(`${(await get(path + day)).status}`, /^[24]00$/, `${path}${day}`)
  const moments: [string, number][] = [
    ['0001-01-01T00:00:00Z', 200],
    ['0001-01-01T00:00:00%2B15:59', 200],
    ['9999-12-31T23:59:59.9999999Z', 200],
    ['9999-12-31T23:59:60Z', 200],
    ['9999-12-31T23:59:59-15:59', 200],
    ['2021-09-16T00:00:00%2B00:00', 200],
    ['2021-09-16T00:00:00-23:59', 400],
    ['2021-09-16T24:00:00Z', 400],
    ['2021-02-29T00:00:00Z', 400]
  ]
  for (const format of ['json', 'csv', 'ics'])
    for (const [moment, status] of moments)
      t.equal((await get(`events?format=${format}&updated_since=${moment}`)).status, status, `${format} ${moment}`)
})

// --- Formats ---

t.test('GET of a list with a record that a format cannot write leaves it out and logs it', async (t) => {
  const { lines, logger } = memory()
  const { app, connection } = await setup(t, { logger })
  const { pool } = connection
  const { rows: constraints } = await pool.query(
    "select conname from pg_constraint where conrelid = 'event'::regclass and contype = 'c'"
  )
  for (const { conname } of constraints) await pool.query(`alter table event drop constraint ${conname}`)
  // An infinite moment is treated as unknown, so these two can be written.
  await pool.query(`insert into event (slug, title, kind, date_on, starts_at, ends_at) values
      ('x-bez-konca', 'Bez końca', 'other', '2027-03-01', '2027-03-01T10:00:00Z', 'infinity'),
      ('x-poczatek', 'Bez początku', 'other', '1700-01-01', '-infinity', '2027-03-01T10:00:00Z')`)
  const { rows: made } = await pool.query(`insert into event (slug, title, kind, date_on, starts_at, ends_at) values
      ('x-koniec', 'Złe', 'other', '2027-03-01', '2027-03-01T10:00:00Z', '9999-12-31T23:59:59.9999999Z'),
      ('x-dzien', 'Złe', 'other', '12000-01-01', null, null),
      ('x-przed', 'Złe', 'other', '0044-03-15 BC', null, null),
      ('x-zawsze', 'Złe', 'other', 'infinity', null, null) returning id::text, slug`)
  const good = await pool.query("select id from event where date_on is not null and title <> 'Złe'")
  for (const query of ['', '&limit=500', '&sort=-date_on']) {
    lines.length = 0
    const calendar = await app.inject(`/v1/events?format=ics${query}`)
    t.equal(calendar.statusCode, 200, query)
    const uids = eventsIn(calendar.body).flatMap(({ lines }) => valuesOf(lines, 'UID'))
    t.equal(uids.length, good.rows.length)
    t.notMatch(calendar.body, 'Złe')
    t.strictSame(
      lines.map(({ id }) => id).sort(),
      made.map(({ id }: Json) => id).sort(),
      'each left-out record is logged once'
    )
    t.ok(
      lines.every(
        ({ level, type, format, error }) =>
          level === 40 && type === 'event' && format === 'ics' && error === 'RangeError'
      )
    )
    t.notMatch(JSON.stringify(lines), /Złe|x-koniec|9999|10000/, 'the log has no value of the record')
  }
  for (const format of ['json', 'csv', 'ndjson', 'geojson', 'jsonld']) {
    const response = await app.inject(`/v1/events?format=${format}`)
    t.equal(response.statusCode, 200, format)
    if (/json(ld)?$/.test(format) && format !== 'ndjson') t.doesNotThrow(() => JSON.parse(response.body), format)
  }
  for (const path of [
    'people/anna-ostasz/events?format=ics',
    'organisations/rops-lublin/events?format=ics',
    'snapshot?format=ndjson',
    'changes'
  ])
    t.equal((await app.inject(`/v1/${path}`)).statusCode, 200, path)

  lines.length = 0
  for (const [language, text] of [
    ['pl', /nie można zapisać w formacie ics/],
    ['en', /cannot be written in the format ics/]
  ] as const) {
    const one = await app.inject({ url: '/v1/events/x-koniec?format=ics', headers: { 'accept-language': language } })
    t.match([one.statusCode, one.json()], [406, { code: 'not_acceptable', detail: text }])
  }
  t.equal(lines.length, 2)
  t.equal((await app.inject('/v1/events/x-koniec?format=jsonld')).statusCode, 200)
})

t.test('Every format writes a well-formed list, whichever of its records cannot be written', (t) => {
  const id = (n: number) => `01993a5e-7c00-7000-8000-00000000000${n}`
  const fail = <T>(record: { bad: boolean }, written: T): T => {
    if (record.bad) throw new TypeError('secret value')
    return written
  }
  const resource = {
    name: 'sample',
    record: declared.resources.get('person')?.record,
    linked: { write: (record: Json) => fail(record, { '@type': 'Thing', name: record.id }) },
    calendar: { write: (record: Json) => fail(record, `BEGIN:VEVENT\r\nUID:${record.id}\r\nEND:VEVENT\r\n`) },
    card: {
      write: ({ id, bad }: Json) =>
        fail(
          { bad },
          { id, kind: 'org', formattedName: id, positions: [], contacts: [], updated_at: '2026-01-01T00:00:00Z' }
        )
    },
    map: {
      title: { pl: 'Mapa', en: 'Map' },
      mark: (record: Json) => fail(record, { name: record.id, certainty: null })
    }
  }
  const rowOf = (n: number, bad: boolean) => ({ id: id(n), bad })
  const count: Record<string, (text: string) => number> = {
    jsonld: (text) => JSON.parse(text)['@graph'].length,
    geojson: (text) => JSON.parse(text).features.length,
    ics: (text) => eventsIn(text).length,
    vcard: (text) => (text === '' ? 0 : componentsOf(contentLines(Buffer.from(text))).length),
    csv: (text) => parseCsv(text, ',').length - 1,
    ndjson: (text) => text.split('\n').length - 1,
    svg: (text) => Number(/na mapie: (\d+)/.exec(JSON.stringify(parseXml(text)))?.[1])
  }
  const write = (writer: ListWriter, rows: string[]) =>
    writer.begin + rows.map((row) => writer.record(row)).join('') + writer.end()
  for (const [format, counted] of Object.entries(count)) {
    for (const bad of [[], [0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]]) {
      const { lines, logger } = memory()
      const writing = { resource, format, query: {}, base: '', log: logger } as unknown as WriterContext
      const rows = [0, 1, 2].map((n) => {
        const row = rowOf(n, bad.includes(n))
        const feature = {
          type: 'Feature',
          id: row.id,
          geometry: { type: 'Point', coordinates: [21, 52] },
          properties: row
        }
        // CSV cannot write broken JSON only. Nothing breaks NDJSON and GeoJSON.
        if (format === 'csv' && bad.includes(n)) return '{"id":'
        return JSON.stringify(/svg|geojson/.test(format) ? feature : row)
      })
      const left = /ndjson|geojson/.test(format) ? 0 : bad.length
      const text = write(writerOf(writing), rows)
      t.equal(counted(text), 3 - left, `${format} without ${bad}`)
      t.equal(lines.length, left)
      t.notMatch(JSON.stringify(lines), 'secret value')
      if (format !== 'csv')
        t.strictSame(
          lines.map((line) => line.id),
          bad.slice(0, left).map(id)
        )
      if (format === 'svg' && left > 0) t.match(text, `pominięto rekordy, których nie da się narysować: ${left}`)
      if (left > 0)
        t.throws(
          () => writeRecord(writing, rows[bad[0] as number] as string),
          { code: 'not_acceptable' },
          `${format}: one record`
        )
    }
  }
  t.end()
})

const write = (name: string, format: WriterContext['format'], record: Json, logger: Logger): string => {
  const writing = {
    resource: declared.resources.get(name),
    format,
    query: {},
    base: 'https://example.org',
    log: logger
  } as unknown as WriterContext
  const { begin, record: line, end } = writerOf(writing)
  return begin + line(JSON.stringify(record)) + end()
}

t.test(
  'GET /v1/events?format=ics: moments outside of the zone rules are in UTC, ends follow starts, places stay',
  async (t) => {
    const { connection, get } = await setup(t)
    const add = (slug: string, start: string, end: string | null) =>
      connection.pool.query(
        `with made as (insert into event (slug, title, kind, date_on, starts_at, ends_at)
         values ($1, $1, 'other', ($2::timestamptz at time zone 'Europe/Warsaw')::date, $2, $3) returning id)
       insert into event_link (event_id, no, title, url) select id, 1, 'x', 'https://example.org/a,b;c?d=e' from made`,
        [slug, start, end]
      )
    const cases: [slug: string, start: string, end: string | null, expected: string[]][] = [
      ['dawne', '1995-07-01T10:00:00Z', '1995-07-01T12:00:00Z', ['DTSTART 19950701T100000Z', 'DTEND 19950701T120000Z']],
      ['najdawniejsze', '1900-01-01T00:00:00Z', null, ['DTSTART 19000101T000000Z']],
      [
        'tuz-przed',
        '1996-03-31T00:59:59Z',
        '1996-03-31T10:00:00Z',
        ['DTSTART 19960331T005959Z', 'DTEND 19960331T100000Z']
      ],
      [
        'od',
        '1996-03-31T01:00:00Z',
        '1996-03-31T10:00:00Z',
        ['DTSTART Europe/Warsaw 19960331T030000', 'DTEND Europe/Warsaw 19960331T120000']
      ],
      // 2027-10-31: 2:30 occurs twice, at 00:30Z and at 01:30Z.
      ['pierwsza', '2027-10-31T00:30:00Z', null, ['DTSTART Europe/Warsaw 20271031T023000']],
      ['druga', '2027-10-31T01:30:00Z', null, ['DTSTART 20271031T013000Z']],
      ['obie', '2027-10-31T00:45:00Z', '2027-10-31T01:15:00Z', ['DTSTART 20271031T004500Z', 'DTEND 20271031T011500Z']],
      [
        'przez-cofniecie',
        '2027-10-31T00:30:00Z',
        '2027-10-31T01:15:00Z',
        ['DTSTART 20271031T003000Z', 'DTEND 20271031T011500Z']
      ],
      ['ulamek', '2027-03-01T10:00:00.1Z', '2027-03-01T10:00:00.9Z', ['DTSTART Europe/Warsaw 20270301T110000']],
      [
        'ostatnie',
        '2199-07-01T10:00:00Z',
        '2199-12-31T23:59:59.999999Z',
        ['DTSTART Europe/Warsaw 21990701T120000', 'DTEND Europe/Warsaw 22000101T005959']
      ]
    ]
    for (const [slug, start, end] of cases) await add(slug, start, end)
    const events = new Map(
      eventsIn((await get('events?format=ics')).text).map(({ lines }) => [valuesOf(lines, 'SUMMARY')[0], lines])
    )
    for (const [slug, , , expected] of cases) {
      const lines = events.get(slug) ?? []
      const lineValues = lines
        .filter(({ name }) => /^DT(START|END)$/.test(name))
        .map(({ name, parameters, value }) => [name, ...(parameters.TZID ? [parameters.TZID] : []), value].join(' '))
      t.strictSame(lineValues, expected, slug)
      t.strictSame(valuesOf(lines, 'URL'), ['https://example.org/a,b;c?d=e'])
    }
  }
)

// --- Any record ---

const day = fc.oneof(
  fc.constantFrom(
    '1800-01-01',
    '2199-12-31',
    '2024-02-29',
    '1996-03-31',
    '1999-12-31',
    '2000-01-01',
    '2100-02-28',
    '1899-12-31'
  ),
  fc
    .date({ min: new Date('1800-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
)
const moment = fc.oneof(
  fc.constantFrom(
    '1900-01-01T00:00:00.000000Z',
    '2199-12-31T23:59:59.999999Z',
    '1996-03-31T00:59:59.999999Z',
    '1996-03-31T01:00:00.000000Z',
    '2027-10-31T00:30:00.000000Z',
    '2027-10-31T01:30:00.000000Z',
    '2027-03-28T01:00:00.000000Z'
  ),
  fc
    .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().replace('Z', '000Z'))
)
const text = fc.oneof(
  fc.constantFrom(
    'a',
    'ż'.repeat(2000),
    '👩‍👩‍👧'.repeat(100),
    '=1+1',
    ';,\\:"',
    'BEGIN:VEVENT',
    '</script>',
    ']]>',
    'a"b',
    "'",
    '%',
    '\\n',
    '\\',
    '𝄞',
    '日本'
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
)
const number = fc.constantFrom(1, 2, 2_147_483_647)
const latitude = fc.constantFrom(-90, 90, 0, 49, 54.9, 1e-7, -33.123456)
const longitude = fc.constantFrom(-180, 180, 109, -71, 19, 0, 14.1, 1e-7)

/** Generates the record with other dates, numbers and texts that the schema allows. */
function varied(value: Json, name = ''): fc.Arbitrary<Json> {
  if (name === 'latitude') return fc.option(latitude)
  if (name === 'longitude') return longitude
  if (Array.isArray(value)) return fc.tuple(...value.map((item) => varied(item)))
  if (typeof value === 'object' && value !== null)
    return fc.record(Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, varied(inner, key)])))
  if (name === 'date' || /^(on|not_before|not_after|.*_on)$/.test(name)) return fc.option(day)
  if (name === 'updated_at') return moment
  if (/_at$/.test(name)) return fc.option(moment)
  if (/name|title|place|address|street|locality|occasion|printed/.test(name) && typeof value === 'string') return text
  if (name === 'website') return fc.option(fc.oneof(text, fc.webUrl()))
  if (name === 'url') return fc.webUrl({ withQueryParameters: true, withFragments: true })
  if (name === 'version') return number
  return fc.constant(value)
}

t.test('GET in any format writes any record with extreme dates, numbers and texts as valid output', async (t) => {
  const { get } = await setup(t)
  const { logger, lines } = memory()
  const readers: Partial<Record<WriterContext['format'], (text: string) => number>> = {
    csv: (text) => parseCsv(text, ',').length - 1,
    ndjson: (text) =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)).length,
    geojson: (text) => JSON.parse(text).features.length,
    jsonld: (text) => JSON.parse(text)['@graph'].length,
    ics: (text) => {
      const events = eventsIn(text)
      for (const { lines } of events) {
        for (const { name, value } of lines) if (/^(SUMMARY|LOCATION)$/.test(name)) unescaped(value)
        const times = lines.filter(({ name }) => /^DT(START|END)$/.test(name))
        if (
          times.some(
            ({ value, parameters }) =>
              !(parameters.VALUE === 'DATE' ? /^\d{8}$/ : parameters.TZID ? /^\d{8}T\d{6}$/ : /^\d{8}T\d{6}Z$/).test(
                value
              )
          )
        )
          throw new Error(`no timestamp: ${JSON.stringify(times)}`)
        const [start, end] = times
        if (end && (end.parameters.TZID !== start?.parameters.TZID || end.value <= (start?.value ?? '')))
          throw new Error(`the end precedes the start: ${JSON.stringify(times)}`)
      }
      return events.length
    },
    vcard: (text) => componentsOf(contentLines(Buffer.from(text))).length,
    svg: (text) => (parseXml(text).name === 'svg' ? 1 : 0)
  }
  const kinds: Record<string, [path: string, formats: WriterContext['format'][], include: string]> = {
    event: ['events', ['csv', 'ndjson', 'geojson', 'ics', 'jsonld'], ''],
    organisation: ['organisations', ['csv', 'ndjson', 'geojson', 'jsonld', 'svg'], ''],
    person: ['people', ['csv', 'ndjson'], ''],
    contact: ['contacts', ['csv', 'ndjson'], '']
  }
  for (const [name, [path, formats]] of Object.entries(kinds)) {
    const samples = (await get(`${path}?limit=500`)).json.data as Json[]
    t.ok(samples.length > 0)
    fc.assert(
      fc.property(
        fc.constantFrom(...samples).chain((sample) => varied(sample)),
        (record) => {
          for (const format of formats) {
            const feature = {
              type: 'Feature',
              id: record.id,
              geometry:
                record.latitude == null ? null : { type: 'Point', coordinates: [record.longitude, record.latitude] },
              properties: record
            }
            const written = write(name, format, format === 'geojson' || format === 'svg' ? feature : record, logger)
            const expected = format === 'ics' && record.date.on === null ? 0 : 1
            const count = readers[format]?.(written)
            if (count !== expected)
              throw new Error(`${count} records of ${name} as ${format}: ${written.slice(0, 500)}`)
          }
        }
      ),
      { numRuns: 30 }
    )
  }
  t.strictSame(lines, [], 'no record was left out')
})

t.test('GET in any format of stored records with the limits of dates', async (t) => {
  const { connection, get } = await setup(t)
  const { pool } = connection
  const longest = 'ż'.repeat(1990)
  await pool.query(
    `update organisation set established_on = null, established_not_before = '1800-01-01',
      established_not_after = '1800-01-02', closed_on = null,
       closed_not_before = '2199-12-30', closed_not_after = '2199-12-31', street = $1
       where slug in ('cus-belzyce', 'rops-lublin')`,
    [longest]
  )
  await pool.query('update organisation set latitude = 90, longitude = 180 where latitude is not null and slug <> $1', [
    'cus-belzyce'
  ])
  await pool.query(`update person set family_name = $1`, [`${'ż'.repeat(1900)};,\\"`])
  await pool.query(`update appointment set started_on = '1800-01-01', started_not_before = null,
    started_not_after = null, ended_on = '2199-12-31',
    ended_not_before = null, ended_not_after = null
    where id in (select distinct on (post_id) id from appointment order by post_id, id)`)
  await pool.query(`update contact set street = $1, locality = $1 where organisation_id is not null`, [
    `${longest};,\\"`
  ])
  const formats: Record<string, string[]> = {
    organisations: ['csv', 'ndjson', 'geojson', 'jsonld', 'svg'],
    people: ['csv', 'ndjson', 'vcard', 'jsonld'],
    contacts: ['csv', 'ndjson', 'vcard'],
    appointments: ['csv', 'ndjson', 'vcard'],
    memberships: ['csv', 'ndjson', 'geojson', 'svg'],
    events: ['csv', 'ndjson', 'geojson', 'ics', 'jsonld']
  }
  for (const [path, names] of Object.entries(formats)) {
    for (const format of names) {
      const response = await get(`${path}?format=${format}`)
      t.equal(response.status, 200, `${path} ${format}`)
      if (/vcard|ics/.test(format))
        t.doesNotThrow(() => componentsOf(contentLines(response.bytes)), `${path} ${format}`)
      if (format === 'csv') t.doesNotThrow(() => parseCsv(response.text, ','))
      if (format === 'svg') t.doesNotThrow(() => parseXml(response.text))
      if (/^(geojson|jsonld)$/.test(format)) t.ok(JSON.parse(response.text))
    }
  }
})
