import { type TObject, Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { Ref } from '../../contract/components.ts'
import { problems } from '../../contract/problems.ts'
import type { Db } from '../../db/connect.ts'
import { keyed, requireScope } from '../../http/access.ts'
import { notFound } from '../../http/errors.ts'
import { sendJson } from '../../http/representation.ts'
import type { Sql } from '../../records/define.ts'
import { auditedRead } from '../../records/read/audited-read.ts'
import { notModified, ok } from '../../records/read/contract.ts'
import { whyNotFound } from '../../records/read/not-found.ts'
import { mountAction } from '../../records/write/actions.ts'
import { findDecisionRecord, findReturns } from './decision-queries.ts'
import {
  acceptDeclaration,
  rejectDeclaration,
  returnDeclaration,
  submitDeclaration,
  withdrawDeclaration
} from './decisions.ts'
import { declarations } from './queries.ts'
import {
  DeclarationAcceptance,
  DeclarationDecision,
  DeclarationRejection,
  DeclarationReturnPrototype,
  DeclarationReturns
} from './workflow-schemas.ts'

export function declarationWorkflow(app: FastifyInstance): void {
  mountAction(app, declarations, {
    name: 'submission',
    scope: 'registry:write',
    operationId: 'submit_declaration',
    summary: 'Submit a declaration',
    description:
      'Submits a signed draft, or a declaration that was returned for completion. The response is 422 with ' +
      'everything that would keep it from being accepted; pointers refer to the declaration. A submitted ' +
      'declaration can no longer be changed or deleted.',
    querystring: Type.Object(
      {
        leave_to_decision: Type.Optional(
          Type.Boolean({
            description:
              'Whether the tier and the eligibility of the signatories are left to the decision. Without it, the ' +
              'response is 422 if the declaration names no tier, or one that is not known to be open to them.',
            examples: [true]
          })
        )
      },
      { additionalProperties: false }
    ),
    act: (tx, id, _body, { query }) =>
      submitDeclaration(tx, id, (query as { leave_to_decision?: boolean }).leave_to_decision ?? false)
  })
  mountAction(app, declarations, {
    name: 'return',
    scope: 'declarations:decide',
    operationId: 'return_declaration',
    summary: 'Return a declaration for completion',
    description:
      'Returns a submitted declaration to its author (in Polish: wezwanie do uzupełnienia braków), with what is ' +
      'missing and the day until which it is to be completed. It can then be changed and submitted again, also after ' +
      'that day, unless it has been rejected.',
    body: DeclarationReturnPrototype,
    act: returnDeclaration
  })
  mountAction(app, declarations, {
    name: 'acceptance',
    scope: 'declarations:decide',
    include: ['memberships'],
    operationId: 'accept_declaration',
    summary: 'Accept a declaration',
    description:
      'Accepts a submitted declaration and creates the memberships of all its signatories. A declaration of ' +
      'withdrawal ends their memberships instead. `joined` or `ended` may be up to one year ahead; the memberships ' +
      'then begin or end on that day. The response is 422 with all errors at once. Repeating the same acceptance ' +
      'changes nothing and returns the same result. `override` is required unless the tier is known to be open to ' +
      'every signatory.',
    body: DeclarationAcceptance,
    act: acceptDeclaration
  })
  mountAction(app, declarations, {
    name: 'rejection',
    scope: 'declarations:decide',
    operationId: 'reject_declaration',
    summary: 'Reject a declaration',
    description:
      'Rejects a submitted or returned declaration. With `duplicate_of`, it discards a duplicate of another ' +
      'declaration, also a draft. The discarded one keeps its address and its content, for staff only. Repeating the ' +
      'same rejection changes nothing and returns the same result.',
    body: DeclarationRejection,
    act: rejectDeclaration
  })
  mountAction(app, declarations, {
    name: 'withdrawal',
    scope: 'registry:write',
    operationId: 'withdraw_declaration',
    summary: 'Withdraw a declaration',
    description:
      'Withdraws a submitted or returned declaration before a decision on it. To end memberships, accept a ' +
      'declaration of withdrawal instead.',
    act: withdrawDeclaration
  })

  const forStaff = 'Needs a key with the scope `declarations:decide` or `registry:write`.'
  const detail = (
    name: string,
    texts: { operationId: string; summary: string; description: string },
    schema: TObject,
    find: (db: Db, condition: Sql) => Promise<object | undefined>,
    label = declarations.label
  ) =>
    app.get(`/declarations/:declaration/${name}`, {
      config: { access: 'key' },
      schema: {
        tags: ['declarations'],
        ...texts,
        description: `${texts.description} ${forStaff}`,
        security: keyed,
        params: Type.Object({ declaration: declarations.identifier }),
        querystring: Type.Object({}, { additionalProperties: false }),
        response: {
          200: ok(Ref(schema), 'The data as they were entered.'),
          304: notModified,
          ...problems(400, 403, 404, 406)
        }
      },
      handler: async (request, reply) => {
        if (!request.caller?.scopes.includes('registry:write')) requireScope(request.caller, 'declarations:decide')
        const { declaration } = request.params as { declaration: string }
        const found = await auditedRead(app.db, request, async (db) => {
          const found = await find(db, declarations.identifiedBy(declaration))
          if (found !== undefined) return found
          const error = await whyNotFound(db, declarations, declaration, request)
          throw error.code === 'not_found' ? notFound(label) : error
        })
        return sendJson(request, reply, found)
      }
    })
  detail(
    'decision',
    {
      operationId: 'get_declaration_decision',
      summary: 'Get the decision on a declaration',
      description: 'Returns the decision, its reason, and the eligibility check as of that day.'
    },
    DeclarationDecision,
    findDecisionRecord,
    { pl: 'decyzja w sprawie deklaracji', en: 'decision on the declaration' }
  )
  detail(
    'returns',
    {
      operationId: 'get_declaration_returns',
      summary: 'Get the returns of a declaration',
      description:
        'Returns how often the declaration was returned for completion, by whom, when, and what was missing; oldest ' +
        'first.'
    },
    DeclarationReturns,
    findReturns
  )
}
