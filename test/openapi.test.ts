// The contract: the document is generated from the code and complete, and every operation of the service follows it.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { parse } from 'yaml'
import { components } from '../src/contract/components.ts'
import { publicPart } from '../src/contract/document.ts'
import { readExamples } from '../src/contract/recorded.ts'
import { scopes } from '../src/http/access.ts'
import { createAjv } from '../src/http/validation.ts'
import { valuesIn } from '../src/http/validation-texts.ts'
import { setup, type TestResponse } from './helper.ts'
import { openJobs } from './jobs.ts'
import { bodyOf, operationsOf, queryOf, type Request, scenarioOf } from './scenario.ts'

// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document is JSON of many shapes
type Json = Record<string, any>

const { app, contract, key: makeKey, url } = await setup(t)
const { document } = contract
const admin = { authorization: `Bearer ${await makeKey([...scopes])}` }
const [withWebhooks, withImports] = [await makeKey(['webhooks']), await makeKey(['imports'])]
/** A key without the scope that the operation needs. */
const strangerTo = (path: string) => ({
  authorization: `Bearer ${path.startsWith('/webhook') ? withImports : withWebhooks}`
})
const ajv = createAjv({ strict: false })
ajv.addSchema(document, 'openapi')

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const resolve = (value: Json): Json => (value.$ref ? at(value.$ref) : value)
const at = (ref: string): Json =>
  ref
    .slice(2)
    .split('/')
    .reduce((value: Json, key) => value[key.replaceAll('~1', '/').replaceAll('~0', '~')], document)
