// Operations of portals for their visitors: submission, confirmation and state of an application.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { exampleOf, Ref } from '../../contract/components.ts'
import { commonHeaders, header, problems } from '../../contract/problems.ts'
import { type Caller, keyed, publicOrKeyed } from '../../http/access.ts'
import { notFound } from '../../http/errors.ts'
import { once } from '../../http/idempotency.ts'
import { bucketOf, consume, limiterOf, RATE_WINDOW_S } from '../../http/rate-limits.ts'
import { chooseType, JSON_TYPE } from '../../http/representation.ts'
import { sentBody } from '../../records/write/changes.ts'
import { actedResponse, idempotencyHeaders, requestBody } from '../../records/write/contract.ts'
import { authorOf, write } from '../../records/write/transaction.ts'
import { information } from './information.ts'
import { applications, findReceipt, findStatus, lockConfirmable, setState } from './queries.ts'
import { requireConfirmable, SUBMISSIONS_PER_MINUTE, tooManyBadTokens, tooManySubmissions } from './rules.ts'
import { idempotencyKeyOf, submit } from './submission.ts'
import {
  ApplicationConfirmation,
  ApplicationPrototype,
  ApplicationReceipt,
  ApplicationStatus,
  ApplicationStatusQuery
} from './submission-schemas.ts'
import { hashOfToken, type Purpose, tokensOf } from './tokens.ts'

/** Bodies are larger than those of enquiries by hand, but nobody needs as much as for a record with its lists. */
const BODY_LIMIT = 32 * 1024

const noStore = header(
  'Neither caches nor clients may store the response.',
  'private, no-store',
  '^(private, )?no-store$'
)
const answer = (schema: typeof ApplicationStatus | typeof ApplicationReceipt, description: string, headers = {}) => ({
  description,
  headers: { ...commonHeaders, 'Cache-Control': noStore, ...headers },
  content: {
    [JSON_TYPE]: {
      schema: Ref(schema),
      examples: { example: { summary: description, value: exampleOf(schema) } }
    }
  }
})
const tags = [applications.path]

