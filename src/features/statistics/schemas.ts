import type { Static } from '@sinclair/typebox'
import { Nullable, Ref, record, StringEnum } from '../../contract/components.ts'
import { Day, Int, List, Slug, Str, UncertainDate } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { kindFamily } from '../organisations/vocabularies.ts'

export const groupings = ['tier', 'kind', 'kind_family', 'voivodeship', 'powiat', 'gmina_kind'] as const

const counts = {
  certain: Int('Memberships that surely hold on the day.', 10),
  possible: Int('Memberships that possibly hold on the day, the certain ones among them.', 23)
}

const MembershipCount = record('MembershipCount', 'A number of memberships as far as it is known.', counts)

const MembershipGroup = record('MembershipGroup', 'The memberships of one group.', {
  key: Nullable(Str('Value that the group has in common; null where it is not known.', 'ordinary', { maxLength: 100 })),
  label_pl: Str('Polish label of the group.', 'członek zwyczajny'),
  label_en: Str('English label of the group.', 'ordinary member'),
  ...counts
})

const ComparedAssertion = record(
  'ComparedAssertion',
  'A number that a source claims, beside what the registry computes for the same day or days.',
  {
    slug: Slug('The assertion, see /assertions.', '19-jednostek'),
    claim_pl: Str('What is claimed, in Polish.', 'Do Konwentu należy 19 jednostek.'),
    claim_en: Str('What is claimed, in English.', '19 units belong to the Konwent.'),
    value: Int('The number claimed.', 19),
    as_of: Ref(UncertainDate),
    families: Nullable(
      List(term(kindFamily, 'Family.', 'cus'), 'Families of kinds that the number counts; null for all.', {
        maxItems: 100
      })
    ),
    certain: Int('Fewest memberships that the registry is sure of on any day that the claim can be about.', 10),
    possible: Int('Most memberships that are possible on any day that the claim can be about.', 23),
    unknown_joining_dates: Int('Memberships counted whose day of joining is not known.', 13),
    verdict: StringEnum(['confirmed', 'contradicted', 'undecidable'], {
      description:
        'Whether the registry confirms the claim: undecidable when the number lies between what is certain and ' +
        'what is possible.',
      examples: ['undecidable']
    })
  }
)

export const MembershipStatistics = record(
  'MembershipStatistics',
  'Memberships counted as of a day: how many are certain and how many possible.',
  {
    as_of: Day('The day counted for.', '2022-08-31'),
    group_by: StringEnum(groupings, { description: 'What the groups have in common.', examples: ['tier'] }),
    total: Ref(MembershipCount),
    groups: List(
      Ref(MembershipGroup),
      'The groups: tiers in their order, others by label in Polish order; every tier is listed, other groups ' +
        'only when a membership is possible.'
    ),
    assertions: List(
      Ref(ComparedAssertion),
      'What sources claim about the number of memberships, whatever the filters.',
      { maxItems: 1000 }
    )
  }
)
export type MembershipStatistics = Static<typeof MembershipStatistics>
