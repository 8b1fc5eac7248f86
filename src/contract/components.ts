// What turns TypeBox schemas into a clean OpenAPI 3.1 document: plain enums, nullable types, named references, hoisted components.
import { type Static, type TObject, type TSchema, type TUnsafe, Type } from '@sinclair/typebox'

type Options = Record<string, unknown>

/** Closed string enum: one `enum`, not anyOf of consts, so that client generators make an enum of it. */
export const StringEnum = <const T extends readonly string[]>(values: T, options: Options = {}): TUnsafe<T[number]> =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values], ...options })

/** String of a set that grows: its values are told, but one that is added later breaks no client that was made before it. */
export const OpenEnum = <const T extends readonly string[]>(values: T, options: Options = {}): TUnsafe<T[number]> =>
  Type.Unsafe<T[number]>({
    type: 'string',
    minLength: 1,
    maxLength: 100,
    pattern: '^[a-z_]+$',
    'x-extensible-enum': [...values],
    ...options
  })

/** `type: [X, 'null']` as JSON Schema 2020-12 has it; options override those of the schema. */
export function Nullable<T extends TSchema>(schema: T, options: Options = {}): TUnsafe<Static<T> | null> {
  const values = schema.enum as unknown[] | undefined
  return Type.Unsafe<Static<T> | null>({
    ...schema,
    ...options,
    type: [schema.type, 'null'],
    ...(values ? { enum: [...values, null] } : {})
  })
}

/** Typed reference to a schema that is registered by its `$id`: `$ref` in the document, Static<> in the code. */
export const Ref = <T extends TSchema>(schema: T): TUnsafe<Static<T>> =>
  Type.Unsafe<Static<T>>({ $ref: `${schema.$id}#` })

/** Reference by name, to a schema whose module cannot be imported here: the two would import each other. */
export const NamedRef = (name: string): TUnsafe<unknown> => Type.Unsafe({ $ref: `${name}#` })

/** Every named schema of the contract by its name: what buildApp registers and examples are made from. */
export const components = new Map<string, TSchema>()

/**
 * Named object of the contract. It is open, so that a property added later breaks no client that validates; the tests hold answers
 * against it as if it were closed.
 */
export function record<P extends Record<string, TSchema>>($id: string, description: string, properties: P): TObject<P> {
  const schema = Type.Object(properties, { $id, title: $id, description })
  components.set($id, schema)
  return schema
}

/**
 * Reference to a named object that may be null; the nullable form is a component of its own, since siblings of `$ref` are lost.
 * `example` stands in the examples of what refers to it, where the object's own would mislead.
 */
export function NullableRef<T extends TObject>(
  schema: T,
  description: string,
  example?: Static<T> | null
): TUnsafe<Static<T> | null> {
  const $id = `Nullable${schema.$id}`
  const { properties, required } = schema
  if (!components.has($id))
    components.set(
      $id,
      Type.Unsafe({
        $id,
        title: $id,
        type: ['object', 'null'],
        description: `${schema.description} Null when there is none.`,
        properties,
        required
      })
    )
  return Type.Unsafe<Static<T> | null>({
    $ref: `${$id}#`,
    description,
    ...(example !== undefined && { examples: [example] })
  })
}

/** The named schema that a reference is to; any other schema itself. */
export const referred = (schema: TSchema): TSchema =>
  schema.$ref ? (components.get(schema.$ref.replace(/#$/, '')) as TSchema) : schema

/** An example of a schema, put together from the examples of its parts. Properties that are optional are left out. */
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
