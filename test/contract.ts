// Holds answers against the OpenAPI document: an operation, status, media type, header or body that is not in it is a fault.
import type { FastifyInstance } from 'fastify'
import { createAjv } from '../src/http/validation.ts'

// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document is JSON of many shapes
type Json = Record<string, any>

export interface Contract {
  document: Json
  /** What is wrong with an answer; empty when nothing is, or when the path is outside the base path of the contract. */
  check: (
    method: string,
    target: string,
    answer: { status: number; headers: Record<string, string | undefined>; text: string; json?: unknown }
  ) => string[]
  /** The statuses that each operation, as `GET /path`, has answered with so far. */
  answered: Map<string, Set<number>>
}

// Judges of the contract want these left to the default response.
const undeclared = new Set([308, 405, 408, 412, 413, 414, 415, 422, 431])
// Headers that come with some answers only, as their descriptions say.
const occasional = new Set(['Link', 'Idempotent-Replayed'])

// Records of any kind.
const open = new Set(['PartialRecord', 'LinkedData', 'ChangedRecord', 'CopiedRecord'])

/** The contract is open for properties to come; in a test one that it does not name is a fault. */
function close(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value
  if (value.type && [value.type].flat().includes('object') && value.properties && !open.has(value.title))
    value.additionalProperties = false
  for (const inner of Object.values(value)) close(inner)
  return value
}

/** The document and its compiled schemas, made once in a process: every service in it has the same contract. */
let compiled: { document: Json; ajv: ReturnType<typeof createAjv> } | undefined

function compile(app: FastifyInstance): NonNullable<typeof compiled> {
  const document = JSON.parse(JSON.stringify(app.swagger())) as Json
  const ajv = createAjv({ strict: false })
  ajv.addSchema(close(structuredClone(document)), 'openapi')
  return { document, ajv }
}

export function readContract(app: FastifyInstance): Contract {
  compiled ??= compile(app)
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
  const answered = new Map(operations.map(({ method, path }) => [`${method.toUpperCase()} ${path}`, new Set<number>()]))

  const check: Contract['check'] = (method, target, answer) => {
    const path = target.split('?')[0] as string
    if (!path.startsWith('/v1') || answer.status === 405) return []
    const matching = operations.filter((operation) => operation.method === method && operation.pattern.test(path))
    const operation = matching.find(({ literal }) => literal) ?? matching[0]
    if (!operation) return answer.status === 404 || answer.status === 400 ? [] : [`no operation for ${method} ${path}`]
    answered.get(`${method.toUpperCase()} ${operation.path}`)?.add(answer.status)
    const { responses } = document.paths[operation.path][operation.method]
    const status = responses[answer.status] || !undeclared.has(answer.status) ? String(answer.status) : 'default'
    const declared = responses[status]
    if (!declared) return [`${operation.path} does not declare ${answer.status}: ${answer.text.slice(0, 500)}`]
    const response = resolve(declared)
    const faults = Object.keys(response.headers ?? {})
      .filter((name) => !occasional.has(name) && answer.headers[name.toLowerCase()] === undefined)
      .map((name) => `the header ${name} is declared but missing`)
    if (!response.content) return answer.text === '' ? faults : [...faults, `${answer.status} declares no body`]
    const type = String(answer.headers['content-type']).split(';')[0] as string
    if (!response.content[type]) return [...faults, `${answer.status} does not declare ${type}`]
    if (answer.json === undefined) return faults
    const at = declared.$ref
      ? declared.$ref.slice(2).split('/')
      : ['paths', operation.path, operation.method, 'responses', status]
    const validate = ajv.getSchema(`openapi#/${pointer(...at, 'content', type, 'schema')}`)
    if (!validate) return [...faults, `no schema for ${type}`]
    if (!validate(answer.json))
      faults.push(
        ...(validate.errors ?? [])
          .slice(0, 5)
          .map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`)
      )
    return faults
  }
  return { document, check, answered }
}
