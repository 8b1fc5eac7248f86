// Valid and broken bodies, made of the contract's own schemas, on every operation that writes: never a status that the contract does not name,
// never a trace of what was refused, never a value that is kept otherwise than it was sent. FUZZ_RUNS and FUZZ_SEED look further than `npm run check` does.
import fc from 'fast-check'
import { sql } from 'kysely'
import t from 'tap'
import { scopes } from '../src/lib/access.ts'
import { createAjv } from '../src/lib/validator.ts'
import { type Answer, setup } from './helper.ts'

// biome-ignore lint/suspicious/noExplicitAny: schemas and bodies are JSON of many shapes
type Json = any

const RUNS = Number(process.env.FUZZ_RUNS ?? 20)
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_121)

t.setTimeout(RUNS * 20_000)
const { app, db, contract, get, key: makeKey } = await setup(t)
const { document } = contract
const key = await makeKey([...scopes])
// Keys to be changed and revoked: not the one that the requests are made with.
for (let i = 0; i < 5; i++) await makeKey(['registry:write'])

interface Operation {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  /** Media type and schema of the body; absent when there is none. */
  body?: { type: string; schema: Json }
  /** Takes an If-Match. */
  matches: boolean
}

const resolve = (value: Json): Json =>
  value?.$ref
    ? value.$ref
        .slice(2)
        .split('/')
        .reduce((at: Json, step: string) => at[step], document)
    : value

// What is deleted is not there to be changed: deletions come last.
const operations = (['POST', 'PUT', 'PATCH', 'DELETE'] as const).flatMap((method) =>
  Object.entries<Json>(document.paths).flatMap(([path, item]): Operation[] => {
    const operation = item[method.toLowerCase()]
    if (!operation) return []
    const [content] = Object.entries<Json>(operation.requestBody?.content ?? {})
    const parameters: Json[] = (operation.parameters ?? []).map(resolve)
    return [
      {
        method,
        path,
        ...(content && { body: { type: content[0], schema: content[1].schema } }),
        matches: parameters.some(({ name }) => name === 'If-Match')
      }
    ]
  })
)

// Records to be changed and referred to, as the seed has them, by the list that they are in.
const records: Record<string, Json[]> = {}
for (const path of new Set(operations.filter(({ path }) => path.includes('{')).map(({ path }) => path.split('/')[1] as string))) {
  const list = document.paths[`/${path}`]?.get
  if (list) records[path] = (await get(`${path}?limit=50`, { authorization: `Bearer ${key}` })).json.data
}
const { key: own } = (await get('me', { authorization: `Bearer ${key}` })).json as Json
if (records['api-keys']) records['api-keys'] = records['api-keys'].filter(({ id }) => id !== own?.id)
const territories = (await get('territories?limit=50')).json.data as Json[]
const identities: Record<string, Json[]> = {
  OrganisationIdentity: records.organisations ?? [],
  PersonIdentity: records.people ?? [],
  EventIdentity: records.events ?? [],
  DeclarationIdentity: records.declarations ?? [],
  PostIdentity: records.posts ?? [],
  AppointmentIdentity: records.appointments ?? [],
  MembershipIdentity: records.memberships ?? [],
  TerritoryIdentity: territories
}

const ajv = createAjv({ strict: false })
ajv.addSchema(document, 'openapi')
const validators = new Map<Json, (value: unknown) => boolean>()
const isValid = (schema: Json, value: unknown): boolean => {
  const validate = validators.get(schema) ?? ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi#/')))
  validators.set(schema, validate)
  return validate(value) === true
}

const texts = ['Zażółć gęślą jaźń', 'CUS w Bełżycach', "O'Neill; --", '<b>&amp;</b>', '=1+1', '%s %d ${x}', '𝄞', '日本', 'a']
const text = fc.oneof(fc.constantFrom(...texts), fc.string({ unit: 'grapheme-composite', minLength: 1, maxLength: 30 }))

/** Values of a schema. What its words do not tell, such as a checksum, its examples do. */
function valuesOf(schema: Json): fc.Arbitrary<Json> {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1)
    const known = identities[name.replace(/^Nullable/, '')] ?? []
    const values = valuesOf(resolve(schema))
    if (known.length === 0) return values
    const identity = fc
      .constantFrom(...known)
      .chain((record) => fc.constantFrom(...['id', 'slug', 'code'].filter((by) => record[by]).map((by) => ({ [by]: record[by] }))))
    return fc.oneof({ arbitrary: identity, weight: 9 }, { arbitrary: values, weight: 1 })
  }
  const types = [schema.type].flat() as string[]
  const some = fc.oneof(...types.filter((type) => type !== 'null').map((type) => valuesOfType(schema, type)))
  return types.includes('null') ? fc.option(some, { freq: 3 }) : some
}

