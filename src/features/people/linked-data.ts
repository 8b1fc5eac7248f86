import type { Static } from '@sinclair/typebox'
import { endsUnknown, iri, type Node, omitUnknown, roleNode } from '../../records/formats/linked-data.ts'
import { positionOf } from '../appointments/card.ts'
import type { Appointment } from '../appointments/schemas.ts'
import { type Konwent, memberOf } from '../memberships/linked-data.ts'
import type { Membership } from '../memberships/schemas.ts'
import { organisationNode } from '../nodes.ts'
import type { Person } from './schemas.ts'

interface Included {
  appointments: Static<typeof Appointment>[]
  memberships: Static<typeof Membership>[]
  konwent: Konwent
}

/**
 * Returns the person as a schema.org node. A post is an `affiliation`, because the sources do not say whether the
 * person is employed.
 */
export function personData(person: Static<typeof Person> & Included, base: string): Node {
  const { id, display_name, given_name, family_name, appointments, memberships, konwent } = person
  return omitUnknown({
    '@type': 'Person',
    '@id': iri(base, 'people', id),
    name: display_name,
    givenName: given_name,
    familyName: family_name,
    affiliation: appointments
      .filter(({ ended }) => !endsUnknown(ended))
      .map((appointment) => affiliation(base, appointment)),
    memberOf: memberOf(base, konwent, memberships)
  })
}

function affiliation(base: string, appointment: Static<typeof Appointment>): Node {
  const { title, role } = positionOf(appointment)
  return roleNode(
    'affiliation',
    organisationNode(base, appointment.organisation) as Node,
    title ?? role,
    appointment.started,
    appointment.ended
  )
}
