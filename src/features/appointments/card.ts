import type { Static } from '@sinclair/typebox'
import { cardOf, type Reach } from '../../lib/vcard.ts'
import { roleOf } from '../contacts/card.ts'
import type { Appointment } from './schemas.ts'

type Held = Pick<Static<typeof Appointment>, 'organisation' | 'post' | 'printed_post'>

/** What a card says of a post that somebody holds: the title as printed beside the name, since it tells whether somebody is only acting. */
export const positionOf = ({ organisation, post, printed_post }: Held) => ({
  organisation: organisation.name,
  title: printed_post ?? post.title,
  role: roleOf(post)
})

/** The card of a person in post, reached as the post is. */
export function appointmentCard(appointment: Static<typeof Appointment> & { names: { family_name: string; given_name: string }; contacts: Reach[] }): string {
  const { id, person, names, contacts, updated_at } = appointment
  return cardOf({ id, kind: 'individual', formattedName: person.display_name, names, positions: [positionOf(appointment)], reach: contacts, updated_at })
}
