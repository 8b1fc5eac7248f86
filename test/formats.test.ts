// Lists as CSV, NDJSON and GeoJSON and in every other format of the contract. Headers of every response: ETag,
// compression, HEAD, CORS, security.
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { bareType } from '../src/contract/recorded.ts'
import { readWorkbook } from '../src/features/imports/file/workbook/read-workbook.ts'
import { scopes } from '../src/http/access.ts'
import { unguard } from '../src/records/formats/spreadsheet.ts'
import { WORKBOOK_TYPE } from '../src/records/formats/workbook/parts.ts'
import { type ContentLine, cell, columnsOf, contentLines, headersOf, parseCsv, parseXml } from './formats.ts'
import { setup, type TestResponse } from './helper.ts'

// biome-ignore lint/suspicious/noExplicitAny: records have many shapes and were already validated against the contract
type Json = any

// Calendar days must not depend on the time zone of the machine.
process.env.TZ = 'America/Los_Angeles'

const { app, get, call, key, contract, connection } = await setup(t)
const allScopes = key([...scopes])
const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Warsaw' })
// Lists of enum labels.
const LISTS_IN_JSON_ALONE = ['/problems', '/vocabularies']
// Lists with representations of their own.
const FEEDS = ['/changes', '/snapshot']

const TRICKY: [slug: string, name: string][] = [
  ['przecinek', 'Ośrodek, filia'],
  ['srednik', 'Ośrodek; filia'],
  ['cudzyslow', 'Ośrodek "Pod Lipą"'],
  ['wiersze', 'Ośrodek\nw dwóch\r\nwierszach'],
  ['spacja', 'Ośrodek „Żółć” – zażółć gęślą jaźń'],
  ['rowne', '=HYPERLINK("https://example.org";"tu")'],
  ['plus', '+48 81 0000000'],
  ['minus', '-1+1'],
  ['malpa', '@SUM(1)'],
  ['pelne-rowne', '＝1']
]
for (const [slug, name] of TRICKY)
  await connection.pool.query(
    "insert into organisation (slug, name, short_name, kind) values ('x-' || $1, $2, $2, 'portal')",
    [slug, name]
  )
await connection.pool.query(`
  insert into organisation (slug, name, short_name, kind, latitude, longitude, coordinates_basis)
    values ('wyspa', 'Wyspa', 'Wyspa', 'university', -33.5, -70.125, 'geonames-seat');
  insert into event (slug, title, kind, status, date_on, starts_at, ends_at, place, address, version, updated_at) values
    ('szkolenie', 'Szkolenie: „Zażółć gęślą jaźń”, część 1; praca socjalna \\ usługi – '
      'organizowanie społeczności lokalnej w gminach wiejskich i miejskich', 'training', 'planned',
      '2027-01-10', '2027-01-10T00:30+01', '2027-01-10T15:00+01', 'Świdnik', 'ul. Frezerów 3, sala 2', 4,
      '2026-12-01T10:00:00.5Z'),
    ('odwolane', 'Odwołane', 'training', 'cancelled', '2027-07-01', '2027-07-01T09:00+02', null, null, null, 1,
      '2026-12-01T10:00:00Z');
  insert into event (slug, title, kind, date_not_before, date_not_after)
    values ('kiedys', 'Kiedyś', 'training', '2027-01-01', '2027-12-31')`)

const records = async (path: string): Promise<Json[]> =>
  (await get(`${path}${path.includes('?') ? '&' : '?'}limit=500`)).json.data

// --- CSV ---

const schemaNames = { organisations: 'Organisation', memberships: 'Membership' }
const expectedColumns = (list: keyof typeof schemaNames) =>
  columnsOf(contract, contract.document.components.schemas[schemaNames[list]])

for (const list of ['organisations', 'memberships'] as const) {
  t.test(`GET /v1/${list}?format=csv has a column per property and a row per record`, async (t) => {
    const columns = expectedColumns(list)
    const json = await records(list)
    for (const [query, delimiter] of [
      ['', ','],
      ['&dialect=rfc4180', ','],
      ['&dialect=excel-pl', ';']
    ] as const) {
      const { text, headers } = await get(`${list}?format=csv${query}`)
      const [header, ...rows] = parseCsv(text.replace(/^\uFEFF/, ''), delimiter)
      t.strictSame(header, headersOf(columns), 'the header')
      const values = (record: Json) =>
        columns.map((path) =>
          cell(
            path.reduce((value, name) => value?.[name], record),
            delimiter === ';'
          )
        )
      t.strictSame(rows, json.map(values), 'the rows')
      t.equal(text.startsWith('\uFEFF'), delimiter === ';', 'a byte order mark for Excel only')
      t.ok(text.endsWith('\r\n'))
      t.equal(headers['content-type'], 'text/csv; charset=utf-8; header=present')
      t.equal(headers['content-disposition'], `inline; filename="${list}.csv"`)
    }
  })
}

