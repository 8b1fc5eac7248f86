import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { Ref, StringEnum } from '../../contract/components.ts'
import { problems } from '../../contract/problems.ts'
import { Day } from '../../contract/schemas.ts'
import { sendRepresentation } from '../../http/representation.ts'
import { STATISTICS_COST } from '../../http/request-cost.ts'
import type { ListQuery } from '../../records/formats/format.ts'
import { contentDisposition, mediaTypes, negotiate } from '../../records/formats/formats.ts'
import { notModified, ok, pictureOf, tablesOf } from '../../records/read/contract.ts'
import { parametersOfOtherFormats, refuseParameters, rowParameters } from '../../records/read/parameters.ts'
import { resolveFilters } from '../../records/read/selection.ts'
import { sendRows } from '../../records/read/send-rows.ts'
import { membershipFilters } from '../memberships/queries.ts'
import { chartOf } from './chart.ts'
import { countMemberships } from './queries.ts'
import { groupings, MembershipGroup, MembershipStatistics } from './schemas.ts'

const counted = ok(Ref(MembershipStatistics), 'The statistics as of the requested day.')

// The counts depend on memberships, on kind and place of organisations, and on the numbers that sources claim.
const dependsOn = ['membership', 'organisation', 'territory', 'membership_tier', 'assertion']

export function statisticsRoutes(app: FastifyInstance): void {
  const filters = Object.fromEntries(
    Object.entries(membershipFilters).map(([name, { schema }]) => [name, Type.Optional(schema)])
  )
  const found = new Set<string>()
  app.get('/statistics/memberships', {
    config: { access: 'public', cost: STATISTICS_COST },
    schema: {
      tags: ['statistics'],
      operationId: 'get_membership_statistics',
      summary: 'Get membership statistics',
      security: [{}],
      description:
        'Counts memberships as of a day by group, with certain and possible counts, and compares them with the ' +
        'numbers that sources claim. As CSV or XLSX, it has one row per group. As SVG, it is a bar chart ' +
        'of the groups.',
      querystring: Type.Object(
        {
          group_by: Type.Optional(
            StringEnum(groupings, {
              description: 'Property by which memberships are grouped. Default: `tier`.',
              examples: ['tier']
            })
          ),
          as_of: Type.Optional(Day('Day of the count. Default: today in Poland.', '2022-08-31')),
          ...filters,
          ...rowParameters('csv', 'xlsx', 'svg')
        },
        { additionalProperties: false }
      ),
      response: {
        200: {
          ...counted,
          content: {
            ...counted.content,
            ...tablesOf(MembershipGroup),
            ...pictureOf('A bar chart of the counts, with a text alternative.')
          }
        },
        304: notModified,
        ...problems(400, 406)
      }
    },
    handler: async (request, reply) => {
      const { format: _format, dialect: _dialect, lang, ...query } = request.query as ListQuery
      const format = negotiate(request, ['json', 'csv', 'xlsx', 'svg'])
      refuseParameters(parametersOfOtherFormats(request.query as ListQuery, format))
      const { filters, faults } = await resolveFilters(app.db, membershipFilters, query, found)
      refuseParameters(faults)
      const statistics = await countMemberships(app.db, { ...query, ...filters })
      if (format === 'json')
        return sendRepresentation(request, reply, {
          type: mediaTypes.json,
          body: JSON.stringify(statistics),
          dependsOn
        })
      if (format === 'csv' || format === 'xlsx')
        return sendRows(request, reply, {
          name: 'membership_statistics',
          record: MembershipGroup,
          rows: statistics.groups,
          fileName: `memberships-${statistics.as_of}-${statistics.group_by}`,
          format,
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
