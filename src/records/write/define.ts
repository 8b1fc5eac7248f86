// What of a resource may be written: which property goes to which column, and the schemas of the bodies that follow from it.
import { type TObject, type TSchema, Type } from '@sinclair/typebox'
import { components, record, referred } from '../../contract/components.ts'
import { Day, Id, Slug } from '../../contract/schemas.ts'
import type { Tx } from '../../db/connect.ts'
import type { Scope } from '../../http/access.ts'
import type { Fault } from '../../http/errors.ts'
import type { Resource } from '../define.ts'

/**
 * A property with a column of its own. `fallback` is stored where the body says nothing or null; `given` stays as it is
 * where the body says nothing. The registry itself sets what is `managed`: a body may repeat it, or clear it with null.
 */
interface Value {
  kind: 'value'
  column?: string
  fallback?: unknown
  given?: true
  managed?: true
}

/** Another record, named in an object by id, slug or code; `bare` where the contract has the slug itself instead of an object. */
export interface Reference {
  kind: 'reference'
  table: string
  column?: string
  bare?: true
}

/** Columns `prefix_on`, `prefix_not_before`, `prefix_not_after`. */
interface UncertainDay {
  kind: 'date'
}

/** Rows of a table of their own, replaced as a whole; `numbered` rows keep their order in `no`, which is no part of the body. */
export interface Rows {
  kind: 'rows'
  table: string
  /** Column that refers to the record; of rows within rows, the columns that refer to the row around them come first. */
  tie: string
  numbered: boolean
  items: Properties
  required: string[]
}

export type Property = Value | Reference | UncertainDay | Rows
export type Properties = Record<string, Property>

export interface Writable {
  /** Its name is that of its table. */
  resource: Resource
  properties: Properties
  /** What a new record cannot be without. */
  required: string[]
  /** A body that makes a new record beside the Konwent's own data, and a patch of it: what the contract shows. A test sends both. */
  example: Record<string, unknown>
  change: Record<string, unknown>
  /** Words that the slug of a new record is made of when the body gives none; absent where records have no slug. */
  slugFrom?: (body: Record<string, unknown>) => string
  /** What is wrong with a row as it would be stored, by rules that the database cannot hold. */
  faults?: (row: Record<string, unknown>) => Fault[]
  /** Throws when the state of a record does not let it be changed or deleted; its row is locked. */
  guard?: (tx: Tx, id: string) => Promise<void>
  /** What needs a scope of staff beside the usual one: whether a body asks for it, of a new record (null) or of one that is there. */
  reserved?: { scope: Scope; asks: (tx: Tx, id: string | null, body: Record<string, unknown>) => Promise<boolean> }
}

export const value = (options: Omit<Value, 'kind'> = {}): Value => ({ kind: 'value', ...options })
export const values = (...names: string[]): Record<string, Value> => Object.fromEntries(names.map((name) => [name, value()]))
export const refersTo = (table: string, options: Omit<Reference, 'kind' | 'table'> = {}): Reference => ({ kind: 'reference', table, ...options })
/** A value that the registry sets: absent from a body it stays, null clears it, and no other value is accepted. */
export const managed: Value = value({ given: true, managed: true })
export const uncertainDay: UncertainDay = { kind: 'date' }
export const rows = (table: string, tie: string, items: Properties, options: { numbered?: boolean; required?: string[] } = {}): Rows => ({
  kind: 'rows',
  table,
  tie,
  items,
  numbered: options.numbered ?? true,
  required: options.required ?? []
})

/** The sources that a record rests on, by the column of `citation` that refers to it. */
export const citations = (column: string): Rows =>
  rows(
    'citation',
    column,
    {
      source: refersTo('source', { bare: true }),
      locator: value({ fallback: '' }),
      field: value({ fallback: '' }),
      certainty: value(),
      note: value()
    },
    { numbered: false, required: ['source'] }
  )

/** Which of id, slug and code name a record of a table in a body. */
const namedBy: Record<string, string[]> = { territory: ['code'], post: ['id'], appointment: ['id'], membership: ['id'] }
export const identifiersOf = (table: string): string[] => namedBy[table] ?? ['id', 'slug']

const closed = ($id: string, description: string, properties: Record<string, TSchema>, options: object = {}): TObject =>
  Object.assign(record($id, description, properties), { additionalProperties: false, ...options })

const optional = (schema: TSchema): TSchema => Type.Optional(schema)
const reference = (name: string): TSchema => Type.Unsafe({ $ref: `${name}#` })
const isNullable = (schema: TSchema): boolean => [schema.type, referred(schema).type].flat().includes('null')

