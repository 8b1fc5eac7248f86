import { citations, refersTo, value, values, type Writable } from '../../lib/writable.ts'
import { contacts } from './queries.ts'
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
    sources: citations('contact_id')
  },
  required: ['slug'],
  without: ['post'],
  slugFrom: ({ slug }) => String(slug),
  faults: phoneFaults
}
