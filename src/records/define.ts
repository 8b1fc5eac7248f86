// What a feature says about one kind of record; the shared mechanism (list-query.ts, resource-routes.ts) makes its endpoints of it.
import type { Static, TObject, TSchema } from '@sinclair/typebox'
import { type RawBuilder, sql } from 'kysely'
import { Ref, record } from '../contract/components.ts'
import { List } from '../contract/schemas.ts'
import type { Db } from '../db/connect.ts'
import type { Access, Caller } from '../http/access.ts'
import type { Text } from '../http/errors.ts'
import type { Mapping } from './formats/map.ts'

export type Sql = RawBuilder<unknown>

/** One SQL expression for each property of the public record: a property without one does not compile. */
export type Columns<T extends TObject> = { [K in keyof Static<T>]-?: Sql }

export interface SortKey {
  expression: Sql
  /** PostgreSQL type of the expression, for reading the position back out of a cursor. */
  type: 'text' | 'date' | 'timestamptz' | 'integer' | 'bigint' | 'uuid'
  /** Whether it may be null; such values come last in either direction. */
  nullable?: true
}

/** Conditions under which a record holds possibly and certainly on a day. */
export interface Validity {
  possible: Sql
  certain: Sql
}

/** Values of a filter that names other records: turns what the client wrote into what the condition compares with. */
export type Resolve = (db: Db, parameter: string, values: string[]) => Promise<string[]>

export interface Filter {
  schema: TSchema
  /** Types of the records that the filter reads beside those of the list, for the cache: a change of any of them can change the list. */
  reads?: string[]
  resolve?: Resolve
}

/** What `include` adds to a record. `dated` tells whether the client asked for a day; without one the whole history is shown. */
export interface Include {
  schema: TSchema
  /** Whether the day asked for changes what is included. */
  dated?: boolean
  /** Types of the records that are read, for the cache: a change of any of them can change the response. */
  reads: string[]
  expression: (day: Sql, dated: boolean) => Sql
}

/** The table alone, where all filters and orders speak of nothing else, in parts that each have an index which tells what is filtered by. */
export interface Narrow {
  from: Sql
  parts: Sql[]
  /** Filters for which, without a search, the same is the better way. */
  suits: (query: Record<string, never>) => boolean
}

export interface Resource<T extends TObject = TObject> {
  /** Name in the singular, as in the database. */
  name: string
  /** Path of the list, the tag of its operations in the contract, and its name in the plural. */
  path: string
  /** What one record is called in messages. */
  label: Text
  record: T
  /** Who may read it; everybody when absent. */
  access?: Access
  /** Name of the path parameter of one record, and what may stand there. */
  parameter: string
  identifier: TSchema
  from: Sql
  /**
   * Types of the other records that `from`, `where` and the sort keys read, for the cache: a change of any of them can change a list. Its own type
   * goes without saying. test/dependencies.test.ts compares this with the tables that PostgreSQL reads.
   */
  reads: string[]
  /** What a search is chosen from before the records are looked at. */
  narrow?: Narrow
  columns: Columns<T>
  /** Columns that auditedColumns() made: reading a value of theirs that is not public is entered into the audit. */
  audited?: readonly string[]
  /** Condition for the record that a path names. */
  identifiedBy: (identifier: string) => Sql
  /** Last key of every order; unique. */
  id: SortKey
  sorts: Record<string, SortKey>
  defaultSort: string
  filters?: Record<string, Filter>
  /** Conditions of the filters that were given; `day` is as_of or today. */
  where?: (query: Record<string, never>, day: Sql) => (Sql | undefined)[]
  /** Column of folded text, each word after a space, that `q` looks through. */
  searchText?: Sql
  validity?: (query: Record<string, never>, day: Sql) => Validity
  updatedAt?: Sql
  includes?: Record<string, Include>
  /** Lists within the record, properties or includes, that have an address of their own. */
  parts?: string[]
  /** What the caller may see of the table, by what the transaction was told of his sight; all of it when absent. */
  visible?: Sql
  /** What the holder of a key may see of the table, where that is not the same for everybody who may read it; all of it when absent. */
  visibleTo?: (caller: Caller) => Sql
  /** What the answer to a write may show instead; the writer knows that the record is there. */
  visibleToWriters?: Sql
  /** What a key adds to what everybody sees of the resource, for the contract; absent where it adds nothing. */
  widened?: string
  /** Rows that tell that the data of the record that a path names was erased. */
  erased?: (identifier: string) => Sql
  place?: { latitude: Sql; longitude: Sql }
  /** What the record is put into, as JSON. */
  wrap?(record: Sql): Sql
  /** How the list is shown on a map; for what has a place. */
  map?: Mapping
  /** The record in a calendar: a component of iCalendar, or nothing for what has no place in one. */
  calendar?: Rendition<string>
  /** The record as a vCard. */
  card?: Rendition<string>
  /** The record as a node of JSON-LD. */
  linked?: Rendition<object>
}

/** How a record is written in a format that is for records of some kinds only; `base` goes before the path of a link. */
export interface Rendition<Written> {
  /** Columns that it needs beside those of the record. */
  columns?: Record<string, Sql>
  /** Types of the records that these columns read beside those of the resource, for the cache. */
  reads?: string[]
  /** Includes that it needs. */
  include?: string[]
  /** Whether it is for what holds today, when no other day is asked for. */
  current?: true
  write: (record: never, base: string) => Written
}

