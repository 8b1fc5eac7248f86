// What a feature says about one kind of record; the shared mechanism (list-query.ts, resource-routes.ts) makes its endpoints of it.
import type { Static, TObject, TSchema } from '@sinclair/typebox'
import type { RawBuilder } from 'kysely'
import type { Db } from '../db/connect.ts'
import type { Access, Caller } from '../http/access.ts'
import type { Text } from '../http/errors.ts'

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
  resolve?: Resolve
}

/** What `include` adds to a record. `dated` tells whether the client asked for a day; without one the whole history is shown. */
export interface Include {
  schema: TSchema
  /** Whether the day asked for changes what is included. */
  dated?: boolean
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
  /** What a search is chosen from before the records are looked at. */
  narrow?: Narrow
  columns: Columns<T>
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
  /** Types of records that its columns read by way of what they refer to it with, so that a new one of them changes it. */
  alsoShows?: string[]
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

/** How records are shown on a map; `kinds` are the shapes that tell them apart, up to three. */
export interface Mapping {
  title: Text
  kinds?: Record<string, Text>
  mark: (record: never) => { name: string; kind?: string; certainty: 'certain' | 'possible' | null }
}

/** How a record is written in a format that is for records of some kinds only; `base` goes before the path of a link. */
export interface Rendition<Written> {
  /** Columns that it needs beside those of the record. */
  columns?: Record<string, Sql>
  /** Includes that it needs. */
  include?: string[]
  /** Whether it is for what holds today, when no other day is asked for. */
  current?: true
  write: (record: never, base: string) => Written
}

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
  resources.set(resource.name, resource as unknown as Resource)
  return resource
}
