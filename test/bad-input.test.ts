// The service as an enemy meets it, over real sockets: whatever is sent, the answer is right or a problem that tells nothing of the inside.
import { once } from 'node:events'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { buildApp } from '../src/app.ts'
import { bucketOf } from '../src/lib/access.ts'
import { problemTypes } from '../src/lib/errors.ts'
import { createAjv } from '../src/lib/validator.ts'
import { type Answer, setup } from './helper.ts'

// biome-ignore lint/suspicious/noExplicitAny: the OpenAPI document is JSON of many shapes
type Json = Record<string, any>

interface Request {
  target: string
  method?: string
  headers?: Record<string, string>
  body?: string
}

interface Case extends Request {
  /** One status, or all that are right. */
  status: number | number[]
  /** Code of the first fault, of the parameter that is at fault. */
  fault?: string
}

t.setTimeout(100_000)
const { app, db, contract } = await setup(t)
await app.listen({ host: '127.0.0.1', port: 0 })
const { port } = app.server.address() as AddressInfo
const agent = new http.Agent({ keepAlive: true, maxSockets: 8 })
t.teardown(() => agent.destroy())

const ajv = createAjv({ strict: false })
ajv.addSchema(contract.document, 'openapi')
const isProblem = ajv.getSchema('openapi#/components/schemas/Problem')
if (!isProblem) throw new Error('the document has no schema Problem')