/** The resource as the caller may see it: with the rows that are his. */
export const seenBy = (resource: Resource, caller: Caller | null): Resource =>
  resource.visibleTo ? { ...resource, visible: caller ? resource.visibleTo(caller) : sql`false` } : resource

/** The record as it appears inside another one: without includes of its own. */
const withoutIncludes = ({ record: base, includes }: Resource): TObject =>
  includes ? record(`${base.$id}Base`, `${base.description} Without related records.`, base.properties) : base

/** Include of the records of another resource: all that meet the condition, of the day asked for when one is. */
export function related(resource: Resource, description: string, condition: Sql, order: Sql): Include {
  return {
    schema: List(Ref(withoutIncludes(resource)), description),
    dated: resource.validity !== undefined,
    reads: [resource.name, ...resource.reads],
    expression: (day, dated) => {
      const validity = resource.validity?.({}, day)
      const certainty = dated && validity ? { certainty: certaintyOf(validity) } : {}
      const conditions = [resource.visible, condition, dated ? validity?.possible : undefined].filter((each) => each !== undefined)
      return arrayOf({ ...resource.columns, ...certainty }, sql`from ${resource.from} where ${sql.join(conditions, sql` and `)} order by ${order}`)
    }
  }
}

/** The record's certainty on the day that its validity was made for; null when it does not hold on it. */
export const certaintyOf = ({ certain, possible }: Validity): Sql => sql`case when ${certain} then 'certain' when ${possible} then 'possible' end`

/** Every resource by the name of its table, for what has to speak of records of any kind. Features fill it as they define theirs. */
export const resources = new Map<string, Resource>()

/** Names of the types of records of which the journal tells: those that everybody may read. */
export const journaledTypes = (): string[] =>
  [...resources.values()]
    .filter(({ access, columns }) => access === undefined && 'updated_at' in columns)
    .map(({ name }) => name)
    .sort()

/** Keeps the inferred type of the record while checking the rest. */
export function defineResource<T extends TObject>(resource: Resource<T>): Resource<T> {
  // The functions of a resource take its own record, which is unknown to what handles resources of any kind.
  resources.set(resource.name, resource as unknown as Resource)
  return resource
}

/** `expression = any(values)`, or nothing when the filter is not given. Of one value PostgreSQL knows that an index in another order goes on from there. */
export const isOneOf = (expression: Sql, values: readonly unknown[] | undefined, type = 'text'): Sql | undefined =>
  values && (values.length === 1 ? sql`${expression} = ${values[0]}::${sql.raw(type)}` : sql`${expression} = any(${[...values]}::${sql.raw(`${type}[]`)})`)

/** `expression = value`, or nothing when the filter is not given. */
export const equals = (expression: Sql, value: unknown): Sql | undefined => (value === undefined ? undefined : sql`${expression} = ${value}`)

/** Uncertain date of columns `prefix_on`, `prefix_not_before`, `prefix_not_after`. */
export const uncertain = (prefix: string): Sql => {
  const column = (suffix: string) => sql.ref(`${prefix}_${suffix}`)
  return object({ on: column('on'), not_before: column('not_before'), not_after: column('not_after') })
}

/** A timestamptz as RFC 3339 in UTC with microseconds, whatever the time zone of the session: a pooler may drop ours. */
export const utcText = (value: Sql): Sql => sql`to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** Column in UTC, so exact that it can be sent back as `updated_since`. */
export const moment = (column: string): Sql => utcText(sql.ref(column))

/** Columns as one JSON object; row_to_json writes it without blanks, unlike json_build_object, and faster. */
export const object = (columns: Record<string, Sql>): Sql => sql`(select row_to_json(r) from (select ${named(columns)}) as r)`

const named = (columns: Record<string, Sql>): Sql => sql.join(Object.entries(columns).map(([name, value]) => sql`${value} as ${sql.id(name)}`))

/** Rows of a query as a JSON array of objects, in the query's order; an empty array when there are none. */
export const arrayOf = (columns: Record<string, Sql>, rest: Sql): Sql =>
  sql`(select coalesce('[' || string_agg(row_to_json(r)::text, ',') || ']', '[]')::json from (select ${named(columns)} ${rest}) as r)`

/** A column whose value is not public in every row. */
export interface Audited {
  value: Sql
  /** Condition for rows in which everybody may read the value; none if absent. */
  isPublic?: Sql
  /** Condition for the other rows in which the reader may read it. */
  maySee: Sql
}

/**
 * Columns whose reading is audited. A value that is not public leaves the database through disclosed() alone, which notes the record and the column
 * for the audit (docs/decisions/0034); a reader who may not see it gets null. `id` is the id of the record.
 */
export function auditedColumns<K extends string>(id: Sql, columns: Record<K, Audited>): { audited: readonly K[]; columns: Record<K, Sql> } {
  const noted = (name: string, { value, isPublic, maySee }: Audited): Sql =>
    sql`case ${isPublic ? sql`when ${isPublic} then ${value}::text` : sql``} when ${maySee} then disclosed(${id}, ${sql.lit(name)}, ${value}::text) end`
  const audited = Object.keys(columns) as K[]
  // Object.fromEntries forgets which keys there are.
  return { audited, columns: Object.fromEntries(audited.map((name) => [name, noted(name, columns[name])])) as Record<K, Sql> }
}

/** Nothing where the key is null: a left join that found no row gives null, not an object of nulls. */
export const unlessNull = (key: string, value: Sql): Sql => sql`case when ${sql.ref(key)} is not null then ${value} end`
