import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { Nullable, Ref, record, StringEnum } from '../../contract/components.ts'
import { problems } from '../../contract/problems.ts'
import { List, NOT_BLANK, Slug, Str } from '../../contract/schemas.ts'
import { sendJson } from '../../http/representation.ts'
import { notModified, ok } from '../../records/read/contract.ts'
import { OrganisationSummary } from '../summaries.ts'
import { matchName } from './name-matching/match-rules.ts'

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
    description: 'How well the name matches, from 0 to 1. A score of 1 is the exact name.',
    examples: [1]
  }),
  matched_by: StringEnum(['name', 'short_name', 'other_name', 'kind_and_place', 'place', 'similar'], {
    description: 'The property of the organisation that the name matches.',
    examples: ['kind_and_place']
  }),
  differs: List(
    StringEnum(['kind', 'place', 'qualifier'], { description: 'A part of the name that differs.', examples: ['kind'] }),
    'The parts in which the name differs from the organisation.',
    { maxItems: 3 }
  )
})

const OrganisationMatch = record(
  'OrganisationMatch',
  'The organisation that a printed name means. The registry never guesses: an uncertain match stays a candidate.',
  {
    name: Str('The name in the request.', 'CUS w Swidniku', { pattern: NOT_BLANK }),
    chosen: Nullable(
      Slug('Slug of the organisation that the name certainly means; null if no match is certain.', 'cus-swidnik')
    ),
    reason: StringEnum(reasons, {
      description: 'The reason why an organisation was chosen, or why none was.',
      examples: ['kind_and_place']
    }),
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
        'Accepts a printed name, which may be inflected, abbreviated or without diacritics. Returns scored ' +
        'candidates and, if the name leaves no doubt, the organisation that it means.',
      querystring: Type.Object(
        {
          name: Str('The name of the organisation, as printed.', 'CUS w Swidniku', {
            pattern: NOT_BLANK,
            maxLength: 500
          })
        },
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
