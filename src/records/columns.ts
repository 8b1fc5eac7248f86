// Columns of a table in SQL, checked by the compiler against the generated types.
import { sql } from 'kysely'
import type { DB } from '../db/types.ts'
import type { Resource, SortKey, Sql } from './define.ts'
import { named } from './references.ts'
import { moment, uncertain, unlessNull } from './sql.ts'

type Name<T extends keyof DB> = keyof DB[T] & string
/** Prefixes of uncertain dates: columns `prefix_on`, `prefix_not_before`, `prefix_not_after`. */
type UncertainPrefix<T extends keyof DB> =
  Name<T> extends infer N ? (N extends `${infer P}_not_before` ? P : never) : never
type Keys = Pick<Resource, 'identifiedBy' | 'id' | 'updatedAt'>

export interface TableColumns<T extends keyof DB> {
  /** One column. */
  (name: Name<T>): Sql
  /** The table under its alias, for FROM and JOIN. */
  table: Sql
  /** Columns that are properties of the same name. */
  pick: <const N extends Name<T>>(...names: N[]) => Record<N, Sql>
  /** What every record has: id, slug, version, updated_at. */
  standard: () => Record<'id' | 'slug' | 'version' | 'updated_at', Sql>
  /** The same for a record with neither id nor slug. */
  stamps: () => Record<'version' | 'updated_at', Sql>
  /** How a record is found by what a path names it with, told from others, and dated; spread into the resource. */
  keys: (by: 'id' | 'slug') => Required<Keys>
  /** A timestamptz in UTC. */
  moment: (name: Name<T>) => Sql
  uncertain: (prefix: UncertainPrefix<T>) => Sql
  /** The value, or null if the column is null: an outer join that finds no row gives null, not an object of nulls. */
  unlessNull: (name: Name<T>, value: Sql) => Sql
  sort: (name: Name<T>, type: SortKey['type']) => SortKey
  /** Order of text by the Polish alphabet. */
  alphabetical: (name: Name<T>) => SortKey
}

/** The columns of a table under the alias that the query gives it. */
export function columnsOf<const T extends keyof DB>(table: T, alias: string): TableColumns<T> {
  const column = (name: string): Sql => sql.ref(`${alias}.${name}`)
  const stamps = () => ({ version: column('version'), updated_at: moment(`${alias}.updated_at`) })
  return Object.assign(column, {
    table: sql`${sql.table(table)} as ${sql.id(alias)}`,
    pick: <const N extends Name<T>>(...names: N[]) =>
      // fromEntries() forgets which keys it was given.
      Object.fromEntries(names.map((name) => [name, column(name)])) as Record<N, Sql>,
    standard: () => ({ id: column('id'), slug: column('slug'), ...stamps() }),
    stamps,
    keys: (by: 'id' | 'slug'): Required<Keys> => ({
      identifiedBy: by === 'slug' ? named(alias) : (id) => sql`${column('id')} = ${id}::uuid`,
      id: { expression: column('id'), type: 'uuid' },
      updatedAt: column('updated_at')
    }),
    moment: (name: Name<T>) => moment(`${alias}.${name}`),
    uncertain: (prefix: UncertainPrefix<T>) => uncertain(`${alias}.${prefix}`),
    unlessNull: (name: Name<T>, value: Sql) => unlessNull(`${alias}.${name}`, value),
    sort: (name: Name<T>, type: SortKey['type']) => ({ expression: column(name), type }),
    alphabetical: (name: Name<T>): SortKey => ({ expression: sql`${column(name)} collate "pl-x-icu"`, type: 'text' })
  })
}
