// Builds the query of every list and record: filters, order, position, columns. PostgreSQL writes the JSON of each
// record, and the service sends it unchanged.
import { type RawBuilder, sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Db } from '../../db/connect.ts'
import { withLiterals } from '../../db/literals.ts'
import { stateOf } from '../../http/preconditions.ts'
import { onDay, type Prefilter, type Resource, type Sql, type Validity } from '../define.ts'
import { searchTokens } from '../polish.ts'
import { certaintyOf } from '../related.ts'
import { object } from '../sql.ts'
import { changesOfChoice, type Resources } from './choice.ts'
import { after, and, type Order, orderBy, orderOf, positionText } from './order.ts'

/** Today in Poland. With the day of UTC, a membership would begin one or two hours late. */
export const today: Sql = sql`(now() at time zone 'Europe/Warsaw')::date`

/** A list request with validated parameters, names resolved to ids, and defaults filled in. */
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
  /** Values of the sort keys. The last one is the id. */
  position: string[]
}

const dayOf = ({ as_of }: Selection): Sql => (as_of === undefined ? today : sql`${as_of}::date`)

/**
 * Each word of `q`, in any inflected form, must match the beginning of a word in the text. Comparing the stem is
 * enough, because a word that begins with the searched word also begins with its stem. Folded words contain neither
 * `%` nor `_`, so no escaping is needed. A `q` without letters and digits matches nothing.
 */
function searchConditions(text: Sql, q: string): Sql[] {
  const tokens = searchTokens(q)
  if (tokens.length === 0) return [sql`false`]
  return tokens.map(({ stem }) => sql`${text} like ${`% ${stem}%`}`)
}

/** The validity to which the certainty of a record refers: on the day `as_of`, or in a period of the filters. */
function validityOf({ validity, period }: Resource, selection: Selection): Validity | undefined {
  const { as_of, filters } = selection
  if (as_of !== undefined) return validity?.(filters, dayOf(selection))
  return period && (filters[period.from] ?? filters[period.to]) !== undefined ? period.validity?.(filters) : undefined
}

function conditions(resource: Resource, selection: Selection): Sql {
  const day = dayOf(selection)
  const validity = validityOf(resource, selection)
  return and([
    resource.visible,
    ...(resource.where?.(selection.filters, day) ?? []),
    validity && (selection.certainty === 'certain' ? validity.certain : validity.possible),
    validity && selection.certainty === 'possible' ? sql`not ${validity.certain}` : undefined,
    ...(resource.searchText && selection.q !== undefined ? searchConditions(resource.searchText, selection.q) : []),
    resource.updatedAt && selection.updated_since !== undefined
      ? sql`${resource.updatedAt} >= ${selection.updated_since}::timestamptz`
      : undefined
  ])
}

