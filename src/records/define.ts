// The types that a feature author needs. A feature hands in everything about itself, once: registry.ts derives the rest.
import type { Static, TObject, TSchema } from '@sinclair/typebox'
import type { Command } from 'commander'
import type { FastifyInstance } from 'fastify'
import type { RawBuilder } from 'kysely'
import type { Config } from '../config.ts'
import type { Webhooks } from '../contract/document.ts'
import type { Connection, Db, Tx } from '../db/connect.ts'
import type { Access, Caller, Scope } from '../http/access.ts'
import type { Fault, Refusals, Rules, Text } from '../http/errors.ts'
import type { Task } from '../workers/task.ts'
import type { ImportReport } from './import-report.ts'
import type { Vocabulary } from './vocabulary.ts'

export type Sql = RawBuilder<unknown>

// biome-ignore lint/suspicious/noExplicitAny: each resource types its own filters, records and bodies; the engine passes them on as they are
export type Untyped = Record<string, any>

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

/**
 * Values of a filter that names other records: turns what the client wrote into what the condition compares with. `found` is the caller's memory of
 * values that can never stop being found, such as codes of territories.
 */
export type Resolve = (db: Db, parameter: string, values: string[], found?: Set<string>) => Promise<string[]>

export interface Filter {
  schema: TSchema
  /** Types of the records that the filter reads beside those of the list, for the cache: a change of any of them can change the list. */
  reads?: string[]
  resolve?: Resolve
}

/** What `include` adds to a record. `dated` tells whether the client asked for a day; without one the whole history is shown. */
export interface Include {
  schema: TSchema
  /** Records that it shows only together with others; a copy needs them first. */
  refersTo?: Resource
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
  suits: (query: Untyped) => boolean
}

/** Name, summary and description of an operation. */
export interface Texts {
  operationId: string
  summary: string
  description: string
}

