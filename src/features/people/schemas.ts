import { Nullable, record } from '../../lib/oas.ts'
import { Id, Slug, Str, stamps } from '../../lib/schemas.ts'
import { term } from '../vocabularies/terms.ts'

export const Person = record('Person', 'A person whom the sources name in a public function.', {
  id: Id(),
  slug: Slug('Short name for URLs.', 'ewelina-szkutnicka'),
  given_name: Str('Given names as printed.', 'Ewelina'),
  family_name: Str('Family name as printed.', 'Szkutnicka'),
  academic_title: Nullable(term('academic_title', 'Academic title as printed; null when none is printed.', 'dr')),
  display_name: Str('Academic title and names, ready to show.', 'dr Ewelina Szkutnicka'),
  ...stamps
})