t.test('GET /v1/organisations?format=csv quotes special characters and neutralises formulas', async (t) => {
  const lines = {
    '': [
      '"Ośrodek, filia"',
      'Ośrodek; filia',
      '"Ośrodek ""Pod Lipą"""',
      '"Ośrodek\nw dwóch\r\nwierszach"',
      'Ośrodek „Żółć” – zażółć gęślą jaźń'
    ],
    '&dialect=excel-pl': [
      'Ośrodek, filia',
      '"Ośrodek; filia"',
      '"Ośrodek ""Pod Lipą"""',
      '"Ośrodek\nw dwóch\r\nwierszach"',
      'Ośrodek „Żółć” – zażółć gęślą jaźń'
    ]
  }
  for (const [query, quoted] of Object.entries(lines)) {
    const { text } = await get(`organisations?format=csv&kind=portal${query}`)
    const delimiter = query ? ';' : ','
    for (const each of quoted)
      t.ok(text.includes(`${delimiter}${each}${delimiter}${each}${delimiter}portal${delimiter}`), each)
  }
  const { text } = await get('organisations?format=csv&kind=portal')
  const formulas = [`"'=HYPERLINK(""https://example.org"";""tu"")"`, "'+48 81 0000000", "'-1+1", "'@SUM(1)", "'＝1"]
  for (const formula of formulas) t.ok(text.includes(`,${formula},${formula},portal,`), JSON.stringify(formula))
  t.match(
    (await get('organisations?format=csv&kind=university')).text,
    /,-33\.5,-70\.125,/,
    'a negative number is not a formula'
  )
  const excel = await get('organisations?format=csv&kind=university&dialect=excel-pl')
  t.match(excel.text, /;-33,5;-70,125;/, 'decimal commas')
  t.strictSame([...excel.bytes.subarray(0, 4)], [0xef, 0xbb, 0xbf, 'i'.charCodeAt(0)], 'exactly one byte order mark')
  t.equal(
    (await get('organisations?format=csv&q=nobody')).text.split('\r\n').length,
    2,
    'a header even without records'
  )
})

// --- NDJSON and GeoJSON ---

t.test('GET as NDJSON returns one record per line', async (t) => {
  for (const [path, query] of [
    ['organisations', ''],
    ['organisations', 'include=names&'],
    ['memberships', 'fields=id,organisation&'],
    ['organisations/cus-belzyce/memberships', '']
  ] as const) {
    const { text, headers } = await get(`${path}?${query}format=ndjson`)
    t.equal(headers['content-type'], 'application/x-ndjson; charset=utf-8')
    t.ok(text.endsWith('}\n'))
    t.strictSame(
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
      await records(`${path}?${query}`),
      path
    )
  }
  t.equal((await get('organisations?format=ndjson&q=nobody')).text, '')
})

t.test('GET as GeoJSON returns a feature per record: longitude first, null geometry if unknown', async (t) => {
  const organisations = await records('organisations')
  const placeOf = new Map(
    organisations.map(({ id, latitude, longitude }) => [
      id,
      latitude === null ? null : { type: 'Point', coordinates: [longitude, latitude] }
    ])
  )
  const features = async (path: string) => {
    const { json, headers } = await get(path)
    t.equal(headers['content-type'], 'application/geo+json; charset=utf-8')
    t.strictSame(Object.keys(json), ['type', 'features'])
    t.equal(json.type, 'FeatureCollection')
    return json.features
  }
  const feature = (record: Json, place: unknown) => ({
    type: 'Feature',
    id: record.id,
    geometry: place,
    properties: record
  })
  t.strictSame(
    await features('organisations?format=geojson'),
    organisations.map((record) => feature(record, placeOf.get(record.id)))
  )
  const memberships = await records('memberships?as_of=2022-08-31')
  t.strictSame(
    await features('memberships?format=geojson&as_of=2022-08-31'),
    memberships.map((record) => feature(record, placeOf.get(record.organisation.id))),
    'with the certainty on the requested day'
  )
  const [belzyce] = await features('organisations?format=geojson&q=belzyce&member=true')
  t.strictSame(belzyce.geometry, { type: 'Point', coordinates: [22.28027, 51.17415] })
  t.strictSame(
    (await features('organisations?format=geojson&located=false')).every(({ geometry }: Json) => geometry === null),
    true
  )
})

