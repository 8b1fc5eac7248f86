// Hostile requests over real sockets. Every response must be correct, or a problem that reveals no internals.
import { once } from 'node:events'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import zlib from 'node:zlib'
import t, { type Test } from 'tap'
import { problemTypes } from '../src/http/errors.ts'
import { bucketOf } from '../src/http/rate-limits.ts'
import { createAjv } from '../src/http/validation.ts'
import { declared } from './declared.ts'
import { setup, type TestResponse, testApp } from './helper.ts'

// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document is JSON of many shapes
type Json = Record<string, any>

interface Request {
  target: string
  method?: string
  headers?: Record<string, string>
  body?: string
}

interface Case extends Request {
  /** Expected status, or all that are allowed. */
  status: number | number[]
  /** Expected code of the first error. */
  fault?: string
}

const { app, db, contract } = await setup(t)
await app.listen({ host: '127.0.0.1', port: 0 })
const { port } = app.server.address() as AddressInfo
const agent = new http.Agent({ keepAlive: true, maxSockets: 8 })
t.teardown(() => agent.destroy())

const ajv = createAjv({ strict: false })
ajv.addSchema(contract.document, 'openapi')
const isProblem = ajv.getSchema('openapi#/components/schemas/Problem')
if (!isProblem) throw new Error('the document has no schema Problem')

// Text that no problem may contain: internals of the service, and personal data.
const inside = new RegExp(
  [
    String.raw`\bselect\b.*\bfrom\b|insert into|syntax error|violates|relation "|column "|sqlstate|node_modules`,
    String.raw`|\.[cm]?[jt]s\b|\/work\/|\/home\/|kysely|postgres|\bpg_|\bat \S+ \(|::\w+`
  ].join(''),
  'i'
)
const contacts = await db.selectFrom('contact').select(['email', 'phone', 'phone_printed']).execute()
const people = await db.selectFrom('person').select('family_name').execute()
const personal = [
  ...contacts.flatMap((contact) => Object.values(contact)),
  ...people.map(({ family_name }) => family_name)
].filter((text) => text !== null)
if (personal.length < 20) throw new Error('the test data has too little personal data')

/** Sends one request. The target is sent unchanged, one byte per character. */
async function send({ target, method = 'GET', headers = {}, body }: Request): Promise<TestResponse> {
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  const request = http.request({
    host: '127.0.0.1',
    port,
    agent,
    method,
    path: target,
    headers: { ...length, ...headers }
  })
  request.setTimeout(10_000, () => request.destroy(new Error(`no response to ${method} ${target.slice(0, 200)}`)))
  request.end(body)
  const [response] = (await once(request, 'response')) as [http.IncomingMessage]
  return read(
    response.statusCode ?? 0,
    response.headers as TestResponse['headers'],
    Buffer.concat(await response.toArray())
  )
}

const decoders: Record<string, (bytes: Buffer) => Buffer> = {
  gzip: zlib.gunzipSync,
  br: zlib.brotliDecompressSync,
  zstd: zlib.zstdDecompressSync
}

function read(status: number, headers: TestResponse['headers'], raw: Buffer): TestResponse {
  const decode = decoders[headers['content-encoding'] ?? '']
  const bytes = decode && raw.length > 0 ? decode(raw) : raw
  const text = bytes.toString()
  const json = /^application\/([\w.-]+\+)?json/.test(headers['content-type'] ?? '') && text !== ''
  return { status, headers, bytes, text, json: json ? JSON.parse(text) : undefined }
}

/** Returns the faults of a response to any request. Empty if there are none. */
function faultsOf({ method = 'GET', target }: Request, received: TestResponse): string[] {
  const { status, headers, text, json } = received
  if (status >= 500) return [`${status} ${text.slice(0, 300)}`]
  // Problems may also occur on a path without an operation.
  const faults =
    method === 'GET'
      ? contract.check('get', target, received).filter((fault) => status < 400 || !fault.startsWith('no operation'))
      : []
  if (status < 400) return faults
  if (!/^application\/problem\+json(;|$)/.test(headers['content-type'] ?? ''))
    return [...faults, `${status} as ${headers['content-type']}: ${text.slice(0, 100)}`]
  if (method === 'HEAD') return faults
  const hold = (right: boolean, fault: string) => void (right || faults.push(fault))
  hold(isProblem?.(json) === true, `no Problem: ${JSON.stringify(isProblem?.errors?.slice(0, 3))}`)
  hold(
    json.status === status && problemTypes[json.code as keyof typeof problemTypes]?.status === status,
    `status ${status} does not match ${json.status} ${json.code} of the body`
  )
  hold(
    json.request_id === headers['request-id'],
    `request_id ${json.request_id} differs from the header ${headers['request-id']}`
  )
  hold(headers.etag === undefined, 'a problem has an ETag')
  hold(text.isWellFormed() && !/\\ud[89a-f]/i.test(text), 'a lone surrogate')
  hold(text.length < 20_000, `the problem has ${text.length} characters`)
  hold(!inside.test(text), `reveals internals: ${text}`)
  for (const secret of personal) hold(!text.includes(secret), `reveals ${secret}`)
  return faults
}

