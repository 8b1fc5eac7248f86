// The one query behind every list and record: filters, order, position, projection. PostgreSQL builds the JSON, and it goes out as it is.
import { type RawBuilder, sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Db } from '../../db/connect.ts'
import { withLiterals } from '../../db/literals.ts'
import { stateOf } from '../../http/preconditions.ts'
import type { Narrow, Resource, SortKey, Sql } from '../define.ts'
import { searchTokens } from '../polish.ts'
import { certaintyOf } from '../related.ts'
import { object, utcText } from '../sql.ts'

/** Today in Poland: a membership does not begin an hour late because the server's clock runs in UTC. */
export const today: Sql = sql`(now() at time zone 'Europe/Warsaw')::date`

/** What a client asked of a list, its parameters already checked and names resolved. */
export interface Selection {
  filters: Record<string, unknown>
  as_of?: string
  certainty?: 'certain' | 'possible'
  q?: string
  updated_since?: string
  fields?: string[]
  include?: string[]
  sort: string
}

export interface Row {
  json: string
  position: string[]
}

const and = (conditions: (Sql | undefined)[]): Sql => {
  const given = conditions.filter((condition) => condition !== undefined)
  return given.length === 0 ? sql`true` : sql.join(given, sql` and `)
}

const dayOf = ({ as_of }: Selection): Sql => (as_of === undefined ? today : sql`${as_of}::date`)

/**
 * Each word of `q` must begin a word of the text, in any inflected form: with its stem, since what begins with the word itself does so too.
 * A folded word holds no `%` and no `_`; a `q` of signs alone holds no word, and no record has it.
 */
function searchFor(text: Sql, q: string): Sql[] {
  const tokens = searchTokens(q)
  if (tokens.length === 0) return [sql`false`]
  return tokens.map(({ stem }) => sql`${text} like ${`% ${stem}%`}`)
}

function conditions(resource: Resource, selection: Selection): Sql {
  const day = dayOf(selection)
  const validity = selection.as_of === undefined ? undefined : resource.validity?.(selection.filters, day)
  return and([
    resource.visible,
    ...(resource.where?.(selection.filters, day) ?? []),
    validity && (selection.certainty === 'certain' ? validity.certain : validity.possible),
    validity && selection.certainty === 'possible' ? sql`not ${validity.certain}` : undefined,
    ...(resource.searchText && selection.q !== undefined ? searchFor(resource.searchText, selection.q) : []),
    resource.updatedAt && selection.updated_since !== undefined
      ? sql`${resource.updatedAt} >= ${selection.updated_since}::timestamptz`
      : undefined
  ])
}

/** The record as JSON: all columns, or the fields asked for, and the includes; `certainty` tells of the day asked for. */
function json(resource: Resource, selection: Selection): Sql {
  const day = dayOf(selection)
  const columns = Object.entries<Sql>(resource.columns)
  const wanted = selection.fields ? columns.filter(([name]) => selection.fields?.includes(name)) : columns
  const validity = resource.validity?.(selection.filters, day)
  const certainty = selection.as_of !== undefined && validity ? certaintyOf(validity) : sql`null`
  const expressions = wanted.map(([name, expression]): [string, Sql] => [
    name,
    name === 'certainty' && resource.validity ? certainty : expression
  ])
  for (const [name, include] of Object.entries(resource.includes ?? {})) {
    if (selection.include?.includes(name))
      expressions.push([name, include.expression(day, selection.as_of !== undefined)])
    else if (!selection.fields) expressions.push([name, sql`null`])
  }
  const record = object(Object.fromEntries(expressions))
  return resource.wrap?.(record) ?? record
}

interface Order {
  expression: Sql
  type: SortKey['type']
  descending: boolean
}

// What stands in for a value that is not known, so that it comes last and still can be compared with a cursor's.
const unknown: Partial<Record<SortKey['type'], { ascending: string; descending: string }>> = {
  date: { ascending: 'infinity', descending: '-infinity' },
  integer: { ascending: '2147483647', descending: '-2147483648' }
}

/** Keys of an order such as `-joined_on,name`, the id last. */
function orderOf(resource: Resource, sort: string): Order[] {
  const parts = sort
    .split(',')
    .map((part) => ({ key: resource.sorts[part.replace(/^-/, '')] as SortKey, descending: part.startsWith('-') }))
  const order = [...parts, { key: resource.id, descending: parts.at(-1)?.descending ?? false }]
  return order.map(({ key: { expression, type, nullable }, descending }) => {
    const last = nullable && unknown[type]?.[descending ? 'descending' : 'ascending']
    return {
      expression: last ? sql`coalesce(${expression}, ${sql.lit(last)}::${sql.raw(type)})` : expression,
      type,
      descending
    }
  })
}