function valuesOfType(schema: Json, type: string): fc.Arbitrary<Json> {
  if (schema.enum) return fc.constantFrom(...schema.enum.filter((value: unknown) => value !== null))
  const { minimum = -1e6, maximum = 1e6, minItems = 0, maxItems = 3 } = schema
  switch (type) {
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer({ min: minimum, max: maximum })
    case 'number':
      return fc.oneof(fc.double({ min: minimum, max: maximum, noNaN: true }), fc.integer({ min: minimum, max: maximum }))
    case 'string':
      return fc.oneof(...stringsOf(schema)).filter((value) => isValid({ ...schema, type: 'string' }, value))
    case 'array':
      return fc.array(valuesOf(schema.items), { minLength: minItems, maxLength: Math.min(maxItems, minItems + 2) })
    default: {
      const properties = Object.fromEntries(Object.entries<Json>(schema.properties ?? {}).map(([name, property]) => [name, valuesOf(property)]))
      if (schema.maxProperties === 1) return fc.oneof(...Object.entries(properties).map(([name, values]) => values.map((value) => ({ [name]: value }))))
      return fc.record(properties, { requiredKeys: schema.required ?? [] }).map((value) => ({ ...value }))
    }
  }
}

function stringsOf({ format, pattern, minLength = 0, maxLength = 40, examples = [], example }: Json): fc.Arbitrary<string>[] {
  const given = [...examples, example].filter((value) => value !== undefined)
  const known = given.length > 0 ? [fc.constantFrom(...given)] : []
  const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  if (format === 'date') return [days.map((day) => day.toISOString().slice(0, 10))]
  if (format === 'date-time') return [days.map((day) => day.toISOString())]
  if (format === 'uuid') return [fc.uuid()]
  if (format === 'email') return [fc.emailAddress(), ...known]
  if (format === 'uri') return [fc.webUrl(), ...known]
  if (pattern?.startsWith('^\\S(')) return [text.map((value) => value.slice(0, maxLength)), ...known]
  if (pattern) return [fc.stringMatching(new RegExp(pattern)), ...known]
  return [fc.string({ minLength, maxLength: Math.min(maxLength, 40) }), ...known]
}

const deep = (levels: number): Json => (levels === 0 ? 1 : [deep(levels - 1)])
// Each has broken some service once.
const hostile: Json[] = [
  ...[
    '',
    ' ',
    'a\u0000',
    '\u0000',
    '\ud800',
    'a\udc00',
    '\u202e',
    '\u200b',
    'e\u0301',
    '\ufeff',
    '\n',
    '\t',
    '\u0085',
    '\uffff',
    'a'.repeat(100_000),
    'ż'.repeat(2001)
  ],
  ...['infinity', '-infinity', 'today', '0000-00-00', '2026-02-30', '0001-01-01', '9999-12-31', '294277-01-01', '2026-01-01T00:00:00Z', '24:00'],
  ...['0000000000', '1111111111', '000000000', '00000000000000', '0000000', 'NaN', '1e400', 'null', 'true', '0x10', '１２３'],
  ...[
    '00000000-0000-0000-0000-000000000000',
    '01993a5e-7c00-7000-8000-000000000001',
    'cus-belzyce',
    '-',
    'a--b',
    '../..',
    '%00',
    '{}',
    '[]',
    '{"a":1}',
    '{a,b}',
    '\\'
  ],
  ...[
    "'; drop table organisation; --",
    '$1',
    '\\x00',
    'javascript:alert(1)',
    'http://[::1',
    'https://user:pass@example.org/',
    'a@example.org\r\nBcc: b@example.org',
    '@',
    '+48',
    '='
  ],
  ...[0, -0, -1, 1, 1.5, 32_768, 2_147_483_647, 2_147_483_648, -2_147_483_649, 2 ** 53, 1e308, 5e-324, 1e-7, 90.000001, -180.5],
  ...[null, true, false, [], {}, [[]], [null], [{}], deep(20), deep(40), { id: null }, { slug: '' }, { id: 'x', slug: 'y' }, { on: 'infinity' }],
  ...[
    { on: '2026-01-01', not_before: '2026-01-01' },
    { not_before: '2026-01-02', not_after: '2026-01-01' },
    { slug: 'nie-ma-takiego' },
    { code: '999999' },
    Array(600).fill(1)
  ]
]
const names = [
  'id',
  'version',
  'updated_at',
  'toString',
  '__proto__',
  'constructor',
  'a/b~c',
  '',
  ' ',
  '\u0000',
  '\ud800',
  'x'.repeat(10_000),
  'slug',
  'name',
  'on'
]

