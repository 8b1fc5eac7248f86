// Changes that make a stored response invalid, by declaration. The change log names every record that changed and, as `….refreshed`,
// every record that shows a property of it. So one record depends on itself, and a list on the types that its query reads.
import type { Dependencies } from '../../http/representation.ts'
import type { Rendition, Resource } from '../define.ts'
import type { Selection } from './query.ts'

type Asked = Pick<Selection, 'filters' | 'include'>

/** A list depends on any record of its type, and of the types that the resource, the filters and the includes declare to read. */
export function dependenciesOfList(
  resource: Resource,
  { filters, include = [] }: Asked,
  rendition?: Rendition<unknown>
): Dependencies {
  const filtered = Object.keys(filters).flatMap((name) => resource.filters?.[name]?.reads ?? [])
  return [
    ...new Set([
      resource.name,
      ...resource.reads,
      ...filtered,
      ...included(resource, include),
      ...(rendition?.reads ?? [])
    ])
  ]
}

/**
 * A record depends on itself, and on the types that its includes declare to read. In a format other than JSON it holds more of other records than
 * `….refreshed` tells of, so there it depends on what a list of it does.
 */
export function dependenciesOfRecord(
  resource: Resource,
  id: string,
  { filters, include = [] }: Asked,
  rendition?: Rendition<unknown>
): Dependencies {
  // The cache knows a record without an id by its type.
  const own = 'id' in resource.columns ? id : resource.name
  if (rendition) return [own, ...dependenciesOfList(resource, { filters, include }, rendition)]
  return [...new Set([own, ...included(resource, include)])]
}

const included = (resource: Resource, include: string[]): string[] =>
  include.flatMap((name) => resource.includes?.[name]?.reads ?? [])