/** Sends all cases, eight at a time, and checks their statuses. With `english`, repeats refused cases in English. */
async function expectAll(t: Test, cases: Case[], { english = true } = {}): Promise<void> {
  t.not(cases.length, 0, 'there are cases')
  const wrong: string[] = []
  const queue = [...cases]
  const work = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) wrong.push(...(await faultsOfCase(next, english)))
  }
  await Promise.all(Array.from({ length: 8 }, work))
  t.strictSame(wrong.slice(0, 20), [], `${cases.length} requests, ${wrong.length} faults`)
}

/** Filters of data that only keys may read. */
const keyed = [...declared.resources.values()].flatMap(({ path, filters = {} }) =>
  Object.entries(filters).flatMap(([name, { needs }]) => (needs ? [{ path, name }] : []))
)

const needsKey = ({ target }: Request): boolean =>
  keyed.some(({ path, name }) => target.includes(`/${path}`) && target.includes(name))

async function faultsOfCase(request: Case, english: boolean): Promise<string[]> {
  const received = await send(request)
  const { status, json } = received
  const faults = faultsOf(request, received)
  const expected = [request.status, needsKey(request) ? 401 : []].flat()
  if (!expected.includes(status)) faults.push(`${status} instead of ${request.status}: ${received.text.slice(0, 200)}`)
  if (request.fault !== undefined && json?.errors?.[0]?.code !== request.fault)
    faults.push(`${JSON.stringify(json?.errors?.[0])} instead of ${request.fault}`)
  if (english && status >= 400 && json) {
    const other = await send({ ...request, headers: { ...request.headers, 'accept-language': 'en' } })
    faults.push(...faultsOf(request, other))
    const codes = (problem: Json) =>
      [problem.code, ...problem.errors.map(({ code, parameter }: Json) => `${code} ${parameter}`)].join()
    if (codes(other.json) !== codes(json)) faults.push(`in English ${codes(other.json)}, not ${codes(json)}`)
    if (other.json.title === json.title || other.json.detail === json.detail)
      faults.push(`no English text: ${other.json.title}. ${other.json.detail}`)
    if (received.headers['content-language'] !== 'pl' || other.headers['content-language'] !== 'en')
      faults.push('wrong Content-Language')
  }
  return faults.map((fault) => `${request.method ?? 'GET'} ${request.target.slice(0, 200)}: ${fault}`)
}

interface Operation {
  /** Returns the path with the id of a real record in place of the parameter. */
  path: string
  template: string
  query: { name: string; schema: Json; example: unknown; required: boolean }[]
}

const resolve = (value: Json): Json =>
  value.$ref
    ? value.$ref
        .slice(2)
        .split('/')
        .reduce((at: Json, key: string) => at[key], contract.document)
    : value
const text = (value: unknown) => encodeURIComponent(String(value)).replaceAll('%2C', ',')
const words = (list: string) => list.trim().split(/\s+/)

/** Reads the operations that need no key. */
async function readOperations(): Promise<Operation[]> {
  const open = ({ get }: Json) => get?.security.some((requirement: Json) => Object.keys(requirement).length === 0)
  const paths = Object.entries(contract.document.paths as Json).filter(([, item]) => open(item))
  return Promise.all(
    paths.map(async ([template, item]) => {
      const { get, parameters = [] } = item as Json
      const [list] = template.split('/{')
      const record =
        parameters.length > 0 && list !== '/problems' ? (await send({ target: `/v1${list}` })).json.data[0] : undefined
      const path = `/v1${template}`.replace(/\{\w+\}/, record ? (record.id ?? record.code) : 'not_found')
      const query = (get.parameters ?? []).map(resolve).filter(({ in: place }: Json) => place === 'query')
      return {
        path,
        template,
        query: query.map(({ name, schema, example, required }: Json) => ({
          name,
          schema,
          example: [example].flat()[0],
          required
        }))
      }
    })
  )
}

const operations = await readOperations()
// An operation needs exactly one parameter of each group.
const alternatives: Record<string, string[]> = { '/membership-checks': ['organisation', 'nip', 'regon', 'name'] }

/** Returns the target of an operation with a parameter, and with the other parameters that it requires. */
const target = ({ path, template, query }: Operation, parameter: string, name = '') => {
  const [first, ...rest] = alternatives[template] ?? []
  const needed = (one: Operation['query'][number]) => one.required || (one.name === first && !rest.includes(name))
  const others = query
    .filter((one) => needed(one) && one.name !== name)
    .map((one) => `${one.name}=${text(one.example)}`)
  return `${path}?${[parameter, ...others].join('&')}`
}

