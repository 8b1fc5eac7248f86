// Public counts of decided applications. They name no single application, and change only with the month.
import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { Ref } from '../../contract/components.ts'
import { problems } from '../../contract/problems.ts'
import type { Db } from '../../db/connect.ts'
import { sendRepresentation } from '../../http/representation.ts'
import { columnsOf } from '../../records/columns.ts'
import type { ListQuery } from '../../records/formats/format.ts'
import { mediaTypes, negotiate } from '../../records/formats/formats.ts'
import { notModified, ok, tablesOf } from '../../records/read/contract.ts'
import { parametersOfOtherFormats, refuseParameters, rowParameters } from '../../records/read/parameters.ts'
import { sendRows } from '../../records/read/send-rows.ts'
import { ApplicationCount, ApplicationStatistics } from './schemas.ts'

const counted = ok(Ref(ApplicationStatistics), 'The numbers of decided applications.')

export function applicationStatistics(app: FastifyInstance): void {
  app.get('/statistics/applications', {
    config: { access: 'public' },
    schema: {
      tags: ['statistics'],
      operationId: 'get_application_statistics',
      summary: 'Get statistics of applications',
      security: [{}],
      description:
        'Counts the applications, enquiries and proposed corrections that were decided, by kind and month. It has ' +
        'completed months only, and does not say how applications were decided. As CSV or XLSX, it has one row ' +
        'per kind and month.',
      querystring: Type.Object(rowParameters('csv', 'xlsx'), { additionalProperties: false }),
      response: {
        200: { ...counted, content: { ...counted.content, ...tablesOf(ApplicationCount) } },
        304: notModified,
        ...problems(400, 406)
      }
    },
    // The counts are not in the change log, so that this process must not store the response.
    handler: async (request, reply) => {
      const format = negotiate(request, ['json', 'csv', 'xlsx'])
      refuseParameters(parametersOfOtherFormats(request.query as ListQuery, format))
      const months = await listCounts(app.db)
      if (format === 'json')
        return sendRepresentation(request, reply, {
          type: mediaTypes.json,
          body: JSON.stringify({ months }),
          dependsOn: null
        })
      return sendRows(request, reply, {
        name: 'application_statistics',
        record: ApplicationCount,
        rows: months,
        fileName: 'applications',
        format,
        dependsOn: null
      })
    }
  })
}

const ac = columnsOf('application_count', 'ac')
const monthOf = (day: ReturnType<typeof ac>) => sql<string>`to_char(${day}, 'YYYY-MM')`

/** Returns the counts of completed months in Poland, the newest first. */
const listCounts = (db: Db) =>
  db
    .selectFrom('application_count as ac')
    .select([monthOf(ac('month')).as('month'), 'ac.kind', 'ac.decided'])
    .where('ac.month', '<', sql<string>`date_trunc('month', now() at time zone 'Europe/Warsaw')::date`)
    .orderBy('ac.month', 'desc')
    .orderBy('ac.kind')
    .execute()
