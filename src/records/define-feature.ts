// The declaration of a feature. A feature declares everything about itself once; registry.ts derives the rest.
import type { Command } from 'commander'
import type { FastifyInstance } from 'fastify'
import type { Webhooks } from '../contract/document.ts'
import type { Tag } from '../contract/tags.ts'
import type { Refusals, Rules } from '../http/errors.ts'
import type { StoredMeasure } from '../metrics/measure.ts'
import type { Task } from '../workers/task.ts'
import type { ReaderRight, Resource, SubList, WithDatabase } from './define.ts'
import type { Importable } from './define-imports.ts'
import type { Dataset } from './define-seed.ts'
import type { Writes } from './define-writes.ts'
import type { Vocabulary } from './vocabulary.ts'

export interface Feature {
  /** Name of the feature's folder. */
  name: string
  /** Tags of its operations in the contract, by name. */
  tags?: Record<string, Tag>
  /** The main resource comes first. Resources with texts get routes for the list and for one record. */
  resources?: Resource[]
  subLists?: SubList[]
  writes?: Writes[]
  /** Further routes under /v1, and routes outside of it. */
  operations?: ((app: FastifyInstance) => void)[]
  rootOperations?: ((app: FastifyInstance) => void)[]
  /** Events for webhook receivers: the section `webhooks` of the contract. */
  webhooks?: Webhooks
  /** Enums of its records with their labels. */
  vocabularies?: Vocabulary[]
  /** Permissions to read more of its records than the public. */
  rights?: ReaderRight[]
  /** Texts of the constraints of its tables. */
  rules?: Rules
  refusals?: Refusals
  imports?: Importable[]
  seed?: Dataset[]
  /** Background work, scheduled or started by a request. */
  tasks?: Task[]
  /** Numbers about its records for monitoring. */
  measures?: StoredMeasure[]
  /** Adds its commands to `konwent`. */
  commands?: (program: Command, withDatabase: WithDatabase) => void
}

export const defineFeature = (feature: Feature): Feature => feature