const directed = (order: Pick<Order, 'expression' | 'descending'>[]): Sql =>
  sql.join(order.map(({ expression, descending }) => sql`${expression} ${descending ? sql`desc` : sql`asc`}`))

/**
 * Rows after a position. With one direction for all keys it is a row comparison, which an index answers at any depth;
 * with mixed directions the first key alone bounds the scan.
 */
function after(order: Order[], position: string[]): Sql {
  const value = (i: number) => sql`${position[i]}::${sql.raw((order[i] as Order).type)}`
  const expressions = order.map(({ expression }) => expression)
  if (new Set(order.map(({ descending }) => descending)).size === 1) {
    return sql`(${sql.join(expressions)}) ${order[0]?.descending ? sql`<` : sql`>`} (${sql.join(order.map((_, i) => value(i)))})`
  }
  const beyond = (i: number) => sql`${expressions[i]} ${order[i]?.descending ? sql`<` : sql`>`} ${value(i)}`
  const steps = order.map(
    (_, i) =>
      sql`(${and([...expressions.slice(0, i).map((expression, j) => sql`${expression} = ${value(j)}`), beyond(i)])})`
  )
  return sql`${expressions[0]} ${order[0]?.descending ? sql`<=` : sql`>=`} ${value(0)} and (${sql.join(steps, sql` or `)})`
}

/** What the queries for a selection are made of. */
interface Parts {
  record: Sql
  from: Sql
  /** What the page is chosen from, in parts, where the records are better looked at once it is known: an index tells of each row that is passed over. */
  narrow: Sql[]
  kept: Sql
  order: Order[]
  keys: Sql
  ordered: Sql
}

const MOST_SELECTIONS = 20

/** A resource with the SQL of its latest selections. Routes make one and keep it, so that the SQL is compiled once. */
export class ResourceQuery {
  readonly resource: Resource
  /** Values of its filters that are known to be found. */
  readonly found = new Set<string>()
  readonly #known = new LRUCache<string, Parts>({ max: MOST_SELECTIONS })

  constructor(resource: Resource) {
    this.resource = resource
  }

  /**
   * The parts for a selection. Its values stand in them as literals, so that its statements have a text of their own: they can be prepared
   * and still have the plan that their filters need. What differs from one request to the next stays a parameter.
   */
  partsOf(selection: Selection): Parts {
    const key = JSON.stringify(selection)
    const made = this.#known.get(key) ?? makeParts(this.resource, selection)
    this.#known.set(key, made)
    return made
  }
}

const isNarrow = ({ suits }: Narrow, { q, filters }: Selection): boolean => q !== undefined || suits(filters)
const partsIn = ({ from, parts }: Narrow): Sql[] => parts.map((part) => sql`from ${from} where ${part}`)

function makeParts(resource: Resource, selection: Selection): Parts {
  const fixed = (part: Sql): Sql => sql.raw(withLiterals(part))
  const order = orderOf(resource, selection.sort)
  const kept = conditions(resource, selection)
  return {
    record: fixed(sql`${json(resource, selection)}::text as json`),
    from: fixed(sql`from ${resource.from}`),
    narrow:
      resource.narrow && isNarrow(resource.narrow, selection)
        ? partsIn(resource.narrow).map((part) => fixed(sql`${part} and ${kept}`))
        : [],
    kept: fixed(kept),
    order,
    keys: fixed(sql`to_json(array[${sql.join(order.map(positionText))}])::text as keys`),
    ordered: fixed(sql`order by ${directed(order)}`)
  }
}

/** Sort key as text in a cursor. A timestamptz is the same text for every session. */
const positionText = ({ expression, type }: Order): Sql =>
  type === 'timestamptz' ? utcText(expression) : sql`(${expression})::text`

interface Page {
  limit: number
  position?: string[]
}

/**
 * One page of a list in its order: at most `limit` rows after `position`, and whether more follow. In an `audited` read each row that is selected
 * is entered into the audit, so only the id of the next row is selected, by a second query.
 */
export async function selectPage(
  db: Db,
  query: ResourceQuery,
  selection: Selection,
  { limit, position, audited = false }: Page & { audited?: boolean }
): Promise<{ rows: Row[]; more: boolean }> {
  const after = position && { position }
  if (!audited) {
    const rows = await selectRows(db, query, selection, { limit: limit + 1, ...after })
    return { rows: rows.slice(0, limit), more: rows.length > limit }
  }
  const rows = await selectRows(db, query, selection, { limit, ...after })
  const last = rows[limit - 1]
  const next =
    last &&
    (await selectRows(db, query, { ...selection, fields: ['id'], include: [] }, { limit: 1, position: last.position }))
  return { rows, more: next !== undefined && next.length > 0 }
}

