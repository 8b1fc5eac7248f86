// Declarations of resources. Those of writes, imports and the seed are in define-writes.ts, define-imports.ts and
// define-seed.ts. define-feature.ts combines them into a feature.
import type { Static, TObject, TSchema } from '@sinclair/typebox'
import type { RawBuilder } from 'kysely'
import type { Config } from '../config.ts'
import type { Connection, Db } from '../db/connect.ts'
import type { Access, Caller, Scope } from '../http/access.ts'
import type { Deprecation } from '../http/deprecation.ts'
import type { Text } from '../http/errors.ts'
import type { Dependencies } from '../http/representation.ts'
import type { Card } from './formats/vcard.ts'

export type Sql = RawBuilder<unknown>

// biome-ignore lint/suspicious/noExplicitAny: each resource has its own types; the engine only passes the values on
export type Untyped = Record<string, any>

/** One SQL expression per property of the public record. A property without an expression does not compile. */
export type Columns<T extends TObject> = { [K in keyof Static<T>]-?: Sql }

export interface SortKey {
  expression: Sql
  /** PostgreSQL type of the expression: a position read from a cursor is cast to it. */
  type: 'text' | 'date' | 'timestamptz' | 'integer' | 'bigint' | 'uuid'
  /** Whether the expression may be null. Nulls sort last in both directions. */
  nullable?: true
  /** Sort key that follows in the same direction if this is the last one, unless the request names it. */
  then?: string
}

/** Conditions: a record possibly holds on a day, and certainly holds on it. */
export interface Validity {
  possible: Sql
  certain: Sql
}

/**
 * Turns the filter values of a request into the values that the condition compares with, such as ids. Throws 400 for a
 * value that names nothing.
 */
export type Resolve = (db: Db, parameter: string, values: string[], context: ResolveContext) => Promise<string[]>

export interface ResolveContext {
  /** Values that cannot become invalid, such as codes of territories. A filter may read and extend it. */
  found: Set<string>
  /** Day of `as_of`, YYYY-MM-DD; absent without it. */
  asOf?: string
}

export interface Filter {
  schema: TSchema
  /** Types of other records that the filter reads. A change of any of them invalidates cached lists. */
  reads?: string[]
  resolve?: Resolve
  /** Scope without which a request with the filter is refused; only a staff key has it. Default: everybody may filter. */
  needs?: Scope
  /** Whether it refers to the day `as_of`. */
  dated?: true
}

/** Related records that `include` adds to a record. */
export interface Include {
  schema: TSchema
  /** Resource to which the included records refer. A snapshot has its records first. */
  refersTo?: Resource
  /** Whether `as_of` changes what is included. */
  dated?: boolean
  /** Types of the records that it reads. A change of any of them invalidates cached responses. */
  reads: string[]
  /** SQL of the value. `dated`: whether the request has `as_of`; without it the whole history is included. */
  expression: (day: Sql, dated: boolean) => Sql
}

/** A period named by two filters. A period that ends before it begins is refused. */
export interface Period {
  /** Names of the filters with the beginning and the end. */
  from: string
  to: string
  /** Whether the record certainly or possibly belongs to the period. If present, `certainty` says which. */
  validity?: (query: Untyped) => Validity
}

/**
 * Alternative way to find the rows of a list: the table alone is searched first, then the records are read by id.
 * It is for tables whose filters and sort keys all refer to the table itself. Each part has an index that contains
 * the filtered columns; together the parts cover the table.
 */
export interface Prefilter {
  from: Sql
  parts: Sql[]
  /** Returns whether it is faster for these filters. It is always used for a search with `q`. */
  appliesTo: (query: Untyped) => boolean
}

/** Name, summary and description of an operation. */
export interface Texts {
  operationId: string
  summary: string
  description: string
}

