import { Nullable, NullableRef, Ref, record } from '../../contract/components.ts'
import { Bool, Id, Int, List, Slug, Str, stamps, UncertainDate } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { kindFamily } from '../organisations/vocabularies.ts'
import { nullableOrganisation } from '../summaries.ts'
import { TerritorySummary } from '../territories/schemas.ts'

export const Assertion = record(
  'Assertion',
  'What a source claims, kept beside the computed figures and never put over them.',
  {
    id: Id(),
    slug: Slug('Short name for URLs.', '19-jednostek'),
    claim_pl: Str('What is claimed, in Polish.', 'Do Konwentu należy 19 jednostek.'),
    claim_en: Str('What is claimed, in English.', '19 units belong to the Konwent.'),
    value: Nullable(Int('The number claimed; null when the claim is no number.', 19)),
    counts_memberships: Bool(
      'Whether the number counts memberships of the Konwent, so that statistics can compare it.'
    ),
    families: Nullable(
      List(term(kindFamily, 'Family.', 'cus'), 'Families of kinds that the number counts; null for all.', {
        maxItems: 100
      })
    ),
    organisation: nullableOrganisation('Organisation that the claim is about; null when it is about none.'),
    territory: NullableRef(TerritorySummary, 'Territory that the claim is about; null when it is about none.'),
    as_of: Ref(UncertainDate),
    as_of_basis: Nullable(
      Str('What the bounds of the day rest on; null when the day is printed.', 'The page is undated.')
    ),
    ...stamps
  }
)
