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
import { lockForAction } from '../../records/write/routes.ts'
import { authorOf, write } from '../../records/write/transaction.ts'
import { people } from '../people/queries.ts'
import { Dossier, findDossier } from './dossier.ts'
import { erasePerson } from './erasure.ts'
import { sweep } from './erasure-queries.ts'
import { liftRestriction, restrictPerson } from './restriction-queries.ts'
import { PersonErasure, PersonErasurePrototype, PersonRestrictionPrototype } from './schemas.ts'
import type { restrictionReason } from './vocabularies.ts'

const SCOPE = 'privacy:admin' as const
const needs = `Needs a key with the scope \`${SCOPE}\`.`
const params = Type.Object({ person: people.identifier })
const personOf = (request: { params: unknown }) => (request.params as { person: string }).person

/** Mounts what data subjects may ask for: to know (art. 15), to be erased (art. 17), to be left alone (art. 18 RODO). */
export function privacyRoutes(app: FastifyInstance): void {
  app.get('/people/:person/dossier', {
    config: { access: SCOPE },
    schema: {
      tags: ['people'],
      operationId: 'get_person_dossier',
      summary: 'Get all that is held of a person',
      description: [
        'All that the registry holds of a person (art. 15 RODO), whoever may see it otherwise.',
        '`mentions` lists the places elsewhere that name the person, with the effect of an erasure on each.',
        `The reading is entered into the audit. ${needs}`
      ].join(' '),
      security: keyed,
      params,
      querystring: Type.Object({}, { additionalProperties: false }),
      // The reading itself is held too: no dossier is like the one before.
      response: {
        200: ok(Ref(Dossier), 'All that the registry holds of the person.'),
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
      'From now on the data is only kept (art. 18 RODO): the person, their appointments and the contacts printed for them are shown to staff with `privacy:admin` alone and not changed, other records name nobody. Done again it changes the reason.',
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
      description: `Lets the data be processed and shown as before. Without a restriction it changes nothing. ${needs}`,
      security: keyed,
      params,
      response: {
        204: { ...deletedResponse, description: 'The data is not restricted any more.' },
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
        'Erases the contact data of a person everywhere, and the name on request (art. 17 RODO).',
        'Memberships and other history stand without it. E-mail addresses made of the name are contact data.',
        'The erasure covers every name that the person had, in either order, with any separator or none,',
        'and with initials in addresses and links.',
        'Addresses, links and slugs that could belong to another person, and inflected mentions, are not erased:',
        '`left` lists them for a decision or a check. Afterwards the person is 410.',
        `A repeated request returns the same erasure, or erases the name as well. ${needs}`
      ].join(' '),
      security: keyed,
      params,
      body: Ref(PersonErasurePrototype),
      ...requestBody('How far the data is to be erased.', PersonErasurePrototype.examples[0]),
      response: {
        200: {
          description: 'The data of the person is erased. `left` lists the places that need a decision or a check.',
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
      const erasure = await write(app.db, authorOf(request), async (tx) =>
        erasePerson(
          tx,
          await lockForAction(tx, people, personOf(request), request),
          pseudonymise_name,
          request.id,
          app.erasureLedger
        )
      )
      await sweep(app.db).catch((err: unknown) =>
        request.log.warn({ err }, 'the remains of an erasure are left to autovacuum')
      )
      reply.header('cache-control', 'no-store')
      return erasure
    }
  })
}
