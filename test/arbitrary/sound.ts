// Generates valid bodies from the schemas of the contract, their examples, and existing records.
import fc from 'fast-check'
import { createAjv } from '../../src/http/validation.ts'

// biome-ignore lint/suspicious/noExplicitAny: schemas and bodies are JSON of many shapes
export type Json = any

/** Resolves a `$ref` in the document. Returns any other value unchanged. */
export const resolve = (document: Json, value: Json): Json =>
  value?.$ref
    ? value.$ref
        .slice(2)
        .split('/')
        .reduce((at: Json, step: string) => at[step], document)
    : value

const texts = [
  'Zażółć gęślą jaźń',
  'CUS w Bełżycach',
  "O'Neill; --",
  '<b>&amp;</b>',
  '=1+1',
  '%s %d $1',
  '𝄞',
  '日本',
  'a'
]
export const text = fc.oneof(
  fc.constantFrom(...texts),
  fc.string({ unit: 'grapheme-composite', minLength: 1, maxLength: 30 })
)

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const uncertainDay = fc.oneof(
  fc.record({ on: day }),
  fc.record({ not_before: day }),
  fc.tuple(day, day).map((days) => ({ not_before: days.toSorted()[0], not_after: days.toSorted()[1] }))
)

// A record has exactly one property of each pair. The schemas do not express this rule.
const alternatives: [string, string][] = [
  ['organisation', 'post'],
  ['organisation', 'person']
]

/** Generates subsets of the names, with at most `most` names. */
const few = (names: string[], most: number) => fc.subarray(names, { maxLength: Math.min(names.length, most) })

export interface Bodies {
  /** Whether a value is valid by a schema of the document. */
  isValid: (schema: Json, value: unknown) => boolean
  /**
   * Generates valid bodies: arbitrary ones, and slightly changed parts of the example and of known records. The latter
   * often satisfy the rules that no schema expresses.
   */
  soundOf: (body: { schema: Json; example: Json }, known: Json[]) => fc.Arbitrary<Json>
  /** Generates arbitrary valid values of a schema. */
  valuesOf: (schema: Json) => fc.Arbitrary<Json>
  /** Reduces a record of a response to the properties of a schema. Includes nulls only with `nulls`. */
  cut: (schema: Json, record: Json, nulls?: boolean) => Json
}

