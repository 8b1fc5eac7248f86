// Events of several days without hours: their last day in every format, in the filters by day, and in imports.
import t from 'tap'
import { Event } from '../src/features/events/schemas.ts'
import { throughExcel } from './excel.ts'
import { contentLines, parseCsv } from './formats.ts'
import { withImports } from './imports.ts'

const any = { 'if-match': '*' }

// biome-ignore lint/suspicious/noExplicitAny: bodies have many shapes; the contract has been checked against them
type Json = any

/** A registry with helpers that create events and read them. */
async function registry(tap: typeof t) {
  const s = await withImports(tap as never)
  const event = (body: object) =>
    s.call('POST', 'events', { key: s.key, body: { title: 'Zjazd', kind: 'election_congress', ...body } })
  const slugs = async (query: string): Promise<string[]> =>
    (await s.call('GET', `events?limit=500&${query}`)).json.data.map(({ slug }: Json) => slug)
  return { ...s, event, slugs }
}

t.test('GET /events: a congress of 20 to 21 May ends after its last day, in every format', async (t) => {
  const { event, call } = await registry(t as never)
  const cases: [slug: string, first: string, last: string | null, end: string | undefined][] = [
    ['zjazd', '2027-05-20', '2027-05-21', '20270522'],
    ['przelom-roku', '2027-12-30', '2027-12-31', '20280101'],
    ['luty', '2028-02-27', '2028-02-28', '20280229'],
    ['zmiana-czasu', '2027-10-30', '2027-10-31', '20271101'],
    ['koniec-zakresu', '2199-12-30', '2199-12-31', '22000101'],
    ['poczatek-zakresu', '1800-01-01', '1800-01-02', '18000103'],
    ['jednodniowy', '2027-06-01', '2027-06-01', undefined],
    ['bez-konca', '2027-06-02', null, undefined]
  ]
  for (const [slug, on, ends_on] of cases) {
    const made = await event({ slug, date: { on }, ends_on })
    t.strictSame([made.status, made.json.ends_on], [201, ends_on], slug)
  }
  for (const [slug, first, last, end] of cases) {
    const lines = contentLines((await call('GET', `events/${slug}?format=ics`)).bytes)
    const times = lines
      .filter(({ name }) => /^DT(START|END)$/.test(name))
      .map(({ name, parameters, value }) => [name, parameters.VALUE, value])
    t.strictSame(
      // The first DTSTART values are those of VTIMEZONE.
      times.slice(2),
      [['DTSTART', 'DATE', first.replaceAll('-', '')], ...(end ? [['DTEND', 'DATE', end]] : [])],
      slug
    )
    const node = (await call('GET', `events/${slug}?format=jsonld`)).json
    t.strictSame([node.startDate, node.endDate], [first, last ?? undefined], slug)
  }
  for (const [dialect, delimiter] of [
    ['rfc4180', ','],
    ['excel-pl', ';']
  ] as const) {
    const [header = [], ...rows] = parseCsv(
      (await call('GET', `events?format=csv&dialect=${dialect}&sort=date_on`)).text.replace('\ufeff', ''),
      delimiter
    )
    const [slug, first, last] = ['slug', 'date_on', 'ends_on'].map((name) => header.indexOf(name)) as [
      number,
      number,
      number
    ]
    const zjazd = rows.find((row) => row[slug] === 'zjazd')
    t.strictSame([zjazd?.[first], zjazd?.[last]], ['2027-05-20', '2027-05-21'], dialect)
    t.equal(rows.find((row) => row[slug] === 'bez-konca')?.[last], '')
  }
  const feature = (await call('GET', 'events?format=geojson&from=2027-05-21&to=2027-05-21')).json.features[0]
  t.equal(feature.properties.ends_on, '2027-05-21')
})

t.test('GET /events?from and to: an event is found on each of its days, with and without hours', async (t) => {
  const { event, slugs } = await registry(t as never)
  const hours = (starts_at: string, ends_at: string) => ({ starts_at, ends_at })
  await event({ slug: 'dni', date: { on: '2027-05-20' }, ends_on: '2027-05-22' })
  await event({
    slug: 'godziny',
    date: { on: '2027-05-20' },
    ...hours('2027-05-20T08:00:00Z', '2027-05-22T12:00:00Z')
  })
  // Midnight in Poland is 22:00 UTC.
  await event({
    slug: 'do-polnocy',
    date: { on: '2027-05-20' },
    ...hours('2027-05-20T08:00:00Z', '2027-05-21T22:00:00Z')
  })
  await event({ slug: 'jeden', date: { on: '2027-05-20' } })
  const on = async (day: string) => (await slugs(`dated=true&from=${day}&to=${day}`)).sort()
  t.strictSame(await on('2027-05-19'), [])
  t.strictSame(await on('2027-05-20'), ['dni', 'do-polnocy', 'godziny', 'jeden'])
  t.strictSame(await on('2027-05-21'), ['dni', 'do-polnocy', 'godziny'])
  t.strictSame(await on('2027-05-22'), ['dni', 'godziny'])
  t.strictSame(await on('2027-05-23'), [])
})

