// Asks the database which of its constraints rows would break, and which records have the values of a row that it
// refused. The catalog has the conditions, so that they are stated only once.
import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import { attempt } from '../../db/transaction.ts'
import type { Properties } from '../define-writes.ts'
import { columnsOf, type ListRow, type Plan, type Row } from './store.ts'

/** Records with the values of a refused row that are looked up. */
const MAX_HOLDERS = 5

interface Check {
  name: string
  expression: string
  columns: string[]
}

/**
 * Returns the names of the broken CHECK constraints of each plan, in the order of the plans. Only constraints on a
 * single property that the plan has are checked, such as check digits: others may depend on triggers or on properties
 * that are missing.
 */
export async function brokenChecks(
  tx: Tx,
  table: string,
  properties: Properties,
  plans: readonly Plan[]
): Promise<string[][]> {
  const broken = plans.map((): string[] => [])
  await noteBroken(
    tx,
    table,
    properties,
    plans.map((plan, owner) => ({ ...plan, owner })),
    broken
  )
  return broken.map((names) => [...new Set(names)])
}

/** A row of a record or of one of its lists. `owner` is the index of the record. */
type OwnedRow = ListRow & { id: string | null; owner: number }

async function noteBroken(
  tx: Tx,
  table: string,
  properties: Properties,
  rows: readonly OwnedRow[],
  broken: string[][]
): Promise<void> {
  if (rows.length === 0) return
  for (const { owner, name } of await brokenIn(tx, table, properties, rows)) broken[owner]?.push(name)
  for (const [name, property] of Object.entries(properties)) {
    if (property.kind !== 'rows') continue
    const items = rows.flatMap(({ owner, lists }) =>
      (lists.get(name) ?? []).map((row) => ({ ...row, id: null, owner }))
    )
    await noteBroken(tx, property.table, property.items, items, broken)
  }
}

async function brokenIn(
  tx: Tx,
  table: string,
  properties: Properties,
  rows: readonly OwnedRow[]
): Promise<{ owner: number; name: string }[]> {
  const { rows: all } = await sql<Check>`
    select conname as name, pg_get_expr(conbin, conrelid) as expression,
      array(select attname::text from pg_attribute where attrelid = conrelid and attnum = any(conkey)) as columns
    from pg_constraint where conrelid = ${table}::regclass and contype = 'c' order by conname`.execute(tx)
  const groups = Object.entries(properties).map(([name, property]) => columnsOf(name, property))
  const checks = all.filter(({ columns }) => groups.some((group) => columns.every((column) => group.includes(column))))
  if (checks.length === 0) return []
  const used = [...new Set(checks.flatMap(({ columns }) => columns))]
  const changes = rows.map(({ id, columns }) => ({ id, columns: valuesOf(columns, used) }))
  const stored = rows.some(({ id }) => id !== null)
  const base = stored ? sql`stored` : sql`null::${sql.table(table)}`
  const join = stored ? sql`left join ${sql.table(table)} as stored on stored.id = (e.change ->> 'id')::uuid` : sql``
  const conditions = checks.map(({ name, expression }) => sql`(${name}, ${sql.raw(expression)})`)
  const found = await unlessUnreadable(() =>
    attempt(tx, () =>
      sql<{ row_no: number; name: string }>`
        select r.row_no::int as row_no, c.name from (
          select e.row_no, changed.* from jsonb_array_elements(${JSON.stringify(changes)}::jsonb)
            with ordinality as e (change, row_no) ${join}
          cross join lateral jsonb_populate_record(${base}, e.change -> 'columns') as changed
        ) as r cross join lateral (values ${sql.join(conditions)}) as c (name, holds)
        where not c.holds order by 1`.execute(tx)
    )
  )
  const columnsOfCheck = new Map(checks.map(({ name, columns }) => [name, columns]))
  return (found?.rows ?? []).flatMap(({ row_no, name }) => {
    const { owner, columns } = rows[row_no - 1] as OwnedRow
    return columnsOfCheck.get(name)?.some((column) => column in columns) ? [{ owner, name }] : []
  })
}

const valuesOf = (columns: Row, names: readonly string[]): Row =>
  Object.fromEntries(names.filter((name) => columns[name] !== undefined).map((name) => [name, columns[name]]))

/** Returns undefined for values that PostgreSQL cannot read, such as a number that is too large. */
async function unlessUnreadable<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (/^22/.test(String((error as { code?: unknown }).code))) return undefined
    throw error
  }
}

interface Key {
  /** Columns and expressions that must not all match those of another row. */
  parts: string[]
  /** Operators by which they match. Null if all are `=`. */
  operators: string[] | null
  predicate: string | null
}

interface Column {
  name: string
  isGenerated: boolean
  /** The expression of a generated column, or the default. */
  expression: string | null
}

/** Returns the ids of other records that have the values which a unique or exclusion constraint refused. */
export async function holdersOf(tx: Tx, table: string, constraint: string, { id, columns }: Plan): Promise<string[]> {
  const { rows: keys } = await sql<Key>`
    select array(select pg_get_indexdef(indexrelid, n, true) from generate_series(1, indnkeyatts) n order by n) as parts,
      (select array_agg(oprname::text order by n) from unnest(conexclop) with ordinality as o (id, n)
        join pg_operator on pg_operator.oid = o.id) as operators,
      pg_get_expr(indpred, indrelid) as predicate
    from pg_constraint join pg_index on indexrelid = conindid
    where conrelid = ${table}::regclass and conname = ${constraint} and contype in ('u', 'x')`.execute(tx)
  const [key] = keys
  if (!key) return []
  const { rows: all } = await sql<Column>`
    select attname::text as name, attgenerated <> '' as "isGenerated", pg_get_expr(adbin, adrelid) as expression
    from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped`.execute(tx)
  const filled = all.map(({ name, isGenerated, expression }) => {
    if (expression === null || (!isGenerated && id !== null)) return sql.id(name)
    const value = sql.raw(expression)
    return isGenerated ? sql`${value} as ${sql.id(name)}` : sql`coalesce(${sql.id(name)}, ${value}) as ${sql.id(name)}`
  })
  const parts = sql.join(key.parts.map((part, i) => sql`${sql.raw(part)} as ${sql.id(`k${i}`)}`))
  const matching = key.parts.map((_part, i) => {
    const column = sql.id(`k${i}`)
    return sql`x.${column} ${sql.raw(key.operators?.[i] ?? '=')} y.${column}`
  })
  const where = sql.raw(key.predicate ?? 'true')
  const base =
    id === null ? sql`null::${sql.table(table)}` : sql`(select t from ${sql.table(table)} t where t.id = ${id}::uuid)`
  const { rows } = await sql<{ id: string }>`
    select x.id::text as id from (select id, ${parts} from ${sql.table(table)} where ${where}) as x, (
      select ${parts} from (
        select ${sql.join(filled)} from jsonb_populate_record(${base}, ${JSON.stringify(columns)}::jsonb)
      ) as refused where ${where}
    ) as y
    where ${sql.join(matching, sql` and `)} and x.id is distinct from ${id}::uuid
    order by x.id limit ${MAX_HOLDERS}`.execute(tx)
  return rows.map((row) => row.id)
}
