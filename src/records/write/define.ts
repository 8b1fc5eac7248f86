// Declarations that map properties of a body to columns, and the schemas of bodies that are derived from them.
import { type TObject, type TSchema, Type } from '@sinclair/typebox'
import { components, derive, exampleOf, isNullable, NullableRef, record, referred } from '../../contract/components.ts'
import { Day, Id, Slug } from '../../contract/schemas.ts'
import type { Resource } from '../define.ts'
import type { Properties, Property, Reference, Rows, UncertainDay, Value, Writes } from '../define-writes.ts'

export const value = (options: Omit<Value, 'kind'> = {}): Value => ({ kind: 'value', ...options })
export const values = (...names: string[]): Record<string, Value> =>
  Object.fromEntries(names.map((name) => [name, value()]))
export const refersTo = (resource: Resource, options: Omit<Reference, 'kind' | 'resource'> = {}): Reference => ({
  kind: 'reference',
  resource,
  ...options
})
/** A value that the registry sets. In a body it may be absent (unchanged), null (cleared) or the stored value. */
export const managed: Value = value({ keepIfAbsent: true, managed: true })
export const uncertainDay: UncertainDay = { kind: 'date' }
export const rows = (
  table: string,
  parentColumn: string,
  items: Properties,
  options: { numbered?: boolean; required?: string[] } = {}
): Rows => ({
  kind: 'rows',
  table,
  parentColumn,
  items,
  numbered: options.numbered ?? true,
  required: options.required ?? []
})

/** Returns the properties by which a body may name a record. */
export function identifiersOf({ columns, record }: Resource): ('id' | 'slug' | 'code')[] {
  if ('slug' in columns) return ['id', 'slug']
  return 'id' in record.properties ? ['id'] : ['code']
}

const closedRecord = (
  $id: string,
  description: string,
  properties: Record<string, TSchema>,
  options: object = {}
): TObject => Object.assign(record($id, description, properties), { additionalProperties: false, ...options })

const optional = (schema: TSchema): TSchema => Type.Optional(schema)
const reference = (name: string): TSchema => Type.Unsafe({ $ref: `${name}#` })

/** Schema of an uncertain date in a body. */
export const uncertainDatePrototype = (): TSchema => {
  const day = (text: string) => optional(Type.Unsafe({ ...Day(text), type: ['string', 'null'] }))
  components.get('UncertainDatePrototype') ??
    closedRecord(
      'UncertainDatePrototype',
      'An uncertain date: either only `on`, the exact day, or one or both of the bounds `not_before` and ' +
        '`not_after`. Omitted values are unknown. Days must be between 1800-01-01 and 2199-12-31.',
      {
        on: day('The exact day.'),
        not_before: day('Earliest possible day, inclusive.'),
        not_after: day('Latest possible day, inclusive.')
      }
    )
  return reference('UncertainDatePrototype')
}

/** Schema of an object in a body that names a record: exactly one of `id` and `slug`, or `code`. */
export function identityOf(resource: Resource, nullable = false): TSchema {
  const { record: named, label, identity } = resource
  const name = `${named.$id}Identity`
  const one = `${/^[aeiou]/.test(label.en) ? 'an' : 'a'} ${label.en}`
  const by = identifiersOf(resource)
  const slug = identity?.slug ?? (exampleOf(resource.identifier) as string)
  const schemas: Record<(typeof by)[number], () => TSchema> = {
    id: () => Id(`Id of the ${label.en}.`),
    slug: () => Slug(`Present or former slug of the ${label.en}.`, slug),
    code: () => identity?.code ?? (named.properties.code as TSchema)
  }
  const properties = Object.fromEntries(by.map((key) => [key, optional(schemas[key]())]))
  const last = by.at(-1) as (typeof by)[number]
  const options = { minProperties: 1, maxProperties: 1, examples: [{ [last]: exampleOf(properties[last] as TSchema) }] }
  if (!components.has(name)) closedRecord(name, `Names ${one} by its ${by.join(' or its ')}.`, properties, options)
  if (!nullable) return reference(name)
  return NullableRef(components.get(name) as TSchema, `Names ${one} by its ${by.join(' or its ')}. Null for none.`)
}

/** Returns the schema of a property in a body, derived from its schema in the record. */
function bodySchema(recordSchema: TSchema, property: Property): TSchema {
  if (property.kind === 'date') return uncertainDatePrototype()
  if (property.kind === 'reference' && !property.bare) return identityOf(property.resource, isNullable(recordSchema))
  if (property.kind === 'rows') {
    const item = referred(recordSchema.items as TSchema) as TObject
    const name = `${item.$id}Prototype`
    if (!components.has(name))
      prototype(name, `${item.description} Form for requests.`, item.properties, property.items, property.required)
    return Type.Unsafe({ ...recordSchema, type: 'array', items: reference(name) })
  }
  return Type.Unsafe({ ...recordSchema })
}

function prototype(
  name: string,
  description: string,
  recordSchemas: Record<string, TSchema>,
  properties: Properties,
  required: string[]
): TObject {
  const entries = Object.entries(properties).map(([key, property]): [string, TSchema] => {
    const schema = recordSchemas[key]
    if (!schema) throw new Error(`${name} has no property ${key}`)
    const body = bodySchema(schema, property)
    return [key, required.includes(key) ? body : optional(body)]
  })
  return closedRecord(name, description, Object.fromEntries(entries))
}

export interface BodySchemas {
  prototype: TSchema
  patch: TSchema
}

/** Registers the schemas of the bodies: `XPrototype` for POST and PUT, `XPatch` for PATCH. */
export function declareBodies({ resource, properties, required, derived = {} }: Writes): BodySchemas {
  const name = resource.record.$id as string
  const full = components.get(name) as TObject
  const one = resource.label.en
  for (const [property, from] of Object.entries(derived)) derive(full, property, from)
  prototype(
    `${name}Prototype`,
    `All properties of a new or existing ${one}. Omitted properties are stored as unknown.`,
    full.properties,
    properties,
    required
  )
  prototype(
    `${name}Patch`,
    `Changes of one ${one} (RFC 7396). Omitted properties stay, null clears a property, lists are replaced as a whole.`,
    full.properties,
    properties,
    []
  )
  return { prototype: reference(`${name}Prototype`), patch: reference(`${name}Patch`) }
}
