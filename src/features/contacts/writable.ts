import { citations, refersTo, values, type Writable } from '../../lib/writable.ts'
import { contacts } from './queries.ts'

export const writableContacts: Writable = {
  resource: contacts,
  properties: {
    ...values('slug'),
    organisation: refersTo('organisation'),
    post: refersTo('post'),
    ...values('heading'),
    printed_holder: refersTo('person'),
    ...values('email', 'phone', 'phone_printed', 'phone_kind', 'street', 'postal_code', 'locality'),
    sources: citations('contact_id')
  },
  required: ['slug'],
  slugFrom: ({ slug }) => String(slug)
}
