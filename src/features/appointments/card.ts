import type { Static } from '@sinclair/typebox'
import { type Card, latest } from '../../records/formats/vcard.ts'
import { roleOf } from '../contacts/card.ts'
import type { Contact } from '../contacts/schemas.ts'
import type { Appointment } from './schemas.ts'

type HeldPost = Pick<Static<typeof Appointment>, 'organisation' | 'post' | 'printed_post' | 'certainty'>

/**
 * Returns the position for a vCard. The title is the one printed beside the name, because it shows whether the person
 * is only acting.
 */
export const positionOf = ({ organisation, post, printed_post }: HeldPost) => ({
  organisation: organisation.name,
  title: printed_post ?? post.title,
  role: roleOf(post)
})

/**
 * Returns the note about posts that are possible on the day, but that no source confirms; undefined if there is none.
 */
export function noteOn(posts: HeldPost[]): string | undefined {
  const possible = posts.filter(({ certainty }) => certainty === 'possible').map((post) => nameOf(post))
  return possible.length > 0 ? `Możliwe, lecz niepotwierdzone na ten dzień: ${possible.join('; ')}.` : undefined
}

function nameOf(held: HeldPost): string {
  const { organisation, title, role } = positionOf(held)
  return `${title ?? role ?? 'stanowisko'}, ${organisation}`
}

/** Columns and includes that the card needs beside the appointment. */
interface CardExtras {
  names: { family_name: string; given_name: string; updated_at: string }
  contacts: Static<typeof Contact>[]
}

/**
 * Returns the vCard of a person in a post, with the contacts of the post. A contact printed beside the name of
 * another person is left out, because it may be personal.
 */
export function appointmentCard(appointment: Static<typeof Appointment> & CardExtras): Card {
  const { id, person, names } = appointment
  const contacts = appointment.contacts.filter(
    ({ printed_holder }) => printed_holder === null || printed_holder.id === person.id
  )
  return {
    id,
    kind: 'individual',
    formattedName: person.display_name,
    names,
    positions: [positionOf(appointment)],
    contacts,
    note: noteOn([appointment]),
    updated_at: latest(appointment, names, ...contacts)
  }
}
