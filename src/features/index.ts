// Every resource of the registry, in the order of the contract, with the words of its operations.
import type { FastifyInstance } from 'fastify'
import type { Resource } from '../records/define.ts'
import { declare, partResponses, partsOf } from '../records/read/contract.ts'
import { mountParts, mountResource, mountSubList, type Texts } from '../records/read/routes.ts'
import { declareBodies } from '../records/write/define.ts'
import { mountWrites } from '../records/write/routes.ts'
import { apiKeyRoutes } from './api-keys/routes.ts'
import { posts } from './appointments/posts.ts'
import { appointments } from './appointments/queries.ts'
import { historyOf } from './audit/queries.ts'
import { auditRoutes } from './audit/routes.ts'
import { changeRoutes } from './changes/routes.ts'
import { contacts } from './contacts/queries.ts'
import { declarations } from './declarations/queries.ts'
import { declarationWorkflow } from './declarations/workflow-routes.ts'
import { eligibilityRoutes } from './eligibility/routes.ts'
import { events } from './events/queries.ts'
import { importRoutes } from './imports/routes.ts'
import { assertions, creationModes, legalActs, linkedSites, publications, serviceAreas, structureElements, trainingTopics } from './library/queries.ts'
import { meRoutes } from './me/routes.ts'
import { membershipChecks } from './membership-checks/routes.ts'
import { membershipLists, membershipTiers } from './membership-tiers/queries.ts'
import { membershipOperations } from './memberships/operation-routes.ts'
import { memberships } from './memberships/queries.ts'
import { rememberDirectory } from './organisations/directory.ts'
import { organisationLifecycle } from './organisations/lifecycle-routes.ts'
import { matchRoute } from './organisations/match-route.ts'
import { lineage, organisations } from './organisations/queries.ts'
import { personMerger } from './people/merger.ts'
import { people } from './people/queries.ts'
import { privacyRoutes } from './privacy/routes.ts'
import { snapshotRoutes } from './snapshot/routes.ts'
import { sources } from './sources/queries.ts'
import { statisticsRoutes } from './statistics/routes.ts'
import { territories } from './territories/queries.ts'
import { vocabularyRoutes } from './vocabularies/routes.ts'
import { webhookRoutes } from './webhooks/routes.ts'
import { writables } from './writables.ts'

const snake = (words: string) => words.toLowerCase().replaceAll(' ', '_')

/** The words of the list and of one record. */
const words = (plural: string, singular: string, list: string, one: string): [Texts, Texts] => [
  { operationId: `list_${snake(plural)}`, summary: `List ${plural.toLowerCase()}`, description: list },
  { operationId: `get_${snake(singular)}`, summary: `Get one ${singular.toLowerCase()}`, description: one }
]

const lineageWords = words(
  'Lineage',
  'Lineage',
  'Which organisation came out of which: an assistance centre transformed into a CUS.',
  'One transition from a predecessor to a successor.'
)

const resources: [Resource, [Texts, Texts]][] = [
  [
    organisations,
    words(
      'Organisations',
      'Organisation',
      'All organisations that the registry knows, members and others; filter by `member=true` for members.',
      'One organisation by its id or slug.'
    )
  ],
  [lineage, lineageWords],
  [people, words('People', 'Person', 'People whom the sources name in a public function. The search looks at names only.', 'One person by id or slug.')],
  [posts, words('Posts', 'Post', 'Offices in organisations, held by people one after the other.', 'One post by its stable id.')],
  [
    appointments,
    words('Appointments', 'Appointment', 'Who holds or held which post, in what capacity; with `as_of` as of a day.', 'One appointment by its id.')
  ],
  [contacts, words('Contacts', 'Contact', 'Contacts of organisations and of posts, as far as the caller may see them.', 'One contact by its id or slug.')],
  [membershipTiers, words('Membership Tiers', 'Membership Tier', 'The tiers of membership, with the rules that open them.', 'One tier by its code.')],
  [memberships, words('Memberships', 'Membership', 'Memberships of the Konwent; with `as_of` as of a day.', 'One membership by its id.')],
  [membershipLists, words('Membership Lists', 'Membership List', 'Lists of members as sources print them, row by row.', 'One printed list by its id or slug.')],
  [declarations, words('Declarations', 'Declaration', 'Accepted declarations with their signatories in order.', 'One declaration by its id or slug.')],
  [events, words('Events', 'Event', 'Events with programme and participants; as iCalendar for a subscription.', 'One event by its id or slug.')],
  [
    publications,
    words('Publications', 'Publication', 'Books and papers of the knowledge base, with authors and editors.', 'One publication by its id or slug.')
  ],
  [legalActs, words('Legal Acts', 'Legal Act', 'Acts and regulations about social service centres.', 'One act by its id or slug.')],
  [trainingTopics, words('Training Topics', 'Training Topic', "Topics of the training of a centre's staff.", 'One topic by its id or slug.')],
  [linkedSites, words('Links', 'Link', 'Sites that the knowledge base links to.', 'One site by its id or slug.')],
  [creationModes, words('Creation Modes', 'Creation Mode', 'The four ways in which the Act of 19 July 2019 lets a CUS come to be.', 'One mode by its code.')],
  [structureElements, words('Structure Elements', 'Structure Element', 'The organisational structure of a CUS.', 'One element by its code.')],
  [serviceAreas, words('Service Areas', 'Service Area', 'The 14 areas of social services of art. 2 (1) of the Act of 19 July 2019.', 'One area by its code.')],
  [territories, words('Territories', 'Territory', 'Voivodeships, powiats and gminas that the registry knows, by TERYT.', 'One territory by its TERYT code.')],
  [assertions, words('Assertions', 'Assertion', 'What sources claim, kept beside the computed figures.', 'One assertion by its id or slug.')],
  [sources, words('Sources', 'Source', 'Documents, pages and registers that facts were taken from.', 'One source by its id or slug.')]
]