t.test('GET /organisations?as_of: a part in an event that was held is attested on each of its days', async (t) => {
  const { event, call, key } = await registry(t as never)
  const made = await call('POST', 'organisations', {
    key,
    body: { name: 'Fundacja Zjazdowa', short_name: 'FZ', kind: 'foundation' }
  })
  await event({
    date: { on: '2021-05-20' },
    ends_on: '2021-05-21',
    status: 'held',
    participants: [{ role: 'attendee', organisation: { id: made.json.id } }]
  })
  const certaintyOn = async (day: string) =>
    (await call('GET', `organisations/${made.json.slug}?as_of=${day}`)).json.certainty
  const days = ['2021-05-19', '2021-05-20', '2021-05-21', '2021-05-22']
  t.strictSame(await Promise.all(days.map(certaintyOn)), ['possible', 'certain', 'certain', 'possible'])
})

t.test('POST and PATCH /events: the last day fits the first day, and excludes hours', async (t) => {
  const { event, call, key, connection } = await registry(t as never)
  const hour = { starts_at: '2027-05-20T08:00:00Z' }
  const refused: [object, string, string][] = [
    [{ date: { on: '2027-05-20' }, ends_on: '2027-05-19' }, 'event_ends_on_not_before_start', '/ends_on'],
    [{ date: { not_before: '2027-05-20' }, ends_on: '2027-05-21' }, 'event_ends_on_not_before_start', '/ends_on'],
    [{ ends_on: '2027-05-21' }, 'event_ends_on_not_before_start', '/ends_on'],
    [{ date: { on: '2027-05-20' }, ends_on: '2027-05-21', ...hour }, 'event_ends_on_without_hours', '/ends_on'],
    [{ date: { on: '2027-05-20' }, ends_on: '2200-01-01' }, 'event_ends_on_out_of_range', '/ends_on']
  ]
  for (const [body, code, pointer] of refused) {
    const response = await event(body)
    t.equal(response.status, 422, JSON.stringify(body))
    t.match(response.json.errors, [{ code, pointer }], JSON.stringify(body))
  }
  t.equal((await event({ date: { on: '2027-05-20' }, ends_on: '2027-02-30' })).status, 400)

  const { json } = await event({ slug: 'zjazd', date: { on: '2027-05-20' }, ends_on: '2027-05-21' })
  const patch = (body: object) => call('PATCH', `events/${json.id}`, { key, headers: any, body })
  t.match((await patch(hour)).json, { errors: [{ code: 'event_ends_on_without_hours' }] })
  t.match((await patch({ date: { on: '2027-05-22' } })).json, { errors: [{ code: 'event_ends_on_not_before_start' }] })
  t.match((await patch({ ...hour, ends_on: null, ends_at: '2027-05-21T12:00:00Z' })).json, { ends_on: null })
  t.match((await patch({ starts_at: null, ends_at: null, ends_on: '2027-05-22' })).json, { ends_on: '2027-05-22' })
  const { rows } = await connection.pool.query('select fields from change where subject_id = $1 order by seq', [
    json.id
  ])
  t.strictSame(rows.at(-1).fields, ['ends_at', 'ends_on', 'starts_at'])
})

t.test('POST /imports: the last day is a column of events, also after Excel has saved the file', async (t) => {
  const { event, call, preview, apply } = await registry(t as never)
  await event({ slug: 'zjazd', date: { on: '2027-05-20' } })
  const query = 'resource=events&match_on=slug'
  const made = await preview(query, 'slug,ends_on\r\nzjazd,2027-05-21\r\n')
  t.match(made.rows, [{ outcome: 'update', diff: [{ field: 'ends_on', before: null, after: '2027-05-21' }] }])
  await apply(made.id)
  t.equal((await call('GET', 'events/zjazd')).json.ends_on, '2027-05-21')
  const exported = (await call('GET', 'events?format=csv&dialect=excel-pl')).bytes
  for (const days of ['iso', 'dotted'] as const) {
    const again = await preview(query, await throughExcel(Event, exported, days))
    t.ok(
      again.rows.every(({ outcome }: Json) => outcome === 'unchanged'),
      days
    )
  }
  const wrong = await preview(query, 'slug,ends_on\r\nzjazd,2027-05-19\r\n')
  t.match(wrong.rows[0], { outcome: 'error', errors: [{ code: 'event_ends_on_not_before_start' }] })
})