// Invalid values, encoded as in a URL. No parameter accepts any of them.
const neverRight = [
  '',
  ...words('%20 + %C2%A0%20 %00 a%00b %FF %C3%28 %ED%A0%80 %ED%BF%BF %F4%90%80%80 % %2 %zz %07 %1B%5B2J %7F %0A'),
  'a'.repeat(10_000),
  `a${',a'.repeat(999)}`,
  '%C5%82'.repeat(1_500)
]
// Unusual text: refused or taken literally, but never an internal error.
const oddTexts = [
  ...words(
    '%25 _ ' +
      `' '' '%20OR%201=1-- %22 %5C %5C%5C %26%7C!%3A* (a%20%26%20b) %F0%9F%A6%8A %E2%80%AE %EF%BF%BF ` +
      '$1 :x %24%7B7*7%7D %3Cb%3E ..%2F..%2F'
  ),
  ...words('null undefined NaN - -- ; %7B%7D %5B%5D true 0 %EF%BB%BFa A%CC%A8 %D9%A1 cus?a=1 __proto__'),
  '%F0%9F%A6%8A'.repeat(60)
]
type Table = [(schema: Json) => boolean, string[]][]
const wrongByType: Table = [
  [
    ({ type }) => type === 'integer',
    words(
      '0 501 -1 -0 1e2 %2B5 0x10 0b1 50.0 5,0 05 %205 5%20 1_0 99999999999999999999 2147483648 ' +
        'Infinity NaN %D9%A5 1%2C2'
    )
  ],
  [({ type }) => type === 'boolean', words('1 0 TRUE True yes t on %20true true,true null')],
  [
    ({ format }) => format === 'date',
    words(`2021-02-30 2021-02-29 2021-13-01 2021-00-10 2021-01-00 0000-00-00 0000-01-01 infinity -infinity
      today now epoch 2021-9-1 99999-01-01
      10000-01-01 -0001-01-01 %2B02021-01-01 2021-09-16T00:00:00 2021-09-16T00:00:00Z 20210916 2021-259 2021-W37-4
      16.09.2021 2021-09-16%20BC %D9%A2021-01-01`)
  ],
  [
    ({ format }) => format === 'date-time',
    words(`2021-09-16 2021-09-16T00:00:00 2021-09-16T24:00:00Z 2021-09-16T00:60:00Z 2021-09-16T12:00:60Z
      2021-09-16T00:00:60.5Z 2016-12-31T23:59:60.5Z
      2021-09-16T00:00Z 2021-09-16%2000:00:00Z 2021-09-16%C2%A000:00:00Z 2021-02-30T00:00:00Z
      0000-01-01T00:00:00Z 10000-01-01T00:00:00Z
      2021-09-16T00:00:00+01:00 2021-09-16T00:00:00%2B23:00 2021-09-16T00:00:00%2B16:00 2021-09-16T00:00:00Z%20BC
      infinity now 1631750400`)
  ],
  [({ type, items }) => type === 'array' && items.enum !== undefined, words('nonesuch CUS cus;ops ,')],
  [
    ({ type, items }) => type === 'array' && items.pattern?.startsWith('^-?('),
    words('nonesuch --name %2Bname NAME id%20desc name%20desc 1 name, ,name name,name name,-name name;drop')
  ]
]
const rightByType: Table = [
  [({ type, minimum }) => type === 'integer' && minimum <= 1, words('1')],
  [({ type, minimum, maximum }) => type === 'integer' && minimum <= 500 && maximum >= 500, words('500')],
  [({ type, minimum }) => type === 'integer' && minimum > 500, words('2021')],
  [({ type }) => type === 'boolean', words('true false')],
  [({ format }) => format === 'date', words('0001-01-01 2024-02-29 9999-12-31')],
  [
    ({ format }) => format === 'date-time',
    words(`0001-01-01T00:00:00Z 0001-01-01T00:00:00%2B15:59 9999-12-31T23:59:59.999999999Z 9999-12-31T23:59:60Z
      2016-12-31T23:59:60Z
      2017-01-01T00:59:60%2B01:00 2026-11-21T10:00:00%2B01:00`)
  ]
]
const of = (table: Table, schema: Json) => table.filter(([fits]) => fits(schema)).flatMap(([, values]) => values)

t.test('GET of every operation with invalid values of every parameter', async (t) => {
  const seen = new Set<string>()
  const cases = operations.flatMap((operation) =>
    operation.query.flatMap(({ name, schema, example }): Case[] => {
      const at = (value: string) => target(operation, `${name}=${value}`, name)
      const always: Case[] = [
        { target: at(''), status: 400 },
        {
          target: at(`${text(example)}&${name}=${text(example)}`),
          status: 400,
          fault: schema.type === 'array' ? 'repeated_value' : 'repeated_parameter'
        }
      ]
      // Another operation validates the same parameter with the same schema: once is enough.
      const kind = `${name} ${JSON.stringify(schema)}`
      if (seen.has(kind)) return always
      seen.add(kind)
      const wrong = [...neverRight, ...of(wrongByType, schema)].map((value) => ({ target: at(value), status: 400 }))
      const right = of(rightByType, schema).map((value) => ({ target: at(value), status: 200 }))
      return [...always, ...wrong, ...right, ...oddTexts.map((value) => ({ target: at(value), status: [200, 400] }))]
    })
  )
  t.ok(operations.length > 50 && seen.size > 50, `${operations.length} operations, ${seen.size} parameters`)
  await expectAll(t, cases, { english: false })
})

t.test('GET of every operation with an unknown parameter', async (t) => {
  const names = [
    '',
    ...words(`nonesuch __proto__ constructor toString a[b] limit[] LIMIT %20 limit%20 $where '`),
    '%F0%9F%A6%8A'.repeat(40),
    `a${'%F0%9F%A6%8A'.repeat(40)}`,
    'a'.repeat(5_000)
  ]
  const cases = operations.flatMap((operation) =>
    names.map((name) => ({ target: target(operation, `${name}=1`), status: 400, fault: 'unknown_parameter' }))
  )
  const many = Array.from({ length: 1_500 }, (_, i) => `a${i}=`).join('&')
  await expectAll(t, [...cases, { target: `/v1/organisations?${many}`, status: 400, fault: 'unknown_parameter' }], {
    english: false
  })
})

