// Sends valid and broken bodies, generated from the schemas of the contract, to every operation that writes. Every
// status is declared, a refused body leaves no trace, and no value is stored altered. FUZZ_RUNS and FUZZ_SEED extend
// the run.
import fc from 'fast-check'
import { sql } from 'kysely'
import { pino } from 'pino'
import t from 'tap'
import { scopes } from '../../src/http/access.ts'
import { broken, mangled } from '../arbitrary/broken.ts'
import { bodiesOf, type Json, resolve, text } from '../arbitrary/sound.ts'
import { setup, type TestResponse } from '../helper.ts'
import { openJobs } from '../jobs.ts'

const RUNS = Number(process.env.FUZZ_RUNS ?? 20)
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_121)

t.setTimeout(RUNS * 90_000)
// Collects the log of server errors, because the response reveals nothing about them.
let logged = ''
const logger = pino(
  { level: 'error' },
  {
    write: (line: string) => {
      logged = line
    }
  }
)
const { app, db, url, contract, get, call, key: makeKey } = await setup(t, { logger })
const { document } = contract
const key = await makeKey([...scopes])
// Keys to change and revoke: not the one that sends the requests.
for (let i = 0; i < 5; i++) await makeKey(['registry:write'])

interface Operation {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  /** Media types, schema and example of the body. Undefined without a body. */
  body?: { types: string[]; schema: Json; example: Json }
  /** Query parameters. */
  query: Json[]
  /** Accepts If-Match, Idempotency-Key. */
  matches: boolean
  repeats: boolean
}

// Operations that delete, end or revoke come last, because their records cannot be changed afterwards.
const stages: [Operation['method'], below: boolean][] = [
  ['POST', false],
  ['PUT', true],
  ['PATCH', true],
  ['POST', true],
  ['DELETE', true]
]
const operations = stages.flatMap(([method, below]) =>
  Object.entries<Json>(document.paths).flatMap(([path, item]): Operation[] => {
    const operation = item[method.toLowerCase()]
    if (!operation || path.includes('{') !== below) return []
    const contents = operation.requestBody?.content ?? {}
    const [content] = Object.values<Json>(contents)
    const [example] = Object.values<Json>(content?.examples ?? {}).map((one) => resolve(document, one))
    const parameters = (operation.parameters ?? []).map((parameter: Json) => resolve(document, parameter))
    const headers = parameters.map(({ name }: Json) => name)
    return [
      {
        method,
        path,
        ...(content && {
          body: { types: Object.keys(contents), schema: content.schema, example: example?.value ?? content.example }
        }),
        query: parameters.filter((parameter: Json) => parameter.in === 'query'),
        matches: headers.includes('If-Match'),
        repeats: headers.includes('Idempotency-Key')
      }
    ]
  })
)

const failedJobs: object[] = []
const note = (context: object) => void failedJobs.push(context)
const { work: workOff, close: closeJobs } = openJobs(url, { info: () => {}, warn: note, error: note })
t.teardown(closeJobs)

// The seed has no webhook endpoint and no deliveries.
const { id: endpoint } = (
  await call('POST', 'webhook-endpoints', { key, body: { url: 'https://portal.example.org/' } })
).json
await call('POST', `webhook-endpoints/${endpoint}/test`, { key })

// Records of the seed to change and to refer to, by their list.
const records: Record<string, Json[]> = {}
for (const path of new Set(
  operations.filter(({ path }) => path.includes('{')).map(({ path }) => path.split('/')[1] as string)
)) {
  const list = document.paths[`/${path}`]?.get
  if (list) records[path] = (await get(`${path}?limit=50`, { authorization: `Bearer ${key}` })).json.data
}
const { id: own } = (await get('me', { authorization: `Bearer ${key}` })).json
if (records['api-keys']) records['api-keys'] = records['api-keys'].filter(({ id }) => id !== own)
const territories = (await get('territories?limit=50')).json.data as Json[]
const bodies = bodiesOf(document, {
  OrganisationIdentity: records.organisations ?? [],
  PersonIdentity: records.people ?? [],
  EventIdentity: records.events ?? [],
  DeclarationIdentity: records.declarations ?? [],
  PostIdentity: records.posts ?? [],
  AppointmentIdentity: records.appointments ?? [],
  MembershipIdentity: records.memberships ?? [],
  TerritoryIdentity: territories
})

