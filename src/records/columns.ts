// Columns of a table in SQL, checked by the compiler against the generated types.
import { type AliasedRawBuilder, type RawBuilder, type Selectable, sql } from 'kysely'
import type { DB } from '../db/types.ts'
import type { Resource, SortKey, Sql } from './define.ts'
import { matchesIdOrSlug } from './references.ts'
import { moment, uncertain, unlessNull } from './sql.ts'

type Name<T extends keyof DB> = keyof DB[T] & string
/** Prefixes of the uncertain dates of a table: columns `prefix_on`, `prefix_not_before`, `prefix_not_after`. */
type UncertainPrefix<T extends keyof DB> =
  Name<T> extends infer N ? (N extends `${infer P}_not_before` ? P : never) : never
type Keys = Pick<Resource, 'identifiedBy' | 'id' | 'updatedAt'>

export interface TableColumns<T extends keyof DB> {
  /** One column. */
  (name: Name<T>): Sql
  /** The table with its alias, for FROM and JOIN. */
  table: Sql
  /** Columns for properties that have the same names. */
  pick: <const N extends Name<T>>(...names: N[]) => Record<N, Sql>
  /** The standard columns of a record: id, slug, version, updated_at. */
  standard: () => Record<'id' | 'slug' | 'version' | 'updated_at', Sql>
  /** The standard columns of a record without id and slug. */
  stamps: () => Record<'version' | 'updated_at', Sql>
  /** Members of the resource that identify a record (by id alone, or by id or slug) and date it. */
  keys: (by: 'id' | 'slug') => Required<Keys>
  /** A timestamptz as text in UTC. */
  moment: (name: Name<T>) => Sql
  uncertain: (prefix: UncertainPrefix<T>) => Sql
  /** The value, or null if the column is null: after an outer join without a row, not an object of nulls. */
  unlessNull: (name: Name<T>, value: Sql) => Sql
  sort: (name: Name<T>, type: SortKey['type']) => SortKey
  /** Order of text by the Polish alphabet. */
  alphabetical: (name: Name<T>) => SortKey
}

/** Returns the columns of a table under the alias that it has in the query. */
export function columnsOf<const T extends keyof DB>(table: T, alias: string): TableColumns<T> {
  const column = (name: string): Sql => sql.ref(`${alias}.${name}`)
  const stamps = () => ({ version: column('version'), updated_at: moment(`${alias}.updated_at`) })
  return Object.assign(column, {
    table: sql`${sql.table(table)} as ${sql.id(alias)}`,
    pick: <const N extends Name<T>>(...names: N[]) =>
      // The type of Object.fromEntries() loses the keys.
      Object.fromEntries(names.map((name) => [name, column(name)])) as Record<N, Sql>,
    standard: () => ({ id: column('id'), slug: column('slug'), ...stamps() }),
    stamps,
    keys: (by: 'id' | 'slug'): Required<Keys> => ({
      identifiedBy: by === 'slug' ? matchesIdOrSlug(alias) : (id) => sql`${column('id')} = ${id}::uuid`,
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

/** Selects every column of the table; `overrides` replaces the value of some. */
export const everyColumn = <T extends keyof DB>(
  t: TableColumns<T>,
  columns: Record<Name<T>, true>,
  overrides: Partial<Record<Name<T>, Sql>>
): Sql =>
  // Object.keys() forgets which keys there are.
  sql.join((Object.keys(columns) as Name<T>[]).map((name) => sql`${overrides[name] ?? t(name)} as ${sql.id(name)}`))

/** `any(values)`, for a comparison with a column. It is one parameter for any number of values. */
export const anyOf = <V>(values: readonly V[]): RawBuilder<V> => sql<V>`any(${values})`

/**
 * FROM item for the query builder: rows of a table from JSON. Columns that a row lacks are null. The text of the
 * statement is the same for any number of rows.
 */
export const recordsOf = <const T extends keyof DB, const A extends string>(
  table: T,
  rows: readonly { [N in Name<T>]?: unknown }[],
  alias: A
): AliasedRawBuilder<Selectable<DB[T]>, A> =>
  sql<Selectable<DB[T]>>`jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.as(alias)