t.test('GET of every record by a malformed id', async (t) => {
  const shapes = [
    '',
    ...words(
      '%20 . .. %2E%2E %2e%2e%2f a%2Fb a%5Cb A CUS-BELZYCE a_b - a- a--b a.json * %25 ' +
        `' %F0%9F%A6%8A __proto__ null 0 -1 {organisation} :organisation b%C5%82`
    ),
    ...words(
      '01a1fdfa-0000-7000-8000-00000000000 {01a1fdfa-0000-7000-8000-000000000000} ' +
        'urn:uuid:01a1fdfa-0000-7000-8000-000000000000'
    ),
    ...[81, 200, 201, 10_000].map((length) => 'a'.repeat(length))
  ]
  const nothing = '01a1fdfa-0000-7000-8000-000000000000'
  // Well-formed for one kind of record or the other
  const absent = [
    nothing,
    nothing.toUpperCase(),
    ...words('00000000-0000-0000-0000-000000000000 ffffffff-ffff-ffff-ffff-ffffffffffff nonesuch 99 999999')
  ]
  const records = operations.filter(({ template }) => template.includes('{'))
  const by = (records: Operation[], ids: string[], status: number | number[]) =>
    records.flatMap(({ template }) => ids.map((id) => ({ target: `/v1${template.replace(/\{\w+\}/, id)}`, status })))
  await expectAll(t, by(records, [...shapes, ...absent], [400, 404]), { english: false })
  const withUuid = records.filter(({ path }) => /[0-9a-f]{8}-/.test(path))
  t.ok(withUuid.length > 20)
  await expectAll(t, by(withUuid, [nothing], 404))
  await expectAll(t, by(withUuid, words(`${'a'.repeat(81)} a--b CUS %2E%2E`), 400))
})

t.test('GET with bytes that are not UTF-8 anywhere in the URL', async (t) => {
  const bad = words('%00 %FF %C3 %C3%28 %ED%A0%80 %ED%A0%BD%ED%B8%80 %C0%AE %F8%88%80%80%80 % %4 %u0041 %01 %1F %7F')
  const places = words(
    '/@ /v1/@ /v1/organisations/@ /v1/organisations/cus-belzyce/@ /v1/organisations/@/memberships ' +
      '/v1/organisations?@=1 /v1/organisations?q=@ /v1/organisations?kind=cus&q=@'
  )
  await expectAll(
    t,
    bad.flatMap((bytes) => places.map((place) => ({ target: place.replace('@', bytes), status: 400 })))
  )
})

t.test('GET with text that looks like an attack is searched literally', async (t) => {
  const find = async (query: string) => {
    const { json } = await send({ target: `/v1/organisations?limit=500&${query}` })
    return json.data.map(({ slug }: Json) => slug)
  }
  const belzyce = await find('q=be%C5%82%C5%BCyce')
  t.ok(belzyce.includes('cus-belzyce') && belzyce.length < 5)
  for (const signs of words(`%25 _ %5C ' %22 %26 %7C ! :* ( %3C-%3E %F0%9F%A6%8A`)) {
    t.strictSame(await find(`q=${signs}`), [], `q=${signs} finds nothing`)
    t.strictSame(await find(`q=${signs}be%C5%82%C5%BCyce${signs}`), belzyce, `q=${signs}bełżyce${signs} finds Bełżyce`)
    t.strictSame(await find(`seat=${signs}`), [], `seat=${signs} matches no place`)
  }
  for (const query of words('q=b%25e seat=Be%25 seat=Be_zyce q=be%5Clzyce'))
    t.strictSame(await find(query), [], `${query}: no character is a wildcard`)
  const filters = words('voivodeship powiat gmina').flatMap((filter) =>
    words(`%25 _ __ 06%25 ' %F0%9F%A6%8A -`).map((value) => `${filter}=${value}`)
  )
  await expectAll(
    t,
    filters.map((filter) => ({ target: `/v1/organisations?${filter}`, status: 400, fault: 'unknown_reference' }))
  )
  const match = await send({ target: `/v1/organisations/match?name=%25_'%22%5C` })
  t.equal(match.json.chosen, null)
  t.equal(match.json.name, `%_'"\\`, 'the response repeats the name as sent')
})

t.test('GET by a name of two powiats is refused and names both', async (t) => {
  const { status, json, text } = await send({ target: '/v1/organisations?powiat=opolski' })
  t.equal(status, 400)
  t.equal(json.errors[0].code, 'ambiguous_value')
  t.strictSame(
    [...text.matchAll(/"value":"(\d+)"/g)].map(([, code]) => code),
    ['0612', '1609']
  )
})

t.test('GET with valid parameters that contradict each other', async (t) => {
  const wrong = words(`certainty=certain dialect=excel-pl format=json&dialect=excel-pl format=ndjson&dialect=rfc4180
      format=geojson&fields=id fields=territory.code
    format=csv&include=memberships format=csv&count=exact format=geojson&count=exact format=ics format=xml
    format=json,csv fields=id,id fields=id,nonesuch
    fields=memberships include=name include=memberships,memberships include=memberships,nonesuch
    sort=name,-name sort=name,name sort=id
    sort=name,short_name,updated_at,name limit=1,2 count=true kind=cus,cus kind=cus,,ops
    part_of=umwl,umwl part_of=umwl,nonesuch`)
  await expectAll(
    t,
    wrong.map((query) => ({ target: `/v1/organisations?${query}`, status: 400 }))
  )
})

