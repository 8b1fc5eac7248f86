// Helpers that turn TypeBox schemas into a clean OpenAPI 3.1 document: enums, nullable types, references, components.
import { type Static, type TObject, type TSchema, type TUnsafe, Type } from '@sinclair/typebox'

type Options = Record<string, unknown>

/** Closed string enum: one `enum`, not `anyOf` with constants, so that client generators produce an enum. */
export const StringEnum = <const T extends readonly string[]>(values: T, options: Options = {}): TUnsafe<T[number]> =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values], ...options })

/** Open string enum: the values are documented, but new values do not break existing clients. */
export const OpenEnum = <const T extends readonly string[]>(values: T, options: Options = {}): TUnsafe<T[number]> =>
  Type.Unsafe<T[number]>({
    type: 'string',
    minLength: 1,
    maxLength: 100,
    pattern: '^[a-z_]+$',
    'x-extensible-enum': [...values],
    ...options
  })

/** Nullable schema: `type: [X, 'null']` (JSON Schema 2020-12). The options override those of the schema. */
export function Nullable<T extends TSchema>(schema: T, options: Options = {}): TUnsafe<Static<T> | null> {
  const values = schema.enum as unknown[] | undefined
  return Type.Unsafe<Static<T> | null>({
    ...schema,
    ...options,
    type: [schema.type, 'null'],
    ...(values ? { enum: [...values, null] } : {})
  })
}

/** Typed reference to a registered schema: `$ref` in the document, `Static<>` in the code. */
export const Ref = <T extends TSchema>(schema: T): TUnsafe<Static<T>> =>
  Type.Unsafe<Static<T>>({ $ref: `${schema.$id}#` })

/** Reference by name, for a schema whose module cannot be imported because of a circular import. */
export const NamedRef = (name: string): TUnsafe<unknown> => Type.Unsafe({ $ref: `${name}#` })

/** All named schemas of the contract by name. buildApp() registers them; examples are built from them. */
export const components = new Map<string, TSchema>()

/**
 * Registers a named object of the contract. It allows additional properties, so that a property added later does not
 * break clients that validate. The tests check responses against it as if it were closed.
 */
export function record<P extends Record<string, TSchema>>($id: string, description: string, properties: P): TObject<P> {
  const schema = Type.Object(properties, { $id, title: $id, description })
  components.set($id, schema)
  return schema
}

/**
 * Reference to a named object that may be null: `anyOf` of both, because generators lose `null` in a component whose
 * type is `["object", "null"]`. `example` replaces the object's own example where that would mislead.
 */
export function NullableRef<T extends TSchema>(
  schema: T,
  description: string,
  example?: Static<T> | null
): TUnsafe<Static<T> | null> {
  return Type.Unsafe<Static<T> | null>({
    anyOf: [{ $ref: `${schema.$id}#` }, { type: 'null' }],
    description,
    ...(example !== undefined && { examples: [example] })
  })
}

/** Whether a schema allows null. */
export const isNullable = ({ type, anyOf = [] }: TSchema): boolean =>
  [type].flat().includes('null') || (anyOf as TSchema[]).some(isNullable)

const origins = new Map<string, string>()

/** States that a property of a record follows from another one, so that a body with it gets a helpful error. */
export function derive(schema: TSchema, property: string, from: string): void {
  origins.set(`${schema.$id}.${property}`, from)
}

/** Returns the property from which a property of a record follows; undefined if it follows from none. */
export const derivedFrom = (schema: TSchema, property: string): string | undefined =>
  origins.get(`${schema.$id}.${property}`)

/** Returns the schema to which a reference refers, also one that may be null. Returns any other schema unchanged. */
export function referred(schema: TSchema): TSchema {
  if (schema.anyOf) return referred((schema.anyOf as TSchema[])[0] as TSchema)
  return schema.$ref ? (components.get(schema.$ref.replace(/#$/, '')) as TSchema) : schema
}

/** Returns an example of a schema, built from the examples of its parts. Optional properties are omitted. */
export function exampleOf(schema: TSchema): unknown {
  const examples = schema.examples as unknown[] | undefined
  if (examples) return examples[0]
  if (schema.$ref) return exampleOf(referred(schema))
  if (schema.anyOf) return exampleOf((schema.anyOf as TSchema[])[0] as TSchema)
  const type = [schema.type].flat()[0]
  if (type === 'array') return [exampleOf(schema.items as TSchema)]
  if (type !== 'object') throw new Error(`no example in ${JSON.stringify(schema)}`)
  const required = new Set(schema.required as string[] | undefined)
  const properties = Object.entries(schema.properties as Record<string, TSchema>).filter(([name]) => required.has(name))
  return Object.fromEntries(properties.map(([name, property]) => [name, exampleOf(property)]))
}