// Lists under a record: parent, child, the filter of the child that the path gives, operation, words.
const subLists: [Resource, Resource, string, string, string, string][] = [
  [
    organisations,
    memberships,
    'organisation',
    'list_organisation_memberships',
    'List the memberships of an organisation',
    'Memberships of one organisation, past and present.'
  ],
  [
    organisations,
    appointments,
    'organisation',
    'list_organisation_appointments',
    'List the appointments in an organisation',
    'People in the posts of one organisation, past and present.'
  ],
  [
    organisations,
    contacts,
    'organisation',
    'list_organisation_contacts',
    'List the contacts of an organisation',
    'Public contacts of one organisation and of its posts.'
  ],
  [
    organisations,
    declarations,
    'organisation',
    'list_organisation_declarations',
    'List the declarations of an organisation',
    'Accepted declarations signed in the name of one organisation.'
  ],
  [
    organisations,
    events,
    'organisation',
    'list_organisation_events',
    'List the events of an organisation',
    'Events that one organisation takes part in, is presented at or lends its place to.'
  ],
  [
    organisations,
    lineage,
    'organisation',
    'list_organisation_lineage',
    'List the lineage of an organisation',
    'What one organisation came out of, and what came out of it.'
  ],
  [people, appointments, 'person', 'list_person_appointments', 'List the appointments of a person', 'Posts that one person holds or held.'],
  [people, memberships, 'person', 'list_person_memberships', 'List the memberships of a person', 'Memberships of one person.'],
  [people, events, 'person', 'list_person_events', 'List the events of a person', 'Events that one person takes part in or speaks at.'],
  [people, publications, 'person', 'list_person_publications', 'List the publications of a person', 'Publications that one person wrote or edited.'],
  ...[organisations, people, memberships, declarations, events].map((resource): (typeof subLists)[number] => {
    const { en } = resource.label
    const words = `What changed of one ${en} and when, as the journal has it, without values; \`fields\` also names related records that changed.`
    return [resource, historyOf(resource), 'subject', `list_${snake(en)}_history`, `List the history of one ${en}`, words]
  })
]

export const listPaths = resources.map(([resource]) => resource.path)

// Before any route refers to them.
for (const [resource] of resources) {
  declare(resource)
  for (const { item } of partsOf(resource)) partResponses(item)
}

const bodies = new Map(writables.map((writable) => [writable, declareBodies(writable)]))

/** Mounts everything under the base path. */
export function mountFeatures(app: FastifyInstance): void {
  for (const [resource, [list, one]] of resources) {
    mountResource(app, resource, list, one)
    mountParts(app, resource)
  }
  for (const [parent, child, filter, operationId, summary, description] of subLists)
    mountSubList(app, parent, child, filter, { operationId, summary, description })
  for (const [writable, schemas] of bodies) mountWrites(app, writable, schemas)
  const directories = rememberDirectory()
  matchRoute(app, directories)
  membershipChecks(app, directories)
  eligibilityRoutes(app)
  declarationWorkflow(app)
  membershipOperations(app)
  organisationLifecycle(app)
  personMerger(app)
  privacyRoutes(app)
  apiKeyRoutes(app)
  auditRoutes(app)
  importRoutes(app)
  webhookRoutes(app, app.webhookLoopback)
  meRoutes(app)
  changeRoutes(app)
  snapshotRoutes(app)
  vocabularyRoutes(app)
  statisticsRoutes(app)
}