t.test('GET with a cursor that is truncated, changed or of another list', async (t) => {
  const { json } = await send({ target: '/v1/organisations?limit=3&sort=-name' })
  const cursor: string = json.meta.next_cursor
  const changed = `${cursor.slice(0, 20)}${cursor[20] === 'A' ? 'B' : 'A'}${cursor.slice(21)}`
  const list = '/v1/organisations?limit=3&sort=-name&cursor='
  await expectAll(t, [{ target: `${list}${cursor}`, status: 200 }])
  const cut = [cursor.slice(0, -1), cursor.slice(1), cursor.slice(0, 16), cursor.slice(0, 15)]
  const bad = [
    'AAAA',
    'e30',
    'null',
    ...cut,
    changed,
    `${cursor}A`,
    `${cursor}%3D`,
    cursor.toLowerCase(),
    cursor + cursor,
    'A'.repeat(2_000)
  ]
  await expectAll(
    t,
    bad.map((value) => ({ target: `${list}${value}`, status: 400 }))
  )
  const elsewhere =
    words(`organisations? organisations?sort=name& organisations?sort=-name&kind=cus& organisations?sort=-name&q=cus&
    organisations?sort=-name&as_of=2022-01-01& people? memberships? organisations/cus-belzyce/memberships?`)
  await expectAll(
    t,
    elsewhere.map((other) => ({ target: `/v1/${other}cursor=${cursor}`, status: 400, fault: 'invalid_cursor' }))
  )
})

t.test('GET with an unusual but valid URL: the next link works', async (t) => {
  const odd = words(`q=c%3Fus&limit=1 q=c?us&limit=1 q=us%C5%82ug%20spo%C5%82ecznych&limit=2
      q=us%C5%82ug+spo%C5%82ecznych&limit=2 sort=-name&kind=cus,ops&limit=1
    kind=cus%2Cops&limit=1 limit=1&&q=cus& q=%2Bcus&limit=1 q='cus'&limit=1 q=%26cus%3D&limit=1 q=cus%23&limit=1`)
  for (const query of odd) {
    const first = await send({ target: `/v1/organisations?${query}` })
    const next = /^<(.+)>; rel="next"$/.exec(first.headers.link ?? '')?.[1] ?? '/no-link'
    const second = await send({ target: next })
    t.strictSame(
      [second.status, ...faultsOf({ target: next }, second)],
      [200],
      `${query} continues at ${next.slice(0, 80)}`
    )
    t.not(second.json.data?.[0]?.id, first.json.data[0].id)
  }
})

t.test('GET with unusual headers', async (t) => {
  const list = '/v1/organisations?limit=1'
  const cases: [string, string, number | number[]][] = [
    ['accept', 'text/html', 406],
    ['accept', 'application/xml, text/*;q=0', 406],
    ['accept', ';;;', 406],
    ['accept', 'nonsense', 406],
    ['accept', '*/*;q=0', 406],
    ['accept', 'application/json;q=0', [200, 406]],
    ['accept', 'application/json;q=nonsense', [200, 406]],
    ['accept', '', [200, 406]],
    ['accept', 'a/b, '.repeat(1_000), 400],
    ['accept', 'application/*', 200],
    ['accept', 'text/html, */*;q=0.1', 200],
    ['accept-language', 'nonsense, ;q=, *;q=7, pl;q=0', 200],
    ['accept-language', 'x'.repeat(5_000), 200],
    ['accept-encoding', 'nonsense, *;q=0', 200],
    ['if-none-match', 'nonsense', 200],
    ['if-none-match', '"', 200],
    ['if-none-match', 'W/', 200],
    ['if-none-match', ','.repeat(500), 200],
    ['if-none-match', `"${'a'.repeat(5_000)}"`, 200],
    ['if-none-match', '*', 304],
    ['if-modified-since', 'nonsense', 200],
    ['if-match', '"nonsense"', 200],
    ['range', 'bytes=0-10', 200],
    ['range', 'bytes=9-1,-,x', 200],
    ['content-type', 'nonsense;;', 200],
    ['cookie', '__proto__=1; a=%FF', 200],
    ['origin', 'null', 200],
    ['x-forwarded-for', "nonsense, ';--", 200],
    ['x-http-method-override', 'DELETE', 200],
    ['x-request-id', '<script>', 200],
    ['request-id', 'mine', 200]
  ]
  await expectAll(
    t,
    cases.map(([name, value, status]) => ({ target: list, headers: { [name]: value }, status }))
  )
  for (const name of ['x-request-id', 'request-id']) {
    t.not(
      (await send({ target: list, headers: { [name]: 'mine' } })).headers['request-id'],
      'mine',
      `${name} is not reflected`
    )
  }
  const unknown = await send({ target: '/v1/nonesuch', headers: { 'accept-language': '*;q=0, nonsense' } })
  t.equal(unknown.headers['content-language'], 'pl', 'Polish for an unknown language')
  await expectAll(t, [
    { target: list, body: '{"limit":2', headers: { 'content-type': 'application/json' }, status: 200 },
    { target: list, body: '\0\xff', status: 200 },
    { target: list, body: 'a'.repeat(2_000_000), status: [200, 413] }
  ])
})

