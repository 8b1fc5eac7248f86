import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { exampleOf, Ref } from '../../contract/components.ts'
import { commonHeaders, problems } from '../../contract/problems.ts'
import type { Tx } from '../../db/connect.ts'
import { keyed } from '../../http/access.ts'
import { chooseType, JSON_TYPE, sendRepresentation } from '../../http/representation.ts'
import { auditedFullRead } from '../../records/read/audited-read.ts'
import { mediaTypes, ok } from '../../records/read/contract.ts'
import { whyNotFound } from '../../records/read/not-found.ts'
import type { Term } from '../../records/vocabulary.ts'
import { mountAction } from '../../records/write/actions.ts'
import { deletedResponse, requestBody } from '../../records/write/contract.ts'
import { lockForAction } from '../../records/write/locks.ts'
import { authorOf, write } from '../../records/write/transaction.ts'
import { holdImports } from '../imports/forget.ts'
import { people } from '../people/queries.ts'
import { Dossier, findDossier } from './dossier.ts'
import { erasePerson } from './erasure/erase-person.ts'
import { vacuum } from './erasure/queries.ts'
import { liftRestriction, restrictPerson } from './restriction-queries.ts'
import { PersonErasure, PersonErasurePrototype, PersonRestrictionPrototype } from './schemas.ts'
import type { restrictionReason } from './vocabularies.ts'

const SCOPE = 'privacy:admin' as const
const NEEDS_PRIVACY_ADMIN = `Requires a key with the scope \`${SCOPE}\`.`
const params = Type.Object({ person: people.identifier })
const personOf = (request: { params: unknown }) => (request.params as { person: string }).person

/** Mounts the rights of data subjects: access (art. 15), erasure (art. 17) and restriction (art. 18 GDPR). */
export function privacyRoutes(app: FastifyInstance): void {
  app.get('/people/:person/dossier', {
    config: { access: SCOPE },
    schema: {
      tags: ['people'],
      operationId: 'get_person_dossier',
      summary: 'Get the dossier of a person',
      description: [
        'Returns everything that the registry has about a person (art. 15 GDPR), regardless of visibility.',
        '`mentions` lists other places that mention the person, with the effect of an erasure on each.',
        `The read is entered into the audit. ${NEEDS_PRIVACY_ADMIN}`
      ].join(' '),
      security: keyed,
      params,
      querystring: Type.Object({}, { additionalProperties: false }),
      // There is no 304: reading the dossier adds an audit entry to it, so it is never the same twice.
      response: {
        200: ok(Ref(Dossier), 'Everything that the registry has about the person.'),
        ...problems(400, 403, 404, 406, 410)
      }
    },
    handler: async (request, reply) => {
      chooseType(request, [JSON_TYPE])
      const body = await auditedFullRead(app.db, request, 'person.dossier_read', async (db) => {
        const found = await findDossier(db, personOf(request))
        if (!found) throw await whyNotFound(db, people, personOf(request), request)
        return { subject: ['person', found.id], result: found.json }
      })
      return sendRepresentation(request, reply, { type: mediaTypes.json, body })
    }
  })

  mountAction(app, people, {
    name: 'restriction',
    scope: SCOPE,
    operationId: 'restrict_person',
    summary: 'Restrict the processing of the data of a person',
    description:
      'Restricts the processing (art. 18 GDPR). The person, their appointments and the contacts printed for them can ' +
      'then be read only by staff with `privacy:admin`, and cannot be changed. Other records no longer name the ' +
      'person. A repeated request changes the reason.',
    body: PersonRestrictionPrototype,
    act: async (tx: Tx, id: string, { reason }: { reason: Term<typeof restrictionReason> }) =>
      restrictPerson(tx, id, reason)
  })

  app.delete('/people/:person/restriction', {
    config: { access: SCOPE },
    schema: {
      tags: ['people'],
      operationId: 'delete_person_restriction',
      summary: 'Lift the restriction of the processing',
      description:
        'Lifts the restriction, so that the data can be read and changed as before. Does nothing if there is no ' +
        `restriction. ${NEEDS_PRIVACY_ADMIN}`,
      security: keyed,
      params,
      response: {
        204: { ...deletedResponse, description: 'The processing is no longer restricted.' },
        ...problems(400, 403, 404)
      }
    },
    handler: async (request, reply) => {
      await write(app.db, authorOf(request), async (tx) =>
        liftRestriction(tx, await lockForAction(tx, people, personOf(request), request))
      )
      return reply.code(204).send()
    }
  })

  app.post('/people/:person/erasure', {
    config: { access: SCOPE },
    schema: {
      tags: ['people'],
      operationId: 'erase_person',
      summary: 'Erase the data of a person',
      description: [
        'Erases the contact data of a person everywhere, and the name on request (art. 17 GDPR).',
        'Memberships and other history remain. E-mail addresses made of the name are contact data.',
        'The erasure covers every present and former name, in either order, with any separator or none,',
        'and with initials in addresses and links. Waiting imports with a row about the person, and applications that',
        'mention the person, are deleted as a whole.',
        'Addresses, links and slugs that could belong to another person, and inflected mentions, are not erased:',
        '`left` lists them for a decision or a check. Afterwards, requests for the person return 410.',
        `A repeated request returns the same erasure, or erases the name as well. ${NEEDS_PRIVACY_ADMIN}`
      ].join(' '),
      security: keyed,
      params,
      body: Ref(PersonErasurePrototype),
      ...requestBody('The extent of the erasure.', PersonErasurePrototype.examples[0]),
      response: {
        200: {
          description: 'The data of the person was erased. `left` lists the places that need a decision or a check.',
          headers: commonHeaders,
          content: {
            [JSON_TYPE]: {
              schema: Ref(PersonErasure),
              examples: { example: { summary: 'The erasure', value: exampleOf(PersonErasure) } }
            }
          }
        },
        ...problems(400, 403, 404, 406, 409, 415)
      }
    },
    handler: async (request, reply) => {
      chooseType(request, [JSON_TYPE])
      const { pseudonymise_name } = request.body as { pseudonymise_name: boolean }
      const erasure = await write(app.db, authorOf(request), async (tx) => {
        await holdImports(tx)
        const id = await lockForAction(tx, people, personOf(request), request)
        return erasePerson(tx, id, pseudonymise_name, request.id, app.erasureLedger)
      })
      await vacuum(app.db).catch((err: unknown) =>
        request.log.warn({ err }, 'the remains of an erasure are left to autovacuum')
      )
      reply.header('cache-control', 'no-store')
      return erasure
    }
  })
}
