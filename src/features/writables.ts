// Everything that may be written, and what it takes: the bodies in the contract, the endpoints and the imports are made of this list.
import { writableAppointments, writablePosts } from './appointments/writable.ts'
import { writableContacts } from './contacts/writable.ts'
import { writableDeclarations } from './declarations/writable.ts'
import { writableEvents } from './events/writable.ts'
import { writableLegalActs, writableLinkedSites, writablePublications, writableTrainingTopics } from './library/writable.ts'
import { writableMemberships } from './memberships/writable.ts'
import { writableLineage, writableOrganisations } from './organisations/writable.ts'
import { writablePeople } from './people/writable.ts'
import { writableSources } from './sources/writable.ts'

export const writables = [
  writableOrganisations,
  writableLineage,
  writablePeople,
  writablePosts,
  writableAppointments,
  writableContacts,
  writableMemberships,
  writableDeclarations,
  writableEvents,
  writablePublications,
  writableLegalActs,
  writableTrainingTopics,
  writableLinkedSites,
  writableSources
]
