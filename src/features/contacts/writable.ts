import { citations, managed, refersTo, value, values, type Writable } from '../../records/write/define.ts'
import { contacts, liftsWithdrawal, opensUnseen } from './queries.ts'
import { phoneFaults } from './rules.ts'

const visibility = value({ fallback: 'staff' })

export const writableContacts: Writable = {
  resource: contacts,
  properties: {
    ...values('slug'),
    organisation: refersTo('organisation'),
    post: refersTo('post'),
    ...values('heading'),
    printed_holder: refersTo('person'),
    ...values('email', 'phone', 'phone_printed', 'phone_kind', 'street', 'postal_code', 'locality'),
    email_visibility: visibility,
    phone_visibility: visibility,
    address_visibility: visibility,
    ...values('basis', 'basis_source', 'review_on'),
    withdrawn_on: managed,
    sources: citations('contact_id')
  },
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
  change: { email: 'kancelaria@cus-belzyce.example', email_visibility: 'partner' },
  // A key that makes public what it may not see would read it in the response.
  reserved: {
    scope: 'contacts:read',
    asks: async (tx, id, body) => id !== null && ((await liftsWithdrawal(tx, id, body)) || (await opensUnseen(tx, id, body)))
  },
  slugFrom: ({ slug }) => String(slug),
  faults: phoneFaults
}
