import type { Static } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { exampleOf, Ref } from '../../contract/components.ts'
import { commonHeaders, problems } from '../../contract/problems.ts'
import { ApiError } from '../../http/errors.ts'
import { chooseType, JSON_TYPE } from '../../http/representation.ts'
import { findRecord, ResourceQuery } from '../../records/read/query.ts'
import type { Term } from '../../records/vocabulary.ts'
import { requestBody } from '../../records/write/contract.ts'
import { ruleBroken } from '../../records/write/transaction.ts'
import type { applicantStatement } from '../declarations/vocabularies.ts'
import type { memberType } from '../memberships/vocabularies.ts'
import { people } from '../people/queries.ts'
import { EligibilityCheckPrototype } from './prototype.ts'
import { findApplicants, findToday, listTiers } from './queries.ts'
import { checkEligibility } from './rules.ts'
import { EligibilityCheck } from './schemas.ts'

interface Body {
  organisation?: { id?: string; slug?: string }
  person?: { id?: string; slug?: string }
  statements?: Term<typeof applicantStatement>[]
}

export function eligibilityRoutes(app: FastifyInstance): void {
  app.post('/eligibility-checks', {
    // It tells nothing that the public records and rules do not tell.
    config: { access: 'public' },
    schema: {
      tags: ['eligibility-checks'],
      operationId: 'check_eligibility',
      summary: 'Check who may become a member of which tier',
      security: [{}],
      description:
        'Tells for an organisation or a person and each tier of membership every rule with its outcome, the ' +
        'facts that it rests on, and what is missing. Stores nothing.',
      body: Ref(EligibilityCheckPrototype),
      ...requestBody('Who wants to become a member, and what they state of themselves.', {
        organisation: { slug: 'cus-belzyce' }
      }),
      response: {
        200: {
          description: 'The outcome, as of today.',
          headers: commonHeaders,
          content: {
            [JSON_TYPE]: {
              schema: Ref(EligibilityCheck),
              examples: { example: { summary: 'The outcome', value: exampleOf(EligibilityCheck) } }
            }
          }
        },
        ...problems(400, 406, 415)
      }
    },
    handler: async (request, reply): Promise<Static<typeof EligibilityCheck>> => {
      chooseType(request, [JSON_TYPE])
      const { organisation, person, statements = [] } = request.body as Body
      if ((organisation === undefined) === (person === undefined)) throw notOneApplicant()
      const type = organisation ? 'organisation' : 'person'
      const { id, slug } = (organisation ?? person) as { id?: string; slug?: string }
      const named = (id ?? slug) as string
      // Nobody learns here of people whose data is only kept, or was erased.
      const shown =
        type === 'organisation' ||
        (await findRecord(app.db, publicPeople, named, { filters: {}, sort: people.defaultSort, fields: ['id'] }))
      const [applicant] = shown ? await findApplicants(app.db, type, [named]) : []
      if (!applicant) throw unknownApplicant(type)
      const [tiers, checked_on] = await Promise.all([listTiers(app.db), findToday(app.db)])
      reply.header('cache-control', 'no-store')
      return {
        organisation: applicant.organisation,
        person: applicant.person,
        checked_on,
        statements,
        tiers: checkEligibility(tiers, applicant, statements)
      } as Static<typeof EligibilityCheck>
    }
  })
}

const publicPeople = new ResourceQuery(people)

const notOneApplicant = () => {
  const detail = { pl: 'Należy podać albo organizację, albo osobę.', en: 'Give either an organisation or a person.' }
  return new ApiError('invalid_request', detail, { faults: [{ pointer: '', code: 'one_applicant', detail }] })
}

const unknownApplicant = (type: Term<typeof memberType>) =>
  ruleBroken({
    pointer: `/${type}`,
    code: 'unknown_reference',
    detail: {
      pl: type === 'organisation' ? 'W rejestrze nie ma takiej organizacji.' : 'W rejestrze nie ma takiej osoby.',
      en: `The registry has no such ${type}.`
    }
  })
