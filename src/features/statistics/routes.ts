import { type Static, Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { Nullable, Ref, record, StringEnum } from '../../contract/components.ts'
import { problems } from '../../contract/problems.ts'
import { Day, Int, List, Slug, Str, UncertainDate } from '../../contract/schemas.ts'
import { sendRepresentation } from '../../http/representation.ts'
import { mediaTypes, negotiate, savedAs } from '../../records/formats/formats.ts'
import { notModified, ok, pictureOf } from '../../records/read/contract.ts'
import { type ListQuery, pictureParameters, refuseStrays } from '../../records/read/parameters.ts'
import { membershipFilters } from '../memberships/queries.ts'
import { term } from '../vocabularies/terms.ts'
import { chartOf } from './chart.ts'
import { countMemberships, groupings } from './queries.ts'

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

const ComparedAssertion = record('ComparedAssertion', 'A number that a source claims, beside what the registry computes for the same day or days.', {
  slug: Slug('The assertion, see /assertions.', '19-jednostek'),
  claim_pl: Str('What is claimed, in Polish.', 'Do Konwentu należy 19 jednostek.'),
  claim_en: Str('What is claimed, in English.', '19 units belong to the Konwent.'),
  value: Int('The number claimed.', 19),
  as_of: Ref(UncertainDate),
  families: Nullable(List(term('kind_family', 'Family.', 'cus'), 'Families of kinds that the number counts; null for all.', { maxItems: 100 })),
  certain: Int('Fewest memberships that the registry is sure of on any day that the claim can be about.', 10),
  possible: Int('Most memberships that are possible on any day that the claim can be about.', 23),
  unknown_joining_dates: Int('Memberships counted whose day of joining is not known.', 13),
  verdict: StringEnum(['confirmed', 'contradicted', 'undecidable'], {
    description: 'Whether the registry confirms the claim: undecidable when the number lies between what is certain and what is possible.',
    examples: ['undecidable']
  })
})

const MembershipStatistics = record('MembershipStatistics', 'Memberships counted as of a day: how many are certain and how many possible.', {
  as_of: Day('The day counted for.', '2022-08-31'),
  group_by: StringEnum(groupings, { description: 'What the groups have in common.', examples: ['tier'] }),
  total: Ref(MembershipCount),
  groups: List(
    Ref(MembershipGroup),
    'The groups: tiers in their order, others by label in Polish order; every tier is listed, other groups only when a membership is possible.'
  ),
  assertions: List(Ref(ComparedAssertion), 'What sources claim about the number of memberships, whatever the filters.', { maxItems: 1000 })
})
export type MembershipStatistics = Static<typeof MembershipStatistics>

const counted = ok(Ref(MembershipStatistics), 'The counts as of the day.')

// Memberships by what their organisations are and where they lie, and the numbers that sources claim.
const dependsOn = ['membership', 'organisation', 'territory', 'membership_tier', 'assertion']

export function statisticsRoutes(app: FastifyInstance): void {
  const filters = Object.fromEntries(Object.entries(membershipFilters).map(([name, { schema }]) => [name, Type.Optional(schema)]))
  app.get('/statistics/memberships', {
    config: { access: 'public' },
    schema: {
      tags: ['statistics'],
      operationId: 'get_membership_statistics',
      summary: 'Count the memberships',
      security: [{}],
      description: 'Memberships as of a day, in groups: certain and possible counts, and beside them what sources claim; as a picture the groups as bars.',
      querystring: Type.Object(
        {
          group_by: Type.Optional(StringEnum(groupings, { description: 'What the groups have in common. Default: `tier`.', examples: ['tier'] })),
          as_of: Type.Optional(Day('Day to count for. Default: today in Poland.', '2022-08-31')),
          ...filters,
          ...pictureParameters()
        },
        { additionalProperties: false }
      ),
      response: {
        200: { ...counted, content: { ...counted.content, ...pictureOf('The counts as bars, with a text alternative.') } },
        304: notModified,
        ...problems(400, 406)
      }
    },
    handler: async (request, reply) => {
      const { format: _format, lang, ...query } = request.query as ListQuery
      const format = negotiate(request, ['json', 'svg'])
      refuseStrays(request.query as ListQuery, format)
      const resolved: Record<string, unknown> = { ...query }
      for (const [name, { resolve }] of Object.entries(membershipFilters)) {
        if (query[name] !== undefined && resolve) resolved[name] = await resolve(app.db, name, query[name] as string[])
      }
      const statistics = await countMemberships(app.db, resolved)
      if (format === 'json') return sendRepresentation(request, reply, { type: mediaTypes.json, body: JSON.stringify(statistics), dependsOn })
      const headers = savedAs('memberships', format)
      return sendRepresentation(request, reply, { type: mediaTypes.svg, headers, body: chartOf(statistics, lang ?? 'pl'), dependsOn })
    }
  })
}
