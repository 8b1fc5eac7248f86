import { Nullable, NullableRef, record } from '../../contract/components.ts'
import { Day, Email, Id, Slug, Str, stamps } from '../../contract/schemas.ts'
import { verificationProperties } from '../../records/verification.ts'
import { term } from '../../records/vocabulary.ts'
import { postRole } from '../appointments/vocabularies.ts'
import { nullableOrganisation, nullablePerson } from '../summaries.ts'
import { contactVisibility, legalBasis, phoneKind } from './vocabularies.ts'

export const PostSummary = record('PostSummary', 'A post in an organisation.', {
  id: Id(),
  role: Nullable(term(postRole, 'Role of the post. Null if it is unknown.', 'head')),
  title: Nullable(Str('Title of the post in the nominative. Null if no source prints it.', 'Dyrektor'))
})

const STAFF_ONLY = 'Null unless a staff key has the scope `contacts:read`.'
const visibility = (what: string) => Nullable(term(contactVisibility, `Visibility of ${what}. ${STAFF_ONLY}`, 'public'))

export const Contact = record(
  'Contact',
  'A way to reach an organisation or a post, independent of its holder. Values that the caller may not see are null.',
  {
    id: Id(),
    slug: Slug('Readable name of the contact in URLs.', 'kontakt-przewodniczacej'),
    organisation: nullableOrganisation('Organisation of the contact, or the organisation to which its post belongs.'),
    post: NullableRef(PostSummary, 'Post of the contact. Null for a contact of the organisation as a whole.'),
    heading: Nullable(
      Str('Heading of the contact as printed. Null if none is printed.', 'Kontakt do Przewodniczącej Konwentu')
    ),
    printed_holder: nullablePerson(
      'Person printed beside the contact in the source. The post may have another holder now. Null if none is printed.'
    ),
    email: Nullable(
      Email('E-mail address. Null if there is none, or if the caller may not see it.', 'dyrektor@cusopolelubelskie.pl')
    ),
    email_visibility: visibility('the e-mail address'),
    phone: Nullable(
      Str('Telephone number (E.164). Null if there is none, or if the caller may not see it.', '+48818272694', {
        maxLength: 40
      })
    ),
    phone_printed: Nullable(
      Str('Telephone number as printed. Null like `phone`, or if none is printed.', '81 8272694', { maxLength: 40 })
    ),
    phone_kind: Nullable(
      term(phoneKind, 'Whether the telephone is fixed or mobile. Null if unknown, or like `phone`.', 'fixed')
    ),
    phone_visibility: visibility('the telephone number'),
    street: Nullable(
      Str('Street and number. Null if there is none, or if the caller may not see it.', 'ul. Frezerów 3')
    ),
    postal_code: Nullable(
      Str('Postal code. Null if there is none, or if the caller may not see it.', '20-209', { maxLength: 6 })
    ),
    locality: Nullable(Str('Post town. Null if there is none, or if the caller may not see it.', 'Lublin')),
    address_visibility: visibility('the address'),
    basis: Nullable(term(legalBasis, `Legal basis of the processing (art. 6 (1) GDPR). ${STAFF_ONLY}`, 'public_task')),
    basis_source: Nullable(Str(`Source of the data (art. 14 GDPR). ${STAFF_ONLY}`, 'Ankieta członkowska z 2026 r.')),
    review_on: Nullable(Day(`Day of the next review of whether the data is still needed. ${STAFF_ONLY}`, '2027-11-21')),
    withdrawn_on: Nullable(
      Day(
        'Day from which only staff see the contact. The registry sets it, because the printed holder or every holder ' +
          'has left the post by then. Null if the contact is not withdrawn. Once the day has come, later changes of ' +
          'appointments, posts and people do not change it. A staff key with `contacts:read` lifts the withdrawal ' +
          'by sending `null`. Appointments that have ended so far then no longer withdraw the contact; a later end ' +
          'does. In a request body, omit the property or repeat its value. Any other value is 422.',
        '2027-01-01'
      )
    ),
    ...verificationProperties(),
    ...stamps
  }
)