/** All places of a value, the value itself first. */
function placesOf(value: Json, place: (string | number)[] = []): (string | number)[][] {
  const steps = Array.isArray(value) ? [...value.keys()] : value && typeof value === 'object' ? Object.keys(value) : []
  return [place, ...steps.flatMap((step) => placesOf(value[step], [...place, step]))]
}

/** The value with another one at a place; without it where there is none. */
function changed(value: Json, [step, ...rest]: (string | number)[], change: (inner: Json) => Json): Json {
  if (step === undefined) return change(value)
  const inner = changed(value[step], rest, change)
  if (Array.isArray(value)) return value.with(step as number, inner)
  const entries = Object.entries(value).map(([name, one]) => [name, name === step ? inner : one])
  return Object.fromEntries(entries.filter(([, one]) => one !== undefined))
}

/** A value with one to three things broken in it. */
const broken = (values: fc.Arbitrary<Json>): fc.Arbitrary<Json> => {
  const change = fc.tuple(fc.nat(), fc.constantFrom('replace', 'replace', 'remove', 'add', 'wrap'), fc.constantFrom(...hostile), fc.constantFrom(...names))
  return fc.tuple(values, fc.array(change, { minLength: 1, maxLength: 3 })).map(([value, changes]) =>
    changes.reduce((body, [at, how, evil, name]) => {
      const places = placesOf(body)
      return changed(body, places[at % places.length] ?? [], (inner) => {
        if (how === 'remove') return at % places.length === 0 ? inner : undefined
        if (how === 'wrap') return [inner]
        if (how === 'add' && inner && typeof inner === 'object' && !Array.isArray(inner)) return Object.fromEntries([...Object.entries(inner), [name, evil]])
        return evil
      })
    }, value)
  )
}

/** JSON with a piece cut out, doubled or replaced. */
const mangled = (values: fc.Arbitrary<Json>): fc.Arbitrary<Buffer> =>
  fc
    .tuple(
      values,
      fc.nat(),
      fc.nat(9),
      fc.constantFrom('', '"', '{', ']', ',', '\\', '\\u0000', '\u0000', '1e400', '\ufeff', '\xff', '"__proto__":1,', '9007199254740993')
    )
    .map(([value, at, length, piece]) => {
      const bytes = Buffer.from(JSON.stringify(value))
      const start = at % (bytes.length + 1)
      return Buffer.concat([bytes.subarray(0, start), Buffer.from(piece, piece === '\xff' ? 'latin1' : 'utf8'), bytes.subarray(start + length)])
    })

interface Request {
  target: string
  body: Json
  headers: Record<string, string>
}

function requestsOf({ path, body, matches }: Operation): fc.Arbitrary<Request> {
  const known = records[path.split('/')[1] as string] ?? []
  const identifiers = known.flatMap(({ id, slug, code }) => [id, slug, code].filter(Boolean))
  const others = fc.constantFrom('nie-ma-takiego', '00000000-0000-0000-0000-000000000000', 'nowy-rekord', '%20', 'A', '-')
  const identifier = identifiers.length === 0 ? others : fc.oneof({ arbitrary: fc.constantFrom(...identifiers), weight: 9 }, { arbitrary: others, weight: 1 })
  const target = path.includes('{') ? identifier.map((one) => `/v1${path.replace(/\{\w+\}/, one)}`) : fc.constant(`/v1${path}`)
  const ifMatch = fc.oneof({ arbitrary: fc.constant('*'), weight: 9 }, { arbitrary: fc.constantFrom('', '"v1-x"', 'W/"v1-x"', '"', 'v1', ','), weight: 1 })
  const json = body && /json$/.test(body.type)
  const sound = body ? (json ? valuesOf(body.schema).filter((value) => isValid(body.schema, value)) : text) : fc.constant(undefined)
  const odd = json ? fc.oneof(broken(sound), broken(sound), mangled(sound)) : fc.oneof(fc.constant(undefined), fc.constantFrom('', '{}', 'a;b\n1'))
  return fc.record({
    target,
    body: fc.oneof({ arbitrary: sound, weight: 3 }, { arbitrary: odd, weight: 4 }),
    headers: fc.record({
      ...(body && { 'content-type': fc.constant(body.type) }),
      ...(matches && { 'if-match': ifMatch })
    }) as fc.Arbitrary<Record<string, string>>
  })
}