// --- every list and every record in every format of the contract ---

const formats = {
  json: 'application/json',
  csv: 'text/csv',
  xlsx: WORKBOOK_TYPE,
  ndjson: 'application/x-ndjson',
  geojson: 'application/geo+json',
  ics: 'text/calendar',
  jsonld: 'application/ld+json',
  vcard: 'text/vcard',
  svg: 'image/svg+xml'
} as const
type Format = keyof typeof formats
/** Formats of the groups in statistics, which are no record. Their own tests compare them. */
const GROUPS: ReadonlySet<Format> = new Set(['csv', 'xlsx', 'svg'])

const idsIn = (lines: ContentLine[]) =>
  lines.filter(({ name }) => name === 'UID').map(({ value }) => value.replace(/^urn:uuid:|@konwent-cus$/g, ''))
const linesOf = ({ bytes }: TestResponse) => (bytes.length === 0 ? [] : contentLines(bytes))

/** Compares a response in a format with the records of the JSON list. */
const readers: Record<
  Exclude<Format, 'json'>,
  (t: Test, response: TestResponse, records: Json[], schema: Json) => unknown
> = {
  csv: (t, { text }, records, schema) => {
    const columns = columnsOf(contract, schema)
    const values = (record: Json) =>
      columns.map((path) =>
        cell(
          path.reduce((value, name) => value?.[name], record),
          false
        )
      )
    t.strictSame(parseCsv(text, ','), [headersOf(columns), ...records.map(values)])
  },
  xlsx: async (t, { bytes }, records, schema) => {
    const columns = columnsOf(contract, schema)
    const values = (record: Json) =>
      columns.map((path) =>
        cell(
          path.reduce((value, name) => value?.[name], record),
          true
        )
      )
    const plain = (row: string[]) =>
      row
        .map((text) => unguard(text, 'excel-pl'))
        .join('|')
        .replace(/\|+$/, '')
    const { rows } = await readWorkbook(bytes)
    t.strictSame(
      rows.map(({ cells }) => plain(cells)),
      [headersOf(columns), ...records.map(values)].map(plain)
    )
  },
  ndjson: (t, { text }, records) =>
    t.strictSame(
      text
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line)),
      records
    ),
  geojson: (t, { json }, records) =>
    t.strictSame(
      json.features.map(({ properties }: Json) => properties),
      records
    ),
  ics: (t, response, records) =>
    t.strictSame(
      idsIn(linesOf(response)),
      records.filter(({ date }) => date.on !== null).map(({ id }) => id)
    ),
  jsonld: (t, { json }, records) =>
    t.strictSame(
      json['@graph'].map((node: Json) => node['@id'].split('/').at(-1)),
      records.map(({ id }) => id)
    ),
  vcard: (t, response, records) =>
    t.strictSame(
      idsIn(linesOf(response)),
      records.map(({ id }) => id)
    ),
  svg: (t, { text }, records) => {
    const described = parseXml(text).children.find(({ name }) => name === 'desc')?.text ?? ''
    const counts = described
      .split('; ')
      .flatMap((part) => /^(?:na mapie|bez znanych współrzędnych|poza obszarem mapy): (\d+)$/.exec(part)?.[1] ?? [])
    t.equal(
      counts.reduce((sum, count) => sum + Number(count), 0),
      records.length
    )
  }
}

interface Operation {
  path: string
  content: Record<string, Json>
  formats: Format[]
  schema: string
  open: boolean
}

