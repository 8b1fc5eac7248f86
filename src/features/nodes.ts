// Organisations and people inside other nodes of JSON-LD.
import { iri, type Node } from '../records/formats/linked-data.ts'

interface OrganisationInShort {
  id: string
  name: string
}

/** An organisation that another node speaks of. */
export const organisationNode = (base: string, organisation: OrganisationInShort | null): Node | null =>
  organisation && {
    '@type': 'Organization',
    '@id': iri(base, 'organisations', organisation.id),
    name: organisation.name
  }

/** A person of whom another node speaks. */
export const personNode = (base: string, person: { id: string; display_name: string } | null): Node | null =>
  person && { '@type': 'Person', '@id': iri(base, 'people', person.id), name: person.display_name }
