// Verification of the audit over HTTP, for keys with the scope audit:read.
import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { Ref } from '../../contract/components.ts'
import { problems } from '../../contract/problems.ts'
import { keyed } from '../../http/access.ts'
import { sendJson } from '../../http/representation.ts'
import { notModified, ok } from '../../records/read/contract.ts'
import { audit } from './queries.ts'
import { AuditVerification, NEEDS_AUDIT_READ } from './schemas.ts'
import { verifyAudit } from './verification.ts'

export function auditRoutes(app: FastifyInstance): void {
  app.get<{ Querystring: { known?: string } }>('/audit/verification', {
    config: { access: 'audit:read' },
    schema: {
      tags: [audit.path],
      operationId: 'get_audit_verification',
      summary: 'Verify the audit',
      description: `Computes the hashes of all entries again and compares them. ${NEEDS_AUDIT_READ}`,
      security: keyed,
      querystring: Type.Object(
        {
          known: Type.Optional(
            Type.String({
              minLength: 66,
              maxLength: 80,
              pattern: '^[1-9][0-9]{0,14}:[0-9a-f]{64}$',
              description:
                'An entry that must exist, as stored elsewhere after an earlier verification: its number, a colon ' +
                'and its hash.',
              examples: ['1204:9f2b1c7d0e4a5f68b3c2d1e0f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a0']
            })
          )
        },
        { additionalProperties: false }
      ),
      response: {
        200: ok(Ref(AuditVerification), 'Result of the verification.'),
        304: notModified,
        ...problems(400, 403, 406)
      }
    },
    handler: async (request, reply) => {
      const [seq, hash] = request.query.known?.split(':') ?? []
      return sendJson(
        request,
        reply,
        await verifyAudit(app.db, hash === undefined ? undefined : { seq: Number(seq), hash })
      )
    }
  })
}