/** Returns the operations that return records of a resource. */
function operations(): Operation[] {
  return Object.entries<Json>(contract.document.paths).flatMap(([path, { get: operation }]) => {
    const content = operation && contract.resolve(operation.responses[200]).content
    const schema = content?.[formats.json]?.schema.$ref?.split('/').at(-1) as string | undefined
    if (!schema || FEEDS.includes(path)) return []
    const offered = (Object.keys(formats) as Format[]).filter((format) =>
      Object.keys(content).some((type) => bareType(type) === formats[format])
    )
    return [
      {
        path,
        content,
        formats: offered,
        schema,
        open: operation.security.some((way: object) => Object.keys(way).length === 0)
      }
    ]
  })
}

/** Returns the path with real records as parameters, or undefined if there are none. */
async function filled(path: string, key: string): Promise<string | undefined> {
  const [list, parameter, rest = ''] = path.slice(1).split(/\/\{([^}]+)\}/)
  if (parameter === undefined) return list
  const { example } = contract.resolve(contract.document.paths[`/${list}/{${parameter}}`].parameters[0])
  const known = await call('GET', `${list}/${example}`, { key })
  if (known.status === 200) return `${list}/${example}${rest}`
  const [first] = (await call('GET', `${list}?limit=1`, { key })).json.data ?? []
  return first && `${list}/${first.slug ?? first.code ?? first.id}${rest}`
}

t.test('GET of every list, sub-list and record works in each format of the contract and in no other', async (t) => {
  const key = await allScopes
  const tried = { lists: 0, parts: 0, records: 0 }
  const withoutTables: string[] = []
  for (const { path, content, formats: offered, schema, open } of operations()) {
    const properties = contract.document.components.schemas[schema].properties ?? {}
    const kind = schema.endsWith('Collection')
      ? 'lists'
      : schema.endsWith('List') && properties.data
        ? 'parts'
        : 'records'
    if (kind !== 'records' && !offered.includes('csv')) withoutTables.push(path)
    if (offered.length === 1) continue
    const at = await filled(path, key)
    if (at === undefined) continue
    tried[kind]++
    const request = (query: string, headers = {}) => call('GET', `${at}${query}`, { headers, ...(!open && { key }) })
    const whole = await request(kind === 'lists' ? '?limit=500' : '')
    t.equal(whole.status, 200, at)
    const expectedRecords: Json[] = kind === 'records' ? [whole.json] : whole.json.data
    for (let next = whole.json.meta?.next_cursor; next; ) {
      const { data, meta } = (await request(`?limit=500&cursor=${next}`)).json
      expectedRecords.push(...data)
      next = meta.next_cursor
    }
    for (const format of Object.keys(formats) as Format[]) {
      const [byParameter, byAccept] = [
        await request(`?format=${format}`),
        await request('', { accept: formats[format] })
      ]
      if (!offered.includes(format)) {
        t.strictSame([byParameter.status, byAccept.status], [400, 406], `${at} not as ${format}`)
        continue
      }
      t.strictSame([byParameter.status, byAccept.status], [200, 200], `${at} as ${format}`)
      for (const { headers } of [byParameter, byAccept])
        t.equal(headers['content-type']?.split(';')[0], formats[format])
      if (format === 'json') continue
      t.ok(byParameter.bytes.equals(byAccept.bytes), 'the same with `format` and with Accept')
      const extension = format === 'vcard' ? 'vcf' : format
      t.match(byParameter.headers['content-disposition'], new RegExp(`^inline; filename="[a-z0-9-_]+\\.${extension}"$`))
      const records =
        format === 'vcard' && path.endsWith('appointments')
          ? (await request(`?limit=500&as_of=${today}`)).json.data
          : expectedRecords
      if (kind === 'records' && format === 'jsonld') t.equal(byAccept.json['@id'].split('/').at(-1), records[0].id)
      else if (kind !== 'records' || !GROUPS.has(format))
        await readers[format](t, byParameter, records, content[formats.json].schema && properties.data?.items)
    }
  }
  t.strictSame(withoutTables, LISTS_IN_JSON_ALONE)
  t.ok(tried.lists >= 30 && tried.parts === 10 && tried.records >= 5, JSON.stringify(tried))
})

// --- choice of the format, pages ---

