// The registry of all declarations, derived from the features. Each process builds it once and passes it on.
import type { Webhooks } from '../contract/document.ts'
import type { Tag } from '../contract/tags.ts'
import type { RuleBook } from '../http/errors.ts'
import type { StoredMeasure } from '../metrics/measure.ts'
import type { Task } from '../workers/task.ts'
import type { ReaderRight, Resource } from './define.ts'
import type { Feature } from './define-feature.ts'
import type { Dataset } from './define-seed.ts'
import type { Properties, Writes } from './define-writes.ts'
import { declare, declareParts } from './read/contract.ts'
import { type BodySchemas, declareBodies } from './write/define.ts'

declare module 'fastify' {
  interface FastifyInstance {
    registry: Registry
  }
}

export interface Registry {
  features: readonly Feature[]
  /** All resources by name. */
  resources: ReadonlyMap<string, Resource>
  /** All writable resources, with the schemas of their bodies. */
  writes: readonly { writes: Writes; bodies: BodySchemas }[]
  /** Tags of the contract, in the order of the features. */
  tags: readonly (Tag & { name: string })[]
  /** Texts of all constraints. */
  book: RuleBook
  /** Resources in the change log, in the order of the snapshot: a resource comes after those that it refers to. */
  snapshotResources: readonly Resource[]
  /** Names of these resources, sorted. */
  changeLogTypes: readonly string[]
  /** Files of the seed, in the order of the snapshot. */
  datasets: readonly Dataset[]
  tasks: readonly Task[]
  /** Numbers about the records for monitoring. */
  measures: readonly StoredMeasure[]
  /** Webhook events, for the contract. */
  webhooks: Webhooks
  /** Permissions to read more than the public. */
  rights: readonly ReaderRight[]
}

/** Builds the registry. Also adds the schemas of records and bodies to the components of the contract. */
export function registryOf(features: readonly Feature[]): Registry {
  const resources = features.flatMap((feature) => feature.resources ?? [])
  const declaredWrites = features.flatMap(({ writes = [] }) => writes)
  // The schemas of all records come first, because those of bodies refer to them.
  for (const resource of resources) declare(resource)
  for (const resource of resources) declareParts(resource)
  const ordered = byDependency(resources, declaredWrites)
  const snapshotResources = ordered.filter(isInChangeLog)
  const indexOf = (table: string) => ordered.findIndex(({ name }) => name === table)
  return {
    features,
    resources: new Map(resources.map((resource) => [resource.name, resource])),
    writes: declaredWrites.map((writes) => ({ writes, bodies: declareBodies(writes) })),
    tags: features.flatMap(({ tags = {} }) => Object.entries(tags)).map(([name, tag]) => ({ name, ...tag })),
    book: bookOf(features),
    snapshotResources,
    changeLogTypes: snapshotResources.map(({ name }) => name).sort(),
    datasets: features.flatMap(({ seed = [] }) => seed).sort((a, b) => indexOf(a.table) - indexOf(b.table)),
    tasks: features.flatMap(({ tasks = [] }) => tasks),
    measures: features.flatMap(({ measures = [] }) => measures),
    webhooks: Object.assign({}, ...features.map(({ webhooks }) => webhooks)),
    rights: features.flatMap(({ rights = [] }) => rights)
  }
}

/** Returns the texts of all constraints. */
export const bookOf = (features: readonly Feature[]): RuleBook => ({
  rules: Object.assign({}, ...features.map(({ rules }) => rules)),
  refusals: Object.assign({}, ...features.map(({ refusals }) => refusals))
})

/** The change log has the public resources. */
const isInChangeLog = ({ access, columns }: Resource): boolean => access === undefined && 'updated_at' in columns

/**
 * Sorts the resources so that each follows those to which its records refer; otherwise the order stays. In a cycle, the
 * resource that is reached first comes last.
 */
function byDependency(resources: readonly Resource[], declaredWrites: readonly Writes[]): Resource[] {
  const propertiesOf = new Map(declaredWrites.map(({ resource, properties }) => [resource.name, properties]))
  const ordered = new Set<Resource>()
  const visited = new Set<Resource>()
  const visit = (resource: Resource): void => {
    if (visited.has(resource)) return
    visited.add(resource)
    for (const other of [...referredBy(propertiesOf.get(resource.name) ?? {}), ...includedBy(resource)]) visit(other)
    ordered.add(resource)
  }
  for (const resource of resources) visit(resource)
  return [...ordered].filter((resource) => resources.includes(resource))
}

const includedBy = ({ includes = {} }: Resource): Resource[] =>
  Object.values(includes).flatMap(({ refersTo }) => refersTo ?? [])

const referredBy = (properties: Properties): Resource[] =>
  Object.values(properties).flatMap((property) => {
    if (property.kind === 'reference') return [property.resource]
    return property.kind === 'rows' ? referredBy(property.items) : []
  })
