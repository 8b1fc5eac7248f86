// From bodies to rows: references resolved, rows made or changed, for one record as for ten thousand at a time.
import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import type { Fault } from '../../http/errors.ts'
import type { Properties, Property, Reference, Rows, Writes } from '../define.ts'
import { idsAmong } from '../references.ts'

export type Row = Record<string, unknown>
type Body = Record<string, unknown>

/** A record to be stored: its columns, and the rows of its lists. */
export interface Plan {
  /** Null for a record that is to be made. */
  id: string | null
  columns: Row
  lists: Map<string, ListRow[]>
}

interface ListRow {
  columns: Row
  lists: Map<string, ListRow[]>
}

/** A name of another record found in a body. */
interface Name {
  table: string
  by: string
  value: string
  pointer: string
}

const nameOf = ({ table, by, value }: Omit<Name, 'pointer'>): string => `${table} ${by} ${value}`
const columnOf = (name: string, property: Property): string =>
  ('column' in property && property.column) || (property.kind === 'reference' ? `${name}_id` : name)
const pointerPart = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')

function namesIn(properties: Properties, body: Body, pointer: string): Name[] {
  return Object.entries(properties).flatMap(([name, property]): Name[] => {
    const given = body[name]
    const at = `${pointer}/${pointerPart(name)}`
    if (given === undefined || given === null) return []
    if (property.kind === 'reference') return [{ ...identify(property, given), pointer: at }]
    if (property.kind === 'rows')
      return (given as Body[]).flatMap((item, i) => namesIn(property.items, item, `${at}/${i}`))
    return []
  })
}

/** How the body names the other record. The schema has seen to it that there is exactly one name. */
function identify(reference: Reference, given: unknown): { table: string; by: string; value: string } {
  if (reference.bare) return { table: reference.resource.name, by: 'slug', value: String(given) }
  const [by, value] = Object.entries(given as Record<string, string>)[0] as [string, string]
  return { table: reference.resource.name, by, value }
}

/** What the names in bodies stand for; former slugs and merged records lead on. Those that name nothing are faults. */
export class Names {
  readonly #found = new Map<string, string>()