t.test('GET with an Authorization header is 401 on every path', async (t) => {
  const schemes = [
    '',
    'Bearer',
    'Bearer x',
    'Basic eDp5',
    'Basic',
    'Digest username="x"',
    'nonsense',
    'Bearer eyJhbGciOiJub25lIn0.e30.',
    `Bearer ${'a'.repeat(5_000)}`
  ]
  const paths = words(
    '/ /v1 /v1/organisations /v1/organisations/cus-belzyce /v1/nonesuch /v1/organisations?limit=0 /v1/%FF ' +
      '/docs /openapi.json'
  )
  await expectAll(
    t,
    schemes.flatMap((authorization) => paths.map((path) => ({ target: path, headers: { authorization }, status: 401 })))
  )
  t.match(
    (await send({ target: '/v1/livez', headers: { authorization: 'Bearer x' } })).headers['www-authenticate'],
    /^Bearer realm="konwent"/
  )
})

t.test('Other methods are 405 with Allow on known paths, and 404 on others', async (t) => {
  const others = words('/ /livez /readyz /docs /openapi.json /.well-known/api-catalog')
  const unknown = words('/nonesuch /v1/nonesuch /v1/organisations/cus-belzyce/nonesuch /v1//organisations')
  const broken = { body: '{"name":', headers: { 'content-type': 'application/json' } }
  const isDeclared = ({ template }: Operation, method: string) =>
    method.toLowerCase() in contract.document.paths[template]
  for (const method of words('POST PUT PATCH DELETE')) {
    const refused = [
      ...operations.filter((operation) => !isDeclared(operation, method)).map(({ path }) => path),
      ...others
    ]
    await expectAll(
      t,
      refused.map((target) => ({ method, target, status: 405, ...(method === 'PUT' && broken) }))
    )
    await expectAll(
      t,
      unknown.map((target) => ({ method, target, status: 404 }))
    )
    for (const target of words('/v1/vocabularies /v1/organisations/match /'))
      t.equal((await send({ method, target })).headers.allow, 'GET, HEAD, OPTIONS')
  }
  const rare = words('TRACE PROPFIND SEARCH PURGE LINK QUERY MKCOL LOCK').flatMap((method) =>
    words('/v1/organisations /nonesuch').map((target) => ({ method, target }))
  )
  await expectAll(
    t,
    rare.map((request) => ({ ...request, status: [400, 404, 405] }))
  )
  const preflight = { origin: 'https://example.org', 'access-control-request-method': 'GET' }
  for (const headers of [{}, { origin: 'https://example.org' }, preflight] as Record<string, string>[]) {
    t.equal(
      (await send({ method: 'OPTIONS', target: '/v1/organisations', headers })).status,
      204,
      'OPTIONS, as a preflight or not'
    )
  }
})

t.test('HEAD returns the same as GET, without a body', async (t) => {
  for (const target of words(
    '/v1/organisations /v1/organisations/cus-belzyce /v1/organisations/nonesuch ' +
      '/v1/organisations?limit=0 /nonesuch /v1/%FF'
  )) {
    const [head, get] = [await send({ method: 'HEAD', target }), await send({ target })]
    t.strictSame(
      [head.status, head.headers['content-type'], head.headers.etag],
      [get.status, get.headers['content-type'], get.headers.etag],
      target
    )
    t.equal(head.text, '')
  }
})

/** Sends raw bytes to the socket. Returns the response when the server has closed the connection, or status 0. */
async function sendBytes(...parts: (string | Buffer)[]): Promise<TestResponse> {
  const socket = net.connect(port, '127.0.0.1').setTimeout(5_000, () => socket.destroy(new Error('no response')))
  socket.write(Buffer.concat(parts.map((part) => Buffer.from(part as string))))
  const all = Buffer.concat(await socket.toArray().catch(() => []))
  const end = Math.max(0, all.indexOf('\r\n\r\n'))
  const [line = '', ...lines] = all.subarray(0, end).toString('latin1').split('\r\n')
  const headers = Object.fromEntries(
    lines.map((header) => [header.split(': ')[0]?.toLowerCase(), header.slice(header.indexOf(': ') + 2)])
  )
  return read(Number(line.split(' ')[1] ?? 0), headers, all.subarray(end + 4))
}
const tail = ' HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'