t.test('GET selects the format by `format`, otherwise by Accept, and any other is 406', async (t) => {
  const json = 'application/json; charset=utf-8'
  const csv = 'text/csv; charset=utf-8; header=present'
  const problem = 'application/problem+json; charset=utf-8'
  const cases: [path: string, accept: string | undefined, status: number, type: string][] = [
    ['organisations', undefined, 200, json],
    ['organisations', '*/*', 200, json],
    ['organisations', 'application/*', 200, json],
    ['organisations', 'application/json', 200, json],
    ['organisations', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 200, json],
    ['organisations', 'text/csv', 200, csv],
    ['organisations', 'text/*', 200, csv],
    ['organisations', 'TEXT/CSV', 200, csv],
    ['organisations', 'application/json;q=0.5, text/csv', 200, csv],
    ['organisations', 'application/json;q=0, */*', 200, csv],
    ['organisations', 'application/x-ndjson', 200, 'application/x-ndjson; charset=utf-8'],
    ['organisations', 'application/geo+json, application/json;q=0.9', 200, 'application/geo+json; charset=utf-8'],
    ['organisations', 'text/html, application/json;q=0.1', 200, json],
    ['organisations', 'text/html', 406, problem],
    ['organisations', 'text/calendar', 406, problem],
    ['organisations', 'application/json;q=0', 406, problem],
    ['organisations?format=csv', 'application/json', 200, csv],
    ['organisations?format=json', 'text/html', 200, json],
    ['organisations?format=ics', undefined, 400, problem],
    ['organisations?fields=id', 'application/vnd.konwent.partial+json', 200, 'application/vnd.konwent.partial+json'],
    ['organisations/cus-belzyce', 'text/csv', 406, problem],
    ['organisations/cus-belzyce', 'text/html', 406, problem],
    ['organisations/cus-belzyce/memberships', 'text/csv', 200, csv],
    ['posts', 'text/csv', 200, csv],
    ['posts?format=geojson', undefined, 400, problem],
    ['people', 'text/html', 406, problem],
    ['events', 'text/calendar', 200, 'text/calendar; charset=utf-8'],
    ['declarations', 'text/vcard', 406, problem],
    ['events/konferencja-2022-11-21', 'text/calendar', 200, 'text/calendar; charset=utf-8']
  ]
  for (const [path, accept, status, type] of cases) {
    const response = await get(path, accept === undefined ? {} : { accept })
    t.strictSame([response.status, response.headers['content-type']], [status, type], `${path} Accept: ${accept}`)
    if (status === 406) t.equal(response.json.code, 'not_acceptable')
  }
})

t.test('GET refuses parameters that do not apply to the format', async (t) => {
  const paths = [
    'dialect=excel-pl',
    'format=ndjson&dialect=excel-pl',
    'fields=territory.code',
    'fields=current_head',
    'format=csv&include=names',
    'format=geojson&fields=id',
    'format=csv&count=exact'
  ]
  for (const query of paths) {
    const { status, json } = await get(`organisations?${query}`)
    t.strictSame([status, json.code, json.errors[0].code], [400, 'invalid_parameter', 'conflicting_parameter'], query)
  }
})

t.test('GET as CSV with fields returns these columns in this order, with the headers of the whole table', async (t) => {
  const rowsOf = async (query: string) => parseCsv((await get(`organisations?format=csv&${query}`)).text, ',')
  const [whole = [], ...all] = await rowsOf('member=true&include=current_head')
  const column = (name: string) => all.map((row) => row[whole.indexOf(name)])
  const chosen: [fields: string, headers: string[]][] = [
    ['name', ['name']],
    ['territory.voivodeship.name,name,id', ['territory_voivodeship_name', 'name', 'id']],
    ['established', ['established_on', 'established_not_before', 'established_not_after']],
    ['established.on,established', ['established_on', 'established_not_before', 'established_not_after']],
    ['current_head.post.title,name', ['current_head_post_title', 'name']]
  ]
  for (const [fields, headers] of chosen) {
    const [header = [], ...rows] = await rowsOf(`member=true&fields=${fields}`)
    t.strictSame(header, headers, fields)
    for (const [i, name] of header.entries())
      t.strictSame(
        rows.map((row) => row[i]),
        column(name),
        `${fields}: ${name}`
      )
  }
  const [included = []] = await rowsOf('fields=name&include=current_head')
  t.strictSame(included, ['name', ...whole.filter((name) => name.startsWith('current_head_'))])
  const [excel] = (await get('organisations?format=csv&dialect=excel-pl&fields=slug,part_of.name')).text.split('\r\n')
  t.equal(excel, '\ufeffslug;part_of_name')
})