  /** Reads all names of the bodies; `pointer` gives the place of each body. */
  static async read(
    tx: Tx,
    { properties }: Pick<Writes, 'properties'>,
    bodies: { body: Body; pointer?: string }[]
  ): Promise<{ names: Names; faults: Fault[] }> {
    const wanted = bodies.flatMap(({ body, pointer = '' }) => namesIn(properties, body, pointer))
    const names = new Names()
    const groups = Map.groupBy(wanted, ({ table, by }) => `${table} ${by}`)
    for (const group of groups.values()) {
      const { table, by } = group[0] as Name
      const values = [...new Set(group.map(({ value }) => value))]
      for (const { value, key } of await find(tx, table, by, values))
        names.#found.set(nameOf({ table, by, value }), key)
    }
    const faults = wanted.filter((name) => !names.#found.has(nameOf(name))).map(unknownReference)
    return { names, faults }
  }

  keyOf(reference: Reference, given: unknown): string {
    return this.#found.get(nameOf(identify(reference, given))) as string
  }
}

async function find(tx: Tx, table: string, by: string, values: string[]): Promise<{ value: string; key: string }[]> {
  const key = by === 'code' ? 'code' : 'id'
  const ids = idsAmong(values)
  const isNamed = by === 'id' ? sql`t.id = any(${ids}::uuid[])` : sql`t.${sql.id(by)}::text = any(${values})`
  const isRedirected =
    by === 'id'
      ? sql`t.id = case when r.identifier = any(${ids}) then r.identifier::uuid end`
      : sql`t.${sql.id(by)}::text = r.identifier`
  const direct = sql`select t.${sql.id(by)}::text as value, t.${sql.id(key)}::text as key from ${sql.table(table)} t where ${isNamed}`
  const led = sql`select r.identifier, r.target_id::text from redirect r where r.subject_type = ${table} and r.identifier = any(${values})`
  const query =
    key === 'code'
      ? direct
      : sql`${direct} union all ${led} and not exists (select from ${sql.table(table)} t where ${isRedirected})`
  return (await sql<{ value: string; key: string }>`${query}`.execute(tx)).rows
}

const unknownReference = ({ pointer, value }: Name): Fault => ({
  pointer,
  code: 'unknown_reference',
  detail: { pl: `W rejestrze nie ma rekordu «${value}».`, en: `The registry has no record «${value}».` }
})

/** Columns and lists of a body. With `whole`, what the body does not name is emptied; otherwise it stays. */
export function planOf(properties: Properties, body: Body, names: Names, whole: boolean): Omit<Plan, 'id'> {
  const columns: Row = {}
  const lists = new Map<string, ListRow[]>()
  for (const [name, property] of Object.entries(properties)) {
    const given = body[name]
    if (given === undefined && !whole) continue
    switch (property.kind) {
      case 'value':
        if (given === undefined && property.given) break
        columns[columnOf(name, property)] = given ?? property.fallback ?? null
        break
      case 'reference':
        columns[columnOf(name, property)] = given === undefined || given === null ? null : names.keyOf(property, given)
        break
      case 'date':
        for (const member of ['on', 'not_before', 'not_after']) {
          const day = (given as Body | undefined)?.[member]
          if (day !== undefined || whole) columns[`${name}_${member}`] = day ?? null
        }
        break
      default:
        lists.set(
          name,
          ((given ?? []) as Body[]).map((item) => planOf(property.items, item, names, true))
        )
    }
  }
  return { columns, lists }
}

/** Makes the records that are new and changes the others; the lists of each that differ are replaced. Returns the ids in the order of the plans. */
export async function store(tx: Tx, { resource, properties }: Writes, plans: Plan[]): Promise<string[]> {
  const table = resource.name
  const fresh = plans.filter(({ id }) => id === null)
  if (fresh.length > 0) {
    const { rows: made } = await sql<{
      id: string
    }>`select uuidv7()::text as id from generate_series(1, ${fresh.length}::int)`.execute(tx)
    fresh.forEach((plan, i) => {
      plan.columns.id = made[i]?.id
    })
    await insert(
      tx,
      table,
      fresh.map(({ columns }) => columns)
    )
  }
  const known = plans.filter(({ id }) => id !== null)
  for (const group of Map.groupBy(known, ({ columns }) => Object.keys(columns).sort().join()).values()) {
    const names = Object.keys(group[0]?.columns ?? {})
    if (names.length === 0) continue
    const list = (prefix: string) => sql.join(names.map((name) => sql.raw(`${prefix}"${name}"`)))
    await sql`
      update ${sql.table(table)} as t set (${list('')}) = row (${list('r.')})
      from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(group.map(({ id, columns }) => ({ ...columns, id })))}::jsonb) as r
      where t.id = r.id and (${list('t.')}) is distinct from (${list('r.')})`.execute(tx)
  }
  const idOf = (plan: Plan) => plan.id ?? String(plan.columns.id)
  for (const [name, property] of Object.entries(properties)) {
    if (property.kind !== 'rows') continue
    const concerned = plans.filter(({ id, lists }) => lists.has(name) && (id !== null || lists.get(name)?.length))
    const owners = concerned.map((plan) => ({
      tie: { [property.tie]: idOf(plan) },
      rows: plan.lists.get(name) as ListRow[],
      fresh: plan.id === null
    }))
    await storeRows(tx, property, owners)
  }
  return plans.map(idOf)
}

interface Owner {
  tie: Row
  rows: ListRow[]
  fresh: boolean
}

/** Replaces the rows of those owners whose rows differ from the ones stored. */
async function storeRows(tx: Tx, property: Rows, owners: Owner[]): Promise<void> {
  if (owners.length === 0) return
  const ids = owners.map(({ tie }) => String(tie[property.tie]))
  const stored = await currentRows(tx, property, ids)
  const changed = owners.filter(
    ({ tie, rows: wanted, fresh }) => fresh || stored.get(String(tie[property.tie])) !== fingerprint(property, wanted)
  )
  const replaced = changed.filter(({ fresh }) => !fresh).map(({ tie }) => String(tie[property.tie]))
  if (replaced.length > 0)
    await sql`delete from ${sql.table(property.table)} where ${sql.ref(property.tie)} = any(${replaced})`.execute(tx)
  await insertRows(tx, property, changed)
}

async function insertRows(tx: Tx, property: Rows, owners: { tie: Row; rows: ListRow[] }[]): Promise<void> {
  const all = owners.flatMap(({ tie, rows }) =>
    rows.map(({ columns }, i) => ({ ...tie, ...(property.numbered && { no: i + 1 }), ...columns }))
  )
  await insert(tx, property.table, all)
  for (const [name, inner] of Object.entries(property.items)) {
    if (inner.kind !== 'rows') continue
    await insertRows(
      tx,
      inner,
      owners.flatMap(({ tie, rows }) =>
        rows.map(({ lists }, i) => ({ tie: { ...tie, [inner.tie]: i + 1 }, rows: lists.get(name) ?? [] }))
      )
    )
  }
}

async function insert(tx: Tx, table: string, records: Row[]): Promise<void> {
  for (const group of Map.groupBy(records, (record) => Object.keys(record).sort().join()).values()) {
    const list = sql.join(Object.keys(group[0] as Row).map((name) => sql.id(name)))
    await sql`
      insert into ${sql.table(table)} (${list})
      select ${list} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(group)}::jsonb)`.execute(
      tx
    )
  }
}

const ownColumns = (properties: Properties): string[] =>
  Object.entries(properties)
    .filter(([, property]) => property.kind !== 'rows')
    .map(([name, property]) => columnOf(name, property))

/** A list as text that is equal when the lists are. */
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
  // Rows within rows are tied by the owner and the number of the row around them.
  const lists = inner.map(
    ([name, { table, tie }]) =>
      sql`, (select coalesce(jsonb_agg(to_jsonb(y) order by y.no), '[]') from ${sql.table(table)} y
        where y.${sql.id(property.tie)} = x.${sql.id(property.tie)} and y.${sql.id(tie)} = x.no) as ${sql.id(name)}`
  )
  const { rows: found } = await sql<{ owner: string; row: Row } & Record<string, Row[]>>`
    select x.${sql.id(property.tie)}::text as owner, to_jsonb(x) as row ${sql.join(lists, sql``)}
    from ${sql.table(property.table)} x where x.${sql.id(property.tie)} = any(${ids}) ${order}`.execute(tx)
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
