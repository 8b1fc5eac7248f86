// Records the examples of the contract: every operation of a seeded service, with its response in every format.
// Run it after a change of the contract: npm run examples && npm run contract
import { writeFile } from 'node:fs/promises'
import t from 'tap'
import { bareType, type RecordedExamples } from '../src/contract/recorded.ts'
import { scopes } from '../src/http/access.ts'
import { valuesIn } from '../src/http/validation-texts.ts'
import { setup, type TestResponse } from './helper.ts'
import { openJobs } from './jobs.ts'
import { operationsOf, queryOf, type Request, resolveIn, scenarioOf } from './scenario.ts'

// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document is JSON of many shapes
type Json = Record<string, any>

/** Longer texts and lists show no more than shorter ones. */
const MAX_TEXT = 5_000
const FILE = new URL('../openapi/examples.json', import.meta.url)

const { app, contract, key, url } = await setup(t)
const { document } = contract
const admin = { authorization: `Bearer ${await key([...scopes])}` }
const operations = operationsOf(document)
const recorded: RecordedExamples = { responses: {}, parameters: {} }
const refused: string[] = []

/** Replaces secrets, which would look like leaked ones, by the examples of the contract. */
const withoutSecrets = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_name, inner: unknown) =>
      typeof inner !== 'string'
        ? inner
        : inner
            .replace(/^csk_live_(\w{4})\w{34}$/, 'csk_live_ExampleOfAKeyThatOnlyOneResponseShows0')
            .replace(/^(kz[sp]_).{43}$/, '$1ExampleOfATokenThatOnlyOneResponseContains0')
            .replace(/^whsec_.+$/, 'whsec_dGhlIHNlY3JldCBvZiB0aGUgZXhhbXBsZSwgMzIgYnk=')
    )
  )

function keep(method: string, target: string, received: TestResponse): void {
  // JSON cannot contain a binary file. The contract has a placeholder for it.
  if (received.status >= 300 || received.text.includes('\0')) return
  const path = (target.split('?')[0] as string).replace(/^\/v1/, '') || '/'
  const matching = operations.filter(
    (one) => one.method === method && new RegExp(`^${one.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path)
  )
  const one = matching.find(({ path: own }) => own === path) ?? matching[0]
  if (!one) return
  const { operationId } = one.operation
  const type = bareType(String(received.headers['content-type']))
  recorded.responses[operationId] ??= {}
  recorded.responses[operationId][received.status] ??= {}
  const ofStatus = recorded.responses[operationId][received.status] ?? {}
  if (received.text !== '' && received.text.length <= MAX_TEXT * (received.json === undefined ? 1 : 15))
    ofStatus[type] ??= received.json === undefined ? received.text : withoutSecrets(received.json)
  if (method === 'get' && one.path.endsWith('}')) recorded.parameters[one.path] ??= path.split('/').at(-1) as string
}

async function send(target: string, { method = 'GET', body, headers = {} }: Request = {}): Promise<TestResponse> {
  const response = await app.inject({
    method,
    url: target,
    headers: Object.fromEntries(
      Object.entries({ 'accept-encoding': 'identity', ...headers }).filter(([, value]) => value !== undefined)
    ) as Record<string, string>,
    ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) })
  })
  const type = String(response.headers['content-type'])
  const received: TestResponse = {
    status: response.statusCode,
    headers: response.headers as TestResponse['headers'],
    text: response.body,
    bytes: response.rawPayload,
    json: /json/.test(type) && !/ndjson/.test(type) ? response.json() : undefined
  }
  if (method !== 'GET') keep(method.toLowerCase(), target, received)
  return received
}

/**
 * Returns identifiers for an example address: that of the contract if it exists, and then those of the first records.
 */
async function identifiersFor(
  path: string,
  parameter: Json,
  headers: NonNullable<Request['headers']>
): Promise<string[]> {
  if (parameter.schema.enum) return parameter.schema.enum
  if (path.endsWith('/decision')) return decided
  const base = path.slice(0, path.indexOf('/{'))
  const { json } = await send(`/v1${base}?limit=100`, { headers })
  const listed = (json?.data ?? []).map((record: Json) => record.slug ?? record.id ?? record.code)
  const stated = await send(`/v1${base}/${parameter.example}`, { headers })
  return stated.status === 200 ? [parameter.example, ...listed] : listed
}

/** Returns the first identifier whose response is not an empty list. */
async function identifierFor(path: string, parameter: Json, headers: NonNullable<Request['headers']>): Promise<string> {
  const identifiers = await identifiersFor(path, parameter, headers)
  for (const identifier of path.endsWith('}') ? [] : identifiers) {
    const { json } = await send(`/v1${path.replace(/\{\w+\}/, identifier)}`, { headers })
    if (json?.data?.length !== 0) return identifier
  }
  return identifiers[0] as string
}

/** Reads an operation in every format and records the responses. */
async function read(
  one: ReturnType<typeof operationsOf>[number],
  headers: NonNullable<Request['headers']> = {}
): Promise<void> {
  const { path, operation, parameters } = one
  const [parameter] = parameters
  const identifier = parameter && (await identifierFor(path, parameter, headers))
  if (parameter && identifier === undefined) return void refused.push(`GET ${path}: there is no record`)
  const query = ((operation.parameters ?? []) as Json[]).map((given) => resolveIn(document, given))
  const parts = [
    ...queryOf(document, one).replace('?', '').split('&').filter(Boolean),
    ...query.filter(({ name }) => name === 'limit').map(() => 'limit=1'),
    ...(path === '/membership-checks' ? ['organisation=cus-swidnik'] : [])
  ]
  const target = `/v1${path === '/' ? '' : path.replace(/\{\w+\}/, identifier ?? '')}${parts.length > 0 ? '?' : ''}${parts.join('&')}`
  const response = resolveIn(document, operation.responses[200] ?? {})
  for (const type of Object.keys(response.content ?? {})) {
    // A stream has no end, and the type of a selection of properties cannot be asked for.
    if (type === 'text/event-stream') continue
    const isPartial = type.includes('partial')
    const accept = isPartial ? 'application/json' : type
    const { items } = query.find(({ name }) => name === 'fields')?.schema ?? {}
    const fields = (items?.enum ?? valuesIn(items?.pattern ?? '') ?? [])
      .filter((name: string) => !name.includes('.'))
      .slice(0, 3)
    const partial = isPartial ? `${parts.length > 0 ? '&' : '?'}fields=${fields}` : ''
    const received = await send(target + partial, { headers: { ...headers, accept } })
    if (received.status === 200) keep('get', target, received)
    else refused.push(`GET ${target} as ${type}: ${received.status}`)
  }
}

const isKeyed = ({ security }: Json): boolean => !security.some((one: Json) => Object.keys(one).length === 0)

const jobs = openJobs(url)
t.teardown(jobs.close)
const reads = operations.filter(({ method }) => method === 'get')
for (const one of reads) if (!isKeyed(one.operation) && !one.path.endsWith('/decision')) await read(one)
const { playRecords, playActions, decided } = scenarioOf({
  document,
  send,
  admin,
  onRefused: (reason) => refused.push(reason),
  work: jobs.work
})
await playRecords()
await playActions(({ operation }) => recorded.responses[operation.operationId] !== undefined)
await jobs.work()
for (const one of reads) if (recorded.responses[one.operation.operationId] === undefined) await read(one, admin)
const sorted = (value: Json) => Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
recorded.responses = sorted(recorded.responses)
recorded.parameters = sorted(recorded.parameters)
await writeFile(FILE, `${JSON.stringify(recorded, null, 1)}\n`)
t.strictSame(refused, [])
