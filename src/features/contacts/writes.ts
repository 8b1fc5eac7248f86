import type { Writes } from '../../records/define-writes.ts'
import { verification, verificationDerived, verificationFaults } from '../../records/verification.ts'
import { managed, refersTo, value, values } from '../../records/write/define.ts'
import { posts } from '../appointments/posts.ts'
import { organisations } from '../organisations/queries.ts'
import { people } from '../people/queries.ts'
import { citations } from '../sources/citations.ts'
import { contacts, exposesStoredValues, liftsWithdrawal } from './queries.ts'
import { phoneFaults } from './rules.ts'

const visibility = value({ fallback: 'staff' })

export const contactWrites: Writes = {
  resource: contacts,
  properties: {
    ...values('slug'),
    organisation: refersTo(organisations),
    post: refersTo(posts),
    ...values('heading'),
    printed_holder: refersTo(people),
    ...values('email', 'phone', 'phone_printed', 'phone_kind', 'street', 'postal_code', 'locality'),
    email_visibility: visibility,
    phone_visibility: visibility,
    address_visibility: visibility,
    ...values('basis', 'basis_source', 'review_on'),
    withdrawn_on: managed,
    ...verification,
    sources: citations('contact_id')
  },
  derived: verificationDerived,
  required: ['slug'],
  example: {
    slug: 'sekretariat-cus-belzyce',
    organisation: { slug: 'cus-belzyce' },
    heading: 'Sekretariat',
    email: 'sekretariat@cus-belzyce.example',
    phone: '+48815172002',
    phone_kind: 'fixed',
    email_visibility: 'public',
    phone_visibility: 'partner',
    basis: 'public_task',
    review_on: '2027-11-21'
  },
  change: { email: 'kancelaria@cus-belzyce.example', email_visibility: 'partner', verified_on: '2026-10-15' },
  // A key could otherwise make data public that it may not see, and read it in the response.
  reserved: {
    scope: 'contacts:read',
    text: 'Lifting a withdrawal, or making stored values more visible without sending them,',
    appliesTo: async (tx, id, body) =>
      id !== null &&
      body !== null &&
      ((await liftsWithdrawal(tx, id, body)) || (await exposesStoredValues(tx, id, body)))
  },
  slugFrom: ({ slug }) => String(slug),
  faults: (row) => [...phoneFaults(row), ...verificationFaults(row)]
}
