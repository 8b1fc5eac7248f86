import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { exampleOf, Ref } from '../../contract/components.ts'
import { dataHeaders, problems } from '../../contract/problems.ts'
import type { Db } from '../../db/connect.ts'
import { invalidParameters } from '../../http/errors.ts'
import { chooseType, JSON_TYPE, sendRepresentation } from '../../http/representation.ts'
import { auditedRead } from '../../records/read/audited-read.ts'
import { notModified } from '../../records/read/contract.ts'
import { write } from '../../records/write/transaction.ts'
import { checkMembership } from './finding.ts'
import { findSigningKey, getOrCreateSigningKey, listPublicKeys } from './key-queries.ts'
import { isNumber } from './queries.ts'
import { reasons } from './rules.ts'
import { type IdentifierName, identifierNames, MembershipCheck, MembershipCheckQuery, PublicKeySet } from './schemas.ts'
import { jwkOf, type PrivateKey, sign } from './signing.ts'

const JWK_SET = 'application/jwk-set+json'
/** The `iss` of receipts if no public base URL is configured. */
const DEFAULT_ISSUER = 'rejestr-konwentu-cus'

// The response has no ETag, because each receipt contains the time of its request.
const { ETag: _etag, ...headersWithoutETag } = dataHeaders
// Other caches may store the keys for a minute. This process does not cache them, because a new key is not in the
// change log and would not invalidate them.
const KEYS_CACHE_CONTROL = 'max-age=60'

interface Query extends Partial<Record<IdentifierName, string>> {
  as_of?: string
}

/** Mounts the membership check and the list of public keys that verify its receipts. */
export function membershipChecks(app: FastifyInstance): void {
  app.get('/membership-checks', {
    config: { access: 'public' },
    schema: {
      tags: ['membership-checks'],
      operationId: 'get_membership_check',
      summary: 'Check whether an organisation is a member',
      security: [{}],
      description:
        'Returns whether an organisation is a member on a day: yes, no or unknown, with the reason. The organisation ' +
        'is identified by exactly one of `organisation`, `nip`, `regon`, `krs` and `name`. If it is not on ' +
        'record, or if several organisations share the number, the answer is unknown, never no. A signed receipt lets anyone verify the answer later.',
      querystring: MembershipCheckQuery,
      response: {
        200: {
          description: 'The answer at the time of the request.',
          headers: headersWithoutETag,
          content: {
            [JSON_TYPE]: {
              schema: Ref(MembershipCheck),
              examples: {
                example: { summary: 'The answer at the time of the request.', value: exampleOf(MembershipCheck) }
              }
            }
          }
        },
        ...problems(400, 406)
      }
    },
    handler: async (request, reply): Promise<MembershipCheck> => {
      chooseType(request, [JSON_TYPE])
      const query = request.query as Query
      const asked_by = requireOneIdentifier(query)
      const question = { asked_by, asked: query[asked_by] as string, as_of: query.as_of }
      if (asked_by in numbers) await requireNumber(app.db, asked_by as NumberName, question.asked)
      const work = async (tx: Db) => ({
        finding: await checkMembership(tx, app.directory, question),
        key: await findSigningKey(tx)
      })
      const { finding, key } = await auditedRead(app.db, request, work, { snapshot: true })
      const { pl, en } = reasons[finding.reason]
      const iss = app.baseUrl || DEFAULT_ISSUER
      const iat = Math.floor(Date.parse(finding.checked_at) / 1000)
      const receipt = await sign(key ?? (await createFirstKey(app, request)), { iss, iat, ...finding })
      reply.header('cache-control', 'no-store')
      return { ...finding, reason_pl: pl, reason_en: en, receipt }
    }
  })

  app.get('/signing-keys', {
    config: { access: 'public' },
    schema: {
      tags: ['membership-checks'],
      operationId: 'list_signing_keys',
      summary: 'List the public keys of the registry',
      security: [{}],
      description:
        'Returns the public keys that verify receipts. They are also available at `/.well-known/jwks.json`. Retired ' +
        'keys stay in the list; revoked keys do not.',
      querystring: Type.Object({}, { additionalProperties: false }),
      response: {
        200: {
          description: 'The public keys, as a JWK Set.',
          headers: dataHeaders,
          content: {
            [JWK_SET]: {
              schema: Ref(PublicKeySet),
              examples: { example: { summary: 'The public keys, the newest first.', value: exampleOf(PublicKeySet) } }
            }
          }
        },
        304: notModified,
        ...problems(400, 406)
      }
    },
    handler: sendKeys
  })
}

/** Mounts the public keys at the well-known address (RFC 8615). */
export function publicKeys(app: FastifyInstance): void {
  app.get('/.well-known/jwks.json', { config: { access: 'public' }, schema: { hide: true } }, sendKeys)
}

async function sendKeys(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { server } = request
  // Verifiers that do not know the media type request JSON. A JWK Set is JSON.
  chooseType(request, [JWK_SET, JSON_TYPE])
  const stored = await listPublicKeys(server.db)
  const keys = stored.length > 0 ? stored : [await createFirstKey(server, request)]
  // `dependsOn: null`: signing keys are not in the change log, so this process must not store the response.
  const body = JSON.stringify({ keys: keys.map(jwkOf) })
  return sendRepresentation(request, reply, {
    type: JWK_SET,
    body,
    headers: { 'cache-control': KEYS_CACHE_CONTROL },
    dependsOn: null
  })
}

/** Creates the first key on demand. The author of the change is the service, not the caller of the request. */
const createFirstKey = (app: FastifyInstance, { id }: FastifyRequest): Promise<PrivateKey> =>
  write(app.db, { keyId: null, requestId: id }, getOrCreateSigningKey)

const numbers = {
  nip: { pl: 'numerem NIP', en: 'a NIP' },
  regon: { pl: 'numerem REGON', en: 'a REGON' },
  krs: { pl: 'numerem KRS', en: 'a KRS number' }
}
type NumberName = keyof typeof numbers

/** Throws 400 for a mistyped number. An answer about it would mislead: `unknown` is signed as well. */
async function requireNumber(db: Db, parameter: NumberName, value: string): Promise<void> {
  if (await isNumber(db, parameter, value)) return
  const { pl, en } = numbers[parameter]
  const detail = {
    pl: `Wartość parametru «${parameter}» nie jest ${pl}: nie zgadza się cyfra kontrolna albo są to same zera.`,
    en: `The value of «${parameter}» is not ${en}: a check digit is wrong, or it consists of zeros only.`
  }
  throw invalidParameters([{ parameter, code: `${parameter}_invalid`, detail }])
}

/** Returns the one parameter that identifies the organisation. Throws 400 if there is none or more than one. */
function requireOneIdentifier(query: Query): IdentifierName {
  const present = identifierNames.filter((name) => query[name] !== undefined)
  if (present.length === 1) return present[0] as IdentifierName
  const list = identifierNames.map((name) => `«${name}»`).join(', ')
  const detail = {
    pl: `Należy podać dokładnie jeden z parametrów: ${list}.`,
    en: `Exactly one of these parameters is required: ${list}.`
  }
  throw invalidParameters(
    (present.length > 0 ? present : identifierNames.slice(0, 1)).map((parameter) => ({
      parameter,
      code: 'one_organisation',
      detail
    }))
  )
}
