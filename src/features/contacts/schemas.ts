import { Nullable, NullableRef, record } from '../../lib/oas.ts'
import { Email, Id, Slug, Str, stamps } from '../../lib/schemas.ts'
import { nullableOrganisation, nullablePerson } from '../summaries.ts'
import { term } from '../vocabularies/terms.ts'

export const PostSummary = record('PostSummary', 'A post in an organisation.', {
  id: Id(),
  role: Nullable(term('post_role', 'What the post is; null when not told.', 'head')),
  title: Nullable(Str('Title in the nominative; null when no post is printed.', 'Dyrektor'))
})

export const Contact = record('Contact', 'A way to reach an organisation or a post, whoever holds it. Only what is public is shown; null otherwise.', {
  id: Id(),
  slug: Slug('Short name for URLs.', 'kontakt-przewodniczacej'),
  organisation: nullableOrganisation('The organisation that is reached, or that the post is in.'),
  post: NullableRef(PostSummary, 'The post that is reached; null for a contact of the organisation as a whole.'),
  heading: Nullable(Str('Heading over the contact as printed; null when none is printed.', 'Kontakt do Przewodniczącej Konwentu')),
  printed_holder: nullablePerson('Person printed beside the contact at the time; the post may have another holder since.'),
  email: Nullable(Email('E-mail address; null when there is none to show.', 'dyrektor@cusopolelubelskie.pl')),
  phone: Nullable(Str('Telephone number (E.164); null when there is none to show.', '+48818272694', { maxLength: 16 })),
  phone_printed: Nullable(Str('Telephone number as printed.', '81 8272694', { maxLength: 40 })),
  phone_kind: Nullable(term('phone_kind', 'Fixed or mobile.', 'fixed')),
  street: Nullable(Str('Street and number.', 'ul. Frezerów 3')),
  postal_code: Nullable(Str('Postal code.', '20-209', { maxLength: 6 })),
  locality: Nullable(Str('Post town.', 'Lublin')),
  ...stamps
})