export interface Resource<T extends TObject = TObject> {
  /** Name in the singular; also the name of the table. */
  name: string
  /** Path of the list. It is also the tag of the operations in the contract. */
  path: string
  /** Name of one record in messages, in lower case. */
  label: Text
  /** Texts of the list and of one record. Without them the resource has no such routes of its own. */
  texts?: { list: Texts; record?: Texts }
  /** Whether each record has a list of its changes. */
  history?: true
  /**
   * Whether changes can be reversed. The database keeps the previous values of the properties that a migration names
   * with keep_previous_values().
   */
  reversible?: true
  record: T
  /**
   * Example slug, or schema of the code, by which bodies refer to a record. Default: those of the record. `otherCode`
   * is the column of another unique code that bodies may state instead.
   */
  identity?: { slug?: string; code?: TSchema; otherCode?: string }
  /** Returns the reason why a code names no record, if more can be said than that. */
  explainUnknown?: (db: Db, code: string) => Promise<Text | undefined>
  /** Required access. Default: public. */
  access?: Access
  /** Marks all operations on the records as deprecated. */
  deprecated?: Deprecation
  /** Name of the path parameter of one record, and its schema. */
  parameter: string
  identifier: TSchema
  from: Sql
  /**
   * Types of other records that `from`, `where` and the sort keys read. A change of any of them, or of the resource's
   * own type, invalidates cached lists. test/dependencies.test.ts compares this with the tables in the query plan.
   */
  reads: string[]
  prefilter?: Prefilter
  columns: Columns<T>
  /** Columns made by auditedColumns(): reading a non-public value of theirs is entered into the audit. */
  audited?: readonly string[]
  /** Condition for the record that the identifier in a path names. */
  identifiedBy: (identifier: string) => Sql
  /** Unique last key of every order. */
  id: SortKey
  sorts: Record<string, SortKey>
  defaultSort: string
  filters?: Record<string, Filter>
  /** Conditions of the filters in the request. `day` is `as_of` or today. */
  where?: (query: Untyped, day: Sql) => (Sql | undefined)[]
  /** Changes after which the database may derive another value of a column, as dependencies of a response. */
  derivedColumns?: Record<string, Dependencies>
  /** Column with folded text that `q` searches. A space precedes each word. */
  searchText?: Sql
  validity?: (query: Untyped, day: Sql) => Validity
  /** Period of the filters. */
  period?: Period
  /** Replacements for a request with `as_of`, so that records and filters are those of the day. */
  asOf?: (day: Sql) => Partial<Pick<Resource, 'from' | 'reads' | 'where' | 'validity'>>
  updatedAt?: Sql
  includes?: Record<string, Include>
  /** Lists within the record (properties or includes) that have their own address. */
  parts?: string[]
  /** Row filter for every reader; it may read the settings of the transaction (visibility.ts). Default: no filter. */
  visible?: Sql
  /** Row filter that depends on the key, for records that belong to a key holder. Default: no filter. */
  visibleTo?: (caller: Caller) => Sql
  /** Row filter for the response to a write. Default: `visible`. The writer already knows that the record exists. */
  visibleToWriters?: Sql
  /** Sentence for the contract: what a key adds to the public data. Absent if a key adds nothing. */
  keyAdds?: string
  /** Query that returns a row if the data of the record in a path was erased. */
  erased?: (identifier: string) => Sql
  place?: { latitude: Sql; longitude: Sql }
  /** Wraps the JSON of a record, for example as a GeoJSON feature. */
  wrap?(record: Sql): Sql
  /** How the list is drawn on a map. Needs `place`. */
  map?: Mapping
  /** How a record is written in CSV, if not as one line with its own properties. */
  csv?: CsvRendition
  /** The record as an iCalendar component; an empty text if it does not belong in a calendar. */
  calendar?: Rendition<string>
  /** The record as a vCard. */
  card?: Rendition<Card>
  /** The record as a JSON-LD node. */
  linked?: Rendition<object>
}

/** How records are drawn on a map. `kinds` have different shapes; at most three. */
export interface Mapping {
  title: Text
  kinds?: Record<string, Text>
  mark(record: Untyped): { name: string; kind?: string; certainty: 'certain' | 'possible' | null }
}

/** A record as lines of CSV: the schema of a line, and the lines of a record. */
export interface CsvRendition {
  record: TObject
  lines(record: Untyped): object[]
}

/** How a record is written in a format that not every resource has. */
export interface Rendition<Written> {
  /** Columns that it needs in addition to those of the record. */
  columns?: Record<string, Sql>
  /** Types of other records that these columns read. A change of any of them invalidates cached responses. */
  reads?: string[]
  /** Includes that it needs. */
  include?: string[]
  /** Whether it contains what holds today if the request has no `as_of`. */
  current?: true
  /** `base` precedes the path of a link. */
  write(record: Untyped, base: string): Written
}

/** A list under a record of another resource. */
export interface SubList {
  parent: Resource
  child: Resource
  /** Filter of the child to which the path sets the parent. */
  filter: string
  texts: Texts
}

/** Runs work on the configured database, as the role of the service or with the login's own rights. */
export type WithDatabase = (
  work: (connection: Connection, config: Config, url: string) => Promise<void>,
  rights?: 'konwent_app' | 'own'
) => Promise<void>

/** A permission to read more than the public: a setting of the transaction that database functions read. */
export interface ReaderRight {
  setting: string
  /** Value of the setting for a reader who may see everything. */
  full: string
  /** Returns the value for a key; undefined if the key does not grant the permission. */
  of: (caller: Caller) => string | undefined
  /** Type of the records whose audited columns it discloses. All permissions that have this name the same type. */
  discloses?: string
}

const snakeCase = (words: string): string => words.toLowerCase().replaceAll(' ', '_')

/** Texts of a list and of one record, with operation ids and summaries made from names such as `Legal acts`. */
export const texts = (
  plural: string,
  singular: string,
  list: string,
  record: string
): Required<NonNullable<Resource['texts']>> => ({
  list: { operationId: `list_${snakeCase(plural)}`, summary: `List ${plural.toLowerCase()}`, description: list },
  record: {
    operationId: `get_${snakeCase(singular)}`,
    summary: `Get one ${singular.toLowerCase()}`,
    description: record
  }
})

/** Returns the resource as it was on a day. The prefilter reads the present rows, so it does not apply. */
export function onDay(resource: Resource, day: Sql): Resource {
  if (!resource.asOf) return resource
  const { prefilter: _prefilter, ...rest } = resource
  return { ...rest, ...resource.asOf(day) }
}

/** Returns the resource with its columns in the order of the record's properties, which is their order in the JSON. */
export function defineResource<T extends TObject>(resource: Resource<T>): Resource<T> {
  const { record, columns } = resource
  const known = columns as Record<string, Sql>
  // The type Columns<T> guarantees a column for every property.
  const ordered = Object.fromEntries(
    Object.keys(record.properties).map((name) => [name, known[name] as Sql])
  ) as Columns<T>
  return { ...resource, columns: ordered }
}
