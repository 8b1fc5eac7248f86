// Converts bodies to rows and stores them: inserts or updates, in batches of any size.
import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import type { Properties, Property, Rows, Writes } from '../define-writes.ts'
import type { Body, Names } from './names.ts'

export type Row = Record<string, unknown>

/** A record to be stored: its columns, and the rows of its lists. */
export interface Plan {
  /** Null for a new record. */
  id: string | null
  columns: Row
  lists: Map<string, ListRow[]>
}

export interface ListRow {
  columns: Row
  lists: Map<string, ListRow[]>
}

const columnOf = (name: string, property: Property): string =>
  ('column' in property && property.column) || (property.kind === 'reference' ? `${name}_id` : name)

/** Returns the columns of a property in the table of its record; none for a list. */
export function columnsOf(name: string, property: Property): string[] {
  if (property.kind === 'rows') return []
  if (property.kind === 'date') return DAYS.map((member) => `${name}_${member}`)
  return [columnOf(name, property)]
}

const DAYS = ['on', 'not_before', 'not_after'] as const

/** Converts a body to columns and lists. With `whole`, omitted properties are cleared; otherwise they stay. */
export function planOf(properties: Properties, body: Body, names: Names, whole: boolean): Omit<Plan, 'id'> {
  const columns: Row = {}
  const lists = new Map<string, ListRow[]>()
  for (const [name, property] of Object.entries(properties)) {
    const content = body[name]
    if (content === undefined && !whole) continue
    switch (property.kind) {
      case 'value':
        if (content === undefined && property.keepIfAbsent) break
        columns[columnOf(name, property)] = content ?? property.fallback ?? null
        break
      case 'reference':
        columns[columnOf(name, property)] =
          content === undefined || content === null ? null : names.keyOf(property, content)
        break
      case 'date':
        for (const member of DAYS) {
          const day = (content as Body | undefined)?.[member]
          if (day !== undefined || whole) columns[`${name}_${member}`] = day ?? null
        }
        break
      default:
        lists.set(
          name,
          ((content ?? []) as Body[]).map((item) => planOf(property.items, item, names, true))
        )
    }
  }
  return { columns, lists }
}

/**
 * Inserts new records, updates existing ones, and replaces those of their lists that differ. Returns the ids in the
 * order of the plans.
 */
export async function store(tx: Tx, { resource, properties }: Writes, plans: Plan[]): Promise<string[]> {
  const table = resource.name
  const created = plans.filter(({ id }) => id === null)
  if (created.length > 0) {
    const { rows: newIds } = await sql<{ id: string }>`
      select uuidv7()::text as id from generate_series(1, ${created.length}::int)`.execute(tx)
    created.forEach((plan, i) => {
      plan.columns.id = newIds[i]?.id
    })
    await insert(
      tx,
      table,
      created.map(({ columns }) => columns)
    )
  }
  const existing = plans.filter(({ id }) => id !== null)
  for (const group of Map.groupBy(existing, ({ columns }) => Object.keys(columns).sort().join()).values()) {
    const names = Object.keys(group[0]?.columns ?? {})
    if (names.length === 0) continue
    await (group.length === 1 ? updateOne(tx, table, group[0] as Plan) : updateMany(tx, table, names, group))
  }
  const idOf = (plan: Plan) => plan.id ?? String(plan.columns.id)
  for (const [name, property] of Object.entries(properties)) {
    if (property.kind !== 'rows') continue
    const withList = plans.filter(({ id, lists }) => lists.has(name) && (id !== null || lists.get(name)?.length))
    const owners = withList.map((plan) => ({
      parentColumns: { [property.parentColumn]: idOf(plan) },
      rows: plan.lists.get(name) as ListRow[],
      isNew: plan.id === null
    }))
    await storeRows(tx, property, owners)
  }
  return plans.map(idOf)
}

/** Updates one record if a column differs. By its id, it is found in the index at any size of the table. */
async function updateOne(tx: Tx, table: string, { id, columns }: Plan): Promise<void> {
  const entries = Object.entries(columns).map(([name, content]) => [sql.id(name), content] as const)
  const values = entries.map(([column, content]) => sql`${column} = ${content}`)
  const differences = entries.map(([column, content]) => sql`${column} is distinct from ${content}`)
  await sql`
    update ${sql.table(table)} set ${sql.join(values)}
    where id = ${id}::uuid and (${sql.join(differences, sql` or `)})`.execute(tx)
}

/** Updates records with the same columns, each if a column differs. */
async function updateMany(tx: Tx, table: string, names: string[], plans: Plan[]): Promise<void> {
  const list = (prefix: string) => sql.join(names.map((name) => sql.raw(`${prefix}"${name}"`)))
  const changes = JSON.stringify(plans.map(({ id, columns }) => ({ ...columns, id })))
  await sql`
    update ${sql.table(table)} as t set (${list('')}) = row (${list('r.')})
    from jsonb_populate_recordset(null::${sql.table(table)}, ${changes}::jsonb) as r
    where t.id = r.id and (${list('t.')}) is distinct from (${list('r.')})`.execute(tx)
}

