// Changes that invalidate a cached response, derived from the declarations. The change log names every record that
// changed and, as `….refreshed`, every record that contains a property of it. A response with one record therefore
// depends on its id. A page depends on the ids of its records and on the columns that choose and order them. A whole
// list depends on the types that its query reads.

import { sql } from 'kysely'
import type { Dependencies } from '../../http/representation.ts'
import { onDay, type Rendition, type Resource } from '../define.ts'
import type { Resources } from './choice.ts'
import type { ResourceQuery, Row, Selection } from './query.ts'

type Selected = Pick<Selection, 'filters' | 'include' | 'as_of'>

/** Returns the dependencies of a list: its own type, and the types in `reads` of the resource, filters and includes. */
export function dependenciesOfList(
  resource: Resource,
  { filters, include = [], as_of }: Selected,
  rendition?: Rendition<unknown>
): Dependencies {
  const { reads } = as_of === undefined ? resource : onDay(resource, sql`${as_of}::date`)
  const readByFilters = Object.keys(filters).flatMap((name) => resource.filters?.[name]?.reads ?? [])
  return [
    ...new Set([
      resource.name,
      ...reads,
      ...readByFilters,
      ...readByIncludes(resource, include),
      ...(rendition?.reads ?? [])
    ])
  ]
}

/**
 * Returns the dependencies of a page of a list: its records, and the changes that may bring other records onto it or
 * change their order. Other records that the page shows do not count, because `….refreshed` names the record that shows
 * them.
 */
export function dependenciesOfPage(
  resources: Resources,
  query: ResourceQuery,
  selection: Selection,
  rows: readonly Row[]
): Dependencies {
  const { resource } = query
  const { filters, include = [], as_of } = selection
  const choice = as_of === undefined ? query.partsOf(selection).choice(resources) : undefined
  if (choice === undefined || !('id' in resource.columns)) return dependenciesOfList(resource, selection)
  const readByFilters = Object.keys(filters).flatMap((name) => resource.filters?.[name]?.reads ?? [])
  const ids = rows.map(({ position }) => String(position.at(-1)))
  return [...new Set([...choice, ...readByFilters, ...readByIncludes(resource, include), ...ids])]
}

/**
 * Returns the dependencies of one record: its id, and the types that its includes read. Formats other than JSON contain
 * more of other records than `….refreshed` covers, and so do requests with `as_of`: they have the dependencies of a list
 * too.
 */
export function dependenciesOfRecord(
  resource: Resource,
  id: string,
  { filters, include = [], as_of }: Selected,
  rendition?: Rendition<unknown>
): Dependencies {
  // Records without an id are tagged by type.
  const own = 'id' in resource.columns ? id : resource.name
  const isPast = as_of !== undefined && resource.asOf !== undefined
  if (rendition || isPast)
    return [own, ...dependenciesOfList(resource, { filters, include, ...(as_of && { as_of }) }, rendition)]
  return [...new Set([own, ...readByIncludes(resource, include)])]
}

const readByIncludes = (resource: Resource, include: string[]): string[] =>
  include.flatMap((name) => resource.includes?.[name]?.reads ?? [])
