// Bodies that the schemas of a contract take, made of their words, their examples, and of records that are there.
import fc from 'fast-check'
import { createAjv } from '../../src/http/validation.ts'

// biome-ignore lint/suspicious/noExplicitAny: schemas and bodies are JSON of many shapes
export type Json = any

/** What a reference leads to in the document; any other value itself. */
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

// No schema tells that of these a record has one.
const alternatives: [string, string][] = [
  ['organisation', 'post'],
  ['organisation', 'person']
]

/** At most so many of the names. */
const few = (names: string[], most: number) => fc.subarray(names, { maxLength: Math.min(names.length, most) })

export interface Bodies {
  /** Whether a schema of the document takes a value. */
  isValid: (schema: Json, value: unknown) => boolean
  /** Bodies that a schema takes: any, and parts of the example and of known records with a little changed, which rules that no schema tells let pass. */
  soundOf: (body: { schema: Json; example: Json }, known: Json[]) => fc.Arbitrary<Json>
  /** Any values that a schema takes. */
  valuesOf: (schema: Json) => fc.Arbitrary<Json>
  /** What a schema takes of a record as it is shown; `nulls` too where it takes them. */
  cut: (schema: Json, shown: Json, nulls?: boolean) => Json
}

/** Takes an OpenAPI document, and by the name of the schema that refers to them the records that bodies may refer to. */
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

  /** Values of a schema. What its words do not tell, such as a checksum, its examples do. */
  function valuesOf(schema: Json): fc.Arbitrary<Json> {
    if (schema.$ref) {
      const name = schema.$ref.split('/').at(-1)
      const known = identities[name.replace(/^Nullable/, '')] ?? []
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
        // A few properties at a time: where all are there, one of them always breaks a rule, and nothing else is ever found out.
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
    const given = [...examples, example].filter((value) => value !== undefined)
    const known = given.length > 0 ? [fc.constantFrom(...given)] : []
    if (format === 'date') return [day]
    if (format === 'date-time') return [day.map((date) => `${date}T12:30:00.5Z`)]
    if (format === 'uuid') return [fc.uuid()]
    if (format === 'email') return [fc.emailAddress(), ...known]
    if (format === 'uri') return [fc.webUrl(), ...known]
    if (pattern?.startsWith('^\\S(')) return [text.map((value) => value.slice(0, maxLength)), ...known]
    if (pattern) return [fc.stringMatching(new RegExp(pattern)), ...known]
    return [fc.string({ minLength, maxLength: Math.min(maxLength, 40) }), ...known]
  }

  const takesNull = (schema: Json) => [resolve(document, schema).type].flat().includes('null')

  // Nulls are left out unless asked for, since what is not sent is not known either.
  function cut(schema: Json, shown: Json, nulls = false): Json {
    if (schema.$ref) return cut(resolve(document, schema), shown, nulls)
    if (Array.isArray(shown)) return shown.map((item) => cut(schema.items, item, nulls))
    if (typeof shown !== 'object' || shown === null) return shown
    const kept = ([name, property]: [string, Json]) =>
      shown[name] !== undefined && (shown[name] !== null || (nulls && takesNull(property)))
    const properties = Object.entries<Json>(schema.properties ?? {}).filter(kept)
    return Object.fromEntries(
      properties.slice(0, schema.maxProperties).map(([name, property]) => [name, cut(property, shown[name], nulls)])
    )
  }

  /** Bodies that the schema takes: any, and parts of real ones with a little changed, which rules that no schema tells let pass. */
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
      const kept = Object.entries(real).filter(
        ([name]) => name !== 'slug' && (names.includes(name) || required.includes(name))
      )
      return { ...Object.fromEntries(kept), ...changes }
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
