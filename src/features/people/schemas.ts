import { Nullable, record } from '../../contract/components.ts'
import { Id, Moment, Slug, Str, stamps } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { restrictionReason } from '../privacy/vocabularies.ts'
import { academicTitle } from './vocabularies.ts'

export const Person = record('Person', 'A person whom sources name in a public function.', {
  id: Id(),
  slug: Slug('Readable name of the person in URLs.', 'ewelina-szkutnicka'),
  given_name: Str('Given names of the person as printed.', 'Ewelina'),
  family_name: Str('Family name of the person as printed.', 'Szkutnicka'),
  academic_title: Nullable(term(academicTitle, 'Academic title as printed. Null if none is printed.', 'dr')),
  display_name: Str('Academic title and names as one text for display.', 'dr Ewelina Szkutnicka'),
  restricted_at: Nullable(
    Moment(
      'Time since which processing is restricted (art. 18 GDPR). Null if it is not restricted. Only staff with ' +
        '`privacy:admin` see people whose processing is restricted.'
    )
  ),
  restriction_reason: Nullable(
    term(
      restrictionReason,
      'Reason for the restriction under art. 18 (1) GDPR. Null if processing is not restricted.',
      'objection'
    )
  ),
  ...stamps
})
