// Common ways to match a row of an import with a record.
import { sql } from 'kysely'
import type { DB } from '../../db/types.ts'
import { columnsOf } from '../../records/columns.ts'
import type { Sql } from '../../records/define.ts'
import type { Matching } from '../../records/define-imports.ts'
import { idsAmong } from '../../records/references.ts'

/** Returns the text at a path in a row; undefined if it is absent, empty or not text. */
export const textAt = (row: Record<string, unknown>, ...path: string[]): string | undefined => {
  const value = path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined,
    row
  )
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Tables that have all of these columns. */
type TableWith<N extends string> = { [T in keyof DB]: N extends keyof DB[T] ? T : never }[keyof DB]
type Slugged = TableWith<'id'> & TableWith<'slug'>

export function byId(table: TableWith<'id'>): Matching {
  const t = columnsOf(table, 't')
  return {
    needed: ['id'],
    column: 'id',
    keyOf: (row) => textAt(row, 'id'),
    find: (keys) => sql`
      select ${t('id')}::text as key, ${t('id')}::text as id from ${t.table}
      where ${t('id')} = any(${idsAmong(keys)}::uuid[])`,
    creates: false
  }
}

export function byColumn<const T extends TableWith<'id'>>(table: T, column: keyof DB[T] & string): Matching {
  const t = columnsOf(table, 't')
  const id = columnsOf<TableWith<'id'>>(table, 't')('id')
  return {
    needed: [column],
    column,
    keyOf: (row) => textAt(row, column),
    find: (keys) =>
      sql`select ${t(column)} as key, ${id}::text as id from ${t.table} where ${t(column)} = any(${keys})`,
    creates: true
  }
}

/** Selects the present and former slugs of a table (`name`) with the id of their record. */
export function slugs(table: Slugged): Sql {
  const t = columnsOf(table, 't')
  const r = columnsOf('redirect', 'r')
  return sql`(
    select ${t('slug')} as name, ${t('id')} as id from ${t.table}
    union all
    select ${r('identifier')}, ${r('target_id')} from ${r.table} where ${r('subject_type')} = ${sql.lit(table)})`
}

export const bySlug = (table: Slugged): Matching => ({
  ...byColumn(table, 'slug'),
  needed: [],
  optional: true,
  find: (keys) => sql`select s.name as key, s.id::text as id from ${slugs(table)} s where s.name = any(${keys})`
})
