import { Nullable, record } from '../../contract/components.ts'
import { Id, Moment, Slug, Str, stamps } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { restrictionReason } from '../privacy/vocabularies.ts'
import { academicTitle } from './vocabularies.ts'

export const Person = record('Person', 'A person whom the sources name in a public function.', {
  id: Id(),
  slug: Slug('Short name for URLs.', 'ewelina-szkutnicka'),
  given_name: Str('Given names as printed.', 'Ewelina'),
  family_name: Str('Family name as printed.', 'Szkutnicka'),
  academic_title: Nullable(term(academicTitle, 'Academic title as printed; null when none is printed.', 'dr')),
  display_name: Str('Academic title and names, ready to show.', 'dr Ewelina Szkutnicka'),
  restricted_at: Nullable(
    Moment(
      'Since when the data is only kept (art. 18 RODO); such people are shown to staff with `privacy:admin` alone. Null otherwise.'
    )
  ),
  restriction_reason: Nullable(
    term(restrictionReason, 'Which case of art. 18 (1) RODO it is; null when the data is processed.', 'objection')
  ),
  ...stamps
})