t.test('GET with raw UTF-8 in the URL, as curl sends it, works', async (t) => {
  const list = 'GET /v1/organisations?fields=slug&q='
  const belzyce = (await send({ target: '/v1/organisations?fields=slug&q=be%C5%82%C5%BCyce' })).json.data
  for (const q of ['Bełżyce', 'BEŁŻYCACH', 'Be%C5%82życe', 'bełżyce&limit=5', 'bełżyce🦊']) {
    const received = await sendBytes(list, q, tail)
    t.strictSame(received.json?.data, belzyce, q)
    t.strictSame(faultsOf({ target: '/v1/organisations' }, received), [])
  }
  const cases: [string, string, number][] = [
    ['HTTP/1.0', `${list}Bełżyce HTTP/1.0\r\n\r\n`, 200],
    [
      'a keep-alive connection is closed',
      `${list}Bełżyce HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n`,
      200
    ],
    ['no host', `${list}Bełżyce HTTP/1.1\r\n\r\n`, 400],
    ['HEAD', `HEAD /v1/organisations?q=Bełżyce${tail}`, 200],
    ['in the path', `GET /v1/organisations/bełżyce${tail}`, 400],
    ['on an unknown path', `GET /v1/łódź${tail}`, 404],
    [
      'together with a key',
      `${list}Bełżyce HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer x\r\n\r\n`,
      401
    ],
    [
      'the first of two pipelined requests, then the connection is closed',
      `${list}Bełżyce${tail}${list}Bełżyce${tail}`,
      200
    ],
    ['a body', `POST /v1/łódź HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}`, 400]
  ]
  for (const [what, bytes, status] of cases) t.equal((await sendBytes(bytes)).status, status, what)
  for (const bytes of [[0xff], [0xc5], [0xed, 0xa0, 0x80], [0xc3, 0x28], [0xb3, 0xf3]]) {
    const received = await sendBytes(list, Buffer.from(bytes), tail)
    t.strictSame(
      [received.status, ...faultsOf({ target: '/v1/organisations' }, received)],
      [400],
      `the bytes ${bytes} are not UTF-8`
    )
  }
})

