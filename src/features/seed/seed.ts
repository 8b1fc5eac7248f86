// Loads the data of the seed in one transaction. Only differences are written, and triggers enter them into the change
// log.
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Db, Tx } from '../../db/connect.ts'
import { columnsOf } from '../../records/columns.ts'
import type { Children, Dataset } from '../../records/define-seed.ts'

type Row = Record<string, unknown>

/** The state of one run. */
interface Run {
  tx: Tx
  /** For each table, the ids of its records by slug. */
  ids: Map<string, Map<string, string>>
  shapes: Map<string, TableShape>
}

interface TableShape {
  /** Columns. `fallback` is the default of a column that must not be null. */
  columns: Map<string, { fallback: string | null }>
  /** Foreign keys of one column, with the tables to which they refer. */
  references: Map<string, string>
  primaryKey: string[]
}

const folder = new URL('../../../data/konwent/', import.meta.url)
const DATASET_NAME = 'konwent'

/** Returns whether the registry was never seeded. */
export async function isEmpty(db: Db): Promise<boolean> {
  const { dataset } = await db.selectFrom('instance').select('dataset').executeTakeFirstOrThrow()
  return dataset === null
}

/**
 * Loads the data of the Konwent: inserts missing records and updates records that differ. A second run changes nothing.
 * Returns the number of changed records. Throws and rolls back if a file violates a constraint, or if personal data was
 * erased from this registry.
 */
export async function seed(db: Db, datasets: readonly Dataset[]): Promise<number> {
  return alone(db, async (run) => {
    const { tx } = run
    // The files do not know about erasures, so erased names, notes and contacts would be restored.
    const erased = await tx.selectFrom('erasure').select('no').limit(1).executeTakeFirst()
    if (erased) throw new Error('personal data was erased from this registry, and the seed files would restore it')
    let changed = 0
    for (const dataset of datasets) {
      const records = await readRecords(run, dataset)
      const slugs = records
        .filter(({ slug }) => typeof slug === 'string')
        .map((row): [string, string] => [row.slug as string, row.id as string])
      run.ids.set(dataset.table, new Map(slugs))
      changed += await loadDataset(run, dataset, records)
    }
    await tx.updateTable('instance').set({ dataset: DATASET_NAME }).where('dataset', 'is', null).execute()
    return changed
  })
}

/**
 * Loads the registers that a filled registry lacks, or of which it has an older state. Returns the number of changed
 * records.
 */
export async function loadRegisters(db: Db, datasets: readonly Dataset[]): Promise<number> {
  let changed = 0
  for (const dataset of datasets) {
    const { register } = dataset
    if (!register || !(await register.isMissing(db))) continue
    changed += await alone(db, async (run) => {
      if (!(await register.isMissing(run.tx))) return 0
      const sources = await run.tx.selectFrom('source').select(['slug', 'id']).execute()
      const known = new Map(sources.map(({ slug, id }) => [slug, id]))
      run.ids.set('source', known)
      const isKnown = (citation: unknown) => known.has((citation as { source: string }).source)
      const records = await readRecords(run, dataset)
      return loadDataset(
        run,
        dataset,
        records.map((record) => ({ ...record, sources: asList(record.sources).filter(isKnown) }))
      )
    })
  }
  return changed
}