/** The whole list in its order, one column: each record as JSON. */
export const wholeList = (resource: Resource, selection: Selection): RawBuilder<{ json: string }> => sql`
  select ${json(resource, selection)}::text as json
  from ${resource.from}
  where ${conditions(resource, selection)}
  order by ${directed(orderOf(resource, selection.sort))}`

/** Ids of the first `limit` rows of all parts together, each part in the order. */
function merged(order: Order[], parts: Sql[], rest: Sql, limit: number): Sql {
  const keys = order.map(({ expression, descending }, i) => ({ expression, descending, name: sql.id(`k${i}`) }))
  const columns = sql.join(keys.map(({ expression, name }) => sql`${expression} as ${name}`))
  const bound = sql`limit ${sql.lit(limit)}`
  const union = sql.join(
    parts.map((part) => sql`(select ${columns} ${part} ${rest} ${bound})`),
    sql` union all `
  )
  return sql`select ${keys.at(-1)?.name} from (${union}) as found order by ${directed(keys.map(({ name, ...key }) => ({ ...key, expression: name })))} ${bound}`
}

async function selectRows(
  db: Db,
  query: ResourceQuery,
  selection: Selection,
  { limit, position }: Page
): Promise<Row[]> {
  const { record, from, narrow, kept, order, keys, ordered } = query.partsOf(selection)
  const id = query.resource.id.expression
  const beyond = position ? sql`and ${after(order, position)}` : sql``
  const page = sql`where ${kept} ${beyond} ${ordered} limit ${sql.lit(limit)}`
  const rows =
    narrow.length > 0
      ? sql`where ${id} = any(array(${merged(order, narrow, sql`${beyond} ${ordered}`, limit)})) ${ordered}`
      : page
  const found = await sql<{ json: string; keys: string }>`select ${record}, ${keys} ${from} ${rows}`.execute(db)
  // Only the last position of a page is ever read.
  return found.rows.map(({ json, keys }) => ({
    json,
    get position() {
      return JSON.parse(keys) as string[]
    }
  }))
}

/** The resource with each record as a GeoJSON feature (RFC 7946 3.2); one without known coordinates has a null geometry. */
export function asFeatures(resource: Resource): Resource {
  const { place } = resource
  if (!place) throw new Error(`${resource.name} has no place`)
  const point = object({ type: sql`'Point'`, coordinates: sql`array[${place.longitude}, ${place.latitude}]` })
  const geometry = sql`case when ${place.longitude} is not null then ${point} end`
  return {
    ...resource,
    wrap: (properties) => object({ type: sql`'Feature'`, id: resource.columns.id as Sql, geometry, properties })
  }
}

/** How many records the filters keep. */
export async function countRecords(db: Db, query: ResourceQuery, selection: Selection): Promise<number> {
  const { from, narrow, kept } = query.partsOf(selection)
  const counts = (narrow.length > 0 ? narrow : [sql`${from} where ${kept}`]).map(
    (rows) => sql`(select count(*) ${rows})`
  )
  const { rows } = await sql<{ total: number }>`select ${sql.join(counts, sql` + `)} as total`.execute(db)
  return rows[0]?.total ?? 0
}

/** A record as JSON, with its state where it has a version. */
export interface Found {
  json: string
  id: string
  state: string | null
  /** When the record itself last changed, as an HTTP date; null where it has no such moment. */
  modified: string | null
}

/** One record by what a path names it; undefined when there is none that the client may see. */
export async function findRecord(
  db: Db,
  query: ResourceQuery,
  identifier: string,
  selection: Selection
): Promise<Found | undefined> {
  const { resource } = query
  const version = (resource.columns as Record<string, Sql>).version ?? sql`null::integer`
  const { record, from } = query.partsOf(selection)
  const modified = resource.updatedAt
    ? sql`to_char(${resource.updatedAt} at time zone 'UTC', 'Dy, DD Mon YYYY HH24:MI:SS "GMT"')`
    : sql`null::text`
  const { rows } = await sql<{ json: string; id: string; version: number | null; modified: string | null }>`
    select ${record}, (${resource.id.expression})::text as id, ${version} as version, ${modified} as modified ${from}
    where ${and([resource.visible, resource.identifiedBy(identifier)])}`.execute(db)
  const row = rows[0]
  return (
    row && {
      json: row.json,
      id: row.id,
      state: row.version === null ? null : stateOf(row.id, row.version),
      modified: row.modified
    }
  )
}
