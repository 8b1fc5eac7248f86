// The resources that can be imported, as declared by the features.
import { components } from '../../contract/components.ts'
import type { RuleBook } from '../../http/errors.ts'
import type { Feature } from '../../records/define-feature.ts'
import type { Importable, Matching } from '../../records/define-imports.ts'
import type { Writes } from '../../records/define-writes.ts'
import { bookOf } from '../../records/registry.ts'
import { type Headings, headingsOf } from './file/headings.ts'

export type Json = Record<string, unknown>

export interface Imports {
  /** Importable resources by their path. */
  importables: ReadonlyMap<string, Importable>
  /** Headings of the columns of each of them, by its path. */
  headings: ReadonlyMap<string, Headings>
  /** Names of all matchings. */
  matches: string[]
  /** Texts for constraints that a row can break. */
  book: RuleBook
}

export function importsOf(features: readonly Feature[]): Imports {
  const all = features.flatMap(({ imports = [] }) => imports)
  return {
    importables: new Map(all.map((importable) => [importable.resource.path, importable])),
    headings: new Map(all.map((importable) => [importable.resource.path, headingsOf(importable, all)])),
    matches: [...new Set(all.flatMap(({ matchings }) => Object.keys(matchings)))],
    book: bookOf(features)
  }
}

/** Returns the names of the matchings of a resource, the default first. */
export const matchingsOf = ({ importables }: Imports, resource: string): string[] =>
  Object.keys(getImportable(importables, resource).matchings)

/** Throws for an unknown resource. Requests cannot reach this, because the contract restricts the names. */
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

/** Returns the lists that a row may have although the record includes them only on request, such as sources. */
export const listsOnDemand = ({ resource, properties }: Writes): string[] =>
  Object.keys(properties).filter((name) => !(name in resource.record.properties) && name in (resource.includes ?? {}))

/** Returns the properties that a row of NDJSON may have: those of the record. */
export const propertiesOf = ({ resource }: Writes): string[] =>
  Object.keys((components.get(resource.record.$id as string) as { properties?: object } | undefined)?.properties ?? {})
