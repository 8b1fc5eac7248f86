// Declarations of the seed: which data fills which table.
import type { Db, Tx } from '../db/connect.ts'

/** Records of the seed: from a file of data/konwent, or from a register in a format of its own. */
export type Dataset = Target & (SeedFile | { file?: undefined; register: SeedRegister })

interface SeedFile {
  /** Its name in data/konwent, without `.json`. */
  file: string
  register?: undefined
}

/**
 * A register that others publish, without personal data. It is also loaded into a registry that an earlier version has
 * filled. Lists that a record lacks are left as they are.
 */
export interface SeedRegister {
  /** Returns whether the registry lacks the register, or has an older state of it. */
  isMissing: (db: Db) => Promise<boolean>
  /** Prepares the registry for the state of the register, and returns the records in the form of a file. */
  records: (tx: Tx) => Promise<Record<string, unknown>[]>
}

interface Target {
  table: string
  /** Column that identifies a record permanently. Citations refer to it. */
  key: 'id' | 'code'
  /** Column of `citation` that refers to the records of this file. */
  citation?: string
  children?: Children[]
}

/** A nested list in a record of the seed. Its rows go to another table. */
export interface Children {
  property: string
  table: string
  /** Returns the columns that refer to the parent. */
  parentColumns: (parent: Record<string, unknown>) => Record<string, unknown>
  /** Makes a row of a list item that is not an object. */
  wrap?: (value: unknown) => Record<string, unknown>
  children?: Children[]
}
