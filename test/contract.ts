// Compares responses with the OpenAPI document. An operation, status, media type, header or body that the document does
// not declare is a fault.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bareType } from '../src/contract/recorded.ts'
import { createAjv } from '../src/http/validation.ts'

// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document is JSON of many shapes
type Json = Record<string, any>

export interface Contract {
  document: Json
  /** Returns the faults of a response. Empty if there are none, or if the path is outside the base path. */
  check: (
    method: string,
    target: string,
    response: { status: number; headers: Record<string, string | undefined>; text: string; json?: unknown }
  ) => string[]
  /** Returns the component to which a reference refers, and any other value unchanged. */
  resolve: (value: Json) => Json
  /** Statuses of the responses so far, by operation (`GET /path`). */
  seenStatuses: Map<string, Set<number>>
}

// Statuses that the contract does not declare per operation. The default response covers them, as the rulesets require.
const undeclared = new Set([308, 405, 408, 412, 413, 414, 415, 422, 431])
// Headers of some responses only, as their descriptions say.
const occasional = new Set(['Link', 'Idempotent-Replayed'])

// Schemas of records of any kind, which allow any property.
const openSchemas = new Set(['PartialRecord', 'LinkedData', 'ChangedRecord', 'CopiedRecord', 'SubmittedApplication'])

/**
 * Forbids additional properties. The contract allows them for the future, but in a test an undeclared one is a fault.
 */
function close(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value
  if (value.type && [value.type].flat().includes('object') && value.properties && !openSchemas.has(value.title))
    value.additionalProperties = false
  for (const inner of Object.values(value)) close(inner)
  return value
}

/** The document and its compiled schemas, read once per process. */
let compiled: { document: Json; ajv: ReturnType<typeof createAjv> } | undefined

// The committed document: generating it takes a second of CPU, and openapi.test.ts compares it with the code.
function compile(): NonNullable<typeof compiled> {
  const document = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'openapi', 'openapi.json'), 'utf8')) as Json
  const ajv = createAjv({ strict: false })
  ajv.addSchema(close(structuredClone(document)), 'openapi')
  return { document, ajv }
}

/** Reads the committed contract. After a change of a schema or a route, `npm run contract` writes it. */
export function readContract(): Contract {
  compiled ??= compile()
  const { document, ajv } = compiled
  const resolve = (value: Json): Json =>
    value.$ref
      ? value.$ref
          .slice(2)
          .split('/')
          .reduce((at: Json, key: string) => at[key], document)
      : value
  const pointer = (...keys: string[]) =>
    keys.map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')
  const operations = Object.entries(document.paths as Json).flatMap(([path, item]) =>
    Object.keys(item as Json)
      .filter((method) => ['get', 'post', 'put', 'patch', 'delete'].includes(method))
      .map((method) => {
        const full = path === '/' ? '/v1' : `/v1${path}`
        return {
          path,
          method,
          literal: !path.includes('{'),
          pattern: new RegExp(`^${full.replace(/\{[^}]+\}/g, '[^/]+')}$`)
        }
      })
  )
  const seenStatuses = new Map(
    operations.map(({ method, path }) => [`${method.toUpperCase()} ${path}`, new Set<number>()])
  )

  const check: Contract['check'] = (method, target, received) => {
    const path = target.split('?')[0] as string
    if (!path.startsWith('/v1') || received.status === 405) return []
    const matching = operations.filter((operation) => operation.method === method && operation.pattern.test(path))
    const operation = matching.find(({ literal }) => literal) ?? matching[0]
    if (!operation)
      return received.status === 404 || received.status === 400 ? [] : [`no operation for ${method} ${path}`]
    seenStatuses.get(`${method.toUpperCase()} ${operation.path}`)?.add(received.status)
    const { responses } = document.paths[operation.path][operation.method]
    const status = responses[received.status] || !undeclared.has(received.status) ? String(received.status) : 'default'
    const declared = responses[status]
    if (!declared) return [`${operation.path} does not declare ${received.status}: ${received.text.slice(0, 500)}`]
    const response = resolve(declared)
    const faults = Object.keys(response.headers ?? {})
      .filter((name) => !occasional.has(name) && received.headers[name.toLowerCase()] === undefined)
      .map((name) => `the header ${name} is declared but missing`)
    if (!response.content) return received.text === '' ? faults : [...faults, `${received.status} declares no body`]
    const sent = bareType(String(received.headers['content-type']))
    const type = Object.keys(response.content).find((declared) => bareType(declared) === sent)
    if (!type) return [...faults, `${received.status} does not declare ${sent}`]
    if (received.json === undefined) return faults
    const at = declared.$ref
      ? declared.$ref.slice(2).split('/')
      : ['paths', operation.path, operation.method, 'responses', status]
    const validate = ajv.getSchema(`openapi#/${pointer(...at, 'content', type, 'schema')}`)
    if (!validate) return [...faults, `no schema for ${type}`]
    if (!validate(received.json))
      faults.push(
        ...(validate.errors ?? [])
          .slice(0, 5)
          .map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`)
      )
    return faults
  }
  return { document, check, resolve, seenStatuses }
}
