// What can be imported, as the features declare it.
import { components } from '../../contract/components.ts'
import type { RuleBook } from '../../http/errors.ts'
import type { Writes } from '../../records/define.ts'
import type { Feature } from '../../records/define-feature.ts'
import type { Importable, Matching } from '../../records/define-imports.ts'
import { bookOf } from '../../records/registry.ts'

export type Json = Record<string, unknown>

export interface Imports {
  /** Everything that can be imported, by the path of its resource. */
  importables: ReadonlyMap<string, Importable>
  /** All that rows can be matched on. */
  matches: string[]
  /** Texts for the constraints that rows break. */
  book: RuleBook
}

export function importsOf(features: readonly Feature[]): Imports {
  const all = features.flatMap(({ imports = [] }) => imports)
  return {
    importables: new Map(all.map((importable) => [importable.resource.path, importable])),
    matches: [...new Set(all.flatMap(({ matchings }) => Object.keys(matchings)))],
    book: bookOf(features)
  }
}

/** By what rows of a resource can be matched, the usual way first. */
export const matchingsOf = ({ importables }: Imports, resource: string): string[] =>
  Object.keys(getImportable(importables, resource).matchings)

/** Throws for a name that nothing has; the contract has refused those of clients. */
export function getImportable(importables: Imports['importables'], resource: string): Importable {
  const importable = importables.get(resource)
  if (!importable) throw new Error(`${resource} cannot be imported`)
  return importable
}

export function getMatching({ resource, matchings }: Importable, matchOn: string): Matching {
  const matching = matchings[matchOn]
  if (!matching) throw new Error(`rows of ${resource.path} cannot be matched on ${matchOn}`)
  return matching
}

/** Lists that a row may give though the record shows them only on demand, such as its sources. */
export const listsOnDemand = ({ resource, properties }: Writes): string[] =>
  Object.keys(properties).filter((name) => !(name in resource.record.properties) && name in (resource.includes ?? {}))

/** Properties that a row of NDJSON may have: those of the record. */
export const propertiesOf = ({ resource }: Writes): string[] =>
  Object.keys((components.get(resource.record.$id as string) as { properties?: object } | undefined)?.properties ?? {})
