import type { Static } from '@sinclair/typebox'
import { cardOf, latest } from '../../records/formats/vcard.ts'
import { roleOf } from '../contacts/card.ts'
import type { Contact } from '../contacts/schemas.ts'
import type { Appointment } from './schemas.ts'

type Held = Pick<Static<typeof Appointment>, 'organisation' | 'post' | 'printed_post'>

/** What a card says of a post that somebody holds: the title as printed beside the name, since it tells whether somebody is only acting. */
export const positionOf = ({ organisation, post, printed_post }: Held) => ({
  organisation: organisation.name,
  title: printed_post ?? post.title,
  role: roleOf(post)
})

interface Added {
  names: { family_name: string; given_name: string; updated_at: string }
  contacts: Static<typeof Contact>[]
}

/** The card of a person in post, reached as the post is; what is printed beside somebody else's name may be theirs alone. */
export function appointmentCard(appointment: Static<typeof Appointment> & Added): string {
  const { id, person, names } = appointment
  const contacts = appointment.contacts.filter(
    ({ printed_holder }) => printed_holder === null || printed_holder.id === person.id
  )
  return cardOf({
    id,
    kind: 'individual',
    formattedName: person.display_name,
    names,
    positions: [positionOf(appointment)],
    contacts,
    updated_at: latest(appointment, names, ...contacts)
  })
}
