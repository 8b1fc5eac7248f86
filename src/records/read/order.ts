// The order of a list, and the position in it at which a page begins.
import { sql } from 'kysely'
import type { Resource, SortKey, Sql } from '../define.ts'
import { utcText } from '../sql.ts'

/** Joins the conditions that are present; true if there are none. */
export const and = (conditions: (Sql | undefined)[]): Sql => {
  const present = conditions.filter((condition) => condition !== undefined)
  return present.length === 0 ? sql`true` : sql.join(present, sql` and `)
}

export interface Order {
  expression: Sql
  type: SortKey['type']
  descending: boolean
}

// Substitutes for null, so that nulls sort last and can be compared with the position in a cursor.
const nullSubstitutes: Partial<Record<SortKey['type'], { ascending: string; descending: string }>> = {
  date: { ascending: 'infinity', descending: '-infinity' },
  integer: { ascending: '2147483647', descending: '-2147483648' }
}

/** Returns the sort keys of an order such as `-joined_on,name`, followed by the id. */
export function orderOf(resource: Resource, sort: string): Order[] {
  const parts = sort
    .split(',')
    .map((part) => ({ key: resource.sorts[part.replace(/^-/, '')] as SortKey, descending: part.startsWith('-') }))
  const descending = parts.at(-1)?.descending ?? false
  const next = resource.sorts[parts.at(-1)?.key.then ?? '']
  const isNamed = parts.some(({ key }) => key === next)
  const order = [...parts, ...(next && !isNamed ? [{ key: next, descending }] : []), { key: resource.id, descending }]
  return order.map(({ key: { expression, type, nullable }, descending }) => {
    const last = nullable && nullSubstitutes[type]?.[descending ? 'descending' : 'ascending']
    return {
      expression: last ? sql`coalesce(${expression}, ${sql.lit(last)}::${sql.raw(type)})` : expression,
      type,
      descending
    }
  })
}

export const orderBy = (order: Pick<Order, 'expression' | 'descending'>[]): Sql =>
  sql.join(order.map(({ expression, descending }) => sql`${expression} ${descending ? sql`desc` : sql`asc`}`))

/**
 * Condition for the rows after a position. If all keys have one direction, it is a row comparison, for which an index
 * is fast at any depth. With mixed directions only the first key limits the scan.
 */
export function after(order: Order[], position: string[]): Sql {
  const value = (i: number) => sql`${position[i]}::${sql.raw((order[i] as Order).type)}`
  const expressions = order.map(({ expression }) => expression)
  const comparison = (i: number) => (order[i]?.descending ? sql`<` : sql`>`)
  if (new Set(order.map(({ descending }) => descending)).size === 1) {
    const values = sql.join(order.map((_, i) => value(i)))
    return sql`(${sql.join(expressions)}) ${comparison(0)} (${values})`
  }
  const beyond = (i: number) => sql`${expressions[i]} ${comparison(i)} ${value(i)}`
  const steps = order.map((_, i) => {
    const equalBefore = expressions.slice(0, i).map((expression, j) => sql`${expression} = ${value(j)}`)
    return sql`(${and([...equalBefore, beyond(i)])})`
  })
  const firstBound = order[0]?.descending ? sql`<=` : sql`>=`
  return sql`${expressions[0]} ${firstBound} ${value(0)} and (${sql.join(steps, sql` or `)})`
}

/** Sort key as text for a cursor. The text of a timestamptz must not depend on the session. */
export const positionText = ({ expression, type }: Order): Sql =>
  type === 'timestamptz' ? utcText(expression) : sql`(${expression})::text`