/** How far the journal and the audit are. */
async function traces(): Promise<string> {
  const { rows } = await sql<{ seq: string; audits: string }>`select (select seq from feed_head) as seq, (select count(*) from audit) as audits`.execute(db)
  return JSON.stringify(rows[0])
}

async function send({ method }: Operation, { target, body, headers }: Request): Promise<Answer> {
  const payload = body === undefined || typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
  const response = await app.inject({ method, url: target, headers: { authorization: `Bearer ${key}`, ...headers }, ...(payload !== undefined && { payload }) })
  const { statusCode: status, rawPayload: bytes, body: text } = response
  return { status, headers: response.headers as Answer['headers'], bytes, text, json: text.startsWith('{') ? JSON.parse(text) : undefined }
}

/** Whether a body is one that the schema takes, told by another validator than the service's own way of reading it. */
function isSound({ body }: Operation, sent: Json): boolean {
  try {
    return (
      body !== undefined &&
      isValid(body.schema, Buffer.isBuffer(sent) ? JSON.parse(new TextDecoder('utf8', { fatal: true, ignoreBOM: true }).decode(sent)) : sent)
    )
  } catch {
    return false
  }
}

const seen = new Map<string, Map<number, number>>()

/** What is wrong with the answer to a request; empty when nothing is. */
async function faultsOf(operation: Operation, request: Request): Promise<string[]> {
  const before = await traces()
  const answer = await send(operation, request)
  const { status, json, text } = answer
  const name = `${operation.method} ${operation.path}`
  const counts = seen.get(name) ?? new Map<number, number>()
  seen.set(name, counts.set(status, (counts.get(status) ?? 0) + 1))
  const faults = contract.check(operation.method.toLowerCase(), request.target, answer)
  if (status >= 500) faults.push('the service failed')
  if (status >= 400 && (await traces()) !== before) faults.push('refused, and yet there is a trace of it')
  if (!text.isWellFormed() || /\\ud[89a-f]/i.test(text)) faults.push('half a character')
  if (status >= 400 && text.length > 20_000) faults.push(`${text.length} characters of problem`)
  if (operation.body && status < 400 && !isSound(operation, request.body)) faults.push('taken, against the schema')
  if (status < 300 && json && request.body && !Buffer.isBuffer(request.body)) {
    for (const [property, value] of Object.entries(request.body)) {
      const scalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      if (scalar && Object.hasOwn(json, property) && json[property] !== value) faults.push(`${property} was sent as ${value} and is ${json[property]}`)
    }
  }
  return faults.map((fault) => `${status}: ${fault}\n${text.slice(0, 500)}`)
}

t.test('every operation that writes answers valid and broken bodies as the contract says', async (t) => {
  t.ok(operations.length > 50)
  for (const operation of operations) {
    const name = `${operation.method} ${operation.path}`
    const property = fc.asyncProperty(requestsOf(operation), async (request) => {
      const faults = await faultsOf(operation, request)
      if (faults.length > 0) throw new Error(faults.join('\n'))
    })
    await t.resolves(fc.assert(property, { numRuns: RUNS, seed: SEED }), name)
  }
  if (process.env.FUZZ_RUNS) for (const [name, counts] of seen) t.comment(name, JSON.stringify(Object.fromEntries(counts)))
})

t.test('the fuzzing reaches what it is for', async (t) => {
  const reached = (test: (status: number) => boolean) => [...seen].filter(([, counts]) => [...counts.keys()].some(test)).map(([name]) => name)
  const written = reached((status) => status < 300)
  const refused = reached((status) => status === 400)
  for (const { method, path, body } of operations.filter(({ body }) => body)) {
    const name = `${method} ${path}`
    t.ok(refused.includes(name), `${name} had a body to refuse`)
    if (method === 'PATCH' || (method === 'POST' && !path.includes('{') && body)) t.ok(written.includes(name), `${name} had one to take`)
  }
})
