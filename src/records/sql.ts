// SQL building blocks for declarations: filters, JSON, uncertain dates, timestamps in UTC.
import { sql } from 'kysely'
import type { Sql } from './define.ts'

/**
 * `expression = any(values)`; undefined if the filter is absent. A single value is written as `=`, so that PostgreSQL
 * can use an index on (value, sort key) for the order.
 */
export const isOneOf = (expression: Sql, values: readonly unknown[] | undefined, type = 'text'): Sql | undefined =>
  values &&
  (values.length === 1
    ? sql`${expression} = ${values[0]}::${sql.raw(type)}`
    : sql`${expression} = any(${[...values]}::${sql.raw(`${type}[]`)})`)

/** `expression = value`; undefined if the filter is absent. */
export const equals = (expression: Sql, value: unknown): Sql | undefined =>
  value === undefined ? undefined : sql`${expression} = ${value}`

/** JSON of an uncertain date from the columns `prefix_on`, `prefix_not_before`, `prefix_not_after`. */
export const uncertain = (prefix: string): Sql => {
  const column = (suffix: string) => sql.ref(`${prefix}_${suffix}`)
  return object({ on: column('on'), not_before: column('not_before'), not_after: column('not_after') })
}

/**
 * A timestamptz as RFC 3339 text in UTC with microseconds. It does not depend on the time zone of the session, because
 * a connection pooler may drop that setting.
 */
export const utcText = (value: Sql): Sql => sql`to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** A timestamptz column as text in UTC. The microseconds allow the value to be used as `updated_since`. */
export const moment = (column: string): Sql => utcText(sql.ref(column))

/** Columns as one JSON object. row_to_json is faster than json_build_object and writes no spaces. */
export const object = (columns: Record<string, Sql>): Sql =>
  sql`(select row_to_json(r) from (select ${withAliases(columns)}) as r)`

const withAliases = (columns: Record<string, Sql>): Sql =>
  sql.join(Object.entries(columns).map(([name, value]) => sql`${value} as ${sql.id(name)}`))

/** Rows of a query as a JSON array of objects in the order of the query; an empty array without rows. */
export const arrayOf = (columns: Record<string, Sql>, rest: Sql): Sql =>
  sql`(select coalesce('[' || string_agg(row_to_json(r)::text, ',') || ']', '[]')::json
    from (select ${withAliases(columns)} ${rest}) as r)`

/** The value, or null if the key is null: after a left join without a row, not an object of nulls. */
export const unlessNull = (key: string, value: Sql): Sql => sql`case when ${sql.ref(key)} is not null then ${value} end`

/** A column whose value is not public in every row. */
export interface Audited {
  value: Sql
  /** Condition: the value is public in this row. Default: in no row. */
  isPublic?: Sql
  /** Condition: the reader may see the value although it is not public. */
  maySee: Sql
}

/**
 * Columns whose reading is audited. A non-public value leaves the database only through the SQL function disclosed(),
 * which notes the record and the column for the audit (docs/decisions/0035). A reader without the permission gets null.
 * `id` is the id of the record.
 */
export function auditedColumns<K extends string>(
  id: Sql,
  columns: Record<K, Audited>
): { audited: readonly K[]; columns: Record<K, Sql> } {
  const disclosed = (name: string, { value, isPublic, maySee }: Audited): Sql => {
    const publicValue = isPublic ? sql`when ${isPublic} then ${value}::text` : sql``
    return sql`case ${publicValue} when ${maySee} then disclosed(${id}, ${sql.lit(name)}, ${value}::text) end`
  }
  const audited = Object.keys(columns) as K[]
  // The type of Object.fromEntries() loses the keys.
  return {
    audited,
    columns: Object.fromEntries(audited.map((name) => [name, disclosed(name, columns[name])])) as Record<K, Sql>
  }
}