/** Schema of an uncertain date in a body. */
export const uncertainDatePrototype = (): TSchema => {
  const day = (text: string) => optional(Type.Unsafe({ ...Day(text), type: ['string', 'null'] }))
  components.get('UncertainDatePrototype') ??
    closed(
      'UncertainDatePrototype',
      'A date as far as it is known: `on` alone when it is exact, one bound or both otherwise; what is left out is not known. Days lie between 1800-01-01 and 2199-12-31.',
      {
        on: day('The exact day.'),
        not_before: day('Earliest possible day, inclusive.'),
        not_after: day('Latest possible day, inclusive.')
      }
    )
  return reference('UncertainDatePrototype')
}

const identityWords: Record<string, [name: string, noun: string, slug: string]> = {
  organisation: ['OrganisationIdentity', 'an organisation', 'cus-belzyce'],
  person: ['PersonIdentity', 'a person', 'anna-ostasz'],
  event: ['EventIdentity', 'an event', 'konferencja-2022-11-21'],
  declaration: ['DeclarationIdentity', 'a declaration', 'deklaracja-2021-09-16'],
  territory: ['TerritoryIdentity', 'a territory', ''],
  post: ['PostIdentity', 'a post', ''],
  appointment: ['AppointmentIdentity', 'an appointment', ''],
  membership: ['MembershipIdentity', 'a membership', '']
}

/** Schema of an object in a body that names a record of the table: exactly one of id and slug, or the code. */
export function identityOf(table: string, nullable = false): TSchema {
  const [name, noun, slug] = identityWords[table] ?? []
  if (!name) throw new Error(`${table} has no identity schema`)
  const by = identifiersOf(table)
  const all: Record<string, TSchema> = {
    id: optional(Id(`Id of ${noun?.replace(/^an? /, 'the ')}.`)),
    slug: optional(Slug(`Slug of ${noun?.replace(/^an? /, 'the ')}, a former one too.`, slug || 'cus-belzyce')),
    code: optional(Type.String({ pattern: '^[0-9]{2}([0-9]{2}([0-9]{2})?)?$', minLength: 2, maxLength: 6, description: 'TERYT code.', examples: ['061205'] }))
  }
  const properties = Object.fromEntries(by.map((key) => [key, all[key] as TSchema]))
  const example = by.includes('slug') ? { slug } : by.includes('code') ? { code: '061205' } : { id: '01993a5e-7c00-7000-8000-000000000001' }
  const options = { minProperties: 1, maxProperties: 1, examples: [example] }
  if (!components.has(name)) closed(name, `Names ${noun} by its ${by.join(' or by ')}.`, properties, options)
  if (nullable) {
    const $id = `Nullable${name}`
    if (!components.has($id))
      components.set(
        $id,
        Type.Unsafe({
          ...options,
          $id,
          title: $id,
          type: ['object', 'null'],
          description: `Names ${noun} by its ${by.join(' or by ')}; null for none.`,
          properties: Object.fromEntries(Object.entries(properties).map(([key, schema]) => [key, { ...schema }])),
          additionalProperties: false
        })
      )
    return reference($id)
  }
  return reference(name)
}

/** Schema of a property in a body, from the one that it has in the record. */
function bodySchema(shown: TSchema, property: Property): TSchema {
  if (property.kind === 'date') return uncertainDatePrototype()
  if (property.kind === 'reference' && !property.bare) return identityOf(property.table, isNullable(shown))
  if (property.kind === 'rows') {
    const item = referred(shown.items as TSchema) as TObject
    const name = `${item.$id}Prototype`
    if (!components.has(name)) prototype(name, `${item.description} As it is sent.`, item.properties, property.items, property.required)
    return Type.Unsafe({ ...shown, type: 'array', items: reference(name) })
  }
  // What is stored as a fallback may be left out as null.
  return Type.Unsafe({ ...shown })
}

function prototype(name: string, description: string, shown: Record<string, TSchema>, properties: Properties, required: string[]): TObject {
  const entries = Object.entries(properties).map(([key, property]): [string, TSchema] => {
    const schema = shown[key]
    if (!schema) throw new Error(`${name} has no property ${key}`)
    const body = bodySchema(schema, property)
    return [key, required.includes(key) ? body : optional(body)]
  })
  return closed(name, description, Object.fromEntries(entries))
}

export interface BodySchemas {
  prototype: TSchema
  patch: TSchema
}

/** Registers the schemas of the bodies: `XPrototype` for POST and PUT, `XPatch` for PATCH. */
export function declareBodies({ resource, properties, required }: Writable): BodySchemas {
  const name = resource.record.$id as string
  const full = components.get(name) as TObject
  const one = resource.label.en
  prototype(`${name}Prototype`, `A new ${one}, or all of one. What is left out is not known.`, full.properties, properties, required)
  prototype(
    `${name}Patch`,
    `What is to change of one ${one} (RFC 7396): what is left out stays, null clears, lists are replaced as a whole.`,
    full.properties,
    properties,
    []
  )
  return { prototype: reference(`${name}Prototype`), patch: reference(`${name}Patch`) }
}