/** A record with the rows of one of its lists. */
interface ListOwner {
  /** Columns that refer to the record and the enclosing rows. */
  parentColumns: Row
  rows: ListRow[]
}

/** Replaces the rows of the records whose list differs from the stored one. */
async function storeRows(tx: Tx, property: Rows, owners: (ListOwner & { isNew: boolean })[]): Promise<void> {
  if (owners.length === 0) return
  const idOf = ({ parentColumns }: ListOwner) => String(parentColumns[property.parentColumn])
  const stored = await currentRows(tx, property, owners.map(idOf))
  const changed = owners.filter((owner) => owner.isNew || stored.get(idOf(owner)) !== fingerprint(property, owner.rows))
  const replaced = changed.filter(({ isNew }) => !isNew).map(idOf)
  if (replaced.length > 0) {
    const parent = sql.ref(property.parentColumn)
    await sql`delete from ${sql.table(property.table)} where ${parent} = any(${replaced})`.execute(tx)
  }
  await insertRows(tx, property, changed)
}

async function insertRows(tx: Tx, property: Rows, owners: ListOwner[]): Promise<void> {
  const all = owners.flatMap(({ parentColumns, rows }) =>
    rows.map(({ columns }, i) => ({ ...parentColumns, ...(property.numbered && { no: i + 1 }), ...columns }))
  )
  await insert(tx, property.table, all)
  for (const [name, inner] of Object.entries(property.items)) {
    if (inner.kind !== 'rows') continue
    await insertRows(
      tx,
      inner,
      owners.flatMap(({ parentColumns, rows }) =>
        rows.map(({ lists }, i) => ({
          parentColumns: { ...parentColumns, [inner.parentColumn]: i + 1 },
          rows: lists.get(name) ?? []
        }))
      )
    )
  }
}

async function insert(tx: Tx, table: string, records: Row[]): Promise<void> {
  for (const group of Map.groupBy(records, (record) => Object.keys(record).sort().join()).values()) {
    const first = group[0] as Row
    const list = sql.join(Object.keys(first).map((name) => sql.id(name)))
    const rows =
      group.length === 1
        ? sql`values (${sql.join(Object.values(first))})`
        : sql`select ${list} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(group)}::jsonb)`
    await sql`insert into ${sql.table(table)} (${list}) ${rows}`.execute(tx)
  }
}

const ownColumns = (properties: Properties): string[] =>
  Object.entries(properties)
    .filter(([, property]) => property.kind !== 'rows')
    .map(([name, property]) => columnOf(name, property))

/** Returns a text that is equal for equal lists. */
function fingerprint(property: Rows, list: ListRow[]): string {
  const names = ownColumns(property.items)
  const inner = Object.entries(property.items).flatMap(([name, item]) =>
    item.kind === 'rows' ? [[name, item] as const] : []
  )
  const lines = list.map(({ columns, lists }) =>
    JSON.stringify([
      ...names.map((name) => columns[name] ?? null),
      ...inner.map(([name, item]) => fingerprint(item, lists.get(name) ?? []))
    ])
  )
  return (property.numbered ? lines : lines.sort()).join('\n')
}

async function currentRows(tx: Tx, property: Rows, ids: string[]): Promise<Map<string, string>> {
  const inner = Object.entries(property.items).flatMap(([name, item]) =>
    item.kind === 'rows' ? [[name, item] as const] : []
  )
  const order = property.numbered ? sql`order by x.no` : sql``
  const parent = sql.id(property.parentColumn)
  // Nested rows refer to the record and to the number of the enclosing row.
  const lists = inner.map(
    ([name, { table, parentColumn }]) =>
      sql`, (select coalesce(jsonb_agg(to_jsonb(y) order by y.no), '[]') from ${sql.table(table)} y
        where y.${parent} = x.${parent} and y.${sql.id(parentColumn)} = x.no) as ${sql.id(name)}`
  )
  const { rows: found } = await sql<{ owner: string; row: Row } & Record<string, Row[]>>`
    select x.${parent}::text as owner, to_jsonb(x) as row ${sql.join(lists, sql``)}
    from ${sql.table(property.table)} x where x.${parent} = any(${ids}) ${order}`.execute(tx)
  const byOwner = Map.groupBy(found, ({ owner }) => owner)
  return new Map(
    ids.map((id) => [
      id,
      fingerprint(
        property,
        (byOwner.get(id) ?? []).map((each) => ({
          columns: each.row,
          lists: new Map(
            inner.map(([name]) => [name, (each[name] as Row[]).map((columns) => ({ columns, lists: new Map() }))])
          )
        }))
      )
    ])
  )
}
