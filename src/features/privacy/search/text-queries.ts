// Queries over all texts of the database. The columns come from the catalogue, so that no new table is forgotten.
import { type Expression, type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../../db/connect.ts'
import type { Sql } from '../../../records/define.ts'
import type { Patterns } from './patterns.ts'

export interface TextColumn {
  schema: string
  table: string
  column: string
  type: 'text' | 'varchar' | '_text' | 'json' | 'jsonb'
  /** Columns of the primary key. */
  key: string[]
  /** Whether the column is part of a unique index. */
  unique: boolean
}

/** The part of a query after `from`: all text columns (`a`) of tables (`c`) in schemas (`n`) that may be updated. */
export const textColumns = sql`pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      join pg_type t on t.oid = a.atttypid
    where n.nspname = 'public' and c.relkind = 'r' and t.typname in ('text', 'varchar', '_text', 'json', 'jsonb')
      and has_schema_privilege(n.oid, 'usage')
      and has_table_privilege(c.oid, 'select') and has_table_privilege(c.oid, 'update')`

/** Returns all text columns that the service may update. Append-only tables contain no personal data. */
export async function listTextColumns(db: Db): Promise<TextColumn[]> {
  // The generated types do not cover the catalogue.
  const { rows } = await sql<TextColumn>`
    select n.nspname as schema, c.relname as table, a.attname as column, t.typname as type,
      array(select k.attname::text from pg_index i
        join pg_attribute k on k.attrelid = i.indrelid and k.attnum = any(i.indkey)
        where i.indrelid = c.oid and i.indisprimary order by array_position(i.indkey::int2[], k.attnum)) as key,
      exists (select from pg_index i where i.indrelid = c.oid and i.indisunique and a.attnum = any(i.indkey)) as unique
    from ${textColumns}
    order by 1, 2, a.attnum`.execute(db)
  return rows
}

export const asText = (type: TextColumn['type'], column: string): Sql =>
  type === '_text' ? sql`array_to_string(${sql.ref(`x.${column}`)}, E'\n')` : sql`${sql.ref(`x.${column}`)}::text`

/** Condition that one of the patterns matches in a text, ignoring case unless `cased`. */
export const findsAny = (text: Expression<unknown>, patterns: string[], { cased = false } = {}): RawBuilder<boolean> =>
  patterns.length === 0
    ? sql`false`
    : sql`(${sql.join(
        patterns.map((pattern) => (cased ? sql`${text} ~ ${pattern}` : sql`${text} ~* ${pattern}`)),
        sql` or `
      )})`

/** Replaces all matches of the patterns in a text. */
export const replaceMatches = (text: Sql, patterns: string[], replacement: Sql): Sql =>
  patterns.reduce((rest, pattern) => sql`regexp_replace(${rest}, ${pattern}, ${replacement}, 'gi')`, text)

/** Fast condition that a text may contain a match. It is to be tested before the patterns themselves. */
export const mayContain = (text: Expression<unknown>, { hints }: Patterns): RawBuilder<boolean> =>
  sql`case when ${findsAny(text, hints.roots)} then ${findsAny(text, hints.loose)} else false end`

/** Condition that a text contains something that an erasure removes. */
export const containsErasable = (text: Expression<unknown>, patterns: Patterns): RawBuilder<boolean> =>
  sql`case when ${mayContain(text, patterns)} then ${findsAny(text, patterns.erased)} else false end`

const LINKS = ['url', 'website']
const randomHex = sql`encode(substr(sha256(uuidv7()::text::bytea), 1, 6), 'hex')`
/** Returns the text that replaces a match. It is valid in links, and unique in columns with a unique index. */
function placeholder({ column, unique }: TextColumn): Sql {
  if (LINKS.includes(column)) return sql`'usunieto'`
  return unique ? sql`'[usunięto ' || ${randomHex} || ']'` : sql`'[usunięto]'`
}

/** Returns the new value of a text column in which the matches are replaced. A slug is replaced as a whole. */
function erasedValue(text: TextColumn, patterns: Patterns): Sql {
  const { column, type } = text
  if (column === 'slug') return sql`'usunieto-' || ${randomHex}`
  const value = sql.ref(`x.${column}`)
  const replaced = (from: Sql) => replaceMatches(from, patterns.erased, placeholder(text))
  if (type === 'text' || type === 'varchar') return replaced(value)
  if (type === '_text')
    return sql`array(select ${replaced(sql.ref('u.part'))}
      from unnest(${value}) with ordinality as u (part, no) order by u.no)`
  return sql`${replaced(sql`${value}::text`)}::${sql.raw(type)}`
}

/** Replaces everything to be erased in all texts of the database, except in the tables `except`. */
export async function removeTexts(tx: Tx, patterns: Patterns, except: string[]): Promise<void> {
  for (const text of await listTextColumns(tx)) {
    const { schema, table, column, type } = text
    if (except.includes(table)) continue
    await sql`update ${sql.table(`${schema}.${table}`)} x set ${sql.id(column)} = ${erasedValue(text, patterns)}
      where ${containsErasable(asText(type, column), patterns)}`.execute(tx)
  }
}
