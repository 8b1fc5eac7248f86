import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { Nullable, Ref, record, StringEnum } from '../../contract/components.ts'
import { problems } from '../../contract/problems.ts'
import { List, NOT_BLANK, Slug, Str } from '../../contract/schemas.ts'
import { sendJson } from '../../http/representation.ts'
import { notModified, ok } from '../../records/read/contract.ts'
import { OrganisationSummary } from '../summaries.ts'
import { matchName } from './match-rules.ts'

const reasons = [
  'exact_name',
  'kind_and_place',
  'no_candidate',
  'ambiguous',
  'kind_differs',
  'place_differs',
  'kind_missing',
  'homonymous_gmina'
] as const

const MatchCandidate = record('MatchCandidate', 'An organisation that a printed name may mean.', {
  organisation: Ref(OrganisationSummary),
  score: Type.Number({
    format: 'double',
    minimum: 0,
    maximum: 1,
    description: 'How well the name fits: 1 is the very name.',
    examples: [1]
  }),
  matched_by: StringEnum(['name', 'short_name', 'other_name', 'kind_and_place', 'place', 'similar'], {
    description: 'What the name agrees with.',
    examples: ['kind_and_place']
  }),
  differs: List(
    StringEnum(['kind', 'place', 'qualifier'], { description: 'A part that differs.', examples: ['kind'] }),
    'In what the name differs from the organisation.',
    { maxItems: 3 }
  )
})

const OrganisationMatch = record(
  'OrganisationMatch',
  'Which organisation a printed name means. Never a guess: what is not certain stays a candidate.',
  {
    name: Str('The name that was asked about.', 'CUS w Swidniku', { pattern: NOT_BLANK }),
    chosen: Nullable(Slug('Slug of the organisation that the name surely means; null when none does.', 'cus-swidnik')),
    reason: StringEnum(reasons, { description: 'Why one was chosen, or none.', examples: ['kind_and_place'] }),
    candidates: List(Ref(MatchCandidate), 'Organisations that the name may mean, best first.', { maxItems: 5 })
  }
)

export function matchRoute(app: FastifyInstance): void {
  app.get('/organisations/match', {
    config: { access: 'public' },
    schema: {
      tags: ['organisations'],
      operationId: 'match_organisation',
      summary: 'Find an organisation by a printed name',
      security: [{}],
      description:
        'Takes a name as printed anywhere: inflected, without diacritics, abbreviated. Answers with scored candidates and, when the name leaves no doubt, the one that it means.',
      querystring: Type.Object(
        { name: Str('The name as printed.', 'CUS w Swidniku', { pattern: NOT_BLANK, maxLength: 500 }) },
        { additionalProperties: false }
      ),
      response: {
        200: ok(Ref(OrganisationMatch), 'The candidates, best first.'),
        304: notModified,
        ...problems(400, 406)
      }
    },
    handler: async (request, reply) => {
      const { name } = request.query as { name: string }
      const { targets, homonyms, summaries } = await app.directory.current(app.db)
      const { candidates, chosen, reason } = matchName(name, targets, homonyms)
      const body = {
        name,
        chosen,
        reason,
        candidates: candidates.map(({ id, score, matched_on, differs }) => ({
          organisation: summaries.get(id),
          score,
          matched_by: matched_on,
          differs
        }))
      }
      return sendJson(request, reply, body, { dependsOn: ['organisation', 'territory'] })
    }
  })
}
