// The OpenAPI document: what @fastify/swagger makes of the routes, put into the shape that its readers and generators expect.
import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import { responseNames } from './problems.ts'

// biome-ignore lint/suspicious/noExplicitAny: the document is JSON of many shapes, and the judges of the contract check it better than types would
type Json = Record<string, any>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The section `webhooks` of the document. */
export type Webhooks = Record<string, Json>

/** Moves what @fastify/swagger leaves in schemas to where OpenAPI 3.1 wants it, and equal parts into components. */
export const shapeDocument: NonNullable<FastifyDynamicSwaggerOptions['transformObject']> = (input) => {
  const document = structuredClone((input as { openapiObject: Json }).openapiObject)
  const paths = document.paths as Json
  for (const item of Object.values(paths)) {
    for (const operation of Object.values(item as Json))
      if (isObject(operation) && operation.responses) shapeOperation(operation)
    liftPathParameters(item)
  }
  Object.assign(document.components, hoist(paths))
  keepUsed(document)
  singleExamples(document)
  // The document is JSON here; its type is a union over the versions of OpenAPI.
  return document as never
}

/**
 * Leaves out the schemas that nothing refers to: those that only the nullable form, or only another schema left out, is made of.
 * The others are put in order: that in which the code happens to be loaded is nobody's concern.
 */
function keepUsed(document: Json): void {
  const { schemas } = document.components
  const used = new Set<string>()
  const visit = (value: unknown): void => {
    for (const [, name] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (name === undefined || used.has(name)) continue
      used.add(name)
      visit(schemas[name])
    }
  }
  visit([document.paths, document.webhooks, { ...document.components, schemas: {} }])
  document.components.schemas = Object.fromEntries([...used].sort().map((name) => [name, schemas[name]]))
}

/** Dates carry `example`, which some readers look for, and not only `examples` of JSON Schema. */
function singleExamples(value: unknown): void {
  if (Array.isArray(value)) for (const item of value) singleExamples(item)
  if (!isObject(value)) return
  if ((value.format === 'date' || value.format === 'date-time') && Array.isArray(value.examples)) {
    value.example = value.examples[0]
    delete value.examples
  }
  for (const inner of Object.values(value)) singleExamples(inner)
}

function shapeOperation(operation: Json): void {
  operation.parameters?.forEach((parameter: Json) => {
    const { schema } = parameter
    if (schema.description) {
      parameter.description ??= schema.description
      delete schema.description
    }
    // Judges want the example of a date in its schema, that of anything else beside it.
    parameter.example ??= schema.examples?.[0]
    delete schema.examples
    if (String(schema.format).startsWith('date')) schema.example = parameter.example
    if (schema.type === 'array') Object.assign(parameter, { style: 'form', explode: false })
  })
  // @fastify/swagger knows neither the description nor an example of a body.
  const body = operation['x-request-body']
  if (body) {
    delete operation['x-request-body']
    Object.assign(operation.requestBody, { description: body.description, required: true })
    for (const media of Object.values(operation.requestBody.content as Json))
      media.examples = { example: { summary: body.description, value: body.example } }
  }
  for (const response of Object.values(operation.responses as Json)) {
    for (const header of Object.values((response.headers ?? {}) as Json)) {
      if (header.schema?.example !== undefined) {
        header.example = header.schema.example
        delete header.schema.example
      }
    }
    if (response.headers && Object.keys(response.headers).length === 0) delete response.headers
  }
}

/** Path parameters belong to the path. */
function liftPathParameters(item: Json): void {
  const operations = Object.values(item).filter((operation) => isObject(operation) && operation.responses) as Json[]
  const inPath = operations[0]?.parameters?.filter((parameter: Json) => parameter.in === 'path') ?? []
  if (inPath.length === 0) return
  for (const operation of operations) {
    operation.parameters = operation.parameters.filter((parameter: Json) => parameter.in !== 'path')
    if (operation.parameters.length === 0) delete operation.parameters
  }
  item.parameters = inPath
}

const camel = (name: string) => name.replace(/(^|[-_])(\w)/g, (_all, _dash, letter: string) => letter.toUpperCase())

/** Replaces equal headers, problem responses and parameters by references to one of them. */
function hoist(paths: Json): Json {
  const kept: Record<'headers' | 'responses' | 'parameters', Json> = { headers: {}, responses: {}, parameters: {} }
  const keep = (kind: keyof typeof kept, name: string, value: Json): Json => {
    const known = kept[kind][name]
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(value)) return value
    kept[kind][name] = value
    return { $ref: `#/components/${kind}/${name}` }
  }
  for (const item of Object.values(paths)) {
    for (const operation of Object.values(item as Json)) {
      if (!isObject(operation) || !operation.responses) continue
      operation.parameters = operation.parameters?.map((parameter: Json) =>
        keep('parameters', camel(parameter.name), parameter)
      )
      if (!operation.parameters) delete operation.parameters
      for (const [status, response] of Object.entries(operation.responses as Json)) {
        for (const [name, header] of Object.entries((response.headers ?? {}) as Json))
          response.headers[name] = keep('headers', name, header)
        const name = responseNames[response.description]
        // The default answer stays in place: seen in every operation, it tells the judge of dependencies that all share the problem.
        if (name && status !== 'default') operation.responses[status] = keep('responses', name, response)
      }
    }
  }
  return kept
}
