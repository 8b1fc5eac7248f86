// The list of features. Its order is the order of the contract. The snapshot has the same order, except that a record
// comes after those to which it refers.
import type { Feature } from '../records/define-feature.ts'
import { apiKeysFeature } from './api-keys/feature.ts'
import { applicationsFeature } from './applications/feature.ts'
import { appointmentsFeature } from './appointments/feature.ts'
import { assertionsFeature } from './assertions/feature.ts'
import { auditFeature } from './audit/feature.ts'
import { changesFeature } from './changes/feature.ts'
import { contactsFeature } from './contacts/feature.ts'
import { declarationsFeature } from './declarations/feature.ts'
import { docsFeature } from './docs/feature.ts'
import { eligibilityFeature } from './eligibility/feature.ts'
import { eventsFeature } from './events/feature.ts'
import { healthFeature } from './health/feature.ts'
import { importsFeature } from './imports/feature.ts'
import { libraryFeature } from './library/feature.ts'
import { meFeature } from './me/feature.ts'
import { membershipChecksFeature } from './membership-checks/feature.ts'
import { membershipListsFeature } from './membership-lists/feature.ts'
import { membershipTiersFeature } from './membership-tiers/feature.ts'
import { membershipsFeature } from './memberships/feature.ts'
import { objectivesFeature } from './objectives/feature.ts'
import { offersFeature } from './offers/feature.ts'
import { organisationsFeature } from './organisations/feature.ts'
import { peopleFeature } from './people/feature.ts'
import { privacyFeature } from './privacy/feature.ts'
import { snapshotFeature } from './snapshot/feature.ts'
import { sourcesFeature } from './sources/feature.ts'
import { statisticsFeature } from './statistics/feature.ts'
import { territoriesFeature } from './territories/feature.ts'
import { vocabulariesFeature } from './vocabularies/feature.ts'
import { webhooksFeature } from './webhooks/feature.ts'

const records: readonly Feature[] = [
  organisationsFeature,
  peopleFeature,
  appointmentsFeature,
  contactsFeature,
  membershipTiersFeature,
  membershipsFeature,
  membershipListsFeature,
  declarationsFeature,
  eventsFeature,
  libraryFeature,
  objectivesFeature,
  offersFeature,
  territoriesFeature,
  assertionsFeature,
  sourcesFeature,
  membershipChecksFeature,
  eligibilityFeature,
  applicationsFeature,
  privacyFeature,
  apiKeysFeature
]

const withVocabularies: readonly Feature[] = [
  ...records,
  auditFeature(records),
  importsFeature(records),
  webhooksFeature,
  meFeature,
  changesFeature,
  snapshotFeature
]

export const features: readonly Feature[] = [
  ...withVocabularies,
  vocabulariesFeature(withVocabularies),
  statisticsFeature,
  healthFeature,
  docsFeature
]
