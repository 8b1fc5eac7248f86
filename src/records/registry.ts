// Everything that follows from the declarations of the features. Built once by whoever starts the service or a command, and passed on.
import type { Webhooks } from '../contract/document.ts'
import type { RuleBook } from '../http/errors.ts'
import type { Task } from '../workers/task.ts'
import type { Dataset, Feature, Properties, ReaderRight, Resource, Writes } from './define.ts'
import { declare, declareParts } from './read/contract.ts'
import { type BodySchemas, declareBodies } from './write/define.ts'

declare module 'fastify' {
  interface FastifyInstance {
    registry: Registry
  }
}

export interface Registry {
  features: readonly Feature[]
  /** Every resource by the name of its table. */
  resources: ReadonlyMap<string, Resource>
  /** What may be written, with the schemas of the bodies. */
  writes: readonly { writes: Writes; bodies: BodySchemas }[]
  /** Tags of the contract, in the order of their names. */
  tags: readonly { name: string; description: string }[]
  /** Texts for constraints. */
  book: RuleBook
  /** Resources that the change log tells about, those first that others refer to: the order of the snapshot. */
  copied: readonly Resource[]
  /** Their names, sorted. */
  journaledTypes: readonly string[]
  /** Files of the seed, in the same order. */
  datasets: readonly Dataset[]
  tasks: readonly Task[]
  /** What receivers of webhooks are sent. */
  webhooks: Webhooks
  /** Rights of readers beyond the public. */
  rights: readonly ReaderRight[]
}

/** Derives everything from the declarations, and adds the schemas of records and bodies to the components of the contract. */
export function registryOf(features: readonly Feature[]): Registry {
  const resources = features.flatMap((feature) => feature.resources ?? [])
  const declaredWrites = features.flatMap(({ writes = [] }) => writes)
  // Bodies are made of the records, and refer to other records.
  for (const resource of resources) declare(resource)
  for (const resource of resources) declareParts(resource)
  const ordered = referredFirst(resources, declaredWrites)
  const copied = ordered.filter(isJournaled)
  const place = (table: string) => ordered.findIndex(({ name }) => name === table)
  return {
    features,
    resources: new Map(resources.map((resource) => [resource.name, resource])),
    writes: declaredWrites.map((writes) => ({ writes, bodies: declareBodies(writes) })),
    tags: features
      .flatMap(({ tags = {} }) => Object.entries(tags))
      .map(([name, description]) => ({ name, description }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    book: bookOf(features),
    copied,
    journaledTypes: copied.map(({ name }) => name).sort(),
    datasets: features.flatMap(({ seed = [] }) => seed).sort((a, b) => place(a.table) - place(b.table)),
    tasks: features.flatMap(({ tasks = [] }) => tasks),
    webhooks: Object.assign({}, ...features.map(({ webhooks }) => webhooks)),
    rights: features.flatMap(({ rights = [] }) => rights)
  }
}

/** The texts of all constraints. */
export const bookOf = (features: readonly Feature[]): RuleBook => ({
  rules: Object.assign({}, ...features.map(({ rules }) => rules)),
  refusals: Object.assign({}, ...features.map(({ refusals }) => refusals))
})

/** The change log tells about what everybody may read. */
const isJournaled = ({ access, columns }: Resource): boolean => access === undefined && 'updated_at' in columns

/** The resources in their order, but each after those that its records refer to. Where they go round in a circle, the first one stays first. */
function referredFirst(resources: readonly Resource[], declaredWrites: readonly Writes[]): Resource[] {
  const propertiesOf = new Map(declaredWrites.map(({ resource, properties }) => [resource.name, properties]))
  const ordered = new Set<Resource>()
  const entered = new Set<Resource>()
  const enter = (resource: Resource): void => {
    if (entered.has(resource)) return
    entered.add(resource)
    for (const other of [...referredBy(propertiesOf.get(resource.name) ?? {}), ...includedBy(resource)]) enter(other)
    ordered.add(resource)
  }
  for (const resource of resources) enter(resource)
  return [...ordered].filter((resource) => resources.includes(resource))
}

const includedBy = ({ includes = {} }: Resource): Resource[] =>
  Object.values(includes).flatMap(({ refersTo }) => refersTo ?? [])

const referredBy = (properties: Properties): Resource[] =>
  Object.values(properties).flatMap((property) => {
    if (property.kind === 'reference') return [property.resource]
    return property.kind === 'rows' ? referredBy(property.items) : []
  })
