import type { Static } from '@sinclair/typebox'
import { type Card, latest } from '../../records/formats/vcard.ts'
import { noteOn, positionOf } from '../appointments/card.ts'
import type { Appointment } from '../appointments/schemas.ts'
import type { Person } from './schemas.ts'

/** Returns the vCard of a person with their current posts. */
export function personCard(person: Static<typeof Person> & { appointments: Static<typeof Appointment>[] }): Card {
  const { id, display_name, appointments } = person
  return {
    id,
    kind: 'individual',
    formattedName: display_name,
    names: person,
    positions: appointments.map(positionOf),
    contacts: [],
    note: noteOn(appointments),
    updated_at: latest(person, ...appointments)
  }
}
