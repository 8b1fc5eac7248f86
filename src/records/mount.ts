// Mounts what the features declare, in the order of their list: that is the order of the contract.
import type { FastifyInstance } from 'fastify'
import type { Feature, Resource } from './define.ts'
import { mountParts, mountResource, mountSubList } from './read/routes.ts'
import type { Registry } from './registry.ts'
import { mountWrites } from './write/routes.ts'

const isPublic = ({ access }: Resource): boolean => access === undefined

/** Mounts everything under the base path: first what everybody may read, then the writes, then what each feature has for holders of keys and of its own. */
export function mountFeatures(app: FastifyInstance, { features, writes }: Registry): void {
  for (const feature of features) mountResources(app, feature, isPublic)
  for (const feature of features) mountSubLists(app, feature, isPublic)
  for (const each of writes) mountWrites(app, each.writes, each.bodies)
  for (const feature of features) {
    mountResources(app, feature, (resource) => !isPublic(resource))
    mountSubLists(app, feature, (resource) => !isPublic(resource))
    for (const mount of feature.operations ?? []) mount(app)
  }
}

function mountResources(
  app: FastifyInstance,
  { resources = [] }: Feature,
  belongs: (resource: Resource) => boolean
): void {
  for (const resource of resources.filter(belongs)) {
    if (resource.texts) mountResource(app, resource, resource.texts)
    mountParts(app, resource)
  }
}

function mountSubLists(app: FastifyInstance, { subLists = [] }: Feature, belongs: (parent: Resource) => boolean): void {
  for (const subList of subLists) if (belongs(subList.parent)) mountSubList(app, subList)
}