t.test('Bytes that are not HTTP: a problem, and the connection is closed', async (t) => {
  const cases: [string, string | Buffer, number][] = [
    ['TLS', Buffer.from('1603010200010001fc0303', 'hex'), 400],
    ['words', 'hello there\r\n\r\n', 400],
    ['an unknown method', `BREW /v1/organisations${tail}`, 400],
    ['an unknown HTTP version', 'GET /v1 HTTP/3.7\r\nHost: x\r\n\r\n', 400],
    ['a control character in the URL', `GET /v1/org\u0001anisations${tail}`, 400],
    ['a space in the URL', `GET /v1/organisations?q=a b${tail}`, 400],
    ['a space in a header name', 'GET /v1 HTTP/1.1\r\nHost: x\r\nb ad: y\r\n\r\n', 400],
    ['NUL in a header', 'GET /v1 HTTP/1.1\r\nHost: x\r\nbad: y\0z\r\n\r\n', 400],
    ['a header without a colon', 'GET /v1 HTTP/1.1\r\nHost: x\r\nbad\r\n\r\n', 400],
    ['no host', 'GET /v1/organisations HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['an invalid Content-Length', 'POST /v1 HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n', 400],
    [
      'two different Content-Lengths',
      'POST /v1 HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\nabcd',
      400
    ],
    ['a header too long', `GET /v1 HTTP/1.1\r\nHost: x\r\nlong: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    [
      'too many headers',
      `GET /v1 HTTP/1.1\r\nHost: x\r\n${Array.from({ length: 3_000 }, (_, i) => `x${i}: y\r\n`).join('')}\r\n`,
      431
    ],
    ['a URL too long', `GET /v1/organisations?q=${'a'.repeat(20_000)}${tail}`, 431],
    ['a URL too long after encoding', `GET /v1/organisations?q=${'ł'.repeat(4_000)}${tail}`, 431]
  ]
  for (const [what, bytes, status] of cases) {
    const received = await sendBytes(bytes)
    t.strictSame([received.status, ...faultsOf({ method: 'RAW', target: what }, received)], [status], what)
  }
  const tunnel = await sendBytes('CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n')
  t.equal(tunnel.status, 0, 'CONNECT opens no tunnel')
  t.equal((await send({ target: '/v1/livez' })).status, 200, 'the service still responds')
})

t.test('GET of an absolute URL: links refer to the service, not to that host', async (t) => {
  const received = await sendBytes(
    'GET http://evil.example/v1/organisations?limit=1 HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n'
  )
  t.equal(received.status, 200)
  t.match(received.headers.link, /^<\/v1\/organisations\?/)
  t.notOk(/evil/.test(JSON.stringify(received.headers) + received.text))
})

t.test('GET with random requests', async (t) => {
  const seed = Number(process.env.SEED ?? 20261121)
  t.comment(`seed ${seed}`)
  const random = mulberry32(seed)
  const chance = (share: number) => random() < share
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const some = (make: () => string) => Array.from({ length: 1 + Math.floor(random() * 12) }, make).join('')
  const bytes = () => some(() => `%${(256 + Math.floor(random() * 256)).toString(16).slice(1)}`)
  const characters = () =>
    some(() => text(String.fromCodePoint(pick([0x40, 0x7e, 0x17f, 0xffd, 0x1f600]) - Math.floor(random() * 0x20))))
  const short = neverRight.filter((value) => value.length < 100)
  const value = ({ schema, example }: Operation['query'][number]) =>
    chance(0.6)
      ? pick([text(example), ...of(rightByType, schema)])
      : pick([bytes, characters, () => pick(oddTexts), () => pick([...short, ...of(wrongByType, schema)])])()
  const headers: Record<string, string[]> = {
    accept: [
      '*/*',
      'application/json',
      'text/csv',
      'application/geo+json',
      'text/calendar;q=0.5, */*;q=0.1',
      'nonsense',
      'application/problem+json'
    ],
    'accept-language': ['en', 'pl', 'de', 'en;q=0.1, pl', '%%'],
    'if-none-match': ['*', '"x"', 'W/"y", "z"'],
    'accept-encoding': ['gzip', 'br', 'zstd', 'identity;q=0', '*']
  }
  const cases = Array.from({ length: 2_500 }, (): Case => {
    const operation = pick(operations)
    const path = chance(0.1) ? `/v1${operation.template.replace(/\{\w+\}/, pick(oddTexts))}` : operation.path
    const query = operation.query
      .filter((one) => one.required || chance(0.12))
      .map((one) => `${one.name}=${value(one)}`)
    if (chance(0.05)) query.push(`${characters()}=${characters()}`)
    const chosen = Object.entries(headers).filter(() => chance(0.2))
    return {
      target: query.length > 0 ? `${path}?${query.join('&')}` : path,
      headers: Object.fromEntries(chosen.map(([name, values]) => [name, pick(values)])),
      // 410: the cursor in the example of the contract belongs to another registry.
      status: [200, 304, 400, 404, 406, 410]
    }
  })
  await expectAll(t, cases, { english: false })
})

/** Pseudo-random numbers in [0, 1). The seed reproduces a failure. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

t.test('GET: too many requests in a minute are 429, only for that address', async (t) => {
  const limited = await testApp({ db, rateLimits: { address: 5, key: 5, badKeys: 5 } })
  t.teardown(() => limited.close())
  const sendFrom = async (remoteAddress: string, url = '/v1/vocabularies', headers = {}) => {
    const response = await limited.inject({ url, remoteAddress, headers })
    return read(response.statusCode, response.headers as TestResponse['headers'], response.rawPayload)
  }
  for (const left of [4, 3, 2, 1, 0]) {
    const { status, headers } = await sendFrom('192.0.2.1')
    t.equal(status, 200)
    t.equal(headers['ratelimit-policy'], '"minute";q=5;w=60')
    t.match(headers.ratelimit, new RegExp(`^"minute";r=${left};t=([1-9]|[1-5][0-9]|60)$`))
  }
  for (const url of words('/v1/vocabularies /v1/organisations / /nonesuch /v1/%FF /v1/organisations?limit=0')) {
    const received = await sendFrom('192.0.2.1', url)
    t.strictSame([received.status, ...faultsOf({ target: url }, received)], [429], url)
    t.match(received.headers['retry-after'], /^([1-9]|[1-5][0-9]|60)$/)
    t.match(received.headers.ratelimit, /^"minute";r=0;t=\d+$/)
  }
  t.equal(
    (await sendFrom('192.0.2.1', '/v1/livez', { authorization: 'Bearer x' })).status,
    429,
    'keys cannot be tried beyond the limit'
  )
  t.equal(
    (await sendFrom('192.0.2.1', '/v1/livez', { 'x-forwarded-for': '192.0.2.77', authorization: 'Bearer x' })).status,
    429,
    'X-Forwarded-For is ignored'
  )
  for (const url of ['/livez', '/readyz', '/v1/livez', '/v1/readyz'])
    t.equal((await sendFrom('192.0.2.1', url)).status, 200, `${url} is not rate limited`)
  t.equal((await sendFrom('192.0.2.2')).status, 200, 'another address')
  t.equal((await sendFrom('::ffff:192.0.2.1')).status, 429, 'the same address in IPv6 notation')
  for (let i = 1; i <= 5; i++) t.equal((await sendFrom(`2001:db8:1:2:${i}::1`)).status, 200)
  t.equal((await sendFrom('2001:db8:1:2:ffff:ffff:ffff:ffff')).status, 429, 'all addresses of one /64 share a limit')
  t.equal((await sendFrom('2001:db8:1:3::1')).status, 200, 'the next /64 has its own limit')
})

t.test('GET with raw UTF-8 in the URL counts for the address of the client', async (t) => {
  const limited = await testApp({ db, rateLimits: { address: 1, key: 1, badKeys: 1 } })
  t.teardown(() => limited.close())
  await limited.inject({ url: '/v1/livez', remoteAddress: '127.0.0.1' })
  await limited.listen({ host: '127.0.0.1', port: 0 })
  const socket = net.connect((limited.server.address() as AddressInfo).port, '127.0.0.1')
  socket.write(`GET /v1/organisations?q=Bełżyce${tail}`)
  t.match(Buffer.concat(await socket.toArray()).toString(), /^HTTP\/1\.1 429 /)
})

t.test('bucketOf: one bucket per IPv4 address or IPv6 /64', async (t) => {
  const bucket = bucketOf('2001:db8:0:1:1:2:3:4')
  for (const ip of words('2001:db8:0:1:: 2001:DB8::1:0:0:0:1 2001:db8:0:1:ffff:ffff:ffff:ffff 2001:0db8:0000:0001::5'))
    t.equal(bucketOf(ip), bucket, ip)
  for (const ip of words('2001:db8:0:2:: 2001:db8:: 2001:db9:0:1:: 192.0.2.1 ::1')) t.not(bucketOf(ip), bucket, ip)
  t.equal(bucketOf('::ffff:192.0.2.1'), bucketOf('192.0.2.1'))
  t.not(bucketOf('192.0.2.1'), bucketOf('192.0.2.2'))
  t.equal(bucketOf('nonsense'), 'nonsense', 'text that is not an address is its own bucket')
})