/** The record as JSON: all columns or the requested fields, and the includes. `certainty` refers to `as_of`. */
function json(resource: Resource, selection: Selection): Sql {
  const day = dayOf(selection)
  const columns = Object.entries<Sql>(resource.columns)
  const requested = selection.fields ? columns.filter(([name]) => selection.fields?.includes(name)) : columns
  const validity = validityOf(resource, selection)
  const certainty = validity ? certaintyOf(validity) : sql`null`
  const expressions = requested.map(([name, expression]): [string, Sql] => [
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

/** The parts from which the queries for a selection are composed. */
interface Parts {
  record: Sql
  from: Sql
  /** FROM and WHERE per part of the prefilter; empty if it is not used. Each finds its rows with an index alone. */
  prefilters: Sql[]
  conditions: Sql
  order: Order[]
  /** Sort keys of a row, as a JSON array of text. */
  keys: Sql
  orderBy: Sql
  /** Changes of other records that may change a page; undefined if they are unknown (choice.ts). */
  choice: (resources: Resources) => readonly string[] | undefined
}

const MAX_SELECTIONS = 20

/** A resource with the SQL of its latest selections. A route keeps one instance, so that the SQL is compiled once. */
export class ResourceQuery {
  readonly resource: Resource
  /** Filter values that name a record permanently; they need no further lookup. */
  readonly found = new Set<string>()
  readonly #parts = new LRUCache<string, Parts>({ max: MAX_SELECTIONS })

  constructor(resource: Resource) {
    this.resource = resource
  }

  /**
   * Returns the parts for a selection. The values of the selection are literals in the SQL, so each selection has its
   * own statement: it can be prepared and has a query plan that fits the filters. Only the position is a parameter.
   */
  partsOf(selection: Selection): Parts {
    const key = JSON.stringify(selection)
    const parts = this.#parts.get(key) ?? makeParts(this.resource, selection)
    this.#parts.set(key, parts)
    return parts
  }
}

const usesPrefilter = ({ appliesTo }: Prefilter, { q, filters }: Selection): boolean =>
  q !== undefined || appliesTo(filters)

/** The resource as the request reads it: with `as_of`, as it was on that day. */
const readFor = (resource: Resource, selection: Selection): Resource =>
  selection.as_of === undefined ? resource : onDay(resource, dayOf(selection))

function makeParts(present: Resource, selection: Selection): Parts {
  const resource = readFor(present, selection)
  const literal = (part: Sql): Sql => sql.raw(withLiterals(part))
  const { prefilter } = resource
  const order = orderOf(resource, selection.sort)
  const where = conditions(resource, selection)
  let choice: { tags: readonly string[] | undefined } | undefined
  return {
    record: literal(sql`${json(resource, selection)}::text as json`),
    from: literal(sql`from ${resource.from}`),
    prefilters:
      prefilter && usesPrefilter(prefilter, selection)
        ? prefilter.parts.map((part) => literal(sql`from ${prefilter.from} where ${part} and ${where}`))
        : [],
    conditions: literal(where),
    order,
    keys: literal(sql`to_json(array[${sql.join(order.map(positionText))}])::text as keys`),
    orderBy: literal(sql`order by ${orderBy(order)}`),
    choice: (resources) => {
      choice ??= {
        tags: changesOfChoice(resources, resource, {
          from: resource.from,
          conditions: where,
          order: order.map(({ expression }) => expression)
        })
      }
      return choice.tags
    }
  }
}

interface Page {
  limit: number
  position?: string[]
}

/**
 * Returns one page of a list: at most `limit` rows after `position`, and whether more rows follow. In an `audited` read
 * every selected row is entered into the audit. Therefore only the id of the next row is read, with a second query.
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

/** Returns the query for the whole list in its order. Its only column is the JSON of the record. */
export function wholeList(present: Resource, selection: Selection): RawBuilder<{ json: string }> {
  const resource = readFor(present, selection)
  return sql`
  select ${json(resource, selection)}::text as json
  from ${resource.from}
  where ${conditions(resource, selection)}
  order by ${orderBy(orderOf(resource, selection.sort))}`
}

/** Query for the ids of the first `limit` rows of all parts together. Each part is sorted and limited on its own. */
function mergedIds(order: Order[], parts: Sql[], rest: Sql, limit: number): Sql {
  const keys = order.map(({ expression, descending }, i) => ({ expression, descending, name: sql.id(`k${i}`) }))
  const columns = sql.join(keys.map(({ expression, name }) => sql`${expression} as ${name}`))
  const limitClause = sql`limit ${sql.lit(limit)}`
  const union = sql.join(
    parts.map((part) => sql`(select ${columns} ${part} ${rest} ${limitClause})`),
    sql` union all `
  )
  const mergedOrder = orderBy(keys.map(({ name, ...key }) => ({ ...key, expression: name })))
  return sql`select ${keys.at(-1)?.name} from (${union}) as found order by ${mergedOrder} ${limitClause}`
}

async function selectRows(
  db: Db,
  query: ResourceQuery,
  selection: Selection,
  { limit, position }: Page
): Promise<Row[]> {
  const { record, from, prefilters, conditions, order, keys, orderBy } = query.partsOf(selection)
  const id = query.resource.id.expression
  const beyond = position ? sql`and ${after(order, position)}` : sql``
  const page = sql`where ${conditions} ${beyond} ${orderBy} limit ${sql.lit(limit)}`
  const ids = prefilters.length > 0 && mergedIds(order, prefilters, sql`${beyond} ${orderBy}`, limit)
  const rest = ids ? sql`where ${id} = any(array(${ids})) ${orderBy}` : page
  const { rows } = await sql<{ json: string; keys: string }>`select ${record}, ${keys} ${from} ${rest}`.execute(db)
  // Parsed on demand, because only the last position of a page is read.
  return rows.map(({ json, keys }) => ({
    json,
    get position() {
      return JSON.parse(keys) as string[]
    }
  }))
}

/** Returns the resource with each record as a GeoJSON feature (RFC 7946 3.2). Without coordinates, geometry is null. */
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

/** Returns the number of records that match the filters. */
export async function countRecords(db: Db, query: ResourceQuery, selection: Selection): Promise<number> {
  const { from, prefilters, conditions } = query.partsOf(selection)
  const counts = (prefilters.length > 0 ? prefilters : [sql`${from} where ${conditions}`]).map(
    (part) => sql`(select count(*) ${part})`
  )
  const { rows } = await sql<{ total: number }>`select ${sql.join(counts, sql` + `)} as total`.execute(db)
  return rows[0]?.total ?? 0
}

/** A record as JSON. */
export interface Found {
  json: string
  id: string
  /** Version of the record for its ETag; null if the resource has no version. */
  state: string | null
  /** Last change of the record as an HTTP date; null if the resource has no `updated_at`. */
  modified: string | null
}

/** Returns the record with the identifier of a path; undefined if there is none that the client may see. */
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