const validatorAt = (pointer: string[]) => {
  const fragment = pointer.map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')
  const validate = ajv.getSchema(`openapi#/${fragment}`)
  if (!validate) throw new Error(`no schema at ${fragment}`)
  return (value: unknown) =>
    validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${pointer.join(' ')}: ${instancePath} ${message}`)
}

interface Found {
  pointer: string[]
  value: Json
}

/** Returns every schema of the document, including nested ones. References are not followed. */
function schemasBelow(value: unknown, pointer: string[] = [], isSchema = false): Found[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => schemasBelow(item, [...pointer, String(i)], isSchema))
  if (!isObject(value)) return []
  const found = isSchema ? [{ pointer, value }] : []
  for (const [key, inner] of Object.entries(value)) {
    const below = [...pointer, key]
    if (isSchema && (key === 'properties' || key === 'patternProperties')) {
      for (const [name, property] of Object.entries(inner as Json))
        found.push(...schemasBelow(property, [...below, name], true))
    } else if (isSchema) {
      if (['items', 'anyOf', 'oneOf', 'allOf', 'not', 'additionalProperties', 'prefixItems'].includes(key))
        found.push(...schemasBelow(inner, below, true))
    } else if (key === 'schema') found.push(...schemasBelow(inner, below, true))
    else if (pointer.join() === 'components,schemas') found.push(...schemasBelow(inner, below, true))
    else if (key !== 'example' && key !== 'examples') found.push(...schemasBelow(inner, below))
  }
  return found
}

/** Returns every object with a schema and examples: parameters, headers, media types. */
function carriersBelow(value: unknown, pointer: string[] = []): Found[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => carriersBelow(item, [...pointer, String(i)]))
  if (!isObject(value) || pointer.join() === 'components,schemas') return []
  const inner = Object.entries(value).filter(([key]) => !['schema', 'example', 'examples'].includes(key))
  return [
    ...(isObject(value.schema) ? [{ pointer, value }] : []),
    ...inner.flatMap(([key, below]) => carriersBelow(below, [...pointer, key]))
  ]
}

const schemas = schemasBelow(document)
const carriers = carriersBelow(document)
const operations = operationsOf(document)
/** Whether an operation requires a key. */
const keyed = ({ security }: Json): boolean =>
  !security.some((requirement: Json) => Object.keys(requirement).length === 0)
const shown = (carrier: Json): boolean =>
  Object.values(carrier.content as Json).every(
    ({ example, examples }) => example ?? Object.keys(examples ?? {}).length > 0
  )
const named = ({ path, method }: { path: string; method: string }) => `${method.toUpperCase()} ${path}`

/** The names that a parameter such as `fields` can have. */
const namesIn = (parameter?: Json): string[] =>
  parameter?.schema.items.enum ?? valuesIn(parameter?.schema.items.pattern ?? '') ?? []

t.test('openapi/openapi.json equals the document generated from the code', async (t) => {
  const committed = await readFile(new URL('../openapi/openapi.json', import.meta.url), 'utf8')
  t.ok(
    committed === `${JSON.stringify(app.swagger(), null, 2)}\n`,
    'openapi.json is up to date (otherwise run npm run contract)'
  )
  t.strictSame((await app.inject('/openapi.json')).json(), document, 'and the document that the service returns')
  const open = `${JSON.stringify(publicPart(document), null, 2)}\n`
  t.ok((await readFile(new URL('../openapi/public.json', import.meta.url), 'utf8')) === open, 'public.json as well')
  t.ok((await app.inject('/openapi/public.json')).body === open, 'and the service returns it')
  t.equal(document.openapi.slice(0, 4), '3.1.')
})

t.test('konwent openapi --yaml writes the document as YAML', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'konwent-openapi-'))
  t.teardown(() => rm(folder, { recursive: true }))
  await promisify(execFile)(process.execPath, ['src/cli/konwent.ts', 'openapi', folder, '--yaml'])
  t.strictSame(parse(await readFile(join(folder, 'openapi.yaml'), 'utf8'), { maxAliasCount: 0 }), document)
  t.equal((await app.inject('/openapi.yaml')).statusCode, 404, 'the service does not serve YAML')
})

/** Whether a parameter may only be sent with a key. */
const hasKeyedParameter = ({ parameters = [] }: Json): boolean =>
  parameters.some((parameter: Json) => /Needs a staff key/.test(resolve(parameter).description ?? ''))

t.test('Contract: every operation is fully described', async (t) => {
  t.ok(operations.length > 50)
  const tags = document.tags.map(({ name }: Json) => name)
  const faults = operations.flatMap((one) => {
    const { operationId, summary, description, tags: own, security, responses } = one.operation
    const statuses = Object.keys(responses).filter((status) => status.startsWith('2'))
    const success = statuses.flatMap((status) => Object.values((resolve(responses[status]).content ?? {}) as Json))
    const body = one.operation.requestBody
    const verbs: Record<string, RegExp> = {
      get: /^(list|get|match)_/,
      put: /^replace_/,
      patch: /^update_/,
      delete: /^delete_/
    }
    const rules: [string, boolean][] = [
      ['operationId is verb and noun', (verbs[one.method] ?? /^[a-z]+(_[a-z]+)+$/).test(operationId)],
      ['summary', /^\S.{5,}[^.]$/.test(summary ?? '')],
      ['description', /^\S.{10,}[.)]$/s.test(description ?? '')],
      ['one declared tag', own?.length === 1 && tags.includes(own[0])],
      ['security', Array.isArray(security ?? document.security)],
      ['success', success.length > 0 || statuses.includes('204')],
      [
        'a required body with a description and an example',
        !body || (/^\S.{10,}[.]$/.test(body.description) && body.required && shown(body))
      ],
      [
        '403 if it or one of its parameters needs a key',
        (keyed(one.operation) || hasKeyedParameter(one.operation)) === '403' in responses || operationId === 'get_me'
      ],
      [
        'an example of each representation',
        success.every(({ example, examples }: Json) => example !== undefined || Object.keys(examples ?? {}).length > 0)
      ],
      [
        'a description of each response',
        Object.values(responses as Json).every((response: Json) => /\S/.test(resolve(response).description))
      ],
      ['the errors of every operation', ['400', '401', '429', '500', '503'].every((status) => status in responses)],
      [
        '404 if the path names a record',
        one.parameters.length === 0 ||
          '404' in responses ||
          one.method === 'put' ||
          one.parameters[0]?.schema.enum !== undefined
      ]
    ]
    return rules.filter(([, right]) => !right).map(([rule]) => `${named(one)}: ${rule}`)
  })
  t.strictSame(faults, [])
  const ids = operations.map(({ operation }) => operation.operationId)
  t.strictSame(
    ids.filter((id, i) => ids.indexOf(id) !== i),
    [],
    'operationIds are unique'
  )
  const used = new Set(operations.flatMap(({ operation }) => operation.tags))
  t.strictSame(
    tags.filter((tag: string) => !used.has(tag)),
    [],
    'every tag is used'
  )
})

t.test('Contract: every schema, parameter and header has a description', async (t) => {
  const names = Object.keys(document.components.schemas)
  t.ok(names.length > 50)
  t.strictSame(
    names.filter((name) => !/^[A-Z][A-Za-z]+$/.test(name)),
    [],
    'names are words'
  )
  const described = ({ value }: Found) =>
    /\S/.test(resolve(value).description ?? '') || (value.anyOf ?? []).some((one: Json) => resolve(one).description)
  const where = ({ pointer }: Found) => pointer.join(' ')
  const properties = schemas.filter(({ pointer }) => pointer.at(-2) === 'properties')
  t.ok(properties.length > 200)
  t.strictSame(properties.filter((found) => !described(found)).map(where), [], 'properties')
  t.strictSame(
    schemas
      .filter(({ pointer }) => pointer.length === 3 && pointer[1] === 'schemas')
      .filter((found) => !described(found))
      .map(where),
    [],
    'components'
  )
  t.strictSame(
    carriers
      .filter(({ value, pointer }) => !pointer.includes('content') && !/\S/.test(value.description ?? ''))
      .map(where),
    [],
    'parameters and headers'
  )
  t.strictSame(
    schemas.filter(({ value }) => value.$ref && Object.keys(value).length > 1).map(where),
    [],
    'a reference has no sibling properties, which OpenAPI 3.0 tools ignore'
  )
  t.notMatch(JSON.stringify(document), /"#\/components\/schemas\/(def|schema)-\d+"|\$defs|"\$id"/, 'no generated names')
})

t.test('Contract: enums are plain enums of strings', async (t) => {
  const enums = schemas.filter(({ value }) => value.enum)
  t.ok(enums.length > 20)
  for (const { pointer, value } of enums) {
    const types = [value.type].flat()
    const right = value.enum.every((one: unknown) =>
      one === null ? types.includes('null') : typeof one === 'string' && /^[a-z0-9_]+$/.test(one)
    )
    if (!right || !types.includes('string')) t.fail(`${pointer.join(' ')} has ${JSON.stringify(value.enum)}`)
  }
  const unions = schemas.filter(({ value }) =>
    [value.anyOf, value.oneOf].flat().some((one) => one?.const !== undefined)
  )
  t.strictSame(
    unions.map(({ pointer }) => pointer.join(' ')),
    [],
    'no enum is a union of constants'
  )
})

t.test('Contract: every example is valid by its schema', async (t) => {
  let count = 0
  const faults: string[] = []
  const check = (pointer: string[], values: unknown[]) => {
    if (values.length === 0) return
    const validate = validatorAt(pointer)
    count += values.length
    for (const value of values) faults.push(...validate(value))
  }
  for (const { pointer, value } of schemas)
    if (!value.$ref)
      check(pointer, [...(value.examples ?? []), ...(value.example === undefined ? [] : [value.example])])
  for (const { pointer, value } of carriers) {
    const several = Object.values((value.examples ?? {}) as Json).map((example) => resolve(example).value)
    check([...pointer, 'schema'], [...several, ...(value.example === undefined ? [] : [value.example])])
  }
  t.ok(count > 500, `${count} examples`)
  t.strictSame(faults, [])
  const bare = carriers.filter(
    ({ pointer, value }) =>
      !pointer.includes('responses') && value.example === undefined && value.examples === undefined
  )
  t.strictSame(
    bare.map(({ pointer }) => pointer.join(' ')),
    [],
    'every parameter and header has an example'
  )
})

t.test('Contract: every example of a response in JSON was recorded', async (t) => {
  const { responses } = readExamples()
  const missing = operations
    .filter(({ operation }) => resolve(operation.responses[200] ?? operation.responses[201] ?? {}).content)
    .map(({ operation }) => operation.operationId)
    // The rules of the registry are too many for an example.
    .filter((id) => responses[id] === undefined && id !== 'list_problems')
  t.strictSame(missing, [], 'npm run examples records these operations')
  const ids = new Set(operations.map(({ operation }) => operation.operationId))
  t.strictSame(
    Object.keys(responses).filter((id) => !ids.has(id)),
    [],
    'npm run examples removes these operations'
  )
  const dates: Json[] = []
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(collect)
    else if (isObject(value)) {
      if ('on' in value && 'not_before' in value) dates.push(value)
      Object.values(value).forEach(collect)
    }
  }
  collect(document.paths)
  t.ok(dates.length > 50)
  t.strictSame(
    dates.filter(({ on, not_before, not_after }) => on && (not_before || not_after)),
    [],
    'an uncertain date has the exact day or bounds'
  )
})

t.test('Contract: the document has exactly the routes below /v1', async (t) => {
  const paths = new Set<string>()
  const above: string[] = []
  for (const line of app.printRoutes({ commonPrefix: false }).trimEnd().split('\n')) {
    const [, indent = '', part = '', served] = /^([│ ]*)[├└]── (\S*)( \([A-Z, ]+\))?/.exec(line) ?? []
    above.length = indent.length / 4
    above.push(part)
    if (served) paths.add(above.join(''))
  }
  t.ok(paths.has('/livez') && paths.has('/v1/organisations/:organisation'), 'the routes were read')
  // The index also responds at the base path.
  const below = [...paths]
    .filter((path) => path.startsWith('/v1/'))
    .map((path) => path.slice(3).replace(/:(\w+)/g, '{$1}'))
  t.strictSame(below.sort(), Object.keys(document.paths).sort())
  // Paths refuse other methods with the list of their methods.
  for (const path of below) {
    const served = operations.filter((one) => one.path === path).map(({ method }) => method.toUpperCase())
    const method = (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).find((one) => !served.includes(one))
    if (!method) continue
    const { statusCode, headers } = await app.inject({ method, url: `/v1${path.replace(/\{\w+\}/, 'x')}` })
    const allowed = String(headers.allow)
      .split(', ')
      .filter((one) => one !== 'HEAD' && one !== 'OPTIONS')
    t.strictSame([statusCode, allowed.sort()], [405, served.sort()], `${method} ${path}`)
  }
})

/** Returns the faults of a line of the snapshot. The document has no schema for lines, because NDJSON is text. */
function faultsOf(name: string, line: unknown): string[] {
  const validate = snapshotLines.getSchema(name)
  return validate?.(line) ? [] : [`${name}: ${JSON.stringify(validate?.errors ?? 'no schema')}`]
}
const snapshotLines = createAjv({ strict: false })
for (const schema of components.values()) snapshotLines.addSchema(schema)

/** The schemas of each response header. Those of WWW-Authenticate differ by status. */
const headerSchemas = Map.groupBy(
  [document.components.responses, ...operations.map(({ operation }) => operation.responses)]
    .flatMap((responses) => Object.values<Json>(responses))
    .flatMap(({ headers = {} }) => Object.entries<Json>(headers))
    .map(([name, header]) => ({ name, schema: resolve(header).schema as Json })),
  ({ name }) => name
)
  .entries()
  .map(([name, all]): [string, { type: string; isValid: (value: unknown) => boolean }[]] => [
    name,
    [...new Map(all.map(({ schema }) => [JSON.stringify(schema), schema])).values()].map((schema) => ({
      type: schema.type,
      isValid: (value) => ajv.validate(schema, value)
    }))
  ])
  .toArray()

const faults = new Set<string>()
const seen = new Map<string, number>()

/**
 * Sends a request and compares the response with the contract: status, media type, headers with their patterns, and
 * body (NDJSON line by line).
 */
async function sendRequest(
  target: string,
  { method = 'GET', body, headers = {} }: Request = {}
): Promise<TestResponse> {
  const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
  const response = await app.inject({
    method,
    url: target,
    headers: {
      'accept-encoding': 'identity',
      ...Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined))
    },
    ...(payload !== undefined && { payload })
  })
  const type = String(response.headers['content-type']).split(';')[0] as string
  seen.set(`${response.statusCode} ${type}`, (seen.get(`${response.statusCode} ${type}`) ?? 0) + 1)
  const json = /json$/.test(type) && type !== 'application/x-ndjson' ? response.json() : undefined
  const received: TestResponse = {
    status: response.statusCode,
    headers: response.headers as TestResponse['headers'],
    text: response.body,
    bytes: response.rawPayload,
    json
  }
  const found = contract.check(method.toLowerCase(), target, received)
  if (type === 'application/x-ndjson') {
    const data = response.body
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line))
    if (target.startsWith('/v1/snapshot')) {
      for (const [i, line] of data.entries())
        found.push(...(i === 0 ? faultsOf('SnapshotMeta', line.snapshot) : faultsOf('SnapshotEntry', line)))
    } else {
      // `meta` exists only in JSON.
      const inJson = { ...headers, accept: 'application/json', 'accept-encoding': 'identity' }
      const { meta } = (
        await app.inject({ url: target.replace('format=ndjson', 'format=json'), headers: inJson })
      ).json()
      const asList = {
        ...received,
        headers: { ...received.headers, 'content-type': 'application/json' },
        json: { data: data.slice(0, 500), meta }
      }
      found.push(...contract.check('get', target, asList))
    }
  }
  for (const [name, declared] of headerSchemas) {
    const value = received.headers[name.toLowerCase()]
    // The links of the index do not lead to a next page.
    if (value === undefined || (name === 'Link' && !value.includes('rel="next"'))) continue
    if (!declared.some(({ type, isValid }) => isValid(type === 'integer' ? Number(value) : value)))
      found.push(`the header ${name} is not as declared: ${value}`)
  }
  for (const fault of found) faults.add(`${method} ${target}: ${fault}`)
  return received
}

const jobs = openJobs(url, {
  info: () => {},
  warn: () => t.fail('a job was interrupted'),
  error: () => t.fail('a job failed')
})
t.teardown(jobs.close)
const { playRecords, playActions, decided } = scenarioOf({
  document,
  send: sendRequest,
  admin,
  onRefused: (reason) => faults.add(reason),
  work: jobs.work
})

/** Valid values of a path parameter: those of its enum, or of real records. */
async function identifiers(path: string, parameter: Json, headers: Request['headers'] = admin): Promise<string[]> {
  if (parameter.schema.enum) return parameter.schema.enum
  if (path.endsWith('/decision')) return decided
  // One page is enough for the audit, which grows with every write, and for reads that are audited.
  const { json } = await sendRequest(
    `/v1${path.split('/{')[0]}?limit=${path.startsWith('/audit') || path.endsWith('/dossier') ? 20 : 500}`,
    { headers }
  )
  return json.data.flatMap((record: Json) => [record.id ?? record.code, record.slug].filter(Boolean))
}

/** A well-formed identifier of no record. */
function absent({ format, pattern }: Json): string {
  if (format === 'uuid') return '01a1fdfa-0000-7000-8000-000000000000'
  return new RegExp(pattern).test('nonesuch') ? 'nonesuch' : '99'
}

t.test('POST, PUT, PATCH and DELETE: the service accepts the examples of the document', async (t) => {
  t.ok((await playRecords()) > 10)
  await playActions(({ method, path }) =>
    [...(contract.seenStatuses.get(named({ method, path })) ?? [])].some((status) => status < 300)
  )
  t.strictSame([...faults], [])
})

t.test('POST, PUT, PATCH and DELETE: errors are as in the document', async (t) => {
  for (const one of operations) {
    const { method, path, operation, parameters } = one
    if (method === 'get') continue
    const name = named(one)
    const { type, example } = bodyOf(document, one)
    const request = {
      method: method.toUpperCase() as 'POST',
      headers: { ...admin, ...(type && { 'content-type': type }) },
      ...(example !== undefined && { body: example })
    }
    const refuse = async (status: number, identifier: string, changed: Partial<Request>, code?: string) => {
      const received = await sendRequest(`/v1${path.replace(/\{\w+\}/, identifier)}${queryOf(document, one)}`, {
        ...request,
        ...changed,
        headers: { ...request.headers, ...changed.headers }
      })
      t.equal(received.status, status, `${name}: ${status} ${received.text.slice(0, 300)}`)
      if (code) t.equal(received.json.code, code, name)
    }
    const nothing = parameters[0] ? absent(parameters[0].schema) : ''
    if (keyed(operation)) {
      await refuse(401, nothing, { headers: { authorization: undefined } }, 'key_required')
      await refuse(403, nothing, { headers: strangerTo(path) }, 'insufficient_scope')
    }
    if (type)
      await refuse(415, nothing, { headers: { 'content-type': 'text/html' }, body: '<p>' }, 'unsupported_media_type')
    // The fields of a PATCH are checked after the state of its record.
    const malformed = method === 'patch' ? [1] : { invented: 1 }
    if (type && /json$/.test(type)) await refuse(400, nothing, { body: malformed }, 'invalid_request')
    if (parameters[0] && method !== 'put') await refuse(404, nothing, {}, 'not_found')
    if ('428' in operation.responses) {
      const [known = ''] = await identifiers(path, parameters[0] as Json)
      await refuse(428, known, {}, 'precondition_required')
      await refuse(412, known, { headers: { 'if-match': '"v999-x"' } }, 'precondition_failed')
    }
  }
  t.strictSame([...faults], [])
})

/** The query parameter to use if one of several is required. */
const chosen: Record<string, string> = { '/membership-checks': 'organisation' }

/** Number of records per kind, unless the tests run with --all. */
const SOME = 3

t.test('GET of every operation, for every record, in every representation', async (t) => {
  // Last, because refusals leave entries in the audit, and the audit is compared with itself.
  const refusals: (() => Promise<void>)[] = []
  for (const { method, path, operation, parameters } of operations) {
    if (method !== 'get') continue
    const key = keyed(operation) ? admin : {}
    const get = (target: string, headers: Request['headers'] = {}) =>
      sendRequest(target, { headers: { ...key, ...headers } })
    const query = Object.fromEntries(
      (operation.parameters ?? [])
        .map(resolve)
        .filter(({ in: place }: Json) => place === 'query')
        .map((parameter: Json) => [parameter.name, parameter])
    )
    const required = Object.values(query)
      .filter((parameter) => parameter.required || parameter.name === chosen[path])
      .map(({ name, example }) => `${name}=${encodeURIComponent(example)}`)
    const targets = parameters[0]
      ? (await identifiers(path, parameters[0], key)).map((id) => path.replace(/\{\w+\}/, id))
      : [path]
    t.not(targets.length, 0, path)
    const pick = (target: string, ...parts: string[]) => get(`/v1${target}?${[...required, ...parts].join('&')}`)
    for (const target of process.env.TEST_ALL ? targets : targets.slice(0, SOME)) {
      const { status, headers } = await pick(target)
      if (status !== 200) faults.add(`${target}: ${status}`)
      if (
        operation.responses[304] &&
        (await get(`/v1${target}?${required.join('&')}`, { 'if-none-match': headers.etag })).status !== 304
      )
        faults.add(`${target}: no 304`)
    }
    // All other variants: of one record, or of the list.
    const [target = path] = targets
    const content = resolve(operation.responses[200]).content as Json
    const fields = namesIn(query.fields).filter(
      (name) => !name.includes('.') && !query.include?.schema.items.enum.includes(name)
    )
    // A list within a record takes `fields` in CSV only.
    const table = query.dialect && !query.limit ? 'format=csv&' : ''
    const variants = [
      ...(query.format ? query.format.schema.enum.map((format: string) => `format=${format}`) : []),
      ...(query.dialect ? ['format=csv&dialect=excel-pl'] : []),
      ...(query.fields ? [`${table}fields=${fields.slice(0, 2)}`, `${table}fields=${fields}`] : []),
      ...(query.fields && query.dialect ? [`format=csv&fields=${namesIn(query.fields)}`] : []),
      ...(query.include ? query.include.schema.items.enum.map((name: string) => `include=${name}`) : []),
      ...(query.include && query.fields
        ? [
            `include=${query.include.schema.items.enum}`,
            `fields=${fields[0]}&include=${query.include.schema.items.enum}`
          ]
        : []),
      // A record without a period of its own accepts `as_of` only for its includes.
      ...(query.as_of && (query.certainty || !query.include) ? ['as_of=2022-08-31', 'as_of=1990-01-01'] : []),
      ...(query.as_of && query.include?.schema.items.enum.some((name: string) => name !== 'sources')
        ? [`as_of=2022-08-31&include=${query.include.schema.items.enum}`]
        : []),
      ...(query.as_of && query.member ? ['as_of=2022-08-31&member=true'] : []),
      ...(query.certainty ? ['as_of=2022-08-31&certainty=certain', 'as_of=2022-08-31&certainty=possible'] : []),
      ...(query.count ? ['count=exact', 'count=exact&limit=1'] : []),
      ...(query.group_by ? query.group_by.schema.enum.map((by: string) => `group_by=${by}`) : []),
      ...(query.q ? ['q=cus', 'q=nonesuch'] : []),
      ...(query.updated_since ? ['updated_since=2020-01-01T00:00:00Z', 'updated_since=2200-01-01T00:00:00Z'] : [])
    ]
    for (const variant of variants)
      if ((await pick(target, variant)).status !== 200) faults.add(`${target}?${variant} is not 200`)
    // A stream has no end: changes.test.ts tests it.
    for (const type of Object.keys(content).filter(
      (type) => !['application/vnd.konwent.partial+json', 'text/event-stream'].includes(type)
    )) {
      const received = await get(`/v1${target}?${required.join('&')}`, { accept: type })
      if (received.status !== 200 || !received.headers['content-type']?.startsWith(type.toLowerCase()))
        faults.add(`${target}: ${type} returned ${received.status} ${received.headers['content-type']}`)
    }
    if (query.sort) {
      const names =
        /\(([\w|]+)\)/.exec(query.sort.schema.items.pattern)?.[1]?.split('|') ?? query.sort.schema.items.enum
      for (const name of names as string[]) {
        for (const sort of [name, `-${name}`]) {
          const { json } = await pick(target, `sort=${sort}`, 'limit=1')
          if (
            json.meta.next_cursor &&
            (await pick(target, `sort=${sort}`, 'limit=1', `cursor=${json.meta.next_cursor}`)).status !== 200
          )
            faults.add(`${target}: no second page by ${sort}`)
        }
      }
    }
    await pick(target, 'nonesuch=1')
    await get(`/v1${target}`, { authorization: 'Bearer x' })
    if (keyed(operation)) {
      if ((await get(`/v1${target}`, { authorization: undefined })).status !== 401) faults.add(`${target} needs no key`)
      if (operation.responses[403])
        refusals.push(async () => {
          if ((await get(`/v1${target}`, strangerTo(path))).status !== 403) faults.add(`${target} needs no scope`)
        })
    }
    if (parameters[0] && !parameters[0].schema.enum) {
      const { status } = await pick(path.replace(/\{\w+\}/, absent(parameters[0].schema)))
      if (status !== 404) faults.add(`${path} of an unknown record is ${status}`)
    }
  }
  for (const refusal of refusals) await refusal()
  t.strictSame([...faults], [])
  for (const [what, count] of seen) t.comment(`${count} × ${what}`)
  for (const type of [
    'application/json',
    'application/vnd.konwent.partial+json',
    'application/x-ndjson',
    'application/geo+json',
    'text/csv',
    'text/calendar'
  ]) {
    t.ok(seen.get(`200 ${type}`), type)
  }
})

t.test('Every operation returned a success and a problem in these tests', async (t) => {
  const within = (low: number) => (status: number) => status >= low && status < low + 100
  for (const [name, statuses] of contract.seenStatuses) {
    t.ok([...statuses].some(within(200)), `${name} returned a success`)
    t.ok([...statuses].some(within(400)), `${name} returned a problem`)
  }
})

t.test('Contract check: detects every kind of fault', async (t) => {
  const right = await sendRequest('/v1/organisations/cus-belzyce')
  const check = (change: Partial<TestResponse>) =>
    contract.check('get', '/v1/organisations/cus-belzyce', { ...right, ...change })
  t.strictSame(check({}), [])
  const { name: _name, ...nameless } = right.json
  t.not(check({ json: nameless }).length, 0, 'a property is missing')
  t.not(check({ json: { ...right.json, invented: 1 } }).length, 0, 'an unknown property')
  t.not(check({ json: { ...right.json, kind: 'nonesuch' } }).length, 0, 'a value outside of the enum')
  t.not(check({ json: { ...right.json, updated_at: 'yesterday' } }).length, 0, 'an invalid timestamp')
  t.not(check({ status: 418 }).length, 0, 'an undeclared status')
  t.not(check({ headers: { ...right.headers, 'content-type': 'text/html' } }).length, 0, 'an undeclared media type')
  t.not(check({ headers: { ...right.headers, etag: undefined } }).length, 0, 'a header is missing')
})
