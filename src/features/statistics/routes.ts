import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { Ref, StringEnum } from '../../contract/components.ts'
import { problems } from '../../contract/problems.ts'
import { Day } from '../../contract/schemas.ts'
import { sendRepresentation } from '../../http/representation.ts'
import type { ListQuery } from '../../records/formats/format.ts'
import { contentDisposition, mediaTypes, negotiate } from '../../records/formats/formats.ts'
import { notModified, ok, pictureOf } from '../../records/read/contract.ts'
import { pictureParameters, refuseParametersOfOtherFormats } from '../../records/read/parameters.ts'
import { membershipFilters } from '../memberships/queries.ts'
import { chartOf } from './chart.ts'
import { countMemberships } from './queries.ts'
import { groupings, MembershipStatistics } from './schemas.ts'

const counted = ok(Ref(MembershipStatistics), 'The counts as of the day.')

// Memberships by what their organisations are and where they lie, and the numbers that sources claim.
const dependsOn = ['membership', 'organisation', 'territory', 'membership_tier', 'assertion']

export function statisticsRoutes(app: FastifyInstance): void {
  const filters = Object.fromEntries(
    Object.entries(membershipFilters).map(([name, { schema }]) => [name, Type.Optional(schema)])
  )
  app.get('/statistics/memberships', {
    config: { access: 'public' },
    schema: {
      tags: ['statistics'],
      operationId: 'get_membership_statistics',
      summary: 'Count the memberships',
      security: [{}],
      description:
        'Memberships as of a day, in groups: certain and possible counts, and beside them what sources claim; ' +
        'as a picture the groups as bars.',
      querystring: Type.Object(
        {
          group_by: Type.Optional(
            StringEnum(groupings, {
              description: 'What the groups have in common. Default: `tier`.',
              examples: ['tier']
            })
          ),
          as_of: Type.Optional(Day('Day to count for. Default: today in Poland.', '2022-08-31')),
          ...filters,
          ...pictureParameters()
        },
        { additionalProperties: false }
      ),
      response: {
        200: {
          ...counted,
          content: { ...counted.content, ...pictureOf('The counts as bars, with a text alternative.') }
        },
        304: notModified,
        ...problems(400, 406)
      }
    },
    handler: async (request, reply) => {
      const { format: _format, lang, ...query } = request.query as ListQuery
      const format = negotiate(request, ['json', 'svg'])
      refuseParametersOfOtherFormats(request.query as ListQuery, format)
      const resolved: Record<string, unknown> = { ...query }
      for (const [name, { resolve }] of Object.entries(membershipFilters)) {
        if (query[name] !== undefined && resolve) resolved[name] = await resolve(app.db, name, query[name] as string[])
      }
      const statistics = await countMemberships(app.db, resolved)
      if (format === 'json')
        return sendRepresentation(request, reply, {
          type: mediaTypes.json,
          body: JSON.stringify(statistics),
          dependsOn
        })
      const headers = contentDisposition('memberships', format)
      return sendRepresentation(request, reply, {
        type: mediaTypes.svg,
        headers,
        body: chartOf(statistics, lang ?? 'pl'),
        dependsOn
      })
    }
  })
}
