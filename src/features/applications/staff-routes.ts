// Operations of staff on applications: reading one with everything for a decision, acceptance, refusal.
import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { Ref } from '../../contract/components.ts'
import { problems } from '../../contract/problems.ts'
import type { Tx } from '../../db/connect.ts'
import { keyed } from '../../http/access.ts'
import { chooseType, JSON_TYPE, sendRepresentation } from '../../http/representation.ts'
import { mediaTypes, notModified, ok } from '../../records/read/contract.ts'
import { whyNotFound } from '../../records/read/not-found.ts'
import { findRecord, ResourceQuery } from '../../records/read/query.ts'
import { mountAction } from '../../records/write/actions.ts'
import { authorOf, write } from '../../records/write/transaction.ts'
import { acceptApplication } from './acceptance.ts'
import { refuseApplication } from './decisions.ts'
import { findCandidates, findEligibility, getDetails } from './details.ts'
import { applications, NEEDS_DECIDE } from './queries.ts'
import { ApplicationAcceptance, ApplicationDetails, ApplicationRefusal } from './schemas.ts'

const query = new ResourceQuery(applications)
const selection = { filters: {}, sort: applications.defaultSort }

export function applicationStaffRoutes(app: FastifyInstance): void {
  app.get('/applications/:application', {
    config: { access: 'applications:decide' },
    schema: {
      tags: [applications.path],
      operationId: 'get_application',
      summary: 'Get one application',
      description:
        'Returns an application as it was sent, with the organisations that it may mean, the eligibility of the ' +
        `applicant, and possible duplicates. The read is entered into the audit. ${NEEDS_DECIDE}`,
      security: keyed,
      params: Type.Object({ application: applications.identifier }),
      querystring: Type.Object({}, { additionalProperties: false }),
      response: {
        200: ok(Ref(ApplicationDetails), 'The application with everything for a decision.'),
        304: notModified,
        ...problems(400, 403, 404, 406)
      }
    },
    handler: async (request, reply) => {
      chooseType(request, [JSON_TYPE])
      const { application } = request.params as { application: string }
      const directory = await app.directory.current(app.db)
      const body = await write(app.db, authorOf(request), async (tx: Tx) => {
        const found = await findRecord(tx, query, application, selection)
        if (!found) throw await whyNotFound(tx, applications, application, request)
        const { submitted, organisation_id, ...rest } = await getDetails(tx, found.id)
        const candidates = await findCandidates(tx, directory, submitted, organisation_id)
        const eligibility = await findEligibility(tx, submitted, candidates)
        await sql`select record_audit('application.read', 'application', ${[found.id]}, '{}')`.execute(tx)
        return JSON.stringify({ ...JSON.parse(found.json), submitted, ...rest, candidates, eligibility })
      })
      return sendRepresentation(request, reply, { type: mediaTypes.json, body, dependsOn: null })
    }
  })

  mountAction(app, applications, {
    name: 'acceptance',
    scope: 'applications:decide',
    operationId: 'accept_application',
    summary: 'Take an application over',
    description:
      'Takes a confirmed application over. An application for membership becomes a draft declaration of accession, a ' +
      'study visit a planned event (which is public), and a correction is applied like a PATCH of the record: 409 if a ' +
      'corrected property has changed since the application arrived. `result` has the path of the record. These kinds ' +
      'need the scope `registry:write`, too. An enquiry about advice only changes its state.',
    body: ApplicationAcceptance,
    act: acceptApplication
  })
  mountAction(app, applications, {
    name: 'refusal',
    scope: 'applications:decide',
    operationId: 'refuse_application',
    summary: 'Refuse an application',
    description:
      'Refuses an application that waits. The applicant can read the reason with the status token. The application is ' +
      'deleted after 30 days.',
    body: ApplicationRefusal,
    act: refuseApplication
  })
}
