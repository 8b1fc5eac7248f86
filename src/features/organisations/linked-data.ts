import type { Static } from '@sinclair/typebox'
import { iri, type Node, omitUnknown, websiteUrl } from '../../records/formats/linked-data.ts'
import { type Konwent, memberOf } from '../memberships/linked-data.ts'
import type { Membership } from '../memberships/schemas.ts'
import { organisationNode } from '../nodes.ts'
import type { Organisation } from './schemas.ts'

type Record = Static<typeof Organisation>

const publicFamilies: Record['kind_family'][] = [
  'cus',
  'ops',
  'family_support',
  'regional_policy',
  'government_administration',
  'self_government'
]

function typeOf({ kind, kind_family }: Record): string {
  if (publicFamilies.includes(kind_family)) return 'GovernmentOrganization'
  if (kind === 'university') return 'CollegeOrUniversity'
  return kind === 'foundation' || kind === 'association' || kind === 'ngo' ? 'NGO' : 'Organization'
}

const identifiers = (propertyID: string, value: string | null): Node[] =>
  value === null ? [] : [{ '@type': 'PropertyValue', propertyID, value }]

function addressOf({ street, postal_code, locality, seat }: Record): Node | undefined {
  const address = omitUnknown({ streetAddress: street, postalCode: postal_code, addressLocality: locality ?? seat })
  return Object.keys(address).length === 0 ? undefined : { '@type': 'PostalAddress', ...address }
}

/**
 * Returns the location of the coordinates: the place of the seat, or the centre of the gmina. It is a separate node
 * because schema.org defines no coordinates for an organisation itself.
 */
function locationOf({ latitude, longitude, coordinates_basis, seat, territory }: Record): Node | undefined {
  if (latitude === null || longitude === null) return undefined
  const isCentreOfGmina = coordinates_basis === 'prg-centroid'
  return omitUnknown({
    '@type': isCentreOfGmina ? 'AdministrativeArea' : 'Place',
    name: isCentreOfGmina ? territory?.name : seat,
    geo: { '@type': 'GeoCoordinates', latitude, longitude }
  })
}

/** Returns the pages that identify the organisation; undefined if none is known. */
function sameAs(bip: string | null, wikidata: string | null): string[] | undefined {
  const pages = [bip, wikidata && `https://www.wikidata.org/entity/${wikidata}`].filter((page) => page !== null)
  return pages.length === 0 ? undefined : pages
}

/**
 * Returns the organisation as a schema.org node. The NIP is `taxID`, not `vatID`: every organisation has a NIP, but the
 * registry does not know who is registered for VAT.
 */
export function organisationData(
  organisation: Record & { memberships: Static<typeof Membership>[]; konwent: Konwent },
  base: string
): Node {
  const {
    id,
    name,
    short_name,
    territory,
    nip,
    regon,
    krs,
    part_of,
    e_delivery,
    bip,
    wikidata,
    established,
    closed,
    memberships,
    konwent
  } = organisation
  return omitUnknown({
    '@type': typeOf(organisation),
    '@id': iri(base, 'organisations', id),
    name,
    alternateName: short_name === name ? null : short_name,
    url: websiteUrl(organisation.website),
    taxID: nip,
    identifier: [
      ...identifiers('REGON', regon),
      ...identifiers('KRS', krs),
      ...identifiers('e-Doręczenia', e_delivery)
    ],
    sameAs: sameAs(bip, wikidata),
    address: addressOf(organisation),
    location: locationOf(organisation),
    areaServed: territory && {
      '@type': 'AdministrativeArea',
      name: territory.name,
      identifier: identifiers('TERYT', territory.code)
    },
    parentOrganization: organisationNode(base, part_of),
    foundingDate: established.on,
    dissolutionDate: closed.on,
    memberOf: memberOf(base, konwent, memberships)
  })
}
