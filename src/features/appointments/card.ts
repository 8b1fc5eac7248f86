import type { Static } from '@sinclair/typebox'
import { cardOf, latest } from '../../records/formats/vcard.ts'
import { roleOf } from '../contacts/card.ts'
import type { Contact } from '../contacts/schemas.ts'
import type { Appointment } from './schemas.ts'

type HeldPost = Pick<Static<typeof Appointment>, 'organisation' | 'post' | 'printed_post'>

/**
 * Returns the position for a vCard. The title is the one printed beside the name, because it shows whether the person
 * is only acting.
 */
export const positionOf = ({ organisation, post, printed_post }: HeldPost) => ({
  organisation: organisation.name,
  title: printed_post ?? post.title,
  role: roleOf(post)
})

/** Columns and includes that the card needs beside the appointment. */
interface CardExtras {
  names: { family_name: string; given_name: string; updated_at: string }
  contacts: Static<typeof Contact>[]
}

/**
 * Returns the vCard of a person in a post, with the contacts of the post. A contact printed beside the name of
 * another person is left out, because it may be personal.
 */
export function appointmentCard(appointment: Static<typeof Appointment> & CardExtras): string {
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
