import { Nullable, NullableRef, record } from '../../contract/components.ts'
import { Day, Email, Id, Slug, Str, stamps } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { postRole } from '../appointments/vocabularies.ts'
import { nullableOrganisation, nullablePerson } from '../summaries.ts'
import { contactVisibility, legalBasis, phoneKind } from './vocabularies.ts'

export const PostSummary = record('PostSummary', 'A post in an organisation.', {
  id: Id(),
  role: Nullable(term(postRole, 'What the post is; null when not told.', 'head')),
  title: Nullable(Str('Title in the nominative; null when no post is printed.', 'Dyrektor'))
})

const forStaff = 'shown to staff with `contacts:read`, null otherwise.'
const visibility = (what: string) => Nullable(term(contactVisibility, `Who may see ${what}; ${forStaff}`, 'public'))

export const Contact = record(
  'Contact',
  'A way to reach an organisation or a post, whoever holds it. Only what the caller may see is shown; null otherwise.',
  {
    id: Id(),
    slug: Slug('Short name for URLs.', 'kontakt-przewodniczacej'),
    organisation: nullableOrganisation('The organisation that is reached, or that the post is in.'),
    post: NullableRef(PostSummary, 'The post that is reached; null for a contact of the organisation as a whole.'),
    heading: Nullable(
      Str('Heading over the contact as printed; null when none is printed.', 'Kontakt do Przewodniczącej Konwentu')
    ),
    printed_holder: nullablePerson(
      'Person printed beside the contact at the time; the post may have another holder since.'
    ),
    email: Nullable(Email('E-mail address; null when there is none to show.', 'dyrektor@cusopolelubelskie.pl')),
    email_visibility: visibility('the e-mail address'),
    phone: Nullable(
      Str('Telephone number (E.164); null when there is none to show.', '+48818272694', { maxLength: 16 })
    ),
    phone_printed: Nullable(Str('Telephone number as printed.', '81 8272694', { maxLength: 40 })),
    phone_kind: Nullable(term(phoneKind, 'Fixed or mobile.', 'fixed')),
    phone_visibility: visibility('the telephone number'),
    street: Nullable(Str('Street and number.', 'ul. Frezerów 3')),
    postal_code: Nullable(Str('Postal code.', '20-209', { maxLength: 6 })),
    locality: Nullable(Str('Post town.', 'Lublin')),
    address_visibility: visibility('the address'),
    basis: Nullable(term(legalBasis, `Basis of the processing by art. 6 (1) RODO; ${forStaff}`, 'public_task')),
    basis_source: Nullable(
      Str(`Where the data came from (art. 14 RODO); ${forStaff}`, 'Ankieta członkowska z 2026 r.')
    ),
    review_on: Nullable(
      Day(`Day on which it is to be looked at whether the data is still needed; ${forStaff}`, '2027-11-21')
    ),
    withdrawn_on: Nullable(
      Day(
        'Day from which only staff see the contact, because the printed holder, or everybody, has left the post by then; ' +
          'null otherwise. The registry sets it. Once the day has come it stays, whatever becomes of appointments, posts ' +
          'and people. A staff key with `contacts:read` lifts it by sending `null`: appointments that have ended so far ' +
          'then no longer withdraw the contact, a later end does. In a body, leave it out or repeat it; another value is 422.',
        '2027-01-01'
      )
    ),
    ...stamps
  }
)