export interface Resource<T extends TObject = TObject> {
  /** Name in the singular, as in the database. */
  name: string
  /** Path of the list, the tag of its operations in the contract, and its name in the plural. */
  path: string
  /** What one record is called in messages. */
  label: Text
  /** Words of the list and of one record. Without them it has no routes of its own. */
  texts?: { list: Texts; record: Texts }
  /** Whether the changes of one record are a list below it. */
  history?: true
  record: T
  /** How a body names a record, as far as id, slug or code and their examples are not those of the record. */
  identity?: { slug?: string; code?: TSchema }
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
  where?: (query: Untyped, day: Sql) => (Sql | undefined)[]
  /** Column of folded text, each word after a space, that `q` looks through. */
  searchText?: Sql
  validity?: (query: Untyped, day: Sql) => Validity
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

/** How records are shown on a map; `kinds` are the shapes that tell them apart, up to three. */
export interface Mapping {
  title: Text
  kinds?: Record<string, Text>
  mark(record: Untyped): { name: string; kind?: string; certainty: 'certain' | 'possible' | null }
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
  write(record: Untyped, base: string): Written
}

/**
 * A property with a column of its own. `fallback` is stored where the body says nothing or null; `given` stays as it is
 * where the body says nothing. The registry itself sets what is `managed`: a body may repeat it, or clear it with null.
 */
export interface Value {
  kind: 'value'
  column?: string
  fallback?: unknown
  given?: true
  managed?: true
}

/** Another record, named in an object by id, slug or code; `bare` if the contract has the slug itself instead of an object. */
export interface Reference {
  kind: 'reference'
  resource: Resource
  column?: string
  bare?: true
}

/** Columns `prefix_on`, `prefix_not_before`, `prefix_not_after`. */
export interface UncertainDay {
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

export interface Writes {
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

/** A list under a record of another resource. */
export interface SubList {
  parent: Resource
  child: Resource
  /** Filter of the child that the path gives. */
  filter: string
  texts: Texts
}

/** A way to find the record that a row of an import is of. */
export interface Matching {
  /** Columns that a file cannot be without. */
  needed: string[]
  /** Column to point at when the value is missing or names nothing. */
  column: string
  /** The value of a row; undefined when the row lacks a part of it. */
  keyOf: (row: Record<string, unknown>) => string | undefined
  /** Rows `key`, `id` of all records with one of the keys. */
  find: (keys: string[]) => RawBuilder<{ key: string; id: string }>
  /** Whether a row whose value no record has makes one; the ids of records are the registry's to give. */
  creates: boolean
}

/** A file of a form of its own that was read, such as an official register. */
export interface RegisterFile {
  rows: number
  /** Writes it in the caller's transaction, and tells what became of each row. */
  importRows: (tx: Tx) => Promise<ImportReport>
}

/** What can be imported: the columns and rules are those of its writes, unless it comes as a register with a reader of its own. */
export type Importable = {
  resource: Resource
  /** What a row is matched on, the usual way first. */
  matchings: Record<string, Matching>
  /** What a key needs beside `imports`. */
  scope?: Scope
} & (
  | { writes: Writes; register?: undefined }
  | { writes?: undefined; register: (format: 'csv' | 'ndjson', bytes: Uint8Array) => RegisterFile }
)

/** A file of the seed: which table it fills. */
export interface Dataset {
  /** Its name in data/konwent, without `.json`. */
  file: string
  table: string
  /** Column that names a record for good, and which the citations refer to. */
  key: 'id' | 'code'
  /** Column of `citation` that refers to its records. */
  citation?: string
  children?: Children[]
}

/** A nested list of a record of the seed: its rows go to a table of their own, with the columns that tie them to the parent. */
export interface Children {
  property: string
  table: string
  tie: (parent: Record<string, unknown>) => Record<string, unknown>
  /** Row of a list of bare values. */
  wrap?: (value: unknown) => Record<string, unknown>
  children?: Children[]
}

/** Runs work on the database of the settings, with the rights of the service or with all that the login has of its own. */
export type WithDatabase = (
  work: (connection: Connection, config: Config) => Promise<void>,
  rights?: 'konwent_app' | 'own'
) => Promise<void>

/** A right of readers beyond the public, as a setting of the transaction that functions of the database read. */
export interface ReaderRight {
  setting: string
  /** Value of a reader who may see everything. */
  full: string
  /** Value for the holder of a key; undefined if the key does not grant the right. */
  of: (caller: Caller) => string | undefined
  /** Type of the records whose audited columns it opens. All rights that open any name the same type. */
  discloses?: string
}

export interface Feature {
  /** Name of its folder. */
  name: string
  /** Tags of its operations in the contract, with what they are about. */
  tags?: Record<string, string>
  /** The first is the main one; those with texts get a list and a record. */
  resources?: Resource[]
  subLists?: SubList[]
  writes?: Writes[]
  /** Routes of its own under /v1, and those outside of it. */
  operations?: ((app: FastifyInstance) => void)[]
  rootOperations?: ((app: FastifyInstance) => void)[]
  /** What receivers of webhooks are sent: the section `webhooks` of the contract. */
  webhooks?: Webhooks
  /** Enums of its records with their labels. */
  vocabularies?: Vocabulary[]
  /** Rights of readers to its records beyond the public. */
  rights?: ReaderRight[]
  /** Texts of the constraints of its tables. */
  rules?: Rules
  refusals?: Refusals
  imports?: Importable[]
  seed?: Dataset[]
  /** What workers do for it, at night or when a request asks for it. */
  tasks?: Task[]
  /** Adds its commands to `konwent`. */
  commands?: (program: Command, withDatabase: WithDatabase) => void
}

const snake = (words: string): string => words.toLowerCase().replaceAll(' ', '_')

/** Texts of a list and of one record, made of what the records are called: `Legal acts`, `Legal act`. */
export const texts = (
  plural: string,
  singular: string,
  list: string,
  record: string
): NonNullable<Resource['texts']> => ({
  list: { operationId: `list_${snake(plural)}`, summary: `List ${plural.toLowerCase()}`, description: list },
  record: { operationId: `get_${snake(singular)}`, summary: `Get one ${singular.toLowerCase()}`, description: record }
})

export const defineFeature = (feature: Feature): Feature => feature

/** Keeps the inferred type of the record while checking the rest. Columns take the order of the record, which is that of the JSON. */
export function defineResource<T extends TObject>(resource: Resource<T>): Resource<T> {
  const { record, columns } = resource
  const known = columns as Record<string, Sql>
  // Every property of the record has a column, or it would not compile.
  const ordered = Object.fromEntries(
    Object.keys(record.properties).map((name) => [name, known[name] as Sql])
  ) as Columns<T>
  return { ...resource, columns: ordered }
}
