import { Nullable, NullableRef, Ref, record } from '../../contract/components.ts'
import { Bool, Id, Int, List, Slug, Str, stamps, UncertainDate } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { kindFamily } from '../organisations/vocabularies.ts'
import { nullableOrganisation } from '../summaries.ts'
import { TerritorySummary } from '../territories/schemas.ts'

export const Assertion = record(
  'Assertion',
  'A claim of a source. It is stored beside the numbers of the registry and never replaces them.',
  {
    id: Id(),
    slug: Slug('Short name for URLs.', '19-jednostek'),
    claim_pl: Str('The claim in Polish.', 'Do Konwentu należy 19 jednostek.'),
    claim_en: Str('The claim in English.', '19 units belong to the Konwent.'),
    value: Nullable(Int('The claimed number. Null if the claim is not a number.', 19)),
    counts_memberships: Bool(
      'Whether the number counts memberships of the Konwent, so that statistics can compare it.'
    ),
    families: Nullable(
      List(term(kindFamily, 'Family of kinds.', 'cus'), 'Families of kinds that the number counts. Null for all.', {
        maxItems: 100
      })
    ),
    organisation: nullableOrganisation('Organisation that the claim concerns. Null if it concerns none.'),
    territory: NullableRef(TerritorySummary, 'Territory that the claim concerns. Null if it concerns none.'),
    as_of: Ref(UncertainDate),
    as_of_basis: Nullable(
      Str('Reason for the bounds of the day, in Polish. Null if the day is printed.', 'Strona nie ma daty.')
    ),
    as_of_basis_en: Nullable(Str('The reason in English. Null if it was not translated.', 'The page is undated.')),
    ...stamps
  }
)
