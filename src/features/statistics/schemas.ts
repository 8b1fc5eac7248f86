import type { Static } from '@sinclair/typebox'
import { Nullable, Ref, record, StringEnum } from '../../contract/components.ts'
import { Day, Int, List, Slug, Str, UncertainDate } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { kindFamily } from '../organisations/vocabularies.ts'

export const groupings = ['tier', 'kind', 'kind_family', 'voivodeship', 'powiat', 'gmina_kind'] as const

const counts = {
  certain: Int('Number of memberships that certainly hold on the day.', 10),
  possible: Int('Number of memberships that possibly hold on the day, including the certain ones.', 23)
}

const MembershipCount = record('MembershipCount', 'A certain and a possible number of memberships.', counts)

export const MembershipGroup = record('MembershipGroup', 'The number of memberships in one group.', {
  key: Nullable(Str('Common value of the group. Null if the value is unknown.', 'ordinary', { maxLength: 100 })),
  label_pl: Str('Label of the group in Polish.', 'członek zwyczajny'),
  label_en: Str('Label of the group in English.', 'ordinary member'),
  ...counts
})

const ComparedAssertion = record(
  'ComparedAssertion',
  'A number claimed by a source, compared with the numbers of the registry for the same days.',
  {
    slug: Slug('Slug of the assertion, see /assertions.', '19-jednostek'),
    claim_pl: Str('The claim in Polish.', 'Do Konwentu należy 19 jednostek.'),
    claim_en: Str('The claim in English.', '19 units belong to the Konwent.'),
    value: Int('Number claimed by the source.', 19),
    as_of: Ref(UncertainDate),
    families: Nullable(
      List(term(kindFamily, 'Family of kinds.', 'cus'), 'Families of kinds that the number counts. Null for all.', {
        maxItems: 100
      })
    ),
    certain: Int('Lowest number of certain memberships on any day of the claim.', 10),
    possible: Int('Highest number of possible memberships on any day of the claim.', 23),
    unknown_joining_dates: Int('Number of counted memberships with an unknown day of joining.', 13),
    verdict: StringEnum(['confirmed', 'contradicted', 'undecidable'], {
      description:
        'Whether the registry confirms the claim. `undecidable` means that the number is between the certain and the ' +
        'possible number.',
      examples: ['undecidable']
    })
  }
)

export const MembershipStatistics = record(
  'MembershipStatistics',
  'Certain and possible numbers of memberships as of a day.',
  {
    as_of: Day('Day for which the memberships are counted.', '2022-08-31'),
    group_by: StringEnum(groupings, {
      description: 'Property by which memberships are grouped.',
      examples: ['tier']
    }),
    total: Ref(MembershipCount),
    groups: List(
      Ref(MembershipGroup),
      'The groups. Tiers are in their printed order and always complete. Other groups are sorted by their Polish ' +
        'label and listed only if a membership is possible.'
    ),
    assertions: List(
      Ref(ComparedAssertion),
      'Claims of sources about the number of memberships. They do not depend on the filters.',
      { maxItems: 1000 }
    )
  }
)
export type MembershipStatistics = Static<typeof MembershipStatistics>