/** Runs the work in a transaction. Only one process seeds at a time; a second one waits and then has nothing to do. */
const alone = (db: Db, work: (run: Run) => Promise<number>): Promise<number> =>
  db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('konwent seed'))`.execute(tx)
    return work({ tx, ids: new Map(), shapes: new Map() })
  })

const readRecords = async ({ tx }: Run, { file, register }: Dataset): Promise<Row[]> =>
  register ? register.records(tx) : JSON.parse(await readFile(new URL(`${file}.json`, folder), 'utf8'))

/** Loads one dataset. Returns the number of changed records. */
async function loadDataset(run: Run, dataset: Dataset, records: Row[]): Promise<number> {
  const { table, key, children = [], citation, register } = dataset
  const nested = new Set([...children.map(({ property }) => property), ...(citation ? ['sources'] : [])])
  const own = records.map((record) => Object.fromEntries(Object.entries(record).filter(([name]) => !nested.has(name))))
  const changed = new Set((await upsert(run, table, [key], own)).map(({ after }) => String(after[key])))
  for (const child of children) {
    const parents = register ? records.filter((record) => record[child.property] !== undefined) : records
    for (const parent of await replaceChildren(run, child, parents, key)) changed.add(String(parent))
  }
  if (citation) for (const parent of await replaceCitations(run, citation, records, key)) changed.add(String(parent))
  return changed.size
}

/** Makes the child rows equal to those in the file. Returns the keys of the parents whose children changed. */
async function replaceChildren(run: Run, child: Children, parents: Row[], key: string): Promise<unknown[]> {
  const rows = parents.flatMap((parent) =>
    asList(parent[child.property]).map((value) => ({
      ...(child.wrap ? child.wrap(value) : (value as Row)),
      ...child.parentColumns(parent)
    }))
  )
  const nested = new Set((child.children ?? []).map(({ property }) => property))
  const own = rows.map((row): Row => Object.fromEntries(Object.entries(row).filter(([name]) => !nested.has(name))))
  const { primaryKey } = await shapeOf(run, child.table)
  const parentColumn = Object.keys(child.parentColumns({}))[0] as string
  const present = own.map((row) => primaryKey.map((name) => String(row[name])))
  const owners = parents.map((parent) => String(child.parentColumns(parent)[parentColumn]))
  const { rows: removed } = await sql<Row>`
    delete from ${sql.table(child.table)}
    where ${sql.ref(parentColumn)}::text = any(${owners})
      and not exists (select 1 from jsonb_array_elements(${JSON.stringify(present)}::jsonb) as k
        where ${sql.join(
          primaryKey.map((name, i) => sql`k ->> ${sql.lit(i)} = ${sql.ref(name)}::text`),
          sql` and `
        )})
    returning to_jsonb(${sql.ref(parentColumn)}) as owner`.execute(run.tx)
  const upserted = await upsert(run, child.table, primaryKey, own)
  const changed = new Set([
    ...removed.map(({ owner }) => String(owner)),
    ...upserted.map(({ after }) => String(after[parentColumn]))
  ])
  for (const grandchild of child.children ?? [])
    for (const owner of await replaceChildren(run, grandchild, rows, key)) changed.add(String(owner))
  return [...changed]
}

/** Makes the citations equal to those in the file. Returns the keys of the records whose citations changed. */
async function replaceCitations(run: Run, column: string, records: Row[], key: string): Promise<unknown[]> {
  const rows = records.flatMap((record) =>
    asList(record.sources).map((value) => ({ locator: '', field: '', ...(value as Row), [column]: record[key] }) as Row)
  )
  const resolved = await resolveReferences(run, 'citation', rows)
  const c = columnsOf('citation', 'c')
  // The column is part of the declaration of the dataset, so it is not known at compile time.
  const owner = sql`${sql.ref(`c.${column}`)}::text`
  const present = sql`jsonb_to_recordset(${JSON.stringify(resolved)}::jsonb)
    as w (source_id uuid, locator text, field text, certainty certainty, note text, ${sql.id(column)} text)`
  const { rows: removed } = await sql<{ owner: string }>`
    delete from ${c.table} where ${owner} = any(${records.map((record) => String(record[key]))})
      and not exists (
        select 1 from ${present}
        where w.source_id = ${c('source_id')} and w.locator = ${c('locator')} and w.field = ${c('field')}
          and w.${sql.id(column)} = ${owner})
    returning ${owner} as owner`.execute(run.tx)
  const upserted = await upsert(run, 'citation', undefined, rows)
  return [...removed.map(({ owner }) => owner), ...upserted.map(({ after }) => after[column])]
}

/**
 * Inserts rows, or updates rows that differ. Returns each written row before (null if it is new) and after. `key` has
 * the columns that identify a row; undefined stands for the constraint `citation_once`.
 */
async function upsert(
  run: Run,
  table: string,
  key: string[] | undefined,
  rows: Row[]
): Promise<{ before: Row | null; after: Row }[]> {
  if (rows.length === 0) return []
  const { columns: known } = await shapeOf(run, table)
  const resolved = await resolveReferences(run, table, rows)
  const columns = [...new Set(resolved.flatMap((row) => Object.keys(row)))]
  const rest = columns.filter(
    (name) =>
      !(key ?? ['source_id', 'locator', 'field']).includes(name) &&
      (key !== undefined || ['certainty', 'note', 'note_en'].includes(name))
  )
  const list = (names: string[], prefix: string) => sql.join(names.map((name) => sql.raw(`${prefix}"${name}"`)))
  // A column that must not be null takes its default if the record in the file lacks it.
  const values = columns.map((name) => {
    const fallback = known.get(name)?.fallback
    return fallback ? sql`coalesce(r.${sql.id(name)}, ${sql.raw(fallback)})` : sql`r.${sql.id(name)}`
  })
  const target = key ? sql`(${list(key, '')})` : sql`on constraint citation_once`
  const update =
    rest.length === 0
      ? sql`do nothing`
      : sql`do update set ${sql.join(rest.map((name) => sql`${sql.id(name)} = excluded.${sql.id(name)}`))}
        where (${list(rest, 't.')}) is distinct from (${list(rest, 'excluded.')})`
  const { rows: written } = await sql<{ before: Row | null; after: Row }>`
    insert into ${sql.table(table)} as t (${list(columns, '')})
    select ${sql.join(values)}
    from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(resolved)}::jsonb) as r
    on conflict ${target} ${update}
    returning to_jsonb(old) as before, to_jsonb(new) as after`.execute(run.tx)
  return written
}

/** Replaces slugs with ids: `organisation` becomes `organisation_id` if the table has such a column. */
async function resolveReferences(run: Run, table: string, rows: Row[]): Promise<Row[]> {
  const { columns, references } = await shapeOf(run, table)
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => {
        if (columns.has(name)) return [name, value]
        const target = references.get(`${name}_id`)
        if (!target) throw new Error(`${table} has no column for ${name}`)
        return [`${name}_id`, run.ids.get(target)?.get(String(value)) ?? value]
      })
    )
  )
}

async function shapeOf({ tx, shapes }: Run, table: string): Promise<TableShape> {
  const known = shapes.get(table)
  if (known) return known
  const columns = await sql<{ name: string; fallback: string | null }>`
    select a.attname as name, case when a.attnotnull then pg_get_expr(d.adbin, d.adrelid) end as fallback
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = ${table}::regclass and a.attnum > 0 and not a.attisdropped`.execute(tx)
  const keys = await sql<{ type: string; column: string; target: string | null }>`
    select c.contype as type, a.attname as column, c.confrelid::regclass::text as target
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
    where c.conrelid = ${table}::regclass and (c.contype = 'p' or (c.contype = 'f' and cardinality(c.conkey) = 1))
    order by array_position(c.conkey, a.attnum)`.execute(tx)
  const shape: TableShape = {
    columns: new Map(columns.rows.map(({ name, fallback }) => [name, { fallback }])),
    references: new Map(
      keys.rows.filter(({ type }) => type === 'f').map(({ column, target }) => [column, target as string])
    ),
    primaryKey: keys.rows.filter(({ type }) => type === 'p').map(({ column }) => column)
  }
  shapes.set(table, shape)
  return shape
}

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