export function applicationRoutes(app: FastifyInstance): void {
  const submissions = limiterOf(SUBMISSIONS_PER_MINUTE)
  const badTokens = guardTokens(app)
  const { 'Idempotent-Replayed': replayed } = actedResponse(applications).headers

  app.post('/applications', {
    config: { access: 'applications:submit' },
    attachValidation: true,
    bodyLimit: BODY_LIMIT,
    onRequest: async ({ caller }) => {
      const { exceeded, seconds } = await consume(submissions, (caller as Caller).id)
      if (exceeded) throw tooManySubmissions(seconds)
    },
    schema: {
      tags,
      operationId: 'create_application',
      summary: 'Submit an application of a visitor',
      description:
        'Receives an application for membership, an enquiry or a proposed correction, which a portal sends for a ' +
        'visitor. Nothing of it is public. Show `information` and `receipt` to the visitor, mail the confirmation ' +
        'token to the address in the application, and store the status token. A repeated request with the same ' +
        `Idempotency-Key gets the same response. A key may send ${SUBMISSIONS_PER_MINUTE} applications per minute, ` +
        'each of at most 32 KiB. Needs a key with the scope `applications:submit`; never give the key to a browser.',
      security: keyed,
      headers: idempotencyHeaders,
      body: Ref(ApplicationPrototype),
      ...requestBody('The application.', ApplicationPrototype.examples[0]),
      response: {
        202: answer(ApplicationReceipt, 'The application was received and waits for its confirmation.', {
          'Idempotent-Replayed': replayed
        }),
        ...problems(400, 403, 406, 409, 413, 415)
      }
    },
    handler: async (request, reply) => {
      chooseType(request, [JSON_TYPE])
      const sent = sentBody(request)
      const received = await write(app.db, authorOf(request), async (tx) => {
        let tokens: Record<Purpose, string> | undefined
        const { id, replayed } = await once(tx, request, async () => {
          const submitted = await submit(tx, sent, request)
          tokens = submitted.tokens
          return { status: 202, type: applications.name, id: submitted.id }
        })
        const stored = await findReceipt(tx, id)
        return (
          stored && { ...stored, id, replayed, tokens: tokens ?? (await tokensOf(tx, id, idempotencyKeyOf(request))) }
        )
      })
      if (!received) throw notFound(applications.label)
      const { id, receipt, confirm_by, tokens } = received
      if (received.replayed) reply.header('idempotent-replayed', 'true')
      reply.header('cache-control', 'no-store')
      return reply.code(202).send({
        id,
        receipt,
        status_token: tokens.status,
        confirmation_token: tokens.confirmation,
        state: 'received',
        confirm_by,
        information
      })
    }
  })

  app.post('/applications/confirmation', {
    config: { access: 'applications:submit' },
    schema: {
      tags,
      operationId: 'confirm_application',
      summary: 'Confirm an application',
      description:
        'Confirms an application once, with the token that the visitor got by mail. Only the holder whose key sent the ' +
        'application can confirm it. Staff decide only about confirmed applications. Needs a key with the scope ' +
        '`applications:submit`.',
      security: keyed,
      body: Ref(ApplicationConfirmation),
      ...requestBody('The confirmation token.', ApplicationConfirmation.examples[0]),
      response: {
        200: answer(ApplicationStatus, 'The application is confirmed.'),
        ...problems(400, 403, 404, 406, 409, 415)
      }
    },
    handler: async (request, reply): Promise<ApplicationStatus> => {
      chooseType(request, [JSON_TYPE])
      const caller = request.caller as Caller
      const hash = hashOfToken((request.body as { token: string }).token)
      await badTokens.check(request)
      const confirmed = await write(app.db, authorOf(request), async (tx) => {
        const found = await lockConfirmable(tx, hash, caller)
        if (!found) return undefined
        requireConfirmable(found.state, found.is_overdue)
        return setState(tx, found.id, 'confirmed')
      })
      if (!confirmed) throw await badTokens.refuse(request)
      reply.header('cache-control', 'no-store')
      return confirmed
    }
  })

  app.post('/applications/status', {
    config: { access: 'public' },
    schema: {
      tags,
      operationId: 'get_application_status',
      summary: 'Get the state of an application',
      description:
        'Returns the state of an application to anybody with its status token, and nothing else. The token is in the ' +
        'body, because addresses are stored in many places. A key is not needed; with one, only applications of its ' +
        'holder are found. After too many unknown tokens, an address is refused for a minute. The body may have at most ' +
        '16 KiB.',
      security: publicOrKeyed,
      body: Ref(ApplicationStatusQuery),
      ...requestBody('The status token.', ApplicationStatusQuery.examples[0]),
      response: {
        200: answer(ApplicationStatus, 'The state of the application.'),
        ...problems(400, 404, 406, 413, 415)
      }
    },
    handler: async (request, reply): Promise<ApplicationStatus> => {
      chooseType(request, [JSON_TYPE])
      await badTokens.check(request)
      const hash = hashOfToken((request.body as { token: string }).token)
      const found = await findStatus(app.db, hash, request.caller)
      if (!found) throw await badTokens.refuse(request)
      reply.header('cache-control', 'no-store')
      return found
    }
  })
}

/** Limits guesses of tokens like guesses of keys: by key, or by address without one. */
function guardTokens({ rateLimits }: FastifyInstance) {
  const limiter = limiterOf(rateLimits.badKeys)
  const bucket = ({ caller, ip }: FastifyRequest) => caller?.id ?? bucketOf(ip)
  return {
    /** Throws 429 after too many unknown tokens, before any query. */
    async check(request: FastifyRequest): Promise<void> {
      const attempts = await limiter.get(bucket(request))
      if (attempts && attempts.consumedPoints >= rateLimits.badKeys)
        throw tooManyBadTokens(Math.min(RATE_WINDOW_S, Math.ceil(attempts.msBeforeNext / 1000)))
    },
    /** Counts an unknown token. Returns 404. */
    async refuse(request: FastifyRequest) {
      await limiter.penalty(bucket(request))
      return notFound(applications.label)
    }
  }
}
