// Declarations of the seed: which file of data/konwent fills which table.

/** A file of the seed. */
export interface Dataset {
  /** Its name in data/konwent, without `.json`. */
  file: string
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