/** `identities` are the records that bodies may refer to, by the name of the schema of the reference. */
export function bodiesOf(document: Json, identities: Record<string, Json[]>): Bodies {
  const ajv = createAjv({ strict: false })
  ajv.addSchema(document, 'openapi')
  const validators = new Map<Json, (value: unknown) => boolean>()
  const isValid = (schema: Json, value: unknown): boolean => {
    const validate =
      validators.get(schema) ?? ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi#/')))
    validators.set(schema, validate)
    return validate(value) === true
  }

  /** Generates values of a schema. Examples supply values that it cannot express, such as checksums. */
  function valuesOf(schema: Json): fc.Arbitrary<Json> {
    if (schema.$ref) {
      const name = schema.$ref.split('/').at(-1)
      const known = identities[name] ?? []
      const values = valuesOf(resolve(document, schema))
      if (name === 'UncertainDatePrototype')
        return fc.oneof({ arbitrary: uncertainDay, weight: 9 }, { arbitrary: values, weight: 1 })
      if (known.length === 0) return values
      const identity = fc
        .constantFrom(...known)
        .chain((record) =>
          fc.constantFrom(...['id', 'slug', 'code'].filter((by) => record[by]).map((by) => ({ [by]: record[by] })))
        )
      return fc.oneof({ arbitrary: identity, weight: 9 }, { arbitrary: values, weight: 1 })
    }
    if (schema.anyOf) return fc.option(valuesOf(schema.anyOf[0]), { freq: 3 })
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
        return fc.oneof(
          fc.double({ min: minimum, max: maximum, noNaN: true }),
          fc.integer({ min: minimum, max: maximum })
        )
      case 'string':
        return fc.oneof(...stringsOf(schema)).filter((value) => isValid({ ...schema, type: 'string' }, value))
      case 'array':
        return fc.array(valuesOf(schema.items), { minLength: minItems, maxLength: Math.min(maxItems, minItems + 2) })
      default: {
        const properties = Object.fromEntries(
          Object.entries<Json>(schema.properties ?? {}).map(([name, property]) => [name, valuesOf(property)])
        )
        if (schema.maxProperties === 1)
          return fc.oneof(
            ...Object.entries(properties).map(([name, values]) => values.map((value) => ({ [name]: value })))
          )
        // Only a few properties at a time. With all of them, one always breaks a rule and hides every other fault.
        const required: string[] = schema.required ?? []
        const optional = Object.keys(properties).filter((name) => !required.includes(name))
        return fc
          .subarray(optional, { maxLength: Math.min(optional.length, 5) })
          .chain((some) =>
            fc
              .record(
                Object.fromEntries([...required, ...some].map((name) => [name, properties[name] as fc.Arbitrary<Json>]))
              )
              .map((value) => ({ ...value }))
          )
      }
    }
  }

  function stringsOf({
    format,
    pattern,
    minLength = 0,
    maxLength = 40,
    examples = [],
    example
  }: Json): fc.Arbitrary<string>[] {
    const allExamples = [...examples, example].filter((value) => value !== undefined)
    const known = allExamples.length > 0 ? [fc.constantFrom(...allExamples)] : []
    if (format === 'date') return [day]
    if (format === 'date-time') return [day.map((date) => `${date}T12:30:00.5Z`)]
    if (format === 'uuid') return [fc.uuid()]
    if (format === 'email') return [fc.emailAddress(), ...known]
    if (format === 'uri') return [fc.webUrl(), ...known]
    if (pattern?.startsWith('^\\S(')) return [text.map((value) => value.slice(0, maxLength)), ...known]
    if (pattern) return [fc.stringMatching(new RegExp(pattern)), ...known]
    return [fc.string({ minLength, maxLength: Math.min(maxLength, 40) }), ...known]
  }

  const takesNull = ({ type, anyOf }: Json) => anyOf !== undefined || [type].flat().includes('null')

  // Without `nulls`, null properties are omitted: an absent property also means unknown.
  function cut(schema: Json, record: Json, nulls = false): Json {
    if (schema.anyOf) return cut(schema.anyOf[0], record, nulls)
    if (schema.$ref) return cut(resolve(document, schema), record, nulls)
    if (Array.isArray(record)) return record.map((item) => cut(schema.items, item, nulls))
    if (typeof record !== 'object' || record === null) return record
    const isIncluded = ([name, property]: [string, Json]) =>
      record[name] !== undefined && (record[name] !== null || (nulls && takesNull(property)))
    const properties = Object.entries<Json>(schema.properties ?? {}).filter(isIncluded)
    return Object.fromEntries(
      properties.slice(0, schema.maxProperties).map(([name, property]) => [name, cut(property, record[name], nulls)])
    )
  }

  function soundOf({ schema, example }: { schema: Json; example: Json }, known: Json[]): fc.Arbitrary<Json> {
    const values = valuesOf(schema)
    if (!example) return values
    const { properties = {}, required = [] } = resolve(document, schema)
    const base = fc.constantFrom(example, ...known.map((record) => cut(schema, record)))
    const names = fc.oneof(fc.constant(Object.keys(properties)), fc.subarray(Object.keys(properties)))
    const changes = few(Object.keys(properties), 2).chain((some) =>
      fc.record(Object.fromEntries(some.map((name) => [name, valuesOf(properties[name])])))
    )
    const similar = fc.tuple(base, names, changes).map(([real, names, changes]) => {
      const chosen = Object.entries(real).filter(
        ([name]) => name !== 'slug' && (names.includes(name) || required.includes(name))
      )
      return { ...Object.fromEntries(chosen), ...changes }
    })
    return fc.oneof(values, similar, similar)
  }

  const oneOf = ([value, first]: [Json, boolean]): Json =>
    alternatives.reduce((body, [one, other]) => {
      if (body?.[one] === undefined || body[other] === undefined) return body
      const { [first ? one : other]: _dropped, ...rest } = body
      return rest
    }, value)
  return {
    isValid,
    valuesOf,
    cut,
    soundOf: (body, known) =>
      fc
        .tuple(soundOf(body, known), fc.boolean())
        .map(oneOf)
        .filter((value) => isValid(body.schema, value))
  }
}
