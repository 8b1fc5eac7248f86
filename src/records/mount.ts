// Mounts the routes that the features declare. The order of the feature list is the order in the contract.
import type { FastifyInstance } from 'fastify'
import type { Resource } from './define.ts'
import type { Feature } from './define-feature.ts'
import { mountParts, mountResource, mountSubList } from './read/routes.ts'
import type { Registry } from './registry.ts'
import { mountReversal } from './write/reversal.ts'
import { mountWrites } from './write/routes.ts'

const isPublic = ({ access }: Resource): boolean => access === undefined

/**
 * Mounts all routes below /v1: first public reads, then writes, and then, for each feature, the reads that need a key
 * and its own operations.
 */
export function mountFeatures(app: FastifyInstance, { features, writes }: Registry): void {
  for (const feature of features) mountResources(app, feature, isPublic)
  for (const feature of features) mountSubLists(app, feature, isPublic)
  for (const each of writes) {
    mountWrites(app, each.writes, each.bodies)
    if (each.writes.resource.reversible) mountReversal(app, each.writes)
  }
  for (const feature of features) {
    mountResources(app, feature, (resource) => !isPublic(resource))
    mountSubLists(app, feature, (resource) => !isPublic(resource))
    for (const mount of feature.operations ?? []) mount(app)
  }
}

function mountResources(
  app: FastifyInstance,
  { resources = [] }: Feature,
  isIncluded: (resource: Resource) => boolean
): void {
  for (const resource of resources.filter(isIncluded)) {
    if (resource.texts) mountResource(app, resource, resource.texts)
    mountParts(app, resource)
  }
}

function mountSubLists(
  app: FastifyInstance,
  { subLists = [] }: Feature,
  isIncluded: (parent: Resource) => boolean
): void {
  for (const subList of subLists) if (isIncluded(subList.parent)) mountSubList(app, subList)
}
