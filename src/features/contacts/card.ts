import type { Static } from '@sinclair/typebox'
import type { Card } from '../../records/formats/vcard.ts'
import { postRole } from '../appointments/vocabularies.ts'
import type { Contact, PostSummary } from './schemas.ts'

/** Returns the Polish label of the post's role. */
export const roleOf = ({ role }: Static<typeof PostSummary>): string | null => role && postRole.terms[role].pl

/** Returns the vCard of an organisation or a post, not of its holder. It contains only what the caller may see. */
export function contactCard(contact: Static<typeof Contact>): Card {
  const { id, organisation, post, heading, updated_at } = contact
  const organisationName = organisation?.name ?? ''
  const role = post && roleOf(post)
  const title = post && (post.title ?? heading ?? role)
  return {
    id,
    kind: post ? 'individual' : 'org',
    formattedName: title ? `${title}, ${organisation?.short_name}` : organisationName,
    positions: [{ organisation: organisationName, ...(post && { title: post.title, role }) }],
    contacts: [contact],
    updated_at
  }
}