t.test('GET in other formats returns the whole list, or a page with limit or cursor', async (t) => {
  await connection.pool.query(`insert into organisation (slug, name, short_name, kind)
    select 'tysiac-' || i, 'Tysiąc ' || i % 100, 'Tysiąc ' || i, 'ngo' from generate_series(1, 1200) as i`)
  t.teardown(() => connection.pool.query("delete from organisation where slug like 'tysiac-%'"))
  const idsOf: Record<string, (response: TestResponse) => string[]> = {
    csv: ({ text }) =>
      text
        .trimEnd()
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(',')[0] as string),
    ndjson: ({ text }) =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).id),
    geojson: ({ json }) => json.features.map(({ id }: Json) => id)
  }
  const pages: string[] = []
  for (let path: string | undefined = '/v1/organisations?q=tysiac&limit=500&sort=-name'; path; ) {
    const { json, headers }: TestResponse = await get(path)
    pages.push(...json.data.map(({ id }: Json) => id))
    path = headers.link?.match(/<(.+)>/)?.[1]
  }
  t.strictSame([pages.length, new Set(pages).size], [1200, 1200])
  for (const [format, ids] of Object.entries(idsOf)) {
    const query = `organisations?q=tysiac&sort=-name&format=${format}`
    const whole = await get(query)
    t.strictSame(ids(whole), pages, `all 1,200 as ${format}, in their order`)
    t.equal(whole.headers.link, undefined)
    const first = await get(`${query}&limit=499`)
    t.strictSame(ids(first), pages.slice(0, 499), `a page as ${format}`)
    const next = first.headers.link?.match(/^<([^>]+)>; rel="next"$/)?.[1] as string
    const second = await get(next)
    t.strictSame(
      [second.headers['content-type'], ids(second)],
      [first.headers['content-type'], pages.slice(499, 998)],
      'the next page by its Link, in the same format'
    )
    t.strictSame(ids(await get(next.replace('limit=499&', ''))), pages.slice(499, 549), 'a cursor alone returns a page')
  }
})

// --- ETag, compression, HEAD ---

const decoders: Record<string, (bytes: Buffer) => Buffer> = {
  gzip: gunzipSync,
  br: brotliDecompressSync,
  zstd: zstdDecompressSync
}

t.test('GET has a different ETag for each format, dialect and coding, and the same one each time', async (t) => {
  const etags = new Map<string, string>()
  const formats = [
    '',
    '?format=csv',
    '?format=csv&dialect=excel-pl',
    '?format=ndjson',
    '?format=geojson',
    '?fields=id',
    '?limit=2'
  ].map((query) => `organisations${query}`)
  // The same bytes as another media type.
  const allFields = ['sources', `sources?fields=${Object.keys((await records('sources'))[0])}`]
  t.equal((await get(allFields[0] as string)).text, (await get(allFields[1] as string)).text)
  for (const path of [...formats, ...allFields]) {
    for (const coding of ['identity', ...Object.keys(decoders)]) {
      const { headers } = await get(path, { 'accept-encoding': coding })
      const etag = headers.etag as string
      t.equal((await get(path, { 'accept-encoding': coding })).headers.etag, etag, 'stable')
      t.match(etag, /^"[\w-]+"$/, 'strong and well-formed')
      t.notOk(etags.has(etag), `${path} ${coding}: as ${etags.get(etag)}`)
      etags.set(etag, `${path} ${coding}`)
    }
  }
})

t.test('GET compresses large bodies by Accept-Encoding, and they decode to the same bytes', async (t) => {
  const cases: Record<string, string | undefined> = {
    gzip: 'gzip',
    br: 'br',
    zstd: 'zstd',
    'gzip, deflate': 'gzip',
    'gzip, deflate, br': 'br',
    'gzip, deflate, br, zstd': 'zstd',
    'zstd;q=0.5, gzip': 'gzip',
    'br;q=0, gzip;q=0.1': 'gzip',
    'gzip;q=0': undefined,
    identity: undefined,
    deflate: undefined,
    '': undefined
  }
  for (const path of [
    'organisations',
    'memberships?format=csv',
    'events?format=ics',
    'events/konferencja-2022-11-21',
    'vocabularies'
  ]) {
    const identity = await get(path)
    t.equal(identity.headers['content-encoding'], undefined)
    for (const [accepted, coding] of Object.entries(cases)) {
      const { headers, bytes } = await get(path, { 'accept-encoding': accepted })
      t.equal(headers['content-encoding'], coding, `${path} Accept-Encoding: ${accepted}`)
      t.equal(headers['content-type'], identity.headers['content-type'])
      t.equal(headers['content-length'], String(bytes.length))
      t.equal(headers.vary, 'Accept, Accept-Encoding, Authorization, Registry-Position')
      const decoded = coding ? decoders[coding]?.(bytes) : bytes
      t.ok(decoded?.equals(identity.bytes), 'the same bytes')
      if (coding) t.ok(bytes.length < identity.bytes.length, 'compressed')
    }
  }
  t.equal(
    (await get('organisations?limit=1&fields=id', { 'accept-encoding': 'gzip' })).headers['content-encoding'],
    undefined,
    'a small body is not compressed'
  )
})

