// Converts bodies to rows and stores them: resolves references, then inserts or updates, in batches of any size.
import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import type { Fault, Text } from '../../http/errors.ts'
import type { Resource } from '../define.ts'
import type { Properties, Property, Reference, Rows, Writes } from '../define-writes.ts'
import { idsAmong } from '../references.ts'

export type Row = Record<string, unknown>
export type Body = Record<string, unknown>

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

/** A name of another record found in a body. */
interface Name {
  resource: Resource
  table: string
  by: string
  value: string
  pointer: string
}

const nameOf = ({ table, by, value }: Omit<Name, 'pointer' | 'resource'>): string => `${table} ${by} ${value}`
const columnOf = (name: string, property: Property): string =>
  ('column' in property && property.column) || (property.kind === 'reference' ? `${name}_id` : name)
const pointerPart = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')

/** Returns the columns of a property in the table of its record; none for a list. */
export function columnsOf(name: string, property: Property): string[] {
  if (property.kind === 'rows') return []
  if (property.kind === 'date') return DAYS.map((member) => `${name}_${member}`)
  return [columnOf(name, property)]
}

const DAYS = ['on', 'not_before', 'not_after'] as const

/** Returns the names in the parts of a body that have no faults of form. */
function namesIn(properties: Properties, body: Body, faulty: readonly string[], pointer = ''): Name[] {
  return Object.entries(properties).flatMap(([name, property]): Name[] => {
    const content = body[name]
    const at = `${pointer}/${pointerPart(name)}`
    if (content === undefined || content === null || faulty.includes(at)) return []
    if (property.kind === 'reference') {
      const isSound = !faulty.some((other) => other.startsWith(`${at}/`))
      return isSound ? [{ ...identify(property, content), pointer: at }] : []
    }
    if (property.kind !== 'rows') return []
    return (content as Body[]).flatMap((item, i) =>
      faulty.includes(`${at}/${i}`) ? [] : namesIn(property.items, item, faulty, `${at}/${i}`)
    )
  })
}

/** Returns how the body names the other record. The schema guarantees exactly one name. */
function identify({ resource, bare }: Reference, content: unknown): Omit<Name, 'pointer'> {
  const name = { resource, table: resource.name }
  if (bare) return { ...name, by: 'slug', value: String(content) }
  const [by, value] = Object.entries(content as Record<string, string>)[0] as [string, string]
  return { ...name, by, value }
}

/** The records named in bodies, former slugs and ids of merged records included. Unknown names are faults. */
export class Names {
  readonly #keys = new Map<string, string>()

  /**
   * Looks up all names in the bodies. `pointer` is the JSON pointer of each body, and `form` its violations of the
   * schema, with pointers within the body: names in such a place are left out.
   */
  static async read(
    tx: Tx,
    { properties }: Pick<Writes, 'properties'>,
    bodies: { body: Body; pointer?: string; form?: readonly Fault[] }[]
  ): Promise<{ names: Names; faults: Fault[] }> {
    const used = bodies.flatMap(({ body, pointer = '', form = [] }) => {
      const faulty = form.map((fault) => fault.pointer ?? '')
      return namesIn(properties, body, faulty).map((name) => ({ ...name, pointer: pointer + name.pointer }))
    })
    const names = new Names()
    const groups = Map.groupBy(used, ({ table, by }) => `${table} ${by}`)
    for (const group of groups.values()) {
      const { table, by, resource } = group[0] as Name
      const values = [...new Set(group.map(({ value }) => value))]
      const isUnknown = (value: string) => !names.#keys.has(nameOf({ table, by, value }))
      const add = (rows: { value: string; key: string }[]) => {
        for (const { value, key } of rows) names.#keys.set(nameOf({ table, by, value }), key)
      }
      add(await find(tx, table, by, values))
      const { otherCode } = resource.identity ?? {}
      const unknown = by === 'code' ? values.filter(isUnknown) : []
      if (otherCode && unknown.length > 0) add(await findByOtherCode(tx, table, otherCode, unknown))
    }
    const unknown = used.filter((name) => !names.#keys.has(nameOf(name)))
    return { names, faults: await unknownReferences(tx, unknown) }
  }

  /** Returns the id or code of a record that a body names. */
  keyOf(reference: Reference, content: unknown): string {
    return this.#keys.get(nameOf(identify(reference, content))) as string
  }
}

/**
 * Returns the id of the record that a body names in one property, or null with the fault if the registry does not have
 * it. Former slugs and ids of merged records are found too.
 */
export async function findReference(
  tx: Tx,
  resource: Resource,
  property: string,
  content: object
): Promise<{ id: string; faults: [] } | { id: null; faults: Fault[] }> {
  const reference: Reference = { kind: 'reference', resource }
  const { names, faults } = await Names.read(tx, { properties: { [property]: reference } }, [
    { body: { [property]: content } }
  ])
  return faults.length > 0 ? { id: null, faults } : { id: names.keyOf(reference, content), faults: [] }
}

async function find(tx: Tx, table: string, by: string, values: string[]): Promise<{ value: string; key: string }[]> {
  const key = by === 'code' ? 'code' : 'id'
  const ids = idsAmong(values)
  const isNamed = by === 'id' ? sql`t.id = any(${ids}::uuid[])` : sql`t.${sql.id(by)}::text = any(${values})`
  const isRedirected =
    by === 'id'
      ? sql`t.id = case when r.identifier = any(${ids}) then r.identifier::uuid end`
      : sql`t.${sql.id(by)}::text = r.identifier`
  const direct = sql`
    select t.${sql.id(by)}::text as value, t.${sql.id(key)}::text as key from ${sql.table(table)} t where ${isNamed}`
  const redirected = sql`
    select r.identifier, r.target_id::text from redirect r
    where r.subject_type = ${table} and r.identifier = any(${values})
      and not exists (select from ${sql.table(table)} t where ${isRedirected})`
  const query = key === 'code' ? direct : sql`${direct} union all ${redirected}`
  return (await sql<{ value: string; key: string }>`${query}`.execute(tx)).rows
}

async function findByOtherCode(tx: Tx, table: string, column: string, values: string[]) {
  const { rows } = await sql<{ value: string; key: string }>`
    select t.${sql.id(column)} as value, t.code as key from ${sql.table(table)} t
    where t.${sql.id(column)} = any(${values})`.execute(tx)
  return rows
}

async function unknownReferences(tx: Tx, names: Name[]): Promise<Fault[]> {
  const reasons = new Map<string, Text | undefined>()
  for (const { resource, by, value } of names)
    if (by === 'code' && !reasons.has(value)) reasons.set(value, await resource.explainUnknown?.(tx, value))
  return names.map(({ pointer, value }) => {
    const reason = reasons.get(value)
    return {
      pointer,
      code: 'unknown_reference',
      detail: {
        pl: `W rejestrze nie ma rekordu «${value}».${reason ? ` ${reason.pl}` : ''}`,
        en: `The registry has no record «${value}».${reason ? ` ${reason.en}` : ''}`
      }
    }
  })
}

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