const isJson = ({ body }: Pick<Operation, 'body'>) => /[/+]json$/.test(body?.types[0] ?? '')

interface Request {
  target: string
  body: Json
  headers: Record<string, string>
}

// Exported files for operations that accept files, by resource and media type.
const files = new Map<string, string>()
for (const list of ['organisations', 'people', 'events', 'memberships', 'contacts']) {
  for (const type of ['text/csv', 'application/x-ndjson'])
    files.set(`${list} ${type}`, (await get(`${list}?limit=3`, { accept: type })).text)
}
const FILE = 'the file of the resource that the query names'
const withFile = (request: Request): Request => {
  const resource = /resource=(\w+)/.exec(request.target)?.[1]
  return request.body === FILE
    ? { ...request, body: files.get(`${resource} ${request.headers['content-type']}`) }
    : request
}

function requestsOf(operation: Operation): fc.Arbitrary<Request> {
  const { path, body, query, matches, repeats } = operation
  const known = records[path.split('/')[1] as string] ?? []
  const identifiers = known.flatMap(({ id, slug, code }) => [id, slug, code].filter(Boolean))
  const others = fc.constantFrom(
    'nie-ma-takiego',
    '00000000-0000-0000-0000-000000000000',
    'nowy-rekord',
    '%20',
    'A',
    '-'
  )
  const identifier =
    identifiers.length === 0
      ? others
      : fc.oneof({ arbitrary: fc.constantFrom(...identifiers), weight: 9 }, { arbitrary: others, weight: 1 })
  const optional = (values: fc.Arbitrary<Json>, required = false) =>
    required ? values : fc.option(values, { nil: undefined })
  const rare = (values: fc.Arbitrary<Json>) =>
    fc.oneof({ arbitrary: fc.constant(undefined), weight: 9 }, { arbitrary: values, weight: 1 })
  const parameterValues = fc.record(
    Object.fromEntries(
      query.map(({ name, schema, required }) => {
        const values = bodies.valuesOf(schema)
        // Only a workbook has sheets, and the files are others.
        return [name, name === 'sheet' ? rare(values) : optional(values, required)]
      })
    )
  )
  const target = fc
    .tuple(path.includes('{') ? identifier : fc.constant(''), parameterValues)
    .map(([one, parameters]) => {
      const pairs = Object.entries(parameters).flatMap(([name, value]): [string, string][] =>
        value === undefined ? [] : [[name, String(value)]]
      )
      const search = new URLSearchParams(pairs)
      return `/v1${path.replace(/\{\w+\}/, one)}${search.size > 0 ? `?${search}` : ''}`
    })
  const ifMatch = fc.oneof(
    { arbitrary: fc.constant('*'), weight: 9 },
    { arbitrary: fc.constantFrom('', '"v1-x"', 'W/"v1-x"', '"', 'v1', ','), weight: 1 }
  )
  const again = fc.oneof(
    { arbitrary: fc.constant(undefined), weight: 9 },
    { arbitrary: fc.constantFrom('a', 'b', 'c', '', 'a b', 'x'.repeat(256)), weight: 1 }
  )
  const json = isJson(operation)
  const sound = body
    ? json
      ? bodies.soundOf(body, known)
      : fc.oneof(fc.constantFrom(FILE, FILE, body.example), text)
    : fc.constant(undefined)
  const odd = json
    ? fc.oneof(broken(sound), broken(sound), mangled(sound))
    : fc.oneof(fc.constant(undefined), fc.constantFrom('', '{}', 'a;b\n1'))
  const request = fc.record({
    target,
    body: fc.oneof({ arbitrary: sound, weight: 3 }, { arbitrary: odd, weight: 4 }),
    headers: fc.record({
      ...(body && { 'content-type': fc.constantFrom(...body.types) }),
      ...(matches && { 'if-match': ifMatch }),
      ...(repeats && { 'idempotency-key': again })
    }) as fc.Arbitrary<Record<string, string>>
  })
  return request.map(withFile)
}

/** Returns the numbers of the newest entries of change log and audit. */
async function traces(): Promise<string> {
  const { rows } = await sql<{
    seq: string
    audits: string
  }>`select (select seq from feed_head) as seq, (select count(*) from audit) as audits`.execute(db)
  return JSON.stringify(rows[0])
}