t.test('GET with If-None-Match is 304 for a current copy, and 200 after a change', async (t) => {
  const paths = [
    'organisations/cus-belzyce',
    'organisations?limit=3',
    'memberships?format=csv',
    'events?format=ics',
    'statistics/memberships',
    'vocabularies',
    'organisations/match?name=CUS',
    'index'
  ]
  for (const path of paths) {
    for (const coding of ['identity', 'gzip']) {
      const fresh = await get(path, { 'accept-encoding': coding })
      const etag = fresh.headers.etag as string
      for (const sent of [etag, `W/${etag}`, `"other", ${etag}`, `W/"other",W/${etag} , "more"`, '*']) {
        const { status, text, headers } = await get(path, { 'accept-encoding': coding, 'if-none-match': sent })
        t.strictSame([status, text], [304, ''], `${path} If-None-Match: ${sent}`)
        for (const name of ['etag', 'cache-control', 'vary', 'access-control-allow-origin'])
          t.equal(headers[name], fresh.headers[name], name)
        for (const name of ['content-encoding', 'content-type']) t.equal(headers[name], undefined, `no ${name}`)
      }
      for (const sent of ['"other"', etag.slice(1, -1), `"${etag}"`, `${etag.slice(0, -1)}x"`]) {
        const { status, bytes } = await get(path, { 'accept-encoding': coding, 'if-none-match': sent })
        t.strictSame([status, bytes.equals(fresh.bytes)], [200, true], `${path} If-None-Match: ${sent}`)
      }
    }
  }
  const etagOf = async (path: string) => (await get(path)).headers.etag as string
  const gzipped = (await get('organisations', { 'accept-encoding': 'gzip' })).headers.etag as string
  t.equal(
    (await get('organisations', { 'if-none-match': gzipped })).status,
    200,
    'the ETag of another coding does not match'
  )

  const changed = [
    'organisations/cus-belzyce',
    'organisations?q=belzyce',
    'organisations?format=csv',
    'memberships?organisation=cus-belzyce'
  ]
  const before = await Promise.all(changed.map(etagOf))
  const elsewhere = await etagOf('organisations/cus-swidnik')
  await connection.pool.query(
    "update organisation set short_name = 'CUS Bełżyce nad Krężniczanką' where slug = 'cus-belzyce'"
  )
  for (const [i, path] of changed.entries())
    t.equal((await get(path, { 'if-none-match': before[i] as string })).status, 200, `${path} after a change`)
  t.equal(
    (await get('organisations/cus-swidnik', { 'if-none-match': elsewhere })).status,
    304,
    'an unchanged record is still 304'
  )
})

t.test('HEAD returns the same as GET, without a body', async (t) => {
  const varying = ['date', 'request-id', 'ratelimit']
  const cases: [path: string, headers: Record<string, string>, status: number][] = [
    ['/v1/organisations', {}, 200],
    ['/v1/organisations', { 'accept-encoding': 'br' }, 200],
    ['/v1/organisations?limit=3', {}, 200],
    ['/v1/organisations?format=csv', {}, 200],
    ['/v1/events', { accept: 'text/calendar' }, 200],
    ['/v1/organisations/cus-belzyce', {}, 200],
    ['/v1/organisations/cus-belzyce', { 'if-none-match': '*' }, 304],
    ['/v1/statistics/memberships', {}, 200],
    ['/v1/organisations/nie-ma', {}, 404],
    ['/v1/nie-ma', {}, 404],
    ['/v1/organisations?limit=0', {}, 400],
    ['/v1/people', { accept: 'text/html' }, 406],
    ['/v1', {}, 200],
    ['/v1/livez', {}, 200]
  ]
  for (const [url, headers, status] of cases) {
    const [head, whole] = [
      await app.inject({ method: 'HEAD', url, headers }),
      await app.inject({ method: 'GET', url, headers })
    ]
    const stable = (all: typeof head.headers) =>
      Object.fromEntries(Object.entries(all).filter(([name]) => !varying.includes(name)))
    t.strictSame([head.statusCode, head.rawPayload.length], [status, 0], url)
    // With a 304, Fastify adds content-length: 0 to HEAD but not to GET.
    const expected = status === 304 ? { ...whole.headers, 'content-length': '0' } : whole.headers
    t.strictSame(stable(head.headers), stable(expected), `${url}: the same headers`)
    t.equal(head.headers['content-length'], String(whole.rawPayload.length))
  }
})

