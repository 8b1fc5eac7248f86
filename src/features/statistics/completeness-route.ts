import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { Ref } from '../../contract/components.ts'
import { problems } from '../../contract/problems.ts'
import { Day } from '../../contract/schemas.ts'
import { sendRepresentation } from '../../http/representation.ts'
import type { ListQuery } from '../../records/formats/format.ts'
import { mediaTypes, negotiate } from '../../records/formats/formats.ts'
import { notModified, ok, tablesOf } from '../../records/read/contract.ts'
import { parametersOfOtherFormats, refuseParameters, rowParameters } from '../../records/read/parameters.ts'
import { resolveFilters } from '../../records/read/selection.ts'
import { sendRows } from '../../records/read/send-rows.ts'
import { membershipFilters } from '../memberships/queries.ts'
import { findCompleteness } from './completeness.ts'
import { CompletenessStatistics, MemberCompleteness } from './completeness-schemas.ts'

const found = ok(Ref(CompletenessStatistics), 'The completeness of the data about the members.')

const dependsOn = ['membership', 'organisation', 'territory', 'contact', 'post', 'person', 'appointment']

export function completenessRoute(app: FastifyInstance): void {
  const filters = Object.fromEntries(
    Object.entries(membershipFilters).map(([name, { schema }]) => [name, Type.Optional(schema)])
  )
  const known = new Set<string>()
  app.get('/statistics/completeness', {
    config: { access: 'public' },
    schema: {
      tags: ['statistics'],
      operationId: 'get_completeness_statistics',
      summary: 'Get the completeness of member data',
      security: [{}],
      description:
        'Returns for each member organisation of today whether website, public e-mail address, address for ' +
        'e-Doręczenia, NIP, place and head are on record, and what was verified, with totals. It counts public data ' +
        'only. As CSV or XLSX, it has one row per member.',
      querystring: Type.Object(
        {
          verified_since: Type.Optional(
            Day('Day since which a verification counts. Default: a year before today in Poland.', '2025-11-30')
          ),
          ...filters,
          ...rowParameters('csv', 'xlsx')
        },
        { additionalProperties: false }
      ),
      response: {
        200: { ...found, content: { ...found.content, ...tablesOf(MemberCompleteness) } },
        304: notModified,
        ...problems(400, 406)
      }
    },
    handler: async (request, reply) => {
      const query = request.query as ListQuery & { verified_since?: string }
      const format = negotiate(request, ['json', 'csv', 'xlsx'])
      refuseParameters(parametersOfOtherFormats(query, format))
      const { filters, faults } = await resolveFilters(app.db, membershipFilters, query, known)
      refuseParameters(faults)
      const statistics = await findCompleteness(app.db, filters, query.verified_since)
      if (format === 'json')
        return sendRepresentation(request, reply, {
          type: mediaTypes.json,
          body: JSON.stringify(statistics),
          dependsOn
        })
      return sendRows(request, reply, {
        name: 'member_completeness',
        record: MemberCompleteness,
        rows: statistics.members,
        fileName: `completeness-${statistics.as_of}`,
        format,
        dependsOn
      })
    }
  })
}
