// JSON-LD nodes for organisations and people inside other nodes.
import { iri, type Node } from '../records/formats/linked-data.ts'

interface OrganisationReference {
  id: string
  name: string
}

/** Returns a node that refers to an organisation, or null for null. */
export const organisationNode = (base: string, organisation: OrganisationReference | null): Node | null =>
  organisation && {
    '@type': 'Organization',
    '@id': iri(base, 'organisations', organisation.id),
    name: organisation.name
  }

/** Returns a node that refers to a person, or null for null. */
export const personNode = (base: string, person: { id: string; display_name: string } | null): Node | null =>
  person && { '@type': 'Person', '@id': iri(base, 'people', person.id), name: person.display_name }