async function send({ method }: Operation, { target, body, headers }: Request): Promise<TestResponse> {
  const payload = body === undefined || typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
  const sent = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined))
  const response = await app.inject({
    method,
    url: target,
    headers: { authorization: `Bearer ${key}`, ...sent },
    ...(payload !== undefined && { payload })
  })
  const { statusCode: status, rawPayload: bytes, body: text } = response
  return {
    status,
    headers: response.headers as TestResponse['headers'],
    bytes,
    text,
    json: text.startsWith('{') ? JSON.parse(text) : undefined
  }
}

/** Whether a body is valid by the schema, according to a validator independent of the service. */
function isSound(operation: Operation, sent: Json): boolean {
  const { body } = operation
  // An optional body may be empty.
  const bytes = typeof sent === 'string' ? Buffer.from(sent || '{}') : sent
  try {
    const value =
      Buffer.isBuffer(bytes) && isJson(operation)
        ? JSON.parse(new TextDecoder('utf8', { fatal: true, ignoreBOM: true }).decode(bytes))
        : sent
    return body !== undefined && bodies.isValid(body.schema, value)
  } catch {
    return false
  }
}

/** Responses have moments to the microsecond. */
const asShown = (value: Json): Json =>
  typeof value === 'string'
    ? value.replace(
        /^(\d{4}-\d\d-\d\dT[\d:]{8})(?:\.(\d+))?Z$/,
        (_, second, rest = '') => `${second}.${rest.padEnd(6, '0')}Z`
      )
    : value

const formerSlugs = new Set(Object.values(records).flatMap((list) => list.map(({ slug }) => slug)))
const seen = new Map<string, Map<number, number>>()

/** Returns the faults of the response to a request. Empty if there are none. */
async function faultsOf(operation: Operation, request: Request): Promise<string[]> {
  const before = await traces()
  const received = await send(operation, request)
  const { status, json, text } = received
  const name = `${operation.method} ${operation.path}`
  const counts = seen.get(name) ?? new Map<number, number>()
  seen.set(name, counts.set(status, (counts.get(status) ?? 0) + 1))
  const faults = contract.check(operation.method.toLowerCase(), request.target, received)
  if (status >= 500) faults.push(`server error: ${logged}`)
  if (status >= 300 && (await traces()) !== before) faults.push('refused, but it left a trace')
  if (status === 400 && json.errors.length === 0 && !json.detail.startsWith('Nagłówek'))
    faults.push('refused without a reason')
  if (!text.isWellFormed() || /\\ud[89a-f]/i.test(text)) faults.push('a lone surrogate')
  if (status >= 400 && text.length > 20_000) faults.push(`the problem has ${text.length} characters`)
  // 308 before 400: the body of a request to a former address is not read.
  if (operation.body && status < 300 && !isSound(operation, request.body))
    faults.push('accepted although invalid by the schema')
  if (status === 201 || status === 202) records[operation.path.slice(1)]?.push(json)
  if (
    status < 300 &&
    json &&
    request.body &&
    !Buffer.isBuffer(request.body) &&
    !received.headers['idempotent-replayed']
  ) {
    for (const [property, value] of Object.entries(request.body)) {
      // A former slug of another record is accepted, and the response has the present one.
      const scalar =
        typeof value === 'number' ||
        typeof value === 'boolean' ||
        (typeof value === 'string' && (property === 'slug' || !formerSlugs.has(value)))
      if (scalar && Object.hasOwn(json, property) && json[property] !== value && json[property] !== asShown(value))
        faults.push(`${property} was sent as ${value} and returned as ${json[property]}`)
    }
  }
  return faults.map((fault) => `${status}: ${fault}\n${text.slice(0, 500)}`)
}

