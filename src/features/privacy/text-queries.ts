// The free texts of the whole database, found in its catalogue, so that a new table cannot be forgotten.
import { sql } from 'kysely'
import type { Db, Tx } from '../../db/connect.ts'

interface TextColumn {
  schema: string
  table: string
  column: string
  type: 'text' | 'varchar' | '_text' | 'json' | 'jsonb'
  /** First column of the primary key. */
  key: string | null
  /** Whether no two rows may have the same. */
  unique: boolean
}

/** All columns of text that the service may change: what it may only add to holds no personal values. */
async function listTextColumns(db: Db): Promise<TextColumn[]> {
  const { rows } = await sql<TextColumn>`
    select n.nspname as schema, c.relname as table, a.attname as column, t.typname as type,
      (select k.attname from pg_index i join pg_attribute k on k.attrelid = i.indrelid and k.attnum = i.indkey[0] where i.indrelid = c.oid and i.indisprimary) as key,
      exists (select from pg_index i where i.indrelid = c.oid and i.indisunique and a.attnum = any(i.indkey)) as unique
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      join pg_type t on t.oid = a.atttypid
    where n.nspname = 'public' and c.relkind = 'r' and t.typname in ('text', 'varchar', '_text', 'json', 'jsonb')
      and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select') and has_table_privilege(c.oid, 'update')
    order by 1, 2, a.attnum`.execute(db)
  return rows
}

const asText = (type: TextColumn['type'], column: string) =>
  type === '_text' ? sql`array_to_string(${sql.ref(`x.${column}`)}, E'\n')` : sql`${sql.ref(`x.${column}`)}::text`

export interface Mention {
  table: string
  column: string
  record: string | null
  text: string
}

/** Texts outside of the tables named in which the pattern is found, each cut to 2,000 characters. */
export async function findMentions(db: Db, pattern: string, except: string[]): Promise<Mention[]> {
  const mentions: Mention[] = []
  for (const { schema, table, column, type, key } of await listTextColumns(db)) {
    if (except.includes(table)) continue
    const text = asText(type, column)
    const { rows } = await sql<{ record: string | null; text: string }>`
      select ${key === null ? sql`null` : sql`${sql.ref(`x.${key}`)}::text`} as record, btrim(left(${text}, 2000)) as text
      from ${sql.table(`${schema}.${table}`)} x where ${text} ~* ${pattern} order by 1`.execute(db)
    mentions.push(...rows.map((row) => ({ table, column, ...row })))
  }
  return mentions
}

const LINKS = ['url', 'website']
const meaningless = sql`encode(substr(sha256(uuidv7()::text::bytea), 1, 6), 'hex')`
/** What stands in the place of a trace: in links only what may stand there, and where no two may be alike something of its own. */
const placeholder = ({ column, unique }: TextColumn) =>
  LINKS.includes(column) ? sql`'usunieto'` : unique ? sql`'[usunięto ' || ${meaningless} || ']'` : sql`'[usunięto]'`

/** Puts «[usunięto]» in the place of what the pattern finds in any text outside of the tables named; slugs get a meaningless one. */
export async function removeTexts(tx: Tx, pattern: string, except: string[]): Promise<void> {
  for (const text of await listTextColumns(tx)) {
    const { schema, table, column, type } = text
    if (except.includes(table)) continue
    const value = sql.ref(`x.${column}`)
    const cut = (from: typeof value) => sql`regexp_replace(${from}, ${pattern}, ${placeholder(text)}, 'gi')`
    const rest =
      column === 'slug'
        ? sql`'usunieto-' || ${meaningless}`
        : type === '_text'
          ? sql`array(select ${cut(sql.ref('u.part'))} from unnest(${value}) with ordinality as u (part, no) order by u.no)`
          : type === 'text' || type === 'varchar'
            ? cut(value)
            : sql`${cut(sql`${value}::text` as never)}::${sql.raw(type)}`
    await sql`update ${sql.table(`${schema}.${table}`)} x set ${sql.id(column)} = ${rest} where ${asText(type, column)} ~* ${pattern}`.execute(tx)
  }
}
