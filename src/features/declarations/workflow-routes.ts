import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { Ref } from '../../contract/components.ts'
import { problems } from '../../contract/problems.ts'
import { keyed, requireScope } from '../../http/access.ts'
import { notFound } from '../../http/errors.ts'
import { sendJson } from '../../http/representation.ts'
import { auditedRead } from '../../records/read/audited-read.ts'
import { notModified, ok } from '../../records/read/contract.ts'
import { whyNotFound } from '../../records/read/not-found.ts'
import { mountAction } from '../../records/write/actions.ts'
import { findDecisionRecord } from './decision-queries.ts'
import { acceptDeclaration, rejectDeclaration, submitDeclaration, withdrawDeclaration } from './decisions.ts'
import { declarations } from './queries.ts'
import { DeclarationAcceptance, DeclarationDecision, DeclarationRejection } from './schemas.ts'

export function declarationWorkflow(app: FastifyInstance): void {
  mountAction(app, declarations, {
    name: 'submission',
    scope: 'registry:write',
    operationId: 'submit_declaration',
    summary: 'Submit a declaration',
    description: 'Submits a signed draft. A submitted declaration can no longer be changed or deleted.',
    act: submitDeclaration
  })
  mountAction(app, declarations, {
    name: 'acceptance',
    scope: 'declarations:decide',
    include: ['memberships'],
    operationId: 'accept_declaration',
    summary: 'Accept a declaration',
    description:
      'Accepts a submitted declaration and creates the memberships of all its signatories. A declaration of ' +
      'withdrawal ends their memberships instead. Repeating the same acceptance changes nothing and returns the same ' +
      'result. `override` is required unless the tier is known to be open to every signatory.',
    body: DeclarationAcceptance,
    act: acceptDeclaration
  })
  mountAction(app, declarations, {
    name: 'rejection',
    scope: 'declarations:decide',
    operationId: 'reject_declaration',
    summary: 'Reject a declaration',
    description:
      'Rejects a submitted declaration. Repeating the same rejection changes nothing and returns the same result.',
    body: DeclarationRejection,
    act: rejectDeclaration
  })
  mountAction(app, declarations, {
    name: 'withdrawal',
    scope: 'registry:write',
    operationId: 'withdraw_declaration',
    summary: 'Withdraw a declaration',
    description:
      'Withdraws a submitted declaration before a decision on it. To end memberships, accept a declaration of ' +
      'withdrawal instead.',
    act: withdrawDeclaration
  })

  app.get('/declarations/:declaration/decision', {
    config: { access: 'key' },
    schema: {
      tags: ['declarations'],
      operationId: 'get_declaration_decision',
      summary: 'Get the decision on a declaration',
      description:
        'Returns the decision, its reason, and the eligibility check as of that day. Needs a key with the scope ' +
        '`declarations:decide` or `registry:write`.',
      security: keyed,
      params: Type.Object({ declaration: declarations.identifier }),
      querystring: Type.Object({}, { additionalProperties: false }),
      response: {
        200: ok(Ref(DeclarationDecision), 'The decision as it was entered.'),
        304: notModified,
        ...problems(400, 403, 404, 406)
      }
    },
    handler: async (request, reply) => {
      if (!request.caller?.scopes.includes('registry:write')) requireScope(request.caller, 'declarations:decide')
      const { declaration } = request.params as { declaration: string }
      const json = await auditedRead(app.db, request, async (db) => {
        const found = await findDecisionRecord(db, declarations.identifiedBy(declaration))
        if (found !== undefined) return found
        const error = await whyNotFound(db, declarations, declaration, request)
        throw error.code === 'not_found'
          ? notFound({ pl: 'decyzja w sprawie deklaracji', en: 'decision on the declaration' })
          : error
      })
      return sendJson(request, reply, JSON.parse(json))
    }
  })
}
