// Post-processes the OpenAPI document of @fastify/swagger for readers, linters and client generators.
import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import { isObject, type Json, operationsOf } from './document-json.ts'
import { publicInfo } from './info.ts'
import { applyExamples, readExamples } from './recorded.ts'
import { shareParts } from './share.ts'

/** The section `webhooks` of the document. */
export type Webhooks = Record<string, Json>

/** Moves descriptions, examples and bodies to their places in OpenAPI 3.1, and shared parts into components. */
export const shapeDocument: NonNullable<FastifyDynamicSwaggerOptions['transformObject']> = (input) => {
  const document = structuredClone((input as { openapiObject: Json }).openapiObject)
  const paths = document.paths as Json
  for (const item of Object.values(paths)) operationsOf(item).forEach(shapeOperation)
  applyExamples(document, readExamples())
  for (const item of Object.values(paths)) liftPathParameters(item)
  keepUsed(document)
  useSingleExamples(document)
  separateNull(document)
  shareParts(document)
  // The document is JSON here; its type is a union over the versions of OpenAPI.
  return document as never
}

/** Removes components without references and sorts the others by name, independently of the order of imports. */
function keepUsed(document: Json): void {
  const { securitySchemes, ...components } = document.components as Json
  const used = new Set<string>()
  const visit = (value: unknown): void => {
    for (const [, kind = '', name = ''] of JSON.stringify(value).matchAll(/"#\/components\/(\w+)\/(\w+)"/g)) {
      if (used.has(`${kind}/${name}`)) continue
      used.add(`${kind}/${name}`)
      visit(components[kind][name])
    }
  }
  visit([document.paths, document.webhooks ?? {}])
  document.components = {
    ...(securitySchemes && { securitySchemes }),
    ...Object.fromEntries(
      Object.entries(components).map(([kind, parts]) => {
        const kept = Object.keys(parts).filter((name) => used.has(`${kind}/${name}`))
        return [kind, Object.fromEntries(kept.sort().map((name) => [name, parts[name]]))]
      })
    )
  }
}

/** Whether an operation needs no key. */
const isOpen = ({ security = [] }: Json) => security.some((requirement: Json) => Object.keys(requirement).length === 0)

/**
 * Returns the part of the shaped document for readers without a key: the operations that need none, and the components
 * and tags that these use.
 */
export function publicPart(whole: unknown): object {
  const document = structuredClone(whole) as Json
  const { webhooks: _webhooks, ...rest } = document
  const paths: Json = {}
  const tags = new Set<string>()
  for (const [path, item] of Object.entries<Json>(document.paths)) {
    const operations = Object.entries<Json>(item).filter(([, one]) => one.responses && isOpen(one))
    if (operations.length === 0) continue
    for (const [, operation] of operations) {
      operation.security = [{}]
      for (const tag of operation.tags) tags.add(tag)
    }
    paths[path] = { ...Object.fromEntries(operations), ...(item.parameters && { parameters: item.parameters }) }
  }
  const part: Json = { ...rest, info: publicInfo, paths }
  delete part.components.securitySchemes
  part.tags = part.tags.filter(({ name }: Json) => tags.has(name))
  part['x-tagGroups'] = part['x-tagGroups']
    .map((group: Json) => ({ ...group, tags: group.tags.filter((name: string) => tags.has(name)) }))
    .filter((group: Json) => group.tags.length > 0)
  keepUsed(part)
  return part
}

/** Replaces `examples` of dates by `example`, which some tools require. */
function useSingleExamples(value: unknown): void {
  if (Array.isArray(value)) for (const item of value) useSingleExamples(item)
  if (!isObject(value)) return
  if ((value.format === 'date' || value.format === 'date-time') && Array.isArray(value.examples)) {
    value.example = value.examples[0]
    delete value.examples
  }
  for (const inner of Object.values(value)) useSingleExamples(inner)
}

/** Writes enums with null as `anyOf`, because generators read a null among the values as a text, or lose it. */
function separateNull(value: unknown): void {
  if (Array.isArray(value)) for (const item of value) separateNull(item)
  if (!isObject(value)) return
  for (const inner of Object.values(value)) separateNull(inner)
  const { type, enum: values } = value
  if (!Array.isArray(values) || !Array.isArray(type) || !values.includes(null)) return
  delete value.enum
  delete value.type
  const [only] = type.filter((name: string) => name !== 'null')
  value.anyOf = [{ type: only, enum: values.filter((one: unknown) => one !== null) }, { type: 'null' }]
}

function shapeOperation(operation: Json): void {
  operation.parameters?.forEach((parameter: Json) => {
    const { schema } = parameter
    if (schema.description) {
      parameter.description ??= schema.description
      delete schema.description
    }
    // Linters require the example of a date in its schema, and other examples beside the schema.
    parameter.example ??= schema.examples?.[0]
    delete schema.examples
    if (String(schema.format).startsWith('date')) schema.example = parameter.example
    if (schema.type === 'array') Object.assign(parameter, { style: 'form', explode: false })
  })
  // @fastify/swagger does not support the description and the example of a body.
  const body = operation['x-request-body']
  if (body) {
    delete operation['x-request-body']
    Object.assign(operation.requestBody, { description: body.description, required: true })
    // @fastify/swagger uses one object for all media types.
    for (const [type, media] of Object.entries<Json>(operation.requestBody.content)) {
      const value = body.others[type] ?? body.example
      operation.requestBody.content[type] = { ...media, examples: { example: { summary: body.description, value } } }
    }
  }
  for (const response of Object.values(operation.responses as Json)) {
    for (const header of Object.values((response.headers ?? {}) as Json)) {
      if (header.schema?.example !== undefined) {
        header.example = header.schema.example
        delete header.schema.example
      }
    }
    if (response.headers && Object.keys(response.headers).length === 0) delete response.headers
    for (const { schema, examples } of Object.values<Json>(response.content ?? {})) omitRepeated(schema, examples)
  }
}

/** Removes the example of a text from its schema if it is beside the schema as well. */
function omitRepeated(schema: Json, examples: Json = {}): void {
  const [only] = schema.examples ?? []
  if (Object.values(examples).some(({ value }) => value === only)) delete schema.examples
}

/** Moves path parameters from the operations to the path. */
function liftPathParameters(item: Json): void {
  const operations = operationsOf(item)
  const inPath = operations[0]?.parameters?.filter((parameter: Json) => parameter.in === 'path') ?? []
  if (inPath.length === 0) return
  for (const operation of operations) {
    operation.parameters = operation.parameters.filter((parameter: Json) => parameter.in !== 'path')
    if (operation.parameters.length === 0) delete operation.parameters
  }
  item.parameters = inPath
}
