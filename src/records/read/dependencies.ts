// Which changes invalidate a cached response, derived from the declarations. The change log names every record that
// changed and, as `….refreshed`, every record that contains a property of it. A response with one record therefore
// depends on its id, and a list on the types that its query reads.
import type { Dependencies } from '../../http/representation.ts'
import type { Rendition, Resource } from '../define.ts'
import type { Selection } from './query.ts'

type Selected = Pick<Selection, 'filters' | 'include'>

/** Returns the dependencies of a list: its own type, and the types in `reads` of the resource, filters and includes. */
export function dependenciesOfList(
  resource: Resource,
  { filters, include = [] }: Selected,
  rendition?: Rendition<unknown>
): Dependencies {
  const readByFilters = Object.keys(filters).flatMap((name) => resource.filters?.[name]?.reads ?? [])
  return [
    ...new Set([
      resource.name,
      ...resource.reads,
      ...readByFilters,
      ...readByIncludes(resource, include),
      ...(rendition?.reads ?? [])
    ])
  ]
}

/**
 * Returns the dependencies of one record: its id, and the types that its includes read. Formats other than JSON contain
 * more of other records than `….refreshed` covers, so there it has the dependencies of a list too.
 */
export function dependenciesOfRecord(
  resource: Resource,
  id: string,
  { filters, include = [] }: Selected,
  rendition?: Rendition<unknown>
): Dependencies {
  // Records without an id are tagged by type.
  const own = 'id' in resource.columns ? id : resource.name
  if (rendition) return [own, ...dependenciesOfList(resource, { filters, include }, rendition)]
  return [...new Set([own, ...readByIncludes(resource, include)])]
}

const readByIncludes = (resource: Resource, include: string[]): string[] =>
  include.flatMap((name) => resource.includes?.[name]?.reads ?? [])
