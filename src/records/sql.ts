// SQL that declarations are made of: filters, JSON, uncertain dates, moments in UTC.
import { sql } from 'kysely'
import type { Sql } from './define.ts'

/** `expression = any(values)`, or nothing when the filter is not given. Of one value PostgreSQL knows that an index in another order goes on from there. */
export const isOneOf = (expression: Sql, values: readonly unknown[] | undefined, type = 'text'): Sql | undefined =>
  values &&
  (values.length === 1
    ? sql`${expression} = ${values[0]}::${sql.raw(type)}`
    : sql`${expression} = any(${[...values]}::${sql.raw(`${type}[]`)})`)

/** `expression = value`, or nothing when the filter is not given. */
export const equals = (expression: Sql, value: unknown): Sql | undefined =>
  value === undefined ? undefined : sql`${expression} = ${value}`

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
export const object = (columns: Record<string, Sql>): Sql =>
  sql`(select row_to_json(r) from (select ${named(columns)}) as r)`

const named = (columns: Record<string, Sql>): Sql =>
  sql.join(Object.entries(columns).map(([name, value]) => sql`${value} as ${sql.id(name)}`))

/** Rows of a query as a JSON array of objects, in the query's order; an empty array when there are none. */
export const arrayOf = (columns: Record<string, Sql>, rest: Sql): Sql =>
  sql`(select coalesce('[' || string_agg(row_to_json(r)::text, ',') || ']', '[]')::json from (select ${named(columns)} ${rest}) as r)`

/** Nothing where the key is null: a left join that found no row gives null, not an object of nulls. */
export const unlessNull = (key: string, value: Sql): Sql => sql`case when ${sql.ref(key)} is not null then ${value} end`

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
 * for the audit (docs/decisions/0035); a reader who may not see it gets null. `id` is the id of the record.
 */
export function auditedColumns<K extends string>(
  id: Sql,
  columns: Record<K, Audited>
): { audited: readonly K[]; columns: Record<K, Sql> } {
  const noted = (name: string, { value, isPublic, maySee }: Audited): Sql =>
    sql`case ${isPublic ? sql`when ${isPublic} then ${value}::text` : sql``} when ${maySee} then disclosed(${id}, ${sql.lit(name)}, ${value}::text) end`
  const audited = Object.keys(columns) as K[]
  // Object.fromEntries forgets which keys there are.
  return {
    audited,
    columns: Object.fromEntries(audited.map((name) => [name, noted(name, columns[name])])) as Record<K, Sql>
  }
}