// What nobody outside may read in a problem: the inside of the service, and people.
const inside =
  /\bselect\b.*\bfrom\b|insert into|syntax error|violates|relation "|column "|sqlstate|node_modules|\.[cm]?[jt]s\b|\/work\/|\/home\/|kysely|postgres|\bpg_|\bat \S+ \(|::\w+/i
const contacts = await db.selectFrom('contact').select(['email', 'phone', 'phone_printed']).execute()
const people = await db.selectFrom('person').select('family_name').execute()
const personal = [...contacts.flatMap((contact) => Object.values(contact)), ...people.map(({ family_name }) => family_name)].filter((text) => text !== null)
if (personal.length < 20) throw new Error('there is no personal data to look for')

/** One request; the target goes out as it stands, a character for a byte. */
async function send({ target, method = 'GET', headers = {}, body }: Request): Promise<Answer> {
  const request = http.request({ host: '127.0.0.1', port, agent, method, path: target, headers })
  request.setTimeout(10_000, () => request.destroy(new Error(`no answer to ${method} ${target.slice(0, 200)}`)))
  request.end(body)
  const [response] = (await once(request, 'response')) as [http.IncomingMessage]
  return read(response.statusCode ?? 0, response.headers as Answer['headers'], Buffer.concat(await response.toArray()))
}

function read(status: number, headers: Answer['headers'], bytes: Buffer): Answer {
  const json = /^application\/(problem\+|geo\+|linkset\+|vnd\.konwent\.partial\+)?json/.test(headers['content-type'] ?? '') && bytes.length > 0
  const text = bytes.toString()
  return { status, headers, bytes, text, json: json ? JSON.parse(text) : undefined }
}

/** What is wrong with an answer, whatever was asked; empty when nothing is. */
function faultsOf({ method = 'GET', target }: Request, answer: Answer): string[] {
  const { status, headers, text, json } = answer
  if (status >= 500) return [`${status} ${text.slice(0, 300)}`]
  const faults = method === 'GET' ? contract.check('get', target, answer) : []
  if (status < 400) return faults
  if (!/^application\/problem\+json(;|$)/.test(headers['content-type'] ?? ''))
    return [...faults, `${status} as ${headers['content-type']}: ${text.slice(0, 100)}`]
  if (method === 'HEAD') return faults
  const hold = (right: boolean, fault: string) => void (right || faults.push(fault))
  hold(isProblem?.(json) === true, `no Problem: ${JSON.stringify(isProblem?.errors?.slice(0, 3))}`)
  hold(json.status === status && problemTypes[json.code as keyof typeof problemTypes]?.status === status, `${status} is called ${json.status} ${json.code}`)
  hold(json.request_id === headers['request-id'], `request_id ${json.request_id} is not the header ${headers['request-id']}`)
  hold(headers['etag'] === undefined, 'a problem with an ETag')
  hold(text.isWellFormed() && !/\\ud[89a-f]/i.test(text), 'half a character')
  hold(text.length < 20_000, `${text.length} characters of problem`)
  hold(!inside.test(text), `tells of the inside: ${text}`)
  for (const secret of personal) hold(!text.includes(secret), `tells ${secret}`)
  return faults
}

/** Sends all cases, eight at a time, and expects their statuses; what is refused is refused in English with the same codes. */
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

async function faultsOfCase(request: Case, english: boolean): Promise<string[]> {
  const answer = await send(request)
  const { status, json } = answer
  const faults = faultsOf(request, answer)
  if (![request.status].flat().includes(status)) faults.push(`${status} is not ${request.status}: ${answer.text.slice(0, 200)}`)
  if (request.fault !== undefined && json?.errors?.[0]?.code !== request.fault) faults.push(`${JSON.stringify(json?.errors?.[0])} is not ${request.fault}`)
  if (english && status >= 400 && json) {
    const other = await send({ ...request, headers: { ...request.headers, 'accept-language': 'en' } })
    faults.push(...faultsOf(request, other))
    const codes = (problem: Json) => [problem['code'], ...problem['errors'].map(({ code, parameter }: Json) => `${code} ${parameter}`)].join()
    if (codes(other.json) !== codes(json)) faults.push(`in English ${codes(other.json)}, not ${codes(json)}`)
    if (other.json.title === json.title || other.json.detail === json.detail) faults.push(`not translated: ${other.json.title}. ${other.json.detail}`)
    if (answer.headers['content-language'] !== 'pl' || other.headers['content-language'] !== 'en') faults.push('the wrong content-language')
  }
  return faults.map((fault) => `${request.method ?? 'GET'} ${request.target.slice(0, 200)}: ${fault}`)
}

interface Operation {
  /** Path below the server with real ids in the place of its parameters. */
  path: string
  template: string
  query: { name: string; schema: Json; example: unknown; required: boolean }[]
}

const resolve = (value: Json): Json =>
  value['$ref']
    ? value['$ref']
        .slice(2)
        .split('/')
        .reduce((at: Json, key: string) => at[key], contract.document)
    : value
const text = (value: unknown) => encodeURIComponent(String(value)).replaceAll('%2C', ',')

/** Every operation of the contract, with ids of real records in the path. */
async function readOperations(): Promise<Operation[]> {
  const first = async (list: string) => (await send({ target: `/v1/${list}` })).json.data[0]
  return Promise.all(
    Object.entries(contract.document['paths'] as Json).map(async ([template, item]) => {
      const { get, parameters = [] } = item as Json
      const filled = template.split(/\/\{\w+\}/)[0]?.slice(1) as string
      const record = parameters.length > 0 && filled !== 'problems' ? await first(filled) : undefined
      const path = `/v1${template === '/' ? '' : template}`.replace(/\{\w+\}/, record ? (record.id ?? record.code) : 'not_found')
      const query = (get.parameters ?? []).map(resolve).filter(({ in: place }: Json) => place === 'query')
      return { path, template, query: query.map(({ name, schema, example, required }: Json) => ({ name, schema, example: [example].flat()[0], required })) }
    })
  )
}

const operations = await readOperations()
/** Target of an operation with one parameter, the others that it cannot do without beside it. */
const target = ({ path, query }: Operation, parameter: string, name = '') => {
  const others = query.filter((one) => one.required && one.name !== name).map((one) => `${one.name}=${text(one.example)}`)
  return `${path}?${[parameter, ...others].join('&')}`
}

// In a URL, so percent-encoded. None of these is anything that a parameter takes.
const neverRight = [
  '',
  '%20',
  '+',
  '%C2%A0%20',
  '%00',
  'a%00b',
  '%FF',
  '%C3%28',
  '%ED%A0%80',
  '%ED%BF%BF',
  '%F4%90%80%80',
  '%',
  '%2',
  '%zz',
  '%07',
  '%1B%5B2J',
  '%7F',
  '%0A',
  'a'.repeat(10_000),
  `a${',a'.repeat(999)}`,
  `${'%C5%82'.repeat(1_500)}`
]
// Odd but text: refused or taken literally, never an error inside.
const oddTexts = [
  '%25',
  '_',
  "'",
  "''",
  "'%20OR%201=1--",
  '%22',
  '%5C',
  '%5C%5C',
  '%26%7C!%3A*',
  '(a%20%26%20b)',
  '%F0%9F%A6%8A',
  '%F0%9F%A6%8A'.repeat(60),
  '%E2%80%AE',
  '%EF%BF%BF',
  '$1',
  ':x',
  '%24%7B7*7%7D',
  '%3Cb%3E',
  '..%2F..%2F',
  'null',
  'undefined',
  'NaN',
  '-',
  '--',
  ';',
  '%7B%7D',
  '%5B%5D',
  'true',
  '0',
  '%EF%BB%BFa',
  'A%CC%A8',
  '%D9%A1',
  'cus?a=1'
]
const wrongByType: [(schema: Json) => boolean, string[]][] = [
  [
    ({ type }) => type === 'integer',
    words`0 501 -1 -0 1e2 %2B5 0x10 0b1 50.0 5,0 05 %205 5%20 1_0 99999999999999999999 2147483648 Infinity NaN %D9%A5 1%2C2`
  ],
  [({ type }) => type === 'boolean', ['1', '0', 'TRUE', 'True', 'yes', 't', 'on', '%20true', 'true,true', 'null']],
  [
    ({ format }) => format === 'date',
    words`2021-02-30 2021-02-29 2021-13-01 2021-00-10 2021-01-00 0000-00-00 0000-01-01 infinity -infinity today now epoch 2021-9-1 99999-01-01 10000-01-01 -0001-01-01 %2B02021-01-01 2021-09-16T00:00:00 2021-09-16T00:00:00Z 20210916 2021-259 2021-W37-4 16.09.2021 2021-09-16%20BC %D9%A2021-01-01`
  ],
  [
    ({ format }) => format === 'date-time',
    words`2021-09-16 2021-09-16T00:00:00 2021-09-16T24:00:00Z 2021-09-16T00:60:00Z 2021-09-16T12:00:60Z 2021-09-16T00:00:60.5Z 2016-12-31T23:59:60.5Z 2021-09-16T00:00Z 2021-09-16%2000:00:00Z 2021-09-16%C2%A000:00:00Z 2021-02-30T00:00:00Z 0000-01-01T00:00:00Z 10000-01-01T00:00:00Z 2021-09-16T00:00:00+01:00 2021-09-16T00:00:00%2B23:00 2021-09-16T00:00:00%2B16:00 2021-09-16T00:00:00Z%20BC infinity now 1631750400`
  ],
  [({ type, items }) => type === 'array' && items.enum !== undefined, ['nonesuch', 'CUS', 'cus;ops', ',']],
  [
    ({ type, items }) => type === 'array' && items.pattern?.startsWith('^-?('),
    ['nonesuch', '--name', '%2Bname', 'NAME', 'id%20desc', 'name%20desc', '1', 'name,', ',name', 'name,name', 'name,-name', 'name;drop']
  ]
]
const rightByType: [(schema: Json) => boolean, string[]][] = [
  [({ type }) => type === 'integer', ['1', '500']],
  [({ type }) => type === 'boolean', ['true', 'false']],
  [({ format }) => format === 'date', ['0001-01-01', '2024-02-29', '9999-12-31']],
  [
    ({ format }) => format === 'date-time',
    words`0001-01-01T00:00:00Z 0001-01-01T00:00:00%2B15:59 9999-12-31T23:59:59.999999999Z 9999-12-31T23:59:60Z 2016-12-31T23:59:60Z 2017-01-01T00:59:60%2B01:00 2026-11-21T10:00:00%2B01:00`
  ]
]
const of = (table: typeof wrongByType, schema: Json) => table.filter(([fits]) => fits(schema)).flatMap(([, values]) => values)

t.test('GET every operation with every parameter wrong', async (t) => {
  const seen = new Set<string>()
  const cases = operations.flatMap((operation) =>
    operation.query.flatMap(({ name, schema, example }): Case[] => {
      const at = (value: string) => target(operation, `${name}=${value}`, name)
      const always: Case[] = [
        { target: at(''), status: 400 },
        { target: at(`${text(example)}&${name}=${text(example)}`), status: 400, fault: 'repeated_parameter' }
      ]
      // The same parameter of another operation is checked by the same schema: once is enough.
      const kind = `${name} ${JSON.stringify(schema)}`
      if (seen.has(kind)) return always
      seen.add(kind)
      return [
        ...always,
        ...[...neverRight, ...of(wrongByType, schema)].map((value) => ({ target: at(value), status: 400 })),
        ...of(rightByType, schema).map((value) => ({ target: at(value), status: 200 })),
        ...oddTexts.map((value) => ({ target: at(value), status: [200, 400] }))
      ]
    })
  )
  t.comment(`${operations.length} operations, ${seen.size} parameters`)
  await expectAll(t, cases, { english: false })
})

t.test('GET every operation with a parameter that it does not have', async (t) => {
  const names = [
    'nonesuch',
    '__proto__',
    'constructor',
    'toString',
    'a[b]',
    'limit[]',
    'LIMIT',
    '%20',
    'limit%20',
    '',
    '%F0%9F%A6%8A'.repeat(40),
    'a'.repeat(5_000),
    '$where',
    "'"
  ]
  const cases = operations.flatMap((operation) => names.map((name) => ({ target: target(operation, `${name}=1`), status: 400, fault: 'unknown_parameter' })))
  const many = Array.from({ length: 1_500 }, (_, i) => `a${i}=`).join('&')
  await expectAll(t, [...cases, { target: `/v1/organisations?${many}`, status: 400, fault: 'unknown_parameter' }], { english: false })
})

t.test('GET every record by an id of the wrong shape', async (t) => {
  const shapes = [
    '',
    '%20',
    '.',
    '..',
    '%2E%2E',
    '%2e%2e%2f',
    'a%2Fb',
    'a%5Cb',
    'A',
    'CUS-BELZYCE',
    'a_b',
    '-',
    'a-',
    'a--b',
    'a.json',
    '*',
    '%25',
    "'",
    '%F0%9F%A6%8A',
    '__proto__',
    'null',
    '0',
    '-1',
    '{organisation}',
    ':organisation',
    'b%C5%82',
    'a'.repeat(81),
    'a'.repeat(200),
    'a'.repeat(201),
    'a'.repeat(10_000),
    '01a1fdfa-0000-7000-8000-00000000000',
    '{01a1fdfa-0000-7000-8000-000000000000}',
    'urn:uuid:01a1fdfa-0000-7000-8000-000000000000'
  ]
  // Of the right shape, but of nothing
  const absent = words`01a1fdfa-0000-7000-8000-000000000000 00000000-0000-0000-0000-000000000000 ffffffff-ffff-ffff-ffff-ffffffffffff 01A1FDFA-0000-7000-8000-000000000000 nonesuch 99 999999`
  const records = operations.filter(({ template }) => template.includes('{'))
  const at = ({ template }: Operation, id: string) => `/v1${template.replace(/\{\w+\}/, id)}`
  await expectAll(
    t,
    records.flatMap((one) => [...shapes, ...absent].map((id) => ({ target: at(one, id), status: [400, 404] }))),
    { english: false }
  )
  const uuids = records.filter(({ path }) => /[0-9a-f]{8}-/.test(path))
  t.ok(uuids.length > 20)
  await expectAll(
    t,
    uuids.map((one) => ({ target: at(one, '01a1fdfa-0000-7000-8000-000000000000'), status: 404 }))
  )
  await expectAll(
    t,
    uuids.flatMap((one) => ['a'.repeat(81), 'a--b', 'CUS', '%2E%2E'].map((id) => ({ target: at(one, id), status: 400 })))
  )
})

t.test('GET with bytes that are no text, in any place of the address', async (t) => {
  const bad = ['%00', '%FF', '%C3', '%C3%28', '%ED%A0%80', '%ED%A0%BD%ED%B8%80', '%C0%AE', '%F8%88%80%80%80', '%', '%4', '%u0041', '%01', '%1F', '%7F']
  const places = words`/%s /v1/%s /v1/organisations/%s /v1/organisations/cus-belzyce/%s /v1/organisations/%s/memberships /v1/organisations?%s=1 /v1/organisations?q=%s /v1/organisations?q=a&kind=%s`
  await expectAll(
    t,
    bad.flatMap((bytes) => places.map((place) => ({ target: place.replace('%s', bytes), status: 400 })))
  )
})

t.test('GET with text that only looks dangerous finds what it says', async (t) => {
  const slugs = async (query: string) => (await send({ target: `/v1/organisations?limit=500&${query}` })).json.data.map(({ slug }: Json) => slug)
  const all = await slugs('')
  t.ok(all.length > 30)
  for (const signs of ['%25', '_', '%25%25', '%5C', "'", '%22', '%26%7C!%3A*', '(', '%F0%9F%A6%8A', '%E2%80%93'])
    t.strictSame(await slugs(`q=${signs}`), [], `q=${signs} finds nothing`)
  for (const signs of ['%25', '_', '%5C', "'", '%22', '%26', '%7C', '!', ':*', '(', '%3C-%3E', '%F0%9F%A6%8A']) {
    t.strictSame(await slugs(`q=${signs}be%C5%82%C5%BCyce${signs}`), ['cus-belzyce'], `q=${signs}bełżyce${signs} finds Bełżyce`)
  }
  for (const query of ['seat=%25', 'seat=_', 'seat=Be%25', "seat=Be%C5%82%C5%BCyce'--", 'seat=%5C'])
    t.strictSame(await slugs(query), [], `${query} finds nothing`)
  // A wildcard is no name, and a name is no pattern
  for (const filter of ['voivodeship', 'powiat', 'gmina']) {
    await expectAll(
      t,
      ['%25', '_', '__', '06%25', "'", '%F0%9F%A6%8A', '-'].map((value) => ({
        target: `/v1/organisations?${filter}=${value}`,
        status: 400,
        fault: 'unknown_reference'
      }))
    )
  }
  const match = await send({ target: "/v1/organisations/match?name=%25_'%22%5C" })
  t.equal(match.json.chosen, null)
  t.equal(match.json.name, `%_'"\\`, 'the name is repeated as it was sent')
})

t.test('GET what several things are called is refused with the candidates', async (t) => {
  const { status, json } = await send({ target: '/v1/organisations?powiat=opolski' })
  t.equal(status, 400)
  t.equal(json.errors[0].code, 'ambiguous_value')
  t.strictSame(
    json.errors[0].candidates.map(({ value }: Json) => value),
    ['0612', '1609']
  )
})

t.test('GET with parameters that are each right but not together', async (t) => {
  const wrong = words`certainty=certain dialect=excel-pl format=json&dialect=excel-pl format=ndjson&dialect=rfc4180 format=geojson&fields=id format=csv&fields=id format=csv&include=memberships format=csv&count=exact format=geojson&count=exact format=ics format=xml format=json,csv fields=id,id fields=id,nonesuch fields=memberships include=name include=memberships,memberships include=memberships,nonesuch sort=name,-name sort=name,name sort=id sort=name,short_name,updated_at,name limit=1,2 count=true kind=cus,cus kind=cus,,ops part_of=umwl,umwl part_of=umwl,nonesuch`
  await expectAll(
    t,
    wrong.map((query) => ({ target: `/v1/organisations?${query}`, status: 400 }))
  )
})

t.test('GET with a cursor that is cut, changed or of another list', async (t) => {
  const page = async (query: string) => (await send({ target: `/v1/organisations?${query}` })).json.meta.next_cursor as string
  const cursor = await page('limit=3&sort=-name')
  const other = cursor.at(20) === 'A' ? 'B' : 'A'
  const right = `/v1/organisations?limit=3&sort=-name&cursor=`
  await expectAll(t, [{ target: `${right}${cursor}`, status: 200 }])
  const bad = [
    'AAAA',
    'e30',
    'null',
    cursor.slice(0, -1),
    cursor.slice(1),
    cursor.slice(0, 16),
    `${cursor}A`,
    `${cursor.slice(0, 20)}${other}${cursor.slice(21)}`,
    cursor.toLowerCase(),
    `${cursor}${cursor}`,
    'A'.repeat(2_000)
  ]
  await expectAll(
    t,
    bad.map((value) => ({ target: `${right}${value}`, status: 400 }))
  )
  const elsewhere = words`organisations?limit=3& organisations?limit=3&sort=name& organisations?sort=-name&kind=cus& organisations?sort=-name&q=cus& organisations?sort=-name&as_of=2022-01-01& people? memberships? organisations/cus-belzyce/memberships?`
  await expectAll(
    t,
    elsewhere.map((list) => ({ target: `/v1/${list}cursor=${cursor}`, status: 400, fault: 'invalid_cursor' }))
  )
})

t.test('GET follows the next link of an odd but right address', async (t) => {
  for (const query of words`q=c%3Fus&limit=1 q=c?us&limit=1 q=us%C5%82ug%20spo%C5%82ecznych&limit=2 q=us%C5%82ug+spo%C5%82ecznych&limit=2 sort=-name&kind=cus,ops&limit=1 kind=cus%2Cops&limit=1 limit=1&&q=cus& q=%2Bcus&limit=1 q='cus'&limit=1`) {
    const first = await send({ target: `/v1/organisations?${query}` })
    const next = /^<(.+)>; rel="next"$/.exec(first.headers['link'] ?? '')?.[1] ?? ''
    const second = await send({ target: next || '/none' })
    t.strictSame(faultsOf({ target: next }, second), [], next)
    t.equal(second.status, 200, `${query}: the next link works`)
    t.not(second.json.data?.[0]?.id, first.json.data[0].id, 'and goes on')
  }
})

t.test('GET with odd headers', async (t) => {
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
    ['accept', 'a/b, '.repeat(1_000), 406],
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
    ['request-id', 'mine', 200],
    ['transfer-encoding', 'chunked', 200]
  ]
  await expectAll(
    t,
    cases.map(([name, value, status]) => ({ target: list, headers: { [name]: value }, status }))
  )
  for (const name of ['x-request-id', 'request-id'])
    t.not((await send({ target: list, headers: { [name]: 'mine' } })).headers['request-id'], 'mine', `${name} is not taken over`)
  const nonsense = await send({ target: '/v1/nonesuch', headers: { 'accept-language': '*;q=0, nonsense' } })
  t.equal(nonsense.headers['content-language'], 'pl', 'Polish for a language that is none')
  await expectAll(t, [
    { target: list, body: '{"limit":2', headers: { 'content-type': 'application/json' }, status: 200 },
    { target: list, body: '\0\xff', status: 200 }
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
  const paths = ['/', '/v1', '/v1/organisations', '/v1/organisations/cus-belzyce', '/v1/nonesuch', '/v1/organisations?limit=0', '/docs', '/openapi.json']
  await expectAll(
    t,
    schemes.flatMap((authorization) => paths.map((path) => ({ target: path, headers: { authorization }, status: 401 })))
  )
  const { headers } = await send({ target: '/v1', headers: { authorization: 'Bearer x' } })
  t.match(headers['www-authenticate'], /^Bearer realm="konwent"/)
})

t.test('other methods are 405 with Allow on known paths, 404 on others', async (t) => {
  const others = ['/', '/livez', '/readyz', '/docs', '/openapi.json', '/openapi.yaml', '/.well-known/api-catalog']
  const known = [...operations.map(({ path }) => path), ...others]
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    const body = { body: '{"name":', headers: { 'content-type': 'application/json' } }
    await expectAll(
      t,
      known.map((path) => ({ method, target: path, status: 405, ...(method === 'PUT' && body) }))
    )
    await expectAll(
      t,
      ['/nonesuch', '/v1/nonesuch', '/v1/organisations/cus-belzyce/nonesuch', '/v1//organisations'].map((path) => ({ method, target: path, status: 404 }))
    )
    for (const path of ['/v1/organisations', '/v1/organisations/match', '/'])
      t.equal((await send({ method, target: path })).headers['allow'], 'GET, HEAD, OPTIONS')
  }
  await expectAll(
    t,
    ['TRACE', 'PROPFIND', 'SEARCH', 'PURGE', 'LINK'].flatMap((method) =>
      ['/v1/organisations', '/nonesuch'].map((path) => ({ method, target: path, status: [404, 405] }))
    )
  )
  await expectAll(
    t,
    ['QUERY', 'MKCOL', 'LOCK'].map((method) => ({ method, target: '/v1/organisations', status: [400, 404, 405] }))
  )
  for (const headers of [{}, { origin: 'https://example.org' }, { origin: 'https://example.org', 'access-control-request-method': 'GET' }] as Record<
    string,
    string
  >[]) {
    t.equal((await send({ method: 'OPTIONS', target: '/v1/organisations', headers })).status, 204, 'OPTIONS is answered with or without a preflight')
  }
})

t.test('HEAD answers as GET does, without a body', async (t) => {
  for (const path of words`/v1/organisations /v1/organisations/cus-belzyce /v1/organisations/nonesuch /v1/organisations?limit=0 /nonesuch /v1/%FF`) {
    const [head, get] = [await send({ method: 'HEAD', target: path }), await send({ target: path })]
    t.equal(head.status, get.status, path)
    t.equal(head.text, '')
    t.equal(head.headers['content-type'], get.headers['content-type'])
    t.equal(head.headers['etag'], get.headers['etag'])
  }
})

/** Bytes to the socket as they are; gives the answer when the server has ended the connection. */
async function sendBytes(...parts: (string | Buffer)[]): Promise<Answer> {
  const socket = net.connect(port, '127.0.0.1').setTimeout(5_000, () => socket.destroy(new Error('no answer')))
  socket.on('error', () => {})
  socket.write(Buffer.concat(parts.map((part) => Buffer.from(part as string))))
  const all = Buffer.concat(await socket.toArray().catch(() => []))
  const end = all.indexOf('\r\n\r\n')
  const [line = '', ...lines] = all.subarray(0, Math.max(end, 0)).toString('latin1').split('\r\n')
  const headers = Object.fromEntries(lines.map((header) => [header.split(': ')[0]?.toLowerCase(), header.slice(header.indexOf(': ') + 2)]))
  return read(Number(line.split(' ')[1] ?? 0), headers, all.subarray(end + 4))
}
const tail = ' HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept-Encoding: identity\r\n\r\n'

t.test('GET with raw UTF-8 in the address, as curl sends it, is understood', async (t) => {
  const find = (query: string | Buffer, end = tail) => sendBytes('GET /v1/organisations?q=', query, end)
  for (const q of ['Bełżyce', 'BEŁŻYCACH', 'Be%C5%82życe', 'bełżyce&limit=5', 'bełżyce🦊']) {
    const answer = await find(q)
    t.equal(answer.status, 200, q)
    t.strictSame(
      answer.json?.data.map(({ slug }: Json) => slug),
      ['cus-belzyce']
    )
    t.strictSame(faultsOf({ target: '/v1/organisations?q=x' }, answer), [])
  }
  t.equal(
    (await find('Bełżyce', ' HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\nAccept-Encoding: identity\r\n\r\n')).status,
    200,
    'it ends the connection when asked to keep it'
  )
  t.equal((await find('Bełżyce', ' HTTP/1.0\r\n\r\n')).status, 200, 'HTTP/1.0')
  t.equal((await sendBytes('HEAD /v1/organisations?q=Bełżyce', tail)).status, 200)
  t.equal((await sendBytes('GET /v1/organisations/bełżyce', tail)).status, 400)
  t.equal((await sendBytes('GET /v1/łódź', tail)).status, 404)
  for (const bytes of [[0xff], [0xc5], [0xed, 0xa0, 0x80], [0xc3, 0x28], [0xb3, 0xf3]]) {
    const answer = await find(Buffer.from(bytes))
    t.equal(answer.status, 400, `the bytes ${bytes} are no UTF-8`)
    t.strictSame(faultsOf({ target: '/v1/organisations?q=x' }, answer), [])
  }
  const two = await sendBytes(`GET /v1/organisations?q=Bełżyce${tail}GET /v1/organisations?q=Bełżyce${tail}`)
  t.equal(two.status, 400, 'two at once are not taken apart')
})

t.test('bytes that are no HTTP get a problem and the end of the connection', async (t) => {
  const cases: [string, (string | Buffer)[], number][] = [
    ['TLS', [Buffer.from('1603010200010001fc0303', 'hex'), '\r\n\r\n'], 400],
    ['words', ['hello there\r\n\r\n'], 400],
    ['an unknown method', [`BREW /v1/organisations${tail}`], 400],
    ['a version of the future', ['GET /v1 HTTP/3.7\r\nHost: x\r\n\r\n'], 400],
    ['a control character in the address', [`GET /v1/org\u0001anisations${tail}`], 400],
    ['a blank in the address', [`GET /v1/organisations?q=a b${tail}`], 400],
    ['a blank in a header name', ['GET /v1 HTTP/1.1\r\nHost: x\r\nb ad: y\r\n\r\n'], 400],
    ['NUL in a header', ['GET /v1 HTTP/1.1\r\nHost: x\r\nbad: y\0z\r\n\r\n'], 400],
    ['a header without a colon', ['GET /v1 HTTP/1.1\r\nHost: x\r\nbad\r\n\r\n'], 400],
    ['no host', ['GET /v1/organisations HTTP/1.1\r\nConnection: close\r\n\r\n'], 400],
    ['a body of no length', ['POST /v1 HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n'], 400],
    ['a body of two lengths', ['POST /v1 HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\nabcd'], 400],
    ['a header too long', [`GET /v1 HTTP/1.1\r\nHost: x\r\nlong: ${'a'.repeat(20_000)}\r\n\r\n`], 431],
    ['too many headers', [`GET /v1 HTTP/1.1\r\nHost: x\r\n${Array.from({ length: 3_000 }, (_, i) => `x${i}: y\r\n`).join('')}\r\n`], 431],
    ['an address too long', [`GET /v1/organisations?q=${'a'.repeat(20_000)}${tail}`], 431],
    ['an address too long of raw UTF-8', [`GET /v1/organisations?q=${'ł'.repeat(20_000)}${tail}`], 400]
  ]
  for (const [what, bytes, status] of cases) {
    const answer = await sendBytes(...bytes)
    t.equal(answer.status, status, what)
    t.strictSame(faultsOf({ method: 'RAW', target: what }, answer), [], what)
  }
  const connect = await sendBytes('CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n')
  t.equal(connect.text, '', 'CONNECT gets no tunnel')
  t.equal((await send({ target: '/v1/livez' })).status, 200, 'and the service lives')
})

t.test('GET of an absolute address links to the service, not to the address', async (t) => {
  const answer = await sendBytes('GET http://evil.example/v1/organisations?limit=1 HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n')
  t.equal(answer.status, 200)
  t.notOk(/evil/.test(JSON.stringify(answer.headers) + answer.text))
})

t.test('GET at random', async (t) => {
  const seed = Number(process.env['SEED'] ?? 20261121)
  t.comment(`seed ${seed}`)
  const random = mulberry32(seed)
  const chance = (share: number) => random() < share
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const bytes = () =>
    Array.from(
      { length: 1 + Math.floor(random() * 12) },
      () =>
        `%${Math.floor(random() * 256)
          .toString(16)
          .padStart(2, '0')}`
    ).join('')
  const characters = () =>
    Array.from({ length: 1 + Math.floor(random() * 12) }, () =>
      text(String.fromCodePoint(pick([0x20, 0x7e, 0x17f, 0xffd, 0x1f600]) - Math.floor(random() * 0x20)))
    ).join('')
  const value = ({ schema, example }: Operation['query'][number]) =>
    pick([
      () => text(example),
      () => text(example),
      () => pick(oddTexts),
      () => pick(neverRight.filter((each) => each.length < 100)),
      () => pick([...of(wrongByType, schema), 'x']),
      () => pick([...of(rightByType, schema), text(example)]),
      bytes,
      characters
    ])()
  const headers: Record<string, string[]> = {
    accept: ['*/*', 'application/json', 'text/csv', 'application/geo+json', 'text/calendar;q=0.5, */*;q=0.1', 'nonsense', 'application/problem+json'],
    'accept-language': ['en', 'pl', 'de', 'en;q=0.1, pl', '%%'],
    'if-none-match': ['*', '"x"', 'W/"y", "z"'],
    'accept-encoding': ['gzip', 'br', 'zstd', 'identity;q=0', '*']
  }
  const cases = Array.from({ length: 2_000 }, (): Case => {
    const operation = pick(operations)
    const path = chance(0.1) ? `/v1${operation.template.replace(/\{\w+\}/, pick(oddTexts))}` : operation.path
    const query = operation.query.filter(() => chance(0.15)).map((parameter) => `${parameter.name}=${value(parameter)}`)
    if (chance(0.05)) query.push(`${characters()}=${characters()}`)
    const chosen = Object.entries(headers)
      .filter(() => chance(0.2))
      .map(([name, values]) => [name, pick(values)])
    return { target: query.length > 0 ? `${path}?${query.join('&')}` : path, headers: Object.fromEntries(chosen), status: [200, 304, 400, 404, 406] }
  })
  await expectAll(t, cases, { english: false })
})

/** A small generator of pseudo-random numbers in [0, 1), so that a failure can be had again by its seed. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

t.test('more requests in a minute than allowed are 429, for that address alone', async (t) => {
  const limited = await buildApp({ db, logger: pino({ level: 'silent' }), publicBaseUrl: null, rateLimit: 5, trustProxy: false })
  t.teardown(() => limited.close())
  const ask = async (remoteAddress: string, url = '/v1/livez', headers = {}) => {
    const response = await limited.inject({ url, remoteAddress, headers })
    return read(response.statusCode, response.headers as Answer['headers'], response.rawPayload)
  }
  for (const left of [4, 3, 2, 1, 0]) {
    const answer = await ask('192.0.2.1')
    t.equal(answer.status, 200)
    t.equal(answer.headers['ratelimit-policy'], '"minute";q=5;w=60')
    t.match(answer.headers['ratelimit'], new RegExp(`^"minute";r=${left};t=([1-9]|[1-5][0-9]|60)$`))
  }
  for (const url of ['/v1/livez', '/v1/organisations', '/', '/nonesuch', '/v1/%FF', '/v1/organisations?limit=0']) {
    const answer = await ask('192.0.2.1', url)
    t.equal(answer.status, 429, url)
    t.strictSame(faultsOf({ target: url }, answer), [])
    t.match(answer.headers['retry-after'], /^([1-9]|[1-5][0-9]|60)$/)
    t.match(answer.headers['ratelimit'], /^"minute";r=0;t=\d+$/)
  }
  t.equal((await ask('192.0.2.1', '/v1', { authorization: 'Bearer x' })).status, 429, 'keys cannot be tried faster')
  t.equal((await ask('192.0.2.1', '/v1', { 'x-forwarded-for': '192.0.2.77' })).status, 429, 'nobody names his own address')
  t.equal((await ask('192.0.2.2')).status, 200, 'another address')
  t.equal((await ask('::ffff:192.0.2.1')).status, 429, 'the same address in IPv6')
  for (let i = 0; i < 5; i++) t.equal((await ask(`2001:db8:1:2:${i}::1`)).status, 200)
  t.equal((await ask('2001:db8:1:2:ffff:ffff:ffff:ffff')).status, 429, 'all of one /64')
  t.equal((await ask('2001:db8:1:3::1')).status, 200, 'the /64 beside it')
})

t.test('one bucket for an IPv4 address or an IPv6 /64', async (t) => {
  const bucket = '2001:db8:0:1:1:2:3:4'
  for (const ip of ['2001:db8:0:1::', '2001:DB8::1:0:0:0:1', '2001:db8:0:1:ffff:ffff:ffff:ffff', '2001:0db8:0000:0001::5'])
    t.equal(bucketOf(ip), bucketOf(bucket), ip)
  for (const ip of ['2001:db8:0:2::', '2001:db8::', '2001:db9:0:1::', '192.0.2.1', '::1']) t.not(bucketOf(ip), bucketOf(bucket), ip)
  t.equal(bucketOf('::ffff:192.0.2.1'), bucketOf('192.0.2.1'))
  t.not(bucketOf('192.0.2.1'), bucketOf('192.0.2.2'))
  t.equal(bucketOf('nonsense'), 'nonsense', 'what is no address counts as itself')
})
