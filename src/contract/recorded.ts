// Examples of the document are recorded responses of the seeded service: `npm run examples` writes them to
// openapi/examples.json. Until an operation is recorded, its example is built from the examples of its properties.
import { readFileSync } from 'node:fs'
import { isObject, type Json, operationsOf } from './document-json.ts'

export interface RecordedExamples {
  /** Bodies of responses by operation, status and media type, which is in lower case and without parameters. */
  responses: Record<string, Record<string, Record<string, unknown>>>
  /** Values of path parameters by the path of the record, such as `/memberships/{membership}`. */
  parameters: Record<string, string>
}

/** Reads the committed examples. */
export const readExamples = (): RecordedExamples =>
  JSON.parse(readFileSync(new URL('../../openapi/examples.json', import.meta.url), 'utf8')) as RecordedExamples

/** Returns a media type in lower case and without its parameters: the form in which two types can be compared. */
export const bareType = (type: string): string => (type.split(';')[0] as string).trim().toLowerCase()

/**
 * Puts the recorded examples into a document, and their parts into the schemas, so that ids and names belong together.
 */
export function applyExamples(document: Json, { responses, parameters }: RecordedExamples): void {
  const illustrate = illustrator(document)
  for (const [path, item] of Object.entries(document.paths as Json)) {
    const identifier = parameters[path.replace(/\}.*/, '}')]
    for (const operation of operationsOf(item)) {
      const recorded = responses[operation.operationId]
      for (const [status, response] of Object.entries(operation.responses as Json)) {
        for (const [type, media] of Object.entries((response.content ?? {}) as Json)) {
          const value = recorded?.[status]?.[bareType(type)]
          if (value === undefined) continue
          const [first] = Object.values(media.examples as Json)
          Object.assign(first, { value: shortened(value) })
          illustrate(media.schema, value)
        }
      }
      for (const media of Object.values((operation.requestBody?.content ?? {}) as Json))
        for (const { value } of Object.values((media.examples ?? {}) as Json)) illustrate(media.schema, value)
      for (const parameter of operation.parameters ?? [])
        if (parameter.in === 'path' && identifier !== undefined) parameter.example = identifier
    }
  }
}

/** Longer lists of objects show no more than their beginning. */
const MAX_ITEMS = 3

function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return (value.some(isObject) ? value.slice(0, MAX_ITEMS) : value).map(shortened)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shortened(inner)]))
}

/** Returns a function that sets the examples of a schema and its parts to a value, unless they were set before. */
function illustrator(document: Json): (schema: Json, value: unknown) => void {
  const done = new Set<Json>()
  const resolved = (schema: Json): Json =>
    schema.$ref ? document.components.schemas[schema.$ref.split('/').at(-1) as string] : schema
  const illustrate = (given: Json, value: unknown): void => {
    const schema = resolved(given)
    if (value === null || schema === undefined) return
    for (const branch of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) illustrate(branch, value)
    if (Array.isArray(value)) {
      for (const item of value) if (schema.items) illustrate(schema.items, item)
    } else if (isObject(value)) {
      for (const [name, inner] of Object.entries(value))
        if (schema.properties?.[name]) illustrate(schema.properties[name], inner)
    }
    if (!schema.examples || done.has(schema) || (Array.isArray(value) && value.length === 0)) return
    done.add(schema)
    schema.examples = [value]
  }
  return illustrate
}
