// The usual ways in which a row of an import names its record.
import { sql } from 'kysely'
import type { Matching } from '../../records/define.ts'
import { idsAmong } from '../../records/references.ts'

export const textAt = (row: Record<string, unknown>, ...path: string[]): string | undefined => {
  const value = path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined,
    row
  )
  return typeof value === 'string' && value !== '' ? value : undefined
}

export const byId = (table: string): Matching => ({
  needed: ['id'],
  column: 'id',
  keyOf: (row) => textAt(row, 'id'),
  find: (keys) =>
    sql`select id::text as key, id::text as id from ${sql.table(table)} where id = any(${idsAmong(keys)}::uuid[])`,
  creates: false
})

export const byColumn = (table: string, column: string): Matching => ({
  needed: [column],
  column,
  keyOf: (row) => textAt(row, column),
  find: (keys) =>
    sql`select ${sql.ref(column)} as key, id::text as id from ${sql.table(table)} where ${sql.ref(column)} = any(${keys})`,
  creates: true
})

/** Slugs of a table by the id that they lead to, former ones too. */
export const slugs = (table: string) => sql`(select slug as name, id from ${sql.table(table)} union all
  select identifier, target_id from redirect where subject_type = ${sql.lit(table)})`

export const bySlug = (table: string): Matching => ({
  ...byColumn(table, 'slug'),
  find: (keys) => sql`select s.name as key, s.id::text as id from ${slugs(table)} s where s.name = any(${keys})`
})
