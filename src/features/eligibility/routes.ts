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
    // Public, because the result follows from public records and rules.
    config: { access: 'public' },
    schema: {
      tags: ['eligibility-checks'],
      operationId: 'check_eligibility',
      summary: 'Check the eligibility for membership tiers',
      security: [{}],
      description:
        'Checks an organisation or a person against the rules of each membership tier. For each rule, the response ' +
        'has the outcome, the facts on which it is based, and the missing facts. Nothing is stored. The body may ' +
        'have at most 16 KiB.',
      body: Ref(EligibilityCheckPrototype),
      ...requestBody('The applicant and their statements.', {
        organisation: { slug: 'cus-belzyce' }
      }),
      response: {
        200: {
          description: 'The result of the check, as of today.',
          headers: commonHeaders,
          content: {
            [JSON_TYPE]: {
              schema: Ref(EligibilityCheck),
              examples: { example: { summary: 'The result', value: exampleOf(EligibilityCheck) } }
            }
          }
        },
        ...problems(400, 406, 413, 415)
      }
    },
    handler: async (request, reply): Promise<Static<typeof EligibilityCheck>> => {
      chooseType(request, [JSON_TYPE])
      const { organisation, person, statements = [] } = request.body as Body
      if ((organisation === undefined) === (person === undefined)) throw notOneApplicant()
      const type = organisation ? 'organisation' : 'person'
      const { id, slug } = (organisation ?? person) as { id?: string; slug?: string }
      const identifier = (id ?? slug) as string
      // People whose processing is restricted, and erased people, are treated as unknown.
      const isPublic =
        type === 'organisation' ||
        (await findRecord(app.db, publicPeople, identifier, { filters: {}, sort: people.defaultSort, fields: ['id'] }))
      const [applicant] = isPublic ? await findApplicants(app.db, type, [identifier]) : []
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
  const detail = { pl: 'Należy podać albo organizację, albo osobę.', en: 'Provide either an organisation or a person.' }
  return new ApiError('invalid_request', detail, { faults: [{ pointer: '', code: 'one_applicant', detail }] })
}

const unknownApplicant = (type: Term<typeof memberType>) =>
  ruleBroken({
    pointer: `/${type}`,
    code: 'unknown_reference',
    detail: {
      pl: type === 'organisation' ? 'W rejestrze nie ma takiej organizacji.' : 'W rejestrze nie ma takiej osoby.',
      en: `There is no such ${type} in the registry.`
    }
  })