// --- headers of every response ---

t.test('GET, HEAD and preflight may come from a page of any origin', async (t) => {
  const origin = 'https://portal.example'
  const exposed =
    'Content-Disposition, Deprecation, ETag, Idempotent-Replayed, Last-Modified, Link, Location, RateLimit, ' +
    'RateLimit-Policy, Registry-Position, Repr-Digest, Request-Id, Retry-After, Sunset, WWW-Authenticate'
  for (const method of ['GET', 'HEAD'] as const) {
    for (const url of [
      '/v1/organisations',
      '/v1/organisations/nie-ma',
      '/v1/nie-ma',
      '/v1/people?limit=0',
      '/v1/livez',
      '/openapi.json'
    ]) {
      for (const headers of [{ origin }, {}]) {
        const { headers: response } = await app.inject({ method, url, headers })
        t.strictSame(
          [response['access-control-allow-origin'], response['access-control-expose-headers']],
          ['*', exposed],
          `${method} ${url}`
        )
        t.equal(response['access-control-allow-credentials'], undefined)
      }
    }
  }
  for (const url of ['/v1/organisations', '/v1/organisations/cus-belzyce', '/v1/events?format=ics']) {
    const headers = {
      origin,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'if-none-match'
    }
    const response = await app.inject({ method: 'OPTIONS', url, headers })
    t.strictSame([response.statusCode, response.body], [204, ''], `OPTIONS ${url}`)
    const expected = {
      'allow-origin': '*',
      'allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
      'allow-headers': 'if-none-match',
      'max-age': '86400'
    }
    for (const [name, value] of Object.entries(expected))
      t.equal(response.headers[`access-control-${name}`], value, name)
  }
})

t.test('Every response has security headers, Cache-Control and a request id', async (t) => {
  const always = {
    'content-security-policy': "default-src 'none';frame-ancestors 'none'",
    'cross-origin-resource-policy': 'cross-origin',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff'
  }
  const data = {
    ...always,
    'cache-control': 'public, max-age=60, stale-while-revalidate=30',
    vary: 'Accept, Accept-Encoding, Authorization, Registry-Position'
  }
  const failure = {
    ...always,
    'cache-control': 'no-store',
    vary: 'Accept, Accept-Language, Authorization, Registry-Position',
    etag: undefined,
    'content-disposition': undefined,
    link: undefined
  }
  const cases: [path: string, status: number, headers: Record<string, string | undefined>][] = [
    ['organisations', 200, data],
    ['organisations?format=csv', 200, data],
    ['organisations/cus-belzyce', 200, data],
    ['statistics/memberships', 200, data],
    ['vocabularies/gmina_kind', 200, data],
    ['index', 200, data],
    ['organisations/nie-ma', 404, failure],
    ['nie-ma', 404, failure],
    ['organisations?format=csv&limit=0', 400, failure],
    ['organisations?cursor=x&format=csv', 400, failure],
    ['people?sort=nie-ma', 400, failure]
  ]
  const seen = new Set<string>()
  for (const [path, status, expected] of cases) {
    const { status: found, headers, json } = await get(path)
    t.equal(found, status, path)
    t.strictSame(Object.fromEntries(Object.keys(expected).map((name) => [name, headers[name]])), expected, path)
    const id = headers['request-id'] as string
    t.match(id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    if (status >= 400) t.equal(json.request_id, id, 'the problem has the same request id')
    seen.add(id)
  }
  t.equal(seen.size, cases.length, 'each request has its own id')
})