t.test('PUT and PATCH of every record with its own response change no version', async (t) => {
  const headers = { authorization: `Bearer ${key}` }
  const { json: draft } = await call('POST', 'declarations', {
    key,
    body: operations.find(({ path }) => path === '/declarations')?.body?.example
  })
  const { rows: start } = await sql<{ seq: string }>`select seq from feed_head`.execute(db)
  for (const { method, path, body } of operations) {
    const [, list = '', ...below] = path.split('/')
    if (!body || below.length !== 1 || !path.includes('{')) continue
    const { properties } = resolve(document, body.schema)
    const { schema } =
      document.paths[`/${list}`].get.parameters
        .map((one: Json) => resolve(document, one))
        .find(({ name }: Json) => name === 'include') ?? {}
    const include = schema?.items.enum.filter((name: string) => name in properties).join() ?? ''
    const { json } = await get(`${list}?limit=500${include && `&include=${include}`}`, headers)
    // A decided declaration cannot be changed.
    const possible = json.data.filter(
      ({ id, status }: Json) => id !== own && (list !== 'declarations' || status === 'draft')
    )
    const changeable = method === 'PATCH' && document.paths[path].put ? possible.slice(0, 5) : possible
    t.not(changeable.length, 0, list)
    const wrong = []
    for (const record of changeable) {
      const sent = bodies.cut(body.schema, record, method === 'PATCH')
      const received = await call(method, `${list}/${record.id}`, { key, body: sent, headers: { 'if-match': '*' } })
      if (received.status !== 200 || received.json.version !== record.version)
        wrong.push({ sent, response: received.text })
    }
    t.strictSame(wrong, [], `${method} ${path}: ${changeable.length}`)
  }
  t.strictSame((await sql`select seq from feed_head`.execute(db)).rows, start, 'no entry in the change log')
  await call('DELETE', `declarations/${draft.id}`, { key, headers: { 'if-match': '*' } })
})

t.test('Every operation that writes follows the contract with valid and broken bodies', async (t) => {
  t.ok(operations.length > 50)
  for (const operation of operations) {
    const name = `${operation.method} ${operation.path}`
    if (operation.path.startsWith('/imports/{')) await workOff()
    const property = fc.asyncProperty(requestsOf(operation), async (request) => {
      const faults = await faultsOf(operation, request)
      if (faults.length > 0) throw new Error(faults.join('\n'))
    })
    const { failed, counterexample, errorInstance } = await fc.check(property, { numRuns: RUNS, seed: SEED })
    if (failed) t.fail(name, { request: counterexample, error: String(errorInstance) })
    else t.pass(name)
  }
  if (process.env.FUZZ_RUNS)
    for (const [name, counts] of seen) t.comment(name, JSON.stringify(Object.fromEntries(counts)))
})

t.test('Eight parallel writers of all kinds leave change log and audit without gaps', async (t) => {
  const numRuns = Math.ceil(RUNS / 20)
  // Each in a different order, so that they collide.
  const lanes = Array.from({ length: 8 }, (_, lane) => {
    const requests = operations.flatMap((operation) =>
      fc.sample(requestsOf(operation), { numRuns, seed: SEED + lane }).map((request) => ({ operation, request }))
    )
    return requests.map((_, i) => requests[(i * (2 * lane + 1) * 7) % requests.length] as (typeof requests)[number])
  })
  const wrong: string[] = []
  let responseCount = 0
  const work = async (lane: (typeof lanes)[number]) => {
    for (const { operation, request } of lane) {
      const received = await send(operation, request)
      responseCount += 1
      const faults = contract.check(operation.method.toLowerCase(), request.target, received)
      if (received.status === 500) faults.push(`500: ${logged}`)
      wrong.push(...faults.map((fault) => `${operation.method} ${request.target}: ${fault}`))
    }
  }
  await Promise.all(lanes.map(work))
  await workOff()
  t.strictSame(wrong, [])
  t.strictSame(failedJobs, [], 'no import job failed unexpectedly')
  const { rows } = await sql<
    Record<string, unknown>
  >`select (select seq from feed_head) - (select count(*) from change) as change,
    (select seq from audit_head) - (select count(*) from audit) as audit, audit_broken_at() as broken,
    (select count(*) from pending_change) as changes,
    (select count(*) from pending_transaction) as transactions`.execute(db)
  t.strictSame(
    rows[0],
    { change: 0, audit: 0, broken: null, changes: 0, transactions: 0 },
    `after ${responseCount} parallel requests`
  )
})

t.test('Every operation accepted and refused at least one body', async (t) => {
  const having = (test: (status: number) => boolean) =>
    [...seen].filter(([, counts]) => [...counts.keys()].some(test)).map(([name]) => name)
  const resourceOf = (name: string) => name.split('/')[1]
  const written = new Set(having((status) => status < 300).map(resourceOf))
  const refused = new Set(having((status) => status === 400))
  for (const { method, path, body } of operations) {
    t.ok(written.has(resourceOf(path)), `${path} accepted a body`)
    if (body) t.ok(refused.has(`${method} ${path}`), `${method} ${path} refused a body`)
  }
})
