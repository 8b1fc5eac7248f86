// The free texts of the whole database, found in its catalogue, so that a new table cannot be forgotten.
import { type Expression, type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../db/connect.ts'
import type { Sql } from '../../records/define.ts'
import type { Patterns } from './traces.ts'

export interface TextColumn {
  schema: string
  table: string
  column: string
  type: 'text' | 'varchar' | '_text' | 'json' | 'jsonb'
  /** Columns of the primary key. */
  key: string[]
  /** Whether no two rows may have the same. */
  unique: boolean
}

/** All columns of text that the service may change: what it may only add to holds no personal values. */
export async function listTextColumns(db: Db): Promise<TextColumn[]> {
  // The generated types do not cover the catalogue.
  const { rows } = await sql<TextColumn>`
    select n.nspname as schema, c.relname as table, a.attname as column, t.typname as type,
      array(select k.attname::text from pg_index i
        join pg_attribute k on k.attrelid = i.indrelid and k.attnum = any(i.indkey)
        where i.indrelid = c.oid and i.indisprimary order by array_position(i.indkey::int2[], k.attnum)) as key,
      exists (select from pg_index i where i.indrelid = c.oid and i.indisunique and a.attnum = any(i.indkey)) as unique
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      join pg_type t on t.oid = a.atttypid
    where n.nspname = 'public' and c.relkind = 'r' and t.typname in ('text', 'varchar', '_text', 'json', 'jsonb')
      and has_schema_privilege(n.oid, 'usage')
      and has_table_privilege(c.oid, 'select') and has_table_privilege(c.oid, 'update')
    order by 1, 2, a.attnum`.execute(db)
  return rows
}

export const asText = (type: TextColumn['type'], column: string): Sql =>
  type === '_text' ? sql`array_to_string(${sql.ref(`x.${column}`)}, E'\n')` : sql`${sql.ref(`x.${column}`)}::text`

/** Condition that one of the expressions finds something in a text; without regard to case unless `cased`. */
export const findsAny = (text: Expression<unknown>, patterns: string[], { cased = false } = {}): RawBuilder<boolean> =>
  patterns.length === 0
    ? sql`false`
    : sql`(${sql.join(
        patterns.map((pattern) => (cased ? sql`${text} ~ ${pattern}` : sql`${text} ~* ${pattern}`)),
        sql` or `
      )})`

/** A text without what the expressions find, which is replaced. */
export const without = (text: Sql, patterns: string[], replacement: Sql): Sql =>
  patterns.reduce((rest, pattern) => sql`regexp_replace(${rest}, ${pattern}, ${replacement}, 'gi')`, text)

/** Condition that a text may hold what the patterns find. Fast, and to be written before them. */
export const mayHold = (text: Expression<unknown>, { hints }: Patterns): RawBuilder<boolean> =>
  sql`case when ${findsAny(text, hints.roots)} then ${findsAny(text, hints.loose)} else false end`

/** Condition that a text holds what an erasure cuts out. */
export const isErased = (text: Expression<unknown>, patterns: Patterns): RawBuilder<boolean> =>
  sql`case when ${mayHold(text, patterns)} then ${findsAny(text, patterns.erased)} else false end`

const LINKS = ['url', 'website']
const meaningless = sql`encode(substr(sha256(uuidv7()::text::bytea), 1, 6), 'hex')`
/** What stands in the place of a trace: in links only what may stand there, and where no two may be alike something of its own. */
const placeholder = ({ column, unique }: TextColumn) =>
  LINKS.includes(column) ? sql`'usunieto'` : unique ? sql`'[usunięto ' || ${meaningless} || ']'` : sql`'[usunięto]'`

/**
 * Puts «[usunięto]» in the place of what is to be erased in any text outside of the tables named; slugs get a
 * meaningless one.
 */
export async function removeTexts(tx: Tx, patterns: Patterns, except: string[]): Promise<void> {
  for (const text of await listTextColumns(tx)) {
    const { schema, table, column, type } = text
    if (except.includes(table)) continue
    const value = sql.ref(`x.${column}`)
    const cut = (from: Sql) => without(from, patterns.erased, placeholder(text))
    const rest =
      column === 'slug'
        ? sql`'usunieto-' || ${meaningless}`
        : type === '_text'
          ? sql`array(select ${cut(sql.ref('u.part'))}
              from unnest(${value}) with ordinality as u (part, no) order by u.no)`
          : type === 'text' || type === 'varchar'
            ? cut(value)
            : sql`${cut(sql`${value}::text`)}::${sql.raw(type)}`
    await sql`update ${sql.table(`${schema}.${table}`)} x set ${sql.id(column)} = ${rest}
      where ${isErased(asText(type, column), patterns)}`.execute(tx)
  }
}
