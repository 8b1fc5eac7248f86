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
import { findOut } from './finding.ts'
import { findSigningKey, listPublicKeys, provideSigningKey } from './key-queries.ts'
import { reasons } from './rules.ts'
import { type Asked, askable, MembershipCheck, MembershipCheckQuery, PublicKeySet } from './schemas.ts'
import { jwkOf, type PrivateKey, sign } from './signing.ts'

const JWK_SET = 'application/jwk-set+json'
/** Who signs where the service does not know under which address it is reached. */
const NAMELESS_ISSUER = 'rejestr-konwentu-cus'

// A receipt tells of its own moment: asked again, the registry signs another.
const { ETag: _etag, ...unvalidated } = dataHeaders
// Caches may keep the keys for a minute, this process not: a new key is no change of the registry, by which it would know.
const KEYS_CACHED = 'max-age=60'

interface Query extends Partial<Record<Asked, string>> {
  as_of?: string
}

/** Mounts the check, and the public keys by which its receipts are verified. */
export function membershipChecks(app: FastifyInstance): void {
  app.get('/membership-checks', {
    config: { access: 'public' },
    schema: {
      tags: ['membership-checks'],
      operationId: 'get_membership_check',
      summary: 'Check whether an organisation is a member',
      security: [{}],
      description:
        'Answers yes, no or unknown for an organisation, a NIP, a REGON or a name on a day, with the reason and a ' +
        'signed receipt that anybody can verify later. ' +
        'An organisation that the registry does not know is unknown, never no. Give exactly one of ' +
        '`organisation`, `nip`, `regon` and `name`.',
      querystring: MembershipCheckQuery,
      response: {
        200: {
          description: 'The answer, of this moment.',
          headers: unvalidated,
          content: {
            [JSON_TYPE]: {
              schema: Ref(MembershipCheck),
              examples: { example: { summary: 'The answer, of this moment.', value: exampleOf(MembershipCheck) } }
            }
          }
        },
        ...problems(400, 406)
      }
    },
    handler: async (request, reply): Promise<MembershipCheck> => {
      chooseType(request, [JSON_TYPE])
      const query = request.query as Query
      const asked_by = whatIsAsked(query)
      const question = { asked_by, asked: query[asked_by] as string, as_of: query.as_of }
      const work = async (tx: Db) => ({
        finding: await findOut(tx, app.directory, question),
        key: await findSigningKey(tx)
      })
      const { finding, key } = await auditedRead(app.db, request, work, { snapshot: true })
      const { pl, en } = reasons[finding.reason]
      const iss = app.baseUrl || NAMELESS_ISSUER
      const iat = Math.floor(Date.parse(finding.checked_at) / 1000)
      const receipt = await sign(key ?? (await provideKey(app, request)), { iss, iat, ...finding })
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
        'The keys by which receipts are verified, also to be had at /.well-known/jwks.json. Keys that sign no ' +
        'more stay, unless they were revoked.',
      querystring: Type.Object({}, { additionalProperties: false }),
      response: {
        200: {
          description: 'The public keys, as a JWK Set.',
          headers: dataHeaders,
          content: {
            [JWK_SET]: {
              schema: Ref(PublicKeySet),
              examples: { example: { summary: 'The public keys.', value: exampleOf(PublicKeySet) } }
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

/** Mounts the public keys where verifiers look for them (RFC 8615). */
export function publicKeys(app: FastifyInstance): void {
  app.get('/.well-known/jwks.json', { config: { access: 'public' }, schema: { hide: true } }, sendKeys)
}

async function sendKeys(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { server } = request
  // Verifiers that do not know the type ask for JSON, which a JWK Set is.
  chooseType(request, [JWK_SET, JSON_TYPE])
  const known = await listPublicKeys(server.db)
  const keys = known.length > 0 ? known : [await provideKey(server, request)]
  // Signing keys stand in no change log.
  const body = JSON.stringify({ keys: keys.map(jwkOf) })
  return sendRepresentation(request, reply, {
    type: JWK_SET,
    body,
    headers: { 'cache-control': KEYS_CACHED },
    dependsOn: null
  })
}

/** The first key is made when it is first wanted, by the service itself and not in the name of who asks. */
const provideKey = (app: FastifyInstance, { id }: FastifyRequest): Promise<PrivateKey> =>
  write(app.db, { keyId: null, requestId: id }, provideSigningKey)

/** The one parameter that names an organisation; throws 400 for none and for several. */
function whatIsAsked(query: Query): Asked {
  const given = askable.filter((name) => query[name] !== undefined)
  if (given.length === 1) return given[0] as Asked
  const list = askable.map((name) => `«${name}»`).join(', ')
  const detail = {
    pl: `Należy podać dokładnie jeden z parametrów: ${list}.`,
    en: `Give exactly one of the parameters ${list}.`
  }
  throw invalidParameters(
    (given.length > 0 ? given : askable.slice(0, 1)).map((parameter) => ({
      parameter,
      code: 'one_organisation',
      detail
    }))
  )
}
