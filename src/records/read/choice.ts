// Columns that decide which records a page contains and in which order. They are read from the expressions of the
// query, so a filter or sort key needs no further declaration for the cache.
import type { OperationNode } from 'kysely'
import { type Dependencies, propertyTag, setTag } from '../../http/representation.ts'
import type { Resource, Sql } from '../define.ts'

export type Resources = ReadonlyMap<string, Resource>

/** Parts of a query: the tables, the conditions, and the sort keys. */
interface Choosing {
  from: Sql
  conditions: Sql
  order: readonly Sql[]
}

/** A column in an expression, with the alias of its table. */
interface UsedColumn {
  alias: string
  column: string
}

/** Whether the column is the key of a record, which never changes. */
const isKey = (column: string): boolean => column === 'id' || column === 'code'

interface Columns {
  used: UsedColumn[]
  /** Tables by alias, as written by `columnsOf().table`. */
  tables: Map<string, string>
}

const isNode = (value: unknown): value is OperationNode =>
  typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string'

/** Returns the name in a node of a table, a column or an identifier. */
function nameIn(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null) return undefined
  if ('name' in node && typeof node.name === 'string') return node.name
  const { table, identifier, column } = node as Record<string, unknown>
  return nameIn(table ?? identifier ?? column)
}

const partsOf = (node: OperationNode): OperationNode[] =>
  node.kind === 'RawNode' ? ((node as { parameters?: unknown[] }).parameters ?? []).filter(isNode) : []

/** Returns the only part of a node that has one. */
function unwrapped(node: OperationNode): OperationNode {
  const [part, ...others] = partsOf(node)
  return part && others.length === 0 ? unwrapped(part) : node
}

function collect(node: OperationNode, found: Columns): void {
  if (node.kind === 'ReferenceNode') {
    const { table, column } = node as unknown as { table?: unknown; column: unknown }
    found.used.push({ alias: nameIn(table) ?? '', column: nameIn(column) ?? '' })
    return
  }
  const parts = partsOf(node).map(unwrapped)
  const [table, alias] = parts
  if (parts.length === 2 && table?.kind === 'TableNode') found.tables.set(nameIn(alias) ?? '', nameIn(table) ?? '')
  for (const value of Object.values(node))
    for (const inner of Array.isArray(value) ? value : [value]) if (isNode(inner)) collect(inner, found)
}

function columnsIn(...expressions: Sql[]): Columns {
  const found: Columns = { used: [], tables: new Map() }
  for (const expression of expressions) collect(expression.toOperationNode(), found)
  return found
}

/** Returns the changes that may change a column: of its property in the change log, or of the type if it has none. */
function changesOfColumn({ name, record, derivedColumns = {} }: Resource, column: string): Dependencies {
  const derived = derivedColumns[column]
  if (derived) return derived
  // They change with every property.
  if (column === 'version' || column === 'updated_at') return [name]
  const property = column.replace(/_(on|not_before|not_after)$/, '').replace(/_(id|code)$/, '')
  const known = [column, property].find((each) => Object.hasOwn(record.properties, each))
  return [known === undefined ? name : propertyTag(name, known)]
}

/**
 * Returns the changes of records outside a page that may change the page. Undefined if the expressions do not tell
 * them: then any change of the types that the query reads may. Any change of the type of a table in a subquery counts.
 */
export function changesOfChoice(
  resources: Resources,
  resource: Resource,
  { from, conditions, order }: Choosing
): string[] | undefined {
  const own = columnsIn(resource.id.expression).used[0]?.alias
  const joined = columnsIn(from)
  const chosen = columnsIn(conditions, ...order)
  // After a change of a column in a join, a record may be joined with another one.
  const used = [...chosen.used, ...joined.used]
  const tags = new Set([setTag(resource.name)])
  // The rows of other tables are parts of the record, or of one whose type the filter declares in `reads`.
  for (const table of chosen.tables.values()) tags.add(resources.has(table) ? table : resource.name)
  for (const { alias, column } of used) {
    if (chosen.tables.has(alias)) continue
    const type = alias === own ? resource.name : joined.tables.get(alias)
    const read = type === undefined ? undefined : resources.get(type)
    if (type === undefined || !read) return undefined
    tags.add(setTag(type))
    if (isKey(column)) continue
    for (const tag of changesOfColumn(read, column)) tags.add(tag)
  }
  return [...tags]
}
