// Declarations of writes: how the properties of a body are stored, and what is checked.
import type { Tx } from '../db/connect.ts'
import type { Scope } from '../http/access.ts'
import type { Fault } from '../http/errors.ts'
import type { Resource } from './define.ts'

/** A property with a column of its own. */
export interface Value {
  kind: 'value'
  column?: string
  /** Stored if the body omits the property or has null. */
  fallback?: unknown
  /** Whether the stored value stays if the body omits the property, also in a PUT. */
  keepIfAbsent?: true
  /** Whether the registry sets the value. A body may repeat it, or clear it with null. */
  managed?: true
}

/** Another record, named by an object with id, slug or code. `bare`: the contract has the slug itself. */
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

/** Rows of another table that are replaced as a whole. */
export interface Rows {
  kind: 'rows'
  table: string
  /** Column that refers to the record. In nested rows, it refers to the number of the enclosing row. */
  parentColumn: string
  /** Whether column `no` holds the order of the rows. It is no part of the body. */
  numbered: boolean
  items: Properties
  required: string[]
}

export type Property = Value | Reference | UncertainDay | Rows
export type Properties = Record<string, Property>

/** A record that may be the same as a new one. */
export interface Duplicate {
  id: string
  /** Other name by which it was found, such as a former one; null if it was found by its present name. */
  matched_name: string | null
}

/**
 * Finds records that may be the same as new ones. `ids` are the new records, which are already stored. The result has
 * the duplicates by the id of the new record, at most a few for each; other new records of the same transaction count.
 */
export interface Duplicates {
  /** Property of the body to which an error points. */
  pointer: string
  find: (tx: Tx, ids: string[]) => Promise<Map<string, Duplicate[]>>
}

export interface Writes {
  resource: Resource
  properties: Properties
  /** Properties of the record that follow from another one: a body with them gets a message that names it. */
  derived?: Record<string, string>
  /** Properties that a new record must have. */
  required: string[]
  /** Body of a new record and a patch of it, as examples for the contract. A test sends both to a seeded registry. */
  example: Record<string, unknown>
  change: Record<string, unknown>
  /** Returns the words of the slug for a body without one. Absent if records have no slug. */
  slugFrom?: (body: Record<string, unknown>) => string
  /** Slugs that no record may have, because they are paths. */
  reservedSlugs?: string[]
  /** How records that may be the same as a new one are found. Default: they are not looked for. */
  duplicates?: Duplicates
  /**
   * Returns violations, by the row as it would be stored, of rules that the database cannot enforce. `stored` is the
   * row before the change; undefined for a new record.
   */
  faults?: (row: Record<string, unknown>, stored?: Record<string, unknown>) => Fault[]
  /** Throws if the state of the record does not allow a change or deletion. The row is locked. */
  guard?: (tx: Tx, id: string, step: 'change' | 'deletion') => Promise<void>
  /** Staff scope that some writes need in addition. `id` is null for a new record, `body` for a deletion. */
  reserved?: {
    scope: Scope
    /** The writes that need it, as the subject of a sentence in the contract. */
    text: string
    appliesTo: (tx: Tx, id: string | null, body: Record<string, unknown> | null) => Promise<boolean>
  }
}
